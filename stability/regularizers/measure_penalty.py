"""The zero-centred gradient penalty under a law of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from stability.expectation import check_law
from stability.game import AbstractRegularizer, Game
from stability.game.regularizer import HALF, penalised, strength

__all__ = ["MeasurePenalty"]


@dataclass(frozen=True)
class MeasurePenalty(AbstractRegularizer):
    r"""R = (gamma / 2) E_{x ~ mu} |grad_x D(x)|^2, added to the discriminator's loss only.

    gamma: exact and provably non-negative; gamma = 0 gives the same field.  law: mu, a probability law in the dimension
    of D's input (a finite measure of mass m is m gamma times its normalised law); it may depend on the generator's
    variables, whose derivatives nobody takes.

    >>> from sympy import Symbol
    >>> from stability.expectation import Finite
    >>> from stability.games import uniform_gan
    >>> from stability.objectives import wasserstein
    >>> rho = Symbol("rho", positive=True)
    >>> MeasurePenalty(rho, Finite.uniform([0, 1]))(uniform_gan(wasserstein)).players[1].loss.coeff(rho)
    w**2

    Raises BadInput for a gamma that may be negative, NotApplicable for a game without a discriminator.
    Reference: Kim, Park, Kim 2018 (arXiv 1810.02528).
    """

    gamma: Any
    law: Any

    def __post_init__(self) -> None:
        object.__setattr__(self, "gamma", strength(self.gamma, "the strength gamma of a gradient penalty"))
        check_law(self.law)

    def __call__(self, game: Game) -> Game:
        return penalised(
            game,
            lambda c: self.gamma * HALF * c.mean(c.squared_slope, self.law),
            "a gradient penalty under a law",
            f"gradient penalty under {self.law}",
        )
