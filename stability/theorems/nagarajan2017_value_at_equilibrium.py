"""The value of the game at an equilibrium."""

from sympy import Integer

from stability.games import uniform_gan
from stability.objectives import logistic, wasserstein
from stability.theorem import NumberIs, Theorem
from stability.theorem.sources import NAGARAJAN2017

game = uniform_gan(logistic)
a, w = game.state
place = ((a, Integer(1)), (w, Integer(0)))

theorem = Theorem(
    name="nagarajan2017_value_at_equilibrium",
    source=f"{NAGARAJAN2017}, cf. section 2; numbers from exact algebra",
    statement=r"At the equilibrium $w = 0$, $a = 1$ of the uniform GAN, where $D = 0$, the value of the game is $2 "
    r"f(0)$: $-2 \ln 2$ for the logistic objective, $0$ for the Wasserstein objective.",
    hypotheses=(),
    subject=game,
    claim=(
        NumberIs(game.players[0].loss, "-1.3862943611198906188344642429163531362", place),
        NumberIs(uniform_gan(wasserstein).players[0].loss, "0", place),
    ),
    label="A1",
)
