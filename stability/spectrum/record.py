"""``spectrum``: every distinct eigenvalue of a real matrix, with proofs of where it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from flint import fmpq

from stability.clock import Time
from stability.errors import BadInput
from stability.rigor import Rigor
from stability.spectrum.eigenvalues import Eigenvalue, location_of, ordered
from stability.spectrum.locating import check_options
from stability.spectrum.location import Location
from stability.spectrum.matrices import RationalMatrix, SymbolicMatrix, read_matrix
from stability.spectrum.rational import characteristic, rational_eigenvalues


@dataclass(frozen=True)
class Spectrum:
    """The distinct eigenvalues, in decreasing order of real part (flow) or modulus (map).

    ``characteristic_polynomial``: coefficients of det(s I - A), leading one (1) first; Fractions, or SymPy numbers when
    the entries are not rational.  Non-normality measures are computed when first asked for.
    """

    eigenvalues: tuple[Eigenvalue, ...]
    location: Location
    characteristic_polynomial: tuple[Any, ...]
    time: Time
    digits: int
    matrix: RationalMatrix | SymbolicMatrix = field(repr=False, compare=False)

    @cached_property
    def abscissa(self) -> Any:
        """max Re over the spectrum, a SymPy number, exact when a leading eigenvalue has a short form; -oo for n = 0."""
        from stability.spectrum.measures import abscissa

        return abscissa(self.eigenvalues, self.digits)

    @cached_property
    def radius(self) -> Any:
        """max modulus over the spectrum, a SymPy number, exact when a leading one has a short form; 0 for n = 0."""
        from stability.spectrum.measures import radius

        return radius(self.eigenvalues, self.digits)

    @cached_property
    def departure_from_normality(self) -> Any:
        """Henrici's sqrt(|A|_F^2 - sum of the squared moduli of the eigenvalues), a SymPy number; 0 iff A is normal."""
        from stability.spectrum.measures import departure_from_normality

        return departure_from_normality(self.matrix, self.eigenvalues, self.digits)

    @cached_property
    def numerical_abscissa(self) -> Any:
        """The largest eigenvalue of (A + A^T)/2: the growth rate of |exp(tA)| at t = 0; -oo for n = 0."""
        from stability.spectrum.measures import symmetric_part

        return _assembled(symmetric_part(self.matrix), Time.CONTINUOUS, self.digits).abscissa

    @cached_property
    def kreiss_lower_bound(self) -> Fraction:
        """A proven lower bound of Kreiss' constant; transient growth is at least that large.

        Flow: K = sup over Re z > 0 of Re(z) |(zI - A)^-1| <= sup |exp(tA)|.  Map: (|z| - 1) |(zI - A)^-1| over |z| > 1.
        Raises NotApplicable when K is infinite (an eigenvalue outside, or a Jordan block on the boundary).
        """
        from stability.spectrum.measures import kreiss_lower_bound

        return kreiss_lower_bound(self.matrix, self.eigenvalues, self.location, self.time)


def spectrum(matrix: Any, time: Time = Time.CONTINUOUS, digits: int = 50) -> Spectrum:
    r"""The distinct eigenvalues of a real n x n matrix, each with exact form, enclosure, multiplicities and side.

    Input as for ``locate``.  Enclosures have ``digits`` correct digits in each part that is not exactly zero; imaginary
    and real eigenvalues, and those on the unit circle for maps, are recognised by exact algebra.

    Raises BadInput as ``locate`` does, and for ``digits`` that is not a positive integer.

    >>> s = spectrum([[0, 1], [-2, -2]])
    >>> [e.exact for e in s.eigenvalues]
    [-1 + I, -1 - I]
    >>> s.location.stable, s.abscissa
    (True, -1)

    Reference: L. N. Trefethen and M. Embree, Spectra and Pseudospectra (non-normality, Kreiss constant).
    """
    check_options(time, Rigor.EXACT)
    if isinstance(digits, bool) or not isinstance(digits, int) or digits < 1:
        raise BadInput("a number of digits", repr(digits), "a positive integer, digits=50")
    return _assembled(read_matrix(matrix), time, digits)


def _assembled(matrix: RationalMatrix | SymbolicMatrix, time: Time, digits: int) -> Spectrum:
    coefficients: tuple[Any, ...]
    if isinstance(matrix, SymbolicMatrix):
        from stability.spectrum.constant_location import eigenvalues_and_polynomial

        found, coefficients = eigenvalues_and_polynomial(matrix, time, digits)
    else:
        p = characteristic(matrix)
        found, lead = rational_eigenvalues(matrix, p, time, digits), p[p.degree()]
        coefficients = tuple(_fraction(fmpq(c, lead)) for c in reversed(p.coeffs()))
    eigenvalues = ordered(found, time)
    location = location_of(eigenvalues, matrix.n, time, "exact")
    return Spectrum(eigenvalues, location, coefficients, time, digits, matrix)


def _fraction(value: Any) -> Fraction:
    return Fraction(int(value.p), int(value.q))
