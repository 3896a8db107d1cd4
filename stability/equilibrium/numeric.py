"""Equilibria that algebra does not reach: Newton candidates certified in ball arithmetic, and whole boxes searched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, product
from typing import Any

from flint import arb, ctx
from sympy import Rational, Symbol, exp, false, true

from stability.algebra.systems.balls import BallFunction, ball
from stability.algebra.systems.boxes import BITS, SquareSystem, Zero, bounds_of
from stability.algebra.systems.exponential import zeros_of
from stability.algebra.systems.forms import Factor, is_zero
from stability.algebra.systems.pruning import branch_and_prune
from stability.algebra.systems.values import ends
from stability.equilibrium.integrals import enclosure, float_limits
from stability.equilibrium.records import Equilibrium, Pairs
from stability.expectation import Expectation
from stability.rigor import Rigor

#: Starts of Newton's method when no box is given: a grid, so that the outcome can be repeated.
GRID = tuple(Rational(p, q) for p, q in ((0, 1), (1, 1), (-1, 1), (3, 1), (-3, 1), (1, 3), (-1, 3), (9, 1), (-9, 1)))
STARTS = 243
#: Bits of the boxes that are reported, and the largest denominator recognised as exact.
REPORTED = 64
DENOMINATOR = 360


@dataclass(frozen=True)
class Unsettled:
    """A case that is left as equations: expressions in ``free``; solved: the other state symbols in terms of them.

    whole: the first equations, as many as unknowns, are the field itself; the others follow from them.
    """

    equations: tuple[Any, ...]
    free: tuple[Symbol, ...]
    solved: tuple[tuple[Symbol, Any], ...]
    guards: tuple[Any, ...]
    state: tuple[Symbol, ...]
    whole: bool = False

    @property
    def square(self) -> SquareSystem:
        """As many equations as unknowns; the others help to exclude boxes."""
        n = len(self.free)
        return SquareSystem(self.equations[:n], self.free, self.equations[n:], self.guards, self.integrals)

    @property
    def integrals(self) -> Any:
        """How expectations are enclosed; None when there are none."""
        return enclosure if any(e.has(Expectation) for e in self.equations) else None

    @property
    def overdetermined(self) -> bool:
        return len(self.equations) > len(self.free) and not self.whole

    def lift(self, box: Sequence[Any]) -> tuple[tuple[Symbol, Any], ...]:
        """Balls for the whole state from balls for the free symbols."""
        known = dict(zip(self.free, box, strict=True))
        others = BallFunction([v for _, v in self.solved], self.free)(tuple(box))
        known |= {s: b for (s, _), b in zip(self.solved, others, strict=True)}
        return tuple((s, known[s]) for s in self.state)


def exact_nearby(case: Unsettled, box: Sequence[Any]) -> dict[Any, Any] | None:
    """The point with small rational coordinates in the box at which the equations vanish exactly, if any."""
    found = {}
    for symbol, b in zip(case.free, box, strict=True):
        middle = b.mid().fmpq()
        value = Fraction(int(middle.p), int(middle.q)).limit_denominator(DENOMINATOR)
        found[symbol] = Rational(value.numerator, value.denominator)
        if not b.contains(arb(value.numerator) / value.denominator):
            return None
    return found if all(is_zero(e.xreplace(found)) for e in case.equations) else None


def as_equilibrium(case: Unsettled, zero: Zero) -> Equilibrium:
    """The record of a certified zero; exact when its coordinates are small rationals."""
    with ctx.workprec(BITS + REPORTED):
        fine = zero.refined(REPORTED)
        exact = exact_nearby(case, fine)
        if exact is not None:
            return _exact_point(case, exact)
        lifted = case.lift(fine)
    return _boxed_point(lifted, "Krawczyk's test in ball arithmetic", zero)


@dataclass(frozen=True)
class Searched:
    """points: certified; undecided: boxes of the whole state left over; examined: boxes looked at."""

    points: tuple[Equilibrium, ...]
    undecided: tuple[Pairs, ...]
    examined: int = 0


def search_box(case: Unsettled, box: Mapping[Any, tuple[Any, Any]], budget: int | None = None) -> Searched:
    """Every zero of the case in the box, apart from the undecided boxes."""
    found = branch_and_prune(case.square, [box[s] for s in case.free], budget)
    with ctx.workprec(BITS):
        undecided = [_boxed(case, b) for b in _merged(found.undecided)]
        points = []
        for zero in found.zeros:
            point = as_equilibrium(case, zero)
            if case.overdetermined and not point.exact:
                undecided.append(point.box or ())
            elif _meets(point, box):
                points.append(point)
    return Searched(tuple(points), tuple(undecided), found.examined)


def _boxed(case: Unsettled, box: Sequence[Any]) -> Pairs:
    lifted = case.lift(box)
    finite = all(b.is_finite() for _, b in lifted)
    return tuple(zip((s for s, _ in lifted), bounds_of(tuple(b for _, b in lifted)), strict=True)) if finite else ()


def _merged(boxes: list[Any]) -> list[Any]:
    """Boxes that touch are reported as one: a degenerate point leaves a cluster of small ones."""
    clusters: list[Any] = []
    for box in boxes:
        current, others = box, []
        for known in clusters:
            if all(a.overlaps(b) for a, b in zip(current, known, strict=True)):
                current = tuple(a.union(b) for a, b in zip(current, known, strict=True))
            else:
                others.append(known)
        clusters = [*others, current]
    return clusters


def _meets(point: Equilibrium, box: Mapping[Any, tuple[Any, Any]]) -> bool:
    ends = dict(point.box) if point.box else {s: (v, v) for s, v in point.point}
    return all(bool(ends[s][1] >= low) and bool(ends[s][0] <= high) for s, (low, high) in box.items())


def candidates(case: Unsettled, starts: Iterable[Sequence[Any]] | None = None) -> tuple[Equilibrium, ...]:
    """Certified zeros reached by Newton's method from a grid of starts; nothing says that there are no others."""
    system = case.square
    zeros: list[Zero] = []
    with ctx.workprec(BITS):
        for start in _starts(case) if starts is None else starts:
            reached = system.newton(tuple(_ball_at(v) for v in start))
            if reached is None or any(all(b.contains(c) for b, c in zip(z.box, reached, strict=True)) for z in zeros):
                continue
            zero = system.certify(reached)
            if zero is not None and not _violates(system, zero):
                zeros.append(zero)
        found = [as_equilibrium(case, z) for z in zeros]
    return tuple(p for p in found if p.exact or not case.overdetermined)


