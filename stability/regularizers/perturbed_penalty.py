"""The gradient penalty of DRAGAN, around the data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Expr, Integer

from stability.algebra.exact import exact, flag
from stability.expectation import Independent, Normal, Pushforward
from stability.game import AbstractRegularizer, Discriminator, Game
from stability.game.regularizer import HALF, distance_to_slope, fresh_symbols, penalised, strength

__all__ = ["DRAGANPenalty"]


@dataclass(frozen=True)
class DRAGANPenalty(AbstractRegularizer):
    r"""R = (gamma / 2) E (|grad_x D(x + std e)| - target)^2, x ~ data, e ~ N(0, I), in the discriminator's loss only.

    gamma, std, target: exact and provably non-negative; std is a standard deviation; gamma = 0 gives the same field.
    one_sided=True: only slopes above the target are penalised.  The paper's lambda has no 1/2: gamma = 2 lambda
    (``DRAGANPenalty.from_lambda``).  On the Dirac-GAN the slope psi is the same everywhere, so that DRAGAN and WGAN-GP
    coincide: that example cannot tell *where* a penalty is evaluated.  Kink as for WGANGradientPenalty.

    >>> from stability.games import dirac_gan
    >>> from stability.objectives import wasserstein
    >>> DRAGANPenalty(2, 1)(dirac_gan(wasserstein)).players[1].loss
    psi**2 - psi*theta - 2*Abs(psi) + 1

    Raises BadInput for strengths that may be negative, NotApplicable for a game without a discriminator.
    Reference: Kodali, Abernethy, Hays, Kira 2017 (arXiv 1705.07215), section 2.
    """

    gamma: Any
    std: Any
    target: Any = 1
    one_sided: bool = False

    def __post_init__(self) -> None:
        for name in ("gamma", "std", "target"):
            value = strength(getattr(self, name), f"the {name} of the DRAGAN penalty", name)
            object.__setattr__(self, name, value)
        object.__setattr__(self, "one_sided", flag(self.one_sided, "one_sided"))

    @classmethod
    def from_lambda(cls, value: Any, std: Any, target: Any = 1, one_sided: bool = False) -> DRAGANPenalty:
        """The penalty lambda * E (|grad_x D| - target)^2.

        >>> DRAGANPenalty.from_lambda(10, 1).gamma
        20
        """
        return cls(2 * exact(value, "lambda"), std, target, one_sided)

    def __call__(self, game: Game) -> Game:
        def term(critic: Discriminator) -> Expr:
            integrand = distance_to_slope(critic, self.target, self.one_sided)
            return (self.gamma * HALF * critic.mean(integrand, self._around(critic))).expand(deep=False)

        return penalised(game, term, "the DRAGAN penalty", "gradient penalty around the data")

    def _around(self, critic: Discriminator) -> Any:
        d = len(critic.input)
        taken = critic.real.free_symbols | self.std.free_symbols
        x, e = fresh_symbols("x", d, taken), fresh_symbols("e", d, taken)
        moved = [a + self.std * b for a, b in zip(x, e, strict=True)]
        return Pushforward(moved, (*x, *e), Independent((critic.real, Normal([Integer(0)] * d, 1))))
