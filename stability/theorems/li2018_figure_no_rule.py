"""The figure's start without a rule for crossing endpoints: collapse of a mode, then divergence."""

from sympy import Rational

from stability.experiments import Simultaneous
from stability.theorem import RunReaches, Static, Theorem
from stability.theorem.sources import LI2018

theorem = Theorem(
    name="li2018_figure_no_rule",
    source=f"{LI2018}, cf. the figure on discriminator collapse; numbers recomputed",
    statement=r"For the target means $\pm 2$, from the means $-1$, $\frac52$ and the intervals $[-1, \frac15]$, $[-1, "
    r"\frac52]$, simultaneous steps of $\frac{1}{10}$ without a rule for crossing endpoints have inverted the "
    r"first interval after $100$ steps, collapsed to the target mean $2$ after $1{,}000$, and diverged after "
    r"$10{,}000$.",
    hypotheses=(),
    subject=Static("two Gaussians against two intervals"),
    claim=RunReaches(
        Simultaneous(),
        (-2, 2),
        (-1, Rational(1, 5), -1, Rational(5, 2)),
        (-1, Rational(5, 2)),
        {
            100: {"mu1": "0.96597", "mu2": "1.4953", "l1": "0.2363", "r1": "-0.6986"},
            1000: {"mu1": "1.9296", "mu2": "1.9771"},
            10000: {"mu1": "17.645", "mu2": "17.645"},
        },
    ),
    label="B7, C10 (Li 2018)",
)
