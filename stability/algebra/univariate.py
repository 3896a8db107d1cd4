r"""Where the roots of an integer polynomial lie: counted exactly, never estimated.

Everything rests on one identity.  Write p(s) = E(s^2) + s O(s^2).  On the imaginary axis, s = iw, the two parts are the
real and the imaginary part of p, so p vanishes at iw exactly when E and O vanish together at x = -w^2.  With
g = gcd(E, O) one has p(s) = g(s^2) h(s), and

* each negative root of g (with its multiplicity) is one imaginary pair of p, with the same multiplicity;
* each other root x of g gives the two roots +sqrt(x), -sqrt(x) of p: one on each side of the axis;
* h has no root on the axis, so Routh's table counts its roots in the right half plane.

No SymPy here: the module needs python-flint only, which keeps the import of ``locate`` cheap.

Reference: F. R. Gantmacher, The Theory of Matrices, volume 2, chapter XV (Routh, Hurwitz, Cauchy indices).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from flint import arb_poly, ctx, fmpz_poly, nmod_poly

# A fixed prime below 2^63 (so that products fit flint's word arithmetic).  Any prime is sound: a constant gcd modulo a
# prime that does not divide the leading coefficients proves a constant gcd over Q; otherwise nothing is concluded.
PRIME = 9223372036854775783


@dataclass(frozen=True, slots=True)
class Inertia:
    """Roots of a polynomial with multiplicity: left of, on, and right of the boundary; ``zero``: at 0 (for maps: at 1).

    ``multiple``: some boundary root is a multiple one.  ``decided_by``: "prime" or "exact".
    """

    left: int
    axis: int
    right: int
    zero: int
    multiple: bool
    decided_by: str


def even_odd(p: Any) -> tuple[Any, Any]:
    """E and O with p(s) = E(s^2) + s O(s^2).

    >>> even_odd(fmpz_poly([1, 2, 3, 4]))
    (3*x + 1, 4*x + 2)
    """
    coefficients = p.coeffs()
    return fmpz_poly(coefficients[::2]), fmpz_poly(coefficients[1::2])


def strip_zero(p: Any) -> tuple[int, Any]:
    """The multiplicity m of the root 0, and p / s^m."""
    if p[0]:
        return 0, p
    coefficients = p.coeffs()
    m = next(k for k, c in enumerate(coefficients) if c)
    return m, fmpz_poly(coefficients[m:])


def primitive(p: Any) -> Any:
    """p divided by the positive gcd of its coefficients: same roots, smaller numbers."""
    content = p.content()
    return p if content == 1 else p // content


def moebius(p: Any) -> tuple[int, Any]:
    r"""(1-s)^n p((1+s)/(1-s)), n = deg p: unit disc to left half plane, and the degree lost, the multiplicity of -1.

    With t = 1-s the argument is -1 + 2/t, so the image is two Taylor shifts around a reversal.

    >>> moebius(fmpz_poly([1, 1]) ** 2)         # (z + 1)^2: both roots go to infinity
    (2, 1)
    >>> moebius(fmpz_poly([0, 1]))              # z = 0 goes to s = -1
    (0, x + 1)
    """
    n = p.degree()
    shifted = p(fmpz_poly([-1, 1])).coeffs()
    reversed_image = fmpz_poly([c << k for k, c in enumerate(shifted)][::-1])
    image = reversed_image(fmpz_poly([1, -1]))
    return n - image.degree(), primitive(image)


def coprime_modulo_prime(first: Any, second: Any) -> bool:
    """True proves gcd(first, second) = 1 over Q; False proves nothing.

    If the prime spares one leading coefficient, the degree of the gcd modulo the prime is at least that over Q: the
    primitive gcd over Z divides both, its leading coefficient divides both, so it keeps its degree modulo the prime.
    """
    if not first or not second:
        return bool((first or second).degree() == 0)
    a, b = nmod_poly(first, PRIME), nmod_poly(second, PRIME)
    if a.degree() < first.degree() and b.degree() < second.degree():
        return False
    return bool(a.gcd(b).degree() == 0)


def routh_count(even: list[Any], odd: list[Any], degree: int, precision: int) -> int | None:
    """Sign changes in the first column of Routh's table, in balls: the roots on the right; None when a sign is open.

    ``even`` and ``odd`` are the coefficients of E and O, constant term first: integers, or balls with a settled degree.
    Rows are stored from the leading coefficient upwards, so that elimination is one subtraction and one shift.  Balls
    enclose the exact table, so an answer is a proof; a regular table (no zero in the column) proves E and O coprime.
    """
    with ctx.workprec(precision):
        parts = (even, odd) if degree % 2 == 0 else (odd, even)
        lengths = degree // 2 + 1, (degree - 1) // 2 + 1  # a leading zero is part of its row
        upper, lower = (arb_poly([0] * (k - len(p)) + p[::-1]) for p, k in zip(parts, lengths, strict=True))
        head, changes = upper[0], 0
        positive = head > 0
        if not (positive or head < 0):
            return None
        for step in range(degree):
            pivot = lower[0]
            if pivot > 0:
                changes += not positive
                positive = True
            elif pivot < 0:
                changes += positive
                positive = False
            else:
                return None
            if step < degree - 1:
                upper, lower = lower, (upper - lower * (head / pivot)).right_shift(1)
                head = pivot
    return changes


def _ladder(degree: int, height: int) -> Iterator[int]:
    """Working precisions in bits: doubling; the last exceeds what a regular table of this size was seen to need."""
    precision = 64 + 4 * degree
    while precision <= 4 * (height + 16) * max(degree, 4):
        yield precision
        precision *= 2


def count_right(even: Any, odd: Any) -> int:
    """Roots of E(s^2) + s O(s^2) in Re s > 0, for coprime E and O with E(0) != 0.

    A zero in the first column (as in s^4 + s^3 + 2 s^2 + 2 s + 1, or whenever the trace is zero) is no obstacle: the
    factor (s + k), k > 0, adds no root on the right and makes the table regular for all but few k.
    """
    degree = max(2 * even.degree(), 2 * odd.degree() + 1)
    if degree <= 0:
        return 0
    height = max(even.height_bits(), odd.height_bits())
    for round_, precision in enumerate(_ladder(degree, height)):
        e, o, d = even, odd, degree
        if round_ or not _regular_start(e, o, d):
            k = 2 * round_ + 1
            e, o, d = k * even + odd * fmpz_poly([0, 1]), even + k * odd, degree + 1
        changes = routh_count(e.coeffs(), o.coeffs(), d, precision)
        if changes is None and round_ and _regular_start(even, odd, degree):
            changes = routh_count(even.coeffs(), odd.coeffs(), degree, precision)
        if changes is not None:
            return changes
    return _count_right_exactly(even, odd)


def _regular_start(even: Any, odd: Any, degree: int) -> bool:
    return bool(2 * odd.degree() == degree - 2 if degree % 2 == 0 else 2 * even.degree() == degree - 1)


def _count_right_exactly(even: Any, odd: Any) -> int:
    """The same count from the Cauchy index by an exact signed remainder sequence in w (any degree drops)."""
    x2 = fmpz_poly([0, 0, -1])
    real, imaginary = even(x2), odd(x2) * fmpz_poly([0, 1])  # p(iw) = real(w) + i imaginary(w)
    degree = max(real.degree(), imaginary.degree())
    if real.degree() < imaginary.degree():  # turn by -i, so that the denominator of the index has the higher degree
        real, imaginary = imaginary, -real
    chain = [real, imaginary]
    while chain[-1].degree() > 0:
        chain.append(-_signed_remainder(chain[-2], chain[-1]))
    changes = _variations(chain, -1) - _variations(chain, 1)  # Cauchy index of imaginary/real = -(left - right)
    return int((degree + changes) // 2)


def _signed_remainder(a: Any, b: Any) -> Any:
    """A positive multiple of the remainder of a by b, made primitive."""
    lead, steps = b.leading_coefficient(), a.degree() - b.degree() + 1
    factor = lead ** (steps + steps % 2)  # even power: positive
    return primitive((a * factor) % b)


def _variations(chain: list[Any], direction: int) -> int:
    signs = [(p.leading_coefficient() > 0) == (direction > 0 or p.degree() % 2 == 0) for p in chain if p]
    return sum(s != t for s, t in pairwise(signs))


def negative_roots(g: Any) -> tuple[int, bool]:
    """Negative roots of g with multiplicity (g(0) != 0), and whether one of them is multiple.

    For square-free g of degree k, g(s^2) + s g'(s^2) has k minus (negative roots) roots in the right half plane: the
    Cauchy index of w g'(-w^2) / g(-w^2) is -1 at each of the 2 poles that a negative root of g gives.

    >>> negative_roots(fmpz_poly([1, 1]) ** 2 * fmpz_poly([-2, 1]) * fmpz_poly([1, 1, 1]))
    (2, True)
    """
    count, multiple = 0, False
    if g.degree() <= 0:
        return count, multiple
    factors = [(g, 1)] if coprime_modulo_prime(g, g.derivative()) else g.factor_squarefree()[1]
    for factor, multiplicity in factors:
        if factor.degree() == 0:
            continue
        here = factor.degree() - count_right(factor, factor.derivative())
        count += here * multiplicity
        multiple = multiple or (here > 0 and multiplicity > 1)
    return count, multiple


def inertia(p: Any) -> Inertia:
    """Roots of a nonzero integer polynomial in Re < 0, on the axis, and in Re > 0.

    >>> inertia(fmpz_poly([1, 0, 1]) * fmpz_poly([-1, 0, 1]))
    Inertia(left=1, axis=2, right=1, zero=0, multiple=False, decided_by='exact')
    """
    zero, p = strip_zero(p)
    degree = p.degree()
    even, odd = even_odd(p)
    if coprime_modulo_prime(even, odd):
        right = count_right(even, odd)
        return Inertia(degree - right, zero, right, zero, zero > 1, "prime")
    g = even.gcd(odd)
    imaginary, multiple = negative_roots(g)
    split = g.degree() - imaginary
    right = split + count_right(even // g, odd // g)
    axis = 2 * imaginary
    return Inertia(degree - axis - right, axis + zero, right, zero, multiple or zero > 1, "exact")


def disc_inertia(p: Any) -> Inertia:
    """Roots of a nonzero integer polynomial in |z| < 1 (left), on the circle (axis), outside (right); zero: at z = 1.

    >>> disc_inertia(fmpz_poly([1, 1]) * fmpz_poly([-1, 1]) * fmpz_poly([-1, 2]))
    Inertia(left=1, axis=2, right=0, zero=1, multiple=False, decided_by='prime')
    """
    lost, image = moebius(p)
    part = inertia(image)
    return Inertia(part.left, part.axis + lost, part.right, part.zero, part.multiple or lost > 1, part.decided_by)
