"""The generator pays for the size of the discriminator's field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Add

from stability.expectation import gradient
from stability.game import AbstractRegularizer, Game
from stability.game.regularizer import critics_of, strength

__all__ = ["DiscriminatorFieldPenalty"]


@dataclass(frozen=True)
class DiscriminatorFieldPenalty(AbstractRegularizer):
    r"""eta |grad_psi V|^2 added to the loss of every player who is no discriminator; V = -(the discriminator's loss).

    eta: exact and provably non-negative, **without** a factor 1/2 (notation of the paper); eta = 0 gives the same
    field.  The discriminator's loss is unchanged.  The gradient is taken with respect to the discriminator's variables
    psi; not |grad_x D|^2, and not the norm of the generator's own gradient.  It adds no equilibrium and loses none:
    where grad_psi V = 0 the extra gradient vanishes.  Penalties that the discriminator already pays are part of V.

    >>> from stability.games import dirac_gan
    >>> from stability.objectives import wasserstein
    >>> [player.loss for player in DiscriminatorFieldPenalty(3)(dirac_gan(wasserstein)).players]
    [psi*theta + 3*theta**2, -psi*theta]

    Raises BadInput for an eta that may be negative, NotApplicable for a game without a discriminator.
    Reference: Nagarajan, Kolter 2017 (arXiv 1706.04156), section 4.
    """

    eta: Any

    def __post_init__(self) -> None:
        object.__setattr__(self, "eta", strength(self.eta, "the strength eta of the field penalty", "eta"))

    def __call__(self, game: Game) -> Game:
        critics = critics_of(game, "a penalty on the discriminator's field")
        critic_players = [game.player(c.player) for c in critics]
        squares = [g**2 for p in critic_players for g in gradient(p.loss, p.variables)]
        changed = game
        for player in game.players:
            if player not in critic_players:
                name = f"{game.name} with penalty on the discriminator's field"
                changed = changed.add_to_loss(player.name, self.eta * Add(*squares), name=name)
        return changed
