"""The gradient-norm regularizer on the uniform WGAN, for every strength."""

from sympy import Integer, Rational, Symbol, sqrt

from stability.games import uniform_gan
from stability.objectives import wasserstein
from stability.regularizers import DiscriminatorFieldPenalty
from stability.theorem import SpectrumIs, StabilityIs, Theorem
from stability.theorem.sources import NAGARAJAN2017
from stability.verdict import Stability

eta = Symbol("eta", positive=True)
game = DiscriminatorFieldPenalty(eta)(uniform_gan(wasserstein))
a, w = game.state
place = ((a, Integer(1)), (w, Integer(0)))
damping = 8 * eta / 9
root = sqrt(damping**2 / 4 - Rational(4, 9))

theorem = Theorem(
    name="nagarajan2017_uniform_wgan_regularized",
    source=f"{NAGARAJAN2017}, cf. Theorem 4.1",
    statement=r"With the regularizer $\eta |\nabla_D V|^2$ in the generator's loss the uniform WGAN has at $w = 0$, $a "
    r"= 1$ the characteristic polynomial $\lambda^2 + \frac{8\eta}{9} \lambda + \frac49$, and is exponentially stable "
    r"for every $\eta > 0$.",
    hypotheses=(),
    subject=game,
    claim=(
        SpectrumIs((-damping / 2 + root, -damping / 2 - root), place),
        StabilityIs(Stability.EXPONENTIALLY_STABLE, at=place),
    ),
    label="A5",
)
