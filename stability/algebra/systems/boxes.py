"""Zeros of smooth systems in a box: certified candidates, and branch and prune that excludes everything else."""

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
    ball,
    inside,
    krawczyk,
    midpoint,
    within,
)
from stability.algebra.systems.values import ends

#: Boxes examined by one branch and prune; a count, so that the outcome does not depend on the machine.
MAX_BOXES = 20_000
#: Working precision in bits; boxes narrower than 2^-30 of the whole are left undecided.
BITS = 96
NARROW = 30
_NEWTON_STEPS = 40


@dataclass(frozen=True)
class Zero:
    """box contains exactly one zero, a simple one; ``refined`` gives it to any precision."""

    box: Box
    system: SquareSystem = field(compare=False, repr=False)

    def refined(self, bits: int) -> Box:
        """A box of relative width about 2^-bits around the same zero: Krawczyk's map again and again."""
        with ctx.workprec(bits + 64):
            current = self.box
            for _ in range(200):
                image = self.system.image(current)
                if image is None:
                    break
                smaller = tuple(a.intersection(b) for a, b in zip(current, image, strict=True))
                if all(_narrow(s, bits) for s in smaller) or not any(
                    s.rad() < c.rad() * arb(0.9) for s, c in zip(smaller, current, strict=True)
                ):
                    return smaller
                current = smaller
            return current


def _narrow(b: Any, bits: int) -> bool:
    return bool(b.rad() <= arb(2) ** -bits * max(abs(b.mid()), arb(2) ** -bits))


class SquareSystem:
    """n expressions in n symbols with their Jacobian, in ball arithmetic; further equations only help to exclude."""

    def __init__(
        self,
        expressions: Sequence[Any],
        symbols: Sequence[Any],
        extra: Iterable[Any] = (),
        guards: Iterable[Any] = (),
        integrals: Integrals | None = None,
    ) -> None:
        self.symbols = tuple(symbols)
        self.size = len(self.symbols)
        self.slow = integrals is not None
        self.values = BallFunction(expressions, symbols, integrals)
        self.jacobian = BallFunction([e.diff(s) for e in expressions for s in symbols], symbols, integrals)
        self.extra = BallFunction(tuple(extra), symbols, integrals)
        self.guards = [(g.rel_op, BallFunction([g.lhs - g.rhs], symbols)) for g in guards]

    def matrix(self, box: Box) -> list[list[Any]]:
        flat = self.jacobian(box)
        return [flat[i * self.size : (i + 1) * self.size] for i in range(self.size)]

    def image(self, box: Box) -> Box | None:
        """Krawczyk's image of the box, or None when it is not defined."""
        jacobian = self.matrix(box)
        if not all(entry.is_finite() for row in jacobian for entry in row):
            return None
        centre = midpoint(box)
        return krawczyk(self.values(centre), jacobian, box, approximate_inverse(self.matrix(centre)))

    def excluded(self, box: Box) -> bool:
        """A proof that the box holds no zero inside the domain of the field."""
        for operator, guard in self.guards:
            value = guard(box)[0]
            if (
                (operator in (">", ">=") and value < 0)
                or (operator in ("<", "<=") and value > 0)
                or (operator == ">" and value <= 0)
            ):
                return True
        return any(v.is_finite() and not v.contains(0) for v in self.values(box) + self.extra(box))

    def newton(self, start: Box) -> Box | None:
        """Newton's iteration in plain arithmetic; a candidate, not a certificate."""
        current = midpoint(start)
        for _ in range(_NEWTON_STEPS):
            inverse = approximate_inverse(self.matrix(current))
            values = [v.mid() for v in self.values(current)]
            if inverse is None or not all(v.is_finite() for v in values):
                return None
            step = [sum((a * b for a, b in zip(row, values, strict=True)), arb(0)).mid() for row in inverse]
            current = tuple((c - s).mid() for c, s in zip(current, step, strict=True))
            if all(abs(s) <= (abs(c) + 1) * arb(2) ** (-BITS + 24) for s, c in zip(step, current, strict=True)):
                return current
        return None

    def certify(self, candidate: Box) -> Zero | None:
        """The widest tried box around a candidate in which Krawczyk's test proves one simple zero."""
        best: Zero | None = None
        for exponent in (-40,) if self.slow else range(-56, 2, 4):
            box = tuple(c + arb(0, arb(2) ** exponent * (abs(c) + 1)) for c in candidate)
            image = self.image(box)
            if image is not None and all(k.is_finite() for k in image) and inside(image, box):
                best = Zero(box, self)
            elif best is not None or exponent > -56:
                break  # a simple zero passes in the smallest boxes; wider ones only enlarge the region of uniqueness
        return best


