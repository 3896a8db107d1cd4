"""Claims about packed laws: the total variation between m-fold products of two laws on finitely many points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise, product
from math import comb, factorial, prod
from typing import Any

from flint import arb, ctx, fmpq
from sympy import Min, Poly, Rational

from stability.algebra.balls import BITS, within_last_digit
from stability.algebra.conditions import Outcome as Shown
from stability.algebra.conditions import holds
from stability.algebra.names import Internal, internals, placeholder
from stability.errors import BadInput, CannotSolve
from stability.rigor import Rigor
from stability.system import System
from stability.theorem.claim import Checked, Claim, confirmed, refuted, undecided
from stability.theorem.data import law, natural, rational
from stability.theorem.decimals import moved_digit
from stability.theorem.fields import Digits, Expression, OptionalDigits, Ordinal, Ratio, Ratios

#: tau and m in the bounds.
TAU, PACKED = (placeholder(name, __name__, positive=True) for name in ("tau", "m"))

#: Multisets that are summed over, points of which all subsets are tried, and m of which all signs are: seconds of work.
_TUPLES, _POINTS, _PACKED = 200_000, 16, 10


def packed_distance(p: Any, q: Any, m: int) -> Fraction:
    """Total variation between the laws of m independent points: sum over ordered tuples of |P - Q| / 2, exactly."""
    first, second = _pair(p, q)
    if comb(m + len(first) - 1, m) > _TUPLES:
        found = f"{comb(m + len(first) - 1, m)} multisets of points"
        raise CannotSolve("a distance of packed laws", found, f"fewer points, or a smaller m: {_TUPLES} at most")
    total = Fraction(0)
    for counts in _compositions(m, len(first)):
        tuples = factorial(m) // prod(factorial(k) for k in counts)
        chances = (prod((x**k for x, k in zip(law, counts, strict=True)), start=Fraction(1)) for law in (first, second))
        a, b = chances
        total += tuples * abs(a - b)
    return total / 2


@dataclass(frozen=True)
class PackedDistances(Claim):
    """Equality: TV(P^m, Q^m) for m = 1, 2, ... is exactly these rationals; P and Q are laws on the same points."""

    p: Ratios
    q: Ratios
    values: Ratios

    def check(self, system: System) -> Checked:
        p, q = _pair(self.p, self.q)
        if not self.values:
            raise BadInput("distances of packed laws", "none", "one for each m = 1, 2, ...")
        found = [packed_distance(p, q, m) for m in range(1, len(self.values) + 1)]
        shown = ", ".join(map(str, found))
        for m, (value, claimed) in enumerate(zip(found, self.values, strict=True), 1):
            if value != rational(claimed, "a distance"):
                return refuted("a distance differs", f"for m = {m} it is {value}, not {claimed}")
        return confirmed("a finite sum of rationals", predicted=shown, exhibits=(("Distances", shown),))

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, values=(*self.values[:-1], self.values[-1] + Rational(1, 100))),)


@dataclass(frozen=True)
class LargestGap(Claim):
    """Equality: the largest P(S) - Q(S) over all sets S of points is ``value``, and it is TV(P, Q), for two laws.

    (epsilon, delta)-mode collapse of Q: some S has P(S) >= delta and Q(S) <= epsilon; the largest delta - epsilon of
    the region is this gap.
    """

    p: Ratios
    q: Ratios
    value: Ratio

    def check(self, system: System) -> Checked:
        p, q = _pair(self.p, self.q)
        if len(p) > _POINTS:
            raise CannotSolve("the largest gap", f"2^{len(p)} sets of points", f"at most {_POINTS} points")
        sets = list(product((0, 1), repeat=len(p)))
        gap, best = max((sum((a - b) * s for a, b, s in zip(p, q, chosen, strict=True)), chosen) for chosen in sets)
        points = [k + 1 for k, s in enumerate(best) if s]
        if gap != packed_distance(self.p, self.q, 1):
            return undecided("the gap is not the total variation: a defect")
        if gap != rational(self.value, "a gap"):
            return refuted("the gap differs", f"S = {points} has P(S) - Q(S) = {gap}, not {self.value}")
        return confirmed(f"all {len(sets)} sets; the best is {points}", predicted=str(gap))

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, value=self.value / 2),)


@dataclass(frozen=True)
class PackedUpperBound(Claim):
    """Bound for all laws on finitely many points and all m: TV(P^m, Q^m) <= ``bound``(tau, m), tau = TV(P, Q).

    Proof for bound = 1 - (1 - tau)^m.  1 - TV is the overlap, the sum of min(P, Q) over all points.  For products,
    min(p q, p' q') >= min(p, p') min(q, q') for non-negative numbers (checked), so that the overlap of P^m and Q^m is
    at least the m-fold product of the overlap 1 - tau.
    """

    own = (TAU, PACKED)

    bound: Expression

    def check(self, system: System) -> Checked:
        exhibits = (("Bound", self.bound),)
        stray = self.bound.free_symbols - {TAU, PACKED}
        if stray:
            raise BadInput("a bound in tau and m", f"{', '.join(map(str, stray))} in {self.bound}", "TAU and PACKED")
        for p, q, m in _instances():
            distance, tau = packed_distance(p, q, m), packed_distance(p, q, 1)
            value = self.bound.xreplace({TAU: Rational(tau.numerator, tau.denominator), PACKED: Rational(m)})
            if not value.is_real:
                where = f"tau = {tau}, m = {m}: it is {value}"
                return refuted("the bound has no real value somewhere", where, exhibits=exhibits)
            if value < Rational(distance.numerator, distance.denominator):
                shown = f"P = {_texts(p)}, Q = {_texts(q)}, m = {m}: TV = {distance}, the bound is {value}"
                return refuted("a pair of laws exceeds it", shown, exhibits=exhibits)
        if (self.bound - (1 - (1 - TAU) ** PACKED)).expand() != 0:
            return undecided("no pair of laws exceeds it, but it is not the bound that has a proof here")
        a, b, c, d = internals("a b c d", nonnegative=True)
        step = Min(a * b, c * d) >= Min(a, c) * Min(b, d)
        proof = holds(step)
        if proof.outcome is not Shown.PROVEN:
            return undecided(f"the scalar inequality: {proof.argument}")
        return confirmed(
            f"the overlap of products is at least the product of overlaps, from {step} ({proof.argument})",
            exhibits=exhibits,
            predicted=str(self.bound),
        )

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, bound=self.bound - TAU / 100),)


@dataclass(frozen=True)
class PackedMinimum(Claim):
    """Number: the minimum over 0 <= a <= 1 - tau of TV(P(a)^m, Q(a)^m) with P(a) = (1 - a, a),
    Q(a) = (1 - a - tau, a + tau) is this decimal, attained at ``place``.

    The distance is a sum of absolute values of polynomials in a: its minimum lies at an end, at a zero of one of
    them, or where the derivative of a sum with some signs vanishes.  All these points are enclosed in balls.
    """

    tau: Ratio
    m: Ordinal
    decimal: Digits
    place: OptionalDigits = None

    def check(self, system: System) -> Checked:
        natural(self.m, "the number of packed points", 1)
        if self.m > _PACKED:
            raise CannotSolve("the least distance of packed laws", f"2^{self.m} signs", f"m up to {_PACKED}")
        if not 0 <= rational(self.tau, "a total variation") <= 1:
            raise BadInput("a total variation", str(self.tau), "a rational number between 0 and 1")
        with ctx.workprec(BITS):
            values = [(self._distance(a), a) for a in self._candidates()]
            lowest = min(v.lower() for v, _ in values)
            least = [(v, a) for v, a in values if not v.lower() > min(v.upper() for v, _ in values)]
            enclosure = least[0][0]
            for value, _ in least[1:]:
                enclosure = enclosure.union(value)
        shown = f"{enclosure.str(30, radius=False)} at a = {least[0][1].str(30, radius=False)}"
        if not lowest <= enclosure.upper() or not within_last_digit(enclosure, self.decimal):
            return refuted("the minimum differs", f"it is {shown}, not {self.decimal}")
        if self.place is not None and not any(within_last_digit(a, self.place) for _, a in least):
            return refuted("it is attained elsewhere", f"it is {shown}, not at {self.place}")
        return confirmed(
            f"the least of {len(values)} enclosed values at ends, kinks and critical points",
            rigor=Rigor.CERTIFIED,
            predicted=self.decimal[:14],
            exhibits=(("Minimum", shown),),
        )

    def _pieces(self) -> list[Poly]:
        a, tau = Internal("a"), Rational(self.tau)
        return [
            Poly((1 - a) ** (self.m - k) * a**k - (1 - a - tau) ** (self.m - k) * (a + tau) ** k, a)
            for k in range(self.m + 1)
        ]

    def _candidates(self) -> list[Any]:
        pieces = self._pieces()
        weighted = [p * comb(self.m, k) for k, p in enumerate(pieces)]
        sums = [
            sum((s * p for s, p in zip(signs, weighted, strict=True)), weighted[0] * 0)
            for signs in product((1, -1), repeat=len(pieces) - 1)
            for signs in [(1, *signs)]
        ]
        critical = [s.diff() for s in sums]
        top = 1 - Rational(self.tau)
        ends = [arb(0), arb(fmpq(int(top.p), int(top.q)))]
        return ends + [r for poly in (*pieces, *critical) if poly.degree() > 0 for r in _roots(poly, 0, top)]

    def _distance(self, a: Any) -> Any:
        return sum((comb(self.m, k) * abs(_at(p, a)) for k, p in enumerate(self._pieces())), arb(0)) / 2

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, decimal=moved_digit(self.decimal)),)


def _roots(poly: Poly, low: Any, high: Any) -> Iterator[Any]:
    """Balls that hold the real roots in [low, high], each of them in one."""
    for (left, right), _ in poly.sqf_part().intervals(eps=Rational(1, 10**60), inf=low, sup=high):
        middle, radius = (left + right) / 2, (right - left) / 2
        yield arb(fmpq(int(middle.p), int(middle.q)), fmpq(int(radius.p), int(radius.q)))


def _at(poly: Poly, a: Any) -> Any:
    value = arb(0)
    for c in poly.all_coeffs():
        value = value * a + arb(fmpq(int(c.p), int(c.q)))
    return value


def _instances() -> Iterator[tuple[Any, Any, int]]:
    """Pairs of laws: with disjoint and shared parts (equality in the bound), and a spread of others."""
    numbers = [(k * k * 7 + 3 * k + 1) % 11 + 1 for k in range(48)]
    laws = [tuple(Fraction(n, sum(numbers[i : i + 4])) for n in numbers[i : i + 4]) for i in range(0, 48, 4)]
    pairs: list[tuple[Any, Any]] = [((0, 1), (Fraction(1, 5), Fraction(4, 5))), ((1, 0), (Fraction(1, 2),) * 2)]
    pairs += pairwise(laws)
    yield from ((p, q, m) for m in (1, 2, 3, 4) for p, q in pairs)


def _compositions(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        yield from ((first, *rest) for rest in _compositions(total - first, parts - 1))


def _pair(p: Any, q: Any) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
    first, second = law(p, "the law P"), law(q, "the law Q")
    if len(first) != len(second):
        raise BadInput("two laws on the same points", f"{len(first)} and {len(second)} masses", "as many of each")
    return first, second


def _texts(law: Any) -> str:
    return "(" + ", ".join(str(x) for x in law) + ")"
