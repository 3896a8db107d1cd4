"""Where the flow of the uniform WGAN is at time 60, regularized."""

from sympy import Integer, Rational

from stability.games import uniform_gan
from stability.objectives import wasserstein
from stability.regularizers import DiscriminatorFieldPenalty
from stability.theorem import FlowReaches, Theorem
from stability.theorem.sources import NAGARAJAN2017

game = DiscriminatorFieldPenalty(Integer(1))(uniform_gan(wasserstein))
a, w = game.state

theorem = Theorem(
    name="nagarajan2017_uniform_wgan_flow_eta_one",
    source=f"{NAGARAJAN2017}, cf. section 5; numbers from simulation",
    statement=r"With the regularizer $\eta |\nabla_D V|^2$, $\eta = 1$, the flow of the uniform WGAN from $a = "
    r"\frac95$, $w = \frac12$ (the sign of the paper; here $-\frac12$) is at time $60$ at $a = 1.0000000$, $w = "
    r"0.0000000000006$ (here of the opposite sign).",
    hypotheses=(),
    subject=game,
    claim=FlowReaches(((a, Rational(9, 5)), (w, -Rational(1, 2))), 60, ("1.0000000", "-0.0000000000006")),
    label="A5",
)
