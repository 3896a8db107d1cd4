"""The conserved quantity of the product generator does not depend on the objective."""

from sympy import Function

from stability.games import uniform_gan
from stability.theorem import Conserved, Theorem
from stability.theorem.sources import DERIVED

game = uniform_gan(Function("f"), factors=2)
a, c, w = game.state

theorem = Theorem(
    name="nagarajan2017_product_generator_any_value",
    source=DERIVED,
    statement=r"The flow of the GAN with $D(x) = w x^2$ and $G(z) = a c z$ conserves $a^2 - c^2$ for every objective "
    r"$f$, because its value depends on $a$ and $c$ through $a c$ only.",
    hypotheses=(),
    subject=game,
    claim=Conserved(a**2 - c**2),
    label="A4",
)
