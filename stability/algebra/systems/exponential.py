"""All real zeros of a polynomial in x and exp(c x^m), by Rolle's theorem and Lindemann's.

Let g = sum_k p_k(x) E^k with E = exp(c x^m), c > 0 rational.  Between two neighbouring zeros of g' there is at most one
zero of g, and g' (after division by the lowest power of E) is simpler: the degree of p_0 drops, until p_0 is gone.  At
a rational x != 0 the number E is transcendental, so g(x) = 0 is impossible for an irreducible g that contains E, and
its sign is found by balls of rising precision.  For the same reason g and g' can vanish together only at x = 0, which
is tested exactly: at a common zero x would be algebraic (g is irreducible and no factor of g'), and E algebraic too.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from flint import Ordering, arb, ctx, fmpq, fmpz_mpoly_ctx, fmpz_poly

from stability.algebra.factors import factors
from stability.algebra.systems.roots import real_roots
from stability.errors import CannotSolve

#: Precisions tried for a sign that is known not to be 0; the last one would need numbers that agree to 4,000 digits.
PRECISIONS = (64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384)
#: Polynomials met in one recursion: a count that bounds the work.
MAX_STEPS = 400
#: Doublings of an end point in search of the sign at infinity.
_DOUBLINGS = 64


def _ring() -> Any:
    return fmpz_mpoly_ctx.get(("x", "e"), Ordering.lex)


@dataclass(frozen=True)
class Isolated:
    """Exactly one zero in [lower, upper] (a point when they are equal), of the irreducible ``poly`` in x and E."""

    lower: Fraction
    upper: Fraction
    poly: Any

    @property
    def exact(self) -> bool:
        return self.lower == self.upper


class ExponentialZeros:
    """The zeros of polynomials in x and E = exp(rate x^power)."""

    def __init__(self, rate: Fraction, power: int = 1) -> None:
        self.rate = rate
        self.power = power
        self.steps = 0

    def zeros(self, poly: Any) -> list[Isolated]:
        """Disjoint isolating intervals of all distinct real zeros, increasing.

        Raises CannotSolve beyond the budget of steps.

        >>> x, e = _ring().gens()
        >>> [round(float(z.lower), 3) for z in ExponentialZeros(Fraction(1)).zeros(e - 2 - x)]
        [-1.841, 1.146]
        """
        found: list[Isolated] = []
        for factor, _ in factors(poly):
            found += self._irreducible(factor)
        return self._separated(found)

    def _irreducible(self, poly: Any) -> list[Isolated]:
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise CannotSolve(
                "the zeros of an exponential polynomial", f"more than {MAX_STEPS} derivatives", "box= to search a box"
            )
        in_x, in_e = (int(d) for d in poly.degrees())
        if in_e == 0:
            return self._algebraic(poly)
        if in_x == 0:
            return self._constant_coefficients(poly)
        critical = self.zeros(self.derivative(poly))
        at_origin = self.sign(poly, Fraction(0)) == 0
        zeros = [Isolated(Fraction(0), Fraction(0), poly)] if at_origin else []
        ends = self._grid(poly, critical)
        for (left, s), (right, t) in pairwise(ends):
            if s * t < 0 and not (at_origin and left < 0 < right):
                zeros.append(self.narrowed(Isolated(left, right, poly), Fraction(1, 2**20)))
        return zeros

    def _algebraic(self, poly: Any) -> list[Isolated]:
        coefficients = {int(m[0]): int(c) for m, c in poly.terms()}
        p = fmpz_poly([coefficients.get(k, 0) for k in range(max(coefficients) + 1)])
        if p.degree() == 1:
            root = Fraction(-int(p[0]), int(p[1]))
            return [Isolated(root, root, poly)]
        found = []
        for ball in real_roots(p, 128):
            low, high = ball.lower().fmpq(), ball.upper().fmpq()
            found.append(Isolated(Fraction(int(low.p), int(low.q)), Fraction(int(high.p), int(high.q)), poly))
        return found

    def _constant_coefficients(self, poly: Any) -> list[Isolated]:
        """A polynomial in E alone: x^m = log(E)/rate for each positive root."""
        coefficients = {int(m[1]): int(c) for m, c in poly.terms()}
        p = fmpz_poly([coefficients.get(k, 0) for k in range(max(coefficients) + 1)])
        found = []
        for ball in real_roots(p, 128):
            if p.degree() == 1 and p[0] == -p[1]:
                found.append(Isolated(Fraction(0), Fraction(0), poly))
            elif ball > 0:
                with ctx.workprec(128):
                    value = ball.log() / arb(fmpq(self.rate.numerator, self.rate.denominator))
                    roots = self._real_roots_of_power(value)
                for x in roots:
                    low, high = x.lower().fmpq(), x.upper().fmpq()
                    found.append(Isolated(Fraction(int(low.p), int(low.q)), Fraction(int(high.p), int(high.q)), poly))
        return found

    def _real_roots_of_power(self, value: Any) -> list[Any]:
        """The real x with x^m = value, for a ball that does not contain 0 (E = 1 is the case x = 0, exact above)."""
        if self.power == 1:
            return [value]
        if self.power % 2:
            root = abs(value).root(self.power)
            return [root if value > 0 else -root]
        return [-value.root(self.power), value.root(self.power)] if value > 0 else []

    def derivative(self, poly: Any) -> Any:
        """d/dx as an integer polynomial, divided by the lowest power of E."""
        context = _ring()
        e = context.gen(1)
        slope = context.gen(0) ** (self.power - 1) * self.power * self.rate.numerator
        total = poly.derivative(0) * self.rate.denominator + poly.derivative(1) * e * slope
        lowest = min(int(m[1]) for m in total.monoms())
        return context.from_dict({(int(m[0]), int(m[1]) - lowest): c for m, c in total.terms()})

    def _grid(self, poly: Any, critical: list[Isolated]) -> list[tuple[Fraction, int]]:
        """Points and signs; between neighbours the function is monotone, or certainly not 0 (near a critical point)."""
        middle: list[tuple[Fraction, int]] = []
        for point in critical:
            sign = self._sign_on(poly, point)
            if sign == 0:
                middle += self._around_zero(poly, critical)
            else:
                point = self._fine(poly, point, sign)
                middle += [(point.lower, sign), (point.upper, sign)]
        first = min((p for p, _ in middle), default=Fraction(0))
        last = max((p for p, _ in middle), default=Fraction(0))
        if not middle and self.sign(poly, Fraction(0)) == 0:
            return []  # monotone, so the zero 0 is the only one
        start = [] if middle else [(Fraction(0), self.sign(poly, Fraction(0)))]
        return [self._end(poly, first, -1), *middle, *start, self._end(poly, last, 1)]

    def _around_zero(self, poly: Any, critical: list[Isolated]) -> list[tuple[Fraction, int]]:
        """g(0) = g'(0) = 0: two points beside 0, closer than every other critical point; 0 itself is listed apart."""
        others = [abs(b) for z in critical for b in (z.lower, z.upper) if b != 0]
        near = min([*others, Fraction(1)]) / 2
        return [(-near, self.sign(poly, -near)), (Fraction(0), 0), (near, self.sign(poly, near))]

    def _sign_on(self, poly: Any, point: Isolated) -> int:
        """The sign of g at a critical point, an isolated zero of g'; 0 only if that is x = 0."""
        if point.exact:
            return self.sign(poly, point.lower)
        current = point
        for bits in PRECISIONS:
            sign = self._sign_in(poly, current.lower, current.upper, bits)
            if sign is not None:
                return sign
            current = self.narrowed(current, (current.upper - current.lower) / 2**24)
        raise CannotSolve(
            "the sign of an exponential polynomial", f"no decision at {PRECISIONS[-1]} bits", "box= to search a box"
        )

    def _fine(self, poly: Any, point: Isolated, sign: int) -> Isolated:
        """A neighbourhood of the critical point on which g keeps its sign."""
        while not point.exact and self._sign_in(poly, point.lower, point.upper, 256) != sign:
            point = self.narrowed(point, (point.upper - point.lower) / 2**24)
        return point

    def _end(self, poly: Any, start: Fraction, direction: int) -> tuple[Fraction, int]:
        """A point beyond which g keeps its sign: it is monotone there and has reached the sign it has at infinity."""
        wanted = self._sign_at_infinity(poly, direction)
        step = Fraction(1)
        for _ in range(_DOUBLINGS):
            point = start + direction * step
            if self.sign(poly, point) == wanted:
                return point, wanted
            step *= 2
        raise CannotSolve("the zeros of an exponential polynomial", "a zero beyond 2^64", "box= to search a box")

    def _sign_at_infinity(self, poly: Any, direction: int) -> int:
        powers = [int(m[1]) for m in poly.monoms()]
        grows = direction > 0 or self.power % 2 == 0
        k = max(powers) if grows else min(powers)
        degree, coefficient = max((int(m[0]), int(c)) for m, c in poly.terms() if int(m[1]) == k)
        return (1 if coefficient > 0 else -1) * (direction if degree % 2 else 1)

    def sign(self, poly: Any, x: Fraction) -> int:
        """The sign at a rational point: exact at 0; elsewhere not 0 for an irreducible polynomial that contains E."""
        if x == 0:
            value = sum(int(c) for m, c in poly.terms() if int(m[0]) == 0)
            return (value > 0) - (value < 0)
        for bits in PRECISIONS:
            sign = self._sign_in(poly, x, x, bits)
            if sign is not None:
                return sign
        raise CannotSolve(
            "the sign of an exponential polynomial", f"no decision at {PRECISIONS[-1]} bits", "box= to search a box"
        )

    def _sign_in(self, poly: Any, low: Fraction, high: Fraction, bits: int) -> int | None:
        with ctx.workprec(bits):
            x = arb(fmpq(low.numerator, low.denominator)).union(arb(fmpq(high.numerator, high.denominator)))
            e = (_power(x, self.power) * fmpq(self.rate.numerator, self.rate.denominator)).exp()
            by_power: dict[int, Any] = {}
            for m, c in poly.terms():
                by_power[int(m[1])] = by_power.get(int(m[1]), arb(0)) + int(c) * _power(x, int(m[0]))
            total = arb(0)
            for k, value in by_power.items():
                total = total + value * _power(e, k)
            return 1 if total > 0 else -1 if total < 0 else None

    def narrowed(self, zero: Isolated, width: Fraction) -> Isolated:
        """The same zero in an interval of at most this width, by bisection."""
        if zero.exact:
            return zero
        low, high = zero.lower, zero.upper
        below = self._sign_exactly(zero.poly, low)
        while high - low > width:
            middle = _between(low, high)
            sign = self._sign_exactly(zero.poly, middle)
            if sign == 0:
                return Isolated(middle, middle, zero.poly)
            low, high = (middle, high) if sign == below else (low, middle)
        return Isolated(low, high, zero.poly)

    def _sign_exactly(self, poly: Any, x: Fraction) -> int:
        if poly.degrees()[1] == 0:
            value = sum(int(c) * x ** int(m[0]) for m, c in poly.terms())
            return (value > 0) - (value < 0)
        return self.sign(poly, x)

    def _separated(self, zeros: list[Isolated]) -> list[Isolated]:
        """Disjoint intervals: zeros of different irreducible polynomials are different, or both x = 0."""
        unique = list({(z.lower, z.upper) if z.exact else (z.lower, z.upper, str(z.poly)): z for z in zeros}.values())
        for _ in range(len(PRECISIONS) * 8):
            unique.sort(key=lambda z: (z.lower, z.upper))
            clash = [i for i in range(len(unique) - 1) if unique[i].upper >= unique[i + 1].lower]
            if not clash:
                return unique
            for i in {*clash, *(c + 1 for c in clash)}:
                unique[i] = self.narrowed(unique[i], (unique[i].upper - unique[i].lower) / 16)
        raise CannotSolve(
            "the zeros of an exponential polynomial", "two zeros too close to separate", "box= to search a box"
        )


