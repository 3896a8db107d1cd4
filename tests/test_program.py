"""Straight-line programs: what they hold, what they refuse, and that they say the same as the expression."""

from __future__ import annotations

from fractions import Fraction as Q
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import (
    Abs,
    Add,
    Function,
    Integer,
    Matrix,
    Max,
    Mul,
    Rational,
    Symbol,
    cosh,
    erf,
    erfc,
    exp,
    log,
    pi,
    sin,
    sinh,
    sqrt,
    symbols,
    tanh,
)

from stability.algebra.conditions import Fact
from stability.algebra.jets import Jet
from stability.algebra.program import compile_program, linearize_program
from stability.errors import BadInput, NotApplicable

x, y = symbols("x y", real=True)
gamma = Symbol("gamma", positive=True)
f = Function("f")


def expressions() -> st.SearchStrategy[Any]:
    """Rational at the origin, with rational derivatives there."""
    leaves = st.sampled_from([x, y, Integer(1), Rational(-2, 3), Integer(3)])
    vanishing = st.sampled_from([x * y, x - 2 * y, x**2, y])

    def grow(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        pair = st.tuples(inner, inner)
        return st.one_of(pair.map(lambda p: Add(*p)), pair.map(lambda p: Mul(*p)), inner.map(lambda e: e**2),
                         inner.map(lambda e: -e), vanishing.map(exp), vanishing.map(tanh),
                         vanishing.map(lambda e: log(1 + e)), vanishing.map(lambda e: 1 / (2 + e)),
                         vanishing.map(lambda e: Jet("f", 1, e)))

    return st.recursive(leaves, grow, max_leaves=6)


def sympify_exact(e: Any) -> Any:
    return Integer(e) if isinstance(e, int) else e


@given(expressions(), expressions())
@settings(max_examples=60, deadline=None)
def test_program_says_the_same_as_the_expression(a: Any, b: Any) -> None:
    """Rebuilt expressions agree, and forward differentiation agrees with SymPy's Jacobian at the origin."""
    values = {("f", k, 0): Rational(k + 1, 3) for k in range(4)}
    program = compile_program([x, y], [a, b], values=values)
    origin = {x: 0, y: 0}
    rebuilt = program.expressions()
    assert all((u - v).xreplace({x: Rational(1, 7), y: Rational(2, 5)}).evalf(20, chop=True).simplify() == 0
               for u, v in zip(rebuilt, (a, b), strict=True))
    found, jacobian = linearize_program([program], [Q(0), Q(0)])
    known = {Jet(name, k, 0): v for (name, k, _), v in values.items()}
    expected = Matrix([a, b]).jacobian([x, y]).subs(origin).xreplace(known)
    assert [Rational(v.numerator, v.denominator) for v in found] == [
        sympify_exact(e).xreplace(known) for e in (a.subs(origin), b.subs(origin))]
    assert Matrix(2, 2, [Rational(v.numerator, v.denominator) for row in jacobian for v in row]) == expected


def test_lines_refer_to_earlier_lines_only_and_are_shared() -> None:
    """Equal subexpressions get one line."""
    program = compile_program([x, y], [exp(x * y) * x, exp(x * y) * y])
    assert sum(line[0] == "exp" for line in program.code) == 1
    for number, (op, *args) in enumerate(program.code):
        assert op in ("const", "in") or all(i < number for i in args)


def test_exponentials_of_multiples_share_one_value() -> None:
    """exp(-2u) is 1/exp(u)^2 and 1/(1+exp(-u)) is in the same exp(u)."""
    program = compile_program([x, y], [exp(-2 * x), 1 / (1 + exp(-x)) + exp(x)])
    assert sum(line[0] == "exp" for line in program.code) == 1


@pytest.mark.parametrize("e", [sinh(x), cosh(x) - 1, erfc(x) - 1, f(x * y), f(x).diff(x), exp(1), 2, Q(1, 3),
                               -x / (3 - y)])
def test_what_can_be_held(e: Any) -> None:
    """Hyperbolic functions by exp, erfc by erf, undetermined functions by their jets, numbers."""
    assert compile_program([x, y], [e]).outputs


@pytest.mark.parametrize("e", [sqrt(1 + x), sin(x), Abs(x), Max(x, 0), pi * x, x**y, x ** Rational(1, 3), sqrt(2) * x,
                               x**65])
def test_what_cannot_be_held_is_not_applicable(e: Any) -> None:
    """Roots, pi, trigonometric and non-smooth functions, huge powers: NotApplicable, with the expression."""
    with pytest.raises(NotApplicable, match="certificate"):
        compile_program([x, y], [e])


@pytest.mark.parametrize("e", [x + 0.5, gamma * x, "x", f(x, y), None])
def test_malformed_questions_are_bad_input(e: Any) -> None:
    """Floats, symbols without values, text and functions of two variables."""
    with pytest.raises(BadInput, match="Try:"):
        compile_program([x, y], [e])


def test_bad_parameters_facts_and_names_are_refused() -> None:
    """A float value, an unknown sign, two inputs of one name."""
    for parameters in ({gamma: 0.5}, {gamma: "large"}, {Symbol("x"): 1}):
        with pytest.raises(BadInput):
            compile_program([x, y], [x], parameters)
    with pytest.raises(BadInput, match="sign"):
        compile_program([x], [f(x)], facts=[("f", 1, 0, "big")])
    with pytest.raises(BadInput):
        compile_program([x, Symbol("x")], [x, x])


def test_facts_are_taken_as_records_or_tuples() -> None:
    """The Fact of the public interface says the same as the tuple."""
    a = compile_program([x], [f(x)], facts=[Fact(f, order=1, at=0, sign="positive")])
    assert a == compile_program([x], [f(x)], facts=[("f", 1, 0, "positive")])


def test_stages_multiply_their_jacobians() -> None:
    """Alternating steps: the second stage sees the moved first coordinate."""
    stages = [compile_program([x, y], [x - y, y]), compile_program([x, y], [x, y + x])]
    assert linearize_program(stages, [Q(0), Q(0)]) == ([0, 0], [[1, -1], [1, 0]])


def test_erf_is_rational_only_where_its_slope_does_not_matter() -> None:
    """erf(x^2) at 0 has derivative 0; erf(x) has 2/sqrt(pi)."""
    assert linearize_program([compile_program([x], [erf(x**2) - x])], [Q(0)]) == ([0], [[-1]])
    with pytest.raises(NotApplicable, match="erf'"):
        linearize_program([compile_program([x], [erf(x)])], [Q(0)])


def test_division_by_zero_at_the_point_is_not_applicable() -> None:
    """1/x at 0."""
    with pytest.raises(NotApplicable, match="division by zero"):
        linearize_program([compile_program([x], [1 / x])], [Q(0)])
