r"""The best discriminator between two mixtures of Gaussians of one variance: certified ends, total variation, gradient.

F = p* - p_mu.  Up to a positive factor it is a sum of exponentials, whose zeros ``algebra.exponential_sums`` isolates
with proof.  D = 1 where F > 0 maximizes E_{p*} D + E_{p_mu} (1 - D), and the maximum is 1 + TV(p*, p_mu).  The set
{F > 0} is a union of intervals of the *extended* line: half-lines occur.

Reference: Li, Madry, Peebles, Schmidt 2018 (arXiv 1706.09884), section 2.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any

from flint import arb, ctx, fmpq
from sympy import Rational

from stability.algebra.exact import exact
from stability.algebra.exponential_sums import ExponentialSum, Zero
from stability.errors import BadInput, CannotSolve, NotApplicable
from stability.expectation import Mixture, Normal

#: Doublings of the working precision before an enclosure is given up.
_ROUNDS = 8


@dataclass(frozen=True)
class Gaussians:
    """A mixture of Gaussians N(mean, variance) of one variance: pairs (weight, mean), weights adding up to 1."""

    components: tuple[tuple[Fraction, Fraction], ...]
    variance: Fraction = Fraction(1)

    @property
    def means(self) -> tuple[Fraction, ...]:
        return tuple(m for _, m in self.components)

    def density(self, x: Any) -> Any:
        """The density of N(0, variance) at a ball."""
        variance = _arb(self.variance)
        return (-x * x / (2 * variance)).exp() / (2 * arb.pi() * variance).sqrt()

    def cumulated(self, x: Any) -> Any:
        """The distribution function of the mixture minus 1/2, at a ball."""
        scale = (2 * _arb(self.variance)).sqrt()
        return sum((_arb(w) * ((x - _arb(m)) / scale).erf() / 2 for w, m in self.components), arb(0))


@dataclass(frozen=True)
class OptimalDiscriminator:
    """Where p* > p_mu.

    zeros: of F = p* - p_mu, increasing, complete, each of them simple; positive_at_left: whether F > 0 near -oo;
    difference: F times a positive function, as a sum of exponentials.
    """

    target: Gaussians
    generator: Gaussians
    difference: ExponentialSum
    zeros: tuple[Zero, ...]
    positive_at_left: bool

    @property
    def sign_changes(self) -> int:
        """The bound on the number of zeros from Descartes' rule; the number differs from it by an even one."""
        return self.difference.sign_changes

    @property
    def identical(self) -> bool:
        """p* = p_mu: F vanishes everywhere, no discriminator is better than another."""
        return not self.difference.terms

    @property
    def intervals(self) -> tuple[tuple[Zero | None, Zero | None], ...]:
        """The intervals of {F > 0}, from left to right; None for an end at infinity."""
        if self.identical:
            return ()
        ends: list[Zero | None] = [*([None] if self.positive_at_left else []), *self.zeros]
        ends += [None] if len(ends) % 2 else []
        return tuple(zip(ends[::2], ends[1::2], strict=True))

    @property
    def signs(self) -> tuple[int, ...]:
        """1 at every right end and -1 at every left end of an interval, in the order of the zeros."""
        first = 1 if self.positive_at_left else -1
        return tuple(first * (-1) ** k for k in range(len(self.zeros)))

    def total_variation(self, digits: int = 30) -> Any:
        """TV(p*, p_mu) = (1/2) integral |F|, in a ball of relative radius 10^-digits.

        >>> half = Rational(1, 2)
        >>> optimal_discriminator((-half, half), (-1, 1)).total_variation().str(25, radius=False)
        '0.1490052406345740634388734'
        """
        return arb(0) if self.identical else _sharp(self._mass, digits)

    def gradient(self, digits: int = 30) -> tuple[Any, ...]:
        """d TV / d mu_j for each mean of the generator: w_j sum_k e_k phi(x_k - mu_j), e_k the ``signs``.

        The zeros x_k are simple, so that TV is smooth, and the ends of the intervals do not contribute to first order
        (Danskin).  Exactly 0 where F is symmetric about mu_j.  Radius: 10^-digits times the sum of the absolute values.
        Raises NotApplicable for identical laws, where TV has a cone.
        """
        self._need_smooth()
        return tuple(_sharp(partial(self._slope, j), digits) for j in range(len(self.generator.components)))

    def hessian(self, digits: int = 30) -> tuple[tuple[Any, ...], ...]:
        r"""delta_ij w_j sum_k e_k a_kj + w_i w_j sum_k a_ki a_kj / |F'(x_k)|, a_kj = (x_k - mu_j) phi(x_k - mu_j) / v.

        v: the variance; the second part is the motion of the ends.  Raises NotApplicable for identical laws.
        """
        self._need_smooth()
        n = len(self.generator.components)
        return tuple(tuple(_sharp(partial(self._second, i, j), digits) for j in range(n)) for i in range(n))

    def _need_smooth(self) -> None:
        if self.identical:
            raise NotApplicable(
                "a derivative of the total variation",
                "two identical laws, where it has a cone",
                "directional derivatives (cone_slope)",
            )

    def _mass(self, digits: int) -> tuple[Any, Any]:
        ends = [zero.ball(digits) for zero in self.zeros]
        gains = (self.target.cumulated(x) - self.generator.cumulated(x) for x in ends)
        total = sum((e * g for e, g in zip(self.signs, gains, strict=True)), arb(0))
        return total, total

    def _slope(self, j: int, digits: int) -> tuple[Any, Any]:
        weight, mean = self.generator.components[j]
        if self._even_about(mean):
            return arb(0), arb(1)
        parts = [_arb(weight) * self.generator.density(z.ball(digits) - _arb(mean)) for z in self.zeros]
        return sum((e * p for e, p in zip(self.signs, parts, strict=True)), arb(0)), sum(parts, arb(0))

    def _even_about(self, centre: Fraction) -> bool:
        """Whether F is unchanged by the reflection at the centre: its zeros are pairs then, whose shares cancel."""
        terms = {t.rate * self.target.variance: t.coefficients for t in self.difference.terms}
        return {2 * centre - m: w for m, w in terms.items()} == terms

    def _second(self, i: int, j: int, digits: int) -> tuple[Any, Any]:
        parts = []
        for sign, zero in zip(self.signs, self.zeros, strict=True):
            x = zero.ball(digits)
            first, second = (self._moment(self.generator, k, x) for k in (i, j))
            steepness = -sign * (self._steepness(self.generator, x) - self._steepness(self.target, x))
            parts += [sign * first if i == j else arb(0), first * second / steepness]
        return sum(parts, arb(0)), sum(map(abs, parts), arb(0))

    def _moment(self, law: Gaussians, k: int, x: Any) -> Any:
        """w_k (x - m_k) phi(x - m_k) / v."""
        weight, mean = law.components[k]
        distance = x - _arb(mean)
        return _arb(weight / law.variance) * distance * law.density(distance)

    def _steepness(self, law: Gaussians, x: Any) -> Any:
        """Minus the derivative of the density of the mixture."""
        return sum((self._moment(law, k, x) for k in range(len(law.components))), arb(0))


