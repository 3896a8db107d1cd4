"""Simulated flows and maps against closed solutions; bad starts and diverging solutions are refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from sympy import CRootOf, Function, Integer, Poly, Rational, Symbol, cos, erf, exp, log, pi, sin, sqrt, symbols, tanh

from stability.clock import Time
from stability.errors import BadInput, CannotSolve
from stability.system import System
from stability.trajectory import compile_field, simulate

FLOW, MAP = Time.CONTINUOUS, Time.DISCRETE
x, y = symbols("x y", real=True)
a = Symbol("a", positive=True)


@pytest.mark.parametrize(
    ("rhs", "start", "until", "solution"),
    [
        ((-x,), (2.0,), 3.0, (2 * np.exp(-3.0),)),
        ((y, -x), (1.0, 0.0), 10.0, (np.cos(10.0), -np.sin(10.0))),
        ((-(x**3),), (1.0,), 4.0, (1 / 3.0,)),
        ((x * (1 - x),), (0.1,), 5.0, (1 / (1 + 9 * np.exp(-5.0)),)),
        ((Integer(1), cos(x)), (0.0, 0.0), 1.0, (1.0, np.sin(1.0))),
        ((-(10**30) * x / 10**30,), (1.0,), 1.0, (np.exp(-1.0),)),
    ],
)
def test_flows_with_known_solutions(rhs: Any, start: Any, until: float, solution: Any) -> None:
    """To 1e-9: RTOL 1e-11 per step, at most a hundred steps."""
    path = simulate(System(FLOW, (x, y)[: len(rhs)], rhs), start, until)
    assert np.allclose(path.last, solution, rtol=0, atol=1e-9)
    assert not np.allclose(path.last, np.array(solution) + 1e-6, rtol=0, atol=1e-9)


@pytest.mark.parametrize(
    ("component", "value"),
    [
        (erf(x), 0.5204998778130465),
        (tanh(x), 0.46211715726000975),
        (exp(-(x**2)), 0.7788007830714049),
        (log(1 + exp(x)), 0.9740769841801067),
        (sqrt(2) * pi * x, 2.221441469079183),
        (CRootOf(Poly(x**5 - x - 1, x), 0) * x, 0.5836519891307094),
        (Rational(1, 3) + 0 * x, 1 / 3),
        (sin(x) / x, 0.958851077208406),
    ],
)
def test_fields_are_compiled_correctly(component: Any, value: float) -> None:
    """Special functions, algebraic numbers and constants at x = 1/2."""
    field = compile_field(System(MAP, (x,), (component,)))
    assert float(field(np.array([0.5]))[0]) == pytest.approx(value, rel=1e-7)
    assert field(np.full((1, 4), 0.5)).shape == (1, 4)


def test_maps_and_stages() -> None:
    """Stages are applied in turn: alternating differs from simultaneous."""
    alternating = System(MAP, (x, y), stages=[(x - y / 2, y), (x, y + x / 2)])
    simultaneous = System(MAP, (x, y), (x - y / 2, y + x / 2))
    assert simulate(alternating, (1.0, 1.0), 1).last.tolist() == [0.5, 1.25]
    assert simulate(simultaneous, (1.0, 1.0), 1).last.tolist() == [0.5, 1.5]
    path = simulate(System(MAP, (x,), (x / 2,)), (1.0,), 4, samples=5)
    assert path.times.tolist() == [0, 1, 2, 3, 4] and path.states[:, 0].tolist() == [1, 0.5, 0.25, 0.125, 0.0625]
    assert simulate(System(MAP, (x,), (x / 2,)), (1.0,), 0).last.tolist() == [1.0]


def test_many_starts_at_once() -> None:
    """Shape (n, m) in, (k, n, m) out, each column as if alone."""
    system = System(FLOW, (x, y), (y, -sin(x)))
    starts = np.array([[0.1, 1.0, 2.0], [0.0, 0.5, -0.3]])
    together = simulate(system, starts, 2.0, samples=4)
    assert together.states.shape == (4, 2, 3)
    for k in range(3):
        alone = simulate(system, starts[:, k], 2.0, samples=4)
        assert np.allclose(together.states[:, :, k], alone.states, atol=1e-9)
    assert simulate(system, {x: 0.1, y: 0}, 2.0).last.shape == (2,)


@pytest.mark.parametrize(
    ("start", "until", "more"),
    [
        ((1.0,), 1.0, {}),
        ((1.0, 2.0, 3.0), 1.0, {}),
        ((1.0, float("nan")), 1.0, {}),
        ((1.0, "two"), 1.0, {}),
        ({x: 1.0}, 1.0, {}),
        ((1.0, 1.0), -1.0, {}),
        ((1.0, 1.0), float("inf"), {}),
        ((1.0, 1.0), float("nan"), {}),
        ((1.0, 1.0), 1.0, {"samples": 1}),
    ],
)
@pytest.mark.parametrize("time", Time)
def test_bad_starts_and_times_are_refused(time: Time, start: Any, until: float, more: Any) -> None:
    """One finite number per state variable, a finite time that is not negative, two samples or more."""
    with pytest.raises(BadInput):
        simulate(System(time, (x, y), (-x, -y)), start, until, **more)


def test_missing_values_are_named() -> None:
    """Parameters and abstract functions without values."""
    with pytest.raises(BadInput, match="a, f"):
        simulate(System(FLOW, (x,), (-a * Function("f")(x),)), (1.0,), 1.0)


@pytest.mark.parametrize(
    ("time", "component"),
    [(FLOW, x**2), (FLOW, exp(x)), (MAP, x**2 + 2), (MAP, exp(x)), (MAP, 1 / (x - 1)), (MAP, log(x - 2))],
)
def test_diverging_solutions_are_refused(time: Time, component: Any) -> None:
    """Blow-up in finite time, overflow, poles and complex values, without a warning."""
    with pytest.raises(CannotSolve):
        simulate(System(time, (x,), (component,)), (1.0,), 30)


def test_an_overflow_that_comes_back_is_refused() -> None:
    """x -> 1/x turns inf into 0: each iterate is looked at, not the last one only."""
    system = System(MAP, (x,), stages=[(exp(exp(x)),), (1 / x,)])
    assert simulate(system, (1.0,), 1).last[0] == pytest.approx(np.exp(-np.exp(1.0)))
    with pytest.raises(CannotSolve):
        simulate(System(MAP, (x,), (1 / (x - 1) + 0 * x,)), (1.0,), 2)


def test_a_flow_can_be_given_up() -> None:
    """Past a distance from the start, or a number of evaluations; within both nothing changes."""
    system = System(FLOW, (x,), (x,))
    with pytest.raises(CannotSolve, match="farther"):
        simulate(system, (1.0,), 10.0, bound=5.0)
    with pytest.raises(CannotSolve, match="evaluations"):
        simulate(System(FLOW, (x,), (-(10**6) * x,)), (1.0,), 10.0, evaluations=1000)
    assert simulate(system, (1.0,), 1.0, bound=5.0, evaluations=1000).last[0] == pytest.approx(np.e, rel=1e-9)


def test_no_time_at_all() -> None:
    """Until 0 a flow stays at its start, as a map does after no iteration."""
    u = Symbol("u", real=True)
    for time in Time:
        path = simulate(System(time, [u], [u / 2]), [3.0], 0)
        assert path.states[0].tolist() == path.last.tolist() == [3.0]
