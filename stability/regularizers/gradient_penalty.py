"""The zero-centred gradient penalty on real data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Add, Rational

from stability.algebra.exact import exact
from stability.errors import BadInput, NotApplicable
from stability.expectation import expectation
from stability.game import AbstractRegularizer, Game

__all__ = ["R1Penalty"]


@dataclass(frozen=True)
class R1Penalty(AbstractRegularizer):
    r"""R1 = (gamma / 2) E_{x ~ data} |grad_x D(x)|^2, added to the discriminator's loss only.

    gamma: exact and provably non-negative, in units of loss; gamma = 0 gives the same field.  The code published
    with the paper has a ``reg_param`` without the 1/2: gamma = 2 reg_param (``R1Penalty.from_reg_param``).
    Not R2, which takes the expectation over generated points; the generator never sees either.

    >>> from stability.games import dirac_gan
    >>> from stability.objectives import wasserstein
    >>> from sympy import Symbol
    >>> R1Penalty(Symbol("gamma", positive=True))(dirac_gan(wasserstein)).players[1].loss
    gamma*psi**2/2 - psi*theta

    Raises BadInput for a gamma that may be negative, NotApplicable for a game without a discriminator.
    Reference: Mescheder, Geiger, Nowozin 2018 (arXiv 1801.04406), section 4.1.
    """

    gamma: Any

    def __post_init__(self) -> None:
        gamma = exact(self.gamma, "the strength gamma of the R1 penalty")
        if gamma.is_nonnegative is not True:
            raise BadInput(
                "a non-negative strength gamma of the R1 penalty",
                f"{gamma}, which may be negative",
                "gamma = Symbol('gamma', positive=True), or a rational number >= 0",
            )
        object.__setattr__(self, "gamma", gamma)

    @classmethod
    def from_reg_param(cls, reg_param: Any) -> R1Penalty:
        """The penalty of the published code, reg_param * E |grad_x D|^2.

        >>> R1Penalty.from_reg_param(10)
        R1Penalty(gamma=20)
        """
        return cls(2 * exact(reg_param, "reg_param"))

    def __call__(self, game: Game) -> Game:
        critic = game.discriminator
        if critic is None:
            raise NotApplicable(
                "the R1 penalty",
                f"game {game.name!r} has no discriminator D(x)",
                "build the game with Game.gan, which records D and the data law",
            )
        squared = Add(*(critic.output.diff(x) ** 2 for x in critic.input))
        term = self.gamma * Rational(1, 2) * expectation(squared, critic.input, critic.real)
        return game.add_to_loss(critic.player, term, name=f"{game.name} with R1 penalty")
