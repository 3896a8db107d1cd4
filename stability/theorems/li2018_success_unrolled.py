"""How often a generator that looks five steps ahead finds the target, from six starts."""

from sympy import Rational

from stability.experiments import Unrolled
from stability.theorem import Static, SuccessProbability, Theorem
from stability.theorem.sources import LI2018

tenth, half = Rational(1, 10), Rational(1, 2)
starts = ((-1, 1), (-9 * tenth, -tenth), (0, 1), (-2 * tenth, 2 * tenth), (half, 1), (-1, -half))
counts = (125, 161, 145, 145, 139, 135)

theorem = Theorem(
    name="li2018_success_unrolled",
    source=f"{LI2018}, cf. the figure of success probabilities; numbers of a seeded experiment of our own",
    statement=r"For the target means $\pm \frac12$, $3{,}000$ steps of a generator that looks five discriminator steps "
    r"ahead, of which the discriminator keeps one, of size $\frac{1}{10}$, from the means $(-1, 1)$, $(-0.9, -0.1)$, "
    r"$(0, 1)$, $(-0.2, 0.2)$, $(0.5, 1)$ and $(-1, -0.5)$, against four sorted endpoints drawn uniformly from $[-2, "
    r"2]$, succeed, with both means within $\frac{1}{10}$ of the target, with probabilities whose intervals of "
    r"confidence $0.99$ from 300 seeded runs each contain $125/300$, $161/300$, $145/300$, $145/300$, $139/300$ and "
    r"$135/300$.",
    hypotheses=(),
    subject=Static("two Gaussians against two intervals with random starts"),
    claim=SuccessProbability(
        Unrolled(5),
        (-half, half),
        tuple((start, Rational(count, 300)) for start, count in zip(starts, counts, strict=True)),
    ),
    label="B8",
)
