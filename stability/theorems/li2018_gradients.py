"""The gradients of the two-Gaussian GAN against two intervals, from formulas written with the densities."""

from typing import Any

from sympy import Rational, Symbol, exp, pi, sqrt

from stability.games import two_gaussians_gan
from stability.theorem import ChangeIs, Theorem
from stability.theorem.sources import LI2018

first, second = Symbol("a", real=True), Symbol("b", real=True)
game = two_gaussians_gan((first, second))
mu1, mu2, l1, l2, r1, r2 = game.state


def phi(x: Any) -> Any:
    """The standard normal density."""
    return exp(-(x**2) / 2) / sqrt(2 * pi)


def difference(x: Any) -> Any:
    """F = p* - p_mu."""
    return Rational(1, 2) * (phi(x - first) + phi(x - second) - phi(x - mu1) - phi(x - mu2))


def slope(mu: Any) -> Any:
    """The derivative of L in a mean of the generator."""
    return Rational(1, 2) * (phi(r1 - mu) - phi(l1 - mu) + phi(r2 - mu) - phi(l2 - mu))


theorem = Theorem(
    name="li2018_gradients",
    source=f"{LI2018}, cf. section 2",
    statement=r"With $F = p^* - p_\mu$ and $\varphi$ the standard normal density, $\partial L / \partial r_i = "
    r"F(r_i)$, $\partial L / \partial \ell_i = -F(\ell_i)$ and $\partial L / \partial \mu_j = \frac12 \sum_i "
    r"[\varphi(r_i - \mu_j) - \varphi(\ell_i - \mu_j)]$, for every target $\mu^* = (a, b)$. The flow ascends in the "
    r"first two and descends in the last.",
    hypotheses=(),
    subject=game,
    claim=(
        ChangeIs(r1, difference(r1)),
        ChangeIs(r2, difference(r2)),
        ChangeIs(l1, -difference(l1)),
        ChangeIs(l2, -difference(l2)),
        ChangeIs(mu1, -slope(mu1)),
        ChangeIs(mu2, -slope(mu2)),
    ),
    label="B1",
)
