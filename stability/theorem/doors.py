"""The doors of fields: what each kind of value may be given as, and what is BadInput (see ``asked``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from enum import Enum
from fractions import Fraction
from numbers import Integral
from typing import Any

from sympy import AccumBounds, Expr, Float, Integer, MatrixBase, Symbol, Tuple, false, nan, oo, true, zoo
from sympy.logic.boolalg import Boolean, BooleanFalse, BooleanTrue

from stability.algebra.exact import exact, relation
from stability.algebra.jets import Jet, to_jets
from stability.algebra.vocabulary import binds, check_vocabulary, settled
from stability.theorem.asked import Asked, Door, doors_of, is_apart, texts

# Single values.


def whole(value: Any) -> int | None:
    """A Python, NumPy or SymPy integer as int; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (Integral, Integer)):
        return None
    return int(value)


def expression(value: Any, asked: Asked) -> Any:
    """An exact expression, real or complex; a name stands for a symbol."""
    if isinstance(value, str):
        return asked.named(value, "an exact expression")
    number = whole(value)
    if number is not None:
        return value if isinstance(value, Integer) else Integer(number)
    if isinstance(value, (Fraction, float)):
        return exact(value, asked.what)
    if not isinstance(value, Expr) or isinstance(value, AccumBounds) or getattr(value, "is_Matrix", False):
        raise asked.refuse("an exact expression", value, "build it from SymPy symbols and exact numbers")
    if value.has(oo, -oo, zoo, nan) or value.atoms(Float):
        return exact(value, asked.what)  # which refuses it and says what to write
    value = settled(value)
    if binds(value):
        check_vocabulary(value, asked.what)  # which refuses it and says what to write
    return to_jets(value)


def limit(value: Any, asked: Asked) -> Any:
    """An expression, or oo or -oo."""
    return value if isinstance(value, Expr) and value in (oo, -oo) else expression(value, asked)


def number(value: Any, asked: Asked) -> Any:
    """An exact real number without symbols."""
    found = expression(value, asked) if not isinstance(value, str) else None
    if found is None or found.free_symbols or found.is_real is not True:
        raise asked.refuse("an exact real number", value, "an integer or Rational(p, q), without symbols")
    return found


def rational(value: Any, asked: Asked) -> Any:
    """An integer or a fraction."""
    found = number(value, asked)
    if not found.is_Rational:
        raise asked.refuse("a rational number", value, "an integer or Rational(p, q)")
    return found


def positive(value: Any, asked: Asked) -> Any:
    """A positive exact number."""
    found = number(value, asked)
    if found.is_positive is not True:
        raise asked.refuse("a positive number", value, "a positive integer or Rational(p, q)")
    return found


def moment(value: Any, asked: Asked) -> Any:
    """A number that marks a row: a time, a count; integers stay Python integers."""
    found = whole(value)
    return found if found is not None and not isinstance(value, Integer) else number(value, asked)


def duration(value: Any, asked: Asked) -> Any:
    """A time, also as a printed decimal."""
    return decimal(value, asked) if isinstance(value, str) else moment(value, asked)


def count(value: Any, asked: Asked) -> int:
    """0, 1, 2, ..."""
    found = whole(value)
    if found is None or found < 0:
        raise asked.refuse("a number of things", value, "an integer: 0, 1, 2, ...")
    return found


def ordinal(value: Any, asked: Asked) -> int:
    """1, 2, 3, ..."""
    found = whole(value)
    if found is None or found < 1:
        raise asked.refuse("a positive integer", value, "an integer: 1, 2, 3, ...")
    return found


def integer(value: Any, asked: Asked) -> int:
    """An integer of any sign."""
    found = whole(value)
    if found is None:
        raise asked.refuse("an integer", value, "an integer")
    return found


def sign(value: Any, asked: Asked) -> int:
    """1 or -1."""
    found = whole(value)
    if found not in (1, -1):
        raise asked.refuse("a strict sign", value, "1 or -1")
    return found


