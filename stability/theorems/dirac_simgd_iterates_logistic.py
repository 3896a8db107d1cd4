"""Iterates of simultaneous gradient descent on the logistic Dirac-GAN."""

from sympy import Integer, Rational, Symbol, symbols

from stability.dynamics import SimultaneousGD
from stability.games import dirac_gan
from stability.objectives import logistic
from stability.theorem import EigenvaluesAt, Iterates, Theorem
from stability.theorem.sources import MESCHEDER2018

theta, psi = symbols("theta psi", real=True)
h = Symbol("h", positive=True)
one = ((theta, Integer(1)), (psi, Integer(1)))
fifth = {h: Rational(1, 5)}
values = {
    1: ("0.946211715726000975850231848364367255", "1.05378828427399902414976815163563275"),
    10: ("0.257053374368706551721428819138449174", "1.41768216825126891897484130843287197"),
    500: ("-2.16161128246608908984991887581833723", "-2.21777539654582711413624340108733726"),
}
norms = {500: "9.59109104600869109899064774930848736"}

theorem = Theorem(
    name="dirac_simgd_iterates_logistic",
    source=f"{MESCHEDER2018}, cf. Lemma 2.4; numbers computed with certified balls",
    statement=r"Simultaneous gradient descent with $h = 1/5$ on the logistic Dirac-GAN, started at $(1, 1)$, moves "
    r"away from the equilibrium: after 500 steps the squared distance has grown from 2 to 9.59. Its "
    r"linearization has modulus $\sqrt{1 + h^2/4}$.",
    hypotheses=(),
    subject=(dirac_gan(logistic), SimultaneousGD(h)),
    claim=(Iterates(one, values, fifth, norms), EigenvaluesAt(fifth, radius="1.00498756211208902702192649127595762")),
    label="R03",
)
