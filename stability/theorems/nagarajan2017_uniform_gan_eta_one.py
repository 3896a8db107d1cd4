"""The gradient-norm regularizer of strength 1 on the logistic uniform GAN."""

from sympy import I, Integer, Rational, sqrt

from stability.games import uniform_gan
from stability.objectives import logistic
from stability.regularizers import DiscriminatorFieldPenalty
from stability.theorem import EigenvaluesAt, SpectrumIs, StabilityIs, Theorem
from stability.theorem.sources import NAGARAJAN2017
from stability.verdict import Stability

game = DiscriminatorFieldPenalty(Integer(1))(uniform_gan(logistic))
a, w = game.state
place = ((a, Integer(1)), (w, Integer(0)))
real, imaginary = -Rational(29, 180), sqrt(2759) / 180

theorem = Theorem(
    name="nagarajan2017_uniform_gan_eta_one",
    source=f"{NAGARAJAN2017}, cf. section 5 and Theorem 4.1; numbers from exact algebra",
    statement=r"With the regularizer $\eta |\nabla_D V|^2$ in the generator's loss, $\eta = 1$, the logistic uniform "
    r"GAN has at $w = 0$, $a = 1$ the eigenvalues $-\frac{29}{180} \pm \frac{\sqrt{2759}}{180} i$.",
    hypotheses=(),
    subject=game,
    claim=(
        SpectrumIs((real + I * imaginary, real - I * imaginary), place),
        EigenvaluesAt(
            {}, (("-0.161111111111111111111111111111", "0.29181213303708658677718329496065328814"),), at=place
        ),
        StabilityIs(Stability.EXPONENTIALLY_STABLE, at=place),
    ),
    label="A5",
)
