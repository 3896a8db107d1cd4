"""Players who anticipate the others' next step, and do not try to shape it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Add

from stability.clock import Time
from stability.expectation import gradient
from stability.game import Game
from stability.system import AbstractDynamics, System, gradient_field, step_size

__all__ = ["LookAhead"]


@dataclass(frozen=True)
class LookAhead(AbstractDynamics):
    r"""x' = -(I - alpha H_o) xi: every player descends its own loss where the others will be after one step.

    xi_i = d loss_i / d x_i; H_o is the derivative of xi without its diagonal blocks (a player does not anticipate
    itself); alpha > 0 is the anticipated step.  To first order in alpha this is the gradient of
    loss_i(x_i, x_-i - alpha xi_-i) with the anticipated step held fixed.  Where xi = 0 it rests; it has further rest
    points only where I - alpha H_o is singular.
    Not LOLA, which differentiates through the anticipated step as well, and moves the rest points.

    >>> from sympy import symbols
    >>> from stability.game import Player
    >>> x, y = symbols("x y", real=True)
    >>> tandem = Game("tandem", (Player("first", x, (x + y)**2 - 2*x), Player("second", y, (x + y)**2 - 2*y)))
    >>> LookAhead(symbols("alpha", positive=True))(tandem).rhs[0].factor()
    2*(2*alpha - 1)*(x + y - 1)

    Reference: Zhang, Lesser 2010, AAAI; in this notation Letcher, Foerster, Balduzzi, Rocktaschel, Whiteson 2019 (arXiv
    1811.08469).
    """

    alpha: Any

    def __post_init__(self) -> None:
        object.__setattr__(self, "alpha", step_size(self.alpha, "alpha"))

    def __call__(self, game: Game) -> System:
        field = gradient_field(game)
        slope = dict(zip(field.state, (-v for v in field.rhs), strict=True))
        rhs = []
        for player in game.players:
            others = [s for s in game.state if s not in player.variables]
            for x in player.variables:
                cross = gradient(slope[x], others)
                ahead = Add(*(self.alpha * h * slope[s] for h, s in zip(cross, others, strict=True)))
                rhs.append(ahead - slope[x])
        return System(
            Time.CONTINUOUS,
            game.state,
            tuple(rhs),
            assumptions=game.assumptions,
            name=f"{game.name}, look-ahead",
            game=game,
        )
