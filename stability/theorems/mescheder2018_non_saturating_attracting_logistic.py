"""The logistic non-saturating Dirac-GAN converges from every start, slower than any exponential."""

from sympy import Rational, exp, symbols

from stability.games import dirac_gan
from stability.objectives import logistic
from stability.theorem import AttractingThrough, ChangeIs, LyapunovCoefficient, Theorem
from stability.theorem.sources import MESCHEDER2018

theta, psi, t = symbols("theta psi t", real=True)
u = theta * psi
energy = (theta**2 + psi**2) / 2
tanh_half = (exp(t) - 1) / (exp(t) + 1)

theorem = Theorem(
    name="mescheder2018_non_saturating_attracting_logistic",
    source=f"{MESCHEDER2018}, cf. the appendix on the non-saturating GAN; the rate is derived here",
    statement=r"The flow of the logistic non-saturating Dirac-GAN has $V' = -u \tanh(u/2)$ for $V = \frac12 "
    r"(\theta^2 + \psi^2)$, $u = \theta\psi$, and converges from every start, but not at an exponential rate: $r^2 = "
    r"\theta^2 + \psi^2$ behaves like a solution of $(r^2)' = -\frac18 r^4$, so that $1/r^2$ has slope $\frac18$ in "
    r"time.",
    hypotheses=(),
    subject=dirac_gan(logistic, saturating=False),
    claim=(
        ChangeIs(energy, -u * tanh_half.subs(t, u)),
        AttractingThrough(energy, u, -tanh_half, t),
        LyapunovCoefficient(theta**2 + psi**2, 2, Rational(-1, 8)),
    ),
    label="R07",
)
