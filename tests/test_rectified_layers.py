"""Layers of rectified units in several dimensions and with a bias: slopes over moving kinks, Jacobians, refusals."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from mpmath import exp as mp_exp
from mpmath import inf, log1p, mp, quad
from sympy import Abs, Float, Heaviside, Integer, Max, Rational, acos, erf, exp, lambdify, log, pi, sqrt, symbols

from stability import BadInput, Expectation, Game, Normal, NotApplicable, Uniform, analyze
from stability.expectation import Pushforward, expectation
from stability.expectation.surfaces import moving_steps, turned
from stability.expectation.variates import variate
from stability.linearization import check_smooth
from stability.regularizers import R1Penalty

a, c, d, psi, psi2, x, x2 = symbols("a c d psi psi2 x x2", real=True)
b1, b2, b3, e1, e2, u, v, w = symbols("b1 b2 b3 e1 e2 u v w", real=True)
z, y = variate("N", 1, 0), variate("N", 1, 1)
PLANE = Normal([0, 0], 1)
FIRST, SECOND = b1 * u + b2 * v, e1 * u + e2 * v
TWO = a * Max(0, FIRST) + d * Max(0, SECOND)
ROOT = sqrt(2 * pi)


def logistic(t: Any) -> Any:
    return -log(1 + exp(-t))


def layer(output: Any, variables: Any, law: Any, params: Any) -> Game:
    """D = psi x, data N(1, 1), the logistic objective, R1 with gamma = 1."""
    fake = Pushforward(output, variables, law)
    game = Game.gan(
        "layer", output=psi * x, input=x, real=Normal(1, 1), fake=fake, generator=params, discriminator=psi, f=logistic
    )
    return R1Penalty(1)(game)


# --- derivatives ---


def plane_mean(value: Any, lines: Any) -> float:
    """E value(z), z ~ N(0, I) in the plane: polar coordinates, with lines h.z = 0 of kinks at the ends."""
    turns = [np.arctan2(h[1], h[0]) + side * np.pi / 2 for h in lines for side in (1, -1)]
    ends = np.sort(np.mod(turns, 2 * np.pi))
    nodes, weights = np.polynomial.legendre.leggauss(60)
    radius, mass = 5 * (nodes + 1), 5 * weights  # beyond r = 10 the mass is below 1e-21
    total = 0.0
    for low, high in pairwise([*ends, ends[0] + 2 * np.pi]):
        angle = (high - low) / 2 * nodes + (high + low) / 2
        inner = value(np.outer(np.cos(angle), radius), np.outer(np.sin(angle), radius))
        inner = (inner * np.ones((60, 60))) @ (mass * radius * np.exp(-(radius**2) / 2))
        total += (high - low) / 2 * float(weights @ inner) / (2 * np.pi)
    return total


def numerically(found: Any, lines: Any) -> float:
    """The value of an expression with means over one or two normal variates, by the quadrature above."""
    axes = [(1, 0), (0, 1)]
    rule = {}
    for node in found.atoms(Expectation):
        one, two = (*node.variates, variate("N", 1, 1))[:2]
        rule[node] = Float(plane_mean(lambdify((one, two), node.integrand, "numpy"), [*lines, *axes]))
    return float(found.xreplace(rule))


def second_difference(value: Any, step: float) -> float:
    """f'' from five values, with error step^4."""
    weights = {-2: -1, -1: 16, 0: -30, 1: 16, 2: -1}
    return sum(k * value(n * step) for n, k in weights.items()) / (12 * step**2)


def test_second_derivative_of_two_units_against_quadrature() -> None:
    """d^2/db1^2 E log(1 + exp(psi (a max(0, b.z) + d max(0, e.z)))): the density on the moving line counts."""
    loss = expectation(log(1 + exp(psi * TWO)), (u, v), PLANE)
    at = {psi: Rational(1, 2), a: Integer(2), b1: Integer(1), b2: Rational(1, 2), d: Integer(1), e1: -1, e2: Integer(1)}
    lines = [(1, 0.5), (-1, 1)]

    def value(step: float) -> float:
        moved = [(1 + step, 0.5), (-1, 1)]

        def inside(p: Any, q: Any) -> Any:
            units = (np.maximum(0, h[0] * p + h[1] * q) for h in moved)
            return np.log1p(np.exp(sum(k * unit for k, unit in zip((1, 0.5), units, strict=True))))

        return plane_mean(inside, moved)

    found = numerically(loss.diff(b1, 2).xreplace(at), lines)
    assert abs(found - second_difference(value, 0.02)) < 1e-6  # step^4 is 1.6e-7, sixth derivatives are of size 1
    mixed = [numerically(loss.diff(*pair).xreplace(at), lines) for pair in ((b1, e1), (e1, b1))]
    assert abs(mixed[0] - mixed[1]) < 1e-10  # double precision


@pytest.mark.parametrize("symbol", [b1, c])
def test_second_derivative_with_a_bias_against_quadrature(symbol: Any) -> None:
    """d^2/db^2 and d^2/dc^2 E log(1 + exp(psi a max(0, b u + c))), by differences of quadratures of the loss."""
    loss = expectation(log(1 + exp(psi * a * Max(0, b1 * u + c))), u, Normal(0, 1))
    at = {psi: Rational(1, 2), a: Integer(2), b1: Integer(-1), c: Rational(1, 3)}
    with mp.workdps(30):

        def value(t: Any) -> Any:
            slope, shift = -1 + (t if symbol == b1 else 0), mp.mpf(1) / 3 + (t if symbol == c else 0)
            density = lambda s: mp_exp(-(s**2) / 2) / mp.sqrt(2 * mp.pi)  # noqa: E731
            inside = quad(lambda s: log1p(mp_exp(slope * s + shift)) * density(s), [-inf, -shift / slope])
            return inside + mp.log(2) * quad(density, [-shift / slope, inf])

        step = mp.mpf(1) / 10**6
        expected = (value(step) - 2 * value(0) + value(-step)) / step**2  # error of the size of step^2 = 1e-12
    assert abs(float(loss.diff(symbol, 2).xreplace(at).evalf(15)) - float(expected)) < 1e-10


def test_terms_of_jumps_in_closed_form() -> None:
    """d/dc P(h.z + c > 0) = phi(c/|h|)/|h|; d/dc E H(u) H(c - u) by hand; opposite jumps at a place cancel."""
    numbers = {b1: Integer(3), b2: Integer(4), c: Integer(1)}
    slope = expectation(Heaviside(FIRST + c), (u, v), PLANE).diff(c).xreplace(numbers)
    assert (slope - exp(-Rational(1, 50)) / (5 * ROOT)).equals(0)
    both = expectation(Heaviside(FIRST + c) + Heaviside(-FIRST - c), (u, v), PLANE)
    assert both.diff(c).xreplace(numbers).equals(0)
    square = expectation(Heaviside(FIRST + c) ** 3, (u, v), PLANE).diff(c).xreplace(numbers)
    assert (square - slope).equals(0)
    half = expectation(Heaviside(u) * Heaviside(c - u), u, Normal(0, 1))
    assert (half.diff(c).xreplace({c: Integer(1)}) - exp(-Rational(1, 2)) / ROOT).equals(0)
    assert half.diff(c).xreplace({c: Integer(-1)}).equals(0)


def test_one_form_of_several_variates_is_one_variate() -> None:
    """b.z has the law of |b| y; a second form, or a variate outside, stops this."""
    assert turned(Max(0, b1 * z + b2 * y + c), (z, y)) == Max(0, sqrt(b1**2 + b2**2) * z + c)
    for other in (Max(0, b1 * z + b2 * y) + Abs(z), z * Max(0, b1 * z + b2 * y), Max(0, b1 * z)):
        assert turned(other, (z, y)) == other
    assert (expectation(Max(0, FIRST), (u, v), PLANE) - sqrt(b1**2 + b2**2) / ROOT).equals(0)
    leaky = expectation(Max(FIRST, FIRST / 5), (u, v), PLANE)
    assert (leaky - Rational(4, 5) * sqrt(b1**2 + b2**2) / ROOT).equals(0)


# --- analyses ---


def jacobian_of(game: Game, at: Any) -> tuple[Any, str]:
    (item,) = analyze(game, at=at, cross_check=False).local
    return item.linearization.jacobian, item.verdict.stability.name


def mean_of_slopes(mean: Any, square: Any, params: Any, at: Any) -> list[Any]:
    """The last row of J at psi = 0 by hand: half the gradient of E G, and -1 - (E x^2 + E G^2)/4 with E x^2 = 2."""
    return [*(mean.diff(s).xreplace(at) / 2 for s in params), -1 - (2 + square) / 4]


def check_layer(game: Game, at: Any, params: Any, mean: Any, square: Any) -> str:
    jacobian, stability = jacobian_of(game, {**at, psi: 0})
    n = len(params)
    for k, entry in enumerate(mean_of_slopes(mean, square, params, at)):
        assert abs((jacobian[n, k] - entry).evalf(30)) < Rational(1, 10**20)  # exact expressions, 30 digits
        assert k == n or (jacobian[k, n] + jacobian[n, k]).equals(0)
    assert jacobian[:n, :n].is_zero_matrix
    return stability


def test_a_unit_of_two_variables() -> None:
    """a max(0, b.z): E G = a |b|/sqrt(2 pi), E G^2 = a^2 |b|^2/2; at rest where E G = 1, semistable."""
    params, at = (a, b1, b2), {a: ROOT / 5, b1: Integer(3), b2: Integer(4)}
    game = layer(a * Max(0, FIRST), (u, v), PLANE, params)
    assert check_layer(game, at, params, a * sqrt(b1**2 + b2**2) / ROOT, pi) == "SEMISTABLE"


def test_a_unit_with_a_bias() -> None:
    """d + a max(0, b u + c): E G = d + a (b phi(c/b) + c Phi(c/b)) for b > 0, E G^2 likewise."""
    params = (a, b1, c, d)
    density, below = exp(-(c**2) / b1**2 / 2) / ROOT, (1 + erf(c / b1 / sqrt(2))) / 2
    unit, power = b1 * density + c * below, (b1**2 + c**2) * below + b1 * c * density
    numbers = {b1: Integer(1), c: Integer(1)}
    at = {a: Integer(1), **numbers, d: (1 - unit.xreplace(numbers))}
    square = (power + 2 * d * unit + d**2).xreplace(at)
    game = layer(d + a * Max(0, b1 * u + c), u, Normal(0, 1), params)
    assert check_layer(game, at, params, d + a * unit, square) == "SEMISTABLE"


@pytest.mark.slow
def test_two_units_that_point_the_same_way() -> None:
    """Two units with equal weights: their kinks coincide, and the terms of the kinks stay continuous."""
    params = (a, b1, b2, d, e1, e2)
    at = {a: ROOT / 2, b1: 0, b2: Integer(1), d: ROOT / 2, e1: 0, e2: Integer(1)}
    mean = (a * sqrt(b1**2 + b2**2) + d * sqrt(e1**2 + e2**2)) / ROOT
    assert check_layer(layer(TWO, (u, v), PLANE, params), at, params, mean, pi) == "SEMISTABLE"


@pytest.mark.slow
def test_two_units_in_general_position_and_two_outputs() -> None:
    """E max(0, b.z) max(0, e.z) = |b||e| (sin t + (pi - t) cos t)/(2 pi), t the angle between b and e."""
    params = (a, b1, b2, d, e1, e2)
    at = {a: ROOT / 10, b1: Integer(3), b2: Integer(4), d: ROOT / 2, e1: 0, e2: Integer(1)}
    mean = (a * sqrt(b1**2 + b2**2) + d * sqrt(e1**2 + e2**2)) / ROOT
    angle = acos(Rational(4, 5))
    cross = 5 * (Rational(3, 5) + (pi - angle) * Rational(4, 5)) / (2 * pi)
    square = at[a] ** 2 * 25 / 2 + at[d] ** 2 / 2 + 2 * at[a] * at[d] * cross
    assert check_layer(layer(TWO, (u, v), PLANE, params), at, params, mean, square) == "SEMISTABLE"
    game = Game.gan(
        "two outputs",
        output=psi * x + psi2 * x2,
        input=(x, x2),
        real=Normal([1, 1], 1),
        fake=Pushforward((a * Max(0, FIRST), d * Max(0, SECOND)), (u, v), PLANE),
        generator=params,
        discriminator=(psi, psi2),
        f=logistic,
    )
    twice = {**at, a: ROOT / 5, d: ROOT, psi: 0, psi2: 0}
    jacobian, stability = jacobian_of(R1Penalty(1)(game), twice)
    assert abs((jacobian[6, 7] + (1 + twice[a] * twice[d] * cross) / 4).evalf(30)) < Rational(1, 10**20)
    assert stability == "SEMISTABLE"


# --- refusals ---


def test_a_dead_unit_is_refused() -> None:
    """At b = 0 the mean |b| has a kink: no Jacobian, whatever the other unit does."""
    at = {a: ROOT / 5, b1: 3, b2: 4, d: 0, e1: 0, e2: 0, psi: 0}
    with pytest.raises(BadInput, match=r"not known to exist there: it needs e1\*\*2 \+ e2\*\*2 > 0"):
        analyze(layer(TWO, (u, v), PLANE, (a, b1, b2, d, e1, e2)), at=at, cross_check=False)
    lone = layer(d + a * Max(0, FIRST), (u, v), PLANE, (a, b1, b2, d))
    with pytest.raises((BadInput, NotApplicable)):
        analyze(lone, at={a: 1, b1: 0, b2: 0, d: 1, psi: 0}, cross_check=False)
    bias = layer(d + a * Max(0, b1 * u + c), u, Normal(0, 1), (a, b1, c, d))
    for shift, rest in ((0, 1), (1, 0)):
        with pytest.raises(BadInput, match=r"it needs b1\*\*2 > 0"):
            analyze(bias, at={a: 1, b1: 0, c: shift, d: rest, psi: 0}, cross_check=False)


def test_what_a_derivative_asks_for_is_checked_at_the_point() -> None:
    """d/dpsi E max(0, psi x - psi^2) is refused at psi = 0, where the mean has a kink, and taken elsewhere."""
    slope = expectation(Max(0, psi * x - psi**2), x, Normal(0, 1)).diff(psi)
    with pytest.raises(NotApplicable, match=r"psi\*\*2 > 0"):
        check_smooth(slope, {psi: Integer(0)}, (), "a slope")
    check_smooth(slope, {psi: Integer(1)}, (), "a slope")
    flat = expectation(Max(0, d - psi * (x + d + c)), x, Normal(0, 1))  # a hinge whose D may be its margin everywhere
    for s in (psi, c, d):
        with pytest.raises(NotApplicable, match=r"psi\*\*2 > 0"):
            check_smooth(flat.diff(s), {psi: Integer(0), c: Integer(1), d: Integer(0)}, (), "a slope")
    by_hand = exp(-Rational(1, 2)) / ROOT - 2 * (1 - erf(1 / sqrt(2))) / 2  # E (x - 2) H(x - 1)
    assert (slope.xreplace({psi: Integer(1)}) - by_hand).equals(0)


@pytest.mark.parametrize("law", [Uniform(-1, 1), Normal(0, 1)])
def test_places_that_are_not_followed(law: Any) -> None:
    """Uniform variates have no rotation; a margin keeps the hinge smooth at slope 0, which no term would see."""
    kink = Max(0, psi * x - psi**2) if isinstance(law, Uniform) else Max(0, psi * x + psi * x**2)
    with pytest.raises(NotApplicable, match="positive probability"):
        expectation(kink, x, law).diff(psi)
    assert moving_steps(Heaviside(1 + psi * z), (z,), psi) == ()
    assert moving_steps(Heaviside(c + psi * z), (z,), psi) == (Heaviside(c + psi * z),)


def test_two_jumps_at_one_place_are_refused() -> None:
    """H(b u) H(p b u): with p a symbol the two jumps are not seen to be one."""
    p = symbols("p", positive=True)
    node = Expectation(Heaviside(b1 * u + c) * Heaviside(p * b1 * u + p * c) * exp(u), u, Normal(0, 1))
    with pytest.raises(NotApplicable, match="two jumps at one place"):
        node.diff(c)
