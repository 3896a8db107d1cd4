"""Cells for one parameter: the line is cut at the real roots of every polynomial whose sign was asked for.

A classifier asks for signs.  At a sample of an interval they are signs of rational numbers, and the answer holds on the
whole interval unless one of the polynomials asked for has a root in it; then the interval is cut there, and the parts
are asked again.  At a root the signs are exact as well: a polynomial vanishes at a root of an irreducible m only when m
divides it, and otherwise balls around the root decide.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any

from flint import arb, ctx, fmpq, fmpz_poly
from sympy import CRootOf, Integer, Poly, sqrt

from stability.algebra.names import placeholder
from stability.region.ring import Ring

#: Intervals and points that are looked at: a bound on the work, and on what a reader would read.
MAX_PIECES = 200


_X = placeholder("x", __name__)


@dataclass(frozen=True)
class Root:
    """The real root number ``index`` (in increasing order) of an irreducible integer polynomial."""

    coefficients: tuple[int, ...]
    index: int

    def ball(self, precision: int) -> Any:
        return real_roots(self.coefficients, precision)[self.index]

    def expression(self) -> Any:
        """Rational, with square roots, or a CRootOf."""
        c = [Integer(k) for k in self.coefficients]
        if len(c) == 5 and not c[1] and not c[3]:
            return self._biquadratic()
        if len(c) == 2:
            return -c[0] / c[1]
        if len(c) == 3:
            half = sqrt(c[1] ** 2 - 4 * c[0] * c[2]) / (2 * abs(c[2]))
            return -c[1] / (2 * c[2]) + (half if self.index else -half)
        return CRootOf(Poly(c[::-1], _X), self.index)

    def _biquadratic(self) -> Any:
        """+-sqrt of the positive roots of the quadratic in x^2."""
        square = self.coefficients[::2]
        positive = [k for k, ball in enumerate(real_roots(square, 64)) if ball > 0]
        values = [sqrt(Root(square, k).expression()) for k in positive]
        return [*(-v for v in reversed(values)), *values][self.index]


@lru_cache(maxsize=512)
def real_roots(coefficients: tuple[int, ...], precision: int) -> tuple[Any, ...]:
    """Balls around the real roots of an irreducible polynomial, in increasing order."""
    with ctx.workprec(precision):
        if len(coefficients) == 2:
            return (arb(-coefficients[0]) / arb(coefficients[1]),)
        found = [root.real for root, _ in fmpz_poly(list(coefficients)).complex_roots() if root.imag == 0]
    return tuple(sorted(found, key=lambda ball: ball.mid()))


@dataclass(frozen=True)
class Piece:
    """A point of the line (``at``), or the open interval between two roots (None: unbounded)."""

    low: Root | None
    high: Root | None
    at: Root | None = None


@dataclass(frozen=True)
class Evaluation:
    """Signs at a piece; the irreducible factors that were asked for are collected."""

    ring: Ring
    place: int
    piece: Piece
    asked: set[tuple[int, ...]] = field(default_factory=set)

    @cached_property
    def sample(self) -> Fraction | None:
        """A rational number of the interval; None at a point."""
        return None if self.piece.at else between(self.piece.low, self.piece.high)

    def hint(self, element: Any) -> frozenset[int]:
        return frozenset({self.sign(element)})

    def sign(self, element: Any) -> int:
        if not element:
            return 0
        return sign_at(self.univariate(element), self)

    def univariate(self, element: Any) -> tuple[int, ...]:
        terms = element.to_dict()
        found = [0] * (1 + max(int(m[self.place]) for m in terms))
        for monomial, coefficient in terms.items():
            found[int(monomial[self.place])] = int(coefficient)
        return tuple(found)


def sign_at(polynomial: tuple[int, ...], where: Evaluation) -> int:
    """The sign of an integer polynomial at the piece, factor by factor."""
    p = fmpz_poly(list(polynomial))
    content, factors = p.factor()
    result = 1 if content > 0 else -1
    for factor, power in factors:
        key = tuple(int(c) for c in factor.coeffs())
        where.asked.add(key)
        value = _value_sign(key, factor, where)
        result *= value**power
    return result


def _value_sign(key: tuple[int, ...], factor: Any, where: Evaluation) -> int:
    if where.sample is not None:
        value = factor(fmpq(where.sample.numerator, where.sample.denominator))
        return int(value > 0) - int(value < 0)
    root = where.piece.at
    assert root is not None
    if key == root.coefficients:
        return 0
    precision = 64
    while True:  # ends: two irreducible polynomials have no root in common
        with ctx.workprec(precision):
            ball = arb(0)
            for c in reversed(key):
                ball = ball * root.ball(precision) + c
        if ball > 0 or ball < 0:
            return 1 if ball > 0 else -1
        precision *= 2


def before(a: Root, b: Root) -> bool:
    """Whether a < b, for different roots."""
    if a.coefficients == b.coefficients:
        return a.index < b.index
    precision = 64
    while True:
        left, right = a.ball(precision), b.ball(precision)
        if left < right or right < left:
            return bool(left < right)
        precision *= 2


def between(low: Root | None, high: Root | None) -> Fraction:
    """A rational number of small height in the open interval."""
    precision = 64
    while True:
        bottom = _edge(low, precision, upper=True)
        top = _edge(high, precision, upper=False)
        if bottom is None and top is None:
            return Fraction(0)
        if bottom is None or top is None:
            return Fraction(bottom.__floor__() + 1) if bottom is not None else Fraction(top.__ceil__() - 1)  # type: ignore[union-attr]
        if bottom < top:
            return simplest(bottom, top)
        precision *= 2


def _edge(root: Root | None, precision: int, upper: bool) -> Fraction | None:
    if root is None:
        return None
    if len(root.coefficients) == 2:
        return Fraction(-root.coefficients[0], root.coefficients[1])
    ball = root.ball(precision)
    mantissa, exponent = (ball.upper() if upper else ball.lower()).man_exp()
    return Fraction(int(mantissa)) * Fraction(2) ** int(exponent)


def simplest(low: Fraction, high: Fraction) -> Fraction:
    """The fraction of smallest denominator in the open interval.

    >>> simplest(Fraction(1, 3), Fraction(1, 2))
    Fraction(2, 5)
    """
    whole = low.__floor__()
    if whole + 1 < high:
        return Fraction(whole + 1) if low >= 0 or high <= 0 else Fraction(0)
    shifted, top = low - whole, high - whole
    if shifted == 0:
        return whole + Fraction(1, (1 / top).__floor__() + 1)
    return whole + 1 / simplest(1 / top, 1 / shifted)


def cut(
    ring: Ring, place: int, classify: Callable[[Evaluation], Any], start: set[tuple[int, ...]]
) -> list[tuple[Piece, Any]]:
    """(piece, answer) in increasing order; the answer is None for what was left when MAX_PIECES were looked at.

    start: polynomials at whose roots the line is cut in any case.
    """
    roots: list[Root] = []
    _insert(roots, start)
    answers: dict[Piece, Any] = {}
    looked = 0
    while True:
        pieces = _pieces(roots)
        left = [p for p in pieces if p not in answers]
        if not left or looked > MAX_PIECES:
            return [(p, answers.get(p)) for p in pieces]
        for piece in left:
            where = Evaluation(ring, place, piece)
            answer, looked = classify(where), looked + 1
            if piece.at is not None or not _insert(roots, {k for k in where.asked if _inside(k, piece)}):
                answers[piece] = answer


def _inside(key: tuple[int, ...], piece: Piece) -> bool:
    """Whether a root lies in the open interval."""
    for index in range(len(real_roots(key, 64))):
        root = Root(key, index)
        if root in (piece.low, piece.high):
            continue
        if (piece.low is None or before(piece.low, root)) and (piece.high is None or before(root, piece.high)):
            return True
    return False


def _insert(roots: list[Root], keys: set[tuple[int, ...]]) -> bool:
    """Insert the roots of the polynomials in order; whether any was new."""
    changed = False
    for key in sorted(keys):
        if len(key) < 2:
            continue
        for index in range(len(real_roots(key, 64))):
            root = Root(key, index)
            if root not in roots:
                roots.insert(sum(before(r, root) for r in roots), root)
                changed = True
    return changed


def _pieces(roots: list[Root]) -> list[Piece]:
    if not roots:
        return [Piece(None, None)]
    found = [Piece(None, roots[0])]
    for k, root in enumerate(roots):
        found.append(Piece(root, root, root))
        found.append(Piece(root, roots[k + 1] if k + 1 < len(roots) else None))
    return found

