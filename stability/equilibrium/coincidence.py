"""Whether two records are one point, when at least one of them is known by an isolating box."""

from __future__ import annotations

from typing import Any

from flint import ctx

from stability.algebra.numbers import sharp_ball
from stability.algebra.systems.balls import ball, within
from stability.algebra.systems.boxes import BITS, Zero, distinct
from stability.algebra.systems.forms import is_zero
from stability.equilibrium.numeric import Narrowed, Refinable
from stability.equilibrium.records import Equilibrium
from stability.errors import BadInput, CannotSolve

#: Bits of the balls around exact coordinates.
_BITS = 4 * BITS


def same_zero(left: Equilibrium, right: Equilibrium) -> bool | None:
    """True and False are proofs; None: the boxes meet, and nothing shows whether they hold one point or two.

    An exact equilibrium at which the equations of an isolating box vanish, inside the region in which that box's point
    is their only zero, is that point.
    """
    if left.exact and right.exact:
        raise ValueError("exact points are compared by algebra")
    if left.exact or right.exact:
        return _exact_in_box(*((left, right) if left.exact else (right, left)))
    ours, theirs = left.certificate, right.certificate
    if isinstance(ours, Refinable) and isinstance(theirs, Refinable):
        same_case = ours.case.equations == theirs.case.equations and ours.case.solved == theirs.case.solved
        if same_case and isinstance(ours.source, Zero) and isinstance(theirs.source, Zero):
            differ = distinct(ours.source, theirs.source)
            return None if differ is None else not differ
    return None if _meet(left, right) else False


def _exact_in_box(exact: Equilibrium, boxed: Equilibrium) -> bool | None:
    values, handle = exact.as_dict(), boxed.certificate
    if any(v.free_symbols for v in values.values()):
        return False
    try:
        with ctx.workprec(_BITS):
            point = {s: sharp_ball(v, _BITS) for s, v in values.items()}
            if not all(ball(*e).overlaps(point[s]) for s, e in (boxed.box or ())):
                return False
    except (BadInput, CannotSolve):
        return None
    region = _region(handle.source) if isinstance(handle, Refinable) else None
    if region is None or not within(tuple(point[s] for s in handle.case.free), region):
        return None
    put = {s: values[s] for s in handle.case.free}
    try:
        known = all(is_zero(e.xreplace(put)) for e in handle.case.equations)
        return True if known and all(is_zero(values[s] - v.xreplace(put)) for s, v in handle.case.solved) else None
    except CannotSolve:
        return None


def _region(source: Any) -> tuple[Any, ...] | None:
    """Where the point is the only zero of the equations of its case."""
    if isinstance(source, Zero):
        return source.box
    return source.region() if isinstance(source, Narrowed) else None


def _meet(left: Equilibrium, right: Equilibrium) -> bool:
    """Whether the boxes overlap, refined as far as need be."""
    for bits in (0, 4 * BITS, 16 * BITS):
        try:
            first, second = (
                dict((p.certificate.box(bits) if bits and isinstance(p.certificate, Refinable) else p.box) or ())
                for p in (left, right)
            )
        except CannotSolve:
            return True
        if any(bool(first[s][1] < second[s][0]) or bool(second[s][1] < first[s][0]) for s in first):
            return False
    return True
