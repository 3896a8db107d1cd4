"""Convergence from every start, without a hypothesis on its separation."""

from sympy import Symbol

from stability.games import two_gaussians_gan
from stability.theorem import InvariantSet, Theorem
from stability.theorem.sources import LI2018

game = two_gaussians_gan((Symbol("a", real=True), Symbol("b", real=True)))
mu1, mu2, *ends = game.state

theorem = Theorem(
    name="li2018_collapse_line_left_as_recalled",
    source=f"{LI2018}, cf. the theorem on the optimal discriminator, without its hypothesis on the separation",
    statement=r"The dynamics leads from every start to the target, so that also some trajectory that starts with "
    r"$\mu_1 = \mu_2$ leaves this line.",
    hypotheses=(),
    subject=game,
    claim=InvariantSet(((mu2, mu1),), invariant=False),
    expected="REFUTED",
    erratum=r"The line $\mu_1 = \mu_2$ is invariant for every discriminator; a start on it never reaches a target "
    r"with two different means. The hypothesis $|\mu_1 - \mu_2| \ge \delta$ is necessary.",
    label="C8 (Li 2018)",
)
