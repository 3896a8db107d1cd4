"""Against a half-line the generator's gradient vanishes while its mean is on the wrong side."""

from sympy import Rational

from stability.games import one_sided_gan
from stability.theorem import FlowReaches, Theorem
from stability.theorem.sources import DERIVED

game = one_sided_gan()
mu, right = game.state

theorem = Theorem(
    name="li2018_one_sided",
    source=f"{DERIVED}; numbers from simulation",
    statement=r"For one Gaussian with target mean $0$ against the half-line $(-\infty, r]$, started at $\mu = 1$ and "
    r"$r = \frac12$, the flow is at time $10^6$ at $\mu = -1.1260956$ with $r = 5.39296432$: the gradient vanishes "
    r"while the mean is on the wrong side of the target.",
    hypotheses=(),
    subject=game,
    claim=FlowReaches(((mu, 1), (right, Rational(1, 2))), 10**6, ("-1.1260956", "5.39296432")),
    label="B7",
)
