"""``spectrum``: every distinct eigenvalue of a real matrix, with proofs of where it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, partial
from typing import Any

from flint import fmpq, fmpz_mat

from stability.algebra.roots import BOUNDARY, INSIDE, OUTSIDE, precision_for, sided_roots
from stability.clock import Time
from stability.errors import BadInput
from stability.rigor import Rigor
from stability.spectrum.eigenvalues import Eigenvalue, enclosure_of, picker
from stability.spectrum.location import Location, _check_options, characteristic
from stability.spectrum.matrices import RationalMatrix, SymbolicMatrix, read_matrix


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

        return abscissa(self)

    @cached_property
    def radius(self) -> Any:
        """max modulus over the spectrum, a SymPy number, exact when a leading one has a short form; 0 for n = 0."""
        from stability.spectrum.measures import radius

        return radius(self)

    @cached_property
    def departure_from_normality(self) -> Any:
        """Henrici's sqrt(|A|_F^2 - sum of the squared moduli of the eigenvalues), a SymPy number; 0 iff A is normal."""
        from stability.spectrum.measures import departure_from_normality

        return departure_from_normality(self)

    @cached_property
    def numerical_abscissa(self) -> Any:
        """The largest eigenvalue of (A + A^T)/2: the growth rate of |exp(tA)| at t = 0; -oo for n = 0."""
        from stability.spectrum.measures import numerical_abscissa

        return numerical_abscissa(self)

    @cached_property
    def kreiss_lower_bound(self) -> Fraction:
        """A proven lower bound of Kreiss' constant; transient growth is at least that large.

        Flow: K = sup over Re z > 0 of Re(z) |(zI - A)^-1| <= sup |exp(tA)|.  Map: (|z| - 1) |(zI - A)^-1| over |z| > 1.
        Raises NotApplicable when K is infinite (an eigenvalue outside, or a Jordan block on the boundary).
        """
        from stability.spectrum.measures import kreiss_lower_bound

        return kreiss_lower_bound(self)


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
    _check_options(time, Rigor.EXACT)
    if isinstance(digits, bool) or not isinstance(digits, int) or digits < 1:
        raise BadInput("a number of digits", repr(digits), "a positive integer, digits=50")
    exact = read_matrix(matrix)
    if isinstance(exact, SymbolicMatrix):
        from stability.spectrum.constants import spectrum_constants

        found: Spectrum = spectrum_constants(exact, time, digits)
        return found
    return _rational_spectrum(exact, time, digits)


def _rational_spectrum(matrix: RationalMatrix, time: Time, digits: int) -> Spectrum:
    p = characteristic(matrix)
    found: list[Eigenvalue] = []
    for factor, multiplicity in p.factor()[1] if matrix.n else ():
        geometric = 1 if multiplicity == 1 else _nullity(matrix, factor) // factor.degree()
        found.extend(_eigenvalues(factor, multiplicity, geometric, time, precision_for(digits)))
    eigenvalues = ordered(found, time)
    lead = p[p.degree()]
    coefficients = tuple(_fraction(fmpq(c, lead)) for c in reversed(p.coeffs()))
    location = location_of(eigenvalues, matrix.n, time, "exact")
    return Spectrum(eigenvalues, location, coefficients, time, digits, matrix)


def _fraction(value: Any) -> Fraction:
    return Fraction(int(value.p), int(value.q))


def _eigenvalues(factor: Any, multiplicity: int, geometric: int, time: Time, bits: int) -> list[Eigenvalue]:
    minimal = tuple(int(c) for c in reversed(factor.coeffs()))
    return [
        Eigenvalue(
            minimal,
            enclosure_of(ball),
            multiplicity,
            geometric,
            side,
            ball.imag == 0,
            ball.real == 0,
            picker(partial(_sharp_roots, factor, time), ball),
        )
        for ball, side in sided_roots(factor, time, bits)
    ]


def _sharp_roots(factor: Any, time: Time, bits: int) -> list[Any]:
    return [ball for ball, _ in sided_roots(factor, time, bits)]


def _nullity(matrix: RationalMatrix, factor: Any) -> int:
    """dim ker f(A): with A = N/d and f of degree k, d^k f(A) = sum f_j d^(k-j) N^j, by Horner."""
    n, d = matrix.n, matrix.denominator
    identity = fmpz_mat(n, n, [int(i == j) for i in range(n) for j in range(n)])
    value, power = fmpz_mat(n, n), 1
    for c in reversed(factor.coeffs()):
        value = value * matrix.numerator + identity * (c * power)
        power *= d
    return int(n - value.rank())


def ordered(eigenvalues: Iterable[Eigenvalue], time: Time) -> tuple[Eigenvalue, ...]:
    """Decreasing real part (flow) or modulus (map), then decreasing imaginary part; midpoints decide ties."""

    def key(e: Eigenvalue) -> tuple[Fraction, Fraction, Fraction]:
        at = e.enclosure
        first = at.re if time is Time.CONTINUOUS else at.re**2 + at.im**2
        return -first, -at.re, -at.im

    return tuple(sorted(eigenvalues, key=key))


def location_of(eigenvalues: tuple[Eigenvalue, ...], n: int, time: Time, decided_by: str) -> Location:
    count = {INSIDE: 0, BOUNDARY: 0, OUTSIDE: 0}
    for e in eigenvalues:
        count[e.side] += e.algebraic_multiplicity
    edge = [e for e in eigenvalues if e.side == BOUNDARY]
    semisimple = all(e.algebraic_multiplicity == e.geometric_multiplicity for e in edge)
    special = 0 if time is Time.CONTINUOUS else 1
    zero = sum(e.algebraic_multiplicity for e in edge if e.is_real and e.enclosure.re == special)
    return Location(count[INSIDE], count[BOUNDARY], count[OUTSIDE], semisimple, zero, decided_by, n)
