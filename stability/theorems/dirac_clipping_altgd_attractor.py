"""Where alternating gradient descent with weight clipping goes, with the settings of the published figure."""

from sympy import Integer, Rational, sqrt, symbols

from stability.dynamics import AlternatingGD, ClippedWeights
from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.theorem import AlongOrbit, NumberIs, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
start = ((theta, Integer(1)), (psi, Integer(1)))

theorem = Theorem(
    name="dirac_clipping_altgd_attractor",
    source=f"{DERIVED}; settings of the code published with Mescheder, Geiger, Nowozin 2018 (arXiv 1801.04406)",
    statement=r"Alternating gradient descent with $h = \frac15$ and clip $1$ on the Wasserstein Dirac-GAN from $(1, "
    r"1)$: between iterations 1000 and 50000 the radius covers $[0.9486833, 1.0488088]$, that is $[\sqrt{0.9}, "
    r"\sqrt{1.1}]$: the ellipse that touches $\psi = 1$.",
    hypotheses=(),
    subject=(dirac_gan(wasserstein), ClippedWeights(Integer(1), AlternatingGD(Rational(1, 5)))),
    claim=(
        AlongOrbit(start, sqrt(theta**2 + psi**2), 1000, 50000, least="0.9486833", greatest="1.0488088"),
        NumberIs(sqrt(Rational(9, 10)), "0.9486833"),
        NumberIs(sqrt(Rational(11, 10)), "1.0488088"),
    ),
    label="R08",
)
