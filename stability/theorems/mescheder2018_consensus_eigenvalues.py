"""Eigenvalues of the logistic Dirac-GAN with consensus optimization."""

from sympy import Integer, Symbol

from stability.games import dirac_gan
from stability.objectives import logistic
from stability.regularizers import ConsensusPenalty
from stability.theorem import EigenvaluesAt, Theorem
from stability.theorem.sources import MESCHEDER2018

gamma = Symbol("gamma", positive=True)

theorem = Theorem(
    name="mescheder2018_consensus_eigenvalues",
    source=f"{MESCHEDER2018}, cf. the appendix on consensus optimization; numbers from exact algebra",
    statement=r"The logistic Dirac-GAN with consensus optimization of strength $\gamma = 1$ has at the equilibrium the "
    r"eigenvalues $-\frac14 \pm \frac{i}{2}$.",
    hypotheses=(),
    subject=ConsensusPenalty(gamma)(dirac_gan(logistic)),
    claim=EigenvaluesAt({gamma: Integer(1)}, (("-0.25", "0.5"),)),
    label="R15",
)
