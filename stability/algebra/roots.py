"""Enclosures of the roots of an irreducible integer polynomial, with zero real and imaginary parts known exactly."""

from __future__ import annotations

from typing import Any

from flint import acb, arb, ctx, fmpz_poly

from stability.algebra.univariate import disc_inertia
from stability.clock import Time

INSIDE, BOUNDARY, OUTSIDE = "inside", "boundary", "outside"


def precision_for(digits: int) -> int:
    """Bits for a number of decimal digits; log2(10) < 3.33, and 10 guard bits."""
    return (digits * 333) // 100 + 10


def irreducible_roots(f: Any, precision: int) -> list[Any]:
    """The roots of an irreducible f as disjoint balls; a real (imaginary) root has imaginary (real) part exactly 0.

    An irreducible f with an imaginary root iw shares it with f(-s), so f is s or even: f(s) = F(s^2), and the imaginary
    roots are the square roots of the negative roots of F.

    >>> [str(root) for root in irreducible_roots(fmpz_poly([4, 0, 1]), 53)]
    ['2.00000000000000j', '-2.00000000000000j']
    """
    while True:
        with ctx.workprec(precision + 20):
            roots = _roots(f)
        if roots is not None:
            return roots
        precision *= 2


def _roots(f: Any) -> list[Any] | None:
    """One attempt at the working precision; None when the sign of a real root of F is not yet visible."""
    if f.degree() == 1:
        return [acb(arb(-f[0]) / arb(f[1]))]
    if f.degree() == 2:
        return _quadratic(f)
    if any(f.coeffs()[1::2]):
        return [root for root, _ in f.complex_roots()]
    roots: list[Any] = []
    for x in _roots(fmpz_poly(f.coeffs()[::2])) or [acb(0)]:
        if x.imag == 0 and not (x.real > 0 or x.real < 0):
            return None
        roots.extend(_square_roots(x))
    return roots


def _quadratic(f: Any) -> list[Any]:
    """Balls at the working precision; the discriminant of an irreducible quadratic is not a square."""
    c, b, a = f.coeffs()
    discriminant = b * b - 4 * a * c
    centre, half = arb(-b) / arb(2 * a), arb(abs(discriminant)).sqrt() / arb(2 * abs(a))
    if discriminant < 0:
        return [acb(centre, half), acb(centre, -half)]
    if b == 0:
        return [acb(half), acb(-half)]
    far = centre + half if centre > 0 else centre - half  # no cancellation; the other root from the product c/a
    return sorted((acb(far), acb(arb(c) / (a * far))), key=lambda z: -float(z.real.mid()))


def _square_roots(x: Any) -> tuple[Any, Any]:
    if x.imag == 0 and x.real < 0:
        root = acb(arb(0), (-x.real).sqrt())
    else:
        root = acb(x.real.sqrt()) if x.imag == 0 else x.sqrt()
    return root, -root


def sided_roots(f: Any, time: Time, precision: int) -> list[tuple[Any, str]]:
    """Each root of an irreducible f with its side; every part that is not 0 is known to ``precision`` relative bits.

    How many roots are on the boundary is counted by exact algebra first; balls only say which ones.
    """
    on_boundary = _boundary_count(f, time)
    while True:
        roots = irreducible_roots(f, precision)
        if all(_sharp(root, precision) for root in roots):
            sides = [side_of(root, time) for root in roots]
            if sides.count(BOUNDARY) == on_boundary:
                return list(zip(roots, sides, strict=True))
        precision *= 2


def _boundary_count(f: Any, time: Time) -> int:
    if time is Time.DISCRETE:
        coefficients = f.coeffs()
        palindrome = coefficients == coefficients[::-1] or f.degree() == 1
        return disc_inertia(f).axis if palindrome else 0  # a root on the circle is shared with z^n f(1/z)
    return sum(root.real == 0 for root in irreducible_roots(f, 64))


def _sharp(root: Any, precision: int) -> bool:
    """Every part that is not exactly 0 is known to ``precision`` relative bits."""
    return all(part == 0 or part.rel_accuracy_bits() >= precision for part in (root.real, root.imag))


def side_of(root: Any, time: Time) -> str:
    """The side of a ball; BOUNDARY when the ball meets the boundary."""
    with ctx.workprec(4096):  # no rounding beyond the ball's own radius
        excess = root.real if time is Time.CONTINUOUS else root.real * root.real + root.imag * root.imag - 1
    if excess > 0:
        return OUTSIDE
    return INSIDE if excess < 0 else BOUNDARY
