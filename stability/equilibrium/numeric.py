"""Equilibria that algebra does not reach: Newton candidates certified in ball arithmetic, and whole boxes searched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, product
from typing import Any

from flint import arb, ctx, fmpq
from sympy import Ge, Le, Rational, Symbol, exp, false, true

from stability.algebra.conditions import sign_set
from stability.algebra.systems.balls import BallFunction, ball
from stability.algebra.systems.boxes import BITS, SquareSystem, Zero, bounds_of, distinct, holds_on
from stability.algebra.systems.exponential import zeros_of
from stability.algebra.systems.forms import Factor, is_zero
from stability.algebra.systems.pruning import branch_and_prune
from stability.algebra.systems.ranges import Nowhere, RangeFunction, as_range
from stability.algebra.systems.values import ends
from stability.equilibrium.integrals import enclosure, float_limits
from stability.equilibrium.records import Equilibrium, Pairs
from stability.errors import CannotSolve
from stability.expectation import Expectation
from stability.rigor import Rigor

#: Starts of Newton's method when no box is given: a grid, so that the outcome can be repeated.
GRID = tuple(Rational(p, q) for p, q in ((0, 1), (1, 1), (-1, 1), (3, 1), (-3, 1), (1, 3), (-1, 3), (9, 1), (-9, 1)))
STARTS = 243
#: Bits of the boxes that are reported, and the largest denominator recognised as exact.
REPORTED = 64
DENOMINATOR = 360
#: More undecided boxes than this are first put together in the cells of a grid: the list is for readers.
MANY, CELLS, FAR = 200, 8, 1e100


@dataclass(frozen=True)
class Unsettled:
    """A case that is left as equations: expressions in ``free``; solved: the other state symbols in terms of them.

    whole: the first equations, as many as unknowns, are the field itself; the others follow from them.  written: as
    many expressions with the same zeros as unknowns, with their denominators, for the arithmetic of boxes.
    """

    equations: tuple[Any, ...]
    free: tuple[Symbol, ...]
    solved: tuple[tuple[Symbol, Any], ...]
    guards: tuple[Any, ...]
    state: tuple[Symbol, ...]
    whole: bool = False
    written: tuple[Any, ...] = ()

    @property
    def square(self) -> SquareSystem:
        """As many equations as unknowns; the others help to exclude boxes."""
        n = len(self.free)
        if self.written:
            return SquareSystem(self.written, self.free, (), self.guards, self.integrals, self.equations)
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
        value = short_rational(b)
        if value is None:
            return None
        found[symbol] = value
    try:
        return found if all(is_zero(e.xreplace(found)) for e in case.equations) else None
    except CannotSolve:  # a normal form beyond its limits: the point is given by its box
        return None


def short_rational(b: Any) -> Rational | None:
    """The rational number of small denominator in a narrow ball, if there is one."""
    if not b.is_finite() or not abs(b) < arb(2) ** REPORTED:
        return None
    middle = ends(b.mid())[0]
    value = Fraction(int(middle.p), int(middle.q)).limit_denominator(DENOMINATOR)
    exact = Rational(value.numerator, value.denominator)
    return exact if b.contains(arb(value.numerator) / value.denominator) else None


@dataclass(frozen=True)
class Refinable:
    """A point known by enclosures; source: ``refined(bits)`` gives balls for the free symbols of the case."""

    case: Unsettled
    source: Any

    def refined(self, bits: int) -> Sequence[Any]:
        """Balls for the free symbols.  Raises CannotSolve when the width is not reached."""
        return tuple(self.source.refined(bits))

    def box(self, bits: int) -> Pairs:
        """Rational intervals around all state symbols.  Raises CannotSolve when the width is not reached."""
        with ctx.workprec(2 * bits + 64):
            lifted = self.case.lift(self.refined(bits))
            return tuple((s, ends(b)) for s, b in lifted)


def refinable(state: tuple[Symbol, ...], member: Any, solved: tuple[tuple[Symbol, Any], ...]) -> Refinable:
    """The handle of an algebraic point that is known by a box; solved: the other symbols in terms of its own."""
    return Refinable(Unsettled((), tuple(s for s, _ in member.values), solved, (), state), member.solution)


def as_equilibrium(case: Unsettled, zero: Zero) -> Equilibrium:
    """The record of a certified zero; exact when its coordinates are small rationals."""
    with ctx.workprec(BITS + REPORTED):
        fine = _reported(zero)
        exact = exact_nearby(case, fine)
        if exact is not None:
            return _exact_point(case, exact)
        lifted = case.lift(fine)
    return _boxed_point(lifted, "Krawczyk's test in ball arithmetic", Refinable(case, zero))


def _reported(zero: Zero) -> Any:
    """The box to report: an expectation may not be known well enough for the usual width."""
    try:
        return zero.refined(REPORTED)
    except CannotSolve:
        return zero.fine


def in_domain(case: Unsettled, point: Equilibrium) -> bool | None:
    """Whether the conditions of the case hold at a certified point; None when neither is shown.

    A condition that may hold with equality is met, as far as the last precision can see.
    """
    if point.exact:
        put = point.as_dict()
        seen = [_truth(g.xreplace(put)) for g in case.guards]
        return False if False in seen else None if None in seen else True
    signs: list[tuple[str, bool | None]] = []
    for bits in (0, 4 * REPORTED, 16 * REPORTED):
        with ctx.workprec(2 * bits + BITS + REPORTED):
            try:
                signs = _signs(case, point, bits)
            except CannotSolve:
                break
        if any(s is False for _, s in signs):
            return False
        if all(s for _, s in signs):
            return True
    return True if all(s or op in (">=", "<=") for op, s in signs) else None


def _signs(case: Unsettled, point: Equilibrium, bits: int) -> list[tuple[str, bool | None]]:
    """Each condition of the case over the box of a point, or over a finer one."""
    known = dict(point.box or ())
    balls = point.certificate.refined(bits) if bits else [ball(*known[s]) for s in case.free]
    box = [as_range(b) for b in balls]
    try:
        return [(g.rel_op, holds_on(g.rel_op, RangeFunction([g.lhs - g.rhs], case.free)(box)[0])) for g in case.guards]
    except Nowhere:
        return [("!=", False)]


def _truth(condition: Any) -> bool | None:
    """Of a relation between numbers; None when its sides cannot be told apart."""
    if condition in (True, False):
        return bool(condition)
    signs = sign_set(condition.lhs - condition.rhs)
    allowed = {">": {1}, ">=": {0, 1}, "<": {-1}, "<=": {-1, 0}, "==": {0}, "!=": {-1, 1}}[condition.rel_op]
    return True if signs <= allowed else None if signs & allowed else False


@dataclass(frozen=True)
class Searched:
    """points: certified; undecided: boxes of the whole state left over; examined: boxes looked at."""

    points: tuple[Equilibrium, ...]
    undecided: tuple[Pairs, ...]
    examined: int = 0


def search_box(case: Unsettled, box: Mapping[Any, tuple[Any, Any]], budget: int | None = None) -> Searched:
    """Every zero of the case in the box, apart from the undecided boxes."""
    limits = [r(v, end, evaluate=False) for s, v in case.solved for r, end in zip((Ge, Le), box[s], strict=True)]
    bounded = replace(case, guards=(*case.guards, *limits))
    found = branch_and_prune(bounded.square, [box[s] for s in case.free], budget)
    with ctx.workprec(BITS):
        undecided = [_boxed(case, b, box) for b in _merged(found.undecided)]
        points = []
        for zero in found.zeros:
            point = as_equilibrium(case, zero)
            allowed = in_domain(case, point)
            if allowed is None or (case.overdetermined and not point.exact):
                undecided.append(_boxed(case, zero.fine, box))
            elif allowed and _meets(point, box):
                points.append(point)
    return Searched(tuple(points), tuple(undecided), found.examined)


def _boxed(case: Unsettled, small: Sequence[Any], box: Mapping[Any, tuple[Any, Any]]) -> Pairs:
    """A small box for the free symbols as one for the whole state; a side that is not bounded is that of the box."""
    return tuple((s, ends(b) if b.is_finite() else box[s]) for s, b in case.lift(small))


def _merged(boxes: list[Any]) -> list[Any]:
    """Boxes that touch are reported as one: a degenerate point leaves a cluster of small ones."""
    if len(boxes) > MANY:
        boxes = _by_grid(boxes)
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


def _by_grid(boxes: list[Any]) -> list[Any]:
    """The hulls of the boxes whose centres share a cell of a coarse grid."""
    sides = list(zip(*boxes, strict=True))
    sizes = [max((float(abs(b.mid())) for b in side), default=0.0) or 1.0 for side in sides]
    cells: dict[tuple[int, ...], Any] = {}
    for box in boxes:
        key = tuple(round(float(b.mid() / s) * CELLS) if s < FAR else 0 for b, s in zip(box, sizes, strict=True))
        known = cells.get(key)
        cells[key] = box if known is None else tuple(a.union(b) for a, b in zip(box, known, strict=True))
    return list(cells.values())


def _meets(point: Equilibrium, box: Mapping[Any, tuple[Any, Any]]) -> bool:
    ends = dict(point.box) if point.box else {s: (v, v) for s, v in point.point}
    return all(bool(ends[s][1] >= low) and bool(ends[s][0] <= high) for s, (low, high) in box.items())


def candidates(case: Unsettled, starts: Iterable[Sequence[Any]] | None = None) -> tuple[Equilibrium, ...]:
    """Certified zeros reached by Newton's method from a grid of starts; nothing says that there are no others."""
    system = case.square
    zeros: list[Zero] = []
    points: list[Equilibrium] = []
    with ctx.workprec(BITS):
        for start in _starts(case) if starts is None else starts:
            zero = _reached(system, start, zeros)
            if zero is None:
                continue
            zeros.append(zero)
            point = as_equilibrium(case, zero)
            if in_domain(case, point):
                points.append(point)
    return tuple(p for p in points if p.exact or not case.overdetermined)


