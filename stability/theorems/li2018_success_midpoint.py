"""How often first-order steps with crossed endpoints projected find the target, from six starts."""

from sympy import Rational

from stability.experiments import Crossing, Simultaneous
from stability.theorem import Static, SuccessProbability, Theorem
from stability.theorem.sources import LI2018

tenth, half = Rational(1, 10), Rational(1, 2)
starts = ((-1, 1), (-9 * tenth, -tenth), (0, 1), (-2 * tenth, 2 * tenth), (half, 1), (-1, -half))
counts = (49, 30, 39, 47, 4, 5)

theorem = Theorem(
    name="li2018_success_midpoint",
    source=f"{LI2018}, cf. the figure of success probabilities; numbers of a seeded experiment of our own",
    statement=r"For the target means $\pm \frac12$, $3{,}000$ first-order simultaneous steps that project crossed "
    r"endpoints to their midpoint of size $\frac{1}{10}$, from the means $(-1, 1)$, $(-0.9, -0.1)$, $(0, 1)$, $(-0.2, "
    r"0.2)$, $(0.5, 1)$ and $(-1, -0.5)$, against four sorted endpoints drawn uniformly from $[-2, 2]$, succeed, with "
    r"both means within $\frac{1}{10}$ of the target, with probabilities whose intervals of confidence $0.99$ from 300 "
    r"seeded runs each contain $49/300$, $30/300$, $39/300$, $47/300$, $4/300$ and $5/300$.",
    hypotheses=(),
    subject=Static("two Gaussians against two intervals with random starts"),
    claim=SuccessProbability(
        Simultaneous(Crossing.MIDPOINT),
        (-half, half),
        tuple((start, Rational(count, 300)) for start, count in zip(starts, counts, strict=True)),
    ),
    label="B8",
)
