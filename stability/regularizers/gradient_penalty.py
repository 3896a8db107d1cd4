"""The zero-centred gradient penalty on real data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from stability.algebra.exact import exact
from stability.game import AbstractRegularizer, Game
from stability.game.regularizer import HALF, penalised, strength

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
        object.__setattr__(self, "gamma", strength(self.gamma, "the strength gamma of the R1 penalty"))

    @classmethod
    def from_reg_param(cls, reg_param: Any) -> R1Penalty:
        """The penalty of the published code, reg_param * E |grad_x D|^2.

        >>> R1Penalty.from_reg_param(10)
        R1Penalty(gamma=20)
        """
        return cls(2 * exact(reg_param, "reg_param"))

    def __call__(self, game: Game) -> Game:
        return penalised(
            game, lambda c: self.gamma * HALF * c.mean(c.squared_slope, c.real), "the R1 penalty", "R1 penalty"
        )
