"""What the published implementation of consensus optimization iterates: right at the equilibrium, wrong elsewhere."""

from sympy import Integer, Rational, symbols

from stability.clock import Time
from stability.dynamics import SimultaneousGD
from stability.games import dirac_gan
from stability.objectives import logistic
from stability.regularizers import ConsensusPenalty
from stability.system import System
from stability.theorem import Iterates, SameJacobian, Theorem
from stability.theorem.sources import DERIVED

theta, psi, t = symbols("theta psi t", real=True)
h = Rational(1, 5)
slope = logistic(t).diff(t).subs(t, theta * psi)
extra = Rational(1, 2) * (psi**2 + theta**2) * slope * logistic(t).diff(t, 2).subs(t, theta * psi)
field = (-psi * slope - theta * slope**2 - psi * extra, theta * slope - psi * slope**2 - theta * extra)
one = ((theta, Integer(1)), (psi, Integer(1)))

theorem = Theorem(
    name="dirac_consensus_published_code",
    source=f"{DERIVED}; the code published with Mescheder, Geiger, Nowozin 2018 (arXiv 1801.04406)",
    statement=r"With a superfluous factor $\frac12$ in the consensus term, as in the published code, the update with "
    r"$h = 1/5$ and strength $1$ keeps its Jacobian at the equilibrium, but is after ten steps from $(1, 1)$ far from "
    r"the iterates of consensus optimization.",
    hypotheses=(),
    subject=System(Time.DISCRETE, (theta, psi), (theta + h * field[0], psi + h * field[1]), name="published code"),
    claim=(
        SameJacobian(SimultaneousGD(h)(ConsensusPenalty(Integer(1))(dirac_gan(logistic)))),
        Iterates(one, {10: ("0.2928214", "1.2796846")}),
    ),
    label="R15",
)
