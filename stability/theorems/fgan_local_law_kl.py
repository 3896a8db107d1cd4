"""The f-GAN of the Kullback-Leibler divergence at its equilibrium."""

from sympy import I, Lambda, Rational, Symbol, exp, sqrt, symbols

from stability.expectation import Normal
from stability.game import Game
from stability.objectives import Objective
from stability.theorem import EigenvaluesAt, SpectrumIs, StabilityIs, Theorem
from stability.theorem.sources import FGAN
from stability.verdict import Stability

theta, psi, x = symbols("theta psi x", real=True)
t = Symbol("t", real=True)
kl = Objective.from_divergence(Lambda(t, t + 1), Lambda(t, exp(t - 1)))
real, imaginary = -Rational(1, 2), sqrt(3) / 2

theorem = Theorem(
    name="fgan_local_law_kl",
    source=f"{FGAN}, section 2 for the game; numbers from exact algebra",
    statement=r"The f-GAN of the Kullback-Leibler divergence ($f(u) = u \ln u$, $f''(1) = 1$) with affine $T$, data "
    r"$N(0, 1)$ and generated law $N(\theta, 1)$ has at the equilibrium the characteristic polynomial $s^2 + s + 1$.",
    hypotheses=(),
    subject=Game.gan(
        "KL f-GAN",
        output=psi * x,
        input=x,
        real=Normal(0, 1),
        fake=Normal(theta, 1),
        generator=theta,
        discriminator=psi,
        f=kl,
    ),
    claim=(
        SpectrumIs((real + I * imaginary, real - I * imaginary)),
        EigenvaluesAt({}, (("-0.500000000000", "0.866025403784438646763723170752936183"),)),
        StabilityIs(Stability.EXPONENTIALLY_STABLE),
    ),
    label="C16",
)
