"""Simultaneous gradient descent leaves the equilibrium of the non-saturating Dirac-GAN for every step."""

from sympy import I, Integer, Symbol

from stability.algebra.jets import Jet
from stability.dynamics import SimultaneousGD
from stability.games import dirac_gan
from stability.theorem import SpectrumIs, StabilityIs, Theorem
from stability.theorem.sources import MESCHEDER2018
from stability.verdict import Stability

c = Jet("f", 1, Integer(0))
h = Symbol("h", positive=True)

theorem = Theorem(
    name="mescheder2018_non_saturating_simgd",
    source=f"{MESCHEDER2018}, cf. the appendix on the non-saturating GAN",
    statement=r"Simultaneous gradient descent on the non-saturating Dirac-GAN has the eigenvalues $1 \pm i h f'(0)$: "
    r"its equilibrium is unstable for every $h > 0$, although the flow converges.",
    hypotheses=(),
    subject=(dirac_gan(saturating=False), SimultaneousGD(h)),
    claim=(SpectrumIs((1 + I * h * c, 1 - I * h * c)), StabilityIs(Stability.UNSTABLE)),
    label="R07",
)
