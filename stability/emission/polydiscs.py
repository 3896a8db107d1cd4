"""Polydiscs with exactly one zero each: short rational centres, one radius, approximate inverses of the Jacobian.

The test is made here in ball arithmetic with the Jacobian over the polydisc; the checker expands f(centre + radius y)
exactly instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb
from typing import Any

from flint import acb, acb_mat, arb, ctx, fmpq

from stability.emission.polynomials import Terms
from stability.errors import NotApplicable

#: Radii tried are 2^-k; the first makes boxes that a reader can tell apart, the last is for clusters of zeros.
EXPONENTS = (20, 40, 80, 160, 320)
MULTIPLE = 3  # of them, when multiple solutions are hoped to be rational
MAX_STEPS = 1_200_000  # estimated, of the 2,000,000 which the checker grants for boxes and steps together
MARGIN = 16  # the contraction and the image of the centre stay below radius/16: the checker's bound is a little larger

Complex = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Polydisc:
    """|x_i - centre_i| <= radius, and an inverse of the Jacobian at the centre; or an exact zero, of radius 0."""

    centre: tuple[Complex, ...]
    radius: Fraction
    inverse: tuple[tuple[Complex, ...], ...] | None

    @property
    def box(self) -> list[list[Any]]:
        return [[number(c) for c in self.centre], [str(self.radius)] * len(self.centre)]

    @property
    def matrix(self) -> list[list[Any]] | None:
        return None if self.inverse is None else [[number(a) for a in row] for row in self.inverse]

    def apart(self, other: Polydisc) -> bool:
        """Both from the other and from its complex conjugate; a polydisc is compared with its own conjugate only."""
        reach = self.radius + other.radius
        sides = (-1,) if other is self else (1, -1)
        return all(any(max(abs(a[0] - b[0]), abs(a[1] - side * b[1])) > reach
                       for a, b in zip(self.centre, other.centre, strict=True)) for side in sides)


def number(c: Complex) -> Any:
    return str(c[0]) if c[1] == 0 else [str(c[0]), str(c[1])]


class Tester:
    """Equations, their derivatives and the poles, to be evaluated at balls."""

    def __init__(self, equations: Sequence[Terms], poles: Sequence[Terms]) -> None:
        self.n = len(equations)
        self.values = [_list(p) for p in equations]
        self.slopes = [[_list(derivative(p, j)) for j in range(self.n)] for p in equations]
        self.poles = [(_list(p), [_list(derivative(p, j)) for j in range(self.n)]) for p in poles]

    def affordable(self, discs: int) -> None:
        """NotApplicable where expanding the equations around so many centres is too much work for the checker."""
        expanded = sum(2 * comb(self.n + degree, degree) for degree in map(_degree, self.values))
        terms = sum(_expansion(powers) for p in self.values for _, powers in p)
        steps = discs * (terms + 8 * self.n * expanded)
        if steps > MAX_STEPS:
            raise NotApplicable("a certificate of all equilibria", f"{discs} boxes, too much to re-check in seconds",
                                "a smaller system")

    def polydisc(self, point: Sequence[Any], exponent: int, real: bool) -> Polydisc | None:
        """Around an approximate zero, known to more than ``exponent`` bits; None when the test fails."""
        grid = 2 ** (exponent + 8)
        centre = tuple((_rounded(z.real, grid), Fraction(0) if real else _rounded(z.imag, grid)) for z in point)
        with ctx.workprec(2 * exponent + 128):
            at = [acb(_ball(a), _ball(b)) for a, b in centre]
            inverse = self._inverse(at, real)
            radius = Fraction(1, 2**exponent)
            if inverse is None or not self._contracts(at, radius, inverse):
                return None
        return Polydisc(centre, radius, inverse)

    def _inverse(self, at: list[Any], real: bool) -> tuple[tuple[Complex, ...], ...] | None:
        jacobian = acb_mat([[_at(p, at) for p in row] for row in self.slopes])
        try:
            inverse = jacobian.inv()
        except ZeroDivisionError:
            return None
        norm = max(sum(float(abs(z).upper()) for z in row) for row in jacobian.transpose().tolist())
        grid = 2 ** max(0, int(norm * self.n).bit_length() + 8)  # rows of 1 - Y J then stay below 2^-8
        if not all(z.is_finite() for row in inverse.tolist() for z in row):
            return None
        return tuple(tuple((_rounded(z.real, grid), Fraction(0) if real else _rounded(z.imag, grid)) for z in row)
                     for row in inverse.tolist())

    def _contracts(self, at: list[Any], radius: Fraction, inverse: tuple[tuple[Complex, ...], ...]) -> bool:
        r = _ball(radius)
        wide = [z + acb(arb(0, r), arb(0, r)) for z in at]
        y = acb_mat([[acb(_ball(a), _ball(b)) for a, b in row] for row in inverse])
        image = y * acb_mat([[_at(p, at)] for p in self.values])
        product = y * acb_mat([[_at(p, wide) for p in row] for row in self.slopes])
        for i in range(self.n):
            rest = sum((abs(product[i, j] - int(i == j)) for j in range(self.n)), arb(0))
            if not (rest * MARGIN < 1 and abs(image[i, 0]) * MARGIN < r):
                return False
        return all(abs(_at(p, at)) > MARGIN * r * sum((abs(_at(q, wide)) for q in slopes), arb(0))
                   for p, slopes in self.poles)

    def exact(self, point: Sequence[Any], exponent: int) -> Polydisc | None:
        """The zero with short rational coordinates near the point, if there is one."""
        centre = tuple((_short(z.real, exponent), _short(z.imag, exponent)) for z in point)
        zero = not any(any(_value(p, centre)) for p in self.values)
        defined = all(any(_value(p, centre)) for p, _ in self.poles)
        return Polydisc(centre, Fraction(0), None) if zero and defined else None

    def refined(self, start: Sequence[Any], bits: int) -> list[Any]:
        """Newton's iteration from an approximate zero; a candidate, not a certificate."""
        with ctx.workprec(2 * bits + 64):
            point = [acb(x) for x in start]
            for _ in range(2 * bits.bit_length()):
                try:
                    inverse = acb_mat([[_at(p, point) for p in row] for row in self.slopes]).inv()
                except ZeroDivisionError:
                    break
                step = inverse * acb_mat([[_at(p, point)] for p in self.values])
                point = [acb((z - step[i, 0]).mid()) for i, z in enumerate(point)]
            return point


