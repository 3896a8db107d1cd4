"""Consensus optimization."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Add

from stability.expectation import gradient
from stability.game import AbstractRegularizer, Game
from stability.game.record import as_game
from stability.game.regularizer import HALF, strength

__all__ = ["ConsensusPenalty"]


@dataclass(frozen=True)
class ConsensusPenalty(AbstractRegularizer):
    r"""(gamma / 2) |v|^2 added to the loss of every player, v the field of the game: w = v - gamma grad (|v|^2 / 2).

    gamma: exact and provably non-negative; gamma = 0 gives the same field.  A regularizer and not a dynamics, because
    every player pays the same term and its own partial gradient of it assembles to the full gradient; any dynamics of
    the shelf can then follow w.  The sum is over all players' components, zero-sum or not.

    **A rest point of w need not be an equilibrium of the game**: w = (1 - gamma v'^T) v vanishes wherever 1/gamma is an
    eigenvalue of v'^T with eigenvector v.  Check v at what the analysis finds.

    >>> from stability.games import bilinear
    >>> [player.loss for player in ConsensusPenalty(2)(bilinear()).players]
    [psi**2 + psi*theta + theta**2, psi**2 - psi*theta + theta**2]

    Raises BadInput for a gamma that may be negative.
    Reference: Mescheder, Nowozin, Geiger 2017 (arXiv 1705.10461), section 4.
    """

    gamma: Any

    def __post_init__(self) -> None:
        object.__setattr__(self, "gamma", strength(self.gamma, "the strength gamma of consensus optimization"))

    def __call__(self, game: Game) -> Game:
        as_game(game, "consensus optimization")
        field = [g for p in game.players for g in gradient(p.loss, p.variables)]
        term = Add(*(self.gamma * HALF * g**2 for g in field))
        changed = game
        for player in game.players:
            changed = changed.add_to_loss(player.name, term, name=f"{game.name} with consensus penalty")
        return changed
