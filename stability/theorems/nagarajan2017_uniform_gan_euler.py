"""The exact step limit of simultaneous gradient descent on the uniform GAN."""

from sympy import Integer, Rational, Symbol, true

from stability.dynamics import SimultaneousGD
from stability.games import uniform_gan
from stability.objectives import logistic
from stability.theorem import EigenvaluesAt, StepLimit, Theorem
from stability.theorem.sources import DERIVED

game = uniform_gan(logistic)
a, w = game.state
h = Symbol("h", positive=True)
place = ((a, Integer(1)), (w, Integer(0)))

theorem = Theorem(
    name="nagarajan2017_uniform_gan_euler",
    source=DERIVED,
    statement=r"Simultaneous gradient descent on the logistic uniform GAN converges locally if and only if $h < "
    r"\frac{9}{10}$; the spectral radius is $0.9995055$ at $h = 0.89$ and $1.0005054$ at $h = 0.91$.",
    hypotheses=(),
    subject=(game, SimultaneousGD(h)),
    claim=(
        StepLimit(h, Rational(9, 10), true, (({}, "0.9"),), at=place),
        EigenvaluesAt({h: Rational(89, 100)}, radius="0.9995055", at=place),
        EigenvaluesAt({h: Rational(91, 100)}, radius="1.0005054", at=place),
    ),
    label="A5",
)
