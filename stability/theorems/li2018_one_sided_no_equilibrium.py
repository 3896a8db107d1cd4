"""A discriminator that is a half-line: no equilibrium at all."""

from sympy import Symbol

from stability.games import one_sided_gan
from stability.theorem import NeverAtRest, Theorem
from stability.theorem.sources import LI2018

game = one_sided_gan(Symbol("m", real=True))
mu, right = game.state

theorem = Theorem(
    name="li2018_one_sided_no_equilibrium",
    source=f"{LI2018}, cf. the section on first-order dynamics; derived for one Gaussian",
    statement=r"With $D = 1_{(-\infty, r]}$ one Gaussian has $\dot \mu = -\varphi(r - \mu) < 0$ at every state and "
    r"for every target: the first-order flow has no equilibrium, not even at the target.",
    hypotheses=(),
    subject=game,
    claim=NeverAtRest(mu, -1),
    label="B6",
)
