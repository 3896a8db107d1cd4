"""The gate through which every expression enters: exact, real, finite, or refused."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sympy import Expr, Float, I, Integer, Rational, Symbol, nan, oo, zoo
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from stability.errors import BadInput


def exact(value: Any, asked: str) -> Expr:
    """``value`` as an exact SymPy expression; ints, Fractions and SymPy expressions pass, floats do not.

    >>> exact(Fraction(1, 3), "a step")
    1/3
    >>> exact(0.2, "a step")
    Traceback (most recent call last):
    stability.errors.BadInput: Asked for a step as an exact number. Found: the float 0.2. Try: Rational(1, 5).
    """
    if isinstance(value, bool) or not isinstance(value, (int, float, Fraction, Expr)):
        raise BadInput(
            f"{asked} as a SymPy expression",
            f"{value!r} of type {type(value).__name__}",
            "build it from SymPy symbols and exact numbers",
        )
    if isinstance(value, float):
        raise BadInput(f"{asked} as an exact number", f"the float {value!r}", _fraction_hint(value))
    if isinstance(value, int):
        return Integer(value)
    if isinstance(value, Fraction):
        return Rational(value.numerator, value.denominator)
    return _check_expression(value, asked)


def _fraction_hint(value: float) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        return "a finite exact number"
    ratio = Fraction(Decimal(repr(float(value))))  # float: the repr of a NumPy scalar names its type
    return str(ratio) if ratio.denominator == 1 else f"Rational({ratio.numerator}, {ratio.denominator})"


def _check_expression(value: Expr, asked: str) -> Expr:
    floats = value.atoms(Float)
    if floats:
        number = min(floats, key=str)
        raise BadInput(
            f"{asked} without floating-point numbers",
            f"{number} in {shorten(value)}",
            _fraction_hint(float(number)) + " in its place",
        )
    if value.has(oo, -oo, zoo, nan):
        raise BadInput(f"a finite {asked}", f"{shorten(value)}", "remove the division by zero or the infinite value")
    if value.has(I) or value.is_real is False:
        raise BadInput(
            f"{asked} with real values",
            f"{shorten(value)}, which is not real",
            "check the arguments of log and sqrt, and write complex quantities by their parts",
        )
    return value


def shorten(value: Any, width: int = 90) -> str:
    """Text of an expression, cut for messages."""
    text = str(value)
    return text if len(text) <= width else text[: width - 4] + " ..."


def real_symbols(symbols: Iterable[Any], asked: str) -> None:
    """Refuse symbols that are not declared real, with the line to write."""
    for symbol in sorted(symbols, key=str):
        if not isinstance(symbol, Symbol) or symbol.is_real is not True:
            raise BadInput(
                f"{asked} to be declared real",
                f"{symbol!s} without that assumption",
                f"{symbol!s} = Symbol({str(symbol)!r}, real=True), or positive=True",
            )


def relation(value: Any) -> Boolean:
    """A condition on parameters, checked like an expression."""
    if value is True or value is False:
        raise BadInput("an assumption", f"the Python value {value}", "a SymPy relation such as gamma > 0")
    if not isinstance(value, Boolean) or isinstance(value, Expr):  # a Symbol is both
        raise BadInput(
            "an assumption", f"{value!r}", "a SymPy relation such as gamma > 0, or a Fact about an abstract f"
        )
    real_symbols(value.free_symbols, "the symbols of an assumption")
    if value.atoms(Float):
        raise BadInput("an exact assumption", shorten(value), "Rational(1, 5) instead of 0.2")
    for part in value.atoms(Relational):
        if not all(isinstance(side, Expr) for side in part.args):
            raise BadInput("a relation between numbers", shorten(part), "Equivalent(a, b) for two conditions")
    return value
