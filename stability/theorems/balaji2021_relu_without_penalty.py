"""The same ReLU generator without the square of the discriminator does not converge, simulated."""

from sympy import Add, Rational, sqrt

from stability.dynamics import TwoTimeScale
from stability.games import relu_generator_gan
from stability.theorem import QuantityAlong, Theorem
from stability.theorem.sources import BALAJI2021

game = relu_generator_gan(
    [[1, -1, 1, 0], [1, 1, -1, -1]], [[1, 0], [0, 1], [1, 1]], [Rational(7, 10), Rational(-2, 5)], 0
)
weights, discriminator = game.players[0].variables, game.players[1].variables
#: Starts without symmetry; the discriminator starts at 0.
start = {s: Rational(k, 10) for s, k in zip(weights, (5, 3, 4, 2, 6, 1, 3, 7), strict=False)}
start |= dict.fromkeys(discriminator, Rational(0))
misses = [-game.players[1].loss.diff(d) for d in discriminator]

theorem = Theorem(
    name="balaji2021_relu_without_penalty",
    source=f"{BALAJI2021}, cf. Theorem 2.1; a small run made here",
    statement=r"Three latent vectors, target $(0.7, -0.4)$, $\mu = 1$, $\eta = \frac1{20}$: without $-|d|^2/2$ the "
    r"four hidden units that reach the target with it overshoot and die; the distance after $3000$ steps is "
    r"$\sqrt{0.65} = 0.8062$, that of the output $0$.",
    hypotheses=(),
    subject=(game, TwoTimeScale(Rational(1, 20), 1)),
    claim=QuantityAlong(start, sqrt(Add(*(m**2 for m in misses))), {3000: "0.8062"}),
    label="W2",
)
