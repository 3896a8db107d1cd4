"""A trap: asking for only negative real parts rejects every over-parametrized GAN."""

from sympy import Function, symbols

from stability.algebra.conditions import Fact
from stability.games import product_point_gan
from stability.regularizers import R1Penalty
from stability.theorem import LocationIs, Theorem
from stability.theorem.sources import MESCHEDER2018

a, gamma = symbols("a gamma", positive=True)
game = R1Penalty(gamma)(product_point_gan(Function("f")))
theta_1, theta_2, psi_1, psi_2 = game.state

theorem = Theorem(
    name="mescheder2018_manifold_product_every_eigenvalue",
    source=f"{MESCHEDER2018}, Theorem 4.1 misread",
    statement=r"Under the hypotheses of the local convergence theorem every eigenvalue at an equilibrium has negative "
    r"real part; for instance for the generated point $\theta_1 \theta_2$ and $D(x) = (\psi_1 + \psi_2)(x - 1)$.",
    hypotheses=(Fact("f", order=1, at=0, sign="nonzero"),),
    subject=game,
    claim=LocationIs(4, 0, 0, at=((theta_1, a), (theta_2, 1 / a), (psi_1, a * 0), (psi_2, a * 0))),
    expected="REFUTED",
    erratum=r"Convergence is to the manifold $M_G \times M_D$, whose tangent space is a kernel of dimension $2$; only "
    r"the other eigenvalues have negative real part.",
    label="R18",
)
