"""Claims about whole trajectories: global attraction, periods of closed orbits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

import numpy as np
from sympy import Rational, cos, pi, sin

from stability.algebra.balls import decimal_agrees, integral, within_last_digit
from stability.algebra.conditions import find_sample, never_zero
from stability.algebra.names import Internal
from stability.clock import Time
from stability.errors import BadInput, NotApplicable
from stability.nonlinear import increment, lyapunov_function
from stability.rigor import Rigor
from stability.system import System
from stability.theorem import doors
from stability.theorem.claim import Checked, Claim, confirmed, nonzero_witness, refuted, undecided
from stability.theorem.data import positive
from stability.theorem.decimals import moved_digit
from stability.theorem.doors import maybe
from stability.theorem.equal import vanishes
from stability.theorem.fields import Expression, Point, Rows
from stability.theorem.local import at_point
from stability.theorem.positivity import positive_between
from stability.theorem.smooth import rough
from stability.trajectory import simulate


@dataclass(frozen=True)
class GloballyAttracting(Claim):
    """The equilibrium is globally asymptotically stable, by this Lyapunov function and LaSalle's principle."""

    lyapunov: Expression
    at: Point = None

    def check(self, system: System) -> Checked:
        if system.time is not Time.CONTINUOUS:
            return undecided("a Lyapunov function of a flow; for maps a contraction identity")
        try:
            found = lyapunov_function(system, at_point(system, self.at), self.lyapunov)
        except NotApplicable as reason:
            rate = increment(system, self.lyapunov)
            witness = self._increase(system, rate)
            return refuted(reason.found, witness) if witness else undecided(str(reason))
        return confirmed(
            found.argument,
            predicted=f"V' = {found.decrease}",
            observed=self._observed(system),
            exhibits=(("Lyapunov function", found.expression), ("Its derivative", found.decrease)),
        )

    def _increase(self, system: System, rate: Any) -> str:
        """An exact point where the derivative is positive."""
        sample = find_sample(system.assumptions, system.parameters, system.functions)
        if sample is None:
            return ""
        witness = find_sample([*system.assumptions, rate > 0], [*system.parameters, *system.state], system.functions)
        return f"{witness}: the derivative is positive" if witness else ""

    def _observed(self, system: System) -> str:
        sample = find_sample(system.assumptions, system.parameters, system.functions)
        if sample is None:
            return ""
        concrete = system.instantiate(sample.values, sample.functions)
        path = simulate(concrete, [1.0] * len(system.state), 60.0, samples=61)
        distance = np.linalg.norm(path.states, axis=1)
        return f"distance {distance[0]:.2f} -> {distance[-1]:.0e} at t = 60"

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, lyapunov=-self.lyapunov),)


@dataclass(frozen=True)
class Period(Claim):
    """The orbit on the circle of squared radius ``r2`` closes after this time.

    For fields with theta^2 + psi^2 conserved: with x = r cos phi, y = r sin phi the angle moves with speed
    (x y' - y x')/r^2, and the period is the integral of 1/|speed| over one turn, enclosed rigorously.  Checked: that
    sum of squares is conserved, the field is smooth on the circles, and the speed does not vanish there (it would make
    the integral infinite).
    closed_form: the period as an expression in ``r2``, or None; values: {r2: decimal string}.
    """

    values: Rows
    closed_form: Annotated[Any, maybe(doors.expression)] = None
    r2: Annotated[Any, maybe(doors.symbol)] = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.closed_form is not None and self.r2 is None and self.closed_form.free_symbols:
            raise BadInput("the closed form of a period", str(self.closed_form), "r2: the symbol of the squared radius")

    def check(self, system: System) -> Checked:
        if system.time is not Time.CONTINUOUS or len(system.state) != 2:
            return undecided("periods are computed for planar flows")
        broken = self._not_circular(system)
        if broken is not None:
            return broken
        angle = Internal("phi", real=True)
        (x, y), (v, w) = system.state, system.rhs
        speed = (x * w - y * v) / (x**2 + y**2)
        longest = None
        for squared, text in dict(self.values).items():
            radius = positive(squared, "a squared radius") ** Rational(1, 2)
            around = {x: radius * cos(angle), y: radius * sin(angle)}
            bent = rough(system.rhs, (), around)
            if bent:
                return undecided(f"whether the field is smooth on the circle of squared radius {squared}: {bent}")
            turning = speed.xreplace(around).simplify()
            if not _keeps_sign(turning, angle):
                return undecided(f"whether the speed vanishes on the circle of squared radius {squared}")
            slowness = 1 / turning
            ball = integral(slowness, angle, 0 * pi, 2 * pi)
            if ball < 0:  # the orbit turns the other way round
                ball = integral(-slowness, angle, 0 * pi, 2 * pi)
            if not within_last_digit(ball, text):
                return refuted(
                    "the integral of 1/speed differs",
                    f"T = {ball.str(30, radius=False)} at r^2 = {squared}, not {text}",
                    rigor=Rigor.CERTIFIED,
                )
            if self.closed_form is not None and not decimal_agrees(self._closed(squared).evalf(60), text):
                return refuted(
                    "the closed form differs",
                    f"{self._closed(squared).evalf(30)} at r^2 = {squared}, not {text}",
                )
            longest = longest or (squared, text)
        return confirmed(
            "a rigorous enclosure of the integral of 1/speed over one turn",
            rigor=Rigor.CERTIFIED,
            predicted=f"T = {longest[1][:14]} at r^2 = {longest[0]}" if longest else "",
            observed=self._return(system, *longest) if longest else "",
            exhibits=(("Closed form", self.closed_form),) if self.closed_form is not None else (),
        )

    def _not_circular(self, system: System) -> Checked | None:
        (x, y), (v, w) = system.state, system.rhs
        change = (x * v + y * w).expand()
        if vanishes(change):
            return None
        witness = nonzero_witness(system, change)
        reason = "the squared radius changes along the flow"
        return refuted(reason, witness) if witness else undecided(f"whether {reason}")

    def _closed(self, squared: Any) -> Any:
        """The closed form at a squared radius; without a symbol of the radius it is the same at each."""
        return self.closed_form if self.r2 is None else self.closed_form.subs(self.r2, squared)

    def _return(self, system: System, squared: Any, text: str) -> str:
        """How far a simulated orbit is from its start after the claimed period."""
        start = np.sqrt(float(squared) / 2) * np.ones(2)
        gap = float(np.linalg.norm(simulate(system, start, float(text)).last - start))
        return f"returns to within {'1e-8' if gap < 1e-8 else f'{gap:.0e}'}"

    def twins(self) -> tuple[Claim, ...]:
        (first, text), *rest = dict(self.values).items()
        return (replace(self, values={first: moved_digit(text), **dict(rest)}),)


def _keeps_sign(speed: Any, angle: Any) -> bool:
    """Whether the speed is proven to have one strict sign on the whole circle."""
    start = speed.subs(angle, 0)
    signed = speed if start.is_positive else -speed
    return never_zero(start) and positive_between(signed, angle, 0 * pi, 2 * pi)
