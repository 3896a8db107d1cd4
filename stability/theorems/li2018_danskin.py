"""The gradient of the total variation is that of the loss with the optimal ends held fixed."""

from typing import Any

from sympy import Rational, Symbol, exp, pi, sqrt

from stability.algebra.jets import Jet
from stability.clock import Time
from stability.games import two_gaussians_gan
from stability.system import System
from stability.theorem import ChangeIs, Theorem
from stability.theorem.sources import LI2018

first, second = Symbol("a", real=True), Symbol("b", real=True)
game = two_gaussians_gan((first, second))
mu1, mu2, l1, l2, r1, r2 = game.state
ends = {x: Jet(str(x), 0, mu1) for x in (l1, l2, r1, r2)}
loss = game.player("generator").loss.xreplace(ends)


def phi(x: Any) -> Any:
    """The standard normal density."""
    return exp(-(x**2) / 2) / sqrt(2 * pi)


def difference(x: Any) -> Any:
    """F = p* - p_mu."""
    return Rational(1, 2) * (phi(x - first) + phi(x - second) - phi(x - mu1) - phi(x - mu2))


held = Rational(1, 2) * sum(phi(ends[r] - mu1) - phi(ends[x] - mu1) for x, r in ((l1, r1), (l2, r2)))
moved = sum(
    difference(ends[r]) * Jet(str(r), 1, mu1) - difference(ends[x]) * Jet(str(x), 1, mu1)
    for x, r in ((l1, r1), (l2, r2))
)

theorem = Theorem(
    name="li2018_danskin",
    source=f"{LI2018}, cf. the section on the optimal discriminator; Danskin's identity",
    statement=r"Let the ends $\ell_i, r_i$ be any differentiable functions of $\mu_1$. Then $\frac{d}{d\mu_1} "
    r"L(\mu, \ell(\mu_1), r(\mu_1)) = \partial_{\mu_1} L + \sum_i [F(r_i) r_i' - F(\ell_i) \ell_i']$. At the "
    r"optimal ends, which are zeros of $F$, the sum vanishes: $\partial_{\mu_1} \mathrm{TV} = \partial_{\mu_1} L$, "
    r"and likewise for $\mu_2$. They are differentiable where the zeros are simple, by the implicit function "
    r"theorem.",
    hypotheses=(),
    subject=System(Time.CONTINUOUS, [mu1], [mu1**0], name="the mean mu1 moves with speed 1"),
    claim=ChangeIs(loss, held + moved),
    label="B3",
)
