"""A Groebner basis in a process of its own, so that a hang can be ended: only a guard, never part of the argument.

The outcome of a computation depends on counted limits (``ideals.LIMITS``); the wall clock ends what they do not catch.
Run as ``python -m stability.algebra.systems.worker`` with the polynomials as JSON on standard input.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from math import prod
from typing import Any

from flint import Ordering, fmpz_mpoly_ctx, fmpz_mpoly_vec

from stability.errors import BadInput, CannotSolve

#: Seconds granted to one basis when the caller names no limit, and the Bezout number from which a process is started at
#: all: below it the counted limits end the work in seconds, and a process would cost more than the basis.
SECONDS = 600.0
LARGE = 2_000
_limit: ContextVar[float | None] = ContextVar("seconds", default=None)


@contextmanager
def wall_clock(seconds: float | None) -> Iterator[None]:
    """Every basis inside ends after so many seconds; None keeps the default.  BadInput unless positive."""
    if seconds is not None and not (isinstance(seconds, (int, float)) and seconds > 0):
        raise BadInput("a limit in seconds", repr(seconds), "a positive number, or None")
    token = _limit.set(seconds)
    try:
        yield
    finally:
        _limit.reset(token)


def basis(polys: Sequence[Any], names: tuple[str, ...], limits: tuple[int, int, int]) -> list[Any] | None:
    """The reduced basis in degree-reverse-lexicographic order; None beyond the counted limits.

    Raises CannotSolve when the wall clock ends it.
    """
    seconds = _limit.get()
    if seconds is None and prod(int(p.total_degree()) for p in polys) < LARGE:
        return computed(polys, names, limits)
    question = json.dumps({"names": names, "limits": limits, "polys": [_plain(p) for p in polys]})
    answer = json.loads(_asked(question, SECONDS if seconds is None else seconds, len(names)))
    context = fmpz_mpoly_ctx.get(names, Ordering.degrevlex)
    return None if answer is None else [_poly(p, context) for p in answer]


def computed(polys: Sequence[Any], names: tuple[str, ...], limits: tuple[int, int, int]) -> list[Any] | None:
    """The basis, in this process."""
    context = fmpz_mpoly_ctx.get(names, Ordering.degrevlex)
    found, finished = fmpz_mpoly_vec(list(polys), context).buchberger_naive(limits=limits)
    return list(found.autoreduction()) if finished else None


def _asked(question: str, seconds: float, n: int) -> str:
    """The worker's answer; the process is ended on a timeout and on an interrupt."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    command = [sys.executable, "-m", "stability.algebra.systems.worker"]
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    )
    with process:
        try:
            answer, _ = process.communicate(question, timeout=seconds)
        except subprocess.TimeoutExpired:
            raise CannotSolve(
                f"a Groebner basis in {n} variables",
                f"none within {seconds:g} seconds of wall-clock time",
                "more seconds=, rational numbers for some parameters, or the equilibrium by at=",
            ) from None
        finally:  # also on Ctrl-C: the library does not look at signals, so the process has to be killed
            if process.poll() is None:
                process.kill()
                process.wait()
    if process.returncode:
        raise CannotSolve(
            f"a Groebner basis in {n} variables",
            f"a worker process that ended with code {process.returncode}",
            "a smaller system, or the equilibrium by at=",
        )
    return answer


def _plain(p: Any) -> list[list[Any]]:
    return [[[int(e) for e in m], str(c)] for m, c in p.terms()]


def _poly(terms: list[list[Any]], context: Any) -> Any:
    return context.from_dict({tuple(m): int(c) for m, c in terms})


def _main() -> None:
    question = json.loads(sys.stdin.read())
    names = tuple(question["names"])
    context = fmpz_mpoly_ctx.get(names, Ordering.degrevlex)
    found = computed([_poly(p, context) for p in question["polys"]], names, tuple(question["limits"]))
    sys.stdout.write(json.dumps(None if found is None else [_plain(p) for p in found]))


if __name__ == "__main__":
    _main()
