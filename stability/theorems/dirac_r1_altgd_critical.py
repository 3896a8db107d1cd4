"""The critical strength of alternating gradient descent depends on the step."""

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
    name="dirac_r1_altgd_critical",
    source=DERIVED,
    statement=r"Alternating gradient descent on the penalised Dirac-GAN has a double eigenvalue, $1 - h f'(0)$ with "
    r"a Jordan block, at the strength $\gamma = 2 f'(0) - h f'(0)^2$.",
    hypotheses=(Fact("f", order=1, at=0, sign="positive"),),
    subject=(R1Penalty(gamma)(dirac_gan()), AlternatingGD(h)),
    claim=JordanBlock(1 - h * c, {gamma: 2 * c - h * c**2}),
    label="R14",
)
