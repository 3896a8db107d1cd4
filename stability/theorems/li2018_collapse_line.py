"""The line of collapsed generators is invariant: gradient flow, with any discriminator."""

from sympy import Symbol

from stability.games import two_gaussians_gan
from stability.theorem import InvariantSet, Theorem
from stability.theorem.sources import LI2018

game = two_gaussians_gan((Symbol("a", real=True), Symbol("b", real=True)))
mu1, mu2, *ends = game.state

theorem = Theorem(
    name="li2018_collapse_line",
    source=f"{LI2018}, cf. the hypothesis on the separation of the start; derived",
    statement=r"On the line $\mu_1 = \mu_2$ one has $\partial_{\mu_1} L = \partial_{\mu_2} L$ for every target and "
    r"all ends, the optimal ones included. So a generator that starts collapsed stays collapsed for ever, and a "
    r"hypothesis that separates the means of the start is necessary for convergence.",
    hypotheses=(),
    subject=game,
    claim=InvariantSet(((mu2, mu1),)),
    label="B5, C8 (Li 2018)",
)
