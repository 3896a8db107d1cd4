"""The penalised Dirac-GAN converges from every start."""

from sympy import Symbol, symbols

from stability.games import dirac_gan
from stability.regularizers import R1Penalty
from stability.theorem import ChangeIs, GloballyAttracting, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
gamma = Symbol("gamma", positive=True)
energy = (theta**2 + psi**2) / 2

theorem = Theorem(
    name="dirac_r1_globally_attracting",
    source=f"{DERIVED} in this form",
    statement=r"For $f$ continuously differentiable with $f'$ nowhere zero and every $\gamma > 0$, the gradient flow "
    r"of the penalised Dirac-GAN converges to the equilibrium from every start: $V = (\theta^2 + "
    r"\psi^2)/2$ has $V' = -\gamma\psi^2$.",
    hypotheses=(),
    subject=R1Penalty(gamma)(dirac_gan()),
    claim=(ChangeIs(energy, -gamma * psi**2), GloballyAttracting(energy)),
    label="R13",
)
