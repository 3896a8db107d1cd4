"""Ten iterates of consensus optimization on the logistic Dirac-GAN."""

from sympy import Integer, Rational, symbols

from stability.dynamics import SimultaneousGD
from stability.games import dirac_gan
from stability.objectives import logistic
from stability.regularizers import ConsensusPenalty
from stability.theorem import Iterates, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
one = ((theta, Integer(1)), (psi, Integer(1)))

theorem = Theorem(
    name="dirac_consensus_iterates",
    source=DERIVED,
    statement=r"Simultaneous gradient descent with $h = 1/5$ and consensus optimization of strength $1$ on the "
    r"logistic Dirac-GAN, started at $(1, 1)$, is after ten steps at the point stated here.",
    hypotheses=(),
    subject=(ConsensusPenalty(Integer(1))(dirac_gan(logistic)), SimultaneousGD(Rational(1, 5))),
    claim=Iterates(one, {10: ("0.4880827", "1.4237868")}),
    label="R15",
)
