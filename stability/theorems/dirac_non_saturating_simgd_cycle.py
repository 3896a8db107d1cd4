"""Simultaneous gradient descent on the non-saturating Dirac-GAN settles on a cycle around the equilibrium."""

from sympy import Integer, Rational, sqrt, symbols

from stability.dynamics import SimultaneousGD
from stability.games import dirac_gan
from stability.objectives import logistic
from stability.theorem import AlongOrbit, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
radius = sqrt(theta**2 + psi**2)
inside = ((theta, Rational(1, 10)), (psi, Rational(1, 10)))
outside = ((theta, Integer(1)), (psi, Integer(1)))

theorem = Theorem(
    name="dirac_non_saturating_simgd_cycle",
    source=DERIVED,
    statement=r"Simultaneous gradient descent with $h = \frac15$ on the logistic non-saturating Dirac-GAN settles "
    r"from $(1, 1)$ and from $(\frac1{10}, \frac1{10})$ on the same cycle, with radii between $0.623785$ and "
    r"$0.639656$.",
    hypotheses=(),
    subject=(dirac_gan(logistic, saturating=False), SimultaneousGD(Rational(1, 5))),
    claim=(
        AlongOrbit(outside, radius, 20000, 30000, least="0.623785", greatest="0.639656"),
        AlongOrbit(inside, radius, 20000, 30000, least="0.623785", greatest="0.639656"),
    ),
    label="R07",
)
