"""Exact moments, certified balls and quadrature against an independent numerical integral."""

from __future__ import annotations

import mpmath
import pytest
from flint import acb, arb, ctx
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import (
    Abs,
    Add,
    Function,
    Heaviside,
    Max,
    Min,
    Rational,
    Symbol,
    cos,
    cosh,
    erf,
    erfc,
    exp,
    lambdify,
    log,
    sign,
    sin,
    sinh,
    sqrt,
    symbols,
    tanh,
)

from stability.errors import BadInput, CannotSolve, NotApplicable
from stability.expectation import (
    Expectation,
    Independent,
    Mixture,
    Normal,
    Uniform,
    ball,
    expectation,
    lower,
    quadrature,
)
from stability.expectation.bounds import Majorant, Numeric, absolute_mass, tail
from stability.expectation.evaluate import compile_ball
from stability.expectation.majorant import majorant
from stability.expectation.variates import variate
from stability.objectives import logistic

x, y, b, c, psi, w, a = symbols("x y b c psi w a", real=True)
p = Symbol("p", positive=True)
VALUES = {b: Rational(1, 3), c: Rational(2, 5), p: Rational(3, 7)}
NORMAL, UNIFORM = Normal(0, 1), Uniform(-1, 1)
X = variate("N", 1, 0)


def reference(g, law, breaks=()):
    """The second route: mpmath's quadrature of g times the density, split at the kinks."""
    value = lambdify(x, g, "mpmath")
    with mpmath.workdps(30):
        kinks = [mpmath.mpf(t.p) / t.q for t in breaks]
        if law is NORMAL:
            points = sorted({-mpmath.inf, mpmath.inf, *map(mpmath.mpf, (-8, -4, -2, 0, 2, 4, 8)), *kinks})
            return mpmath.quad(lambda t: value(t) * mpmath.npdf(t), points)
        return mpmath.quad(lambda t: value(t) / 2, sorted({mpmath.mpf(-1), mpmath.mpf(0), mpmath.mpf(1), *kinks}))


def middle(enclosure):
    """The midpoint of a ball as an mpmath number."""
    with mpmath.workdps(40):
        return mpmath.mpf(enclosure.mid().str(38, radius=False))


CASES = [
    (x**6 - 3 * x**2 + c, ()),
    (x**3 * exp(b * x), ()),
    (x**2 * exp(-(x**2) / 3 + b * x + c), ()),
    (x * exp(x**2 / 5 + x), ()),
    (erf(b * x + c), ()),
    (x**3 * erf(b * x + c), ()),
    (x**2 * exp(b * x) * erf(c + b * x), ()),
    (erfc(b * x), ()),
    (cos(b * x + c) * x**3, ()),
    (sin(b * x) * x * exp(c * x), ()),
    (x**4 * exp(-p * x**2) * cos(b * x), ()),
    (cosh(b * x) * x**2, ()),
    (sinh(b * x) * x, ()),
    (Heaviside(c + p * x) * x**2, (Rational(-14, 15),)),
    (Abs(x - c), (Rational(2, 5),)),
    (Abs(x - c) ** 3, (Rational(2, 5),)),
    (sign(x - c) * x**3, (Rational(2, 5),)),
    (Min(x, c) * x, (Rational(2, 5),)),
    (Max(0, 1 + p * x), (Rational(-7, 3),)),
    (exp(b * x) * Abs(x - c), (Rational(2, 5),)),
    (log(1 + exp(b * x)), ()),
    (tanh(p * x) * x, ()),
    (x**2 / (1 + exp(b * x - c)), ()),
    (sqrt(1 + x**2), ()),
]


@pytest.mark.parametrize("law", [NORMAL, UNIFORM], ids=["normal", "uniform"])
@pytest.mark.parametrize(("g", "breaks"), CASES, ids=[str(g) for g, _ in CASES])
def test_three_routes_agree(g, breaks, law):
    """Closed form (or node) with parameters, ball of the node with numbers, and mpmath agree to 1e-20."""
    kept = [t for t in breaks if law is NORMAL or abs(t) < 1]
    truth = reference(g.subs(VALUES), law, kept)
    with mpmath.workdps(30):
        # 1e-20: mpmath runs with 30 digits, balls are asked for 24; ten and four digits are left for rounding.
        assert abs(middle(ball(expectation(g, x, law), VALUES, 24)) - truth) < mpmath.mpf("1e-20")
        assert abs(middle(ball(expectation(g.subs(VALUES), x, law), {}, 24)) - truth) < mpmath.mpf("1e-20")


