"""The figure's start with alternating steps and no rule: collapse of a mode."""

from sympy import Rational

from stability.experiments import Alternating
from stability.theorem import RunReaches, Static, Theorem
from stability.theorem.sources import LI2018

theorem = Theorem(
    name="li2018_figure_alternating",
    source=f"{LI2018}, cf. the figure on discriminator collapse; numbers recomputed",
    statement=r"For the target means $\pm 2$, from the means $-1$, $\frac52$ and the intervals $[-1, \frac15]$, $[-1, "
    r"\frac52]$, alternating steps of $\frac{1}{10}$, the discriminator first, without a rule for crossing "
    r"endpoints have collapsed to the target mean $2$ after $10{,}000$ steps.",
    hypotheses=(),
    subject=Static("two Gaussians against two intervals"),
    claim=RunReaches(
        Alternating(1),
        (-2, 2),
        (-1, Rational(1, 5), -1, Rational(5, 2)),
        (-1, Rational(5, 2)),
        {
            10000: {"mu1": "1.98923", "mu2": "2.04475"},
        },
    ),
    label="B7, C10 (Li 2018)",
)
