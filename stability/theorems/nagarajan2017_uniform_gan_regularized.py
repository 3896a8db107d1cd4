"""The gradient-norm regularizer on the uniform GAN, for every strength."""

from sympy import Integer, Rational, Symbol, sqrt

from stability.games import uniform_gan
from stability.objectives import logistic
from stability.regularizers import DiscriminatorFieldPenalty
from stability.theorem import SpectrumIs, StabilityIs, Theorem
from stability.theorem.sources import NAGARAJAN2017
from stability.verdict import Stability

eta = Symbol("eta", nonnegative=True)
game = DiscriminatorFieldPenalty(eta)(uniform_gan(logistic))
a, w = game.state
place = ((a, Integer(1)), (w, Integer(0)))
damping = Rational(1, 10) + 2 * eta / 9
root = sqrt(damping**2 / 4 - Rational(1, 9))

theorem = Theorem(
    name="nagarajan2017_uniform_gan_regularized",
    source=f"{NAGARAJAN2017}, cf. Theorem 4.1; for every strength derived here",
    statement=r"With the regularizer $\eta |\nabla_D V|^2$ in the generator's loss the logistic uniform GAN has at $w "
    r"= 0$, $a = 1$ the characteristic polynomial $\lambda^2 + (\frac{1}{10} + \frac{2\eta}{9}) \lambda + \frac19$, "
    r"and is exponentially stable for every $\eta \ge 0$.",
    hypotheses=(),
    subject=game,
    claim=(
        SpectrumIs((-damping / 2 + root, -damping / 2 - root), place),
        StabilityIs(Stability.EXPONENTIALLY_STABLE, at=place),
    ),
    label="A5, C1 (Nagarajan 2017)",
)
