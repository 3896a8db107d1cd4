"""Steps against the optimal discriminator find the target, from six starts."""

from sympy import Integer, Rational

from stability.experiments import OptimalDiscriminator
from stability.theorem import Static, SuccessProbability, Theorem
from stability.theorem.sources import LI2018

tenth, half = Rational(1, 10), Rational(1, 2)
starts = ((-1, 1), (-9 * tenth, -tenth), (0, 1), (-2 * tenth, 2 * tenth), (half, 1), (-1, -half))

theorem = Theorem(
    name="li2018_success_optimal",
    source=f"{LI2018}, cf. the figure of success probabilities; numbers of a seeded experiment of our own",
    statement=r"For the target means $\pm \frac12$, $3{,}000$ steps against the optimal discriminator of size "
    r"$\frac{1}{10}$, from the means $(-1, 1)$, $(-0.9, -0.1)$, $(0, 1)$, $(-0.2, 0.2)$, $(0.5, 1)$ and $(-1, "
    r"-0.5)$, succeed always: both means end within $\frac{1}{10}$ of the target.",
    hypotheses=(),
    subject=Static("two Gaussians against two intervals with random starts"),
    claim=SuccessProbability(
        OptimalDiscriminator(),
        (-half, half),
        tuple((start, Integer(1)) for start in starts),
    ),
    label="B8",
)