class Pruned:
    """zeros: each alone in its box; undecided: boxes that may hold more; examined: how many boxes were looked at."""

    def __init__(self) -> None:
        self.zeros: list[Zero] = []
        self.undecided: list[Box] = []
        self.examined = 0


def branch_and_prune(system: SquareSystem, bounds: Sequence[tuple[Any, Any]], budget: int | None = None) -> Pruned:
    """All zeros in a box of rationals, apart from the undecided boxes.

    >>> from sympy.abc import x
    >>> from sympy import exp
    >>> found = branch_and_prune(SquareSystem([exp(x) - 2 - x], [x]), [(Rational(-4), Rational(4))])
    >>> len(found.zeros), found.undecided
    (2, [])
    """
    limit = MAX_BOXES if budget is None else budget
    found = Pruned()
    with ctx.workprec(BITS):
        whole = tuple(ball(low, high) for low, high in bounds)
        smallest = [max(b.rad(), arb(2) ** -BITS) * arb(2) ** -NARROW for b in whole]
        work = [whole]
        while work:
            box = work.pop()
            found.examined += 1
            if found.examined > limit:
                found.undecided += [box, *work]
                break
            _examine(system, box, smallest, work, found)
        found.zeros = [z for z in found.zeros if all(z.box[i].overlaps(whole[i]) for i in range(system.size))]
    return found


def _examine(system: SquareSystem, box: Box, smallest: list[Any], work: list[Box], found: Pruned) -> None:
    if any(within(box, zero.box) for zero in found.zeros) or system.excluded(box):
        return
    image = system.image(box)
    if image is not None and all(k.is_finite() for k in image):
        if not all(k.overlaps(b) for k, b in zip(image, box, strict=True)):
            return
        if inside(image, box):
            _keep(system, Zero(box, system), found)
            return
        candidate = system.newton(box)
        if candidate is not None and all(c.overlaps(b) for c, b in zip(candidate, box, strict=True)):
            zero = system.certify(candidate)
            if zero is not None:
                _keep(system, zero, found)
                if within(box, zero.box):
                    return
        smaller = tuple(k.intersection(b) for k, b in zip(image, box, strict=True))
        if any(s.rad() < b.rad() * arb(0.5) for s, b in zip(smaller, box, strict=True)):
            work.append(smaller)
            return
    widest = max(range(system.size), key=lambda i: float((box[i].rad() / smallest[i]).mid()))
    if box[widest].rad() <= smallest[widest]:
        found.undecided.append(box)
        return
    low, centre, high = box[widest].lower(), box[widest].mid(), box[widest].upper()
    for part in (low.union(centre), centre.union(high)):
        work.append((*box[:widest], part, *box[widest + 1 :]))


def _keep(system: SquareSystem, zero: Zero, found: Pruned) -> None:
    """Two boxes with one zero each hold the same zero if one refined zero lies in the other box."""
    for k, known in enumerate(found.zeros):
        if all(a.overlaps(b) for a, b in zip(zero.box, known.box, strict=True)):
            precise = zero.refined(BITS // 2)
            if within(precise, known.box):
                if zero.box[0].rad() > known.box[0].rad():
                    found.zeros[k] = zero
                return
    found.zeros.append(zero)


def bounds_of(box: Box) -> tuple[tuple[Rational, Rational], ...]:
    """The rational ends of each ball."""
    return tuple(ends(b) for b in box)
