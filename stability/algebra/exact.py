"""The gate through which every expression enters: exact, real, finite, or refused."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from numbers import Rational as Rationals
from numbers import Real as Reals
from typing import Any

from sympy import Expr, Float, I, Indexed, MatrixBase, MatrixSymbol, Rational, Symbol, nan, oo, zoo
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from stability.algebra.names import distinct_names
from stability.algebra.vocabulary import check_vocabulary, settled
from stability.errors import BadInput


def exact(value: Any, asked: str) -> Expr:
    """``value`` as an exact SymPy expression; ints, Fractions and SymPy expressions pass, floats do not.

    >>> exact(Fraction(1, 3), "a step")
    1/3
    >>> exact(0.2, "a step")
    Traceback (most recent call last):
    stability.errors.BadInput: Asked for a step as an exact number. Found: the float 0.2. Try: Rational(1, 5).
    """
    if isinstance(value, Expr):
        return _check_expression(value, asked)
    if isinstance(value, Rationals) and not isinstance(value, bool):  # NumPy's integers are among them
        return Rational(int(value.numerator), int(value.denominator))
    if isinstance(value, Reals) and not isinstance(value, bool):
        shown = repr(float(value))  # float: the repr of a NumPy scalar names its type
        raise BadInput(f"{asked} as an exact number", f"the float {shown}", _fraction_hint(float(value)))
    text = isinstance(value, str)
    raise BadInput(
        f"{asked} as a SymPy expression",
        f"the text {shorten(repr(value))}" if text else f"{shorten(repr(value))} of type {type(value).__name__}",
        "build it from SymPy symbols and exact numbers" + ("; text is read from files only" if text else ""),
    )


def _fraction_hint(value: float) -> str:
    if value != value or value in (float("inf"), float("-inf")):
        return "a finite exact number"
    ratio = Fraction(Decimal(repr(value)))
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
    if value.has(I):
        raise _not_real(value, asked)
    value = settled(value)
    check_vocabulary(value, asked)
    if value.is_real is False:
        raise _not_real(value, asked)
    return value


def _not_real(value: Expr, asked: str) -> BadInput:
    return BadInput(
        f"{asked} with real values",
        f"{shorten(value)}, which is not real",
        "check the arguments of log and sqrt, and write complex quantities by their parts",
    )


def shorten(value: Any, width: int = 90) -> str:
    """Text of an expression, cut for messages."""
    text = str(value)
    return text if len(text) <= width else text[: width - 4] + " ..."


def real_symbols(symbols: Iterable[Any], asked: str) -> None:
    """Refuse symbols that are not declared real, with the line to write."""
    for symbol in sorted(symbols, key=str):
        if not isinstance(symbol, Symbol):
            raise BadInput(f"{asked} as SymPy symbols", *_no_symbol(symbol))
        if symbol.is_real is not True:
            raise BadInput(
                f"{asked} to be declared real",
                f"{symbol!s} without that assumption",
                f"{symbol!s} = Symbol({str(symbol)!r}, real=True), or positive=True",
            )


def variables_of(value: Any, asked: str) -> tuple[Symbol, ...]:
    """Distinct real symbols from one symbol, a sequence or a matrix of them."""
    found = tuple(value) if isinstance(value, (tuple, list, MatrixBase)) else (value,)
    real_symbols(found, asked)
    if len(set(found)) != len(found):
        raise BadInput(f"distinct {asked.removeprefix('the ')}", shorten(found), "each symbol once")
    distinct_names(asked, found)
    return found


def check_text(value: Any, asked: str) -> None:
    """Refuse a name that is no text."""
    if not isinstance(value, str):
        raise BadInput(asked, f"{shorten(repr(value))} of type {type(value).__name__}", "a text in quotes")


def listed(value: Any, asked: str) -> tuple[Any, ...]:
    """The entries of a sequence or a vector."""
    if isinstance(value, (tuple, list, MatrixBase)):
        return tuple(value)
    raise BadInput(asked, shorten(repr(value)), "a list, one entry for each")


def table(value: Any, asked: str) -> tuple[tuple[Any, ...], ...]:
    """The rows of a rectangular matrix, exact entry by entry; a number is a matrix with one entry."""
    if isinstance(value, MatrixBase):
        value = value.tolist()
    rows = value if isinstance(value, (tuple, list)) else [[value]]
    if not rows or any(not isinstance(r, (tuple, list)) or not r or len(r) != len(rows[0]) for r in rows):
        raise BadInput(asked, shorten(repr(value)), "a rectangular nested list of exact numbers")
    return tuple(tuple(exact(entry, f"an entry of {asked}") for entry in row) for row in rows)


def choice(value: Any, known: tuple[str, ...], asked: str) -> str:
    """One of some words."""
    if isinstance(value, str) and value in known:
        return value
    raise BadInput(asked, shorten(repr(value)), " or ".join(repr(k) for k in known))


def flag(value: Any, asked: str) -> bool:
    """True or False, nothing that merely passes for one."""
    if value is True or value is False:
        return bool(value)
    raise BadInput(asked, shorten(repr(value)), "True or False")


def count(value: Any, asked: str, least: int = 1, most: int | None = None) -> int:
    """A whole number from ``least`` to ``most``; integers of NumPy and SymPy are taken, floats are not."""
    number = exact(value, asked)
    if not number.is_Integer or number < least:
        raise BadInput(asked, shorten(number), "a positive integer" if least == 1 else f"an integer, {least} or more")
    if most is not None and number > most:
        raise BadInput(asked, shorten(number), f"at most {most}: expressions of that size are not worked with")
    return int(number)


def _no_symbol(value: Any) -> tuple[str, str]:
    """What was given in place of a symbol, and the line to write."""
    if isinstance(value, str):
        line = f"{value} = Symbol({value!r}, real=True)" if value.isidentifier() else "symbols('x y', real=True)"
        return f"the text {shorten(repr(value))}", line
    if isinstance(value, AppliedUndef):
        name = value.func.__name__
        return (
            f"the function {value}",
            f"{name} = Symbol({name!r}, real=True) for the state; its change in time is the right-hand side",
        )
    if isinstance(value, (MatrixSymbol, Indexed)) or getattr(value, "is_Matrix", False):
        name = str(getattr(value, "name", "x"))
        return f"{shorten(value)}, which stands for several numbers", f"symbols('{name}_1:4', real=True), one for each"
    return f"{shorten(repr(value))} of type {type(value).__name__}", "x = Symbol('x', real=True)"


def relation(value: Any) -> Boolean:
    """A condition on parameters, checked like an expression."""
    if value is True or value is False:
        raise BadInput("an assumption", f"the Python value {value}", "a SymPy relation such as gamma > 0")
    if not isinstance(value, Boolean) or isinstance(value, Expr):  # a Symbol is both
        raise BadInput(
            "an assumption", f"{value!r}", "a SymPy relation such as gamma > 0, or a Fact about an abstract f"
        )
    real_symbols(value.free_symbols, "the symbols of an assumption")
    check_vocabulary(value, "an assumption")
    if value.atoms(Float):
        raise BadInput("an exact assumption", shorten(value), "Rational(1, 5) instead of 0.2")
    for part in value.atoms(Relational):
        if not all(isinstance(side, Expr) for side in part.args):
            raise BadInput("a relation between numbers", shorten(part), "Equivalent(a, b) for two conditions")
    return value
