"""Simultaneous gradient descent leaves the equilibrium of the Dirac-GAN, for every step."""

from sympy import I, Symbol

from stability.algebra.jets import Jet
from stability.dynamics import SimultaneousGD
from stability.games import dirac_gan
from stability.theorem import SpectrumIs, StabilityIs, Theorem
from stability.theorem.sources import MESCHEDER2018
from stability.verdict import Stability

c = Jet("f", 1, 0)
h = Symbol("h", positive=True)

theorem = Theorem(
    name="mescheder2018_simgd_unstable",
    source=f"{MESCHEDER2018}, cf. Lemma 2.4",
    statement=r"Simultaneous gradient descent on the unregularized Dirac-GAN has at the equilibrium the eigenvalues "
    r"$1 \pm i h f'(0)$, of modulus greater than 1: it is unstable for every step $h > 0$, although the "
    r"flow is stable.",
    hypotheses=(),
    subject=(dirac_gan(), SimultaneousGD(h)),
    claim=(SpectrumIs((1 + I * h * c, 1 - I * h * c)), StabilityIs(Stability.UNSTABLE)),
    label="R03",
)