def optimal_discriminator(target: Any, generator: Any) -> OptimalDiscriminator:
    """The maximizer of E_{p*} D + E_{p_mu} (1 - D) over all measurable D with values in {0, 1}.

    target, generator: a sequence of rational means (equal weights, variance 1), a Normal, or a Mixture of Normals on
    the line with rational means and weights and one common variance.  Equal means on both sides cancel exactly.  The
    zeros come with proof of their number, at any distance and as close together as they like; no grid is scanned.

    >>> best = optimal_discriminator((-1, 1), (0, 2))
    >>> [(z.lower, z.exact) for z in best.zeros], [right is best.zeros[0] for _, right in best.intervals]
    ([(Fraction(1, 2), True)], [True])

    Raises BadInput for means that are not rational, NotApplicable for different variances.
    """
    real, fake = gaussians(target), gaussians(generator)
    variance = real.variance
    if fake.variance != variance:
        raise NotApplicable(
            "the zeros of a difference of Gaussian mixtures",
            f"the variances {variance} and {fake.variance}",
            "mixtures of one common variance",
        )
    signed = [*real.components, *((-w, m) for w, m in fake.components)]
    difference = ExponentialSum.of((w, m / variance, -m * m / (2 * variance)) for w, m in signed)
    zeros = difference.zeros if difference.terms else ()
    positive = bool(difference.terms) and difference.sign_towards(-1) > 0
    if difference.terms and (difference.sign_changes - len(zeros)) % 2:
        raise CannotSolve("the zeros of p* - p_mu", f"{len(zeros)}, against Descartes' rule", "a report of this case")
    return OptimalDiscriminator(real, fake, difference, zeros, positive)


