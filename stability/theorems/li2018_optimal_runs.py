"""Runs of the optimal dynamics end near the target, the nearer the smaller the step."""

from sympy import Rational

from stability.experiments import OptimalDiscriminator
from stability.theorem import RunsEndWithin, Static, Theorem
from stability.theorem.sources import LI2018

tenth, half = Rational(1, 10), Rational(1, 2)
near = ((-1, 1), (-9 * tenth, -tenth), (0, 1), (-2 * tenth, 2 * tenth), (half, 1), (-1, -half))
far = ((-1, 5 * half), (0, 1), (-3, 3), (1, 3), (2, -1), (-tenth, tenth))
rule = OptimalDiscriminator()

theorem = Theorem(
    name="li2018_optimal_runs",
    source=f"{LI2018}, cf. the theorem on the optimal discriminator; the runs are ours",
    statement=r"Descent on the total variation with step $\eta = \frac{1}{10}$ is after $1{,}000$ steps within "
    r"$\frac{1}{50}$ of the target means $\pm \frac12$, and within $\frac{1}{50}$ of $\pm 2$, from six generic starts "
    r"each; with $\eta = \frac{1}{50}$ it is after $2{,}500$ steps within $\frac{1}{250}$ of $\pm \frac12$.",
    hypotheses=(),
    subject=Static("two Gaussians against the optimal discriminator"),
    claim=(
        RunsEndWithin(rule, (-half, half), near, Rational(1, 50), 1000),
        RunsEndWithin(rule, (-2, 2), far, Rational(1, 50), 1000),
        RunsEndWithin(rule, (-half, half), near, Rational(1, 250), 2500, step=Rational(1, 50)),
    ),
    label="B4",
)