def polydiscs(tester: Tester, points: Any, exact: bool) -> tuple[list[Polydisc], list[Polydisc]]:
    """(real ones, one of each complex pair) around all solutions, with one radius, pairwise disjoint.

    ``points``: a function of a number of bits, such as ``Solutions.balls``.  ``exact``: some solutions are multiple;
    rational ones are taken as points.  Raises NotApplicable when some solution has no polydisc.
    """
    tester.affordable(len(points(EXPONENTS[0])))
    for exponent in EXPONENTS[:MULTIPLE] if exact else EXPONENTS:
        found = [(tester.polydisc(point, exponent, real) or (tester.exact(point, exponent) if exact else None), real)
                 for point, real in points(2 * exponent)]
        discs = [disc for disc, _ in found if disc is not None]
        real = [disc for disc, on_axis in found if disc is not None and on_axis]
        pairs = [disc for disc, on_axis in found if disc is not None and not on_axis]
        if len(discs) == len(found) and _disjoint(discs) and all(disc.apart(disc) for disc in pairs):
            return sorted(real, key=lambda d: d.centre), pairs
    raise NotApplicable("a certificate of all equilibria", f"solutions which boxes of radius 2^-{EXPONENTS[-1]} do not "
                        "isolate", "a system with simple, well separated solutions")


def _disjoint(discs: list[Polydisc]) -> bool:
    return all(a.apart(b) for i, a in enumerate(discs) for b in discs[:i])


def derivative(p: Terms, j: int) -> Terms:
    return {(*m[:j], m[j] - 1, *m[j + 1:]): c * m[j] for m, c in p.items() if m[j]}


def _list(p: Terms) -> list[Any]:
    return [(fmpq(c), [(i, e) for i, e in enumerate(m) if e]) for m, c in p.items()]


def _degree(p: list[Any]) -> int:
    return max((sum(e for _, e in powers) for _, powers in p), default=0)


def _expansion(powers: list[tuple[int, int]]) -> int:
    """Steps of expanding prod (a + bi + r y)^e: products with three terms, of powers in i and len(powers) variables."""
    degree = sum(e for _, e in powers)
    return sum(12 * min(3**k, (k + 1) ** (len(powers) + 1)) for k in range(degree))


def _at(p: list[Any], point: Sequence[Any]) -> Any:
    total = acb(0)
    for c, powers in p:
        term = acb(c)
        for i, e in powers:
            for _ in range(e):
                term = term * point[i]
        total = total + term
    return total


def _value(p: list[Any], point: Sequence[Complex]) -> Complex:
    total = (Fraction(0), Fraction(0))
    for c, powers in p:
        a, b = Fraction(int(c.p), int(c.q)), Fraction(0)
        for x, y in (point[i] for i, e in powers for _ in range(e)):
            a, b = a * x - b * y, a * y + b * x
        total = (total[0] + a, total[1] + b)
    return total


def _short(x: Any, exponent: int) -> Fraction:
    return _rounded(x, 2 ** (2 * exponent)).limit_denominator(2 ** (exponent // 2))


def _ball(x: Fraction) -> Any:
    return arb(fmpq(x.numerator, x.denominator))


def _rounded(x: Any, grid: int) -> Fraction:
    middle = x.mid().fmpq()
    return Fraction(round(Fraction(int(middle.p), int(middle.q)) * grid), grid)
