"""The ends of the optimal discriminator may lie outside all means."""

from sympy import Integer, Rational

from stability.theorem import EndsBetweenMeans, Static, Theorem
from stability.theorem.sources import LI2018

half = Rational(1, 2)

theorem = Theorem(
    name="li2018_ends_outside_means",
    source=f"{LI2018}, cf. section 2; certified zeros",
    statement=r"For $\mu^* = (-\frac12, \frac12)$ and $\mu = (-1, 1)$ an end of the optimal discriminator lies "
    r"outside $[-1, 1]$, the interval of all means.",
    hypotheses=(),
    subject=Static("Optimal discriminators between two mixtures"),
    claim=EndsBetweenMeans((-half, half), (Integer(-1), Integer(1)), between=False),
    label="B2",
)
