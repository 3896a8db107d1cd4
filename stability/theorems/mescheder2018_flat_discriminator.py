"""A discriminator that is flat at the data leaves nothing to linearize."""

from sympy import Function, Symbol, symbols, zeros

from stability.algebra.jets import Jet
from stability.games import flat_dirac_gan
from stability.regularizers import R1Penalty
from stability.theorem import ChangeIs, JacobianIs, LocationIs, Theorem
from stability.theorem.sources import MESCHEDER2018

theta, psi = symbols("theta psi", real=True)

theorem = Theorem(
    name="mescheder2018_flat_discriminator",
    source=f"{MESCHEDER2018}, Theorem 4.1 without its Assumption III (ii)",
    statement=r"For the Dirac-GAN with $D(x) = \psi x^2$, where $\partial_\theta \mathbb{E}_{p_\theta}[\nabla_\psi D] "
    r"= 0$ at $\theta = 0$, the Jacobian at the origin vanishes, with the penalty $R_1$ as without it: the penalty is "
    r"zero for every $\psi$, and $\psi' = \theta^2 f'(\psi\theta^2)$ does not see it.",
    hypotheses=(),
    subject=R1Penalty(Symbol("gamma", positive=True))(flat_dirac_gan(Function("f"))),
    claim=(JacobianIs(zeros(2, 2)), ChangeIs(psi, theta**2 * Jet("f", 1, psi * theta**2)), LocationIs(0, 2, 0)),
    label="R18",
)
