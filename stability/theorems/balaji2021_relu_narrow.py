"""A ReLU generator with one hidden unit is stuck, simulated."""

from sympy import Add, Rational, sqrt

from stability.dynamics import TwoTimeScale
from stability.games import relu_generator_gan
from stability.theorem import QuantityAlong, Theorem
from stability.theorem.sources import BALAJI2021

game = relu_generator_gan([[1], [1]], [[1, 0], [0, 1], [1, 1]], [Rational(7, 10), Rational(-2, 5)])
weights, discriminator = game.players[0].variables, game.players[1].variables
#: Starts without symmetry; the discriminator starts at 0.
start = {s: Rational(k, 10) for s, k in zip(weights, (5, 3, 4, 2, 6, 1, 3, 7), strict=False)}
start |= dict.fromkeys(discriminator, Rational(0))
misses = [-game.players[1].loss.diff(d) + d for d in discriminator]

theorem = Theorem(
    name="balaji2021_relu_narrow",
    source=f"{BALAJI2021}, cf. Theorem 2.1; a small run made here",
    statement=r"Three latent vectors, target $(0.7, -0.4)$, $\mu = 1$, $\eta = \frac1{20}$: after $3000$ steps one "
    r"hidden unit, whose outputs lie on a line, is at the distance $0.7778$ from the target, $\frac{11 \sqrt2}{20}$, "
    r"that of the line.",
    hypotheses=(),
    subject=(game, TwoTimeScale(Rational(1, 20), 1)),
    claim=QuantityAlong(start, sqrt(Add(*(m**2 for m in misses))), {3000: "0.7778"}),
    label="W2",
)
