"""Where certified points are, at any precision: from the certificates that found them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from flint import ctx
from sympy import Symbol

from stability.algebra.systems.balls import ball
from stability.algebra.systems.boxes import BITS
from stability.algebra.systems.roots import RealSolution
from stability.equilibrium.domain import Place
from stability.equilibrium.numeric import Refinable
from stability.equilibrium.records import Equilibrium
from stability.errors import CannotSolve

Pairs = Iterable[tuple[Any, tuple[Any, Any]]]


def as_balls(box: Pairs) -> list[tuple[Any, Any]]:
    """Pairs (symbol, ball) from a box of rational ends."""
    with ctx.workprec(BITS):
        return [(s, ball(low, high)) for s, (low, high) in box]


def in_box(state: tuple[Symbol, ...], box: Pairs) -> Place:
    """A point of which only a box is known: every coordinate stands for itself."""
    ends = dict(box)
    known = tuple(s for s in state if s in ends)

    def finer(bits: int) -> Any:
        with ctx.workprec(bits):
            return tuple(ball(*ends[s]) for s in known)

    return Place({s: s for s in state}, known, finer)


def place_of(state: tuple[Symbol, ...], point: Equilibrium) -> Place:
    """A listed point: exact, or by the handle that refines its box, or by the box alone."""
    if point.exact:
        return Place(point.as_dict())
    handle = point.certificate
    if not isinstance(handle, Refinable):
        return in_box(state, point.box or ())
    case = handle.case
    solution = handle.source if isinstance(handle.source, RealSolution) else None
    values = dict(case.solved) | {s: s for s in case.free}
    ends = dict(point.box or ())
    known = [ball(*ends[s]) if s in ends else None for s in case.free]
    finer = cache(lambda bits: _refined(handle, bits, known))
    return Place({s: values[s] for s in state}, tuple(case.free), finer, solution)


def _refined(handle: Refinable, bits: int, known: list[Any]) -> Any:
    """Narrower balls; those of the record where the width is not reached."""
    try:
        with ctx.workprec(2 * bits + BITS):
            return tuple(handle.refined(bits))
    except CannotSolve:
        if None in known:
            raise
        return tuple(known)
