"""The limit cycle of DRAGAN on the logistic Dirac-GAN."""

from sympy import Integer, Rational, symbols

from stability.games import dirac_gan
from stability.objectives import logistic
from stability.regularizers import DRAGANPenalty
from stability.theorem import CycleByEvents, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
one = Integer(1)

theorem = Theorem(
    name="dirac_dragan_cycle",
    source=DERIVED,
    statement=r"The flow of the logistic Dirac-GAN with the DRAGAN penalty, $\gamma = \frac3{10}$, $g_0 = 1$, from "
    r"$(1, 1)$ settles on a cycle with $|\theta| \le 1.276027$, $|\psi| \le 1.253261$ and $7.033797$ between two "
    r"crossings of $\psi = 0$.",
    hypotheses=(),
    subject=DRAGANPenalty(Rational(3, 10), one, one)(dirac_gan(logistic)),
    claim=CycleByEvents(psi, (one, one), 31, half_period="7.033797", greatest=("1.276027", "1.253261")),
    label="R10",
)
