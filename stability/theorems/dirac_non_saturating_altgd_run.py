"""Alternating gradient descent on the logistic non-saturating Dirac-GAN, simulated."""

from sympy import Integer, Rational, symbols

from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.objectives import logistic
from stability.theorem import AlongOrbit, LyapunovCoefficient, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
h = Rational(1, 5)
invariant = theta**2 + psi**2 - h / 2 * theta * psi
start = ((theta, Integer(1)), (psi, Integer(1)))

theorem = Theorem(
    name="dirac_non_saturating_altgd_run",
    source=DERIVED,
    statement=r"Alternating gradient descent with $h = \frac15$ on the logistic non-saturating Dirac-GAN: $1/I$ grows "
    r"by $\frac{10}{399} = 0.025062\ldots$ per iteration. Simulated from $(1, 1)$: its mean over about 1000 iterations "
    r"is $1266.26$ after $5 \cdot 10^4$ and $2494.33$ before $10^5$ iterations, $49000$ iterations later; $r^2$ itself "
    r"oscillates about $8/(hk) = 0.0004$, between $0.00037993$ and $0.00042019$ in the last $100$ of them.",
    hypotheses=(),
    subject=(dirac_gan(logistic, saturating=False), AlternatingGD(h)),
    claim=(
        LyapunovCoefficient(invariant, 2, Rational(-10, 399)),
        AlongOrbit(start, 1 / invariant, 50000, 51000, mean="1266.256"),
        AlongOrbit(start, 1 / invariant, 99000, 100000, mean="2494.334"),
        AlongOrbit(start, theta**2 + psi**2, 99900, 100000, least="0.00037993", greatest="0.00042019"),
    ),
    label="R07",
)
