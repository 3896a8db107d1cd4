"""A value of the uniform GAN away from its equilibrium."""

from sympy import Rational

from stability.games import uniform_gan
from stability.objectives import logistic
from stability.theorem import NumberIs, Theorem
from stability.theorem.sources import NAGARAJAN2017

game = uniform_gan(logistic)
a, w = game.state

theorem = Theorem(
    name="nagarajan2017_uniform_gan_value",
    source=f"{NAGARAJAN2017}, cf. section 5; number from certified quadrature",
    statement=r"The logistic uniform GAN has at $w = \frac12$ (the sign of the paper; here $w = -\frac12$) and $a = "
    r"\frac32$ the value $-1.5274393973007038440590793161895201715$.",
    hypotheses=(),
    subject=game,
    claim=NumberIs(
        game.players[0].loss, "-1.5274393973007038440590793161895201715", {a: Rational(3, 2), w: -Rational(1, 2)}
    ),
    label="A5",
)
