"""``locate`` and ``spectrum`` for matrices with entries beyond the rationals."""

from __future__ import annotations

from typing import Any

from stability.clock import Time
from stability.errors import CannotSolve
from stability.spectrum.constant_eigenvalues import constant_eigenvalues
from stability.spectrum.constants import constant_inertia, monic_coefficients, translate
from stability.spectrum.eigenvalues import Eigenvalue, location_of
from stability.spectrum.floats import count_intervals
from stability.spectrum.location import Location
from stability.spectrum.matrices import SymbolicMatrix


def locate_constants(matrix: SymbolicMatrix, time: Time) -> Location:
    """As ``locate``.  Raises CannotSolve, with what is proven about the counts, when a constant may be zero."""
    try:
        translated = translate(matrix)
        part = constant_inertia(translated, translated.characteristic, time)
        semisimple: bool | None = not part.multiple
        if part.multiple:
            found = tuple(constant_eigenvalues(matrix, time, 15))
            semisimple = location_of(found, matrix.n, time, "exact").semisimple
    except CannotSolve as reason:
        raise _with_counts(reason, matrix, time) from None
    decided_by = part.decided_by if part.axis == 0 else "exact"
    return Location(part.left, part.axis, part.right, semisimple, part.zero, decided_by, matrix.n)


def eigenvalues_and_polynomial(
    matrix: SymbolicMatrix, time: Time, digits: int
) -> tuple[list[Eigenvalue], tuple[Any, ...]]:
    """The distinct eigenvalues, and the coefficients of det(sI - A), leading one first."""
    try:
        return constant_eigenvalues(matrix, time, digits), monic_coefficients(translate(matrix))
    except CannotSolve as reason:
        raise _with_counts(reason, matrix, time) from None


def _with_counts(reason: CannotSolve, matrix: SymbolicMatrix, time: Time) -> CannotSolve:
    """The same refusal with the proven count intervals, from Gershgorin discs of a float diagonalisation."""
    inside, outside = count_intervals(matrix, time is Time.DISCRETE)
    n = matrix.n
    known = (
        f"between {inside} and {n - outside} eigenvalues are inside",
        f"between {outside} and {n - inside} outside",
    )
    return CannotSolve(
        "the position of every eigenvalue",
        f"{reason.asked}: {reason.found}",
        reason.remedy,
        (*known, *reason.established),
    )
