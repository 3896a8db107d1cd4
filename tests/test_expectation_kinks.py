"""Rectified units under an integral: scales in front, kinks of probability zero, and what they do to an analysis."""

from __future__ import annotations

from typing import Any

import pytest
from mpmath import exp as mp_exp
from mpmath import inf, mp, quad
from sympy import Abs, Heaviside, Integer, Max, Min, Rational, exp, log, pi, sign, sqrt, symbols

from stability import Expectation, Game, Normal, NotApplicable, Uniform, analyze
from stability.expectation.piecewise import scaled_out, size_of
from stability.expectation.variates import variate

a, b, c, psi, theta, x, u, v, w = symbols("a b c psi theta x u v w", real=True)
p = symbols("p", positive=True)
n = symbols("n", negative=True)
z, y = variate("N", 1, 0), variate("N", 1, 1)


def softplus(t: Any) -> Any:
    return log(1 + exp(t))


@pytest.mark.parametrize("kind", [Abs, sign, Heaviside, lambda e: Max(0, e), lambda e: Min(0, e)])
@pytest.mark.parametrize("factor", [b, p, n, p * b, b * c, -b])
def test_a_scale_in_front_of_a_kink_changes_nothing(kind: Any, factor: Any) -> None:
    """At points of both signs, and where the scale is 0, the rewritten integrand has the same value."""
    before = kind(factor * z)
    after = scaled_out(before, (z,))
    for value in (-2, 0, 3):
        for place in (-1, 0, 2):
            put = {b: Integer(value), c: Integer(-1), p: Rational(3, 2), n: Integer(-3), z: Integer(place)}
            assert before.xreplace(put) == after.xreplace(put)


def test_kinks_without_a_scale_stay() -> None:
    """A shift or a second variable is no scale."""
    for e in (Max(0, b * z + c), Max(z, b * z), Abs(b * z + c * y)):
        assert scaled_out(e, (z, y)) == e


@pytest.mark.parametrize(
    ("integrand", "law", "value"),
    [
        (a * Max(0, b * u), Normal(0, 1), a * Abs(b) / sqrt(2 * pi)),
        (Max(0, b * u) ** 2, Normal(0, 1), b**2 / 2),
        (Max(0, p * u) ** 3, Normal(0, 1), 2 * p**3 / sqrt(2 * pi)),
        (Abs(b * u) ** 3, Normal(0, 1), 4 * Abs(b) ** 3 / sqrt(2 * pi)),
        (Max(0, u) * Heaviside(u), Normal(0, 1), 1 / sqrt(2 * pi)),
        (sign(b * u) ** 2, Normal(0, 1), sign(b) ** 2),
        (Max(0, b * u), Uniform(-1, 1), Abs(b) / 4),
        (Min(0, b * u), Uniform(-1, 1), -Abs(b) / 4),
    ],
)
def test_means_of_rectified_units(integrand: Any, law: Any, value: Any) -> None:
    """Moments of the half line, by hand."""
    assert (Expectation(integrand, u, law) - value).expand().equals(0)


def test_slope_of_a_layer_against_quadrature() -> None:
    """d/db E log(1 + exp(psi a max(0, b u))) at numbers of both signs of b, against mpmath."""
    slope = Expectation(softplus(psi * a * Max(0, b * u)), u, Normal(0, 1)).diff(b)
    with mp.workdps(20):
        for at in (1, -2):
            put = {psi: Rational(1, 3), a: Integer(2), b: Integer(at)}

            def rate(t: Any, at: int = at) -> Any:
                here = mp.mpf(2) / 3 * t * at
                return mp.mpf(2) / 3 * t / (1 + mp_exp(-here)) * mp_exp(-(t**2) / 2) / mp.sqrt(2 * mp.pi)

            expected = quad(rate, [0, inf] if at > 0 else [-inf, 0])
            assert abs(complex(slope.xreplace(put).evalf(15)) - complex(expected)) < 1e-10  # fifteen digits asked for


def layer(output: Any, law: Any, variables: Any, params: Any) -> Game:
    """D = psi x, data N(1, 1), the logistic objective, fakes by the output of the layer."""
    fake = Expectation(-softplus(psi * output), variables, law)
    real = Expectation(-softplus(-psi * x), x, Normal(1, 1))
    return Game.zero_sum("rectified", real + fake, minimizes=("g", params), maximizes=("d", (psi,)))


@pytest.mark.parametrize("scale", [b, p])
def test_a_rectified_layer_is_analysed(scale: Any) -> None:
    """a max(0, b u): at rest where a b = sqrt(2 pi); J = ((0, 0, -b/s), (0, 0, -a/s), (b/s, a/s, -d)), semistable."""
    result = analyze(
        layer(a * Max(0, scale * u), Normal(0, 1), u, (a, scale)),
        at={a: 1, scale: sqrt(2 * pi), psi: 0},
        cross_check=False,
    )
    (item,) = result.local
    jacobian = item.linearization.jacobian
    assert (jacobian[2, 2] + Rational(1, 4) * (2 + pi)).equals(0)  # E x^2 = 2, E (a max(0, b u))^2 = pi
    assert (jacobian[2, 0] + jacobian[0, 2]).equals(0)
    assert item.verdict.stability.name in ("SEMISTABLE", "NOT_ASYMPTOTICALLY_STABLE", "UNDECIDED")


def test_where_a_layer_is_dead_there_is_a_kink() -> None:
    """At b = 0 the mean |b| of the layer has a kink: refused, with the kink named."""
    game = layer(theta + a * Max(0, b * u), Normal(0, 1), u, (theta, a, b))
    with pytest.raises(NotApplicable, match="kink"):
        analyze(game, at={theta: 1, a: 1, b: 0, psi: 0}, cross_check=False)


def test_kinks_of_several_variables_have_probability_zero() -> None:
    """The hyperplane v u + w y = 0 is a null set unless v = w = 0."""
    assert size_of(Max(0, v * z + w * y), (z, y)) == v**2 + w**2
    assert size_of(Max(0, z + w * y), (z, y)) == 1
    assert size_of(Max(0, exp(z) - v), (z,)) is None
