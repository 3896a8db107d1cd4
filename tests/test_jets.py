"""Jets: derivatives of an abstract function that differentiate, substitute and instantiate correctly."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import Function, Lambda, Matrix, Rational, Symbol, cos, diff, exp, latex, log, sin, symbols, tanh

from stability.algebra.jets import Jet, function_name, instantiate, jets, to_jets
from stability.errors import BadInput

x, y, t = symbols("x y t", real=True)
f, g = Function("f"), Function("g")
CONCRETE = {"f": Lambda(t, -log(1 + exp(-t))), "g": Lambda(t, sin(2 * t) + t**3)}


@pytest.mark.parametrize(
    "expression",
    [
        f(x),
        f(x * y),
        f(x**2 - y) * g(y),
        f(g(x)),
        f(f(x) + y),
        exp(f(x)) / (1 + g(x * y) ** 2),
        f(x).diff(x),
        f(x * y).diff(x, 2),
        f(g(x)).diff(x),
        f(x).diff(x, 3) + x * g(x),
        f(x + y).diff(x).diff(y),
    ],
    ids=str,
)
def test_chain_rule_against_a_given_function(expression: Any) -> None:
    """Jets first, then a function, then numbers: the same as SymPy's own derivatives of the given function."""
    plain = expression.subs({f: CONCRETE["f"], g: CONCRETE["g"]}).doit()
    point = {x: Rational(1, 3), y: Rational(-2, 7)}
    for variables in ((), (x,), (x, y)):
        ours = to_jets(expression)
        for variable in variables:
            ours = ours.diff(variable)
        assert not ours.has(f, g)
        expected = diff(plain, *variables) if variables else plain
        difference = instantiate(ours, CONCRETE).subs(point) - expected.subs(point)
        assert abs(difference.evalf(30)) < 1e-20  # both are exact; 30 digits are evaluated


def test_a_wrong_function_is_noticed() -> None:
    """The twin: another function gives another number."""
    ours = to_jets(f(x * y)).diff(x)
    point = {x: Rational(1, 3), y: Rational(-2, 7)}
    value = instantiate(ours, CONCRETE).subs(point)
    assert abs((value - instantiate(ours, {"f": Lambda(t, tanh(t))}).subs(point)).evalf()) > 0.01


def test_substitution_acts_on_the_argument_only() -> None:
    """f'(x y) at x = 0 is f'(0), a real constant without symbols."""
    jet = to_jets(f(x * y).diff(x)).xreplace({x: x * 0})
    assert jet == y * Jet("f", 1, 0)
    assert Jet("f", 1, 0).is_real is True and not Jet("f", 1, 0).free_symbols
    assert Jet("f", 1, 0).diff(x) == 0
    assert Jet("f", 1, x).subs(x, 2) == Jet("f", 1, 2) != Jet("f", 2, 2)
    assert Jet("f", 1, 0) != Jet("g", 1, 0)


def test_jets_live_in_matrices_and_polynomials() -> None:
    """Characteristic polynomials and factorizations treat f'(0) as an unknown number."""
    c = Jet("f", 1, 0)
    assert Matrix([[0, -c], [c, 0]]).det() == c**2
    assert (c**2 - 1).factor() == (c - 1) * (c + 1)
    assert jets(c * Jet("f", 2, 0) + Jet("a", 0, x)) == [Jet("a", 0, x), c, Jet("f", 2, 0)]


def test_printing() -> None:
    """Primes up to three, then the order in parentheses, in text and LaTeX."""
    assert [str(Jet("f", k, 0)) for k in (0, 1, 3, 4)] == ["f(0)", "f'(0)", "f'''(0)", "f^(4)(0)"]
    assert latex(Jet("f", 1, x) ** 2) == r"f'\left(x\right)^{2}"
    assert latex(Jet("f", 4, 0)) == r"f^{(4)}\left(0\right)"


@pytest.mark.parametrize(
    "bad",
    [
        lambda: Jet("f", -1, x),
        lambda: Jet("f", Rational(1, 2), x),
        lambda: Jet("f", Symbol("k"), x),
        lambda: Jet(3, 1, x),
        lambda: to_jets(f(x, y)),
        lambda: to_jets(Function("h")(x, y).diff(x)),
        lambda: to_jets(f(x).diff((x, Symbol("n", integer=True, positive=True)))),
        lambda: function_name("not a name"),
        lambda: function_name(sin),
        lambda: function_name(f(x)),
    ],
)
def test_what_is_no_jet_is_refused(bad: Any) -> None:
    """Orders that are no natural number, functions of two variables, names that are none."""
    with pytest.raises(BadInput):
        bad()


def test_instantiation_of_some_functions_leaves_the_others() -> None:
    """Only the named functions are replaced, nested ones included; high orders are exact."""
    nested = to_jets(f(g(x)))
    assert instantiate(nested, {"g": Lambda(t, t**2)}) == Jet("f", 0, x**2)
    assert instantiate(nested, {"f": Lambda(t, cos(t)), "g": Lambda(t, t**2)}) == cos(x**2)
    assert instantiate(Jet("f", 8, 0), CONCRETE) == Rational(17, 16)
    assert instantiate(x + 1, CONCRETE) == x + 1
