"""Small alternating steps approach the limit cycle of the WGAN-GP flow."""

from sympy import Integer, Rational, symbols

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
    name="dirac_wgan_gp_small_steps_altgd",
    source=DERIVED,
    statement=r"Alternating gradient descent with $h = \frac1{500}$ on the Dirac-GAN with the WGAN-GP penalty, "
    r"$\gamma = \frac7{10}$, $g_0 = 1$, from $(1, 1)$ reaches $\theta = 1.32618$ on its cycle; the flow reaches "
    r"$1.32661$.",
    hypotheses=(),
    subject=(game, AlternatingGD(Rational(1, 500))),
    claim=AlongOrbit(start, theta, 40000, 60000, greatest="1.32618"),
    label="R09",
)
