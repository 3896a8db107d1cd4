"""The figure's start with sorted endpoints: near the target."""

from sympy import Rational

from stability.experiments import Crossing, Simultaneous
from stability.theorem import RunReaches, Static, Theorem
from stability.theorem.sources import LI2018

theorem = Theorem(
    name="li2018_figure_sort",
    source=f"{LI2018}, cf. the figure on discriminator collapse; numbers recomputed",
    statement=r"For the target means $\pm 2$, from the means $-1$, $\frac52$ and the intervals $[-1, \frac15]$, $[-1, "
    r"\frac52]$, simultaneous steps of $\frac{1}{10}$ that sort all endpoints end near the target: after "
    r"$1{,}000$ steps the means are $-1.999$ and $2.012$.",
    hypotheses=(),
    subject=Static("two Gaussians against two intervals"),
    claim=RunReaches(
        Simultaneous(Crossing.SORT),
        (-2, 2),
        (-1, Rational(1, 5), -1, Rational(5, 2)),
        (-1, Rational(5, 2)),
        {
            100: {"mu1": "0.0361", "mu2": "1.7830"},
            1000: {"mu1": "-1.9994", "mu2": "2.0122"},
        },
    ),
    label="B7, C10 (Li 2018)",
)
