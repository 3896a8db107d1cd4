"""A public replication scales the generator's gradient by another constant."""

from typing import Any

from sympy import exp, pi, sqrt

from stability.games import two_gaussians_gan
from stability.theorem import ChangeIs, Theorem
from stability.theorem.sources import LI2018

game = two_gaussians_gan((-1, 1))
mu1, mu2, l1, l2, r1, r2 = game.state


def phi(x: Any) -> Any:
    """The standard normal density."""
    return exp(-(x**2) / 2) / sqrt(2 * pi)


total = phi(r1 - mu1) - phi(l1 - mu1) + phi(r2 - mu1) - phi(l2 - mu1)

theorem = Theorem(
    name="li2018_gradient_prefactor_as_replicated",
    source=f"{LI2018}, cf. section 2; a public replication of its experiment",
    statement=r"$\partial L/\partial \mu_1 = \frac{1}{\sqrt{2\pi}} \sum_i [\varphi(r_i - \mu_1) - \varphi(\ell_i - "
    r"\mu_1)]$ with the standard normal density $\varphi$.",
    hypotheses=(),
    subject=game,
    claim=ChangeIs(mu1, -total / sqrt(2 * pi)),
    expected="REFUTED",
    erratum=r"The factor is the weight $\frac12$ of a component of the mixture; $1/\sqrt{2\pi}$ is already in "
    r"$\varphi$ and enters a second time here, so that the generator is slower by the factor $0.798$.",
    label="B1",
)
