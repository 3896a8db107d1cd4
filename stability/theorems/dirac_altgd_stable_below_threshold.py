"""Below the threshold alternating gradient descent on the Wasserstein Dirac-GAN is stable."""

from sympy import Symbol

from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.theorem import StabilityIs, Theorem
from stability.theorem.sources import MESCHEDER2018
from stability.verdict import Stability

h = Symbol("h", positive=True)

theorem = Theorem(
    name="dirac_altgd_stable_below_threshold",
    source=f"{MESCHEDER2018}, cf. Lemma 2.5, corrected at the threshold",
    statement=r"Alternating gradient descent on the Wasserstein Dirac-GAN is Lyapunov stable at the equilibrium, and "
    r"attracts no other start, for every $h < 2$; it is unstable for $h \ge 2$.",
    hypotheses=(),
    subject=(dirac_gan(wasserstein), AlternatingGD(h)),
    claim=(StabilityIs(Stability.STABLE, condition=h < 2), StabilityIs(Stability.UNSTABLE, condition=h >= 2)),
    label="R04",
)
