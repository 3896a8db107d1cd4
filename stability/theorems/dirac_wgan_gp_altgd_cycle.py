"""Alternating gradient descent on WGAN-GP with the settings of the published figure."""

from sympy import Integer, Rational, sqrt, symbols

from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.regularizers import WGANGradientPenalty
from stability.theorem import AlongOrbit, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
start = ((theta, Integer(1)), (psi, Integer(1)))
game = WGANGradientPenalty(Rational(7, 10), Integer(1))(dirac_gan(wasserstein))

theorem = Theorem(
    name="dirac_wgan_gp_altgd_cycle",
    source=f"{DERIVED}; settings of the code published with Mescheder, Geiger, Nowozin 2018 (arXiv 1801.04406)",
    statement=r"Alternating gradient descent with $h = \frac15$ on the Dirac-GAN with the WGAN-GP penalty, "
    r"$\gamma = \frac7{10}$, $g_0 = 1$, from $(1, 1)$: between iterations 1000 and 20000 the radius covers "
    r"$[1.13824, 1.43804]$.",
    hypotheses=(),
    subject=(game, AlternatingGD(Rational(1, 5))),
    claim=AlongOrbit(start, sqrt(theta**2 + psi**2), 1000, 20000, least="1.13824", greatest="1.43804"),
    label="R09",
)
