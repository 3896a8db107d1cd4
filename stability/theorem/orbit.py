"""Claims about one closed orbit on a level of a first integral: its period and how far it goes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

import numpy as np
from flint import acb, arb, ctx
from sympy import Float, Poly, Symbol, nsolve

from stability.algebra.balls import evaluate, within_last_digit
from stability.algebra.numbers import ball_of
from stability.rigor import Rigor
from stability.system import System
from stability.theorem import doors
from stability.theorem.claim import Checked, Claim, confirmed, refuted, undecided
from stability.theorem.convex import bounds, inside, not_convex, region_of
from stability.theorem.data import start_of
from stability.theorem.decimals import moved_digit
from stability.theorem.doors import maybe, row
from stability.theorem.equal import vanishes
from stability.theorem.fields import Digits, Expression, Place, Point, Region
from stability.theorem.level import not_conserved
from stability.theorem.local import at_point
from stability.trajectory import simulate

#: Digits enclosed beyond the printed ones; an end of the orbit is enclosed to three times as many, because a
#: difference quotient at a node near that end loses twice the digits by which the node is near.
_MORE = 15


@dataclass(frozen=True)
class _Oscillator:
    """H = k y^2 + U(x) with x' = g(x) y: the period on H = h is 2 int dx / (|g(x)| sqrt((h - U(x))/k))."""

    x: Symbol
    potential: Any
    k: Any
    g: Any


@dataclass(frozen=True)
class LevelPeriod(Claim):
    """Numbers: the orbit through ``start`` is closed, with this period, between these ``extremes`` of the coordinate x.

    integral: H = k y^2 + U(x), conserved, U convex with U -> infinity at the ends of the region, while x' = g(x) y;
    start: pairs (state symbol, value) with y = 0; period, extremes: decimals, right to all digits but the last;
    region: pairs (state symbol, (low, high)), on which field and integral are smooth; at: the equilibrium.  g vanishes
    nowhere between the extremes: its reciprocal would not be integrable.  The singularities at the two turning points
    x_e are removed by x = x_e -+ t^2 and the integral is enclosed rigorously.
    """

    integral: Expression
    start: Place
    period: Digits
    extremes: Annotated[tuple[str, str] | None, maybe(row(doors.decimal, doors.decimal))] = None
    region: Region = ()
    at: Point = None

    def check(self, system: System) -> Checked:
        point, start = at_point(system, self.at), start_of(system, self.start)
        box = region_of(system.state, self.region)
        broken = not_conserved(system, self.integral, (*system.assumptions, *bounds(box)))
        if broken is not None:
            return broken
        missing = not_convex(self.integral, point, box, system.assumptions)
        if not inside(start, box):
            missing = missing or "the start is not shown to lie in the region"
        form = _oscillator(system, self.integral, start)
        if missing or form is None:
            return undecided(missing or "the integral is not k y^2 + U(x) with x' = g(x) y and y = 0 at the start")
        digits = len(self.period) + _MORE
        with ctx.workprec(10 * digits):
            ends = _turning_points(form, point[form.x], start[form.x], 3 * digits)
            if ends is None:
                return undecided("the other turning point was not enclosed")
            period = _period(form, point[form.x], ends, digits)
        named = [("the period", period, self.period)]
        named += [("an extreme", e, t) for e, t in zip(ends, self.extremes or (), strict=False)]
        for what, ball, text in named:
            if not within_last_digit(ball, text):
                witness = f"{what} is {ball.str(36, radius=False)}, not {text}"
                return refuted(f"{what} differs", witness, rigor=Rigor.CERTIFIED)
        return confirmed(
            "a rigorous enclosure of the integral between the enclosed turning points",
            rigor=Rigor.CERTIFIED,
            predicted=f"T = {self.period[:16]}",
            observed=self._return(system, start),
            exhibits=(("First integral", self.integral), ("Period", self.period), ("Extremes", self.extremes or ())),
        )

    def _return(self, system: System, start: Any) -> str:
        """How far a simulated orbit is from its start after the claimed period."""
        first = np.array([float(start[s]) for s in system.state])
        gap = float(np.linalg.norm(simulate(system, first, float(self.period)).last - first))
        # the solver keeps a relative error of 1e-11 per step over some hundred steps
        return f"returns to within {'1e-8' if gap < 1e-8 else f'{gap:.0e}'}"

    def twins(self) -> tuple[Claim, ...]:
        twins: tuple[Claim, ...] = (replace(self, period=moved_digit(self.period)),)
        if self.extremes is None:
            return twins
        low, high = self.extremes
        return (*twins, replace(self, extremes=(moved_digit(low), high)))


