"""Where a Groebner basis is computed: here, or wherever the edge sends it, so that a hang can be ended.

The outcome of a computation depends on counted limits (``ideals.LIMITS``).  A wall clock only guards against what these
do not catch, and starting processes is the business of the edge (``stability.cli.worker``): this module has the hook.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from flint import Ordering, fmpz_mpoly_ctx, fmpz_mpoly_vec

#: From a question to an answer, both JSON; raises CannotSolve when the answer does not come in time.
Runner = Callable[[str], str]
#: Limits within which a basis is computed here in any case: it takes a fraction of a second, less than a process.
QUICK = (60, 400, 2_000)
_runner: ContextVar[Runner | None] = ContextVar("runner", default=None)


@contextmanager
def elsewhere(runner: Runner) -> Iterator[None]:
    """Every basis inside that is not found quickly is computed by the runner."""
    token = _runner.set(runner)
    try:
        yield
    finally:
        _runner.reset(token)


def basis(polys: Sequence[Any], names: tuple[str, ...], limits: tuple[int, int, int]) -> list[Any] | None:
    """The reduced basis in degree-reverse-lexicographic order; None beyond the counted limits."""
    runner = _runner.get()
    if runner is None:
        return _computed(polys, names, limits)
    first = tuple(min(a, b) for a, b in zip(QUICK, limits, strict=True))
    found = _computed(polys, names, first)
    if found is not None or first == limits:
        return found
    question = json.dumps({"names": names, "limits": limits, "polys": [_plain(p) for p in polys]})
    answered = json.loads(runner(question))
    context = fmpz_mpoly_ctx.get(names, Ordering.degrevlex)
    return None if answered is None else [_poly(p, context) for p in answered]


def answer(question: str) -> str:
    """What a runner has to return: the basis for a question, computed in this process.

    >>> square, line = [[[2], "1"], [[0], "-1"]], [[[1], "1"], [[0], "-1"]]
    >>> answer(json.dumps({"names": ["x"], "limits": [10, 10, 99], "polys": [square, line]}))
    '[[[[1], "1"], [[0], "-1"]]]'
    """
    asked = json.loads(question)
    names = tuple(asked["names"])
    context = fmpz_mpoly_ctx.get(names, Ordering.degrevlex)
    found = _computed([_poly(p, context) for p in asked["polys"]], names, tuple(asked["limits"]))
    return json.dumps(None if found is None else [_plain(p) for p in found])


def _computed(polys: Sequence[Any], names: tuple[str, ...], limits: tuple[int, ...]) -> list[Any] | None:
    context = fmpz_mpoly_ctx.get(names, Ordering.degrevlex)
    found, finished = fmpz_mpoly_vec(list(polys), context).buchberger_naive(limits=limits)
    return list(found.autoreduction()) if finished else None


def _plain(p: Any) -> list[list[Any]]:
    return [[[int(e) for e in m], str(c)] for m, c in p.terms()]


def _poly(terms: list[list[Any]], context: Any) -> Any:
    return context.from_dict({tuple(m): int(c) for m, c in terms})
