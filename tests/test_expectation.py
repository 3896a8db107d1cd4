"""Expectation nodes: linear, bound variables, differentiation under the integral, exact values at equilibria."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import (
    Abs,
    Add,
    Function,
    Heaviside,
    I,
    Integer,
    Lambda,
    Max,
    Rational,
    Symbol,
    cos,
    diff,
    erf,
    exp,
    latex,
    log,
    oo,
    pi,
    sign,
    sin,
    sqrt,
    symbols,
    tanh,
)

from stability.algebra.jets import Jet, instantiate
from stability.errors import BadInput, NotApplicable
from stability.expectation import (
    Expectation,
    Finite,
    Mixture,
    Normal,
    PointMass,
    Uniform,
    expectation,
    justifications,
    nodes,
)
from stability.objectives import logistic, wasserstein

x, y, z, psi, theta, q = symbols("x y z psi theta q", real=True)
w, a, b, w1, w2 = symbols("w a b w1 w2", real=True)
p = Symbol("p", positive=True)
f = Function("f")
STANDARD, BOX = Normal(0, 1), Uniform(-1, 1)


def test_abstract_derivative_at_zero_is_a_moment():
    """d/dpsi E f(psi x) at psi = 0 is f'(0) E x, and the second derivative f''(0) E x^2."""
    node = expectation(f(psi * x), x, Normal(theta, 1))
    assert node.diff(psi).subs(psi, 0) == theta * Jet("f", 1, 0)
    assert (node.diff(psi, 2).subs(psi, 0) - (theta**2 + 1) * Jet("f", 2, 0)).expand() == 0


def test_logistic_derivatives_at_zero_are_rational():
    """The logistic loss has no closed form, its derivatives at 0 have: f'(0) = 1/2, f''(0) = -1/4."""
    node = expectation(logistic(psi * x), x, STANDARD)
    assert node.has(Expectation)
    assert [node.diff(psi, k).xreplace({psi: Integer(0)}) for k in (1, 2, 3, 4)] == [
        0,
        Rational(-1, 4),
        0,
        Rational(3, 8),
    ]


def test_linearity_and_constants():
    """Sums split, constants come out, closed forms are taken out of a sum."""
    node = expectation(f(psi * x), x, STANDARD)
    assert expectation(3 * theta * f(psi * x) + x**2 + 5, x, STANDARD) == 3 * theta * node + 6
    assert expectation(f(psi * x) + x * f(psi * x), x, STANDARD) == node + expectation(x * f(psi * x), x, STANDARD)
    assert expectation(f(theta), x, STANDARD) == Jet("f", 0, theta)


def test_equal_integrals_are_equal_expressions():
    """The name of the bound variable plays no role."""
    assert expectation(f(psi * x), x, STANDARD) - expectation(f(psi * y), y, STANDARD) == 0
    assert hash(expectation(f(psi * x), x, STANDARD)) == hash(expectation(f(psi * y), y, STANDARD))
    assert expectation(f(psi * x), x, STANDARD) != expectation(f(psi * x), x, BOX)


def test_bound_variables_are_invisible():
    """Neither substitution, nor differentiation, nor free_symbols sees the bound variable, whatever its name."""
    node = expectation(f(psi * x), x, STANDARD)
    assert node.free_symbols == {psi}
    assert node.subs(x, 3) == node and node.xreplace({x: Integer(3)}) == node and node.diff(x) == 0
    assert expectation(f(psi * x + y), x, STANDARD).subs(y, x).free_symbols == {psi, x}


def test_substitution_does_not_capture():
    """A value that is itself an expectation, or named like a bound variable, keeps its meaning."""
    inner = expectation(f(q * x), x, STANDARD)
    outer = expectation(f(psi * x), x, STANDARD)
    for put in (outer.subs(psi, inner), outer.xreplace({psi: inner})):
        assert put.free_symbols == {q}
        assert put.subs(q, 0) == outer.subs(psi, Jet("f", 0, 0))
    both = outer.subs(psi, inner)
    assert both.xreplace({q: psi}).xreplace({psi: q}) == both
    product = expectation(f(psi * x) * inner, x, STANDARD)
    assert product == inner * outer


def test_nested_expectations():
    """E_y g(E_x h(x, y), y) keeps the two variables apart, also when it is differentiated."""
    inner = expectation(log(1 + exp(psi * x * y)), x, STANDARD)
    outer = expectation(inner**2, y, STANDARD)
    assert len(nodes(outer)) == 2
    assert outer.subs(psi, 0) == log(2) ** 2
    assert outer.diff(psi, 2).subs(psi, 0).expand() == log(2) / 2


