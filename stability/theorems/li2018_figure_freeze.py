"""The figure's start with crossed intervals empty for ever: collapse."""

from sympy import Rational

from stability.experiments import Crossing, Simultaneous
from stability.theorem import RunReaches, Static, Theorem
from stability.theorem.sources import LI2018

theorem = Theorem(
    name="li2018_figure_freeze",
    source=f"{LI2018}, cf. the figure on discriminator collapse; numbers recomputed",
    statement=r"For the target means $\pm 2$, from the means $-1$, $\frac52$ and the intervals $[-1, \frac15]$, $[-1, "
    r"\frac52]$, simultaneous steps of $\frac{1}{10}$ after which a crossed interval stays empty for ever have emptied "
    r"the first interval after $100$ steps and the second after $1{,}000$; after $10{,}000$ steps the state is at "
    r"rest, with both means near the target mean $2$.",
    hypotheses=(),
    subject=Static("two Gaussians against two intervals"),
    claim=RunReaches(
        Simultaneous(Crossing.FREEZE),
        (-2, 2),
        (-1, Rational(1, 5), -1, Rational(5, 2)),
        (-1, Rational(5, 2)),
        {
            100: {"l1": "-0.5078", "r1": "-0.5078", "l2": "0.3040", "r2": "2.7513"},
            1000: {"l2": "2.3028", "r2": "2.3028"},
            10000: {"mu1": "1.7356", "mu2": "1.9211"},
        },
        rests=True,
    ),
    label="B7, C10 (Li 2018)",
)