def _power(base: Any, exponent: int) -> Any:
    result = arb(1)
    for _ in range(exponent):
        result = result * base
    return result


def _between(low: Fraction, high: Fraction) -> Fraction:
    """A point with small numerator and denominator near the middle."""
    middle = (low + high) / 2
    return middle.limit_denominator(max(4, int(8 / (high - low)) + 1)) if high > low else middle


def zeros_of(poly: Any, gens: tuple[Any, ...], x: Any) -> tuple[ExponentialZeros, list[Isolated], bool] | None:
    """The zeros of a polynomial in ``gens``, which are x and exp(c x^m), or x and log(x); None for other generators.

    In the second case x = exp(t): the zeros are those in t, and the third value is True.
    """
    from sympy import Integer, exp, log

    others = [g for g in gens if g != x]
    if len(others) != 1:
        return None
    kernel, is_log = others[0], others[0] == log(x)
    rate, power = Integer(1), Integer(1)
    if not is_log:
        if not isinstance(kernel, exp):
            return None
        rate, monomial = kernel.args[0].as_coeff_Mul()
        base, power = monomial.as_base_exp()
        if base != x:
            return None
    if not (rate.is_Rational and rate > 0 and power.is_Integer and power > 0):
        return None
    place = {g: i for i, g in enumerate(gens)}
    first, second = (kernel, x) if is_log else (x, kernel)
    terms = {tuple(int(m[place[g]]) if g in place else 0 for g in (first, second)): c for m, c in poly.terms()}
    solver = ExponentialZeros(Fraction(int(rate.p), int(rate.q)), int(power))
    return solver, solver.zeros(_ring().from_dict(terms)), is_log
