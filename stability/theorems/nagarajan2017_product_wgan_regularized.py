"""The gradient-norm regularizer on the over-parametrized WGAN."""

from sympy import Symbol

from stability.games import uniform_gan
from stability.objectives import wasserstein
from stability.regularizers import DiscriminatorFieldPenalty
from stability.theorem import ConvergesToSet, Theorem
from stability.theorem.sources import NAGARAJAN2017

eta = Symbol("eta", positive=True)

t = Symbol("t", positive=True)
game = DiscriminatorFieldPenalty(eta)(uniform_gan(wasserstein, factors=2))
a, c, w = game.state

theorem = Theorem(
    name="nagarajan2017_product_wgan_regularized",
    source=f"{NAGARAJAN2017}, cf. Theorem 4.1; for every strength derived here",
    statement=r"With the regularizer $\eta |\nabla_D V|^2$ in the generator's loss the WGAN with $D(x) = w x^2$, "
    r"$G(z) = a c z$ converges locally to the curve $w = 0$, $a c = 1$ for every $\eta > 0$.",
    hypotheses=(),
    subject=game,
    claim=ConvergesToSet(((a, t), (c, 1 / t), (w, 0 * t)), (t,)),
    label="A9",
)
