"""A recalled reading of DuelGAN that fails on one point: that the duel stabilises the equilibrium."""

from sympy import Rational, symbols

from stability.games import duel_dirac_gan
from stability.system import System, gradient_field
from stability.theorem import Theorem
from stability.theorem.drift import LyapunovCoefficient
from stability.theorem.sources import DUELGAN2022

alpha, beta = symbols("alpha beta", positive=True)
full = gradient_field(duel_dirac_gan(alpha, beta))
theta, psi, other = full.state
#: The plane psi_1 = psi_2 is invariant, because the two discriminators play the same role.
plane = System(
    full.time,
    (theta, psi),
    tuple(c.xreplace({other: psi}) for c in full.rhs[:2]),
    name="DuelGAN on one point with equal discriminators",
)

theorem = Theorem(
    name="wei2022_duel_dirac_attracts",
    source=f"{DUELGAN2022}, cf. the abstract: the duel is meant to stabilise training",
    statement=r"On the one-point instance the duel damps the rotation: in the plane $\psi_1 = \psi_2$ the corrected "
    r"energy falls like $-\frac{\alpha\beta}{64} E^2$.",
    hypotheses=(),
    subject=plane,
    claim=LyapunovCoefficient(theta**2 + 2 * psi**2, 2, -alpha * beta * Rational(1, 64)),
    expected="REFUTED",
    erratum=r"The coefficient is $+\frac{\alpha\beta}{64}$: a slow spiral outward. The theorem of the paper is about "
    r"functions, not about this local question, and is not contradicted.",
    label="W1",
)
