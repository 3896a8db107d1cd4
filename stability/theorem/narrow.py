"""Claims about narrow intervals of a discriminator that vanish, from an open set of starts, by one box in balls."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

from flint import arb
from sympy import Integer, Rational

from stability.algebra.balls import evaluate, hull
from stability.algebra.numbers import ball_of
from stability.clock import Time
from stability.errors import BadInput, CannotSolve
from stability.rigor import Rigor
from stability.system import System
from stability.theorem import doors
from stability.theorem.claim import Checked, Claim, confirmed, refuted, undecided
from stability.theorem.data import positive
from stability.theorem.doors import each, row
from stability.theorem.enclosure import working_precision
from stability.theorem.fields import Ratio


@dataclass(frozen=True)
class NarrowIntervalsVanish(Claim):
    """Collapse from an open set: from every start within ``radius`` of these endpoints and means all intervals become
    empty within ``time``, when an empty interval stays empty wherever its endpoints would cross; no endpoint moves
    farther than ``reach``, no mean farther than ``drift``, and afterwards nothing moves.

    intervals: (left, right, start of left, start of right); means: (mean, start) pairs.  The argument: while endpoints
    and means are within these distances, every right endpoint moves to the left and every left one to the right, at
    speeds between m and M, and every mean moves at a speed of at most V, the sum of what the intervals contribute; an
    interval of width w is then gone after w / (2 m), and all distances are kept if time M < reach and time V < drift.
    The intervals are open at the start and are, with the means, the whole state; without them no mean moves.
    """

    intervals: Annotated[
        tuple[tuple[Any, Any, Any, Any], ...],
        each(row(doors.variable, doors.variable, doors.rational, doors.rational), 1),
    ]
    means: Annotated[tuple[tuple[Any, Any], ...], each(row(doors.variable, doors.rational), 1)]
    radius: Ratio
    reach: Ratio
    drift: Ratio
    time: Ratio

    def check(self, system: System) -> Checked:
        if system.time is not Time.CONTINUOUS:
            return undecided("the argument is about a flow; a map steps over the zero")
        self._asked(system)
        with working_precision():
            slow, fast, speed = self._speeds(system)
            width = max(right - left for _, _, left, right in self.intervals)
            wait = _ball(width + 2 * self.radius) / (2 * slow)
            time = _ball(self.time)
            soonest = _ball(width) / (2 * fast)
            reach, drift = _ball(self.reach), _ball(self.drift)
            if slow > 0 and time < soonest and soonest * fast < reach and soonest * speed < drift:
                witness = f"the start itself needs at least the time {float(soonest.mid()):.4g}"
                return refuted("the widest interval is still open", witness, rigor=Rigor.CERTIFIED)
            if not (slow > 0 and wait < time and time * fast < reach and time * speed < drift):
                return undecided("the box is too small or too large: the speeds in it do not give the bounds")
            return confirmed(
                "speeds bounded in balls over one box, which no solution leaves",
                rigor=Rigor.CERTIFIED,
                predicted=f"within time {self.time}",
                observed=f"within time {float(wait.mid()):.3f}",
                exhibits=(("Least inward speed of an endpoint", f"{float(slow.mid()):.4f}"),),
            )

    def _asked(self, system: System) -> None:
        for value, what in ((self.reach, "reach"), (self.drift, "drift"), (self.time, "time")):
            positive(value, f"the {what}")
        positive(self.radius, "the radius", zero=True)
        named = [s for left, right, *_ in self.intervals for s in (left, right)] + [mean for mean, _ in self.means]
        if sorted(map(str, named)) != sorted(map(str, system.state)):
            raise BadInput("intervals and means", ", ".join(map(str, named)), f"each of {system.state} once")
        if any(right <= left for _, _, left, right in self.intervals):
            raise BadInput("open intervals", "a left end that is not to the left of the right one", "left < right")

    def _speeds(self, system: System) -> tuple[Any, Any, Any]:
        """m and M for the endpoints, V for the means, over the box of all states that are considered."""
        rates = dict(zip(system.state, system.rhs, strict=True))
        ends = hull(-self.radius - self.reach, self.radius + self.reach)
        around = hull(-self.radius - self.drift, self.radius + self.drift)
        box = {mean: _ball(value) + around for mean, value in self.means}
        for left, right, low, high in self.intervals:
            box |= {left: _ball(low) + ends, right: _ball(high) + ends}
        inward = [evaluate(e, box) for left, right, _, _ in self.intervals for e in (rates[left], -rates[right])]
        speeds = [
            sum((abs(evaluate(part, box)).upper() for part in self._parts(rates[mean])), arb(0))
            for mean, _ in self.means
        ]
        if not all(ball.is_finite() for ball in (*inward, *speeds)):
            raise CannotSolve("speeds in a box", "none that is bounded", "a smaller box")
        # ends of balls are exact numbers, so that their order is certain
        return min(ball.lower() for ball in inward), max(ball.upper() for ball in inward), max(speeds)

    def _parts(self, rate: Any) -> list[Any]:
        """What each interval alone contributes, the others being empty; they add up to the rate, or CannotSolve."""
        parts = [
            rate.xreplace({right: left for left, right, *_ in self.intervals if right is not own})
            for _, own, *_ in self.intervals
        ]
        at_rest = rate.xreplace({right: left for left, right, *_ in self.intervals})
        if (sum(parts) - rate).expand() != 0 or at_rest.expand() != 0:
            raise CannotSolve("the speed of a mean", f"contributions that do not add up to {rate}", "the objective E D")
        return parts

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, time=Rational(self.time) / 2),)


def _ball(value: Any) -> Any:
    return ball_of(value + Integer(0))
