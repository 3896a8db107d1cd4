"""A trap: the local theorem promises convergence to the set of equilibria, not to the point."""

from sympy import Integer

from stability.games import uniform_gan
from stability.objectives import logistic
from stability.theorem import StabilityIs, Theorem
from stability.theorem.sources import NAGARAJAN2017
from stability.verdict import Stability

game = uniform_gan(logistic, factors=2)
here = tuple(zip(game.state, map(Integer, (1, 1, 0)), strict=True))

theorem = Theorem(
    name="nagarajan2017_local_theorem_to_the_point",
    source=f"{NAGARAJAN2017}, cf. Theorem 3.1 read as a statement about a point",
    statement="The equilibrium $w = 0$, $a = c = 1$ of the logistic GAN with $D(x) = w x^2$ and $G(z) = a c z$ is "
    "itself exponentially stable.",
    hypotheses=(),
    subject=game,
    claim=StabilityIs(Stability.EXPONENTIALLY_STABLE, at=here),
    expected="REFUTED",
    erratum="It lies on the curve $a c = 1$ of equilibria: starts nearby converge to some point of the curve.",
    label="A3, C5 (Nagarajan 2017)",
)
