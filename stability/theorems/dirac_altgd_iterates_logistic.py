"""Iterates of alternating gradient descent on the logistic Dirac-GAN."""

from sympy import Integer, Rational, Symbol, symbols

from stability.dynamics import AlternatingGD
from stability.games import dirac_gan
from stability.objectives import logistic
from stability.theorem import Iterates, Theorem
from stability.theorem.sources import MESCHEDER2018

theta, psi = symbols("theta psi", real=True)
h = Symbol("h", positive=True)
one = ((theta, Integer(1)), (psi, Integer(1)))
values = {
    1: ("0.946211715726000975850231848364367255", "1.05292111301887537933763784178600117"),
    500: ("0.686833661223122592696416188293426808", "1.24400729431962734365248028933085721"),
}

theorem = Theorem(
    name="dirac_altgd_iterates_logistic",
    source=f"{MESCHEDER2018}, cf. Lemma 2.5; numbers computed with certified balls",
    statement=r"Alternating gradient descent (generator first, one step each) with $h = 1/5$ on the logistic Dirac-"
    r"GAN, started at $(1, 1)$, passes through the points stated here.",
    hypotheses=(),
    subject=(dirac_gan(logistic), AlternatingGD(h)),
    claim=Iterates(one, values, {h: Rational(1, 5)}),
    label="R04",
)
