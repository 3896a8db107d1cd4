"""Probability laws: branches, conventions, parameters, and what is refused."""

from __future__ import annotations

import pytest
from sympy import Abs, Float, Function, Integer, Matrix, Rational, Symbol, cos, oo, symbols

from stability.errors import BadInput, NotApplicable
from stability.expectation import (
    Finite,
    Independent,
    Mixture,
    Normal,
    PointMass,
    Pushforward,
    Uniform,
    check_law,
    expectation,
    require_fixed_base,
)

x, y, z, theta, a = symbols("x y z theta a", real=True)
s = Symbol("s", positive=True)
HALF = Rational(1, 2)


def moments(law, names=(x,)):
    """Mean vector and covariance matrix, by expectation."""
    mean = Matrix([expectation(n, names, law) for n in names])
    second = Matrix(len(names), len(names), lambda i, j: expectation(names[i] * names[j], names, law))
    return mean, (second - mean * mean.T).applyfunc(lambda e: e.expand())


def test_the_second_argument_of_normal_is_the_variance():
    """N(mu, 4) has standard deviation 2; std= says so explicitly; both agree."""
    assert moments(Normal(theta, 4)) == (Matrix([theta]), Matrix([4]))
    assert moments(Normal(theta, variance=s)) == (Matrix([theta]), Matrix([s]))
    assert moments(Normal(theta, std=s)) == (Matrix([theta]), Matrix([s**2]))
    assert Normal(0, 4) == Normal(0, std=2) != Normal(0, 2)
    assert hash(Normal(0, 4)) == hash(Normal(0, std=2))


def test_covariance_matrices():
    """Positive definite, singular and symbolic covariances; a scalar variance means an isotropic law."""
    for cov in (
        Matrix([[2, 1], [1, 3]]),
        Matrix([[1, 1], [1, 1]]),
        Matrix([[0, 0], [0, s]]),
        Matrix([[s**2, s], [s, 2]]),
    ):
        assert moments(Normal([theta, 1], cov), (x, y)) == (Matrix([theta, 1]), cov)
    assert moments(Normal([0, 0, 0], s), (x, y, z))[1] == s * Matrix.eye(3)


def test_uniform_laws_and_boxes():
    """Mean (a+b)/2 and variance (b-a)^2/12, in one and two dimensions."""
    assert moments(Uniform(1, 4)) == (Matrix([Rational(5, 2)]), Matrix([Rational(3, 4)]))
    mean, cov = moments(Uniform([0, theta - s], [2, theta + s]), (x, y))
    assert mean == Matrix([1, theta]) and cov == Matrix([[Rational(1, 3), 0], [0, s**2 / 3]])


def test_mixtures_products_and_pushforwards():
    """E x of a mixture is the weighted sum; products are uncorrelated; a pushforward composes."""
    two = Mixture((HALF, HALF), (Normal(-1, s), Normal(1, s)))
    assert moments(two) == (Matrix([0]), Matrix([1 + s]))
    assert moments(Independent([two, Uniform(0, 1)]), (x, y))[1] == Matrix([[1 + s, 0], [0, Rational(1, 12)]])
    ring = Pushforward((a * x, x + y), (x, y), Independent([Uniform(-1, 1), two]))
    assert moments(ring, (x, y))[1] == Matrix([[a**2 / 3, a / 3], [a / 3, s + Rational(4, 3)]])
    nested = Pushforward(2 * y, y, Pushforward(x + 1, x, Normal(0, 1)))
    assert moments(nested) == (Matrix([2]), Matrix([4]))


def test_atoms():
    """Finitely supported laws list their atoms, through mixtures, products and pushforwards; others refuse."""
    coin = Finite((-1, 1), (HALF, HALF))
    assert Independent([coin, PointMass(3)]).atoms == ((HALF, (-1, 3)), (HALF, (1, 3)))
    assert Pushforward(theta * z, z, coin).atoms == ((HALF, (-theta,)), (HALF, (theta,)))
    assert Mixture([HALF, HALF], [coin, PointMass(0)]).is_atomic
    assert Normal(5, 0).is_atomic and Normal(5, 0).atoms == ((1, (5,)),)
    with pytest.raises(NotApplicable):
        _ = Normal(0, 1).atoms


def test_parameters_inside_laws():
    """free_symbols and xreplace reach every parameter, never the bound variables of a pushforward."""
    law = Mixture((HALF, HALF), (Normal(theta, variance=s**2), Pushforward(a * z + theta, z, Uniform(-s, s))))
    assert law.free_symbols == {theta, s, a}
    put = law.xreplace({theta: Integer(1), s: Integer(2), z: Integer(9)})
    assert put.free_symbols == {a}
    rule = {theta: Integer(1), s: Integer(2)}
    assert expectation(x**2, x, put) == expectation(x**2, x, law).xreplace(rule)
    for single in (PointMass(theta), Finite((theta, 1), (HALF, HALF)), Independent([Normal(theta, 1), Uniform(0, s)])):
        assert theta not in single.xreplace({theta: Integer(1)}).free_symbols
        assert type(single.xreplace({})) is type(single)


