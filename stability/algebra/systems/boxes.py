"""Zeros of smooth systems: candidates by Newton's method, certified by Krawczyk's test, refined to any width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from flint import arb, ctx
from sympy import Rational

from stability.algebra.systems.balls import (
    BallFunction,
    Box,
    Integrals,
    approximate_inverse,
    inside,
    krawczyk,
    midpoint,
    within,
)
from stability.algebra.systems.ranges import Nowhere, Range, RangeFunction, as_ball, as_range, excludes_zero
from stability.algebra.systems.values import ends
from stability.errors import CannotSolve

#: Working precision in bits of a search, and the relative width 2^-FINE of the boxes that it returns.
BITS = 96
FINE = 56
#: The same for expectations, whose enclosures cost a quadrature each.
_COARSE = 40
_NEWTON_STEPS, _HALVINGS = 60, 8
#: Doublings of the working precision in a refinement: a zero that needs more is conditioned worse than 2^-16 bits.
_DOUBLINGS = 5
#: Newton's method gives up beyond 2^_FAR: from there it does not come back, and numbers grow without bound.
_FAR = 512


@dataclass(frozen=True)
class Zero:
    """fine: a narrow box that contains a simple zero; box: a wider one in which it is the only one.

    ``refined`` encloses it to any precision.
    """

    box: Box
    fine: Box
    system: SquareSystem = field(compare=False, repr=False)

    def refined(self, bits: int) -> Box:
        """A box of relative width 2^-bits (absolute: 2^-2bits near 0) around the same zero.

        Raises CannotSolve when that width is not reached.
        """
        if all(_narrow(b, bits) for b in self.fine):
            return self.fine
        precision = 2 * bits + 64
        for _ in range(_DOUBLINGS):
            with ctx.workprec(precision):
                candidate = self.system.newton(self.fine)
                if candidate is not None:
                    radii = [arb(2) ** -(bits + 1) * abs(c).max(arb(2) ** -bits) for c in candidate]
                    box = self.system.proven(candidate, radii)
                    if box is not None and within(box, self.box):
                        return box
            precision *= 2
        raise CannotSolve(
            f"an equilibrium to a relative width of 2^-{bits}",
            f"the box {', '.join(b.str(12) for b in self.fine)} and {precision // 2} bits of precision",
            "fewer digits, or an exact point at=",
        )


def _narrow(b: Any, bits: int) -> bool:
    return bool(b.rad() <= arb(2) ** -bits * abs(b.mid()).max(arb(2) ** -bits))


class SquareSystem:
    """n expressions in n symbols with their Jacobian; further equations only help to exclude.

    guards: relations that hold where the field is defined; cleared: equations without denominators that hold at every
    zero, asked only near poles.  A box in which the field is nowhere defined holds no zero, and no zero is certified in
    a box in which it is not defined everywhere.
    """

    def __init__(
        self,
        expressions: Sequence[Any],
        symbols: Sequence[Any],
        extra: Iterable[Any] = (),
        guards: Iterable[Any] = (),
        integrals: Integrals | None = None,
        cleared: Iterable[Any] = (),
    ) -> None:
        self.symbols = tuple(symbols)
        self.size = len(self.symbols)
        self.expressions = tuple(expressions)
        self.cleared = tuple(cleared)
        self.slow = integrals is not None
        slopes = [e.diff(s) for e in self.expressions for s in symbols]
        self.values = BallFunction(self.expressions, symbols, integrals)
        self._jacobian = BallFunction(slopes, symbols, integrals)
        self._ranges = RangeFunction((*self.expressions, *extra), symbols, integrals)
        self._slopes = RangeFunction(slopes, symbols, integrals)
        self._guards = [(g.rel_op, RangeFunction([g.lhs - g.rhs], symbols)) for g in guards]

    def ranges(self, box: Sequence[Range]) -> tuple[list[Range], bool] | None:
        """The ranges of all equations, and whether they are defined on the whole box; None: no zero in it."""
        try:
            if any(holds_on(operator, guard(box)[0]) is False for operator, guard in self._guards):
                return None
            values = self._ranges(box)
        except Nowhere:
            return None
        if any(excludes_zero(v) for v in values):
            return None
        return values, self._ranges.sure

    def slopes(self, box: Sequence[Range]) -> list[list[Range]] | None:
        """The Jacobian over a box; None where it is not bounded or not defined on all of it."""
        try:
            flat = self._slopes(box)
        except Nowhere:
            return None
        if not self._slopes.sure or not all(a.is_finite() and b.is_finite() for a, b in flat):
            return None
        return [flat[i * self.size : (i + 1) * self.size] for i in range(self.size)]

    def matrix(self, point: Box) -> list[list[Any]]:
        """The Jacobian at a point, in balls."""
        flat = self._jacobian(point)
        return [flat[i * self.size : (i + 1) * self.size] for i in range(self.size)]

    def excluded(self, box: Box) -> bool:
        """A proof that the box holds no zero inside the domain of the field."""
        return self.ranges([as_range(b) for b in box]) is None

    def image(self, box: Box) -> Box | None:
        """Krawczyk's image of the box; None where it is not defined, or the field is not defined on the whole box."""
        box_ends = [as_range(b) for b in box]
        found = self.ranges(box_ends)
        slopes = self.slopes(box_ends) if found is not None and found[1] else None
        if slopes is None:
            return None
        centre = midpoint(box)
        jacobian = [[as_ball(r) for r in row] for row in slopes]
        return krawczyk(self.values(centre), jacobian, box, approximate_inverse(self.matrix(centre)))

    def newton(self, start: Box) -> Box | None:
        """Newton's iteration in plain arithmetic, steps halved where they do not help; no certificate."""
        current = midpoint(start)
        values = self._at(current)
        for _ in range(_NEWTON_STEPS):
            inverse = None if values is None else approximate_inverse(self.matrix(current))
            if inverse is None or values is None:
                return None
            step = [sum((a * b for a, b in zip(row, values, strict=True)), arb(0)).mid() for row in inverse]
            small = all(abs(s) <= (abs(c) + 1) * arb(2) ** (24 - ctx.prec) for s, c in zip(step, current, strict=True))
            current, values = self._step(current, step, values)
            if small:
                return current
            if not all(abs(c) < arb(2) ** _FAR for c in current):
                return None
        return None

    def _at(self, point: Box) -> list[Any] | None:
        values = [v.mid() for v in self.values(point)]
        return values if all(v.is_finite() for v in values) else None

    def _step(self, current: Box, step: list[Any], values: list[Any]) -> tuple[Box, list[Any] | None]:
        """The longest of the halved steps that lowers the residual, else the full one."""
        before, part, full = _size(values), arb(1), None
        for _ in range(_HALVINGS):
            trial = tuple((c - part * s).mid() for c, s in zip(current, step, strict=True))
            found = self._at(trial)
            full = full or (trial, found)
            if found is not None and _size(found) < before:
                return trial, found
            part = part / 2
        return full if full is not None else (current, values)

    def proven(self, candidate: Box, radii: Sequence[Any]) -> Box | None:
        """The box around the candidate if Krawczyk's test proves one simple zero in it."""
        box = tuple(c + arb(0, r) for c, r in zip(candidate, radii, strict=True))
        image = self.image(box)
        if image is not None and all(k.is_finite() for k in image) and inside(image, box):
            return box
        return None

    def certify(self, candidate: Box) -> Zero | None:
        """A zero proven near the candidate, with the widest tried box in which it is the only one."""
        best: Zero | None = None
        for exponent in (-_COARSE,) if self.slow else range(-FINE, 2, 4):
            box = self.proven(candidate, [arb(2) ** exponent * (abs(c) + 1) for c in candidate])
            if box is not None:
                best = Zero(box, best.fine if best is not None else box, self)
            elif best is not None or exponent > -FINE:
                break  # a simple zero passes in the smallest boxes; wider ones only enlarge the region of uniqueness
        return best


