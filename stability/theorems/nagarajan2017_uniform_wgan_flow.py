"""Where the flow of the uniform WGAN is at time 60."""

from sympy import Rational

from stability.games import uniform_gan
from stability.objectives import wasserstein
from stability.theorem import FlowReaches, Theorem
from stability.theorem.sources import NAGARAJAN2017

game = uniform_gan(wasserstein)
a, w = game.state

theorem = Theorem(
    name="nagarajan2017_uniform_wgan_flow",
    source=f"{NAGARAJAN2017}, cf. section 5; numbers from simulation",
    statement=r"Without regularizer the flow of the uniform WGAN "
    r"from $a = \frac95$, $w = \frac12$ (the sign of the paper; here $-\frac12$) is at time $60$ at $a = 0.3048$, $w = "
    r"0.2181$ (here of the opposite sign).",
    hypotheses=(),
    subject=game,
    claim=FlowReaches(((a, Rational(9, 5)), (w, -Rational(1, 2))), 60, ("0.3048", "-0.2181")),
    label="A5",
)
