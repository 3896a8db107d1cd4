"""What counts as a matrix: accepted forms become exact, others are refused with the line to write instead.

Rational input never imports SymPy; SymPy entries are recognised by their type once SymPy is loaded by the caller.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import fmpq, fmpq_mat, fmpz, fmpz_mat

from stability.errors import BadInput

ASKED = "a square matrix of exact real numbers"


@dataclass(frozen=True, slots=True)
class RationalMatrix:
    """numerator / denominator, with an integer matrix and a positive integer."""

    numerator: Any
    denominator: Any
    n: int

    def __reduce__(self) -> tuple[Any, ...]:
        """Matrices of flint have no pickles: their integers travel."""
        entries = tuple(int(x) for x in self.numerator.entries())
        return _rational_matrix, (entries, int(self.denominator), self.n)


def _rational_matrix(entries: tuple[int, ...], denominator: int, n: int) -> RationalMatrix:
    return RationalMatrix(fmpz_mat(n, n, list(entries)), fmpz(denominator), n)


@dataclass(frozen=True, slots=True)
class SymbolicMatrix:
    """Rows of real SymPy numbers, not all of them rational."""

    rows: tuple[tuple[Any, ...], ...]
    n: int


def read_matrix(matrix: Any) -> RationalMatrix | SymbolicMatrix:
    """Normalise the input.  Raises BadInput for everything that is not a square matrix of exact real constants."""
    if isinstance(matrix, fmpq_mat):
        n = _square(matrix.nrows(), matrix.ncols())
        numerator, denominator = matrix.numer_denom()
        return RationalMatrix(numerator, denominator, n)
    if isinstance(matrix, fmpz_mat):
        return RationalMatrix(matrix, fmpz(1), _square(matrix.nrows(), matrix.ncols()))
    rows = _rows(matrix)
    n = len(rows)
    entries = [_entry(value, i, j) for i, row in enumerate(rows) for j, value in enumerate(row)]
    if all(isinstance(value, (int, fmpz)) for value in entries):
        return RationalMatrix(fmpz_mat(n, n, entries), fmpz(1), n)
    if all(isinstance(value, (int, fmpz, fmpq)) for value in entries):
        numerator, denominator = fmpq_mat(n, n, entries).numer_denom()
        return RationalMatrix(numerator, denominator, n)
    return _symbolic(entries, n)


def _square(rows: int, columns: int) -> int:
    if rows != columns:
        raise BadInput(ASKED, f"{rows} rows and {columns} columns", "pass as many rows as columns")
    return int(rows)


def _rows(matrix: Any) -> list[list[Any]]:
    """A rectangular list of rows, from nested sequences, SymPy matrices and arrays alike."""
    shape = getattr(matrix, "shape", None)
    if isinstance(shape, tuple) and hasattr(matrix, "tolist"):
        if len(shape) != 2:
            raise BadInput(ASKED, f"an array of shape {shape}", "pass a matrix with two indices")
        _square(shape[0], shape[1])
        return list(matrix.tolist()) if shape[0] else []
    if not isinstance(matrix, (list, tuple)):
        raise BadInput(ASKED, f"{type(matrix).__name__}: {_shown(matrix)}", "pass a list of rows, [[0, 1], [-1, 0]]")
    rows = []
    for row in matrix:
        if not isinstance(row, (list, tuple)):
            raise BadInput(ASKED, f"a row that is not a list: {_shown(row)}", "pass a list of rows, [[0, 1], [-1, 0]]")
        rows.append(list(row))
    for i, row in enumerate(rows):
        if len(row) != len(rows):
            raise BadInput(
                ASKED,
                f"{len(rows)} rows, but row {i} has {len(row)} entries",
                "give every row as many entries as there are rows ([] is the 0 x 0 matrix)",
            )
    return rows


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _entry(value: Any, i: int, j: int) -> Any:
    """int, fmpq, or a SymPy expression."""
    kind = type(value)
    if kind is int or kind is fmpz or kind is fmpq:
        return value
    if kind is Fraction:
        return fmpq(value.numerator, value.denominator)
    if getattr(value, "is_Rational", False) is True:
        return fmpq(int(value.p), int(value.q)) if value.q != 1 else int(value.p)
    where = f"{_shown(value)} in row {i}, column {j}"
    if isinstance(value, bool) or kind.__name__ in ("BooleanTrue", "BooleanFalse", "bool_", "bool"):
        raise BadInput(ASKED, f"the truth value {where}", "write 0 or 1")
    if isinstance(value, float):
        raise _float(float(value), where)
    if isinstance(value, complex):
        raise BadInput(
            ASKED,
            f"the complex number {where}",
            "pass a real matrix; a complex one is the real matrix [[Re, -Im], [Im, Re]] of twice the size",
        )
    if isinstance(value, Fraction):
        return fmpq(value.numerator, value.denominator)
    if hasattr(value, "__index__"):
        return value.__index__()
    if hasattr(value, "free_symbols"):
        return value
    raise BadInput(ASKED, f"{kind.__name__} {where}", "use int, fractions.Fraction or exact SymPy numbers")


def _float(value: float, where: str) -> BadInput:
    if not math.isfinite(value):
        return BadInput(ASKED, f"{where}, which is no number", "find the division by zero or overflow it came from")
    near = Fraction(repr(value))
    return BadInput(
        ASKED,
        f"the float {where}",
        f"write it exactly, Fraction({near.numerator}, {near.denominator}) if that is what was meant, "
        "or ask for floating point by name: rigor=Rigor.NUMERICAL",
    )


def _symbolic(entries: list[Any], n: int) -> SymbolicMatrix:
    from stability.algebra.numbers import real_constant  # imports SymPy: only for entries that are SymPy objects

    values = [real_constant(value, f"row {k // n}, column {k % n}") for k, value in enumerate(entries)]
    return SymbolicMatrix(tuple(tuple(values[i * n : i * n + n]) for i in range(n)), n)
