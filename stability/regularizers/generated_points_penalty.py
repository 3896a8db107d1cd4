"""The zero-centred gradient penalty on generated points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from stability.algebra.exact import exact
from stability.game import AbstractRegularizer, Game
from stability.game.regularizer import HALF, penalised, strength

__all__ = ["R2Penalty"]


@dataclass(frozen=True)
class R2Penalty(AbstractRegularizer):
    r"""R2 = (gamma / 2) E_{x ~ generated} |grad_x D(x)|^2, added to the discriminator's loss only.

    gamma: exact and provably non-negative, in units of loss; gamma = 0 gives the same field.  The published code's
    ``reg_param`` has no 1/2: gamma = 2 reg_param (``R2Penalty.from_reg_param``).
    R2 depends on the generator's variables through the law, but the generator does not pay it: its field is that of
    the plain game.  Not a term of the common value L, whose derivative in theta would change the game away from the
    equilibrium.

    >>> from sympy import symbols
    >>> from stability.expectation import PointMass
    >>> from stability.objectives import wasserstein
    >>> theta, psi, x = symbols("theta psi x", real=True)
    >>> game = Game.gan("g", output=psi*x**2, input=x, real=PointMass(0), fake=PointMass(theta), generator=theta,
    ...                 discriminator=psi, f=wasserstein)
    >>> [player.loss for player in R2Penalty(2)(game).players]
    [psi*theta**2, 4*psi**2*theta**2 - psi*theta**2]

    Raises BadInput for a gamma that may be negative, NotApplicable for a game without a discriminator.
    Reference: Mescheder, Geiger, Nowozin 2018 (arXiv 1801.04406), section 4.1.
    """

    gamma: Any

    def __post_init__(self) -> None:
        object.__setattr__(self, "gamma", strength(self.gamma, "the strength gamma of the R2 penalty"))

    @classmethod
    def from_reg_param(cls, reg_param: Any) -> R2Penalty:
        """The penalty of the published code, reg_param * E |grad_x D|^2.

        >>> R2Penalty.from_reg_param(10)
        R2Penalty(gamma=20)
        """
        return cls(2 * exact(reg_param, "reg_param"))

    def __call__(self, game: Game) -> Game:
        return penalised(
            game, lambda c: self.gamma * HALF * c.mean(c.squared_slope, c.fake), "the R2 penalty", "R2 penalty"
        )
