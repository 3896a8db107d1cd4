"""The line of collapsed generators is invariant: simultaneous gradient descent."""

from sympy import Symbol

from stability.dynamics import SimultaneousGD
from stability.games import two_gaussians_gan
from stability.theorem import InvariantSet, Theorem
from stability.theorem.sources import LI2018

h = Symbol("h", positive=True)
game = two_gaussians_gan((Symbol("a", real=True), Symbol("b", real=True)))
mu1, mu2, *ends = game.state

theorem = Theorem(
    name="li2018_collapse_line_simultaneous",
    source=f"{LI2018}, cf. the hypothesis on the separation of the start; derived",
    statement=r"Simultaneous gradient steps of any size $h$ keep the line $\mu_1 = \mu_2$ of collapsed generators, "
    r"for every target and all ends.",
    hypotheses=(),
    subject=(game, SimultaneousGD(h)),
    claim=InvariantSet(((mu2, mu1),)),
    label="B5",
)
