"""Step limit of alternating gradient descent on the penalised Dirac-GAN."""

from sympy import Integer, Rational, Symbol, sqrt, true

from stability.algebra.conditions import Fact
from stability.algebra.jets import Jet
from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.regularizers import R1Penalty
from stability.theorem import StableIff, StepLimit, Theorem
from stability.theorem.sources import DERIVED

c = Jet("f", 1, 0)
gamma = Symbol("gamma", positive=True)
h = Symbol("h", positive=True)
limit = (sqrt(gamma**2 + 4 * c**2) - gamma) / c**2
half = Rational(1, 2)
values = (
    ({gamma: Rational(3, 10), c: half}, "2.97612260356422007190310160901921907"),
    ({gamma: Integer(1), c: half}, "1.65685424949238019520675489683879231"),
    ({gamma: Integer(2), c: half}, "0.944271909999158785636694674925104942"),
)

theorem = Theorem(
    name="dirac_r1_altgd_limit",
    source=DERIVED,
    statement=r"Alternating gradient descent with one step each on the penalised Dirac-GAN converges locally if and "
    r"only if $h^2 f'(0)^2 + 2 h \gamma < 4$, that is, $h < (\sqrt{\gamma^2 + 4 f'(0)^2} - \gamma) / "
    r"f'(0)^2$.",
    hypotheses=(Fact("f", order=1, at=0, sign="positive"),),
    subject=(R1Penalty(gamma)(dirac_gan()), AlternatingGD(h)),
    claim=(StableIff(h**2 * c**2 + 2 * h * gamma < 4), StepLimit(h, limit, true, values)),
    label="R14",
)