def flag(value: Any, asked: Asked) -> bool:
    """True or False, also NumPy's and SymPy's."""
    if _is_numpy_flag(value) or isinstance(value, (BooleanTrue, BooleanFalse)):
        return bool(value)
    if not isinstance(value, bool):
        raise asked.refuse("a truth value", value, "True or False")
    return value


def _is_numpy_flag(value: Any) -> bool:
    return type(value).__name__ in ("bool_", "bool") and type(value).__module__ == "numpy"


def word(value: Any, asked: Asked) -> str:
    """Text that is not empty: a name that is no symbol, or prose."""
    if not isinstance(value, str) or not value.strip():
        raise asked.refuse("a text", value, "a text in quotes that is not empty")
    return value


def decimal(value: Any, asked: Asked) -> str:
    """A printed decimal number; integers are accepted."""
    found = whole(value)
    if found is not None:
        return str(found)
    wrong = asked.refuse("a printed decimal", value, "the digits as text, such as '0.25'; a rational is not printed")
    if not isinstance(value, str):
        raise wrong
    try:
        known = Decimal(value)
    except InvalidOperation:
        raise wrong from None
    if not known.is_finite():
        raise wrong
    return value


def decimal_or_rational(value: Any, asked: Asked) -> Any:
    """A place: printed digits, or exactly."""
    return decimal(value, asked) if isinstance(value, str) else rational(value, asked)


def symbol(value: Any, asked: Asked) -> Any:
    """A symbol, or the name of one."""
    if isinstance(value, str):
        return asked.named(value, "a symbol")
    if not isinstance(value, Symbol):
        raise asked.refuse("a symbol", value, "a SymPy symbol, or its name")
    return value


def variable(value: Any, asked: Asked) -> Any:
    """One of the state variables."""
    found = symbol(value, asked)
    if asked.state and found not in asked.state:
        raise asked.refuse("a state variable", found, ", ".join(map(str, asked.state)))
    return found


def unknown(value: Any, asked: Asked) -> Any:
    """What values can be put for: a symbol, or a jet such as f'(0)."""
    if isinstance(value, Expr) and not isinstance(value, Symbol):
        found = to_jets(value)
        if isinstance(found, Jet):
            return found
    return symbol(value, asked)


def condition(value: Any, asked: Asked) -> Any:
    """A relation between real expressions, or And, Or, Not of such."""
    if isinstance(value, bool) or _is_numpy_flag(value):
        return true if value else false
    if not isinstance(value, Boolean) or isinstance(value, Expr):
        raise asked.refuse("a condition", value, "a SymPy relation such as gamma > 0, or And, Or, Not of relations")
    return relation(value)


def member(kind: type[Enum]) -> Door:
    """A member of an enumeration; its name is accepted."""

    def door(value: Any, asked: Asked) -> Any:
        if isinstance(value, str) and value.upper() in kind.__members__:
            return kind[value.upper()]
        if not isinstance(value, kind):
            raise asked.refuse(f"a member of {kind.__name__}", value, "one of " + ", ".join(kind.__members__))
        return value

    return door


def instance(*kinds: type) -> Door:
    """A finished record of one of these types."""
    names = " or ".join(k.__name__ for k in kinds)

    def door(value: Any, asked: Asked) -> Any:
        if isinstance(value, type) or not isinstance(value, kinds):
            raise asked.refuse(names, value, f"an object of type {names}")
        return resolved(value, asked)

    return door


def resolved(record: Any, asked: Asked) -> Any:
    """A record inside a field, with the names in its own fields resolved, unless it has its own subject."""
    if asked.symbols is None or is_apart(record):
        return record
    parts = {
        n: door(getattr(record, n), replace(asked, what=f"{n!r} in {asked.what}"))
        for n, door in doors_of(type(record)).items()
    }
    return replace(record, **{n: v for n, v in parts.items() if texts(v) != texts(getattr(record, n))})


# Values made of values.


def maybe(door: Door) -> Door:
    """None, where nothing is stated, or what the door lets in."""
    return lambda value, asked: None if value is None else door(value, asked)


