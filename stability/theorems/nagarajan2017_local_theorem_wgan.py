"""A trap: the local theorem says nothing about the Wasserstein objective."""

from sympy import Integer

from stability.games import uniform_gan
from stability.objectives import wasserstein
from stability.theorem import LocalHypotheses, Theorem
from stability.theorem.sources import NAGARAJAN2017

game = uniform_gan(wasserstein)
a, w = game.state

theorem = Theorem(
    name="nagarajan2017_local_theorem_wgan",
    source=f"{NAGARAJAN2017}, cf. Theorem 3.1 for a linear objective",
    statement="The uniform WGAN satisfies the hypotheses of the local theorem at $w = 0$, $a = 1$.",
    hypotheses=(),
    subject=game,
    claim=LocalHypotheses((1, 1), at=((a, Integer(1)), (w, Integer(0)))),
    expected="REFUTED",
    erratum="The objective is linear, $f''(0) = 0$: the discriminator's own block vanishes.",
    label="A3",
)
