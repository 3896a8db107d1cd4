"""Alternating gradient descent does not always allow larger steps."""

from sympy import Symbol, sqrt

from stability.algebra.conditions import Fact
from stability.algebra.jets import Jet
from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.regularizers import R1Penalty
from stability.theorem import Holds, Theorem
from stability.theorem.sources import DERIVED

c = Jet("f", 1, 0)
gamma = Symbol("gamma", positive=True)
h = Symbol("h", positive=True)
alternating = (sqrt(gamma**2 + 4 * c**2) - gamma) / c**2
simultaneous = gamma / c**2

theorem = Theorem(
    name="dirac_r1_altgd_always_better",
    source=f"{DERIVED}; a tempting error",
    statement=r"For $\gamma \le 2 f'(0)$ the step limit of alternating gradient descent on the penalised Dirac-GAN "
    r"is at least that of simultaneous gradient descent.",
    hypotheses=(Fact("f", order=1, at=0, sign="positive"), gamma <= 2 * c),
    subject=(R1Penalty(gamma)(dirac_gan()), AlternatingGD(h)),
    claim=Holds(alternating >= simultaneous),
    expected="REFUTED",
    erratum=r"For the logistic game with $\gamma = 1$ the limits are $1.657$ (alternating) and $4$ (simultaneous).",
    label="R14",
)
