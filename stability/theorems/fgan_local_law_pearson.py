"""The f-GAN of Pearson's chi-squared divergence at its equilibrium."""

from sympy import I, Lambda, Rational, Symbol, sqrt, symbols

from stability.expectation import Normal
from stability.game import Game
from stability.objectives import Objective
from stability.theorem import SpectrumIs, StabilityIs, Theorem
from stability.theorem.sources import FGAN
from stability.verdict import Stability

theta, psi, x = symbols("theta psi x", real=True)
t = Symbol("t", real=True)
pearson = Objective.from_divergence(Lambda(t, t), Lambda(t, t + t**2 / 4))
real, imaginary = -Rational(1, 4), sqrt(15) / 4

theorem = Theorem(
    name="fgan_local_law_pearson",
    source=f"{FGAN}, section 2 for the game; the spectrum is derived here",
    statement=r"The f-GAN of the $\chi^2$ divergence ($f(u) = (u - 1)^2$, $f''(1) = 2$) with affine $T$, data $N(0, "
    r"1)$ and generated law $N(\theta, 1)$ has at the equilibrium the characteristic polynomial $s^2 + \frac{s}{2} + "
    r"1$.",
    hypotheses=(),
    subject=Game.gan(
        "chi-squared f-GAN",
        output=psi * x,
        input=x,
        real=Normal(0, 1),
        fake=Normal(theta, 1),
        generator=theta,
        discriminator=psi,
        f=pearson,
    ),
    claim=(SpectrumIs((real + I * imaginary, real - I * imaginary)), StabilityIs(Stability.EXPONENTIALLY_STABLE)),
    label="C16",
)
