"""The Jacobian of the two-Gaussian GAN against two intervals at every state, all entries."""

from typing import Any

from sympy import Integer, Rational, Symbol, exp, pi, sqrt

from stability.games import two_gaussians_gan
from stability.theorem import JacobianIs, Theorem
from stability.theorem.sources import LI2018

first, second = Symbol("a", real=True), Symbol("b", real=True)
game = two_gaussians_gan((first, second))
mu1, mu2, l1, l2, r1, r2 = game.state
half, zero = Rational(1, 2), Integer(0)


def moment(x: Any) -> Any:
    """x phi(x), minus the derivative of the standard normal density."""
    return x * exp(-(x**2) / 2) / sqrt(2 * pi)


def steepness(x: Any) -> Any:
    """F'(x) for F = p* - p_mu."""
    return half * (moment(x - mu1) + moment(x - mu2) - moment(x - first) - moment(x - second))


def own(mu: Any) -> Any:
    """The second derivative of L in a mean."""
    return half * (moment(r1 - mu) - moment(l1 - mu) + moment(r2 - mu) - moment(l2 - mu))


mixed = {(x, m): (half if x in (l1, l2) else -half) * moment(x - m) for x in (l1, l2, r1, r2) for m in (mu1, mu2)}
generator = tuple(
    (*(-own(m) if m == n else zero for n in (mu1, mu2)), *(-mixed[x, m] for x in (l1, l2, r1, r2))) for m in (mu1, mu2)
)
sign = {l1: -1, l2: -1, r1: 1, r2: 1}
discriminator = tuple(
    (mixed[x, mu1], mixed[x, mu2], *(sign[x] * steepness(x) if x == y else zero for y in (l1, l2, r1, r2)))
    for x in (l1, l2, r1, r2)
)

theorem = Theorem(
    name="li2018_hessian",
    source=f"{LI2018}, cf. section 2",
    statement=r"At every state, with $\varphi$ the standard normal density: $\partial^2 L/\partial \mu_j^2 = "
    r"\frac12 \sum_i [(r_i - \mu_j) \varphi(r_i - \mu_j) - (\ell_i - \mu_j) \varphi(\ell_i - \mu_j)]$, $\partial^2 "
    r"L / \partial \mu_1 \partial \mu_2 = 0$, $\partial^2 L/\partial r_i^2 = F'(r_i)$, $\partial^2 L/\partial "
    r"\ell_i^2 = -F'(\ell_i)$, $\partial^2 L / \partial r_i \partial \mu_j = -\frac12 (r_i - \mu_j) \varphi(r_i - "
    r"\mu_j)$, $\partial^2 L / \partial \ell_i \partial \mu_j = \frac12 (\ell_i - \mu_j) \varphi(\ell_i - \mu_j)$; "
    r"the Jacobian of the flow has these entries, negated in the generator's rows.",
    hypotheses=(),
    subject=game,
    claim=JacobianIs((*generator, *discriminator), tuple((s, s) for s in game.state)),
    label="B1",
)