def _size(values: Sequence[Any]) -> Any:
    largest = arb(0)
    for v in values:
        largest = largest.max(abs(v))
    return largest.mid()


def holds_on(operator: str, r: Range) -> bool | None:
    """Whether ``value operator 0`` holds for all values of a range (True), for none (False), or neither is seen."""
    low, high = r
    if operator in ("<", "<="):
        return holds_on(">" if operator == "<" else ">=", (-high, -low))
    if operator == ">":
        return True if low > 0 else False if high <= 0 else None
    if operator == ">=":
        return True if low >= 0 else False if high < 0 else None
    equal = False if excludes_zero(r) else True if low == 0 and high == 0 else None
    return equal if operator == "==" or equal is None else not equal


def distinct(one: Zero, other: Zero) -> bool | None:
    """Whether two zeros are different (True) or the same (False); None when refinement shows neither.

    One zero with its box inside the region where the other is alone is that other one.
    """
    for bits in (FINE, 4 * FINE, 16 * FINE):
        try:
            first, second = (z.fine if bits == FINE else z.refined(bits) for z in (one, other))
        except CannotSolve:
            return None
        if not all(a.overlaps(b) for a, b in zip(first, second, strict=True)):
            return True
        if within(first, other.box) or within(second, one.box):
            return False
    return None


def bounds_of(box: Box) -> tuple[tuple[Rational, Rational], ...]:
    """The rational ends of each ball."""
    return tuple(ends(b) for b in box)
