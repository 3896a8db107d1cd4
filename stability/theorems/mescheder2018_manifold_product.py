"""Local convergence to a manifold of equilibria: both players over-parametrized."""

from sympy import Function, Symbol, symbols

from stability.algebra.conditions import Fact
from stability.algebra.jets import Jet
from stability.games import product_point_gan
from stability.regularizers import R1Penalty
from stability.theorem import ConvergesToSet, SpectrumIs, Theorem
from stability.theorem.sources import MESCHEDER2018

c = Jet("f", 1, 0)
a, gamma = symbols("a gamma", positive=True)
s = Symbol("s", real=True)
game = R1Penalty(gamma)(product_point_gan(Function("f")))
theta_1, theta_2, psi_1, psi_2 = game.state
manifold = ((theta_1, a), (theta_2, 1 / a), (psi_1, s), (psi_2, -s))
root = (gamma**2 - 2 * c**2 * (a**2 + a**-2)) ** (a**0 / 2)

theorem = Theorem(
    name="mescheder2018_manifold_product",
    source=f"{MESCHEDER2018}, Theorem 4.1, on an example",
    statement=r"The GAN with the generated point $\theta_1 \theta_2$, data $\delta_1$, $D(x) = (\psi_1 + \psi_2)(x - "
    r"1)$ and the penalty $R_1$ converges locally to $M_G \times M_D = \{\theta_1 \theta_2 = 1\} \times \{\psi_1 + "
    r"\psi_2 = 0\}$. At $\theta^* = (a, 1/a)$ the characteristic polynomial is $\lambda^2 (\lambda^2 + 2\gamma\lambda "
    r"+ 2 f'(0)^2 (a^2 + a^{-2}))$: its two zeros are the dimension of $M_G \times M_D$, and the rate depends on the "
    r"place $a$.",
    hypotheses=(Fact("f", order=1, at=0, sign="nonzero"),),
    subject=game,
    claim=(
        ConvergesToSet(manifold, (a, s)),
        SpectrumIs((a * 0, a * 0, -gamma + root, -gamma - root), manifold),
    ),
    label="R18",
)
