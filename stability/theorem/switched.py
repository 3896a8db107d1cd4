"""Flows with a kink, simulated side by side: the solver stops at the kink and goes on with the other side's field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Annotated, Any

import numpy as np

from stability.clock import Time
from stability.errors import CannotSolve
from stability.rigor import Rigor
from stability.system import System
from stability.theorem import doors
from stability.theorem.arcs import Arc, pushed
from stability.theorem.claim import Checked, Claim, confirmed, refuted, undecided
from stability.theorem.decimals import like, moved_digit, near
from stability.theorem.doors import each, maybe, vector
from stability.theorem.equal import vanishes
from stability.theorem.events import PATIENCE, numeric
from stability.theorem.fields import OptionalDigits, Ordinal, Variable
from stability.theorem.reading import says_something
from stability.trajectory import ATOL, RTOL, Array


@dataclass(frozen=True)
class CycleByEvents(Claim):
    """Simulated: after ``turns`` crossings of ``variable`` = 0 the flow from ``start`` has settled on a cycle that is
    symmetric under x -> -x: |x| at the crossing, the time between two crossings and the greatest |x| of each
    coordinate are these decimals, to all digits but the last; what is not listed is not claimed.

    Each side of the kink is integrated by itself up to the crossing, at two tolerances.  The field is odd, which makes
    the two halves of a cycle alike; one crossing more gives the same digits.
    """

    variable: Variable
    start: Annotated[tuple[Any, ...], vector(doors.number)]
    turns: Ordinal
    crossing: OptionalDigits = None
    half_period: OptionalDigits = None
    greatest: Annotated[tuple[str | None, ...], each(maybe(doors.decimal))] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        says_something(self, "crossing", "half_period", "greatest")

    def check(self, system: System) -> Checked:
        if system.time is not Time.CONTINUOUS or system.parameters or system.functions:
            return undecided("a flow without free parameters is simulated")
        if len(system.state) < 2 or not any(v != 0 for v in self.start):
            return undecided("a cycle in two or more variables, from a start that is not 0")
        mirrored = {s: -s for s in system.state}
        if not all(vanishes(f.xreplace(mirrored) + f) for f in system.rhs):
            return undecided("the field is not shown to be odd")
        other = next(i for i, s in enumerate(system.state) if s != self.variable)
        start = tuple(map(float, self.start))
        found: list[tuple[str, float, str]] = []
        # the second run is a hundred times coarser: where both give the printed digits, the solver does not matter
        for rtol, turns in ((RTOL, self.turns), (RTOL, self.turns + 1), (100 * RTOL, self.turns)):
            point, time, most = _turns(system, self.variable, start, turns, rtol)
            measured = [
                ("|x| at the crossing", self.crossing, abs(float(point[other]))),
                ("half the period", self.half_period, time),
                *(
                    (f"greatest |{s}|", text, float(value))
                    for s, text, value in zip(system.state, self.greatest, most, strict=False)
                ),
            ]
            found = [(name, value, text) for name, text, value in measured if text is not None]
            for name, value, text in found:
                if not near(value, text):
                    witness = f"{name} is {like(text, value)}, not {text}"
                    return refuted("the simulated flow differs", witness, rigor=Rigor.SIMULATED)
        return confirmed(
            f"{self.turns} crossings located by the solver, at two tolerances",
            rigor=Rigor.SIMULATED,
            predicted=", ".join(f"{name} {text}" for name, _, text in found),
            observed=", ".join(f"{name} {like(text, value)}" for name, value, text in found),
        )

    def twins(self) -> tuple[Claim, ...]:
        if self.crossing is not None:
            return (replace(self, crossing=moved_digit(self.crossing)),)
        if self.half_period is not None:
            return (replace(self, half_period=moved_digit(self.half_period)),)
        first, *rest = self.greatest
        return (replace(self, greatest=(moved_digit(first) if first else first, *rest)),)


@lru_cache(maxsize=16)
def _turns(
    system: System, variable: Any, start: tuple[float, ...], turns: int, rtol: float
) -> tuple[Array, float, Array]:
    """State at the last crossing, time since the one before, greatest |x| of each coordinate in between.

    Raises CannotSolve when a side is not left again, or the other side's field points back at the kink.
    """
    place = system.state.index(variable)
    sides = {s: numeric(system, pushed(system, Arc((), 0, ((variable, s),)))) for s in (1, -1)}
    here, side = np.array(start), 1 if start[place] > 0 else -1
    time, most = 0.0, np.abs(here)
    for _ in range(turns):
        here, time, most = _crossing(sides[side], here, place, side, rtol)
        side = -side
        if sides[side](0.0, here)[place] * side <= 0:
            found = "a field that points at the kink from both sides"
            raise CannotSolve("a flow across its kink", found, "sliding arcs")
    return here, time, most


def _crossing(field: Any, start: Array, place: int, side: int, rtol: float) -> tuple[Array, float, Array]:
    from scipy.integrate import solve_ivp

    def kink(_: float, x: Array) -> float:
        return float(side * x[place])

    def turning(i: int) -> Callable[[float, Array], float]:
        return lambda t, x: float(field(t, x)[i])

    kink.terminal, kink.direction = True, -1  # type: ignore[attr-defined]
    events = [kink, *(turning(i) for i in range(len(start)))]
    run = solve_ivp(field, (0.0, PATIENCE), start, method="DOP853", rtol=rtol, atol=ATOL, events=events)
    if not len(run.t_events[0]):
        raise CannotSolve("the next crossing of the kink", f"none within {PATIENCE:.0f} time units", "another start")
    here = run.y_events[0][-1].copy()
    here[place] = 0.0  # the solver leaves a rounding error there
    extremes = [here, *(x for found in run.y_events[1:] for x in found)]
    return here, float(run.t_events[0][-1]), np.max(np.abs(extremes), axis=0)
