"""A table of iterates with wrong digits: simultaneous gradient descent on the logistic Dirac-GAN."""

from sympy import Integer, Rational, Symbol, symbols

from stability.dynamics import SimultaneousGD
from stability.games import dirac_gan
from stability.objectives import logistic
from stability.theorem import Iterates, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
h = Symbol("h", positive=True)
one = ((theta, Integer(1)), (psi, Integer(1)))
fifth = {h: Rational(1, 5)}
values = {10: ("0.257053374368706751721428819138449174", "1.41768216125126891897484130843287197")}

theorem = Theorem(
    name="dirac_simgd_iterates_as_tabulated",
    source=f"{DERIVED}; the table of numbers this project started from",
    statement=r"Simultaneous gradient descent with $h = 1/5$ on the logistic Dirac-GAN, started at $(1, 1)$, is after "
    r"10 steps at the point stated here.",
    hypotheses=(),
    subject=(dirac_gan(logistic), SimultaneousGD(h)),
    claim=Iterates(one, values, fifth),
    expected="REFUTED",
    erratum=r"One digit of each coordinate is wrong: they are $0.257053374368706551721428819138449174$ and "
    r"$1.41768216825126891897484130843287197$.",
    label="R03",
)
