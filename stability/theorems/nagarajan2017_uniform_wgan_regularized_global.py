"""The regularized uniform WGAN converges from every start with a > 0."""

from sympy import Integer, Symbol, log, oo

from stability.games import uniform_gan
from stability.objectives import wasserstein
from stability.regularizers import DiscriminatorFieldPenalty
from stability.theorem import ChangeIs, RegionAttracted, Theorem
from stability.theorem.sources import DERIVED

eta = Symbol("eta", positive=True)
game = DiscriminatorFieldPenalty(eta)(uniform_gan(wasserstein))
a, w = game.state
energy = w**2 + a**2 / 2 - log(a)
right = ((a, Integer(1)), (w, Integer(0)))

theorem = Theorem(
    name="nagarajan2017_uniform_wgan_regularized_global",
    source=f"{DERIVED}; for Theorem 4.1 of Nagarajan, Kolter 2017 (arXiv 1706.04156)",
    statement=r"With the regularizer $\eta |\nabla_D V|^2$, $\eta > 0$, the uniform WGAN has $\frac{dH}{dt} = "
    r"-\frac{4 \eta}{9} (1 - a^2)^2$ for $H = w^2 + \frac{a^2}{2} - \ln a$; every trajectory with $a > 0$ converges "
    r"to $w = 0$, $a = 1$.",
    hypotheses=(),
    subject=game,
    claim=(ChangeIs(energy, -4 * eta * (1 - a**2) ** 2 / 9), RegionAttracted(energy, ((a, (Integer(0), oo)),), right)),
    label="A9",
)
