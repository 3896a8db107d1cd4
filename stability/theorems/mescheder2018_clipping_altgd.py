"""Weight clipping does not stabilise alternating gradient descent on the Wasserstein Dirac-GAN."""

from sympy import Symbol

from stability.dynamics import AlternatingGD, ClippedWeights
from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.theorem import LocationIs, SameJacobian, Theorem
from stability.theorem.sources import MESCHEDER2018

h, g = Symbol("h", positive=True), Symbol("g", positive=True)
free = AlternatingGD(h, n_d=5)(dirac_gan(wasserstein))

theorem = Theorem(
    name="mescheder2018_clipping_altgd",
    source=f"{MESCHEDER2018}, cf. Lemma 3.1",
    statement="Alternating gradient descent with five discriminator steps on the Wasserstein Dirac-GAN, each clipped "
    "to $[-g, g]$, agrees near the equilibrium with the one without clipping, which is linear there and, for $5 h^2 "
    "< 4$, has both eigenvalues on the unit circle: its orbits stay on ellipses and do not converge.",
    hypotheses=(5 * h**2 < 4,),
    subject=(dirac_gan(wasserstein), ClippedWeights(g, AlternatingGD(h, n_d=5))),
    claim=(SameJacobian(free), LocationIs(0, 2, 0)),
    label="R08",
)
