"""Zero-centred gradient penalties on data and generated points together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from stability.game import AbstractRegularizer, Game
from stability.game.regularizer import HALF, penalised, strength

__all__ = ["MixedPenalty"]


@dataclass(frozen=True)
class MixedPenalty(AbstractRegularizer):
    r"""R = (real / 2) E_data |grad_x D|^2 + (fake / 2) E_generated |grad_x D|^2, in the discriminator's loss only.

    real, fake: exact and provably non-negative; both 0 gives the same field.  MixedPenalty(gamma, 0) is R1,
    MixedPenalty(0, gamma) is R2; at an equilibrium with equal laws only the sum of the two matters.

    >>> from stability.games import dirac_gan
    >>> from stability.objectives import wasserstein
    >>> MixedPenalty(2, 4)(dirac_gan(wasserstein)).players[1].loss
    3*psi**2 - psi*theta

    Raises BadInput for strengths that may be negative, NotApplicable for a game without a discriminator.
    Reference: Kim, Park, Kim 2018 (arXiv 1810.02528), penalties under a measure mu.
    """

    real: Any
    fake: Any

    def __post_init__(self) -> None:
        for name in ("real", "fake"):
            value = strength(getattr(self, name), f"the strength {name} of a mixed penalty", name)
            object.__setattr__(self, name, value)

    def __call__(self, game: Game) -> Game:
        def term(c: Any) -> Any:
            slope = c.squared_slope
            return HALF * (self.real * c.mean(slope, c.real) + self.fake * c.mean(slope, c.fake))

        return penalised(game, term, "a mixed gradient penalty", "mixed penalty")
