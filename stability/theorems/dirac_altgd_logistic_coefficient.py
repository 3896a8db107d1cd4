"""Alternating gradient descent on the standard Dirac-GAN is weakly repelling."""

from sympy import Symbol, symbols

from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.objectives import logistic
from stability.theorem import LyapunovCoefficient, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
h = Symbol("h", positive=True)
a = h / 2
k9 = a**4 * (25 - 8 * a**2) / (24 * (4 - a**2) ** 4 * (2 - a**2))

theorem = Theorem(
    name="dirac_altgd_logistic_coefficient",
    source=f"{DERIVED}; decides what the papers leave open",
    statement=r"Alternating gradient descent on the logistic Dirac-GAN, with $a = h/2$ and $I = \theta^2 + \psi^2 - a "
    r"\theta\psi$: the coefficients of $I^2$, $I^3$ and $I^4$ vanish, and some polynomial $V = I + \ldots$ changes by "
    r"$\frac{a^4 (25 - 8 a^2)}{24 (4 - a^2)^4 (2 - a^2)} I^5 + \ldots$ per iteration. Off the resonances that are "
    r"exhibited, the equilibrium is therefore weakly repelling for $0 < h < 2\sqrt2$.",
    hypotheses=(h**2 < 8,),
    subject=(dirac_gan(logistic), AlternatingGD(h)),
    claim=LyapunovCoefficient(theta**2 + psi**2 - a * theta * psi, 5, k9),
    label="R06",
)
