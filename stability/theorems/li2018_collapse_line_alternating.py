"""The line of collapsed generators is invariant: alternating gradient descent."""

from sympy import Symbol

from stability.dynamics import AlternatingGD
from stability.games import two_gaussians_gan
from stability.theorem import InvariantSet, Theorem
from stability.theorem.sources import LI2018

h = Symbol("h", positive=True)
game = two_gaussians_gan((Symbol("a", real=True), Symbol("b", real=True)))
mu1, mu2, *ends = game.state

theorem = Theorem(
    name="li2018_collapse_line_alternating",
    source=f"{LI2018}, cf. the hypothesis on the separation of the start; derived",
    statement=r"Alternating gradient steps, five of the discriminator and one of the generator, keep the line "
    r"$\mu_1 = \mu_2$ of collapsed generators, for every target, all ends and every step size.",
    hypotheses=(),
    subject=(game, AlternatingGD(h, n_g=1, n_d=5, first="discriminator")),
    claim=InvariantSet(((mu2, mu1),)),
    label="B5",
)
