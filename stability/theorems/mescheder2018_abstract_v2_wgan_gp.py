"""The later versions' abstract on WGAN-GP."""

from sympy import Integer, Symbol, symbols

from stability.dynamics import SimultaneousGD
from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.regularizers import WGANGradientPenalty
from stability.theorem import OneSidedField, Theorem
from stability.theorem.sources import MESCHEDER2018

theta, psi = symbols("theta psi", real=True)
gamma, g0, h = (Symbol(name, positive=True) for name in ("gamma", "g_0", "h"))
zero = Integer(0)

theorem = Theorem(
    name="mescheder2018_abstract_v2_wgan_gp",
    source=f"{MESCHEDER2018}, abstract of versions 2 to 4",
    statement=r"WGAN-GPs with a finite number of discriminator updates do ``not always'' converge to the equilibrium "
    r"point: on the Dirac-GAN the length of a step has a limit $h\gamma g_0 > 0$ there, for orbits with $\psi_k \ne "
    r"0$.",
    hypotheses=(),
    subject=(WGANGradientPenalty(gamma, g0)(dirac_gan(wasserstein)), SimultaneousGD(h)),
    claim=OneSidedField(psi, (zero, h * gamma * g0), (zero, -h * gamma * g0)),
    label="R24",
)
