"""Absolutely continuous laws do not help the Wasserstein objective."""

from sympy import I

from stability.games import dirac_gan, gaussian_mean_gan
from stability.objectives import wasserstein
from stability.theorem import SameJacobian, SpectrumIs, StabilityIs, Theorem
from stability.theorem.sources import MESCHEDER2018
from stability.verdict import Stability

theorem = Theorem(
    name="gaussian_mean_wasserstein",
    source=f"{MESCHEDER2018}, cf. Table 1, which lists WGAN as not convergent also for absolutely continuous laws",
    statement=r"The WGAN with data $N(0, 1)$, generated law $N(\theta, 1)$ and $D(x) = \psi x$ has the Jacobian of the "
    r"Dirac-WGAN, with the eigenvalues $\pm i$; its equilibrium is Lyapunov stable and attracts no other start.",
    hypotheses=(),
    subject=gaussian_mean_gan(wasserstein),
    claim=(SameJacobian(dirac_gan(wasserstein)), SpectrumIs((I, -I)), StabilityIs(Stability.STABLE)),
    label="R12, R24",
)
