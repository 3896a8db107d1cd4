"""After the collapse nothing moves, when crossed endpoints go to their midpoint."""

from sympy import Rational

from stability.experiments import Crossing, Simultaneous
from stability.theorem import RunReaches, Static, Theorem
from stability.theorem.sources import DERIVED

rule, hundredth = Simultaneous(Crossing.MIDPOINT), Rational(1, 100)
short, long = Rational(7, 5), Rational(8, 5)

theorem = Theorem(
    name="li2018_collapse_rests",
    source=f"{DERIVED}; instances of what Li, Madry, Peebles, Schmidt 2018 call discriminator collapse",
    statement=r"With simultaneous steps of $\frac{1}{100}$ and crossed endpoints projected to their midpoint, the runs "
    r"from one interval $[\frac52, \frac{18}{5}]$ against the mean $3$ (target $0$) and from the intervals $[-\frac85, "
    r"-\frac75]$, $[\frac75, \frac85]$ against the means $\pm 1$ (target $\pm \frac12$) come to rest with empty "
    r"intervals, far from the target.",
    hypotheses=(),
    subject=Static("interval discriminators whose crossed endpoints are projected"),
    claim=(
        RunReaches(
            rule,
            (0,),
            (Rational(5, 2), Rational(18, 5)),
            (3,),
            {300: {"mu1": "3.0135", "l1": "3.0511", "r1": "3.0511"}, 100_000: {"mu1": "3.0135", "l1": "3.0511"}},
            step=hundredth,
            rests=True,
        ),
        RunReaches(
            rule,
            (-Rational(1, 2), Rational(1, 2)),
            (-long, -short, short, long),
            (-1, 1),
            {400: {"mu1": "-1.0176", "mu2": "1.0176", "l2": "1.4908", "r2": "1.4908"}, 100_000: {"mu2": "1.0176"}},
            step=hundredth,
            rests=True,
        ),
    ),
    label="B7",
)
