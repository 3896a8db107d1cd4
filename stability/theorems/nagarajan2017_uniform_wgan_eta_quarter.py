"""The gradient-norm regularizer of strength 1/4 on the uniform WGAN."""

from sympy import I, Integer, Rational, sqrt

from stability.games import uniform_gan
from stability.objectives import wasserstein
from stability.regularizers import DiscriminatorFieldPenalty
from stability.theorem import EigenvaluesAt, SpectrumIs, StabilityIs, Theorem
from stability.theorem.sources import NAGARAJAN2017
from stability.verdict import Stability

game = DiscriminatorFieldPenalty(Rational(1, 4))(uniform_gan(wasserstein))
a, w = game.state
place = ((a, Integer(1)), (w, Integer(0)))
real, imaginary = -Rational(1, 9), sqrt(35) / 9

theorem = Theorem(
    name="nagarajan2017_uniform_wgan_eta_quarter",
    source=f"{NAGARAJAN2017}, cf. section 5 and Theorem 4.1; numbers from exact algebra",
    statement=r"With the regularizer $\eta |\nabla_D V|^2$ in the generator's loss, $\eta = \frac14$, the uniform WGAN "
    r"has at $w = 0$, $a = 1$ the eigenvalues $-\frac19 \pm \frac{\sqrt{35}}{9} i$.",
    hypotheses=(),
    subject=game,
    claim=(
        SpectrumIs((real + I * imaginary, real - I * imaginary), place),
        EigenvaluesAt(
            {}, (("-0.111111111111111111111111111111", "0.65734219812217956028525869906240189427"),), at=place
        ),
        StabilityIs(Stability.EXPONENTIALLY_STABLE, at=place),
    ),
    label="A5",
)
