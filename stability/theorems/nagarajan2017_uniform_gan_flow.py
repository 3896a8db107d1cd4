"""Where the flow of the logistic uniform GAN is at time 60."""

from sympy import Rational

from stability.games import uniform_gan
from stability.objectives import logistic
from stability.theorem import FlowReaches, Theorem
from stability.theorem.sources import NAGARAJAN2017

game = uniform_gan(logistic)
a, w = game.state

theorem = Theorem(
    name="nagarajan2017_uniform_gan_flow",
    source=f"{NAGARAJAN2017}, cf. section 5; numbers from simulation",
    statement=r"Without regularizer the flow of the logistic uniform GAN from $a = \frac95$, $w = \frac12$ (the sign "
    r"of the paper; here $-\frac12$) is at time $60$ at $a = 1.040747$, $w = 0.008276$ (here of the opposite sign).",
    hypotheses=(),
    subject=game,
    claim=FlowReaches(((a, Rational(9, 5)), (w, -Rational(1, 2))), 60, ("1.040747", "-0.008276")),
    label="A5",
)
