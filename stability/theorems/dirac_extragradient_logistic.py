"""Extragradient on the logistic Dirac-GAN, simulated."""

from sympy import Integer, Rational, sqrt

from stability.clock import Time
from stability.games import dirac_gan
from stability.objectives import logistic
from stability.system import System, gradient_field
from stability.theorem import AlongOrbit, Theorem
from stability.theorem.sources import DERIVED

h = Rational(1, 5)
field = gradient_field(dirac_gan(logistic))
theta, psi = field.state
ahead = {s: s + h * v for s, v in zip(field.state, field.rhs, strict=True)}
moved = tuple(s + h * v.subs(ahead, simultaneous=True) for s, v in zip(field.state, field.rhs, strict=True))

theorem = Theorem(
    name="dirac_extragradient_logistic",
    source=DERIVED,
    statement=r"Extragradient with $h = \frac15$ on the logistic Dirac-GAN is after 2000 iterations from $(1, 1)$ at "
    r"the distance $7.0158 \cdot 10^{-5}$ from the equilibrium.",
    hypotheses=(),
    subject=System(Time.DISCRETE, field.state, moved, name="Dirac-GAN, extragradient"),
    claim=AlongOrbit(
        ((theta, Integer(1)), (psi, Integer(1))), sqrt(theta**2 + psi**2), 2000, 2000, greatest="0.000070158"
    ),
    label="X05",
)
