"""A trap: the rate of an f-GAN also depends on how its T is parametrized."""

from sympy import I, Rational, sqrt

from stability.games import gaussian_mean_gan
from stability.objectives import jensen_shannon
from stability.theorem import SpectrumIs, Theorem
from stability.theorem.sources import FGAN

real, imaginary = -Rational(1, 4), sqrt(3) / 4

theorem = Theorem(
    name="fgan_activation_changes_rate",
    source=f"{FGAN}, section 2 for the activation; the spectrum is derived here",
    statement=r"With the usual activation $T = \ln 2 - \ln(1 + e^{-v})$, $v = \psi x$, the Jensen-Shannon f-GAN with "
    r"data $N(0, 1)$ and generated law $N(\theta, 1)$ has the eigenvalues $-\frac14 \pm \frac{\sqrt3}{4} i$ of the "
    r"logistic GAN, not the double eigenvalue $-1$ of affine $T$: rates of f-GANs differ only by $f''(1)$ when $T$ is "
    r"the same function.",
    hypotheses=(),
    subject=gaussian_mean_gan(jensen_shannon),
    claim=SpectrumIs((real + I * imaginary, real - I * imaginary)),
    label="C16",
)
