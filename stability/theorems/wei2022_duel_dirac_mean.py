"""DuelGAN on one point when the generator pays the mean of both losses instead of their sum."""

from sympy import I, Rational, symbols

from stability.game import Game, Player
from stability.games import duel_dirac_gan
from stability.theorem import JacobianIs, SpectrumIs, Theorem
from stability.theorem.sources import DUELGAN2022

alpha, beta = symbols("alpha beta", positive=True)
summed = duel_dirac_gan(alpha, beta)
generator, *discriminators = summed.players
halved = Player(generator.name, generator.variables, generator.loss / 2)
game = Game("DuelGAN on one point, the mean of both losses", [halved, *discriminators])
half, quarter, zero = Rational(1, 2), Rational(1, 4), 0 * alpha
origin = tuple((s, zero) for s in game.state)

theorem = Theorem(
    name="wei2022_duel_dirac_mean",
    source=f"{DUELGAN2022}; the instance is derived here, with the other convention for the generator",
    statement=r"When the generator pays the mean of the losses of both discriminators, not their sum, the Jacobian of "
    r"the one-point instance at the origin has the eigenvalues $0, \pm \frac{i}{2}$ instead of $0, \pm i/\sqrt2$, "
    r"again for all weights $\alpha, \beta$ of the duel.",
    hypotheses=(),
    subject=game,
    claim=(
        JacobianIs(((zero, quarter, quarter), (-half, zero, zero), (-half, zero, zero)), origin),
        SpectrumIs((zero, half * I, -half * I), origin),
    ),
    label="W1",
)
