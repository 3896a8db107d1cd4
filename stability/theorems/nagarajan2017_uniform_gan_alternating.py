"""Alternating gradient descent on the uniform GAN is stable at the limit of simultaneous descent."""

from sympy import Integer, Rational

from stability.dynamics import AlternatingGD
from stability.games import uniform_gan
from stability.objectives import logistic
from stability.theorem import EigenvaluesAt, Theorem
from stability.theorem.sources import DERIVED

game = uniform_gan(logistic)
a, w = game.state

theorem = Theorem(
    name="nagarajan2017_uniform_gan_alternating",
    source=DERIVED,
    statement=r"Alternating gradient descent, the discriminator first, on the logistic uniform GAN has at $h = "
    r"\frac{9}{10}$ the spectral radius $\sqrt{1 - h/10} = 0.95393920$.",
    hypotheses=(),
    subject=(game, AlternatingGD(Rational(9, 10), first="discriminator")),
    claim=EigenvaluesAt({}, radius="0.95393920", at=((a, Integer(1)), (w, Integer(0)))),
    label="A5",
)