def _sequence(value: Any, asked: Asked, wanted: str) -> tuple[Any, ...]:
    if type(value).__name__ == "ndarray":
        value = value.tolist()
    if isinstance(value, MatrixBase) and 1 in value.shape:
        value = list(value)
    if not isinstance(value, (tuple, list, Tuple)):
        raise asked.refuse(wanted, value, "a tuple, such as (a, b), or (a,) for a single entry")
    return tuple(value)


def each(door: Door, least: int = 0) -> Door:
    """A tuple with at least so many entries."""

    def entries(value: Any, asked: Asked) -> tuple[Any, ...]:
        found = _sequence(value, asked, "a tuple of entries")
        if len(found) < least:
            raise asked.refuse(f"a tuple with at least {least} entries", value, "state something")
        return tuple(door(v, asked) for v in found)

    return entries


def vector(door: Door) -> Door:
    """A tuple with one entry for each state variable."""

    def entries(value: Any, asked: Asked) -> tuple[Any, ...]:
        found = _sequence(value, asked, "one entry for each state variable")
        if asked.state and len(found) != len(asked.state):
            names = ", ".join(map(str, asked.state or ()))
            raise asked.refuse("one entry for each state variable", value, f"as many entries as variables: {names}")
        return tuple(door(v, asked) for v in found)

    return entries


def row(*doors: Door) -> Door:
    """A tuple with exactly these entries."""

    def entries(value: Any, asked: Asked) -> tuple[Any, ...]:
        found = _sequence(value, asked, f"a tuple of {len(doors)} entries")
        if len(found) != len(doors):
            raise asked.refuse(f"a tuple of {len(doors)} entries", value, f"{len(doors)} entries, not {len(found)}")
        return tuple(door(v, asked) for door, v in zip(doors, found, strict=True))

    return entries


def table(key: Door, door: Door, least: int = 0) -> Door:
    """A dictionary or a tuple of pairs, kept as it is given."""

    def entries(value: Any, asked: Asked) -> Any:
        pairs = tuple(value.items()) if isinstance(value, Mapping) else each(row(_any, _any))(value, asked)
        found = tuple((key(k, asked), door(v, asked)) for k, v in pairs)
        if len(dict(found)) != len(found):
            raise asked.refuse("a table with different keys", value, "each key once")
        if len(found) < least:
            raise asked.refuse(f"a table with at least {least} entries", value, "{key: value}, or pairs (key, value)")
        return dict(found) if isinstance(value, Mapping) else found

    return entries


def _any(value: Any, asked: Asked) -> Any:
    return value


def place(value: Any, asked: Asked) -> Any:
    """A state: pairs (state variable, expression), every variable once."""
    found = table(symbol, expression)(value, asked)
    if asked.state is not None and set(dict(found)) != set(asked.state):
        known = ", ".join(map(str, asked.state))
        raise asked.refuse("a point of the state space", _shown(found), f"one value for each of {known}")
    return found


def _shown(pairs: Any) -> str:
    return ", ".join(f"{k} = {v}" for k, v in dict(pairs).items()) or "no values"


def matrix(value: Any, asked: Asked) -> Any:
    """A matrix of expressions: a SymPy matrix, or nested sequences with rows of one length."""
    if isinstance(value, MatrixBase):
        for entry in value:
            expression(entry, asked)
        return value
    rows = [_sequence(r, asked, "a matrix") for r in _sequence(value, asked, "a matrix")]
    if not rows or not rows[0] or any(len(r) != len(rows[0]) for r in rows):
        raise asked.refuse("a matrix", value, "rows of one length that are not empty")
    return tuple(tuple(expression(e, asked) for e in r) for r in rows)


def blocks(value: Any, asked: Asked) -> Any:
    """A matrix, or a single expression."""
    return matrix(value, asked) if isinstance(value, (tuple, list, MatrixBase)) else expression(value, asked)


def spot(value: Any, asked: Asked) -> Any:
    """A place on the line, or a tuple of coordinates."""
    return each(number, 1)(value, asked) if isinstance(value, (tuple, list)) else number(value, asked)


def several(door: Door) -> Door:
    """Like ``each``; a single value is a tuple of one."""
    return lambda value, asked: each(door)(value if isinstance(value, (tuple, list)) else (value,), asked)
