"""A run of the optimal dynamics on the line of collapsed generators ends beside the middle."""

from sympy import Rational

from stability.experiments import OptimalDiscriminator
from stability.theorem import RunReaches, Static, Theorem
from stability.theorem.sources import LI2018

start = Rational(3, 10)

theorem = Theorem(
    name="li2018_collapse_line_run",
    source=f"{LI2018}, cf. the hypothesis on the separation of the start; the run is ours",
    statement=r"For the target means $\pm 2$ descent on the total variation with steps of $\frac{1}{10}$ from the "
    r"collapsed generator $(0.3, 0.3)$ is after $1{,}000$ steps at $(1.59798, 1.59798)$, a stationary point that "
    r"attracts along the line of collapsed generators only: neither at the target nor at its mean.",
    hypotheses=(),
    subject=Static("two Gaussians against the optimal discriminator"),
    claim=RunReaches(
        OptimalDiscriminator(),
        (-2, 2),
        (0, 0),
        (start, start),
        {1000: {"mu1": "1.59798", "mu2": "1.59798"}},
    ),
    label="B5, C8 (Li 2018)",
)
