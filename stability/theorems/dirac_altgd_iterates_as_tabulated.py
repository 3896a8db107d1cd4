"""A table of iterates with a wrong digit: alternating gradient descent on the logistic Dirac-GAN."""

from sympy import Integer, Rational, Symbol, symbols

from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.objectives import logistic
from stability.theorem import Iterates, Theorem
from stability.theorem.sources import DERIVED

theta, psi = symbols("theta psi", real=True)
h = Symbol("h", positive=True)
one = ((theta, Integer(1)), (psi, Integer(1)))
values = {1: ("0.946211715726000975850231848364367255", "1.05292111301887553933763184178600117")}

theorem = Theorem(
    name="dirac_altgd_iterates_as_tabulated",
    source=f"{DERIVED}; the table of numbers this project started from",
    statement=r"Alternating gradient descent (generator first, one step each) with $h = 1/5$ on the logistic "
    r"Dirac-GAN, started at $(1, 1)$, is after one step of each player at the point stated here.",
    hypotheses=(),
    subject=(dirac_gan(logistic), AlternatingGD(h)),
    claim=Iterates(one, values, {h: Rational(1, 5)}),
    expected="REFUTED",
    erratum=r"Digits of the second coordinate are wrong: it is $1.05292111301887537933763784178600117$.",
    label="R04",
)
