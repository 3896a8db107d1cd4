"""Where the flow of the logistic uniform GAN is at time 60, regularized."""

from sympy import Rational

from stability.games import uniform_gan
from stability.objectives import logistic
from stability.regularizers import DiscriminatorFieldPenalty
from stability.theorem import FlowReaches, Theorem
from stability.theorem.sources import NAGARAJAN2017

game = DiscriminatorFieldPenalty(Rational(1, 4))(uniform_gan(logistic))
a, w = game.state

theorem = Theorem(
    name="nagarajan2017_uniform_gan_flow_eta_quarter",
    source=f"{NAGARAJAN2017}, cf. section 5; numbers from simulation",
    statement=r"With the regularizer $\eta |\nabla_D V|^2$, $\eta = \frac14$, the flow of the logistic uniform GAN "
    r"from $a = \frac95$, $w = \frac12$ (the sign of the paper; here $-\frac12$) is at time $60$ at $a = 1.007158$, $w "
    r"= 0.001090$ (here of the opposite sign).",
    hypotheses=(),
    subject=game,
    claim=FlowReaches(((a, Rational(9, 5)), (w, -Rational(1, 2))), 60, ("1.007158", "-0.001090")),
    label="A5",
)
