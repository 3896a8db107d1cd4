"""The flow of the Dirac-GAN conserves the distance to the equilibrium, for every f."""

from sympy import symbols

from stability.games import dirac_gan
from stability.theorem import Conserved, Theorem
from stability.theorem.sources import MESCHEDER2018

theta, psi = symbols("theta psi", real=True)

theorem = Theorem(
    name="mescheder2018_conserved_energy",
    source=f"{MESCHEDER2018}, Lemma 2.3",
    statement=r"Along the gradient flow of the unregularized Dirac-GAN $\theta^2 + \psi^2$ is constant, for every "
    r"differentiable $f$; no trajectory but the equilibrium itself converges to it.",
    hypotheses=(),
    subject=dirac_gan(assumptions=()),
    claim=Conserved(theta**2 + psi**2),
    label="R02",
)
