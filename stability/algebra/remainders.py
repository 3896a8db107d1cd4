"""Polynomials whose coefficients are constants beyond the rationals: gcds, root counts, square-free parts.

A polynomial is a list of tower elements, constant term first, whose last entry is proven non-zero.  Counts come from
signed remainder sequences (Sturm, Cauchy index), so each rests on finitely many signs, all proven.
"""

from __future__ import annotations

from itertools import pairwise
from math import comb
from typing import Any

from flint import acb_poly, ctx, fmpq

from stability.algebra.tower import Tower
from stability.algebra.univariate import Inertia, routh_count
from stability.errors import CannotSolve

Coefficients = list[Any]
#: Products of terms in one multiplication of coefficients: remainder sequences over several constants swell.
MAX_PRODUCTS = 200_000


class ConstantPolynomials:
    """Arithmetic of polynomials over a tower."""

    def __init__(self, tower: Tower) -> None:
        self.tower = tower

    def trim(self, p: Coefficients) -> Coefficients:
        """Drop leading coefficients whose value is zero."""
        p = list(p)
        while p and self.tower.sign(p[-1]) == 0:
            p.pop()
        return p

    def derivative(self, p: Coefficients) -> Coefficients:
        return [c * k for k, c in enumerate(p)][1:]

    def remainder(self, a: Coefficients, b: Coefficients) -> Coefficients:
        """A positive multiple of the remainder of a by b, made small."""
        tower, lead = self.tower, b[-1]
        lead_sign = tower.sign(lead)
        a = list(a)
        while len(a) >= len(b):
            top, shift = a.pop(), len(a) + 1 - len(b)
            if max(map(len, a), default=0) * len(lead) > MAX_PRODUCTS or len(top) * max(map(len, b)) > MAX_PRODUCTS:
                raise CannotSolve(
                    "a remainder of polynomials over constants",
                    f"coefficients whose product has more than {MAX_PRODUCTS} terms",
                    "a smaller matrix, fewer different constants, or one number in place of several",
                )
            a = [tower.multiply(c, lead) for c in a]
            for k, c in enumerate(b[:-1]):
                a[shift + k] -= tower.multiply(top, c)
            if lead_sign < 0:
                a = [-c for c in a]
        return self.small(self.trim(a))

    def small(self, p: Coefficients) -> Coefficients:
        """A positive multiple of p with smaller coefficients: monic up to sign, or without common factor."""
        if not p:
            return p
        tower, lead = self.tower, p[-1]
        positive = tower.sign(lead) > 0
        if tower.algebraic:
            inverse = tower.inverse(lead)
            if inverse is not None:
                return [tower.multiply(c, inverse if positive else -inverse) for c in p[:-1]] + [
                    tower.constant(1 if positive else -1)
                ]
        elif not tower.relations:
            common = p[0]
            for c in p[1:]:
                common = common.gcd(c)
            if not common.is_constant():
                common = common if tower.sign(common) > 0 else -common
                p = [divmod(c, common)[0] for c in p]
        scale = max((abs(x) for c in p for x in c.coeffs()), default=fmpq(1))
        return [c / scale for c in p]

    def chain(self, first: Coefficients, second: Coefficients) -> list[Coefficients]:
        """The signed remainder sequence; its last member is a gcd."""
        members = [self.trim(first), self.trim(second)]
        while members[-1]:
            members.append([-c for c in self.remainder(members[-2], members[-1])])
        return members[:-1]

    def gcd(self, a: Coefficients, b: Coefficients) -> Coefficients:
        return self.chain(a, b)[-1] if len(self.trim(a)) >= len(self.trim(b)) else self.chain(b, a)[-1]

    def quotient(self, a: Coefficients, b: Coefficients) -> Coefficients:
        """A constant multiple of a / b, for b dividing a."""
        tower, lead, rest = self.tower, b[-1], list(a)
        found: Coefficients = []
        for _ in range(len(a) - len(b) + 1):
            top, shift = rest.pop(), len(rest) + 1 - len(b)
            found = [tower.multiply(c, lead) for c in found] + [top]
            rest = [tower.multiply(c, lead) for c in rest]
            for k, c in enumerate(b[:-1]):
                rest[shift + k] -= tower.multiply(top, c)
        return self.small(self.trim(found[::-1]))

    def index(self, denominator: Coefficients, numerator: Coefficients) -> int:
        """The Cauchy index of numerator/denominator over the positive half line; denominator(0) != 0."""
        members = self.chain(denominator, numerator)
        at_zero = [s for s in (self.tower.sign(p[0]) for p in members) if s]
        at_infinity = [self.tower.sign(p[-1]) for p in members]
        return _changes(at_zero) - _changes(at_infinity)

    def negative_roots(self, g: Coefficients) -> tuple[int, bool]:
        """Negative roots of g with multiplicity (g(0) != 0), and whether one is multiple."""
        total, level = 0, 0
        while len(g) > 1:
            mirrored = [c if k % 2 == 0 else -c for k, c in enumerate(g)]
            distinct = self.index(mirrored, self.derivative(mirrored))
            total += distinct
            if distinct == 0:
                break
            level += 1
            g = self.gcd(g, self.derivative(g))
        return total, level > 1

    def square_free(self, p: Coefficients) -> list[tuple[Coefficients, int]]:
        """[(f, k)]: the roots of f are the roots of p of multiplicity exactly k.

        With g_0 = p, g_{j+1} = gcd(g_j, g_j'), the quotient u_j = g_j / g_{j+1} has the roots of multiplicity above j.
        Disjoint balls around all roots prove at once, without remainders that swell, that each is simple.
        """
        if len(p) > 3 and self._all_simple(p):
            return [(p, 1)]
        distinct = []
        while len(p) > 1:
            g = self.gcd(p, self.derivative(p))
            distinct.append(self.quotient(p, g) if len(g) > 1 else p)
            p = g
        found = []
        for k, u in enumerate(distinct, start=1):
            f = self.quotient(u, distinct[k]) if k < len(distinct) else u
            if len(f) > 1:
                found.append((f, k))
        return found

    def _all_simple(self, p: Coefficients) -> bool:
        """Whether as many disjoint balls as the degree hold the roots; False says nothing."""
        for precision in (128, 512):
            with ctx.workprec(precision):
                balls = [self.tower.ball(c, precision) for c in p]
                if not all(b.is_finite() for b in balls) or balls[-1].contains(0):
                    continue
                try:
                    roots = acb_poly(balls).roots()
                except ValueError:
                    continue
                if len(roots) == len(p) - 1 and not any(
                    a.overlaps(b) for k, a in enumerate(roots) for b in roots[:k]
                ):
                    return True
        return False

    def moebius(self, p: Coefficients) -> tuple[int, Coefficients]:
        """(1-s)^n p((1+s)/(1-s)) and the degree lost, the multiplicity of the root -1."""
        n = len(p) - 1
        image = [self.tower.constant(0)] * (n + 1)
        for k, c in enumerate(p):
            for j, weight in enumerate(_moebius_row(n, k)):
                if weight:
                    image[j] = image[j] + c * weight
        trimmed = self.trim(image)
        return n + 1 - len(trimmed), trimmed

    def inertia(self, p: Coefficients) -> Inertia:
        """Roots of p in Re < 0, on the axis, in Re > 0.  Balls first, then the exact chain."""
        zero = next(k for k, c in enumerate(p) if self.tower.sign(c))
        p = p[zero:]
        degree = len(p) - 1
        right = self._by_balls(p)
        if right is not None:
            return Inertia(degree - right, zero, right, zero, zero > 1, "balls")
        even, odd = self.trim(p[::2]), self.trim(p[1::2])
        g = self.gcd(even, odd) if odd else even
        imaginary, multiple = self.negative_roots(g)
        lean = self._lean(p)
        axis, rest = 2 * imaginary, degree - 2 * imaginary  # left + right = rest, left - right = lean
        return Inertia((rest + lean) // 2, axis + zero, (rest - lean) // 2, zero, multiple or zero > 1, "exact")

    def _lean(self, p: Coefficients) -> int:
        """left - right.  For even degree it is -2 times the index of O(-y)/E(-y) on y > 0; symmetric pairs cancel."""
        extra = len(p) % 2 == 0
        if extra:  # times (s + 1): an even degree, and one more root on the left
            zero = self.tower.constant(0)
            p = [a + b for a, b in zip([*p, zero], [zero, *p], strict=True)]
        even = [c if k % 2 == 0 else -c for k, c in enumerate(p[::2])]
        odd = [c if k % 2 == 0 else -c for k, c in enumerate(p[1::2])]
        lean = -2 * self.index(even, odd) if self.trim(odd) else 0
        return lean - extra

    def _by_balls(self, p: Coefficients) -> int | None:
        """Roots on the right when a Routh table in balls is regular; (s + 1) p is tried as well, for zero traces."""
        for precision in (96, 384):
            with ctx.workprec(precision):
                balls = [self.tower.ball(c, precision) for c in p]
                shifted = [a + b for a, b in zip([*balls, 0], [0, *balls], strict=True)]
            for attempt in (balls, shifted):
                right = routh_count(attempt[::2], attempt[1::2], len(attempt) - 1, precision)
                if right is not None:
                    return right
        return None


def _changes(signs: list[int]) -> int:
    return sum(a != b for a, b in pairwise(signs))


def _moebius_row(n: int, k: int) -> list[int]:
    """Coefficients of (1+s)^k (1-s)^(n-k)."""
    row = [0] * (n + 1)
    for i in range(k + 1):
        for j in range(n - k + 1):
            row[i + j] += comb(k, i) * comb(n - k, j) * (-1) ** j
    return row
