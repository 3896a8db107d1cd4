"""Characteristic polynomials of matrices with parameters."""

from __future__ import annotations

from typing import Any

from sympy import Expr, Matrix, Mul

from stability.algebra.systems.forms import canonical
from stability.errors import CannotSolve

#: Operations of an expression beyond which SymPy's factoring is not tried: it need not end.
LONG = 400


def characteristic_coefficients(matrix: Any) -> tuple[Expr, ...]:
    """(1, a_{n-1}, ..., a_0) of det(s - A), each coefficient factored."""
    n = matrix.rows
    if n == 2:
        coefficients: tuple[Any, ...] = (-matrix.trace(), matrix[0, 0] * matrix[1, 1] - matrix[0, 1] * matrix[1, 0])
    else:
        try:
            coefficients = tuple(matrix.charpoly().all_coeffs()[1:])
        except TypeError:  # SymPy 1.14 cannot sort the factors of blocks with roots and fractions of several symbols
            coefficients = faddeev_leverrier(matrix)[1:]
    return (Mul(), *(_tidy(c) for c in coefficients))


def _tidy(coefficient: Any) -> Expr:
    """Factored where that is short; the factors of long ones are found by the cells, over all coefficients at once."""
    if coefficient.count_ops() > LONG:
        try:
            coefficient = canonical(coefficient)
        except CannotSolve:
            return coefficient
        if coefficient.count_ops() > LONG:
            return coefficient
    return coefficient.expand().factor()


def faddeev_leverrier(matrix: Any) -> tuple[Expr, ...]:
    """(1, a_{n-1}, ..., a_0) of det(s - A): only sums, products and divisions by integers, so that blocks with roots
    and fractions of parameters need no common field."""
    n = matrix.rows
    power, found = Matrix.eye(n), [Mul()]
    for k in range(1, n + 1):
        product = (matrix * power).applyfunc(lambda e: e.expand())
        found.append((-product.trace() / k).expand())
        power = product + found[-1] * Matrix.eye(n)
    return tuple(found)
