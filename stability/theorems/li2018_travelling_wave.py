"""Without a rule for crossing endpoints, generator and left endpoint run away together."""

from stability.games import gaussian_interval_gan
from stability.theorem import FlowReaches, Theorem
from stability.theorem.sources import DERIVED

game = gaussian_interval_gan()
mu, left, right = game.state

theorem = Theorem(
    name="li2018_travelling_wave",
    source=f"{DERIVED}; numbers from simulation",
    statement=r"For one Gaussian with target mean $0$ and one interval, the flow without a rule for crossing endpoints "
    r"from $\mu = 3$, $l = 2$, $r = 3$ is at time $5000$ at $\mu = 1758.328906$, $l = 1758.832888$, $r = "
    r"4.23668875$: mean and left endpoint travel together, at the speed $\varphi(l - \mu)$, and the total variation "
    r"tends to $1$.",
    hypotheses=(),
    subject=game,
    claim=FlowReaches(((mu, 3), (left, 2), (right, 3)), 5000, ("1758.328906", "1758.832888", "4.23668875")),
    label="B7",
)
