"""A public replication looks for the ends between neighbouring means only."""

from sympy import Integer, Rational

from stability.theorem import EndsBetweenMeans, Static, Theorem
from stability.theorem.sources import LI2018

half = Rational(1, 2)

theorem = Theorem(
    name="li2018_ends_between_means_as_replicated",
    source=f"{LI2018}, cf. section 2; a public replication of its experiment",
    statement=r"The zeros of $p^* - p_\mu$ lie between the smallest and the largest of the four means; for $\mu^* = "
    r"(-\frac12, \frac12)$ and $\mu = (-1, 1)$ they lie in $[-1, 1]$.",
    hypotheses=(),
    subject=Static("Optimal discriminators between two mixtures"),
    claim=EndsBetweenMeans((-half, half), (Integer(-1), Integer(1))),
    expected="REFUTED",
    erratum=r"Both zeros, $\pm 1.1131\ldots$, lie outside $[-1, 1]$: bracketing between neighbouring means finds "
    r"none.",
    label="B2",
)
