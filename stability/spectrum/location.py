"""``locate``: how many eigenvalues lie inside, on the edge of, and outside the stability region, exactly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flint import fmpz, fmpz_poly

from stability.algebra.univariate import Inertia, disc_inertia, inertia, primitive
from stability.clock import Time
from stability.errors import BadInput
from stability.rigor import Rigor
from stability.spectrum.matrices import RationalMatrix, read_matrix

# Where n^2 times the bits of the largest entry is below FILTER_WORK, the characteristic polynomial costs less than float
# eigenvectors with their error bound.  Measured (it held within a third for n = 12..48), and only a matter of speed.
FILTER_WORK = 12_000
ALWAYS_EXACT, ALWAYS_FILTER = 12, 48


@dataclass(frozen=True, slots=True)
class Location:
    """Eigenvalues, with algebraic multiplicity, relative to the region: Re < 0 for flows, modulus < 1 for maps.

    ``semisimple``: no Jordan block on the boundary.  ``zero``: multiplicity of the eigenvalue 0 (flow) or 1 (map).
    ``decided_by``: "filter" (floats with proven radii), "prime" (nothing on the axis, proven modulo a prime), "exact"
    (algebra over the integers), "balls" (constants beyond the rationals); "floats" only for Rigor.NUMERICAL.
    """

    inside: int
    boundary: int
    outside: int
    semisimple: bool
    zero: int
    decided_by: str
    n: int

    @property
    def stable(self) -> bool:
        """Every eigenvalue is inside: Hurwitz (flow) or Schur (map)."""
        return self.inside == self.n

    @property
    def hyperbolic(self) -> bool:
        """No eigenvalue is on the boundary."""
        return self.boundary == 0


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
    _check_options(time, rigor)
    if rigor is Rigor.NUMERICAL:
        from stability.spectrum.numerical import locate_numerically

        return locate_numerically(matrix, time)
    exact = read_matrix(matrix)
    if isinstance(exact, RationalMatrix):
        return locate_rational(exact, time)
    from stability.spectrum.constants import locate_constants

    return locate_constants(exact, time)


def _check_options(time: Time, rigor: Rigor) -> None:
    if not isinstance(time, Time):
        raise BadInput("a time", repr(time), "Time.CONTINUOUS for a flow or Time.DISCRETE for a map")
    if not isinstance(rigor, Rigor) or rigor is Rigor.SIMULATED:
        raise BadInput("a degree of rigor for a spectrum", repr(rigor), "Rigor.EXACT, or Rigor.NUMERICAL for floats")


def locate_rational(matrix: RationalMatrix, time: Time) -> Location:
    """The staged decision for a rational matrix: filter, then prime certificate, then exact."""
    n, discrete = matrix.n, time is Time.DISCRETE
    if n == 0:
        return Location(0, 0, 0, True, 0, "exact", 0)
    if _filter_pays(matrix):
        from stability.spectrum.floats import filter_counts

        counts = filter_counts(matrix.numerator, matrix.denominator, discrete)
        if counts is not None:
            return Location(counts[0], 0, counts[1], True, 0, "filter", n)
    return from_polynomial(matrix, characteristic(matrix), time)


def _filter_pays(matrix: RationalMatrix) -> bool:
    n = matrix.n
    if n < ALWAYS_EXACT or n >= ALWAYS_FILTER:
        return n >= ALWAYS_FILTER
    entries = matrix.numerator.entries()
    return bool(n * n * int(max(max(entries), -min(entries))).bit_length() >= FILTER_WORK)


def characteristic(matrix: RationalMatrix) -> Any:
    """The characteristic polynomial as a primitive integer polynomial with positive leading coefficient."""
    return rescaled(matrix.numerator.charpoly(), matrix.denominator)


def rescaled(p: Any, d: Any) -> Any:
    """From the polynomial of d A to that of A: p(d s), made primitive."""
    if d == 1:
        return p
    power, coefficients = fmpz(1), []
    for c in p.coeffs():
        coefficients.append(c * power)
        power *= d
    return primitive(fmpz_poly(coefficients))


def from_polynomial(matrix: RationalMatrix, p: Any, time: Time) -> Location:
    """Counts from the characteristic polynomial p; the minimal polynomial only where a boundary root is multiple."""
    part = polynomial_inertia(p, time)
    semisimple = not part.multiple or boundary_semisimple(matrix, time)
    decided_by = part.decided_by if part.axis == 0 else "exact"
    return Location(part.left, part.axis, part.right, semisimple, part.zero, decided_by, matrix.n)


def polynomial_inertia(p: Any, time: Time) -> Inertia:
    return disc_inertia(p) if time is Time.DISCRETE else inertia(p)


def boundary_semisimple(matrix: RationalMatrix, time: Time) -> bool:
    """No Jordan block on the boundary: the boundary roots of the minimal polynomial are simple.

    Ranks of the square-free factors of the characteristic polynomial would not do: a factor may hold boundary roots and
    others, as (s^4 - 1)^2 does, whose blocks differ.
    """
    minimal = rescaled(matrix.numerator.minpoly(), matrix.denominator)
    return not polynomial_inertia(minimal, time).multiple
