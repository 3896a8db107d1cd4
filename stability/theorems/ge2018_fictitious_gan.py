"""Fictitious GAN on two points: the average approaches the data, not monotonically."""

from sympy import Rational

from stability.theorem import FictitiousDistance, Static, Theorem
from stability.theorem.sources import FICTITIOUS2018

distances = {10: "0.242", 100: "0.323", 1000: "0.0153", 10000: "0.00377", 100000: "0.00613", 200000: "0.000965"}

theorem = Theorem(
    name="ge2018_fictitious_gan",
    source=f"{FICTITIOUS2018}, the update of the generator as in the abstract; the run is made here",
    statement=r"Data $(\frac13, \frac23)$ on two points, started from $\delta_1$: the generated average differs from "
    r"the data by $0.242$, $0.323$, $0.0153$, $0.00377$, $0.00613$, $0.000965$ after $10, 10^2, 10^3, 10^4, 10^5, 2 "
    r"\cdot 10^5$ rounds. One run: consistent with convergence of the average, and far from monotone.",
    hypotheses=(),
    subject=Static("fictitious play of a GAN on two points"),
    claim=FictitiousDistance((Rational(1, 3), Rational(2, 3)), 0, distances),
    label="W4",
)
