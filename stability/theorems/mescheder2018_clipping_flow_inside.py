"""A small orbit of the clipped Wasserstein Dirac-GAN never meets the clip and never reaches the equilibrium."""

from sympy import Integer, Rational, cos, pi, sin, symbols

from stability.games import dirac_gan
from stability.objectives import wasserstein
from stability.theorem import Arc, ExactOrbit, Theorem
from stability.theorem.arcs import T
from stability.theorem.sources import MESCHEDER2018

theta, psi = symbols("theta psi", real=True)
zero, half = Integer(0), Rational(1, 2)

theorem = Theorem(
    name="mescheder2018_clipping_flow_inside",
    source=f"{MESCHEDER2018}, cf. Lemma 3.1; derived for this project",
    statement=r"With $|\psi| \le 1$ kept by projection, the flow of the Wasserstein Dirac-GAN from $(\frac12, 0)$ runs "
    r"on the circle of radius $\frac12$ for ever, with period $2\pi$: the bound is not met, and does not help.",
    hypotheses=(),
    subject=dirac_gan(wasserstein),
    claim=ExactOrbit(
        (half, zero), (Arc((cos(T) / 2, sin(T) / 2), 2 * pi),), (half, zero), 2 * pi, bounds=((psi, Integer(1)),)
    ),
    label="R08",
)