def cone_slope(target: Any, direction: Iterable[Any], digits: int = 30) -> Any:
    r"""lim TV(p_{mu*}, p_{mu* + e h}) / e for e -> 0+: (1/2) integral |sum_j w_j h_j (x - mu_j) phi(x - mu_j) / v| dx.

    target: as for ``optimal_discriminator``; direction: one rational h_j for each mean.  The integrand's antiderivative
    is -sum_j w_j h_j phi(x - mu_j), and its sign changes are isolated with proof.

    >>> cone_slope((-1, 1), (1, 0), 20).str(15, radius=False)
    '0.199471140200716'
    """
    law = gaussians(target)
    moves = [_rational(h, "a component of the direction") for h in direction]
    v = law.variance
    terms = [
        ((-m * w * h, w * h), m / v, -m * m / (2 * v)) for (w, m), h in zip(law.components, moves, strict=True) if h
    ]
    rate = ExponentialSum.of(terms)
    if not rate.terms:
        return arb(0)
    turning = [z for z in rate.zeros if z.multiplicity % 2]

    def slope(precision: int) -> tuple[Any, Any]:
        heights = []
        for zero in turning:
            x = zero.ball(precision)
            shares = (
                _arb(w * h) * law.density(x - _arb(m)) for (w, m), h in zip(law.components, moves, strict=True)
            )
            heights.append(sum(shares, arb(0)))
        steps = zip([arb(0), *heights], [*heights, arb(0)], strict=True)
        total = sum((abs(a - b) for a, b in steps), arb(0)) / 2
        return total, total

    return _sharp(slope, digits)


def gaussians(law: Any) -> Gaussians:
    """A sequence of means, a Normal or a Mixture of Normals as ``Gaussians``."""
    if isinstance(law, Gaussians):
        return law
    if isinstance(law, Normal):
        law = Mixture((1,), (law,))
    if isinstance(law, Mixture):
        return _from_mixture(law)
    means = tuple(law) if isinstance(law, Iterable) else (law,)
    if not means:
        raise BadInput("the means of a mixture", "none", "at least one rational")
    return Gaussians(tuple((Fraction(1, len(means)), _rational(m, "a mean")) for m in means))


def _from_mixture(law: Mixture) -> Gaussians:
    if not all(isinstance(part, Normal) and part.dimension == 1 for part in law.laws):
        raise NotApplicable("a mixture of Gaussians on the line", str(law), "Normal laws in one dimension")
    variances = {_rational(part.variance[0, 0], "a variance") for part in law.laws}
    if len(variances) != 1 or min(variances) <= 0:
        raise NotApplicable("one positive variance", f"{sorted(map(str, variances))}", "equal variances")
    pairs = zip(law.weights, law.laws, strict=True)
    found = tuple((_rational(w, "a weight"), _rational(part.mean[0], "a mean")) for w, part in pairs)
    return Gaussians(found, variances.pop())


def _rational(value: Any, asked: str) -> Fraction:
    found = exact(value, asked)
    if not isinstance(found, Rational):
        raise BadInput(f"{asked} as a rational number", str(found), "a rational, such as Rational(1, 2)")
    return Fraction(int(found.p), int(found.q))


def _sharp(make: Callable[[int], tuple[Any, Any]], digits: int) -> Any:
    """A value whose radius is at most 10^-digits times its scale, at rising precision; make: digits to both."""
    for more in (digits + 15 << k for k in range(_ROUNDS)):
        with ctx.workprec(int(more * 3.4) + 64):
            value, scale = make(more)
            if value.is_finite() and value.rad() <= abs(scale).lower() * arb(10) ** -digits:
                return value
    raise CannotSolve(f"a value to {digits} digits", "wider enclosures at every precision tried", "fewer digits")


def _arb(value: Fraction) -> Any:
    return arb(fmpq(value.numerator, value.denominator))
