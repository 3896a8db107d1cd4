"""Only mean and variance of the noise matter for the linearization."""

from sympy import Function, Symbol, sqrt, symbols

from stability.expectation import Finite, Normal, Uniform
from stability.game import Game
from stability.theorem import SameJacobian, Theorem
from stability.theorem.sources import DERIVED

theta, psi, x = symbols("theta psi x", real=True)
s = Symbol("s", positive=True)
f = Function("f")
normal = Game.gan(
    "Dirac-GAN with normal noise",
    output=psi * x,
    input=x,
    real=Normal(0, s**2),
    fake=Normal(theta, s**2),
    generator=theta,
    discriminator=psi,
    f=f,
)
wide = sqrt(3) * s
uniform = Game.gan(
    "Dirac-GAN with uniform noise",
    output=psi * x,
    input=x,
    real=Uniform(-wide, wide),
    fake=Uniform(theta - wide, theta + wide),
    generator=theta,
    discriminator=psi,
    f=f,
)
coin = Game.gan(
    "Dirac-GAN with two-point noise",
    output=psi * x,
    input=x,
    real=Finite.uniform((-s, s)),
    fake=Finite.uniform((theta - s, theta + s)),
    generator=theta,
    discriminator=psi,
    f=f,
)

theorem = Theorem(
    name="mescheder2018_instance_noise_any_law",
    source=f"{DERIVED}; compare Mescheder, Geiger, Nowozin 2018 (arXiv 1801.04406v4), cf. Lemma 3.2",
    statement=r"Uniform noise and two-point noise of mean $0$ and variance $s^2$ give the Dirac-GAN the same Jacobian "
    r"as normal noise of that variance.",
    hypotheses=(),
    subject=normal,
    claim=(SameJacobian(uniform), SameJacobian(coin)),
    label="R11",
)
