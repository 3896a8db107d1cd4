"""How often first-order simultaneous steps find the target, from six starts."""

from sympy import Rational

from stability.experiments import Simultaneous
from stability.theorem import Static, SuccessProbability, Theorem
from stability.theorem.sources import LI2018

tenth, half = Rational(1, 10), Rational(1, 2)
starts = ((-1, 1), (-9 * tenth, -tenth), (0, 1), (-2 * tenth, 2 * tenth), (half, 1), (-1, -half))
counts = (53, 20, 28, 47, 1, 4)

theorem = Theorem(
    name="li2018_success_simultaneous",
    source=f"{LI2018}, cf. the figure of success probabilities; numbers of a seeded experiment of our own",
    statement=r"For the target means $\pm \frac12$, $3{,}000$ first-order simultaneous steps of size $\frac{1}{10}$, "
    r"from the means $(-1, 1)$, $(-0.9, -0.1)$, $(0, 1)$, $(-0.2, 0.2)$, $(0.5, 1)$ and $(-1, -0.5)$, against four "
    r"sorted endpoints drawn uniformly from $[-2, 2]$, succeed, with both means within $\frac{1}{10}$ of the target, "
    r"with probabilities whose intervals of confidence $0.99$ from 300 seeded runs each contain $53/300$, $20/300$, "
    r"$28/300$, $47/300$, $1/300$ and $4/300$.",
    hypotheses=(),
    subject=Static("two Gaussians against two intervals with random starts"),
    claim=SuccessProbability(
        Simultaneous(),
        (-half, half),
        tuple((start, Rational(count, 300)) for start, count in zip(starts, counts, strict=True)),
    ),
    label="B8",
)