def test_balls_contain_the_exact_value():
    """Integrands with a closed form, hidden from the exact rules as g/(1+x^2) + g x^2/(1+x^2), are enclosed."""
    for g, law in ((x**4, NORMAL), (x**2 * exp(x), NORMAL), (x**4, UNIFORM)):
        node = Expectation(g / (1 + x**2) + g * x**2 / (1 + x**2), x, law)
        value = expectation(g, x, law)
        with ctx.workprec(200):
            assert node.has(Expectation) and ball(node - value, {}, 30).contains(0)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.fractions(-4, 4, max_denominator=6), min_size=1, max_size=6),
    st.lists(st.fractions(-4, 4, max_denominator=6), min_size=1, max_size=6),
)
def test_random_polynomials_in_two_routes(first, second):
    """E of a random polynomial of two variables: exact moments against Gauss quadrature of sufficient order."""
    g = Add(*(Rational(k.numerator, k.denominator) * x**i for i, k in enumerate(first)))
    h = Add(*(Rational(k.numerator, k.denominator) * y**i for i, k in enumerate(second)))
    exact_value = expectation(g * h, (x, y), Independent([Normal(1, 4), Uniform(0, 3)]))
    by_nodes = _gauss(lambdify(x, g), 1, 2, "hermite") * _gauss(lambdify(y, h), 1.5, 1.5, "legendre")
    scale = 1 + float(Add(*map(Abs, g.as_coefficients_dict().values()))) * 8**6 * 4**6
    assert abs(float(exact_value) - by_nodes) < 1e-14 * scale  # rounding of at most 144 terms of that size


def _gauss(function, mean, half, kind):
    """Eight Gauss nodes: exact for degree 15."""
    import numpy as np

    nodes, weights = np.polynomial.hermite_e.hermegauss(8) if kind == "hermite" else np.polynomial.legendre.leggauss(8)
    return float(sum(wt * function(mean + half * t) for t, wt in zip(nodes, weights, strict=True)) / weights.sum())


def test_printed_values_of_the_uniform_game():
    """cf. Nagarajan and Kolter 2017: V(1/2, 3/2) and V_aa at a = 1 to 35 digits, and concavity for w > 0 only."""
    value = expectation(logistic(w * x**2) + logistic(-w * a**2 * x**2), x, UNIFORM)
    with ctx.workprec(200):
        assert abs(
            ball(value, {w: Rational(1, 2), a: Rational(3, 2)}, 36) + arb("1.5274393973007038440590793161895201715")
        ) < arb("1e-36")
        second = value.diff(a, 2)
        for at, printed in (
            (Rational(1, 2), "-0.23969487541906371313890149604474494"),
            (Rational(1, 100), "-0.0033633330092627848630829057871336258"),
            (Rational(-1, 100), "0.0033033336574038818035837608795330409"),
            (Rational(-1, 2), "0.093638457914269620194431837288588393"),
        ):
            assert abs(ball(second, {w: at, a: 1}, 38) - arb(printed)) < arb("1e-34")


def test_derivative_of_a_node_against_differences():
    """d/dpsi under the integral against a central difference of mpmath integrals, at a generic point."""
    node = expectation(logistic(psi * x + psi**2), x, NORMAL)

    def value(t):
        return mpmath.quad(
            lambda u: -mpmath.log(1 + mpmath.exp(-(t * u + t * t))) * mpmath.npdf(u),
            [-mpmath.inf, -3, 0, 3, mpmath.inf],
        )

    with mpmath.workdps(30):
        h = mpmath.mpf("1e-8")
        difference = (value(mpmath.mpf("0.7") + h) - value(mpmath.mpf("0.7") - h)) / (2 * h)
        # the third derivative is below 10, so the difference formula is off by less than 10 h^2 = 1e-15
        assert abs(middle(ball(node.diff(psi), {psi: Rational(7, 10)}, 20)) - difference) < mpmath.mpf("1e-14")


