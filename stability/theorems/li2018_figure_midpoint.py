"""The figure's start with crossed endpoints projected to their midpoint: an empty interval, then success."""

from sympy import Rational

from stability.experiments import Crossing, Simultaneous
from stability.theorem import RunReaches, Static, Theorem
from stability.theorem.sources import LI2018

theorem = Theorem(
    name="li2018_figure_midpoint",
    source=f"{LI2018}, cf. the figure on discriminator collapse; numbers recomputed",
    statement=r"For the target means $\pm 2$, from the means $-1$, $\frac52$ and the intervals $[-1, \frac15]$, $[-1, "
    r"\frac52]$, simultaneous steps of $\frac{1}{10}$ that project crossed endpoints to their midpoint have "
    r"emptied the first interval after $100$ steps; it opens again, and after $10{,}000$ steps the means are "
    r"those of the target.",
    hypotheses=(),
    subject=Static("two Gaussians against two intervals"),
    claim=RunReaches(
        Simultaneous(Crossing.MIDPOINT),
        (-2, 2),
        (-1, Rational(1, 5), -1, Rational(5, 2)),
        (-1, Rational(5, 2)),
        {
            100: {"l1": "-0.5078", "r1": "-0.5078"},
            10000: {"mu1": "-2.0000", "mu2": "2.0000"},
        },
    ),
    label="B7, C10 (Li 2018)",
)
