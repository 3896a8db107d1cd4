"""Where simultaneous gradient descent with weight clipping goes, with the settings of the published figure."""

from sympy import Integer, Rational, sqrt, symbols

from stability.dynamics import ClippedWeights, SimultaneousGD
from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.theorem import AlongOrbit, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
start = ((theta, Integer(1)), (psi, Integer(1)))

theorem = Theorem(
    name="dirac_clipping_simgd_attractor",
    source=f"{DERIVED}; settings of the code published with Mescheder, Geiger, Nowozin 2018 (arXiv 1801.04406)",
    statement=r"Simultaneous gradient descent with $h = \frac15$ and clip $1$ on the Wasserstein Dirac-GAN from $(1, "
    r"1)$: between iterations 1000 and 50000 the radius covers $[1.0000000, 1.2725]$ and $|\theta|$ reaches "
    r"$1.16982$.",
    hypotheses=(),
    subject=(dirac_gan(wasserstein), ClippedWeights(Integer(1), SimultaneousGD(Rational(1, 5)))),
    claim=(
        AlongOrbit(start, sqrt(theta**2 + psi**2), 1000, 50000, least="1.0000000", greatest="1.2725"),
        AlongOrbit(start, theta, 1000, 50000, greatest="1.16982"),
    ),
    label="R08",
)
