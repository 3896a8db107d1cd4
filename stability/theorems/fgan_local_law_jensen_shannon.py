"""The f-GAN of the Jensen-Shannon divergence at its equilibrium: a Jordan block."""

from sympy import Integer, Lambda, Symbol, exp, log, symbols

from stability.expectation import Finite
from stability.game import Game
from stability.objectives import Objective
from stability.theorem import JordanBlock, SpectrumIs, Theorem
from stability.theorem.sources import FGAN

theta, psi, x = symbols("theta psi x", real=True)
t = Symbol("t", real=True)
objective = Objective.from_divergence(Lambda(t, t), Lambda(t, -log(2 - exp(t))))
coin = Finite.uniform((-1, 1))
shifted = Finite.uniform((theta - 1, theta + 1))

theorem = Theorem(
    name="fgan_local_law_jensen_shannon",
    source=f"{FGAN}, section 2 for the game; the spectrum is derived here",
    statement=r"The f-GAN of the Jensen-Shannon divergence ($f(u) = u \ln u - (u + 1) \ln \frac{u + 1}{2}$, $f''(1) = "
    r"\frac12$) with affine $T$ and data of mean $0$ and variance $1$ in a bounded set, here the points $\pm 1$, has "
    r"at the equilibrium the characteristic polynomial $(s + 1)^2$, with a Jordan block.",
    hypotheses=(),
    subject=Game.gan(
        "f-GAN", output=psi * x, input=x, real=coin, fake=shifted, generator=theta, discriminator=psi, f=objective
    ),
    claim=(SpectrumIs((Integer(-1), Integer(-1))), JordanBlock(Integer(-1), {})),
    label="C16",
)