def test_pickle_print_and_rebuild():
    """Nodes are picklable, rebuilt from their arguments, and print with their law."""
    node = expectation(x * Max(0, f(psi * x)) + tanh(theta * x**2), x, STANDARD)
    for single in nodes(node):
        assert pickle.loads(pickle.dumps(single)) == single
        assert single.func(*single.args) == single
    single = expectation(f(psi * x), x, STANDARD)
    assert str(single) == "E[f(psi*x), x~N(0, 1)]"
    assert latex(single) == r"\mathbb{E}_{x \sim \mathcal{N}(0, 1)}\left[f\left(\psi x\right)\right]"
    assert latex(single**2).count(r"\mathbb{E}") == 1
    assert str(expectation(f(x * z), z, BOX)) == "E[f(u*x), u~U(-1, 1)]"
    assert str(expectation(f(x * z), z, STANDARD)) == "E[f(x*y), y~N(0, 1)]"


def test_assumptions():
    """A node is real when its integrand is, and inherits a sign."""
    assert expectation(log(1 + exp(psi * x)), x, STANDARD).is_real
    assert expectation(1 / (1 + exp(psi * x)), x, STANDARD).is_positive
    assert expectation(f(psi * x), x, STANDARD).is_real


def test_instantiate_an_abstract_function_inside_a_node():
    """Putting the logistic f into E f(psi x) gives the node of the logistic integrand."""
    node = expectation(f(psi * x), x, STANDARD)
    assert instantiate(node.diff(psi), {"f": logistic}) == expectation(logistic(psi * x), x, STANDARD).diff(psi)
    assert instantiate(node, {"f": wasserstein}) == 0


def test_odd_integrands_vanish_only_when_integrable():
    """E x tanh(x^2) = 0 by symmetry; 1/x is odd as well and has no expectation."""
    assert expectation(x * tanh(psi * x**2), x, STANDARD) == 0
    assert expectation(1 / x, x, STANDARD).has(Expectation)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3), st.fractions(-3, 3, max_denominator=5)), max_size=5))
def test_derivative_commutes_with_exact_integration(terms):
    """For random polynomials in x and psi: integrate then differentiate = differentiate then integrate."""
    g = Add(*(Rational(c.numerator, c.denominator) * x**i * psi**j for i, j, c in terms))
    for law in (STANDARD, BOX, Normal(theta, 4), Mixture([Rational(1, 3), Rational(2, 3)], [BOX, PointMass(theta)])):
        assert (expectation(g, x, law).diff(psi) - expectation(g.diff(psi), x, law)).expand() == 0


# --- exchange of derivative and integral ---


def test_reasons_for_the_exchange():
    """Compact support, moments, exponential moments, and a sub-Gaussian bound with its condition."""
    reasons = {
        log(1 + exp(psi * x)): ("(1 + |x|)", ()),
        exp(psi * x) * tanh(x): ("exp(a*|x|)", ()),
        exp(psi * x**2): ("2b < 1", (1 - 2 * psi,)),
    }
    for g, (text, conditions) in reasons.items():
        (found,) = justifications(expectation(g, x, STANDARD), [psi])[psi]
        assert text in found.argument and found.conditions == conditions
    (compact,) = justifications(expectation(f(psi * x), x, BOX), [psi])[psi]
    assert "compact" in compact.argument and compact.hypotheses == ("f is smooth",)


@pytest.mark.parametrize("law", [STANDARD, BOX])
@pytest.mark.parametrize(
    "g",
    [
        log(psi**2 + x**2),
        sqrt(psi**2 + x**2),
        Abs(psi * x + psi * x**2),
        Max(0, psi * x - psi**2),
        1 / (psi + x),
        log(2 - exp(psi * x)),
        Heaviside(psi * x + 1),
        f(1 / (x - psi)),
    ],
)
def test_exchange_is_refused(g, law):
    """Kinks, jumps and singularities that may sit on the support are refused: E log(psi^2 + u^2) has a kink at psi = 0,
    while the derivative of its integrand vanishes there."""
    with pytest.raises(NotApplicable) as refused:
        expectation(g, x, law).diff(psi)
    assert "N1_0" not in str(refused.value) and "U1_0" not in str(refused.value)


