"""The flow of the logistic non-saturating Dirac-GAN, simulated."""

from sympy import Integer, symbols

from stability.games import dirac_gan
from stability.objectives import logistic
from stability.theorem import QuantityAlong, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
squared = theta**2 + psi**2
start = ((theta, Integer(1)), (psi, Integer(1)))

theorem = Theorem(
    name="dirac_non_saturating_flow_run",
    source=DERIVED,
    statement="The flow of the logistic non-saturating Dirac-GAN from $(1, 1)$ has $1/r^2 = 250.4286$ at time 2000 "
    "and $r^2 = 0.0019978963$ at time 4000, that is $1/r^2 = 500.53$: a slope of $0.125$.",
    hypotheses=(),
    subject=dirac_gan(logistic, saturating=False),
    claim=(
        QuantityAlong(start, squared, {4000: "0.0019978963"}),
        QuantityAlong(start, 1 / squared, {2000: "250.4286"}),
    ),
    label="R07",
)
