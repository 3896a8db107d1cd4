"""Step limit of consensus optimization on the Dirac-GAN."""

from sympy import Integer, Rational, Symbol, true

from stability.algebra.jets import Jet
from stability.dynamics import SimultaneousGD
from stability.games import dirac_gan
from stability.regularizers import ConsensusPenalty
from stability.theorem import StepLimit, Theorem
from stability.theorem.sources import MESCHEDER2018

c = Jet("f", 1, 0)
gamma = Symbol("gamma", positive=True)
h = Symbol("h", positive=True)
values = (({gamma: Integer(1), c: Rational(1, 2)}, "1.6"),)

theorem = Theorem(
    name="mescheder2018_consensus_step_limit",
    source=f"{MESCHEDER2018}, cf. the appendix on consensus optimization; the limit is derived here",
    statement=r"Simultaneous gradient descent with consensus optimization of strength $\gamma$ converges locally on "
    r"the Dirac-GAN if and only if $h < 2\gamma / (1 + \gamma^2 f'(0)^2)$.",
    hypotheses=(),
    subject=(ConsensusPenalty(gamma)(dirac_gan()), SimultaneousGD(h)),
    claim=StepLimit(h, 2 * gamma / (1 + gamma**2 * c**2), true, values),
    label="R15",
)
