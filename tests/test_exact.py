"""The gate for expressions and assumptions: exact, real and finite, or refused with the line to write."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from sympy import Eq, Float, I, Integer, Matrix, Rational, Symbol, asin, log, nan, oo, sqrt, symbols, true, zoo

from stability.algebra.exact import exact, real_symbols, relation, shorten
from stability.errors import BadInput

x = Symbol("x", real=True)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (3, Integer(3)),
        (10**40, Integer(10**40)),
        (Fraction(-2, 6), Rational(-1, 3)),
        (Rational(1, 5), Rational(1, 5)),
        (sqrt(2) + x, sqrt(2) + x),
        (1 / x, 1 / x),
    ],
)
def test_exact_values_pass(value: Any, expected: Any) -> None:
    """Integers, fractions and SymPy expressions, unchanged."""
    assert exact(value, "a step") == expected


@pytest.mark.parametrize(
    ("value", "remedy"),
    [
        (0.2, "Rational(1, 5)"),
        (np.float64(0.1), "Rational(1, 10)"),
        (1e-3, "Rational(1, 1000)"),
        (float("nan"), "finite"),
        (float("inf"), "finite"),
        (Float("0.25") * x, "Rational(1, 4)"),
        (Float("1e400"), "in its place"),
    ],
)
def test_floats_are_refused_with_the_fraction_to_write(value: Any, remedy: str) -> None:
    """The message shows the decimal that was typed as a fraction."""
    with pytest.raises(BadInput) as refusal:
        exact(value, "a step")
    assert remedy in refusal.value.remedy


@pytest.mark.parametrize(
    "value",
    [True, "1/3", None, 1j, I, sqrt(Integer(-1)) * x, oo, -oo, zoo, nan, asin(2), log(Integer(-1)), Matrix([1]), [1]],
    ids=repr,
)
def test_what_is_not_a_finite_real_number_is_refused(value: Any) -> None:
    """Truth values, text, complex and infinite values, matrices."""
    with pytest.raises(BadInput):
        exact(value, "a step")


def test_symbols_must_be_declared_real() -> None:
    """The message is the line to write."""
    real_symbols([x, Symbol("p", positive=True)], "symbols")
    with pytest.raises(BadInput, match=r"w = Symbol\('w', real=True\)"):
        real_symbols(symbols("z w"), "symbols")


@pytest.mark.parametrize("bad", [True, False, x, x + 1, "x > 0", x > 0.5, Symbol("z") > 0, Eq(Symbol("z"), 1)], ids=str)
def test_what_is_no_assumption_is_refused(bad: Any) -> None:
    """A symbol alone is a truth value to SymPy, not to us."""
    with pytest.raises(BadInput):
        relation(bad)


def test_assumptions_pass() -> None:
    """Relations and SymPy's own true, unchanged."""
    assert relation(x > 0) == (x > 0)
    assert relation(true) == true


def test_long_expressions_are_cut_in_messages() -> None:
    """At most the stated width."""
    assert shorten(x) == "x"
    assert len(shorten(sum(symbols("a0:60")))) <= 90
