"""A trap: stable does not mean negative definite."""

from sympy import Symbol

from stability.games import dirac_gan
from stability.regularizers import R1Penalty
from stability.theorem import StabilityIs, SymmetricPart, Theorem
from stability.theorem.sources import MESCHEDER2017
from stability.verdict import Stability

theorem = Theorem(
    name="mescheder2017_hurwitz_without_definite",
    source=f"{MESCHEDER2017}, cf. Lemma 1, reversed",
    statement=r"If every eigenvalue of $v'$ at an equilibrium of a zero-sum game has negative real part, then $v' + "
    r"v'^T$ is negative definite; for instance for the penalised Dirac-GAN.",
    hypotheses=(),
    subject=R1Penalty(Symbol("gamma", positive=True))(dirac_gan()),
    claim=(StabilityIs(Stability.EXPONENTIALLY_STABLE), SymmetricPart(2, 0, 0)),
    expected="REFUTED",
    erratum=r"Definiteness is stronger than stability. The penalised Dirac-GAN is exponentially stable, but its $v' + "
    r"v'^T = \mathrm{diag}(0, -2\gamma)$ is only semidefinite.",
    label="R21",
)
