"""The gradient-norm regularizer of strength 1/2 on the uniform WGAN."""

from sympy import I, Integer, Rational, sqrt

from stability.games import uniform_gan
from stability.objectives import wasserstein
from stability.regularizers import DiscriminatorFieldPenalty
from stability.theorem import EigenvaluesAt, SpectrumIs, StabilityIs, Theorem
from stability.theorem.sources import NAGARAJAN2017
from stability.verdict import Stability

game = DiscriminatorFieldPenalty(Rational(1, 2))(uniform_gan(wasserstein))
a, w = game.state
place = ((a, Integer(1)), (w, Integer(0)))
real, imaginary = -Rational(2, 9), 4 * sqrt(2) / 9

theorem = Theorem(
    name="nagarajan2017_uniform_wgan_eta_half",
    source=f"{NAGARAJAN2017}, cf. section 5 and Theorem 4.1; numbers from exact algebra",
    statement=r"With the regularizer $\eta |\nabla_D V|^2$ in the generator's loss, $\eta = \frac12$, the uniform WGAN "
    r"has at $w = 0$, $a = 1$ the eigenvalues $-\frac29 \pm \frac{4\sqrt2}{9} i$.",
    hypotheses=(),
    subject=game,
    claim=(
        SpectrumIs((real + I * imaginary, real - I * imaginary), place),
        EigenvaluesAt(
            {}, (("-0.222222222222222222222222222222", "0.62853936105470891057852832187097692381"),), at=place
        ),
        StabilityIs(Stability.EXPONENTIALLY_STABLE, at=place),
    ),
    label="A5",
)
