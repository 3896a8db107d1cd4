"""Where alternating gradient descent with five clipped discriminator steps goes."""

from sympy import Integer, Rational, sqrt, symbols

from stability.dynamics import AlternatingGD, ClippedWeights
from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.theorem import AlongOrbit, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
start = ((theta, Integer(1)), (psi, Integer(1)))

theorem = Theorem(
    name="dirac_clipping_altgd_attractor_5",
    source=f"{DERIVED}; settings of the code published with Mescheder, Geiger, Nowozin 2018 (arXiv 1801.04406)",
    statement=r"Alternating gradient descent with $h = \frac15$, $n_d = 5$ and clip $1$ after every step on the "
    r"Wasserstein Dirac-GAN from $(1, 1)$: between iterations 1000 and 20000 the radius covers $[0.433231, 1.006136]$.",
    hypotheses=(),
    subject=(dirac_gan(wasserstein), ClippedWeights(Integer(1), AlternatingGD(Rational(1, 5), n_d=5))),
    claim=AlongOrbit(start, sqrt(theta**2 + psi**2), 1000, 20000, least="0.433231", greatest="1.006136"),
    label="R08",
)
