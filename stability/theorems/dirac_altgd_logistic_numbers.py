"""Lyapunov coefficients of alternating gradient descent on the logistic Dirac-GAN at four steps."""

from sympy import Rational, Symbol, symbols

from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.objectives import logistic
from stability.theorem import LyapunovCoefficient, NumberIs, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
h = Symbol("h", positive=True)
form = theta**2 + psi**2 - h / 2 * theta * psi
values = {
    Rational(1): Rational(184, 1063125),
    Rational(1, 2): Rational(256, 29898477),
    Rational(3): Rational(-216, 343),
}
fifth = Rational(445000, 2161562880771)

theorem = Theorem(
    name="dirac_altgd_logistic_numbers",
    source=DERIVED,
    statement=r"The coefficient of $I^5$ for alternating gradient descent on the logistic Dirac-GAN is $184/1063125$ "
    r"at $h = 1$, $256/29898477$ at $h = \frac12$, $-216/343$ at $h = 3$, and $2.05869560380901141745330683932891206 "
    r"\cdot 10^{-7}$ at $h = \frac15$: the equilibrium repels at the three steps below $2\sqrt2$ and attracts at $h = "
    r"3$.",
    hypotheses=(),
    subject=(dirac_gan(logistic), AlternatingGD(h)),
    claim=(
        *(LyapunovCoefficient(form, 5, value, ((h, step),)) for step, value in values.items()),
        LyapunovCoefficient(form, 5, fifth, ((h, Rational(1, 5)),)),
        NumberIs(fifth, "2.05869560380901141745330683932891206e-7"),
    ),
    label="R06",
)
