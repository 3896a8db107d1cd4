"""Five discriminator steps do not help WGAN-GP."""

from sympy import Integer, Rational, Symbol, symbols

from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.regularizers import WGANGradientPenalty
from stability.theorem import OneSidedField, Theorem
from stability.theorem.sources import MESCHEDER2018

theta, psi = symbols("theta psi", real=True)
g0 = Symbol("g_0", positive=True)
gamma, h, zero = Rational(7, 10), Rational(1, 5), Integer(0)
moved = g0 * (1 - (1 - h * gamma) ** 5)

theorem = Theorem(
    name="mescheder2018_wgan_gp_altgd_5",
    source=f"{MESCHEDER2018}, cf. the lemma on WGAN-GP",
    statement=r"Alternating gradient descent with five discriminator steps, $h = \frac15$, $\gamma = \frac7{10}$, on "
    r"the Dirac-GAN with the WGAN-GP penalty does not converge to the equilibrium from any start whose iterates have "
    r"$\psi_k \ne 0$: near it $|\psi_{k+1} - \psi_k|$ tends to $g_0 (1 - (1 - h\gamma)^5) > 0$.",
    hypotheses=(),
    subject=(WGANGradientPenalty(gamma, g0)(dirac_gan(wasserstein)), AlternatingGD(h, n_d=5)),
    claim=OneSidedField(psi, (zero, moved), (zero, -moved)),
    erratum=r"The hypothesis $\psi_k \ne 0$ is needed: with $\operatorname{sign} 0 = 0$ the equilibrium is a fixed "
    r"point.",
    label="R09",
)
