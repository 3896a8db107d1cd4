"""A table of iterates with a wrong last digit: the published implementation of consensus optimization."""

from sympy import Integer, Rational, symbols

from stability.clock import Time
from stability.objectives import logistic
from stability.system import System
from stability.theorem import Iterates, Theorem
from stability.theorem.sources import DERIVED

theta, psi, t = symbols("theta psi t", real=True)
h = Rational(1, 5)
slope = logistic(t).diff(t).subs(t, theta * psi)
extra = Rational(1, 2) * (psi**2 + theta**2) * slope * logistic(t).diff(t, 2).subs(t, theta * psi)
field = (-psi * slope - theta * slope**2 - psi * extra, theta * slope - psi * slope**2 - theta * extra)
one = ((theta, Integer(1)), (psi, Integer(1)))

theorem = Theorem(
    name="dirac_consensus_published_code_as_tabulated",
    source=f"{DERIVED}; the table of numbers this project started from",
    statement=r"With a superfluous factor $\frac12$ in the consensus term, as in the published code, the update with "
    r"$h = 1/5$ and strength $1$ is after ten steps from $(1, 1)$ at $(0.2928214, 1.2796845)$.",
    hypotheses=(),
    subject=System(Time.DISCRETE, (theta, psi), (theta + h * field[0], psi + h * field[1]), name="published code"),
    claim=Iterates(one, {10: ("0.2928214", "1.2796845")}),
    expected="REFUTED",
    erratum=r"The last digit of the second coordinate is wrong: it is $1.27968462319689237087$.",
    label="R15",
)
