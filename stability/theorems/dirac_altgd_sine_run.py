"""An orbit of alternating gradient descent that leaves the equilibrium slowly, simulated."""

from sympy import Lambda, Rational, sin, symbols

from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.theorem import AlongOrbit, Theorem
from stability.theorem.sources import DERIVED

theta, psi, t = symbols("theta psi t", real=True)
h = Rational(1, 2)
invariant = theta**2 + psi**2 - h * theta * psi
start = ((theta, Rational(1, 4)), (psi, Rational(0)))

theorem = Theorem(
    name="dirac_altgd_sine_run",
    source=DERIVED,
    statement=r"For $f = \sin$ and $h = \frac12$ alternating gradient descent on the Dirac-GAN from $(\frac14, 0)$ "
    r"has $I \le 0.06734$ in the first 500 iterations and $I \ge 0.11295$ from 2500 to 2520.",
    hypotheses=(),
    subject=(dirac_gan(Lambda(t, sin(t))), AlternatingGD(h)),
    claim=(
        AlongOrbit(start, invariant, 0, 500, greatest="0.06734"),
        AlongOrbit(start, invariant, 2500, 2520, least="0.11295"),
    ),
    label="R06",
)
