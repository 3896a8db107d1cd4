"""One distinct eigenvalue: exact form where it is short, minimal polynomial, enclosure, multiplicities, side."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any, Protocol

from flint import acb, arb, ctx, fmpq

from stability.algebra.roots import BOUNDARY, INSIDE, OUTSIDE, precision_for
from stability.clock import Time
from stability.spectrum.location import Location


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


@dataclass(frozen=True, slots=True)
class Rectangle:
    """|Re z - re| <= re_radius and |Im z - im| <= im_radius, dyadic numbers: a complex ball as plain data."""

    re: Fraction
    im: Fraction
    re_radius: Fraction
    im_radius: Fraction

    def ball(self) -> Any:
        numbers = (self.re, self.im, self.re_radius, self.im_radius)
        # enough bits for every number, so that the ball is this rectangle and touches nothing that it did not touch
        with ctx.workprec(64 + max(max(n.numerator.bit_length(), n.denominator.bit_length()) for n in numbers)):
            re, im, re_radius, im_radius = (arb(fmpq(n.numerator, n.denominator)) for n in numbers)
            return acb(arb(re, re_radius), arb(im, im_radius))


class Root(Protocol):
    """Where an eigenvalue comes from, as data from which it is found again to any precision."""

    def refine(self, bits: int) -> Any:
        """A ball around the root, every part of it sharp to so many bits."""

    def minimal_polynomial(self) -> tuple[int, ...] | None: ...

    def closed_form(self) -> Any:
        """Radicals over entries beyond Q, or None."""


@dataclass(frozen=True)
class Eigenvalue:
    """A distinct eigenvalue of a real matrix.

    ``enclosure``: at the digits asked for, relative to each part that is not exactly zero.  ``side``: "inside",
    "boundary" or "outside" of the stability region.  Exact form and minimal polynomial are found when first asked for.
    """

    enclosure: Enclosure
    algebraic_multiplicity: int
    geometric_multiplicity: int
    side: str
    is_real: bool
    is_imaginary: bool  # real part exactly 0
    root: Root = field(repr=False, compare=False)

    def refine(self, bits: int) -> Any:
        """A ball, every part of it sharp to so many bits."""
        return self.root.refine(bits)

    @cached_property
    def minimal_polynomial(self) -> tuple[int, ...] | None:
        """Over Q: coprime integers, leading one first and positive; None when an entry is transcendental."""
        return self.root.minimal_polynomial()

    @cached_property
    def exact(self) -> Any:
        """A SymPy number when it is short (degree 2 over Q or the entries, or 4 in s^2 over Q), else None.

        >>> from stability.spectrum import spectrum
        >>> spectrum([[0, 2], [-1, 0]]).eigenvalues[0].exact
        sqrt(2)*I
        """
        from stability.spectrum.radicals import radical_form

        minimal = self.minimal_polynomial
        found = self.root.closed_form() if minimal is None or len(minimal) > 3 else None
        if found is None and minimal is not None:
            return radical_form(minimal, self.enclosure.re, self.enclosure.im)
        return found

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


def rectangle_of(ball: Any) -> Rectangle:
    """A complex ball, exactly."""
    re, im = ball.real, ball.imag
    return Rectangle(to_fraction(re), to_fraction(im), radius_fraction(re), radius_fraction(im))


def picked(roots: Callable[[int], list[Any]], place: Rectangle, bits: int) -> Any:
    """The ball, among the disjoint balls that ``roots`` gives, of the root inside the rectangle."""
    known = place.ball()
    while True:
        near = [ball for ball in roots(bits) if ball.overlaps(known)]
        if len(near) == 1:
            return near[0]
        bits *= 2  # a neighbour touches the old ball: every root has a ball of its own, so this ends


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
