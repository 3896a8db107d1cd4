"""Weight clipping does not stabilise simultaneous gradient descent on the Wasserstein Dirac-GAN."""

from sympy import I, Symbol

from stability.dynamics import ClippedWeights, SimultaneousGD
from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.theorem import SpectrumIs, StabilityIs, Theorem
from stability.theorem.sources import MESCHEDER2018
from stability.verdict import Stability

h, g = Symbol("h", positive=True), Symbol("g", positive=True)

theorem = Theorem(
    name="mescheder2018_clipping_simgd",
    source=f"{MESCHEDER2018}, cf. Lemma 3.1",
    statement=r"Simultaneous gradient descent on the Wasserstein Dirac-GAN with the discriminator clipped to $[-g, "
    r"g]$ has the eigenvalues $1 \pm i h$ at the equilibrium, near which no clip is active, and does not converge to "
    r"it for any $h > 0$.",
    hypotheses=(),
    subject=(dirac_gan(wasserstein), ClippedWeights(g, SimultaneousGD(h))),
    claim=(SpectrumIs((1 + I * h, 1 - I * h)), StabilityIs(Stability.UNSTABLE)),
    label="R08",
)
