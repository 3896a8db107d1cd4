"""Simultaneous gradient descent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from stability.clock import Time
from stability.game import Game
from stability.system import AbstractDynamics, System, gradient_field, step_size

__all__ = ["SimultaneousGD"]


@dataclass(frozen=True)
class SimultaneousGD(AbstractDynamics):
    """F(x) = x + h v(x): all players step at once from the same point.

    h: positive step.  Not alternating descent, where the second player already sees the first one's move.

    >>> from sympy import Symbol
    >>> from stability.games import bilinear
    >>> SimultaneousGD(Symbol("h", positive=True))(bilinear()).rhs
    (-h*psi + theta, h*theta + psi)

    Reference: Mescheder, Nowozin, Geiger 2017 (arXiv 1705.10461), Algorithm 1.
    """

    h: Any

    def __post_init__(self) -> None:
        object.__setattr__(self, "h", step_size(self.h, "h"))

    def __call__(self, game: Game) -> System:
        field = gradient_field(game)
        rhs = tuple(x + self.h * v for x, v in zip(field.state, field.rhs, strict=True))
        return System(
            Time.DISCRETE,
            game.state,
            rhs,
            assumptions=game.assumptions,
            name=f"{game.name}, simultaneous gradient descent",
            game=game,
        )
