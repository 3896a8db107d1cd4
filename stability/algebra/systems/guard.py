"""Groebner bases within counted limits, and a way to ask for the quick ones only.

The outcome of a computation depends on counted limits (``ideals.LIMITS``).  A wall clock, which only guards against
what these do not catch, is the business of ``stability.processes``; after it has ended a search, the same search
without long bases still finds what is found without them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from flint import Ordering, fmpz_mpoly_ctx, fmpz_mpoly_vec

from stability.errors import CannotSolve

#: Limits within which a basis takes a fraction of a second.
QUICK = (60, 400, 2_000)
_refusal: ContextVar[CannotSolve | None] = ContextVar("refusal", default=None)


@contextmanager
def quick_bases(refusal: CannotSolve) -> Iterator[None]:
    """Every basis inside that is not found quickly is refused with these words."""
    token = _refusal.set(refusal)
    try:
        yield
    finally:
        _refusal.reset(token)


def basis(polys: Sequence[Any], names: tuple[str, ...], limits: tuple[int, int, int]) -> list[Any] | None:
    """The reduced basis in degree-reverse-lexicographic order; None beyond the counted limits."""
    refusal = _refusal.get()
    if refusal is None:
        return _computed(polys, names, limits)
    first = tuple(min(a, b) for a, b in zip(QUICK, limits, strict=True))
    found = _computed(polys, names, first)
    if found is None and first != limits:
        raise CannotSolve(refusal.asked, refusal.found, refusal.remedy)
    return found


def _computed(polys: Sequence[Any], names: tuple[str, ...], limits: tuple[int, ...]) -> list[Any] | None:
    context = fmpz_mpoly_ctx.get(names, Ordering.degrevlex)
    found, finished = fmpz_mpoly_vec(list(polys), context).buchberger_naive(limits=limits)
    return list(found.autoreduction()) if finished else None
