"""Real roots of a polynomial of high degree by sign changes, once their number is known."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
from flint import arb, arb_poly, ctx, fmpq, fmpz_poly

#: Points of the grid on [-1, 1], for p and for its reversal: floats only propose where the sign may change.
_POINTS = (1_500, 12_000)
#: Bits of the evaluations that prove a sign, and steps of bisection before Newton's method.
_BITS = 512
_HALVINGS = 12
#: Grid points at which balls may be asked for a sign; more of them say that the grid is the wrong tool.
_UNSURE = 400


def by_sign_changes(coefficients: tuple[int, ...], count: int, bits: int) -> tuple[Any, ...] | None:
    """Balls around all ``count`` real roots of a square-free polynomial, or None when fewer changes are found.

    Every bracket holds a root because the signs at its ends differ, proven in ball arithmetic; as many disjoint
    brackets as roots hold one each, and there are no others.

    >>> [r.str(5, radius=False) for r in by_sign_changes((-2, 0, 1), 2, 64)]
    ['-1.4142', '1.4142']
    """
    with ctx.workprec(max(_BITS, 2 * bits)):
        p = arb_poly(fmpz_poly(list(coefficients)))
        for points in _POINTS:
            brackets = [b for b in _proposed(coefficients, p, points) if _sign(p, b[0]) * _sign(p, b[1]) < 0]
            if len(brackets) == count:
                break
        else:
            return None
        return _all([_refined(p, low, high, bits) for low, high in brackets])


def refined(coefficients: tuple[int, ...], known: tuple[Any, ...], bits: int) -> tuple[Any, ...] | None:
    """The same roots to more bits, from disjoint balls around them; None when a sign at the end of a ball is not sure.

    >>> [r.str(20, radius=False) for r in refined((-2, 0, 1), by_sign_changes((-2, 0, 1), 2, 30), 80)]
    ['-1.4142135623730950488', '1.4142135623730950488']
    """
    with ctx.workprec(max(_BITS, 2 * bits)):
        p = arb_poly(fmpz_poly(list(coefficients)))
        ends = [tuple(Fraction(int(e.p), int(e.q)) for e in _ends(r)) for r in known]
        if any(_sign(p, low) * _sign(p, high) >= 0 for low, high in ends):
            return None
        return _all([_refined(p, low, high, bits, 0) for low, high in ends])


def _ends(root: Any) -> tuple[Any, Any]:
    return root.mid().fmpq() - root.rad().fmpq(), root.mid().fmpq() + root.rad().fmpq()


def _all(roots: list[Any]) -> tuple[Any, ...] | None:
    return None if any(r is None for r in roots) else tuple(roots)


def _proposed(coefficients: tuple[int, ...], p: Any, count: int) -> list[tuple[Fraction, Fraction]]:
    """Disjoint intervals, increasing, at whose ends the signs differ as far as floats and balls can see.

    Beyond [-1, 1] the reversal stands for p: p(1/y) y^n.  Where rounding could hide the sign, balls are asked.
    """
    scale = max(abs(c) for c in coefficients)
    forward = np.array([float(Fraction(c, scale)) for c in coefficients])
    grid = np.sin(np.linspace(-np.pi / 2, np.pi / 2, count))
    outside = grid[::-1][(abs(grid[::-1]) > 1e-9) & (abs(grid[::-1]) < 1)]
    pieces = [(outside[outside < 0], True), (grid, False), (outside[outside > 0], True)]
    points = np.concatenate([where for where, _ in pieces])
    inverted = np.concatenate([np.full(len(where), reciprocal) for where, reciprocal in pieces])
    seen = np.concatenate([_float_signs(forward[::-1] if reciprocal else forward, w) for w, reciprocal in pieces])
    seen *= np.where(inverted, np.sign(points) ** (len(forward) - 1), 1.0)
    unsure = np.flatnonzero(seen == 0)
    if len(unsure) > _UNSURE:
        return []
    for i in unsure:
        seen[i] = _sign(p, _point(points[i], inverted[i]))
    kept = np.flatnonzero(seen)
    changes = np.flatnonzero(seen[kept][:-1] * seen[kept][1:] < 0)
    ends = [tuple(_point(points[k], inverted[k]) for k in (kept[i], kept[i + 1])) for i in changes]
    return [(low, high) for low, high in ends if low < high]


def _float_signs(coefficients: Any, where: Any) -> Any:
    """Signs by Horner's rule; 0 where its rounding error, 2n ulps of the sum of moduli, could reach the value."""
    values = np.polynomial.polynomial.polyval(where, coefficients)
    sizes = np.polynomial.polynomial.polyval(abs(where), abs(coefficients))
    return np.where(abs(values) > 2 * len(coefficients) * np.finfo(float).eps * sizes, np.sign(values), 0.0)


def _point(x: Any, reciprocal: bool) -> Fraction:
    return 1 / Fraction(float(x)) if reciprocal else Fraction(float(x))


def _ball(x: Fraction) -> Any:
    return arb(fmpq(x.numerator, x.denominator))


def _sign(p: Any, x: Fraction) -> int:
    value = p(_ball(x))
    return 1 if value > 0 else -1 if value < 0 else 0


def _refined(p: Any, low: Fraction, high: Fraction, bits: int, halvings: int = _HALVINGS) -> Any:
    """A ball of relative accuracy about 2^-bits around the root in the bracket, by a sign change; None on failure."""
    below = _sign(p, low)
    for _ in range(halvings):
        for middle in ((low + high) / 2, (2 * low + high) / 3):  # the root itself may be in the middle: 0 often is
            sign = _sign(p, middle)
            if sign:
                break
        else:
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


__all__ = ["by_sign_changes", "refined"]