def newton_from(case: Unsettled, values: Sequence[Any]) -> Zero | None:
    """A certified zero reached from a start with coordinates among the values, or None."""
    system = case.square
    n = len(case.free)
    for start in (*((v,) * n for v in values), tuple(Rational(k + 1, 3) * (-1) ** k for k in range(n))):
        reached = system.newton(tuple(_ball_at(v) for v in start))
        zero = None if reached is None else system.certify(reached)
        if zero is not None and not _violates(system, zero):
            return zero
    return None


def _starts(case: Unsettled) -> Iterable[Sequence[Any]]:
    """A grid; with expectations, which are slow to enclose, only the points that floats already converged to."""
    if case.integrals is not None:
        return float_limits(case.equations, case.free)
    return islice(product(GRID, repeat=len(case.free)), STARTS)


def _ball_at(value: Any) -> Any:
    return arb(value) if isinstance(value, float) else arb(int(value.p)) / int(value.q)


def _violates(system: SquareSystem, zero: Zero) -> bool:
    return system.excluded(zero.refined(REPORTED))


def univariate(case: Unsettled, factor: Factor) -> tuple[Equilibrium, ...] | None:
    """All zeros of a polynomial in x and exp(c x), or in x and log(x); None when the case is not of this form."""
    if len(case.equations) != 1 or any(g != (case.free[0] > 0) for g in case.guards):
        return None
    found = zeros_of(factor.poly, factor.gens, case.free[0])
    if found is None:
        return None
    solver, zeros, is_log = found
    points = []
    for zero in zeros:
        if zero.exact:
            value = exp(_rational(zero.lower)) if is_log else _rational(zero.lower)
            points.append(_exact_point(case, {case.free[0]: value}))
            continue
        fine = solver.narrowed(zero, Fraction(1, 2**REPORTED) * (1 + int(abs(zero.lower))))
        with ctx.workprec(BITS + REPORTED):
            interval = ball(_rational(fine.lower), _rational(fine.upper))
            lifted = case.lift((interval.exp() if is_log else interval,))
        points.append(_boxed_point(lifted, "isolated by Rolle's theorem, signs in ball arithmetic", zero))
    return tuple(points)


def _rational(value: Fraction) -> Rational:
    return Rational(value.numerator, value.denominator)


def _exact_point(case: Unsettled, values: dict[Any, Any]) -> Equilibrium:
    whole = {s: v.xreplace(values) for s, v in case.solved} | values
    return Equilibrium(tuple((s, whole[s]) for s in case.state), method="zero found exactly")


def _boxed_point(lifted: tuple[tuple[Symbol, Any], ...], method: str, certificate: Any) -> Equilibrium:
    ends = bounds_of(tuple(b for _, b in lifted))
    point = tuple((s, (low + high) / 2) for (s, _), (low, high) in zip(lifted, ends, strict=True))
    return Equilibrium(
        point,
        False,
        Rigor.CERTIFIED,
        method,
        box=tuple((s, e) for (s, _), e in zip(lifted, ends, strict=True)),
        certificate=certificate,
    )


def certainly_nonzero(expression: Any, box: Mapping[Any, tuple[Any, Any]]) -> bool:
    """A proof by balls that an expression has no zero in the box."""
    with ctx.workprec(BITS + REPORTED):
        value = BallFunction([expression], tuple(box))([ball(low, high) for low, high in box.values()])[0]
        return bool(value.is_finite() and not value.contains(0))


def whole_box(state: tuple[Symbol, ...], box: Pairs | None, solved: tuple[tuple[Symbol, Any], ...]) -> Pairs | None:
    """The box of a point with that of the symbols solved for; None when these depend on parameters."""
    if box is None:
        return None
    known = dict(box)
    if any(v.free_symbols - set(known) for _, v in solved):
        return None
    case = Unsettled((), tuple(known), solved, (), state)
    with ctx.workprec(BITS + REPORTED):
        lifted = case.lift([ball(low, high) for low, high in known.values()])
    return tuple((s, known.get(s) or ends(b)) for s, b in lifted)


def at_box(condition: Any, box: Mapping[Any, tuple[Any, Any]]) -> Any:
    """A relation on a box: true or false at every point of it, or itself when balls do not decide it."""
    if condition.free_symbols - set(box):
        return condition
    with ctx.workprec(BITS + REPORTED):
        value = BallFunction([condition.lhs - condition.rhs], tuple(box))([ball(*e) for e in box.values()])[0]
        if not value.is_finite() or value.contains(0):
            return condition
        positive = bool(value > 0)
    satisfied = {">": positive, ">=": positive, "<": not positive, "<=": not positive, "==": False, "!=": True}
    return true if satisfied[condition.rel_op] else false
