"""The size of a limit cycle, taken from Euler steps."""

from sympy import Integer, Rational, symbols

from stability.games import dirac_gan
from stability.objectives import logistic
from stability.regularizers import DRAGANPenalty
from stability.theorem import CycleByEvents, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
one = Integer(1)

theorem = Theorem(
    name="dirac_dragan_cycle_as_tabulated",
    source=f"{DERIVED}; a number as tabulated at first",
    statement=r"The flow of the logistic Dirac-GAN with the DRAGAN penalty, $\gamma = \frac3{10}$, $g_0 = 1$, has a "
    r"cycle with $|\theta| \le 1.28485$ and $|\psi| \le 1.26072$.",
    hypotheses=(),
    subject=DRAGANPenalty(Rational(3, 10), one, one)(dirac_gan(logistic)),
    claim=CycleByEvents(psi, (one, one), 31, greatest=("1.28485", "1.26072")),
    expected="REFUTED",
    erratum=r"These are the extremes of simultaneous gradient descent with $h = \frac1{100}$; the flow reaches "
    r"$1.27603$ and $1.25326$.",
    label="R10",
)
