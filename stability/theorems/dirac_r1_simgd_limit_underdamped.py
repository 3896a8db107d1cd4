"""Step limit of simultaneous gradient descent on the penalised Dirac-GAN, underdamped."""

from sympy import Integer, Rational, Symbol

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
half = Rational(1, 2)
values = (({gamma: Rational(3, 10), c: half}, "1.2"), ({gamma: Integer(1), c: half}, "4"))

theorem = Theorem(
    name="dirac_r1_simgd_limit_underdamped",
    source=f"{DERIVED}; consistent with Mescheder, Nowozin, Geiger 2017 (arXiv 1705.10461), cf. Lemma 4",
    statement=r"For $\gamma \le 2 f'(0)$, $f'(0) > 0$, simultaneous gradient descent on the penalised Dirac-GAN "
    r"converges locally if and only if $h < \gamma / f'(0)^2$.",
    hypotheses=(Fact("f", order=1, at=0, sign="positive"),),
    subject=(R1Penalty(gamma)(dirac_gan()), SimultaneousGD(h)),
    claim=StepLimit(h, gamma / c**2, gamma <= 2 * c, values),
    label="R14",
)
