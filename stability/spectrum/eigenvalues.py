"""One distinct eigenvalue: exact form where it is short, minimal polynomial, enclosure, multiplicities, side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from stability.algebra.roots import BOUNDARY, INSIDE, OUTSIDE, precision_for

__all__ = ["BOUNDARY", "INSIDE", "OUTSIDE", "Eigenvalue", "Enclosure"]


@dataclass(frozen=True, slots=True)
class Enclosure:
    """The disc |z - (re + i im)| <= radius, with exact rational data; radius 0 when the midpoint is the number.

    ``re`` (``im``) is 0 and known to be exactly 0 for imaginary (real) numbers: see ``Eigenvalue.is_imaginary``.
    """

    re: Fraction
    im: Fraction
    radius: Fraction

    def decimal(self, digits: int = 50) -> str:
        """The midpoint rounded to a number of significant digits: ``-1.5 + 2.5*I``."""
        from sympy import I, Rational

        number = Rational(*self.re.as_integer_ratio()) + I * Rational(*self.im.as_integer_ratio())
        return str(number.evalf(digits))


@dataclass(frozen=True)
class Eigenvalue:
    """A distinct eigenvalue of a real matrix.

    ``minimal_polynomial``: coprime integer coefficients, leading one first and positive; None when some entry of the
    matrix is transcendental.  ``enclosure``: at the digits asked for, relative to each part that is not exactly zero.
    ``side``: "inside", "boundary" or "outside" of the stability region.
    """

    minimal_polynomial: tuple[int, ...] | None
    enclosure: Enclosure
    algebraic_multiplicity: int
    geometric_multiplicity: int
    side: str
    is_real: bool
    is_imaginary: bool  # real part exactly 0
    refine: Callable[[int], Any] = field(repr=False, compare=False)  # bits -> ball, every part sharp
    known_exactly: Any = field(default=None, repr=False, compare=False)  # a SymPy number, for entries beyond Q

    @cached_property
    def exact(self) -> Any:
        """A SymPy number in radicals when it is short (degree 2, or 4 in s^2), else None.

        >>> from stability.spectrum import spectrum
        >>> spectrum([[0, 2], [-1, 0]]).eigenvalues[0].exact
        sqrt(2)*I
        """
        if self.known_exactly is not None or self.minimal_polynomial is None:
            return self.known_exactly
        from stability.spectrum.radicals import radical_form

        return radical_form(self.minimal_polynomial, self.enclosure)

    def evalf(self, digits: int = 50) -> Any:
        """A SymPy number with ``digits`` correct digits in each part; a part that is exactly 0 stays so.

        >>> from stability.spectrum import spectrum
        >>> spectrum([[0, 2], [-1, 0]]).eigenvalues[0].evalf(20)
        1.4142135623730950488*I
        """
        from sympy import Float, I, Rational

        ball = self.refine(precision_for(digits) + 8)
        parts = []
        for part in (ball.real, ball.imag):
            value = to_fraction(part)
            parts.append(Float(Rational(*value.as_integer_ratio()), digits) if value else Rational(0))
        return parts[0] + I * parts[1]

    def __complex__(self) -> complex:
        return complex(float(self.enclosure.re), float(self.enclosure.im))


def to_fraction(ball: Any) -> Fraction:
    """The midpoint of a real ball, exactly."""
    mantissa, exponent = ball.mid().man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def radius_fraction(ball: Any) -> Fraction:
    return to_fraction(ball.rad()) if not ball.is_exact() else Fraction(0)


def enclosure_of(ball: Any) -> Enclosure:
    """A complex ball (a rectangle) as a disc: the radius is at most the sum of the two half widths."""
    return Enclosure(
        to_fraction(ball.real), to_fraction(ball.imag), radius_fraction(ball.real) + radius_fraction(ball.imag)
    )


def picker(roots: Callable[[int], list[Any]], known: Any) -> Callable[[int], Any]:
    """bits -> the ball, among the disjoint balls that ``roots`` gives, of the root inside the ball ``known``."""

    def refine(bits: int) -> Any:
        while True:
            near = [ball for ball in roots(bits) if ball.overlaps(known)]
            if len(near) == 1:
                return near[0]
            bits *= 2  # a neighbour touches the old ball: every root has a ball of its own, so this ends

    return refine
