"""``locate``: reads the matrix and hands it to the route for its kind of numbers."""

from __future__ import annotations

from typing import Any

from stability.clock import Time
from stability.errors import BadInput
from stability.rigor import Rigor
from stability.spectrum.location import Location
from stability.spectrum.matrices import RationalMatrix, read_matrix
from stability.spectrum.rational import locate_rational


def locate(matrix: Any, time: Time = Time.CONTINUOUS, *, rigor: Rigor = Rigor.EXACT) -> Location:
    r"""Count the eigenvalues of a real n x n matrix inside, on the edge of, and outside the stability region.

    Flows (Time.CONTINUOUS): Re < 0.  Maps (Time.DISCRETE): modulus < 1.  Entries: int, Fraction, exact real SymPy
    constants, or a flint matrix.  Counts include multiplicity and are proven; with exact input they are never guesses.

    Raises BadInput for floats (unless ``rigor=Rigor.NUMERICAL``), complex entries, symbols without values, and shapes
    that are no square matrix; CannotSolve when transcendental constants cannot be told from zero.

    >>> locate([[0, 1], [-1, 0]])                      # a centre
    Location(inside=0, boundary=2, outside=0, semisimple=True, zero=0, decided_by='exact', n=2)
    >>> locate([[1, 0], [0, -1]]).boundary             # both eigenvalues sit in gcd(E, O), neither on the axis
    0
    >>> locate([[1, 1], [0, 1]], Time.DISCRETE).semisimple
    False

    Reference: Gantmacher, The Theory of Matrices, volume 2, chapter XV.
    """
    check_options(time, rigor)
    if rigor is Rigor.NUMERICAL:
        from stability.spectrum.numerical import locate_numerically

        return locate_numerically(matrix, time)
    exact = read_matrix(matrix)
    if isinstance(exact, RationalMatrix):
        return locate_rational(exact, time)
    from stability.spectrum.constant_location import locate_constants

    return locate_constants(exact, time)


def check_options(time: Time, rigor: Rigor) -> None:
    if not isinstance(time, Time):
        raise BadInput("a time", repr(time), "Time.CONTINUOUS for a flow or Time.DISCRETE for a map")
    if not isinstance(rigor, Rigor) or rigor is Rigor.SIMULATED:
        raise BadInput("a degree of rigor for a spectrum", repr(rigor), "Rigor.EXACT, or Rigor.NUMERICAL for floats")
