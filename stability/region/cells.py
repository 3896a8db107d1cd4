"""Splits parameter space into cells on which the location of all eigenvalues is constant and proven."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from sympy import And, Eq, Expr, Integer, Matrix, Mul, false, fraction, together, true
from sympy import sign as sign_of
from sympy.logic.boolalg import Boolean

from stability.algebra.conditions import Fact, sign_set
from stability.algebra.conditions.solver import Untranslatable, check
from stability.algebra.factors import factor_pairs
from stability.clock import Time
from stability.region.conditions import hurwitz_determinants, moebius_image
from stability.spectrum import Location

#: Cells are found by splitting on signs; beyond this many splits on one path the answer would not be readable.
_DEPTH = 5


@dataclass(frozen=True)
class Cell:
    """On ``condition`` the eigenvalues are located as ``location`` says (None: not decided), by ``argument``."""

    condition: Boolean
    location: Location | None
    argument: str


class _Split(Exception):
    """Raised by a classifier that needs the sign of a quantity."""

    def __init__(self, quantity: Expr) -> None:
        self.quantity = quantity


Sign = Callable[[Any], int]


def parametric_cells(
    coefficients: Sequence[Any], time: Time, assumptions: Iterable[Any], matrix: Any = None
) -> tuple[Cell, ...]:
    """Cells for the monic characteristic polynomial (1, a_{n-1}, ..., a_0) under the assumptions.

    matrix: needed only to tell whether a double boundary eigenvalue is semisimple.  The cells cover every parameter
    value that satisfies the assumptions.

    >>> from sympy import symbols
    >>> a = symbols("a", real=True)
    >>> cells = parametric_cells([1, -a], Time.CONTINUOUS, [])
    >>> [(str(c.condition), c.location.inside, c.location.outside) for c in cells]
    [('a > 0', 0, 1), ('Eq(a, 0)', 0, 0), ('a < 0', 1, 0)]
    """
    given = tuple(assumptions)
    quantities = tuple(coefficients) if time is Time.CONTINUOUS else moebius_image(coefficients)
    return tuple(_split(lambda sign, known: _classify(quantities, sign, time, matrix, known), given, (), 0))


def _split(
    classify: Callable[[Sign, tuple[Any, ...]], tuple[Location | None, str]],
    given: tuple[Any, ...],
    path: tuple[Any, ...],
    depth: int,
) -> list[Cell]:
    known = given + path

    def sign(quantity: Any) -> int:
        signs = (
            sign_set(quantity, known) if hasattr(quantity, "is_Atom") else frozenset({(quantity > 0) - (quantity < 0)})
        )
        if len(signs) == 1:
            return next(iter(signs))
        return _sign_of_factors(quantity, known)

    try:
        location, argument = classify(sign, known)
    except _Split as question:
        if depth == _DEPTH:
            return [
                Cell(_conjunction(path), None, f"the sign of {question.quantity} splits it further than {_DEPTH} times")
            ]
        q = question.quantity
        branches = (q > 0, Eq(q, 0), q < 0)
        return [
            cell
            for branch in branches
            if feasible((*known, branch))
            for cell in _split(classify, given, (*path, branch), depth + 1)
        ]
    return [Cell(_conjunction(path), location, argument)]


def _conjunction(path: tuple[Any, ...]) -> Boolean:
    """The path as a condition, without the relations that the others imply."""
    kept = list(path)
    for relation in path:
        rest = [r for r in kept if r is not relation]
        if rest and _implied(relation, rest):
            kept = rest
    return And(*kept) if kept else true


def _implied(relation: Any, others: list[Any]) -> bool:
    """By the solver alone: looking for a counterexample first, as ``holds`` does, costs more than it saves."""
    try:
        return check(others, (), negated=relation)[0] == "unsat"
    except Untranslatable:
        return False


def _sign_of_factors(quantity: Any, known: tuple[Any, ...]) -> int:
    """The sign, by factors; asks for a split on a factor that may vanish, or on the product of the open ones."""
    numerator, denominator = fraction(together(quantity))
    whole = (numerator * denominator).expand()
    if whole.is_number:  # factor_list refuses numbers
        return int(sign_of(whole))
    constant, factors = factor_pairs(whole)
    result = 1 if constant > 0 else -1
    product = Integer(1)
    for factor, power in factors:
        signs = sign_set(factor, known)
        if len(signs) == 1:
            result *= next(iter(signs)) ** power
        elif power % 2:
            product *= factor
        elif 0 in possible_signs(factor, known):
            raise _Split(_positive_lead(factor))
    rest = product.expand()
    if not result or rest == 1:
        return result
    lead = _positive_lead(rest)
    signs = possible_signs(lead, known)
    if len(signs) != 1:
        raise _Split(lead)
    return result * next(iter(signs)) * (1 if lead == rest else -1)


def possible_signs(expression: Any, known: Iterable[Any]) -> frozenset[int]:
    """The signs the solver cannot exclude under the conditions; a superset of the true ones.

    >>> from sympy import symbols
    >>> a, b = symbols("a b", positive=True)
    >>> sorted(possible_signs(a - b, [a > 2, b < 1]))
    [1]
    """
    given = tuple(known)
    signs = sign_set(expression, given)
    if len(signs) == 1:
        return signs
    return frozenset(s for s in signs if feasible((*given, _relation(expression, s))))


def _relation(expression: Any, sign: int) -> Any:
    return expression > 0 if sign > 0 else expression < 0 if sign < 0 else Eq(expression, 0)


def _positive_lead(factor: Any) -> Any:
    return -factor if factor.could_extract_minus_sign() else factor


def feasible(conditions: Iterable[Any]) -> bool:
    """False when the conditions are proven contradictory, True otherwise."""
    given = tuple(conditions)
    if any(c == false for c in given):
        return False
    relations = [c for c in given if not isinstance(c, Fact)]
    try:
        return check(relations, given)[0] != "unsat"
    except Untranslatable:
        return True


def _classify(
    quantities: tuple[Any, ...], sign: Sign, time: Time, matrix: Any, known: tuple[Any, ...]
) -> tuple[Location | None, str]:
    """Locate the roots of sum quantities[i] s^(n-i) (for maps: of the Moebius image, of formal degree n)."""
    n = len(quantities) - 1
    lost, remaining = 0, list(quantities)
    while len(remaining) > 1 and sign(remaining[0]) == 0:  # maps only: the degree drop is the multiplicity of z = -1
        lost, remaining = lost + 1, remaining[1:]
    zero = 0
    while len(remaining) > 1 and sign(remaining[-1]) == 0:
        zero, remaining = zero + 1, remaining[:-1]
    if len(remaining) <= 3:
        inside, pair, outside = _low_degree(remaining, sign)
    else:
        counted = _routh(remaining, sign)
        if counted is None:
            return None, "a Hurwitz determinant vanishes on this cell"
        inside, pair, outside = counted
    boundary = lost + zero + pair
    semisimple = _semisimple(lost, zero, time, matrix, known) if boundary else True
    location = Location(inside, boundary, outside, semisimple, zero, "exact", n)
    return location, "the signs of the coefficients and Hurwitz determinants"


def _low_degree(c: list[Any], sign: Sign) -> tuple[int, int, int]:
    """(inside, imaginary pair, outside) for degree 0, 1, 2 with non-zero first and last coefficient."""
    if len(c) == 1:
        return 0, 0, 0
    lead = sign(c[0])
    if len(c) == 2:
        return (1, 0, 0) if sign(c[1]) == lead else (0, 0, 1)
    if sign(c[2]) != lead:
        return 1, 0, 1
    middle = sign(c[1]) * lead
    return (0, 2, 0) if middle == 0 else (2, 0, 0) if middle > 0 else (0, 0, 2)


def _routh(c: list[Any], sign: Sign) -> tuple[int, int, int] | None:
    """Routh's count from non-zero Hurwitz determinants; None when one vanishes."""
    lead = sign(c[0])
    determinants = [sign(d) * (lead if k % 2 == 0 else 1) for k, d in enumerate(hurwitz_determinants(c))]
    if 0 in determinants:
        return None
    chain = [1]
    previous = 1
    for d in determinants:
        chain.append(d * previous)
        previous = d
    changes = sum(1 for a, b in pairwise(chain) if a != b)
    return len(c) - 1 - changes, 0, changes


def _semisimple(lost: int, zero: int, time: Time, matrix: Any, known: tuple[Any, ...]) -> bool | None:
    """Pairs off the real axis are simple here (degree at most 2), so only repeated 0, 1 or -1 can be defective."""
    if lost <= 1 and zero <= 1:
        return True
    if matrix is None or matrix.rows != 2:
        return None
    value = 0 if time is Time.CONTINUOUS else 1 if zero == 2 else -1
    off_diagonal = [matrix[0, 1], matrix[1, 0], matrix[0, 0] - value, matrix[1, 1] - value]
    if all(e.expand() == 0 for e in off_diagonal):
        return True
    return False if any(0 not in sign_set(e, known) for e in off_diagonal) else None


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
    return (Mul(), *(c.expand().factor() for c in coefficients))


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
