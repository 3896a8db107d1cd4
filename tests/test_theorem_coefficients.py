"""Claims about Lyapunov coefficients: random ones against the classical formula, and claims that must be refused."""

from __future__ import annotations

import random
from typing import Any

import pytest
from sympy import I, Integer, Rational, diff, exp, expand, pi, sin, sqrt, symbols

from stability.clock import Time
from stability.errors import NotApplicable, StabilityError
from stability.system import System
from stability.theorem.centre import CentreCubic, HopfCubic
from stability.theorem.claim import Outcome
from stability.theorem.drift import LyapunovCoefficient, drift

X, Y, Z = symbols("x y z", real=True)
RADIUS = X**2 + Y**2
ONE = Integer(1)


def _classical(f: Any, g: Any, turn: Any) -> Any:
    """a in r' = a r^3 for x' = -turn y + f, y' = turn x + g (Guckenheimer and Holmes 1983, (3.4.11))."""

    def d(e: Any, *v: Any) -> Any:
        return diff(e, *v).subs({X: 0, Y: 0})

    cubic = d(f, X, X, X) + d(f, X, Y, Y) + d(g, X, X, Y) + d(g, Y, Y, Y)
    square = d(f, X, Y) * (d(f, X, X) + d(f, Y, Y)) - d(g, X, Y) * (d(g, X, X) + d(g, Y, Y))
    return (cubic + (square - d(f, X, X) * d(g, X, X) + d(f, Y, Y) * d(g, Y, Y)) / turn) / 16


def _higher(rng: random.Random) -> Any:
    monomials = [X**i * Y ** (d - i) for d in (2, 3) for i in range(d + 1)]
    return sum((Rational(rng.randint(-3, 3), rng.choice((1, 2, 3))) * m for m in monomials), X * 0)


@pytest.mark.parametrize("seed", range(2))
def test_flows_against_the_classical_formula(seed: int) -> None:
    """(r^2)' = 2 a r^4; on the centre manifold z = q(x, y) of a flow in space the coefficient is a itself."""
    rng = random.Random(seed)
    turn = rng.choice((ONE, Integer(2), Rational(1, 2)))
    f, g = _higher(rng) + X**4 * Y, _higher(rng) + X**2 * Y**2
    classical = _classical(f, g, turn)
    plane = (-turn * Y + f, turn * X + g)
    assert drift(System(Time.CONTINUOUS, (X, Y), plane), RADIUS, 2)[0] == 2 * classical
    curved = (plane[0] + sin(X) * X * Y, plane[1] + exp(X) * Y**2)
    twice = 2 * _classical(f + sin(X) * X * Y, g + exp(X) * Y**2, turn)
    assert drift(System(Time.CONTINUOUS, (X, Y), curved), RADIUS, 2)[0] == twice
    bend = rng.randint(1, 3) * X**2 - X * Y
    off = Z - bend  # decays, and moves x and y as long as it is not 0
    moved = (plane[0] + X * off, plane[1] - 2 * Y * off)
    third = -3 * off + diff(bend, X) * moved[0] + diff(bend, Y) * moved[1]
    space = System(Time.CONTINUOUS, (X, Y, Z), tuple(expand(e) for e in (*moved, third)))
    assert HopfCubic(turn, classical).check(space).outcome is Outcome.CONFIRMED
    assert HopfCubic(turn, classical + Rational(1, 9)).check(space).outcome is Outcome.REFUTED


@pytest.mark.parametrize("factor", [sqrt(2), pi, sin(ONE)])
def test_irrational_coefficients_are_refused_by_name(factor: Any) -> None:
    """Taylor polynomials have rational coefficients; the error is one of this package."""
    flow = System(Time.CONTINUOUS, (X, Y), (-Y - factor * X * RADIUS, X - factor * Y * RADIUS))
    with pytest.raises(NotApplicable, match="rational"):
        LyapunovCoefficient(RADIUS, 2, -2 * factor).check(flow)


def test_a_map_that_moves_the_origin_has_no_coefficient_there() -> None:
    """The reason is the moving origin, not a resonance."""
    moving = System(Time.DISCRETE, (X, Y), (1 + RADIUS / 2, Y * 0))
    with pytest.raises(StabilityError, match="moves the origin"):
        LyapunovCoefficient(RADIUS, 2, Rational(1, 4)).check(moving)


def test_no_hopf_pair_with_an_imaginary_or_vanishing_frequency() -> None:
    """s^2 + (i)^2 divides the polynomial of a saddle; at a = 0 the pair is a double zero."""
    a = symbols("a", real=True)
    saddle = System(Time.CONTINUOUS, (X, Y), (X + Y, -Y + X**3))
    for coefficient in (Integer(0), ONE):
        assert HopfCubic(I, coefficient).check(saddle).outcome is not Outcome.CONFIRMED
    rotation = System(Time.CONTINUOUS, (X, Y), (-a * Y - a * X * RADIUS, a * X - a * Y * RADIUS))
    assert HopfCubic(a, -a).check(rotation).outcome is Outcome.UNDECIDED
    assert HopfCubic(a, -a).check(rotation.assuming(a > 0)).outcome is Outcome.CONFIRMED


def test_amplitudes_need_a_first_variable_that_turns() -> None:
    """z comes first and does not turn: the amplitude of the claim is not defined."""
    flow = System(Time.CONTINUOUS, (Z, X, Y), (-Z, -Y - X * RADIUS, X - Y * RADIUS))
    with pytest.raises(NotApplicable, match="first state variable"):
        HopfCubic(ONE, -ONE).check(flow)


def test_a_vanishing_direction_is_no_eigenvector() -> None:
    """(0, 0) satisfies J r = 0 in vain."""
    flow = System(Time.CONTINUOUS, (X, Y), (-(X**3), -Y))
    assert CentreCubic((1, 0), -ONE).check(flow).outcome is Outcome.CONFIRMED
    assert CentreCubic((0, 0), -ONE).check(flow).outcome is Outcome.UNDECIDED
