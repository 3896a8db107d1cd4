"""With normal data and affine T the Jensen-Shannon f-GAN is not defined away from its equilibrium."""

from sympy import Integer, Lambda, Symbol, exp, log, symbols

from stability.expectation import Normal
from stability.game import Game
from stability.objectives import Objective
from stability.theorem import SpectrumIs, Theorem
from stability.theorem.sources import FGAN

theta, psi, x = symbols("theta psi x", real=True)
t = Symbol("t", real=True)
objective = Objective.from_divergence(Lambda(t, t), Lambda(t, -log(2 - exp(t))))

theorem = Theorem(
    name="fgan_local_law_jensen_shannon_normal_data",
    source=f"{FGAN}, section 2 for the game; the table of results this project started from",
    statement=r"The f-GAN of the Jensen-Shannon divergence with affine $T$, data $N(0, 1)$ and generated law $N(\theta, 1)$ has "
    r"at the equilibrium the characteristic polynomial $(s + 1)^2$.",
    hypotheses=(),
    subject=Game.gan("f-GAN", output=psi * x, input=x, real=Normal(0, 1), fake=Normal(theta, 1), generator=theta,
                     discriminator=psi, f=objective),
    claim=SpectrumIs((Integer(-1), Integer(-1))),
    expected="UNDECIDED",
    erratum=r"The conjugate $f^*(t) = -\ln(2 - e^t)$ lives on $t < \ln 2$ only, and $T = \psi x$ leaves that set with "
    r"positive probability for every $\psi \ne 0$: the value of this game is undefined, and there is nothing to "
    r"differentiate. For data in a bounded set the claim is right.",
)