def _reached(system: SquareSystem, start: Sequence[Any], known: Sequence[Zero]) -> Zero | None:
    """A certified zero that Newton's method reaches from the start and that is none of the known ones."""
    reached = system.newton(tuple(_ball_at(v) for v in start))
    if reached is None or any(all(b.contains(c) for b, c in zip(z.box, reached, strict=True)) for z in known):
        return None
    zero = system.certify(reached)
    return zero if zero is not None and all(distinct(zero, z) for z in known) else None


def newton_from(case: Unsettled, values: Sequence[Any]) -> Zero | None:
    """A certified zero reached from a start with coordinates among the values, or None."""
    system = case.square
    n = len(case.free)
    for start in (*((v,) * n for v in values), tuple(Rational(k + 1, 3) * (-1) ** k for k in range(n))):
        zero = _reached(system, start, ())
        if zero is not None and in_domain(case, as_equilibrium(case, zero)):
            return zero
    return None


def _starts(case: Unsettled) -> Iterable[Sequence[Any]]:
    """A grid; with expectations, which are slow to enclose, only the points that floats already converged to."""
    if case.integrals is not None:
        return float_limits(case.equations, case.free)
    return islice(product(GRID, repeat=len(case.free)), STARTS)


def _ball_at(value: Any) -> Any:
    return arb(value) if isinstance(value, float) else arb(fmpq(int(value.p), int(value.q)))


