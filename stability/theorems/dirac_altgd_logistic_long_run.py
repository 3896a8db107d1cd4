"""A plot of 500 steps looks closed; 400,000 steps do not."""

from sympy import Rational, symbols

from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.objectives import logistic
from stability.theorem import AlongOrbit, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
start = ((theta, Rational(1)), (psi, Rational(1)))
squared = theta**2 + psi**2

theorem = Theorem(
    name="dirac_altgd_logistic_long_run",
    source=DERIVED,
    statement=r"Alternating gradient descent with $h = \frac15$ on the logistic Dirac-GAN from $(1, 1)$: the mean of "
    r"$\theta^2 + \psi^2$ over 1000 iterations is $1.951$ at the start and $10.56$ at the end of $4 \cdot 10^5$ "
    r"iterations.",
    hypotheses=(),
    subject=(dirac_gan(logistic), AlternatingGD(Rational(1, 5))),
    claim=(
        AlongOrbit(start, squared, 0, 999, mean="1.9513"),
        AlongOrbit(start, squared, 399001, 400000, mean="10.56"),
    ),
    label="R06",
)
