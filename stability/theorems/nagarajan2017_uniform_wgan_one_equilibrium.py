"""A trap: the uniform GAN has a mirror image of its equilibrium."""

from sympy import Integer

from stability.games import uniform_gan
from stability.objectives import wasserstein
from stability.theorem import EquilibriaAre, Theorem
from stability.theorem.sources import DERIVED

game = uniform_gan(wasserstein)
a, w = game.state

theorem = Theorem(
    name="nagarajan2017_uniform_wgan_one_equilibrium",
    source=f"{DERIVED}: a mistake that plots of $a > 0$ suggest",
    statement=r"The only equilibrium of the uniform WGAN is $w = 0$, $a = 1$.",
    hypotheses=(),
    subject=game,
    claim=EquilibriaAre((((a, Integer(1)), (w, Integer(0))),)),
    expected="REFUTED",
    erratum=r"$a = -1$ generates the same law. The line $a = 0$ between the two is invariant, and on it $w$ moves at "
    r"the constant speed $\frac13$ for ever.",
    label="A5",
)
