"""The period of a closed orbit of the WGAN, normal data."""

from sympy import Integer, log, oo

from stability.games import zero_mean_gan
from stability.objectives import wasserstein
from stability.theorem import FlowReaches, LevelPeriod, Theorem
from stability.theorem.sources import DERIVED

game = zero_mean_gan(wasserstein)
a, w = game.state
energy = w**2 + a**2 / 2 - log(a)
right = ((a, Integer(1)), (w, Integer(0)))
start = ((a, Integer(2)), (w, Integer(0)))
half_plane = ((a, (Integer(0), oo)),)
extremes = ("0.28161961069342038354196431682257297688", "2.0000000000")

theorem = Theorem(
    name="nagarajan2017_wgan_period_normal",
    source=f"{DERIVED}; for section 3.3 of Nagarajan, Kolter 2017 (arXiv 1706.04156)",
    statement=r"For $N(0, 1)$ the orbit of the WGAN with $D(x) = w x^2$, $G(z) = a z$ through $w = 0$, $a = 2$ is "
    r"closed, moves between $a = 0.28161\ldots$ and $a = 2$, and has the period $3.572379\ldots$, which in the linear "
    r"limit would be $3.14159265\ldots$",
    hypotheses=(),
    subject=game,
    claim=(
        LevelPeriod(energy, start, "3.5723791944292397302888530812460806949", extremes, half_plane, right),
        FlowReaches(start, "3.5723791944292397302888530812460806949", ("2.00000000", None)),
    ),
    label="A8",
)
