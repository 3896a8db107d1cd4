"""Half of every neighbourhood of the equilibrium of the uniform GAN is concave in both players' variables."""

from sympy import Function, Ne

from stability.algebra.conditions import Fact
from stability.games import uniform_gan
from stability.theorem import CurvatureSign, Theorem
from stability.theorem.sources import NAGARAJAN2017

game = uniform_gan(Function("f"))
a, w = game.state

theorem = Theorem(
    name="nagarajan2017_concave_concave_uniform",
    source=f"{NAGARAJAN2017}, cf. Proposition 3.1",
    statement=r"For the uniform GAN, $D(x) = w x^2$ and $G(z) = a z$, with $f' > 0 > f''$, the value is strictly "
    r"concave in the discriminator's $w$ and strictly concave in the generator's $a$ on the half plane $w > 0$ (the "
    r"sign of the paper; here $w < 0$).",
    hypotheses=(
        Fact("f", order=1, at=None, sign="positive"),
        Fact("f", order=2, at=None, sign="negative"),
    ),
    subject=game,
    claim=(CurvatureSign("generator", a, -1, (w < 0, Ne(a, 0))), CurvatureSign("discriminator", w, 1)),
    label="A6, C4 (Nagarajan 2017)",
)
