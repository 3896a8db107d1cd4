"""A trap: noise on one side does not give the damping of noise on both."""

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
    name="instance_noise_on_one_side_full_damping",
    source=f"{DERIVED}: a mistake worth recording",
    statement=r"With noise $N(0, s^2)$ on the generated point only, the Jacobian of the Dirac-GAN at the equilibrium "
    r"is $\begin{pmatrix} 0 & -f'(0) \\ f'(0) & 2 s^2 f''(0) \end{pmatrix}$.",
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
    claim=JacobianIs([[0, -c], [c, 2 * s**2 * d]]),
    expected="REFUTED",
    erratum=r"The factor $2$ counts the data term and the generated term. With noise in one of them "
    r"it is $s^2 f''(0)$.",
    label="R11",
)