def test_laws_are_records():
    """Laws compare and hash by value and print on one line."""
    assert Uniform(0, 1) == Uniform(0, 1) and len({Normal(0, 1), Normal(0, 1), Normal(0, 2)}) == 2
    assert (
        str(Mixture((HALF, HALF), (Normal(0, 1), Uniform([0, 0], [1, 1]) and Uniform(0, 1))))
        == "1/2 N(0, 1) + 1/2 U(0, 1)"
    )
    assert str(Pushforward(a * z, z, Uniform(-1, 1))) == "law of a*z with z ~ U(-1, 1)"
    assert str(Finite.uniform((0, 1))) == "finite law on 0 (1/2), 1 (1/2)"


def test_generated_laws_over_a_fixed_base():
    """Location and scale of a fixed law pass; moving weights and |a| are refused with a line to write."""
    passing = (
        PointMass(theta),
        Normal(theta, 1),
        Normal(0, std=a),
        Uniform(theta - 1, theta + 1),
        Finite.uniform((theta, a)),
        Pushforward(a * z, z, Uniform(-1, 1)),
        Mixture((HALF, HALF), (Normal(theta, 1), PointMass(a))),
    )
    for law in passing:
        assert require_fixed_base(law, (theta, a)) is law
    weighted = Mixture((1 / (1 + s), s / (1 + s)), (PointMass(0), Normal(0, 1)))
    assert require_fixed_base(weighted, (theta,)) is weighted
    with pytest.raises(BadInput, match="Pushforward"):
        require_fixed_base(weighted, (s,))
    with pytest.raises(BadInput, match=r"Pushforward\(z\*\(a \+ 1\), z"):
        require_fixed_base(Uniform(-Abs(a) - 1, Abs(a) + 1), (a,))
    with pytest.raises(BadInput):
        require_fixed_base("N(0, 1)", (a,))


def test_a_uniform_law_scaled_by_a_player():
    """U(-|a|, |a|) is refused with the pushforward to write, and that pushforward has its moments."""
    with pytest.raises(BadInput, match=r"Pushforward\(a\*u, u, Uniform\(-1, 1\)\)"):
        Uniform(-Abs(a), Abs(a))
    u = Symbol("u", real=True)
    assert expectation(x**2, x, Pushforward(a * u, u, Uniform(-1, 1))) == a**2 / 3


@pytest.mark.parametrize(
    "call",
    [
        lambda: Normal(0),
        lambda: Normal(0, 1, std=1),
        lambda: Normal(0, -1),
        lambda: Normal(0, theta),
        lambda: Normal(0, std=Symbol("c")),
        lambda: Normal([0, 0], [[1, 2], [2, 1]]),
        lambda: Normal([0, 0], [[1, 2], [0, 1]]),
        lambda: Normal([0, 0], [[1]]),
        lambda: Normal([0, 0], [[0, 1], [1, 0]]),
        lambda: Normal(0.5, 1),
        lambda: Normal(oo, 1),
        lambda: Uniform(1, 0),
        lambda: Uniform(0, theta),
        lambda: Uniform([0, 0], [1]),
        lambda: Mixture((1, 1), (PointMass(0), PointMass(1))),
        lambda: Mixture((HALF, HALF), (PointMass(0), PointMass([1, 2]))),
        lambda: Mixture((1,), (PointMass(0), PointMass(1))),
        lambda: Mixture((), ()),
        lambda: Finite((0, 1), (HALF,)),
        lambda: Finite((0, 1), (Rational(3, 2), -HALF)),
        lambda: Finite(0, 1),
        lambda: Finite((), ()),
        lambda: Finite((0, (1, 2)), (HALF, HALF)),
        lambda: Finite((0, 1), (theta, 1 - theta)),
        lambda: PointMass(Float("0.1")),
        lambda: PointMass(()),
        lambda: PointMass(Function("g")(x)),
        lambda: Pushforward(a * z, (z, x), Uniform(-1, 1)),
        lambda: Pushforward(a * z, cos(z), Uniform(-1, 1)),
        lambda: Pushforward(a * z, z, "U(-1, 1)"),
        lambda: Independent([]),
        lambda: Independent([PointMass(0), 3]),
        lambda: check_law(None),
    ],
)
def test_malformed_laws(call):
    """Each is BadInput that says what to write."""
    with pytest.raises(BadInput) as refused:
        call()
    assert "Try: " in str(refused.value)
