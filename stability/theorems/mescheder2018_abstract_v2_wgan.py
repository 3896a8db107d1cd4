"""The later versions' abstract on WGANs."""

from sympy import Symbol

from stability.dynamics import ClippedWeights, SimultaneousGD
from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.theorem import StabilityIs, Theorem
from stability.theorem.sources import MESCHEDER2018
from stability.verdict import Stability

h, g = Symbol("h", positive=True), Symbol("g", positive=True)

theorem = Theorem(
    name="mescheder2018_abstract_v2_wgan",
    source=f"{MESCHEDER2018}, abstract of versions 2 to 4",
    statement="WGANs with a finite number of discriminator updates do ``not always'' converge to the equilibrium "
    "point: with any clip $g$ and any step $h$ simultaneous gradient descent on the Dirac-GAN does not.",
    hypotheses=(),
    subject=(dirac_gan(wasserstein), ClippedWeights(g, SimultaneousGD(h))),
    claim=StabilityIs(Stability.UNSTABLE),
    label="R24",
)
