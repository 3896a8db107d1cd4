"""Ranks and kernels of matrices with parameters that hold for every value of the parameters.

Row reduction divides by pivots as if they were not zero: what it finds is the rank for generic values.  Here a minor
has to be proven non-zero wherever the assumptions hold; then the rank is the generic one everywhere, and the kernel
is written with that minor as its only denominator.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, islice
from typing import Any

from sympy import Matrix, cancel

from stability.algebra.conditions.excluded import never_zero

#: Minors that are tried; each may cost a call of the solver.
_MINORS = 200


def _is_zero(entry: Any) -> bool:
    return bool(entry == 0 or cancel(entry) == 0)


def generic_rank(matrix: Any) -> int:
    """The rank for all values of the parameters but those on some hypersurface."""
    return int(Matrix(matrix).rank(iszerofunc=_is_zero, simplify=cancel))


def regular_minor(matrix: Any, assumptions: Iterable[Any] = ()) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Rows and columns of a square part, as large as the generic rank, that is regular wherever the assumptions hold.

    The rank is then the size of that part for every such value.  None when no minor is proven non-zero.

    >>> from sympy import Symbol
    >>> a = Symbol("a", real=True)
    >>> m = Matrix([[-1, 1], [1, -a]])
    >>> regular_minor(m, [a > 1]), regular_minor(m, [a >= 1])
    (((0, 1), (0, 1)), None)
    """
    table, given = Matrix(matrix), tuple(assumptions)
    size = generic_rank(table)
    for rows, columns in islice(_choices(table, size), _MINORS):
        if never_zero(_minor(table, rows, columns), given):
            return rows, columns
    return None


def minors(matrix: Any, size: int) -> Iterator[Any]:
    """The determinants of all square parts of a size."""
    table = Matrix(matrix)
    return (_minor(table, rows, columns) for rows, columns in _choices(table, size))


def _choices(table: Any, size: int) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    return (
        (rows, columns)
        for columns in combinations(range(table.cols), size)
        for rows in combinations(range(table.rows), size)
    )


def _minor(table: Any, rows: tuple[int, ...], columns: tuple[int, ...]) -> Any:
    return table.extract(list(rows), list(columns)).det(method="berkowitz").expand()


def kernel(matrix: Any, assumptions: Iterable[Any] = ()) -> list[Any] | None:
    """A basis of the kernel for every value of the parameters; None when the rank is not proven to be the same for all.

    >>> from sympy import Symbol
    >>> b = Symbol("b", positive=True)
    >>> kernel(Matrix([[b, 1], [b**2, b]]))
    [Matrix([
    [-1/b],
    [   1]])]
    """
    table = Matrix(matrix)
    regular = regular_minor(table, assumptions)
    if regular is None:
        return None
    rows, pivots = regular
    free = [j for j in range(table.cols) if j not in pivots]
    square = table.extract(list(rows), list(pivots))
    found = []
    for j in free:
        vector = Matrix.zeros(table.cols, 1)
        vector[j] = 1
        if pivots:
            solved = square.adjugate() * table.extract(list(rows), [j]) / square.det(method="berkowitz")
            for i, value in zip(pivots, solved, strict=True):
                vector[i] = -cancel(value)
        found.append(vector)
    return found
