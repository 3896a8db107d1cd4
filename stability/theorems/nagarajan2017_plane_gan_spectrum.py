"""The spectrum of the linear-quadratic GAN in the plane."""

from sympy import Integer, Symbol

from stability.games import linear_quadratic_gan
from stability.objectives import logistic
from stability.theorem import FactorsAre, Theorem
from stability.theorem.sources import NAGARAJAN2017

s = Symbol("s")
game = linear_quadratic_gan(2, logistic)
place = {**dict.fromkeys(game.state, Integer(0)), game.state[0]: Integer(1), game.state[3]: Integer(1)}
factors = ((s, 1), (s + 1, 2), (s**2 + s + 1, 1), (s**2 + 2 * s + 2, 1), (4 * s**2 + 2 * s + 1, 2))

theorem = Theorem(
    name="nagarajan2017_plane_gan_spectrum",
    source=f"{NAGARAJAN2017}, cf. the appendix on linear-quadratic GANs, in two dimensions",
    statement=r"For standard normal data in the plane the logistic linear-quadratic GAN has at $A = 1$ the "
    r"characteristic polynomial $\frac{1}{16} s (s + 1)^2 (s^2 + s + 1) (s^2 + 2 s + 2) (4 s^2 + 2 s + 1)^2$.",
    hypotheses=(),
    subject=game,
    claim=FactorsAre(factors, s, tuple(place.items())),
    label="A7",
)
