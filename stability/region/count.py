"""Where the roots of a polynomial with parameters lie, from the signs of finitely many polynomials in the parameters.

Every sign is asked of an oracle, which may answer from assumptions, from a point, or by refusing until the parameters
are split.  On the imaginary axis p(iw) = U(w) + i V(w).  The signed remainder sequence of U and V gives the Cauchy
index of V/U, which is the number of roots on the right minus that on the left, whatever degrees drop on the way; its
last member is their gcd G, whose real roots are the imaginary pairs.

Reference: F. R. Gantmacher 1959, The Theory of Matrices, vol. 2, ch. XV; S. Basu, R. Pollack, M.-F. Roy, Algorithms in
Real Algebraic Geometry, ch. 2 (Cauchy index by signed remainders).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import comb
from typing import Any, Protocol

from stability.region.ring import Ring

Coefficients = list[Any]

#: Terms beyond which common factors of coefficients are not looked for.
MAX_LENGTH = 120


class Oracle(Protocol):
    """sign: -1, 0 or 1 of an element of the ring.  hint: the signs that are possible as far as is known cheaply."""

    @property
    def ring(self) -> Ring: ...

    def sign(self, element: Any) -> int: ...

    def hint(self, element: Any) -> frozenset[int]: ...


@dataclass(frozen=True)
class Counts:
    """Roots inside, outside, at 0 (for maps: 1), at -1 (maps), and on the rest of the boundary.

    multiple: some of those last ones is a multiple root.
    """

    inside: int
    outside: int
    zero: int = 0
    minus: int = 0
    pairs: int = 0
    multiple: bool = False


@dataclass(frozen=True)
class Counter:
    """Polynomials are lists of ring elements, constant term first."""

    oracle: Oracle

    def trim(self, p: Sequence[Any]) -> Coefficients:
        """Without leading coefficients that vanish."""
        rest = list(p)
        while rest and self.oracle.sign(rest[-1]) == 0:
            rest.pop()
        return rest

    def remainder(self, a: Coefficients, b: Coefficients) -> Coefficients:
        """A positive multiple of the remainder of a by b."""
        reduce, lead, positive = self.oracle.ring.reduce, b[-1], self.oracle.sign(b[-1]) > 0
        rest = list(a)
        while len(rest) >= len(b):
            top, shift = rest.pop(), len(rest) + 1 - len(b)
            rest = [c * lead for c in rest]
            for k, c in enumerate(b[:-1]):
                rest[shift + k] -= top * c
            rest = [reduce(c if positive else -c) for c in rest]
        return self.small(self.trim(rest))

    def small(self, p: Coefficients) -> Coefficients:
        """A positive multiple with smaller coefficients: common factors of known sign are divided out."""
        if not p or max(len(c) for c in p) > MAX_LENGTH:
            return p
        common = p[0]
        for c in p[1:]:
            common = common.gcd(c)
            if common == 1:
                return p
        scale = self.oracle.ring.constant(abs(int(common.leading_coefficient())) if common.is_constant() else 1)
        if not common.is_constant():
            for factor, power in self.oracle.ring.factors(common):
                signs = self.oracle.hint(factor)
                if len(signs) == 1 and 0 not in signs:
                    scale = scale * (factor * next(iter(signs))) ** power
                elif 0 not in signs:
                    scale = scale * factor ** (power - power % 2)
        return p if scale == 1 else [c // scale for c in p]

    def chain(self, first: Coefficients, second: Coefficients) -> list[Coefficients]:
        """The signed remainder sequence; its last member is a gcd."""
        members = [self.trim(first), self.trim(second)]
        while members[-1]:
            members.append([-c for c in self.remainder(members[-2], members[-1])])
        return members[:-1]

    def index(self, members: list[Coefficients]) -> int:
        """The Cauchy index over the line of second/first."""
        signs = [self.oracle.sign(p[-1]) for p in members]
        far = [s if len(p) % 2 else -s for s, p in zip(signs, members, strict=True)]
        return _changes(far) - _changes(signs)

    def axis(self, g: Coefficients) -> tuple[int, bool]:
        """Real roots of g with multiplicity, and whether one is multiple."""
        total, level = 0, 0
        while len(g) > 1:
            members = self.chain(g, [c * k for k, c in enumerate(g)][1:])
            distinct = self.index(members)
            if distinct == 0:
                break
            total, level, g = total + distinct, level + 1, members[-1]
        return total, level > 1

    def imaginary_part(self, p: Coefficients) -> list[Coefficients]:
        """The signed remainder sequence of the two parts of p(iw), the one of higher degree first."""
        zero = self.oracle.ring.constant(0)
        real = [(c if k % 4 == 0 else -c) if k % 2 == 0 else zero for k, c in enumerate(p)]
        other = [(c if k % 4 == 1 else -c) if k % 2 == 1 else zero for k, c in enumerate(p)]
        return self.chain(real, other) if len(p) % 2 else self.chain(other, [-c for c in real])

    def half_plane(self, p: Coefficients) -> Counts:
        """Re < 0, Re > 0, 0, and imaginary pairs, for a polynomial that is not zero."""
        if len(p) == 3:
            special = self._double_or_complex(p)
            if special is not None:
                return special
        zero = 0
        while self.oracle.sign(p[zero]) == 0:
            zero += 1
        p = p[zero:]
        degree = len(p) - 1
        if degree <= 2:
            return self._low(p, zero)
        members = self.imaginary_part(p)
        lean = -self.index(members)
        pairs, multiple = self.axis(members[-1])
        rest = degree - pairs
        return Counts((rest + lean) // 2, (rest - lean) // 2, zero, 0, pairs, multiple)

    def _low(self, p: Coefficients, zero: int) -> Counts:
        sign = self.oracle.sign
        if len(p) == 1:
            return Counts(0, 0, zero)
        last = sign(p[0] * p[-1])
        if len(p) == 2:
            return Counts(1, 0, zero) if last > 0 else Counts(0, 1, zero)
        if last < 0:
            return Counts(1, 1, zero)
        middle = sign(p[1] * p[-1])
        return Counts(0, 0, zero, 0, 2) if middle == 0 else Counts(2, 0, zero) if middle > 0 else Counts(0, 2, zero)

    def _discriminant(self, p: Coefficients) -> Any:
        """The discriminant where it is known not to be positive (a pair m +- i w: other rules are shorter), or None."""
        spread = self.oracle.ring.reduce(p[1] * p[1] - p[0] * p[2] * 4)
        return None if 1 in self.oracle.hint(spread) else spread

    def _double_or_complex(self, p: Coefficients) -> Counts | None:
        """A quadratic whose discriminant is not positive: the sign of its trace decides."""
        spread = self._discriminant(p)
        if spread is None:
            return None
        middle = self.oracle.sign(p[1] * p[2])
        if middle == 0:
            return Counts(0, 0, 0, 0, 2) if self.oracle.sign(spread) else Counts(0, 0, 2)
        return Counts(2, 0) if middle > 0 else Counts(0, 2)

    def disc(self, p: Coefficients) -> Counts:
        """|z| < 1, |z| > 1, 1, -1 and the rest of the circle."""
        if len(p) == 3:
            spread = self._discriminant(p)
            if spread is not None:
                return self._planar_disc(p, spread)
        image = self.trim(moebius(p))
        minus = len(p) - len(image)
        found = self.half_plane(image)
        return Counts(found.inside, found.outside, found.zero, minus, found.pairs, found.multiple)

    def _planar_disc(self, p: Coefficients, spread: Any) -> Counts:
        size = self.oracle.sign((p[0] - p[2]) * p[2])  # the product of the roots, against 1
        if size:
            return Counts(2, 0) if size < 0 else Counts(0, 2)
        if self.oracle.sign(spread):
            return Counts(0, 0, 0, 0, 2)
        return Counts(0, 0, 2) if self.oracle.sign(p[1] * p[2]) < 0 else Counts(0, 0, 0, 2)


def _changes(signs: list[int]) -> int:
    return sum(a != b for a, b in pairwise(signs))


def moebius(p: Sequence[Any]) -> Coefficients:
    """(1 - s)^n p((1 + s)/(1 - s)), of formal degree n."""
    n = len(p) - 1
    rows = [_row(n, k) for k in range(n + 1)]
    return [sum((c * row[j] for c, row in zip(p[1:], rows[1:], strict=True)), p[0] * rows[0][j]) for j in range(n + 1)]


def _row(n: int, k: int) -> list[int]:
    """Coefficients of (1 + s)^k (1 - s)^(n - k)."""
    row = [0] * (n + 1)
    for i in range(k + 1):
        for j in range(n - k + 1):
            row[i + j] += comb(k, i) * comb(n - k, j) * (-1) ** j
    return row
