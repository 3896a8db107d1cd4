"""Unrolling helps, and the optimal discriminator is better still."""

from sympy import Rational

from stability.experiments import OptimalDiscriminator, Simultaneous, Unrolled
from stability.theorem import Static, SuccessIncreases, Theorem
from stability.theorem.sources import LI2018

tenth, half = Rational(1, 10), Rational(1, 2)
starts = ((-1, 1), (-9 * tenth, -tenth), (0, 1), (-2 * tenth, 2 * tenth), (half, 1), (-1, -half))

theorem = Theorem(
    name="li2018_success_order",
    source=f"{LI2018}, cf. the figure of success probabilities; a seeded experiment of our own",
    statement=r"For the target means $\pm \frac12$, from each of six starts, a generator that looks five steps ahead "
    r"finds the target more often than first-order simultaneous steps, but not always; against the optimal "
    r"discriminator it always does.",
    hypotheses=(),
    subject=Static("two Gaussians against two intervals with random starts"),
    claim=SuccessIncreases((Simultaneous(), Unrolled(5), OptimalDiscriminator()), (-half, half), starts),
    label="B8",
)
