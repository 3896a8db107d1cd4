"""Real roots of a polynomial of high degree by sign changes, once their number is known."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

import numpy as np
from flint import arb, arb_poly, ctx, fmpq, fmpz_poly

#: Points of the grid on [-1, 1], for p and for its reversal: floats only propose where the sign may change.
_POINTS = 1500
#: Bits of the evaluations that prove a sign, and steps of bisection before Newton's method.
_BITS = 512
_HALVINGS = 12


def by_sign_changes(coefficients: tuple[int, ...], count: int, bits: int) -> tuple[Any, ...] | None:
    """Balls around all ``count`` real roots of a square-free polynomial, or None when fewer changes are found.

    Every bracket holds a root because the signs at its ends differ, proven in ball arithmetic; as many disjoint
    brackets as roots hold one each, and there are no others.

    >>> [r.str(5, radius=False) for r in by_sign_changes((-2, 0, 1), 2, 64)]
    ['-1.4142', '1.4142']
    """
    with ctx.workprec(max(_BITS, 2 * bits)):
        p = arb_poly(fmpz_poly(list(coefficients)))
        brackets = [b for b in _proposed(coefficients) if _sign(p, b[0]) * _sign(p, b[1]) < 0]
        if len(brackets) != count:
            return None
        roots = [_refined(p, low, high, bits) for low, high in brackets]
    return None if any(r is None for r in roots) else tuple(roots)


def _proposed(coefficients: tuple[int, ...]) -> list[tuple[Fraction, Fraction]]:
    """Disjoint intervals, increasing, at whose ends floats see different signs."""
    scale = max(abs(c) for c in coefficients)
    forward = np.array([float(Fraction(c, scale)) for c in coefficients])
    grid = np.sin(np.linspace(-np.pi / 2, np.pi / 2, _POINTS))
    inner = [Fraction(float(x)) for x in grid]
    inside = np.sign(np.polynomial.polynomial.polyval(grid, forward))
    positive, negative = grid[grid > 1e-9], grid[grid < -1e-9]
    outer = [*_beyond(forward, negative, True), *zip(inner, inside, strict=True), *_beyond(forward, positive, False)]
    return [(a, b) for (a, s), (b, t) in pairwise(outer) if s * t < 0 and a < b]


def _beyond(forward: Any, y: Any, negative: bool) -> list[tuple[Fraction, float]]:
    """Points x = 1/y outside [-1, 1] in increasing order, with the sign of p there, from y^n p(1/y)."""
    n = len(forward) - 1
    signs = np.sign(np.polynomial.polynomial.polyval(y, forward[::-1])) * (np.sign(y) ** n)
    found = [(1 / Fraction(float(v)), float(s)) for v, s in zip(y, signs, strict=True) if abs(v) < 1]
    return sorted(found, key=lambda pair: pair[0])


def _ball(x: Fraction) -> Any:
    return arb(fmpq(x.numerator, x.denominator))


def _sign(p: Any, x: Fraction) -> int:
    value = p(_ball(x))
    return 1 if value > 0 else -1 if value < 0 else 0


def _refined(p: Any, low: Fraction, high: Fraction, bits: int) -> Any:
    """A ball of relative accuracy about 2^-bits around the root in the bracket, by a sign change; None on failure."""
    below = _sign(p, low)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        sign = _sign(p, middle)
        if sign == 0:
            return None
        low, high = (middle, high) if sign == below else (low, middle)
    slope = p.derivative()
    x = _ball((low + high) / 2)
    for _ in range(bits.bit_length() + 4):
        step = (p(x) / slope(x)).mid()
        x = (x - step).mid()
        if not x.is_finite():
            return None
    width = (abs(x) + arb(2) ** -bits) * arb(2) ** (2 - bits)
    left, right = (x - width).mid(), (x + width).mid()
    if not (
        left > _ball(low) and right < _ball(high) and (p(left) > 0) == (below > 0) and (p(right) < 0) == (below > 0)
    ):
        return None
    if not (p(left) > 0 or p(left) < 0) or not (p(right) > 0 or p(right) < 0):
        return None
    return arb(x, width)


__all__ = ["by_sign_changes"]
