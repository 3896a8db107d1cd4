"""A table's period of a closed orbit of the WGAN, uniform data."""

from sympy import Integer, log, oo

from stability.games import uniform_gan
from stability.objectives import wasserstein
from stability.theorem import LevelPeriod, Theorem
from stability.theorem.sources import DERIVED

game = uniform_gan(wasserstein)
a, w = game.state
energy = w**2 + a**2 / 2 - log(a)
right = ((a, Integer(1)), (w, Integer(0)))
start = ((a, Integer(2)), (w, Integer(0)))
half_plane = ((a, (Integer(0), oo)),)
extremes = ("0.28161961069342038354196431682257297688", "2.0000000000")

theorem = Theorem(
    name="nagarajan2017_wgan_period_uniform_as_tabulated",
    source=f"{DERIVED}; the table of numbers this project started from",
    statement="For the uniform law on $[-1, 1]$ the orbit of the WGAN with $D(x) = w x^2$, $G(z) = a z$ through $w "
    "= 0$, $a = 2$ has the period $10.717137583287719190866558993524395007$.",
    hypotheses=(),
    subject=game,
    claim=LevelPeriod(energy, start, "10.717137583287719190866558993524395007", extremes, half_plane, right),
    expected="REFUTED",
    erratum="The digits from the twenty-fourth decimal on are wrong: it is $10.717137583287719190866559243738242085$.",
    label="A8",
)
