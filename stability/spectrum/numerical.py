"""``locate`` in floating point, only when asked for by name: counts within a tolerance, without proof."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from flint import fmpq_mat, fmpz_mat

from stability.clock import Time
from stability.errors import BadInput
from stability.spectrum.location import Location
from stability.spectrum.matrices import ASKED, _rows


def locate_numerically(matrix: Any, time: Time) -> Location:
    """Eigenvalues within n u |A| of the boundary count as on it (``decided_by="floats"``).

    That is the size of the backward error of the float algorithm for a normal matrix; eigenvalues of a defective matrix
    move by its square root, so a Jordan block on the boundary is reported as three sorts of eigenvalues.
    """
    import numpy as np

    a = np.array(_floats(matrix), dtype=float)
    n = len(a)
    if n == 0:
        return Location(0, 0, 0, True, 0, "floats", 0)
    eigenvalues = np.linalg.eigvals(a)
    tolerance = 4 * n * 2.0**-53 * max(float(np.linalg.norm(a)), 1.0 if time is Time.DISCRETE else 0.0)
    distance = np.abs(eigenvalues) - 1 if time is Time.DISCRETE else eigenvalues.real
    on = np.abs(distance) <= tolerance
    special = 1.0 if time is Time.DISCRETE else 0.0
    zero = int(np.count_nonzero(np.abs(eigenvalues - special) <= tolerance))
    semisimple = all(_semisimple_at(a, eigenvalues, value, tolerance) for value in eigenvalues[on])
    inside = int(np.count_nonzero(distance[~on] < 0))
    return Location(
        inside, int(np.count_nonzero(on)), n - inside - int(np.count_nonzero(on)), semisimple, zero, "floats", n
    )


def _semisimple_at(a: Any, eigenvalues: Any, value: complex, tolerance: float) -> bool:
    """As many small singular values of A - value as eigenvalues near value; sqrt: computed multiple ones spread out."""
    import numpy as np

    near = int(np.count_nonzero(np.abs(eigenvalues - value) <= math.sqrt(tolerance)))
    singular = np.linalg.svd(a - value * np.eye(len(a)), compute_uv=False)
    return int(np.count_nonzero(singular <= math.sqrt(tolerance))) >= near


def _floats(matrix: Any) -> list[list[float]]:
    """Rows of floats from floats and exact numbers alike; nan and infinities refused."""
    if isinstance(matrix, (fmpq_mat, fmpz_mat)):
        matrix = [[Fraction(int(x.p), int(x.q)) for x in row] for row in fmpq_mat(matrix).tolist()]
    return [[_finite(value, i, j) for j, value in enumerate(row)] for i, row in enumerate(_rows(matrix))]


def _finite(value: Any, i: int, j: int) -> float:
    where = f"{value!r} in row {i}, column {j}"
    if isinstance(value, (bool, complex, str)) or getattr(value, "free_symbols", None):
        raise BadInput(ASKED, where, "give every entry a real value")
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        raise BadInput(ASKED, where, "give every entry a real value") from None
    if not math.isfinite(number):
        raise BadInput(ASKED, f"{where}, which is no number", "find the division by zero or overflow it came from")
    return number
