"""One Gaussian, one interval: where simulated flows arrive on the line of equilibria."""

from typing import Any

from sympy import Integer, Rational

from stability.games import gaussian_interval_gan
from stability.theorem import FlowReaches, QuantityAlong, Theorem
from stability.theorem.sources import LI2018

game = gaussian_interval_gan()
mu, left, right = game.state
half, one = Rational(1, 2), Integer(1)


def arrives(mean: Any, low: Any, high: Any, end: str) -> tuple[FlowReaches, QuantityAlong]:
    """The ends of the interval, and the mean; 1 is added to it, because digits of a rounded 0 would mean nothing."""
    start = ((mu, mean), (left, low), (right, high))
    return FlowReaches(start, 300, (None, f"-{end}", end)), QuantityAlong(start, 1 + mu, {Integer(300): "1.000000"})


theorem = Theorem(
    name="li2018_single_interval_runs",
    source=f"{LI2018}, cf. the section on first-order dynamics; simulated for one Gaussian",
    statement=r"For one Gaussian with the target $0$ the first-order flow from $(\ell, r, \mu) = (-\frac12, "
    r"\frac12, 1)$, $(0, 2, 1)$ and $(-1, 1, 3)$ arrives at the target, with the intervals $\pm 0.674275$, $\pm "
    r"0.979925$, $\pm 1.457878$.",
    hypotheses=(),
    subject=game,
    claim=(
        *arrives(one, -half, half, "0.674275"),
        *arrives(one, 0 * one, 2 * one, "0.979925"),
        *arrives(3 * one, -one, one, "1.457878"),
    ),
    label="B6",
)
