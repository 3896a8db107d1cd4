"""Gaussian mixtures against discriminators that are unions of intervals, with the exact loss in error functions."""

from __future__ import annotations

from typing import Any

from sympy import Add, Expr, Integer, Rational, Symbol, erf, sqrt, symbols

from stability.algebra.exact import count, exact
from stability.algebra.names import apart
from stability.errors import BadInput
from stability.game import Game

__all__ = ["gaussian_interval_gan", "one_sided_gan", "two_gaussians_gan"]


def two_gaussians_gan(target: Any, *, intervals: int = 2) -> Game:
    r"""Two unit Gaussians of weight 1/2 on each side, D the indicator of a union of intervals [l_i, r_i].

        L = E_{p*} D + E_{p_mu} (1 - D) = 1 + sum_i { [P*(r_i) - P*(l_i)] - [P_mu(r_i) - P_mu(l_i)] },
        P_mu(x) = (Phi(x - mu_1) + Phi(x - mu_2)) / 2,  Phi(x) = (1 + erf(x / sqrt 2)) / 2.

    The generator (mu_1, mu_2) minimizes L, the discriminator (l_1, ..., r_1, ...) maximizes it; all are real scalars.
    target: the two means mu* of the data, exact numbers or real symbols; intervals: their number.  The formula is used
    as it stands where r_i < l_i: the interval then counts -1 on [r_i, l_i], so that exchanging all l_i and r_i turns L
    into 2 - L (intervals that overlap are counted twice).  L is the probability that D is right, counted twice: its
    maximum over D is 1 + TV(p*, p_mu).  State: (mu1, mu2, l1, l2, r1, r2).

    >>> from stability.system import gradient_field
    >>> game = two_gaussians_gan((-1, 1))
    >>> game.state
    (mu1, mu2, l1, l2, r1, r2)
    >>> mu1, mu2, l1, l2, r1, r2 = game.state
    >>> slope = gradient_field(game).rhs[4]   # p*(r1) - p_mu(r1)
    >>> slope.subs({mu1: -1, mu2: 1}), round(float(slope.subs({mu1: 0, mu2: 0, r1: 0})), 4)
    (0, -0.157)

    Raises BadInput for other than two means.
    Reference: Li, Madry, Peebles, Schmidt 2018 (arXiv 1706.09884), section 2.
    """
    intervals = count(intervals, "the number of intervals of a discriminator", most=100)
    generator = symbols("mu1 mu2", real=True)
    left = tuple(Symbol(f"l{i + 1}", real=True) for i in range(intervals))
    right = tuple(Symbol(f"r{i + 1}", real=True) for i in range(intervals))
    return _game("two Gaussians, interval discriminator", _means(target, 2), generator, left, right)


def gaussian_interval_gan(target: Any = 0) -> Game:
    r"""One unit Gaussian N(mu, 1) against data N(target, 1), D the indicator of one interval [l, r].

        L = 1 + [Phi(r - target) - Phi(l - target)] - [Phi(r - mu) - Phi(l - mu)].

    target: an exact number or real symbol.  State: (mu, l, r).  At mu = target every pair of points at the same
    distance from it is an equilibrium.

    >>> gaussian_interval_gan().state
    (mu, l, r)

    Reference: the one-dimensional simplification of Li, Madry, Peebles, Schmidt 2018 (arXiv 1706.09884).
    """
    mu, left, right = symbols("mu l r", real=True)
    return _game("one Gaussian, one interval", _means((target,), 1), (mu,), (left,), (right,))


def one_sided_gan(target: Any = 0) -> Game:
    r"""One unit Gaussian N(mu, 1) against data N(target, 1), D the indicator of a half-line (-oo, r].

        L = 1 + Phi(r - target) - Phi(r - mu).

    target: an exact number or real symbol.  State: (mu, r).  The generator always moves to the left: there is no
    equilibrium.

    >>> game = one_sided_gan()
    >>> -game.players[0].loss.diff(game.state[0])
    -sqrt(2)*exp(-(-mu + r)**2/2)/(2*sqrt(pi))

    Reference: as for ``two_gaussians_gan``.
    """
    mu, right = symbols("mu r", real=True)
    (mean,) = _means((target,), 1)
    apart((mu, right), mean, "the mean of the data")
    value = 1 + _distribution(right, (mean,)) - _distribution(right, (mu,))
    return Game.zero_sum(
        "one Gaussian, half-line", value, minimizes=("generator", mu), maximizes=("discriminator", right)
    )


def _means(target: Any, number: int) -> tuple[Expr, ...]:
    given = tuple(target) if isinstance(target, (tuple, list)) else (target,)
    if len(given) != number:
        raise BadInput("the means of the data", str(given), f"{number} exact numbers or real symbols")
    return tuple(exact(value, "a mean of the data") for value in given)


def _distribution(x: Any, means: Any) -> Expr:
    """The distribution function of the equal mixture of unit Gaussians."""
    weight = Rational(1, len(means))
    return Add(*(weight * (1 + erf((x - m) / sqrt(2))) / 2 for m in means))


def _game(name: str, target: Any, generator: Any, left: Any, right: Any) -> Game:
    apart((*generator, *left, *right), target, "the means of the data")

    def gain(x: Any) -> Expr:
        return _distribution(x, target) - _distribution(x, generator)

    value = Add(Integer(1), *(gain(r) - gain(x) for x, r in zip(left, right, strict=True)))
    return Game.zero_sum(name, value, minimizes=("generator", generator), maximizes=("discriminator", (*left, *right)))