def test_linear_forms_need_one_dimension():
    """E log(1 + exp(a.x)) under N(0, S) equals the integral in one dimension with variance a'S a, to 25 digits."""
    node = expectation(x * y * log(1 + exp(b * x + c * y)), (x, y), Normal([0, 0], [[2, 1], [1, 3]]))
    # E x y h(b x + c y) with v = b^2 S11 + 2 b c S12 + c^2 S22: S12 E h + (S a)_1 (S a)_2 E h''
    s1, s2, v = 2 * b + c, b + 3 * c, 2 * b**2 + 2 * b * c + 3 * c**2
    t = Symbol("t", real=True)
    h = log(1 + exp(t))
    other = expectation((h + s1 * s2 * h.diff(t, 2)).subs(t, sqrt(v.subs(VALUES)) * x).subs(VALUES), x, NORMAL)
    with ctx.workprec(120):
        assert abs(ball(node, VALUES, 25) - ball(other, {}, 25)) < arb("1e-24")


def test_three_dimensions_along_one_direction():
    """A linear form in R^3 reduces to N(0, |a|^2)."""
    z = Symbol("z", real=True)
    node = expectation(tanh(x + 2 * y - 2 * z) ** 2, (x, y, z), Normal([0, 0, 0], 1))
    with ctx.workprec(120):
        assert ball(node - expectation(tanh(3 * x) ** 2, x, NORMAL), {}, 20).contains(0)


def test_two_uniform_dimensions():
    """A product domain that does not reduce: iterated rigorous quadrature against mpmath."""
    node = expectation(1 / (1 + exp(x + y**2)), (x, y), Uniform([-1, -1], [1, 1]))
    truth = mpmath.quad(lambda s, t: 1 / (1 + mpmath.exp(s + t * t)) / 4, [-1, 1], [-1, 1])
    assert abs(middle(ball(node, {}, 12)) - truth) < mpmath.mpf("1e-11")  # mpmath works with 15 digits here


def test_boxes_for_parameters():
    """A ball for psi encloses the values at its points."""
    node = expectation(tanh(psi * x) * x, x, NORMAL)
    wide = ball(node, {psi: arb(1, 0.01)}, 6)
    assert wide.contains(ball(node, {psi: 1}, 20)) and wide.contains(ball(node, {psi: Rational(101, 100)}, 20))
    assert 0 < wide.rad() < arb("0.05")


def test_evalf():
    """Closed nodes evaluate to decimals, nodes with parameters stay."""
    node = expectation(log(1 + exp(psi * x)), x, NORMAL)
    assert str(node.subs(psi, 1).evalf(20)) == "0.80605918334743978453"
    assert node.evalf() == node
    assert abs((2 * node.subs(psi, 1) + 1).evalf(15) - 2.61211836669488) < 1e-13  # evalf returns 15 digits


def test_expectations_that_do_not_exist():
    """exp(x^2) at and beyond the critical coefficient, 1/x, exp(x^4): no number is returned by any route."""
    growing = expectation(exp(psi * x**2), x, NORMAL)
    with ctx.workprec(100):
        assert ball(growing, {psi: Rational(1, 4)}, 20).overlaps(arb(2).sqrt())
    for value in (Rational(1, 2), 1):
        with pytest.raises(NotApplicable):
            ball(growing, {psi: value})
    for g in (1 / x, exp(x**4), exp(x**2) * cos(x)):
        with pytest.raises(NotApplicable):
            ball(expectation(g, x, NORMAL))
        with pytest.raises(NotApplicable):
            quadrature(expectation(g, x, NORMAL))
    with pytest.raises(CannotSolve):
        ball(expectation(1 / x, x, UNIFORM), {}, 10)
    assert str(lambdify(psi, quadrature(growing, 8))(0.7)) == "nan"


def test_balls_refuse_missing_values():
    """No value for a parameter, floats, abstract functions."""
    node = expectation(log(1 + exp(psi * x)), x, NORMAL)
    for values in ({}, {psi: 0.5}):
        with pytest.raises(BadInput):
            ball(node, values)
    with pytest.raises(BadInput):
        ball(expectation(Function("f")(psi * x), x, NORMAL), {psi: 1})


