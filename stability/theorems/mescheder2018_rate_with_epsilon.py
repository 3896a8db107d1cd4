"""The rate of linear convergence, corrected."""

from sympy import Rational, Symbol, symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import LocationIs, Theorem
from stability.theorem.sources import MESCHEDER2018

x, y = symbols("x y", real=True)
epsilon = Symbol("epsilon", positive=True)
rate = Rational(9, 10) + epsilon

theorem = Theorem(
    name="mescheder2018_rate_with_epsilon",
    source=f"{MESCHEDER2018}, cf. Theorem A.2, corrected",
    statement=r"For the defective update matrix $F' = \begin{pmatrix} 1 & -\frac1{10} \\ \frac1{10} & \frac45 "
    r"\end{pmatrix}$ with the double eigenvalue $0.9$, $|F'^k| = O((0.9 + \epsilon)^k)$ for every $\epsilon > 0$: "
    r"every eigenvalue of $F'/(0.9 + \epsilon)$ lies inside the unit circle.",
    hypotheses=(),
    subject=System(
        Time.DISCRETE,
        (x, y),
        ((x - y / 10) / rate, (x / 10 + 4 * y / 5) / rate),
        name="the update matrix divided by 9/10 + epsilon",
    ),
    claim=LocationIs(2, 0, 0),
    label="R19",
)
