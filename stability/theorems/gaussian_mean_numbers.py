"""Eigenvalues of the logistic Gaussian mean GAN."""

from sympy import I, Rational, sqrt

from stability.games import gaussian_mean_gan
from stability.objectives import logistic
from stability.theorem import EigenvaluesAt, SpectrumIs, Theorem
from stability.theorem.sources import DERIVED

quarter = Rational(1, 4)

theorem = Theorem(
    name="gaussian_mean_numbers",
    source=DERIVED,
    statement=r"The logistic GAN with data $N(0, 1)$, generated law $N(\theta, 1)$ and $D(x) = \psi x$ has at the "
    r"equilibrium the eigenvalues $-\frac14 \pm \frac{\sqrt3}{4} i$.",
    hypotheses=(),
    subject=gaussian_mean_gan(logistic),
    claim=(
        SpectrumIs((-quarter + sqrt(3) * I / 4, -quarter - sqrt(3) * I / 4)),
        EigenvaluesAt({}, (("-0.25", "0.433012701892219323381861585376468092"),)),
    ),
    label="R12",
)
