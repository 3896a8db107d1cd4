"""Simultaneous gradient descent on WGAN-GP with a strong penalty stops at a wrong point."""

from sympy import Integer, Rational, symbols

from stability.dynamics import SimultaneousGD
from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.regularizers import WGANGradientPenalty
from stability.theorem import AlongOrbit, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
start = ((theta, Integer(1)), (psi, Integer(1)))
game = WGANGradientPenalty(Integer(2), Rational(3, 10))(dirac_gan(wasserstein))

theorem = Theorem(
    name="dirac_wgan_gp_wrong_limit_simgd_2",
    source=DERIVED,
    statement=r"Simultaneous gradient descent with $h = \frac15$ on the Dirac-GAN with the WGAN-GP penalty, $\gamma "
    r"= 2$, $g_0 = \frac3{10}$, from $(1, 1)$ stops at $(-0.6, 0)$, and not at the equilibrium.",
    hypotheses=(),
    subject=(game, SimultaneousGD(Rational(1, 5))),
    claim=(
        AlongOrbit(start, theta, 1000, 1100, least="-0.6", greatest="-0.60000000"),
        # 1 + psi, because the digits of 0 would be those of rounding errors
        AlongOrbit(start, 1 + psi, 1000, 1100, least="1.00000000", greatest="1.00000000"),
    ),
    label="R09",
)
