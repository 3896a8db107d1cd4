"""How often first-order alternating steps (5 : 1) find the target, from six starts."""

from sympy import Rational

from stability.experiments import Alternating
from stability.theorem import Static, SuccessProbability, Theorem
from stability.theorem.sources import LI2018

tenth, half = Rational(1, 10), Rational(1, 2)
starts = ((-1, 1), (-9 * tenth, -tenth), (0, 1), (-2 * tenth, 2 * tenth), (half, 1), (-1, -half))
counts = (54, 49, 43, 58, 4, 2)

theorem = Theorem(
    name="li2018_success_alternating_5",
    source=f"{LI2018}, cf. the figure of success probabilities; numbers of a seeded experiment of our own",
    statement=r"For the target means $\pm \frac12$, $3{,}000$ first-order alternating steps, five of the discriminator "
    r"for one of the generator, of size $\frac{1}{10}$, from the means $(-1, 1)$, $(-0.9, -0.1)$, $(0, 1)$, $(-0.2, "
    r"0.2)$, $(0.5, 1)$ and $(-1, -0.5)$, against four sorted endpoints drawn uniformly from $[-2, 2]$, succeed, with "
    r"both means within $\frac{1}{10}$ of the target, with probabilities whose intervals of confidence $0.99$ from 300 "
    r"seeded runs each contain $54/300$, $49/300$, $43/300$, $58/300$, $4/300$ and $2/300$.",
    hypotheses=(),
    subject=Static("two Gaussians against two intervals with random starts"),
    claim=SuccessProbability(
        Alternating(5),
        (-half, half),
        tuple((start, Rational(count, 300)) for start, count in zip(starts, counts, strict=True)),
    ),
    label="B8",
)