@pytest.mark.parametrize(("law", "mean"), [(STANDARD, sqrt(2 / pi)), (BOX, Rational(1, 2))])
def test_a_scale_leaves_the_integral_with_its_kink(law, mean):
    """E |psi x| = |psi| E |x|: the derivative is sign(psi) E |x|, and the kink at psi = 0 is one of |psi|."""
    assert (expectation(Abs(psi * x), x, law) - mean * Abs(psi)).simplify() == 0
    assert (expectation(Abs(psi * x), x, law).diff(psi) - mean * sign(psi)).simplify() == 0
    assert (expectation(Max(0, psi * x), x, law).diff(psi) - mean * sign(psi) / 2).simplify() == 0


def test_exchange_is_refused_for_fast_growth():
    """f(exp(x)) with f of unknown growth, and exp(x^4), are not dominated by the normal density."""
    for g in (f(psi * exp(x)), exp(psi * x**4)):
        with pytest.raises(NotApplicable):
            expectation(g, x, STANDARD).diff(psi)
        assert expectation(g, x, BOX).diff(psi).has(Expectation)


def test_kinks_on_null_sets():
    """E |x - psi| has the derivatives of its closed form; the hinge allows one derivative."""
    assert (expectation(Abs(x - psi), x, STANDARD).diff(psi, 2) - sqrt(2 / pi) * exp(-(psi**2) / 2)).simplify() == 0
    hinge = expectation(Max(0, 1 + psi * x), x, STANDARD)
    assert hinge.diff(psi).subs(psi, 0) == 0
    with pytest.raises(NotApplicable):
        hinge.diff(psi, 2)


# --- exact moments ---


def test_closed_forms():
    """Exponentials, erf, trigonometric functions and steps under N(0, 1) and U(-1, 1)."""
    assert expectation(exp(psi * x), x, STANDARD) == exp(psi**2 / 2)
    assert expectation(exp(-(x**2) / 2), x, STANDARD) == sqrt(2) / 2
    assert expectation(erf(a + b * x), x, STANDARD) == erf(a / sqrt(1 + 2 * b**2))
    assert expectation(cos(psi * x), x, STANDARD) == exp(-(psi**2) / 2)
    assert expectation(x * sin(psi * x), x, STANDARD) == psi * exp(-(psi**2) / 2)
    assert expectation(Heaviside(psi - x), x, STANDARD) == Rational(1, 2) + erf(sqrt(2) * psi / 2) / 2
    assert expectation(cos(p * x), x, BOX) == (sin(p) - sin(-p)) / (2 * p)
    assert expectation(Abs(x), x, BOX) == Rational(1, 2)


def test_formulas_that_fail_at_a_point_are_not_used():
    """E exp(psi u) is sinh(psi)/psi except at 0, so it stays a node until psi is known to be non-zero."""
    node = expectation(exp(psi * x), x, BOX)
    assert node.has(Expectation) and node.subs(psi, 0) == 1 and node.diff(psi, 2).subs(psi, 0) == Rational(1, 3)
    assert not expectation(exp(p * x), x, BOX).has(Expectation)
    assert not node.subs(psi, 2).has(Expectation)
    assert expectation(exp(psi * x**2), x, STANDARD).has(Expectation)
    assert expectation(exp(-p * x**2), x, STANDARD) == 1 / sqrt(1 + 2 * p)


# --- what is refused ---


@pytest.mark.parametrize(
    "call",
    [
        lambda: expectation(x, (x, y), STANDARD),
        lambda: expectation(x, 3, STANDARD),
        lambda: expectation(x, (x, x), Normal([0, 0], 1)),
        lambda: expectation(x, x, "normal"),
        lambda: expectation(0.5 * x, x, STANDARD),
        lambda: expectation(x + oo, x, STANDARD),
        lambda: expectation(I * x, x, STANDARD),
        lambda: Expectation(x, x),
        lambda: expectation("x", x, STANDARD),
        lambda: expectation(Function("g")(x, y), x, STANDARD),
    ],
)
def test_bad_input(call):
    """Wrong numbers of variables, laws, floats, infinities, complex values, text."""
    with pytest.raises(BadInput):
        call()


def test_atomic_laws_stay_finite_sums():
    """The simplest laws give plain expressions, abstract functions included."""
    law = Finite((-1, theta), (Rational(1, 4), Rational(3, 4)))
    assert expectation(f(psi * x), x, law) == Jet("f", 0, -psi) / 4 + 3 * Jet("f", 0, psi * theta) / 4
    assert expectation(x**2, x, PointMass(3)) == 9
    t = Symbol("t", real=True)
    assert diff(expectation(Lambda(t, exp(t))(psi * x), x, law), psi).subs(psi, 0) == Rational(3, 4) * theta - Rational(
        1, 4
    )
