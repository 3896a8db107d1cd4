r"""All real zeros of S(x) = sum_i p_i(x) exp(m_i x + q_i), with rational polynomials p_i and rational m_i, q_i.

*Where.*  By Rolle's theorem: exp(-m_1 x) S has the same zeros, its derivative is a sum of the same kind with deg p_1
lower by one (or one term less), and between two neighbouring zeros of that derivative lies at most one zero of S.  No
grid is scanned: the sign of S at the zeros of the derivative and at both infinities settles the number of zeros.

*Exact zero at a rational point.*  At a rational x the numbers exp(m_i x + q_i) with different exponents are linearly
independent over Q (Lindemann, Weierstrass), so S(x) = 0 exactly when the p_i(x) of equal exponents add up to 0.  Hence
every rational zero is a crossing (m_i - m_j) x = q_j - q_i or a common zero of all p_i: finitely many candidates.

*Multiple zeros.*  For constant p_i and q_i = -v m_i^2 / 2 with v > 0 (differences of Gaussian densities of one
variance) every zero is simple.  With a common denominator d, the integers k_i = d m_i, Y = exp(x/d) and
t = exp(v / (2 d^2)) one has S = sum_i p_i t^(-k_i^2) Y^(k_i).  Over the Puiseux series in t its Newton polygon has
every k_i as a vertex, since -k^2 is strictly concave, so each edge carries a binomial, all roots are simple, and the
discriminant in Y is a non-zero polynomial in t.  The number t is transcendental, so the discriminant does not vanish
there.  In general a multiple zero is recognized at rational points only; elsewhere it ends in CannotSolve.

Reference for the bound on the number of zeros: G. Polya, G. Szego, Problems and Theorems in Analysis II, part five
(Descartes' rule of signs for sums of exponentials, due to Laguerre).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import combinations, pairwise
from typing import Any

from flint import arb, ctx, fmpq, fmpq_poly

from stability.algebra.systems.exponential import PRECISIONS
from stability.errors import BadInput, CannotSolve

_ASKED = "the zeros of a sum of exponentials"
#: Doublings of an end point in search of the sign at infinity.
_DOUBLINGS = 64
#: Width below which Newton's method takes over from bisection; it falls back to bisection where that is too early.
_NEWTON = Fraction(1, 2**12)
#: Steps for one zero: each halves the interval at least, so that 2^-10000 is within reach.
_STEPS = 10_000


@dataclass(frozen=True)
class Term:
    """p(x) exp(rate x + offset): the coefficients of p, constant term first, the last one not 0."""

    coefficients: tuple[Fraction, ...]
    rate: Fraction
    offset: Fraction

    def value(self, x: Any) -> Any:
        total = arb(0)
        for c in reversed(self.coefficients):
            total = total * x + _fmpq(c)
        return total * (x * _fmpq(self.rate) + _fmpq(self.offset)).exp()

    def polynomial(self, x: Fraction) -> Fraction:
        return sum((c * x**k for k, c in enumerate(self.coefficients)), Fraction(0))

    def shifted(self, rate: Fraction) -> Term:
        """The derivative of p(x) exp((rate of the term - rate) x), times exp(offset); it may be 0."""
        left = self.rate - rate
        slope = [*(k * c for k, c in enumerate(self.coefficients) if k), Fraction(0)]
        found = [left * c + s for c, s in zip(self.coefficients, slope, strict=True)]
        while found and not found[-1]:
            found.pop()
        return Term(tuple(found), left, self.offset)


@dataclass(frozen=True)
class ExponentialSum:
    """The sum, its terms ordered by rate; the empty sum is 0.

    >>> s = ExponentialSum.of([(1, 0, 0), (-1, 1, 0)])  # 1 - exp(x)
    >>> [(z.lower, z.exact) for z in s.zeros]
    [(Fraction(0, 1), True)]
    """

    terms: tuple[Term, ...]

    @classmethod
    def of(cls, terms: Iterable[tuple[Any, Any, Any]]) -> ExponentialSum:
        """From (coefficient, rate, offset), where a coefficient is a rational or a tuple, constant term first.

        Terms of equal rate must have equal offsets; they are added, and cancel exactly.  Raises BadInput otherwise.
        """
        offsets: dict[Fraction, Fraction] = {}
        sums: dict[Fraction, list[Fraction]] = {}
        for coefficient, rate, offset in terms:
            m, q = Fraction(rate), Fraction(offset)
            given = coefficient if isinstance(coefficient, tuple) else (coefficient,)
            if offsets.setdefault(m, q) != q:
                raise BadInput("a sum of exponentials", f"two offsets at the rate {m}", "one offset for each rate")
            known = sums.setdefault(m, [])
            known += [Fraction(0)] * (len(given) - len(known))
            for k, c in enumerate(given):
                known[k] += Fraction(c)
        for known in sums.values():
            while known and not known[-1]:
                known.pop()
        return cls(tuple(Term(tuple(sums[m]), m, offsets[m]) for m in sorted(sums) if sums[m]))

    @property
    def sign_changes(self) -> int:
        """Sign changes of the coefficients ordered by rate: the zeros, with multiplicity, are as many or fewer by an
        even number.  For polynomial coefficients: the bound sum (deg p_i + 1) - 1, with no statement on parity."""
        if any(len(t.coefficients) > 1 for t in self.terms):
            return sum(len(t.coefficients) for t in self.terms) - 1
        return sum(a.coefficients[0] * b.coefficients[0] < 0 for a, b in pairwise(self.terms))

    def value(self, x: Any) -> Any:
        """The ball of S(x) for a ball x, at the working precision."""
        return sum((t.value(x) for t in self.terms), arb(0))

    @cached_property
    def derivative(self) -> ExponentialSum:
        """S'."""
        return self._shifted(Fraction(0))

    def _shifted(self, rate: Fraction) -> ExponentialSum:
        """(S exp(-rate x))'."""
        return ExponentialSum(tuple(t for t in (t.shifted(rate) for t in self.terms) if t.coefficients))

    def vanishes_at(self, x: Fraction) -> bool:
        """Whether S(x) = 0, exactly."""
        groups: dict[Fraction, Fraction] = {}
        for t in self.terms:
            exponent = t.rate * x + t.offset
            groups[exponent] = groups.get(exponent, Fraction(0)) + t.polynomial(x)
        return not any(groups.values())

    def sign_at(self, x: Fraction) -> int:
        """The sign of S(x): 0 exactly, or by balls of rising precision."""
        if self.vanishes_at(x):
            return 0
        for bits in PRECISIONS:
            sign = self.sign_on(x, x, bits)
            if sign is not None:
                return sign
        raise CannotSolve(_ASKED, f"no sign at {x} with {PRECISIONS[-1]} bits", "rationals of smaller size")

    def sign_on(self, low: Fraction, high: Fraction, bits: int) -> int | None:
        """The sign of S on a whole interval, None when the ball does not tell."""
        with ctx.workprec(bits):
            x = arb(_fmpq(low)) if low == high else arb(_fmpq(low)).union(arb(_fmpq(high)))
            found = self.value(x)
            return 1 if found > 0 else -1 if found < 0 else None

    def sign_towards(self, direction: int) -> int:
        """The sign of S near -oo (direction -1) or +oo (1): that of the term with the extreme rate."""
        term = self.terms[-1 if direction > 0 else 0]
        odd = len(term.coefficients) % 2 == 0
        return (1 if term.coefficients[-1] > 0 else -1) * (direction if odd else 1)

    @cached_property
    def rational_zeros(self) -> tuple[Fraction, ...]:
        """All rational zeros, increasing (see the head of this module)."""
        crossings = {(b.offset - a.offset) / (a.rate - b.rate) for a, b in combinations(self.terms, 2)}
        return tuple(sorted(x for x in crossings | _rational_roots(self.terms[0]) if self.vanishes_at(x)))

    @cached_property
    def zeros(self) -> tuple[Zero, ...]:
        """All real zeros, increasing, proven complete.  Raises BadInput for the sum 0, CannotSolve where the sign at a
        zero of the derivative stays open."""
        if not self.terms:
            raise BadInput(_ASKED, "the sum 0, which vanishes everywhere", "terms that do not cancel")
        if len(self.terms) == 1 and len(self.terms[0].coefficients) == 1:
            return ()
        nodes = self._nodes(self._shifted(self.terms[0].rate).zeros)
        first, last = (nodes[0][0], nodes[-1][0]) if nodes else (Fraction(0), Fraction(0))
        nodes = [self._end(first, -1), *nodes, self._end(last, 1)]
        found = [Zero(self, x, x) for x, sign in nodes if sign == 0]
        found += [self._between(a, b) for (a, s), (b, t) in pairwise(nodes) if s * t < 0]
        return tuple(sorted(found, key=lambda z: z.lower))

    def _nodes(self, critical: tuple[Zero, ...]) -> list[tuple[Fraction, int]]:
        """Points and signs: between neighbours S exp(-m_1 x) is monotone, or S keeps its sign."""
        nodes: list[tuple[Fraction, int]] = []
        for zero in critical:
            if zero.exact:
                nodes.append((zero.lower, self.sign_at(zero.lower)))
                continue
            for bits in PRECISIONS:
                sign = self.sign_on(zero.lower, zero.upper, bits)
                if sign is not None:
                    nodes += [(zero.lower, sign), (zero.upper, sign)]
                    break
                zero = zero.narrowed(Fraction(1, 2 ** (bits // 2)))
            else:
                near = f"between {float(zero.lower):.17g} and {float(zero.upper):.17g}"
                raise CannotSolve(_ASKED, f"perhaps a multiple zero {near}", "parameters that keep the zeros apart")
        return nodes

    def _end(self, start: Fraction, direction: int) -> tuple[Fraction, int]:
        wanted, step = self.sign_towards(direction), Fraction(1)
        for _ in range(_DOUBLINGS):
            if self.sign_at(start + direction * step) == wanted:
                return start + direction * step, wanted
            step *= 2
        raise CannotSolve(_ASKED, f"a zero beyond 2^{_DOUBLINGS}", "rationals of smaller size")

    def _between(self, low: Fraction, high: Fraction) -> Zero:
        exact = next((x for x in self.rational_zeros if low < x < high), None)
        return Zero(self, low, high) if exact is None else Zero(self, exact, exact)


@dataclass(frozen=True)
class Zero:
    """Exactly one zero of ``of`` in [lower, upper], where it changes sign; a rational point when they are equal."""

    of: ExponentialSum
    lower: Fraction
    upper: Fraction

    @property
    def exact(self) -> bool:
        return self.lower == self.upper

    @cached_property
    def multiplicity(self) -> int:
        """Exact at a rational point; 1 elsewhere for differences of Gaussian densities (see the head of the module)."""
        count, current = 1, self.of.derivative
        while self.exact and current.vanishes_at(self.lower):
            count, current = count + 1, current.derivative
        return count

    def narrowed(self, width: Fraction) -> Zero:
        """The same zero in an interval of at most this width."""
        low, high = self.lower, self.upper
        if high - low <= width:
            return self
        below = self.of.sign_at(low)
        for _ in range(_STEPS):
            if high - low <= width:
                return Zero(self.of, low, high)
            image = self._newton(low, high) if high - low <= _NEWTON else None
            if image is not None and 2 * (image[1] - image[0]) <= high - low:
                low, high = image
                continue
            middle = (low + high) / 2
            low, high = (middle, high) if self.of.sign_at(middle) == below else (low, middle)
        raise CannotSolve("a zero in a small interval", f"a width of {float(high - low)}", "a larger width")

    def ball(self, digits: int = 30) -> Any:
        """The zero in a ball of radius at most 10^-digits.

        >>> s = ExponentialSum.of([(2, 0, 0), (-1, 1, 0)])  # 2 - exp(x)
        >>> s.zeros[0].ball(40).str(20, radius=False)
        '0.69314718055994530942'
        """
        small = self.narrowed(Fraction(1, 10**digits))
        with ctx.workprec(int(digits * 3.33) + 64 + int(abs(small.lower)).bit_length()):
            return arb(_fmpq(small.lower)).union(arb(_fmpq(small.upper)))

    def _newton(self, low: Fraction, high: Fraction) -> tuple[Fraction, Fraction] | None:
        """One step of Newton's method in balls: m - S(m)/S'(X) contains every zero in X; None where S'(X) meets 0.

        The precision is twice that of the interval, because the step doubles the number of right digits.
        """
        depth = int(1 / (high - low)).bit_length()
        with ctx.workprec(2 * depth + 64 + int(abs(low)).bit_length()):
            box = arb(_fmpq(low)).union(arb(_fmpq(high)))
            slope, middle = self.of.derivative.value(box), box.mid()
            if slope.contains(0):
                return None
            image = middle - self.of.value(middle) / slope
            return max(low, _fraction(image.lower())), min(high, _fraction(image.upper()))


def _rational_roots(term: Term) -> set[Fraction]:
    polynomial = fmpq_poly([_fmpq(c) for c in term.coefficients])
    if polynomial.degree() < 1:
        return set()
    linear = (p for p, _ in polynomial.factor()[1] if p.degree() == 1)
    return {Fraction(int(r.p), int(r.q)) for r in (-p[0] / p[1] for p in linear)}


def _fmpq(value: Fraction) -> Any:
    return fmpq(value.numerator, value.denominator)


def _fraction(value: Any) -> Fraction:
    """A dyadic number exactly."""
    rational = value.fmpq()
    return Fraction(int(rational.p), int(rational.q))
