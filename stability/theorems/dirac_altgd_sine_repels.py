"""A Dirac-GAN on which alternating gradient descent leaves the equilibrium slowly."""

from sympy import Lambda, Rational, sin, symbols

from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.theorem import LyapunovCoefficient, Theorem
from stability.theorem.sources import DERIVED

theta, psi, t = symbols("theta psi t", real=True)
h = Rational(1, 2)
invariant = theta**2 + psi**2 - h * theta * psi

theorem = Theorem(
    name="dirac_altgd_sine_repels",
    source=DERIVED,
    statement=r"For $f = \sin$, where $f'(0) f'''(0) = -1$, and $h = \frac12$ the equilibrium of the Dirac-GAN "
    r"repels under alternating gradient descent: $I$ changes by about $\frac{8}{225} I^3$ per iteration.",
    hypotheses=(),
    subject=(dirac_gan(Lambda(t, sin(t))), AlternatingGD(h)),
    claim=LyapunovCoefficient(invariant, 3, Rational(8, 225)),
    label="R06",
)
