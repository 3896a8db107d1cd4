"""The period of a closed orbit of the WGAN, uniform data."""

from sympy import Integer, log, oo

from stability.games import uniform_gan
from stability.objectives import wasserstein
from stability.theorem import FlowReaches, LevelPeriod, Theorem
from stability.theorem.sources import DERIVED

game = uniform_gan(wasserstein)
a, w = game.state
energy = w**2 + a**2 / 2 - log(a)
right = ((a, Integer(1)), (w, Integer(0)))
start = ((a, Integer(2)), (w, Integer(0)))
half_plane = ((a, (Integer(0), oo)),)
extremes = ("0.28161961069342038354196431682257297688", "2.0000000000")

theorem = Theorem(
    name="nagarajan2017_wgan_period_uniform",
    source=f"{DERIVED}; for section 3.3 of Nagarajan, Kolter 2017 (arXiv 1706.04156)",
    statement=r"For the uniform law on $[-1, 1]$ the orbit of the WGAN with $D(x) = w x^2$, $G(z) = a z$ through $w "
    r"= 0$, $a = 2$ is closed, moves between $a = 0.28161\ldots$ and $a = 2$, and has the period $10.71713\ldots$, "
    r"which in the linear limit would be $9.42477796\ldots$",
    hypotheses=(),
    subject=game,
    claim=(
        LevelPeriod(energy, start, "10.717137583287719190866559243738242085", extremes, half_plane, right),
        FlowReaches(start, "10.717137583287719190866559243738242085", ("2.00000000", None)),
    ),
    label="A8",
)
