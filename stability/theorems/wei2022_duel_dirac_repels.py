"""The duel makes the equilibrium of the one-point instance repelling."""

from sympy import Rational, symbols

from stability.games import duel_dirac_gan
from stability.system import System, gradient_field
from stability.theorem import Theorem
from stability.theorem.drift import LyapunovCoefficient
from stability.theorem.sources import DUELGAN2022

alpha, beta = symbols("alpha beta", positive=True)
full = gradient_field(duel_dirac_gan(alpha, beta))
theta, psi_1, psi_2 = full.state
#: The plane psi_1 = psi_2 is invariant, because the two discriminators play the same role.
plane = System(
    full.time,
    (theta, psi_1),
    tuple(c.xreplace({psi_2: psi_1}) for c in full.rhs[:2]),
    name="DuelGAN on one point with equal discriminators",
)

theorem = Theorem(
    name="wei2022_duel_dirac_repels",
    source=f"{DUELGAN2022}; derived here on the one-point instance",
    statement=r"In the invariant plane $\psi_1 = \psi_2 = \psi$ $E = \theta^2 + 2\psi^2$, corrected by higher "
    r"terms, grows like $\frac{\alpha\beta}{64} E^2$: for all $\alpha, \beta > 0$ the equilibrium repels.",
    hypotheses=(),
    subject=plane,
    claim=LyapunovCoefficient(theta**2 + 2 * psi_1**2, 2, alpha * beta * Rational(1, 64)),
    label="W1",
)
