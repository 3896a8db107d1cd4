"""Continuous-time gradient descent of every player."""

from __future__ import annotations

from dataclasses import dataclass, replace

from stability.game import Game
from stability.system import AbstractDynamics, System, gradient_field

__all__ = ["GradientFlow"]


@dataclass(frozen=True)
class GradientFlow(AbstractDynamics):
    """x' = v(x): the limit of small steps.  Time in units of (step x iterations).

    >>> from stability.games import bilinear
    >>> GradientFlow()(bilinear()).rhs
    (-psi, theta)
    """

    def __call__(self, game: Game) -> System:
        return replace(gradient_field(game), name=f"{game.name}, gradient flow")
