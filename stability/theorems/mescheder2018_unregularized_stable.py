"""The unregularized Dirac-GAN is stable and not asymptotically stable."""

from stability.games import dirac_gan
from stability.theorem import StabilityIs, Theorem
from stability.theorem.sources import MESCHEDER2018
from stability.verdict import Stability

theorem = Theorem(
    name="mescheder2018_unregularized_stable",
    source=f"{MESCHEDER2018}, cf. Lemma 2.3",
    statement=r"The equilibrium of the unregularized Dirac-GAN is Lyapunov stable and attracts no other start, "
    r"because of its conserved quantity and not because of its spectrum.",
    hypotheses=(),
    subject=dirac_gan(),
    claim=StabilityIs(Stability.STABLE),
    label="R02",
)
