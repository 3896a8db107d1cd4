"""Decay of the weights of one player."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Add

from stability.algebra.exact import check_text, exact
from stability.game import AbstractRegularizer, Game
from stability.game.record import as_game
from stability.game.regularizer import HALF, strength

__all__ = ["WeightDecay"]


@dataclass(frozen=True)
class WeightDecay(AbstractRegularizer):
    r"""(gamma / 2) |x|^2 added to the loss of the named player, x its variables; its field gains -gamma x.

    gamma: exact and provably non-negative; gamma = 0 gives the same field.  player: a player's name.  The optimizers'
    ``weight_decay`` in plain gradient descent is gamma; a penalty lambda |x|^2 without the 1/2 is gamma = 2 lambda
    (``WeightDecay.from_penalty``).  An equilibrium away from x = 0 does not survive.

    >>> from stability.games import bilinear
    >>> [player.loss for player in WeightDecay(2)(bilinear()).players]
    [psi*theta, psi**2 - psi*theta]

    Raises BadInput for a gamma that may be negative or a name that no player has.
    """

    gamma: Any
    player: str = "discriminator"

    def __post_init__(self) -> None:
        object.__setattr__(self, "gamma", strength(self.gamma, "the strength gamma of weight decay"))
        check_text(self.player, "the player of weight decay")

    @classmethod
    def from_penalty(cls, value: Any, player: str = "discriminator") -> WeightDecay:
        """The penalty lambda |x|^2.

        >>> WeightDecay.from_penalty(3).gamma
        6
        """
        return cls(2 * exact(value, "lambda"), player)

    def __call__(self, game: Game) -> Game:
        as_game(game, "weight decay")
        squares = Add(*(v**2 for v in game.player(self.player).variables))
        name = f"{game.name} with weight decay of {self.player}"
        return game.add_to_loss(self.player, self.gamma * HALF * squares, name=name)
