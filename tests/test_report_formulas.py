"""Formulas of the report: names, sentences with formulas, line breaks, rounding."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Add, EulerGamma, Heaviside, I, Integer, Mul, Piecewise, Rational, Symbol, exp, sqrt, symbols

from stability.algebra.jets import Jet
from stability.crosscheck import Row
from stability.report.display import equations, lines, matrix
from stability.report.literal import breakable, literal
from stability.report.notation import Notation, name_tex
from stability.report.numbers import common_digits, exponent_above, shown
from stability.report.prose import prose
from stability.report.width import width

theta, psi, gamma, h = symbols("theta psi gamma h", real=True)
N = Notation((theta, psi, gamma, h), ["f"])


@given(st.text(max_size=60))
def test_literal_text_holds_no_active_character(text: str) -> None:
    """Every character that TeX acts on is gone or escaped, and braces balance."""
    latex = literal(text)
    assert latex.isascii()
    bare = re.sub(r"\$\\?[<>|a-zA-Z-]+\$", "", latex)  # formulas of our own
    bare = re.sub(r"\\(?:[{}&%#_]|[a-zA-Z]+|[\"'`^~=. ])", "", bare)
    assert not set(bare) & set("$&%#_^~\\")
    unescaped = re.sub(r"\\[{}]", "", latex)
    assert unescaped.count("{") == unescaped.count("}")


@pytest.mark.parametrize(
    ("name", "latex"),
    [
        ("theta", r"\theta"),
        ("x_12", "x_{12}"),
        ("h_g", "h_{g}"),
        ("B^T", "{B^{T}}"),
        ("Lambda", r"\Lambda"),
        ("$x$", None),
        ("a b", None),
        ("", None),
        ("\\x", None),
    ],
)
def test_names(name: str, latex: str | None) -> None:
    """Greek letters and indices; any other name is literal text."""
    assert name_tex(name) == (latex if latex is not None else rf"\text{{{literal(name)}}}")


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("psi**2 + theta**2 is conserved", r"$\psi^{2} + \theta^{2}$ is conserved"),
        (
            "f'(psi*theta) never vanishes (f'(t) != 0 for every t).",
            r"$f'(\psi \theta)$ never vanishes ($f'(t) \neq 0$ for every $t$).",
        ),
        ("f(t) = -log(1 + exp(-t))", r"$f(t) = -\log(1 + e^{-t})$"),
        ("the difference is -1, not 0", "the difference is $-1$, not 0"),
        ("every eigenvalue has real part < 0", "every eigenvalue has real part $< 0$"),
        (
            "EXPONENTIALLY_STABLE where Eq(h, 0) & (gamma > 1)",
            r"exponentially stable where $h = 0 \ \text{and}\  \gamma > 1$",
        ),
        ("a zero-sum game, I think; 100% of it_self", r"a zero-sum game, I think; 100\% of it\_self"),
        ("\\input{x} $y$", r"\textbackslash{}input\{$x$\} {\normalfont\char36}$y${\normalfont\char36}"),
        ("theta_500 = 0.5 +- 3e-08", r"$\theta_{500} = 0.5 \pm 3 \cdot 10^{-08}$".replace("-08", "-8")),
        ("h < 2*gamma/(gamma**2 + 1)", r"$h < \frac{2 \gamma}{\gamma^{2} + 1}$"),
        ("(psi, theta) = (0, 0)", r"$(\psi, \theta) = (0, 0)$"),
        ("exp(h)**2 - sqrt(h)/2", r"$(e^{h})^{2} - \frac{\sqrt{h}}{2}$"),
    ],
)
def test_sentences(text: str, latex: str) -> None:
    """Formulas inside the sentences of records are typeset, the rest is literal."""
    assert prose(N, text) == latex


@settings(max_examples=200)
@given(st.text(alphabet="psith a(+-*/)'^=<>&.,|_{}$\\%0123 fexp", max_size=40))
def test_sentences_are_balanced_latex(text: str) -> None:
    """Whatever a sentence holds: dollars and braces balance, and no blank line ends a group."""
    latex = re.sub(r"\\[{}$%&#_]", "", prose(N, text))
    assert latex.count("$") % 2 == 0
    assert latex.count("{") == latex.count("}")
    assert "\n\n" not in latex


def terms(count: int) -> Add:
    return Add(*(Symbol(f"k_{i}") ** 2 * theta**i for i in range(count)))


def test_long_sums_are_broken_between_terms() -> None:
    """The lines hold exactly the terms, and each fits."""
    whole = N.tex(terms(30))
    broken = lines(N, terms(30), 300)
    assert len(broken) > 2
    assert " ".join(broken) == whole
    assert all(width(line) <= 300 for line in broken)


def test_long_products_are_broken_between_factors() -> None:
    """A product of sums over a sum: parentheses open and close, in order."""
    product = Mul(terms(12) + psi, (terms(9) + h) ** 2, 1 / (terms(14) + gamma))
    text = " ".join(lines(N, product, 250))
    assert text.count(r"\bigl(") == text.count(r"\bigr)") >= 2
    assert text.count(r"\Bigl(") == text.count(r"\Bigr)") == 1
    assert all(width(line) <= 250 for line in lines(N, product, 250))


def test_long_arguments_are_broken() -> None:
    """exp, roots and jets of long sums."""
    for value in (exp(terms(20)), sqrt(terms(20)), Jet("f", 1, terms(20)), -exp(terms(20)) / 2):
        assert all(width(line) <= 300 for line in lines(N, value, 300))


def test_wide_cases_stand_below_each_other() -> None:
    """A Piecewise that does not fit becomes one equation for each case."""
    text = equations(N, [("r", Piecewise((terms(30), gamma > 0), (theta, True)))])
    assert r"\text{if}\ \gamma > 0" in text
    assert r"\text{otherwise}" in text
    assert "cases" not in text
    assert "cases" in equations(N, [("r", Piecewise((h, gamma > 0), (theta, True)))])


def test_wide_matrix_entries_get_names() -> None:
    """The entry is shown below the matrix."""
    from sympy import Matrix

    text = matrix(N, "J", Matrix([[terms(20), 1], [0, theta]]))
    assert r"a_{1,1} &= " in text
    assert "where" in text
    assert "where" not in matrix(N, "J", Matrix([[1, theta]]))


def test_constants_do_not_look_like_variables() -> None:
    """Euler's constant is not gamma, Heaviside's function is not theta."""
    assert N.tex(EulerGamma) != N.tex(gamma)
    assert not N.tex(Heaviside(psi)).startswith(r"\theta")
    assert N.tex(2 * I) == "2 i"
    assert Notation([Symbol("i"), Symbol("e")]).tex(Symbol("i")) != "i"


def test_sums_begin_with_a_positive_term() -> None:
    """1 - x rather than -x + 1."""
    assert N.tex(1 - h) == "1 - h"
    assert N.tex(-h - 1) == "- h - 1"


def test_long_numbers_can_be_broken() -> None:
    """The digits stay the same."""
    assert breakable("0.1234567890123").replace(r"\brk{}", "") == "0.1234567890123"


@given(st.floats(-1e3, 1e3, allow_nan=False), st.integers(-8, 0), st.floats(-1, 1))
def test_common_digits_are_those_of_every_value_in_reach(value: float, exponent: int, share: float) -> None:
    """Rounding anything within the tolerance gives the digits that are shown."""
    from decimal import Decimal

    text = common_digits(value, exponent)
    if "e" in text or "E" in text:
        return
    inside = Decimal(value) + Decimal(1).scaleb(exponent) * Decimal(share)
    places = len(text.partition(".")[2])
    if places:
        assert abs(inside - Decimal(text)) <= Decimal(1).scaleb(-places) * Decimal("0.5")


def test_rounding() -> None:
    """Tolerances go up to a power of ten, not below 1e-8; no digit is shown that the tolerance does not guarantee."""
    assert [exponent_above(t) for t in (1e-15, 1.1e-8, 9e-5, 0.2, float("nan"), float("inf"))] == [
        -8,
        -7,
        -4,
        0,
        None,
        None,
    ]
    assert shown(Row("rate", 0.25, 0.2500001, 1e-5)).observed == "0.2500"
    assert shown(Row("drift", 0.0, 3e-13, 2e-12)).observed == "below 1e-8"
    assert shown(Row("rate", 0.25, 0.75, 1e-5)).observed == "7.5e-01"
    assert common_digits(-0.00000001, -3) == "0.00"
    assert common_digits(float(Rational(2, 3)), -2) == "0.7"
    assert Integer(1) == 1
