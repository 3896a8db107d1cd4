"""The slow drift of alternating gradient descent off the equilibrium, simulated."""

from sympy import Rational, symbols

from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.objectives import logistic
from stability.theorem import AlongOrbit, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
h = Rational(1, 2)
start = ((theta, Rational(1, 2)), (psi, Rational(0)))
invariant = theta**2 + psi**2 - h / 2 * theta * psi

theorem = Theorem(
    name="dirac_altgd_logistic_drift",
    source=DERIVED,
    statement=r"Alternating gradient descent with $h = \frac12$ on the logistic Dirac-GAN from $(\frac12, 0)$: the "
    r"mean of $I$ over 1000 iterations grows from $0.25106$ to $0.25191$ in $10^5$ iterations, $8.6 \cdot 10^{-9}$ "
    r"per iteration, as the coefficient $256/29898477$ of $I^5$ predicts.",
    hypotheses=(),
    subject=(dirac_gan(logistic), AlternatingGD(h)),
    claim=(
        AlongOrbit(start, invariant, 0, 999, mean="0.251057"),
        AlongOrbit(start, invariant, 99001, 100000, mean="0.251912"),
    ),
    label="R06",
)
