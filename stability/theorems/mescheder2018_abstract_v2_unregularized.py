"""The later versions' abstract on unregularized training."""

from sympy import Symbol

from stability.dynamics import SimultaneousGD
from stability.games import dirac_gan
from stability.theorem import StabilityIs, Theorem
from stability.theorem.sources import MESCHEDER2018
from stability.verdict import Stability

theorem = Theorem(
    name="mescheder2018_abstract_v2_unregularized",
    source=f"{MESCHEDER2018}, abstract of versions 2 to 4",
    statement=r"Unregularized training is ``not always'' convergent: on the Dirac-GAN simultaneous gradient descent is "
    r"unstable at the equilibrium for every step $h$.",
    hypotheses=(),
    subject=(dirac_gan(), SimultaneousGD(Symbol("h", positive=True))),
    claim=StabilityIs(Stability.UNSTABLE),
    label="R24",
)
