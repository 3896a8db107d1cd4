"""Numerical arcs of flows that end where a quantity vanishes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from sympy import lambdify

from stability.errors import CannotSolve
from stability.system import System
from stability.trajectory import ATOL, RTOL, Array

#: Longest time to an event before the flow is given up.
PATIENCE = 1e3


def numeric(system: System, field: tuple[Any, ...]) -> Callable[[float, Array], Array]:
    """A field, given by expressions in the state, as a function of time and state."""
    function = lambdify(system.state, list(field), modules="numpy")
    return lambda _, x: np.array(function(*x), dtype=float)


def until_one_vanishes(
    system: System, field: tuple[Any, ...], quantities: Iterable[Any], start: Array
) -> tuple[float, Array]:
    """Time and state at which the first of the quantities comes down to 0.

    Raises CannotSolve when none does.
    """
    from scipy.integrate import solve_ivp

    events = [_falling(system, quantity) for quantity in quantities]
    run = solve_ivp(
        numeric(system, field), (0.0, PATIENCE), start, method="DOP853", rtol=RTOL, atol=ATOL, events=events
    )
    reached = [(float(t[0]), y[0]) for t, y in zip(run.t_events, run.y_events, strict=True) if len(t)]
    if not reached:
        raise CannotSolve("the end of an arc", f"none within {PATIENCE:.0f} time units", "another start")
    return min(reached, key=lambda pair: pair[0])


def _falling(system: System, quantity: Any) -> Any:
    function = lambdify(system.state, quantity, modules="numpy")

    def event(_: float, x: Array) -> float:
        return float(function(*x))

    event.terminal, event.direction = True, -1  # type: ignore[attr-defined]
    return event
