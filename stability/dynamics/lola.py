"""Players who anticipate the others' next step and shape it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Add

from stability.clock import Time
from stability.expectation import gradient
from stability.game import Game
from stability.game.record import as_game
from stability.system import AbstractDynamics, System, step_size

__all__ = ["LinearizedLOLA"]


@dataclass(frozen=True)
class LinearizedLOLA(AbstractDynamics):
    r"""x_i' = -d/dx_i [loss_i - alpha sum_(j != i) (d loss_i / d x_j) . (d loss_j / d x_j)]: learning with
    opponent-learning awareness, to first order in the anticipated step alpha > 0.

    Every player descends loss_i(x_i, x_-i - alpha xi_-i), differentiating through the step -alpha xi_-i that its own
    variables shape.  That term does not vanish where the game rests, so rest points move (in the tandem game from
    x + y = 1 to x + y = (1 - 2 alpha)/(1 - 4 alpha)).
    Not LookAhead, which keeps the anticipated step fixed, and rests wherever the game does.

    >>> from sympy import Rational, symbols
    >>> from stability.game import Player
    >>> x, y = symbols("x y", real=True)
    >>> tandem = Game("tandem", (Player("first", x, (x + y)**2 - 2*x), Player("second", y, (x + y)**2 - 2*y)))
    >>> LinearizedLOLA(Rational(1, 10))(tandem).rhs[0].factor()
    -2*(3*x + 3*y - 4)/5

    Reference: Foerster, Chen, Al-Shedivat, Whiteson, Abbeel, Mordatch 2018 (arXiv 1709.04326); the tandem game in
    Letcher, Foerster, Balduzzi, Rocktaschel, Whiteson 2019 (arXiv 1811.08469).
    """

    alpha: Any

    def __post_init__(self) -> None:
        object.__setattr__(self, "alpha", step_size(self.alpha, "alpha"))

    def __call__(self, game: Game) -> System:
        rhs = []
        as_game(game, "linearized LOLA")
        for player in game.players:
            shaped = [player.loss]
            for other in game.players:
                if other is not player:
                    here = gradient(player.loss, other.variables)
                    step = gradient(other.loss, other.variables)
                    shaped += [-self.alpha * a * b for a, b in zip(here, step, strict=True)]
            rhs += [-slope for slope in gradient(Add(*shaped), player.variables)]
        return System(
            Time.CONTINUOUS,
            game.state,
            tuple(rhs),
            assumptions=game.assumptions,
            name=f"{game.name}, linearized LOLA",
            game=game,
        )
