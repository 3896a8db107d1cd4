"""The penalised Dirac-GAN is exponentially stable with a semidefinite Jacobian."""

from sympy import Symbol

from stability.games import dirac_gan
from stability.regularizers import R1Penalty
from stability.theorem import StabilityIs, SymmetricPart, Theorem
from stability.theorem.sources import DERIVED
from stability.verdict import Stability

theorem = Theorem(
    name="mescheder2017_semidefinite_dirac",
    source=f"{DERIVED}; compare Mescheder, Nowozin, Geiger 2017 (arXiv 1705.10461), cf. Lemma 1",
    statement=r"The symmetric part of the Jacobian of the Dirac-GAN with the penalty $R_1$ has the eigenvalues $0$ and "
    r"$-\gamma$: it is negative semidefinite and not definite, and the equilibrium is exponentially stable all the "
    r"same.",
    hypotheses=(),
    subject=R1Penalty(Symbol("gamma", positive=True))(dirac_gan()),
    claim=(SymmetricPart(1, 1, 0), StabilityIs(Stability.EXPONENTIALLY_STABLE)),
    label="R21",
)
