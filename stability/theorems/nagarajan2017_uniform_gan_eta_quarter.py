"""The gradient-norm regularizer of strength 1/4 on the logistic uniform GAN."""

from sympy import I, Integer, Rational, sqrt

from stability.games import uniform_gan
from stability.objectives import logistic
from stability.regularizers import DiscriminatorFieldPenalty
from stability.theorem import EigenvaluesAt, SpectrumIs, StabilityIs, Theorem
from stability.theorem.sources import NAGARAJAN2017
from stability.verdict import Stability

game = DiscriminatorFieldPenalty(Rational(1, 4))(uniform_gan(logistic))
a, w = game.state
place = ((a, Integer(1)), (w, Integer(0)))
real, imaginary = -Rational(7, 90), sqrt(851) / 90

theorem = Theorem(
    name="nagarajan2017_uniform_gan_eta_quarter",
    source=f"{NAGARAJAN2017}, cf. section 5 and Theorem 4.1; numbers from exact algebra",
    statement=r"With the regularizer $\eta |\nabla_D V|^2$ in the generator's loss, $\eta = \frac14$, the logistic "
    r"uniform GAN has at $w = 0$, $a = 1$ the eigenvalues $-\frac{7}{90} \pm \frac{\sqrt{851}}{90} i$.",
    hypotheses=(),
    subject=game,
    claim=(
        SpectrumIs((real + I * imaginary, real - I * imaginary), place),
        EigenvaluesAt(
            {}, (("-0.077777777777777777777777777778", "0.32413226990699603650449859739233796579"),), at=place
        ),
        StabilityIs(Stability.EXPONENTIALLY_STABLE, at=place),
    ),
    label="A5",
)
