"""A trap: simultaneous gradient descent does not conserve what the flow conserves."""

from sympy import Symbol

from stability.dynamics import SimultaneousGD
from stability.games import uniform_gan
from stability.objectives import wasserstein
from stability.theorem import Conserved, Theorem
from stability.theorem.sources import DERIVED

game = uniform_gan(wasserstein, factors=2)
a, c, w = game.state

theorem = Theorem(
    name="nagarajan2017_product_generator_euler",
    source=f"{DERIVED}: a mistake worth recording",
    statement=r"Simultaneous gradient descent on the GAN with $D(x) = w x^2$ and $G(z) = a c z$ conserves $a^2 - c^2$, "
    r"so that its limit on the curve $a c = 1$ can be read off its start.",
    hypotheses=(),
    subject=(game, SimultaneousGD(Symbol("h", positive=True))),
    claim=Conserved(a**2 - c**2),
    expected="REFUTED",
    erratum=r"Only the flow conserves it. A step $h$ changes it by a term of order $h^2$, so that discrete limits "
    r"differ from the exact one by $O(h)$.",
    label="A4",
)
