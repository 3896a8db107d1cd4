"""The critical strength of the flow is not that of alternating gradient descent."""

from sympy import Symbol

from stability.algebra.conditions import Fact
from stability.algebra.jets import Jet
from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.regularizers import R1Penalty
from stability.theorem import JordanBlock, Theorem
from stability.theorem.sources import DERIVED

c = Jet("f", 1, 0)
gamma = Symbol("gamma", positive=True)
h = Symbol("h", positive=True)

theorem = Theorem(
    name="dirac_r1_altgd_critical_of_the_flow",
    source=f"{DERIVED}; a tempting error",
    statement=r"Alternating gradient descent on the penalised Dirac-GAN has a double eigenvalue at the strength "
    r"$\gamma = 2 f'(0)$, as the flow does.",
    hypotheses=(Fact("f", order=1, at=0, sign="positive"),),
    subject=(R1Penalty(gamma)(dirac_gan()), AlternatingGD(h)),
    claim=JordanBlock(1 - h * c - h**2 * c**2 / 2, {gamma: 2 * c}),
    expected="REFUTED",
    erratum=r"The double eigenvalue is at $\gamma = 2 f'(0) - h f'(0)^2$; at $2 f'(0)$ the two eigenvalues are "
    r"distinct.",
    label="R14",
)
