"""Instance noise does nothing for the Wasserstein objective."""

from sympy import I, Symbol

from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.regularizers import InstanceNoise
from stability.theorem import SameJacobian, SpectrumIs, Theorem
from stability.theorem.sources import DERIVED

s = Symbol("s", positive=True)

theorem = Theorem(
    name="instance_noise_wasserstein",
    source=f"{DERIVED}; compare Mescheder, Geiger, Nowozin 2018 (arXiv 1801.04406v4), cf. Lemma 3.2",
    statement=r"For the Wasserstein objective, $f'' = 0$, instance noise leaves the Jacobian of the Dirac-GAN "
    r"unchanged: the eigenvalues stay $\pm i$ at every noise level.",
    hypotheses=(),
    subject=InstanceNoise(s)(dirac_gan(wasserstein)),
    claim=(SpectrumIs((I, -I)), SameJacobian(dirac_gan(wasserstein))),
    label="R11",
)
