"""The rate of linear convergence where the largest eigenvalues are semisimple."""

from sympy import Rational, sqrt

from stability.dynamics import SimultaneousGD
from stability.games import dirac_gan
from stability.objectives import logistic
from stability.regularizers import R1Penalty
from stability.theorem import EigenvaluesAt, PowersOfOrder, Theorem
from stability.theorem.sources import MESCHEDER2018

theorem = Theorem(
    name="mescheder2018_rate_semisimple",
    source=f"{MESCHEDER2018}, cf. Theorem A.2, for semisimple eigenvalues",
    statement=r"For simultaneous gradient descent with $h = \frac15$ on the logistic Dirac-GAN with $\gamma = "
    r"\frac3{10}$ the two eigenvalues of $F'$ are different, of modulus $\sqrt{0.95}$, and $|F'^k| = "
    r"O(|\lambda_{max}|^k)$.",
    hypotheses=(),
    subject=(R1Penalty(Rational(3, 10))(dirac_gan(logistic)), SimultaneousGD(Rational(1, 5))),
    claim=(
        EigenvaluesAt({}, radius="0.97467943448089639068384131998996003"),
        PowersOfOrder(sqrt(Rational(19, 20))),
    ),
    label="R19",
)
