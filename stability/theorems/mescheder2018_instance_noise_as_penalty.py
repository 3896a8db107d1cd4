"""Instance noise and a gradient penalty have the same linearization."""

from sympy import symbols

from stability.algebra.conditions import Fact
from stability.algebra.jets import Jet
from stability.games import dirac_gan
from stability.regularizers import InstanceNoise, R1Penalty
from stability.theorem import SameJacobian, Theorem
from stability.theorem.sources import MESCHEDER2018

s, gamma = symbols("s gamma", positive=True)

theorem = Theorem(
    name="mescheder2018_instance_noise_as_penalty",
    source=f"{MESCHEDER2018}, cf. Lemmas 3.2 and 3.3",
    statement=r"At the equilibrium of the Dirac-GAN, instance noise of standard deviation $s$ has the Jacobian of a "
    r"zero-centred gradient penalty of strength $\gamma = -2 s^2 f''(0)$.",
    hypotheses=(Fact("f", order=2, at=0, sign="negative"),),
    subject=InstanceNoise(s)(dirac_gan()),
    claim=SameJacobian(R1Penalty(gamma)(dirac_gan()), {gamma: -2 * s**2 * Jet("f", 2, 0)}),
    label="R11",
)
