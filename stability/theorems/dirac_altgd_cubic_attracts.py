"""A Dirac-GAN on which alternating gradient descent converges, very slowly."""

from sympy import Lambda, Rational, symbols

from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.theorem import LyapunovCoefficient, Theorem
from stability.theorem.sources import DERIVED

theta, psi, t = symbols("theta psi t", real=True)
h = Rational(1, 2)
cubic = Lambda(t, t + t**3 / 6)
invariant = theta**2 + psi**2 - h * theta * psi

theorem = Theorem(
    name="dirac_altgd_cubic_attracts",
    source=DERIVED,
    statement=r"For $f'(u) = 1 + u^2/2$ and $h = \frac12$ alternating gradient descent on the Dirac-GAN is "
    r"asymptotically stable: $I$ changes by about $-\frac{8}{225} I^3$ per iteration, so that $I^{-2}$ grows by "
    r"about $\frac{16}{225}$ and $r$ decays like $k^{-1/4}$.",
    hypotheses=(),
    subject=(dirac_gan(cubic), AlternatingGD(h)),
    claim=LyapunovCoefficient(invariant, 3, Rational(-8, 225)),
    label="R06",
)
