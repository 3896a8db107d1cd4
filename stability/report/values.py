"""Values of claims and exhibits: expressions, matrices, tuples, tables of decimals, text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from sympy import Basic, Matrix, MatrixBase, Piecewise, Rational, Symbol, true

from stability.expectation.law import AbstractLaw
from stability.game import Game
from stability.report.display import equations, lines, matrix, piecewise, plus_minus
from stability.report.laws import law_tex
from stability.report.literal import breakable, literal
from stability.report.notation import Notation
from stability.report.pieces import items, step, table
from stability.report.prose import prose
from stability.report.width import TEXT, width
from stability.system import System

_DECIMAL = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
#: Formulas wider than this are displayed.
_LINE = 0.5 * TEXT
#: Texts of at most so many characters are not broken in the last column of a table.
_SHORT = 16


def inline(notation: Notation, value: Any) -> str:
    """A value inside a sentence; wide ones are displayed."""
    if value is None:
        return "not stated"
    if isinstance(value, Enum):
        return literal(str(value.name).lower().replace("_", " "))
    if isinstance(value, Basic) and not isinstance(value, MatrixBase):
        return _formula(notation, value)
    if isinstance(value, Mapping):
        return ", ".join(_pair(notation, k, v) for k, v in value.items())
    rows = as_matrix(value)
    if rows is not None:
        return "\n" + matrix(notation, "", rows, TEXT - 40) + "\n"
    if isinstance(value, (tuple, list)):
        if not value:
            return "none"
        if all(isinstance(v, tuple) and len(v) == 2 and isinstance(v[0], Basic) for v in value):
            return ", ".join(_pair(notation, k, v) for k, v in value)
        return ", ".join(
            f"({inline(notation, v)})" if isinstance(v, (tuple, list)) else inline(notation, v) for v in value
        )
    if isinstance(value, AbstractLaw):
        return f"${law_tex(notation, value)}$"
    if isinstance(value, (Game, System)):
        return literal(value.name or "a system without a name")
    if is_dataclass(value) and type(value).__str__ is object.__str__:  # it would print as source text
        entries = ((f.name.replace("_", " "), getattr(value, f.name)) for f in fields(value))
        return "; ".join(f"{literal(name)}: {inline(notation, entry)}" for name, entry in entries)
    return decimal(value) if isinstance(value, str) else prose(notation, str(value))


def _pair(notation: Notation, key: Any, value: Any) -> str:
    if isinstance(key, Basic) and isinstance(value, (Basic, int)):
        return f"${notation.tex(key)} = {notation.tex(value)}$"
    return f"{inline(notation, key)}: {inline(notation, value)}"


def decimal(text: str) -> str:
    """A decimal number, breakable after every fifth digit, or other text."""
    return f"${breakable(text)}$" if _DECIMAL.fullmatch(text) else literal(text)


def _formula(notation: Notation, value: Any) -> str:
    if value is true:
        return "always"
    shown = notation.tex(value)
    if width(shown) <= _LINE:
        return f"${shown}$"
    if isinstance(value, Piecewise):
        return "\n" + equations(notation, [("", piecewise(notation, value, TEXT - 40))], TEXT - 40) + "\n"
    return "\n" + equations(notation, [("", line) for line in lines(notation, value, TEXT - 60)], TEXT - 40) + "\n"


def claimed(notation: Notation, value: Any) -> str:
    """A value that a claim names; fractions and roots are displayed, plain numbers are not."""
    rows = as_matrix(value)
    if rows is not None:
        return "\n" + matrix(notation, "", rows, TEXT - 40)
    values = value if isinstance(value, tuple) else (value,)
    if all(isinstance(v, Rational) for v in values):
        return inline(notation, value)
    if values and all(isinstance(v, Basic) for v in values) and any(r"\frac" in notation.tex(v) for v in values):
        both = plus_minus(notation, *values) if len(values) == 2 else ""
        return "\n" + equations(notation, [("", both)] if both else [("", v) for v in values], TEXT - 40)
    return inline(notation, value)


def as_matrix(value: Any) -> Any:
    """Nested sequences of expressions with rows of one length as a matrix; None for anything else, pairs included."""
    if isinstance(value, MatrixBase):
        return value
    rows = list(value) if isinstance(value, (tuple, list)) else []
    if not rows or not all(isinstance(row, (tuple, list)) and len(row) == len(rows[0]) for row in rows):
        return None
    if not all(isinstance(e, (Basic, int)) for row in rows for e in row):
        return None
    return None if len(rows[0]) == 2 and all(isinstance(row[0], Symbol) for row in rows) else Matrix(rows)


def texts(value: Any) -> set[str]:
    """All texts inside a value."""
    if isinstance(value, str):
        return {value}
    inside = value.values() if isinstance(value, Mapping) else value if isinstance(value, (tuple, list)) else ()
    return set().union(*map(texts, inside))


def exhibits(notation: Notation, shown: Iterable[tuple[str, Any]]) -> list[str]:
    """The exhibits of a check; decimals with their names make one list."""
    blocks: list[str] = []
    numbers: list[str] = []
    for name, value in shown:
        if isinstance(value, str) and _DECIMAL.fullmatch(value):
            numbers.append(f"{prose(notation, name)}: {decimal(value)}")
        else:
            blocks += exhibit(notation, name, value)
    return [*blocks, step("Values", "from the check"), items(numbers)] if numbers else blocks


def exhibit(notation: Notation, name: str, value: Any) -> list[str]:
    """A titled exhibit of a check."""
    title = step(prose(notation, name), "from the check")
    if isinstance(value, MatrixBase):
        return [title, matrix(notation, "", value)]
    if isinstance(value, (tuple, list)) and value and all(isinstance(v, Basic) for v in value):
        return [title, equations(notation, [("", v) for v in value])]
    if isinstance(value, (tuple, list)) and value and all(isinstance(v, str) for v in value):
        return [title, items([prose(notation, v) for v in value])]
    if isinstance(value, Mapping) and value and all(_is_row(v) for v in value.values()):
        return [title, _rows(notation, value)]
    if isinstance(value, Mapping):
        return [title, items([f"{inline(notation, k)}: {_entry(notation, v)}" for k, v in value.items()])]
    if isinstance(value, Basic):
        return [title, equations(notation, [("", value)])]
    return [title, items([prose(notation, value) if isinstance(value, str) else inline(notation, value)])]


def _is_row(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and all(isinstance(v, str) for v in value)


def _rows(notation: Notation, value: Mapping[Any, Any]) -> str:
    """A mapping to rows of texts; when its keys are texts, the first one is the head of the table."""
    entries = [((prose(notation, k) if isinstance(k, str) else inline(notation, k)), *v) for k, v in value.items()]
    titles = entries.pop(0) if all(isinstance(k, str) for k in value) else ()
    short = all(len(row[-1]) <= _SHORT for row in entries)
    last = "l" if short else r">{\raggedright\arraybackslash}p{0.5\linewidth}"
    columns = "@{}" + "l" * (len(entries[0]) - 1) + last + "@{}"
    shown = [" & ".join((key, *(prose(notation, text) for text in texts))) + r" \\" for key, *texts in entries]
    return table(columns, titles, shown)


def _entry(notation: Notation, value: Any) -> str:
    parts = value if isinstance(value, (tuple, list)) else (value,)
    return ", ".join(inline(notation, part) for part in parts)
