"""Consensus optimization of the logistic Dirac-GAN: eigenvalues and spectral radius."""

from sympy import Integer, Rational, Symbol

from stability.dynamics import SimultaneousGD
from stability.games import dirac_gan
from stability.objectives import logistic
from stability.regularizers import ConsensusPenalty
from stability.theorem import EigenvaluesAt, Theorem
from stability.theorem.sources import MESCHEDER2018

gamma = Symbol("gamma", positive=True)
h = Symbol("h", positive=True)
radius = "0.955248658727140008958414787624834571"

theorem = Theorem(
    name="mescheder2018_consensus_numbers",
    source=f"{MESCHEDER2018}, cf. the appendix on consensus optimization; numbers from exact algebra",
    statement=r"Simultaneous gradient descent with $h = 1/5$ on the logistic Dirac-GAN with consensus optimization of "
    rf"strength $\gamma = 1$ has the spectral radius ${radius}$; the eigenvalues of its update are $1 - h/4 \pm "
    r"i h/2$.",
    hypotheses=(),
    subject=(ConsensusPenalty(gamma)(dirac_gan(logistic)), SimultaneousGD(h)),
    claim=(
        EigenvaluesAt({gamma: Integer(1), h: Rational(1, 5)}, (("0.95", "0.1"),)),
        EigenvaluesAt({gamma: Integer(1), h: Rational(1, 5)}, radius=radius),
    ),
    label="R15",
)
