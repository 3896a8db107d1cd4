"""Step limit of simultaneous gradient descent on the penalised Dirac-GAN, overdamped."""

from sympy import Integer, Rational, Symbol, sqrt

from stability.algebra.conditions import Fact
from stability.algebra.jets import Jet
from stability.dynamics import SimultaneousGD
from stability.games import dirac_gan
from stability.regularizers import R1Penalty
from stability.theorem import StepLimit, Theorem
from stability.theorem.sources import DERIVED

c = Jet("f", 1, 0)
gamma = Symbol("gamma", positive=True)
h = Symbol("h", positive=True)
limit = 4 / (gamma + sqrt(gamma**2 - 4 * c**2))
values = (({gamma: Integer(2), c: Rational(1, 2)}, "1.07179676972449082589021463397651053"),)

theorem = Theorem(
    name="dirac_r1_simgd_limit_overdamped",
    source=f"{DERIVED}; consistent with Mescheder, Nowozin, Geiger 2017 (arXiv 1705.10461), cf. Lemma 4",
    statement=r"For $\gamma \ge 2 f'(0)$, $f'(0) > 0$, simultaneous gradient descent on the penalised Dirac-GAN "
    r"converges locally if and only if $h < 4 / (\gamma + \sqrt{\gamma^2 - 4 f'(0)^2})$.",
    hypotheses=(Fact("f", order=1, at=0, sign="positive"),),
    subject=(R1Penalty(gamma)(dirac_gan()), SimultaneousGD(h)),
    claim=StepLimit(h, limit, gamma >= 2 * c, values),
    label="R14",
)
