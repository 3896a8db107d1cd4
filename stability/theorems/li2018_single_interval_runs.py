"""One Gaussian, one interval: where simulated flows arrive on the line of equilibria."""

from sympy import Integer, Rational

from stability.games import gaussian_interval_gan
from stability.theorem import FlowReaches, Theorem
from stability.theorem.sources import LI2018

game = gaussian_interval_gan()
mu, left, right = game.state
half, one = Rational(1, 2), Integer(1)

theorem = Theorem(
    name="li2018_single_interval_runs",
    source=f"{LI2018}, cf. the section on first-order dynamics; simulated for one Gaussian",
    statement=r"For one Gaussian with the target $0$ the first-order flow from $(\ell, r, \mu) = (-\frac12, "
    r"\frac12, 1)$, $(0, 2, 1)$ and $(-1, 1, 3)$ arrives at the target, with the intervals $\pm 0.674275$, $\pm "
    r"0.979925$, $\pm 1.457878$.",
    hypotheses=(),
    subject=game,
    claim=(
        FlowReaches(((mu, one), (left, -half), (right, half)), 300, ("0.000000", "-0.674275", "0.674275")),
        FlowReaches(((mu, one), (left, 0 * one), (right, 2 * one)), 300, ("0.000000", "-0.979925", "0.979925")),
        FlowReaches(((mu, 3 * one), (left, -one), (right, one)), 300, ("0.000000", "-1.457878", "1.457878")),
    ),
    label="B6",
)
