"""The regularized WGAN with a constant term converges to a line of equilibria."""

from sympy import Integer, Symbol

from stability.games import quadratic_gaussian_gan
from stability.objectives import wasserstein
from stability.regularizers import DiscriminatorFieldPenalty
from stability.theorem import ConvergesToSet, Theorem
from stability.theorem.sources import NAGARAJAN2017

eta = Symbol("eta", positive=True)

s = Symbol("s", real=True)
game = DiscriminatorFieldPenalty(eta)(quadratic_gaussian_gan(wasserstein, bias=True))
a, b, w_2, w_1, w_0 = game.state
line = ((a, Integer(1)), (b, Integer(0)), (w_2, Integer(0)), (w_1, Integer(0)), (w_0, s))

theorem = Theorem(
    name="nagarajan2017_lq_wgan_bias_regularized",
    source=f"{NAGARAJAN2017}, cf. Theorem 4.1",
    statement=r"With the regularizer $\eta |\nabla_D V|^2$, $\eta > 0$, the linear-quadratic WGAN with $D(x) = w_2 "
    r"x^2 + w_1 x + w_0$ and data $N(0, 1)$ converges locally to the line of equilibria $w_0 = s$.",
    hypotheses=(),
    subject=game,
    claim=ConvergesToSet(line, (s,)),
    label="A9",
)