def test_quadrature_matches_balls():
    """Gauss sums of growing order approach the certified value, and ``lower`` reports an honest error."""
    law = Mixture([Rational(1, 3), Rational(2, 3)], [Normal(1, 2), Uniform(0, 2)])
    node = expectation(logistic(psi * x), x, law)
    truth = float(ball(node, {psi: 1}, 20).mid())
    errors = [abs(float(quadrature(node, n).subs(psi, 1)) - truth) for n in (4, 8, 16, 32)]
    assert errors == sorted(errors, reverse=True) and errors[-1] < 1e-9
    found = lower([node, node.diff(psi)], [{psi: 1}, {psi: Rational(1, 2)}], tolerance=1e-9)
    assert abs(float(found.expressions[0].subs(psi, 1)) - truth) < 1e-8 and found.error < 1e-9
    assert not any(e.has(Expectation) for e in found.expressions)


def test_quadrature_is_vectorised_code():
    """The lowered field runs on arrays, with common subexpressions shared."""
    import numpy as np

    node = expectation(logistic(psi * x), x, NORMAL).diff(psi)
    function = lambdify([psi], [quadrature(node, 24)], "numpy", cse=True)
    values = np.linspace(-1.0, 1.0, 5)
    assert function(values)[0].shape == (5,)
    single = [float(ball(node, {psi: Rational(k, 2)}, 15).mid()) for k in range(-2, 3)]
    assert np.allclose(function(values)[0], single, rtol=0, atol=1e-8)  # order 24 is exact to 1e-9 for |psi| <= 1
    assert abs(function(np.array([0.0]))[0][0]) < 1e-15  # E x / 2 = 0 up to rounding of the nodes


def test_quadrature_refusals():
    """Too many terms, an order that is no positive integer, a tolerance out of reach, no test point."""
    three = expectation(tanh(x * y * w), (x, y, w), Normal([0, 0, 0], 1)) + expectation(
        tanh(1 + x * y), (x, y), Normal([0, 0], 1)
    )
    with pytest.raises(CannotSolve):
        quadrature(three, 100)
    for order in (0, True, "8"):
        with pytest.raises(BadInput):
            quadrature(three, order)
    steep = expectation(log(1 + exp(1000 * psi * x)), x, NORMAL)
    with pytest.raises(CannotSolve):
        lower([steep], [{psi: 1}])
    with pytest.raises(BadInput):
        lower([steep], [])
    with pytest.raises(BadInput):
        lower([steep], [{}])


@pytest.mark.parametrize(
    "g",
    [g.subs(VALUES) for g, _ in CASES]
    + [
        exp(x**2 / 4) * x,
        log(2 + x**2 + exp(x)),
        x**3 / (1 + exp(x) + exp(-x)) ** 2,
        exp(-x) / (1 + exp(-x)) ** 3,
        log(2 - 2 / (1 + exp(x**2))),
        1 / cosh(x),
        (1 - exp(-x)) * exp(x),
        sqrt(1 + exp(x)),
        exp(tanh(x) - x**4),
    ],
    ids=str,
)
def test_majorants_dominate(g):
    """The bound behind every tail holds at points between -30 and 30."""
    bound = majorant(g.subs(x, X), [X], Numeric(lambda e: compile_ball(e)({}, False).real))
    value = compile_ball(g.subs(x, X))
    with ctx.workprec(200):
        for k in range(-60, 61):
            t = arb(k) / 2
            above = bound.c * (1 + abs(t)) ** bound.degree * (bound.rate * abs(t) + bound.quad * t * t).exp()
            assert abs(value({X: acb(t)}, False).real) <= above * (1 + arb(2) ** -20)  # rounding of both sides


def test_tails_are_bounded():
    """The tail of (1+|x|)^2 exp(|x| + x^2/8) phi beyond 5 lies below its bound, and within a factor 3 of it."""
    m = Majorant(arb(1), 2, arb(1), arb(1) / 8)
    truth = 2 * mpmath.quad(lambda t: (1 + t) ** 2 * mpmath.exp(t + t * t / 8) * mpmath.npdf(t), [5, 8, 12, 20])
    assert truth < middle(tail(m, 5)) < 3 * truth
    assert tail(m, 1) is None and tail(Majorant(arb(1), 0, arb(0), arb(1) / 2), 50) is None
    total = mpmath.quad(
        lambda t: (1 + abs(t)) ** 2 * mpmath.exp(abs(t) + t * t / 8) * mpmath.npdf(t), [-20, -5, 0, 5, 20]
    )
    assert total < middle(absolute_mass(m))
