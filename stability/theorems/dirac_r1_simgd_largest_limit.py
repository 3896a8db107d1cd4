"""The largest step limit of simultaneous gradient descent."""

from sympy import Implies, Symbol, sqrt

from stability.algebra.conditions import Fact
from stability.algebra.jets import Jet
from stability.dynamics import SimultaneousGD
from stability.games import dirac_gan
from stability.regularizers import R1Penalty
from stability.theorem import Holds, Theorem
from stability.theorem.sources import DERIVED

c = Jet("f", 1, 0)
gamma = Symbol("gamma", positive=True)
h = Symbol("h", positive=True)
over = 4 / (gamma + sqrt(gamma**2 - 4 * c**2))

theorem = Theorem(
    name="dirac_r1_simgd_largest_limit",
    source=DERIVED,
    statement=r"Over all strengths $\gamma$ the step limit of simultaneous gradient descent on the penalised Dirac-"
    r"GAN is largest at $\gamma = 2 f'(0)$, where it is $2 / f'(0)$.",
    hypotheses=(Fact("f", order=1, at=0, sign="positive"),),
    subject=(R1Penalty(gamma)(dirac_gan()), SimultaneousGD(h)),
    claim=(Holds(Implies(gamma <= 2 * c, gamma / c**2 <= 2 / c)), Holds(Implies(gamma >= 2 * c, over <= 2 / c))),
    label="R14",
)
