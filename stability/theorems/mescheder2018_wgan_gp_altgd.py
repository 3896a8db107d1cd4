"""Alternating gradient descent on WGAN-GP does not converge to the equilibrium."""

from sympy import Integer, Symbol, symbols

from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.regularizers import WGANGradientPenalty
from stability.theorem import OneSidedField, Theorem
from stability.theorem.sources import MESCHEDER2018

theta, psi = symbols("theta psi", real=True)
gamma, g0, h = (Symbol(name, positive=True) for name in ("gamma", "g_0", "h"))
zero = Integer(0)

theorem = Theorem(
    name="mescheder2018_wgan_gp_altgd",
    source=f"{MESCHEDER2018}, cf. the lemma on WGAN-GP",
    statement=r"Alternating gradient descent on the Dirac-GAN with the WGAN-GP penalty does not converge to the "
    r"equilibrium from any start whose iterates have $\psi_k \ne 0$: near it $|\psi_{k+1} - \psi_k|$ tends to $h "
    r"\gamma g_0 > 0$.",
    hypotheses=(),
    subject=(WGANGradientPenalty(gamma, g0)(dirac_gan(wasserstein)), AlternatingGD(h)),
    claim=OneSidedField(psi, (zero, h * gamma * g0), (zero, -h * gamma * g0)),
    erratum=r"The hypothesis $\psi_k \ne 0$ is needed: with $\operatorname{sign} 0 = 0$ the equilibrium is a fixed "
    r"point, which a set of starts of measure zero reaches.",
    label="R09",
)
