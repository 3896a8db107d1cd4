"""WGAN-GP, without the exception for starts on the kink."""

from sympy import Integer, Rational, symbols

from stability.dynamics import SimultaneousGD
from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.regularizers import WGANGradientPenalty
from stability.theorem import AlongOrbit, Theorem
from stability.theorem.sources import MESCHEDER2018

theta, psi = symbols("theta psi", real=True)
start = ((theta, Integer(0)), (psi, Integer(0)))

theorem = Theorem(
    name="mescheder2018_wgan_gp_every_start",
    source=f"{MESCHEDER2018}, cf. the lemma on WGAN-GP, without an exception",
    statement=r"No orbit of simultaneous gradient descent on the Dirac-GAN with the WGAN-GP penalty converges to the "
    r"equilibrium, whatever its start: for $h = \frac15$, $\gamma = \frac7{10}$, $g_0 = 1$ also the step from $(0, 0)$ "
    r"moves $\psi$ by $0.14$.",
    hypotheses=(),
    subject=(WGANGradientPenalty(Rational(7, 10), Integer(1))(dirac_gan(wasserstein)), SimultaneousGD(Rational(1, 5))),
    claim=AlongOrbit(start, psi, 1, 1, greatest="0.14"),
    expected="REFUTED",
    erratum=r"With $\operatorname{sign} 0 = 0$, as numerical libraries have it, the equilibrium itself is a fixed "
    r"point: the statement needs $\psi_k \ne 0$.",
    label="R09",
)