def univariate(case: Unsettled, factor: Factor) -> tuple[Equilibrium, ...] | None:
    """All zeros of a polynomial in x and exp(c x), or in x and log(x); None when the case is not of this form.

    A zero at which a condition of the case fails is none of the field; one at which that is not shown is None too.
    """
    if len(case.equations) != 1:
        return None
    found = zeros_of(factor.poly, factor.gens, case.free[0])
    if found is None:
        return None
    solver, zeros, is_log = found
    points = []
    for zero in zeros:
        point = _isolated(case, solver, zero, is_log)
        allowed = in_domain(case, point)
        if allowed is None:
            return None
        points += [point] if allowed else []
    return tuple(points)


@dataclass(frozen=True)
class Narrowed:
    """A zero of an exponential polynomial in u, at x = u or x = exp(u)."""

    solver: Any
    zero: Any
    is_log: bool

    def region(self) -> tuple[Any, ...]:
        """A ball in which x is the only zero."""
        interval = ball(_rational(self.zero.lower), _rational(self.zero.upper))
        return (interval.exp() if self.is_log else interval,)

    def refined(self, bits: int) -> tuple[Any, ...]:
        """The ball around x, of relative width 2^-bits."""
        fine = self.solver.narrowed(self.zero, Fraction(1, 2**bits))
        size = max(abs(fine.lower), abs(fine.upper), Fraction(1, 2**bits))
        if size < 1 and not self.is_log:
            fine = self.solver.narrowed(fine, size / 2 ** (bits + 1))
        interval = ball(_rational(fine.lower), _rational(fine.upper))
        return (interval.exp() if self.is_log else interval,)


def _isolated(case: Unsettled, solver: Any, zero: Any, is_log: bool) -> Equilibrium:
    if zero.exact:
        value = exp(_rational(zero.lower)) if is_log else _rational(zero.lower)
        return _exact_point(case, {case.free[0]: value})

    source = Narrowed(solver, zero, is_log)
    with ctx.workprec(BITS + REPORTED):
        lifted = case.lift(source.refined(REPORTED))
    return _boxed_point(lifted, "isolated by Rolle's theorem, signs in ball arithmetic", Refinable(case, source))


def _rational(value: Fraction) -> Rational:
    return Rational(value.numerator, value.denominator)


def _exact_point(case: Unsettled, values: dict[Any, Any]) -> Equilibrium:
    whole = {s: v.xreplace(values) for s, v in case.solved} | values
    return Equilibrium(tuple((s, whole[s]) for s in case.state), method="zero found exactly")


def _boxed_point(lifted: tuple[tuple[Symbol, Any], ...], method: str, certificate: Any) -> Equilibrium:
    ends = tuple(map(_around_zero, bounds_of(tuple(b for _, b in lifted))))
    point = tuple((s, (low + high) / 2) for (s, _), (low, high) in zip(lifted, ends, strict=True))
    return Equilibrium(
        point,
        False,
        Rigor.CERTIFIED,
        method,
        box=tuple((s, e) for (s, _), e in zip(lifted, ends, strict=True)),
        certificate=certificate,
    )


def _around_zero(interval: tuple[Any, Any]) -> tuple[Any, Any]:
    """An interval that contains 0 is made symmetric, so that its midpoint has no digits of its own.

    It grows by less than its width, far inside the region in which Krawczyk's test was passed.
    """
    low, high = interval
    return (min(low, -high), max(-low, high)) if low <= 0 <= high else interval


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
