"""Noise on the generated point alone gives half the damping."""

from sympy import Function, Symbol, symbols

from stability.algebra.conditions import Fact
from stability.algebra.jets import Jet
from stability.expectation import Normal, PointMass
from stability.game import Game
from stability.theorem import JacobianIs, Theorem
from stability.theorem.sources import DERIVED

theta, psi, x = symbols("theta psi x", real=True)
s = Symbol("s", positive=True)
c, d = Jet("f", 1, 0), Jet("f", 2, 0)

theorem = Theorem(
    name="instance_noise_on_one_side",
    source=DERIVED,
    statement=r"With noise $N(0, s^2)$ on the generated point only, the Jacobian of the Dirac-GAN at the equilibrium "
    r"is $\begin{pmatrix} 0 & -f'(0) \\ f'(0) & s^2 f''(0) \end{pmatrix}$: half the damping of noise on both.",
    hypotheses=(Fact("f", order=2, at=0, sign="nonzero"),),
    subject=Game.gan(
        "Dirac-GAN with noise on one side",
        output=psi * x,
        input=x,
        real=PointMass(0),
        fake=Normal(theta, s**2),
        generator=theta,
        discriminator=psi,
        f=Function("f"),
    ),
    claim=JacobianIs([[0, -c], [c, s**2 * d]]),
    label="R11",
)
