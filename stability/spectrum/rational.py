"""Rational matrices: counts by filter, prime certificate and exact algebra; eigenvalues by factors, roots and ranks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from flint import fmpz, fmpz_mat, fmpz_poly

from stability.algebra.roots import precision_for, sided_roots
from stability.algebra.univariate import Inertia, disc_inertia, inertia, primitive
from stability.clock import Time
from stability.spectrum.eigenvalues import Eigenvalue, Rectangle, enclosure_of, picked, rectangle_of
from stability.spectrum.location import Location
from stability.spectrum.matrices import RationalMatrix

# Where n^2 times the bits of the largest entry is below FILTER_WORK, the characteristic polynomial costs less than the
# filter.  Measured (the crossover lies between 10,000 and 14,000 for n = 12..48); only a matter of speed.
FILTER_WORK = 12_000
ALWAYS_EXACT, ALWAYS_FILTER = 12, 48


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


def rational_eigenvalues(matrix: RationalMatrix, p: Any, time: Time, digits: int) -> list[Eigenvalue]:
    """The distinct eigenvalues, one irreducible factor of the characteristic polynomial p after the other."""
    found: list[Eigenvalue] = []
    for factor, multiplicity in p.factor()[1] if matrix.n else ():
        geometric = 1 if multiplicity == 1 else _nullity(matrix, factor) // factor.degree()
        found.extend(_eigenvalues(factor, multiplicity, geometric, time, precision_for(digits)))
    return found


def _eigenvalues(factor: Any, multiplicity: int, geometric: int, time: Time, bits: int) -> list[Eigenvalue]:
    minimal = tuple(int(c) for c in reversed(factor.coeffs()))
    return [
        Eigenvalue(
            enclosure_of(ball), multiplicity, geometric, side, ball.imag == 0, ball.real == 0,
            FactorRoot(minimal, time, rectangle_of(ball)),
        )
        for ball, side in sided_roots(factor, time, bits)
    ]  # fmt: skip


@dataclass(frozen=True)
class FactorRoot:
    """The root, in a rectangle, of an irreducible polynomial: coprime integers, leading one first and positive."""

    coefficients: tuple[int, ...]
    time: Time
    place: Rectangle

    def refine(self, bits: int) -> Any:
        factor = fmpz_poly(list(reversed(self.coefficients)))
        return picked(partial(_sharp_roots, factor, self.time), self.place, bits)

    def minimal_polynomial(self) -> tuple[int, ...]:
        return self.coefficients

    def closed_form(self) -> None:
        """Radicals come from the minimal polynomial."""


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
