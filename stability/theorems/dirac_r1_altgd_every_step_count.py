"""Alternating gradient descent on the penalised Dirac-GAN with any numbers of steps."""

from sympy import Matrix, Symbol, symbols

from stability.algebra.jets import Jet
from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.regularizers import R1Penalty
from stability.theorem import AlternatingPowers, Theorem
from stability.theorem.sources import DERIVED

c = Jet("f", 1, 0)
gamma = Symbol("gamma", positive=True)
h = Symbol("h", positive=True)
n_g, n_d = symbols("n_g n_d", integer=True, positive=True)
rho = 1 - h * gamma
s = c * (1 - rho**n_d) / gamma
generator = Matrix([[1, -n_g * h * c], [0, 1]])
discriminator = Matrix([[1, 0], [s, rho**n_d]])

theorem = Theorem(
    name="dirac_r1_altgd_every_step_count",
    source=DERIVED,
    statement=r"With $\rho = 1 - h\gamma$ and $s = f'(0) (1 - \rho^{n_d})/\gamma$, alternating gradient descent with "
    r"$n_g$ generator steps and $n_d$ discriminator steps on the penalised Dirac-GAN has an update matrix "
    r"with determinant $\rho^{n_d}$ and trace $1 + \rho^{n_d} - n_g h f'(0) s$.",
    hypotheses=(),
    subject=(R1Penalty(gamma)(dirac_gan()), AlternatingGD(h)),
    claim=AlternatingPowers(
        n_g, n_d, generator, discriminator, trace=1 + rho**n_d - n_g * h * c * s, determinant=rho**n_d
    ),
    label="R14",
)