def _oscillator(system: System, integral: Any, start: Any) -> _Oscillator | None:
    if len(system.state) != 2 or system.parameters or system.functions:
        return None
    for (x, velocity), y in zip(zip(system.state, system.rhs, strict=True), reversed(system.state), strict=True):
        if not integral.is_polynomial(y) or not vanishes(start[y]):
            continue
        parts = Poly(integral, y).as_dict()
        k, g = parts.get((2,), 0 * y), (velocity / y).cancel()
        if set(parts) <= {(0,), (2,)} and k.is_number and k.is_positive and y not in g.free_symbols:
            return _Oscillator(x, parts.get((0,), 0 * y), k, g)
    return None


def _turning_points(form: _Oscillator, bottom: Any, start: Any, digits: int) -> tuple[Any, Any] | None:
    """Balls around the two x with U(x) = U(start), in order; the other one by a proven change of sign."""
    level = form.potential - form.potential.xreplace({form.x: start})
    if vanishes(start - bottom):
        return None
    right = bool(start > bottom)
    guess = bottom / 2 if right else 2 * bottom - start
    try:
        root = nsolve(level, form.x, Float(guess, digits), prec=digits)
    except (ValueError, ZeroDivisionError):  # no convergence; the start of the iteration is a guess
        return None
    radius = arb(10) ** (5 - digits)
    middle = arb(str(root))
    low, high = (evaluate(level, {form.x: middle + sign * radius}) for sign in (-1, 1))
    beyond = middle + radius < ball_of(bottom) if right else middle - radius > ball_of(bottom)
    if not (beyond and ((low > 0 and high < 0) or (low < 0 and high > 0))):
        return None
    other = (middle - radius).union(middle + radius)
    return (other, ball_of(start)) if right else (ball_of(start), other)


def _period(form: _Oscillator, bottom: Any, ends: tuple[Any, Any], digits: int) -> Any:
    slope = form.potential.diff(form.x)
    sign = 1 if bool(evaluate(form.g, {form.x: ball_of(bottom)}) > 0) else -1
    total = arb(0)
    for end, direction in zip(ends, (1, -1), strict=True):

        def integrand(t: Any, analytic: bool, end: Any = end, direction: int = direction) -> Any:
            x = end + direction * t * t
            quotient = _quotient(form, slope, end, x, direction, t)
            root = (quotient / ball_of(form.k)).sqrt(analytic=analytic)
            return 4 / (sign * evaluate(form.g, {form.x: x}, analytic) * root)

        length = (direction * (ball_of(bottom) - end)).sqrt()
        tolerance = arb(10) ** -digits
        total += acb.integral(integrand, acb(0), acb(length), rel_tol=tolerance, abs_tol=tolerance).real
    return total


def _quotient(form: _Oscillator, slope: Any, end: Any, x: Any, direction: int, t: Any) -> Any:
    """(U(end) - U(x))/t^2 at x = end +- t^2: directly, or by the mean value of U' on a ball that holds t = 0."""
    if t.contains(0):
        return -direction * evaluate(slope, {form.x: acb(end).union(x)}, True)
    difference = evaluate(form.potential, {form.x: acb(end)}, True) - evaluate(form.potential, {form.x: x}, True)
    return difference / (t * t)
