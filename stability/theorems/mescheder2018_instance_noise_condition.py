"""Instance noise helps exactly those objectives that are concave at zero."""

from sympy import Symbol

from stability.algebra.conditions import Fact
from stability.algebra.jets import Jet
from stability.games import dirac_gan
from stability.regularizers import InstanceNoise
from stability.theorem import StableIff, Theorem
from stability.theorem.sources import MESCHEDER2018

s = Symbol("s", positive=True)

theorem = Theorem(
    name="mescheder2018_instance_noise_condition",
    source=f"{MESCHEDER2018}, cf. Lemma 3.2",
    statement=r"For $f'(0) \ne 0$ and every noise level $s > 0$, the equilibrium of the Dirac-GAN with instance noise "
    r"has only eigenvalues with negative real part if and only if $f''(0) < 0$.",
    hypotheses=(Fact("f", order=1, at=0, sign="nonzero"),),
    subject=InstanceNoise(s)(dirac_gan()),
    claim=StableIff(Jet("f", 2, 0) < 0),
    label="R11",
)
