"""The gradient penalty of WGAN-GP, between data and generated points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Expr

from stability.algebra.exact import exact, flag
from stability.expectation import Independent, Pushforward, Uniform
from stability.game import AbstractRegularizer, Discriminator, Game
from stability.game.regularizer import HALF, distance_to_slope, fresh_symbols, penalised, strength

__all__ = ["WGANGradientPenalty"]


@dataclass(frozen=True)
class WGANGradientPenalty(AbstractRegularizer):
    r"""R = (gamma / 2) E (|grad_x D(u x + (1 - u) y)| - target)^2, in the discriminator's loss only.

    x ~ data, y ~ generated, u ~ U(0, 1), independent.  gamma, target: exact and provably non-negative; gamma = 0 gives
    the same field.  one_sided=True: only slopes above the target are penalised, max(0, |grad_x D| - target)^2.
    The published code has lambda without the 1/2: gamma = 2 lambda (``WGANGradientPenalty.from_lambda``).
    Not zero-centred: |grad_x D| has a kink where the slope vanishes, and there the formal derivative is no derivative;
    ``linearize`` refuses such points instead of finding a false equilibrium.

    >>> from stability.games import dirac_gan
    >>> from stability.objectives import wasserstein
    >>> WGANGradientPenalty(2)(dirac_gan(wasserstein)).players[1].loss
    psi**2 - psi*theta - 2*Abs(psi) + 1

    Raises BadInput for strengths that may be negative, NotApplicable for a game without a discriminator.
    Reference: Gulrajani, Ahmed, Arjovsky, Dumoulin, Courville 2017 (arXiv 1704.00028), section 4.
    """

    gamma: Any
    target: Any = 1
    one_sided: bool = False

    def __post_init__(self) -> None:
        for name in ("gamma", "target"):
            value = strength(getattr(self, name), f"the {name} of the WGAN gradient penalty", name)
            object.__setattr__(self, name, value)
        object.__setattr__(self, "one_sided", flag(self.one_sided, "one_sided"))

    @classmethod
    def from_lambda(cls, value: Any, target: Any = 1, one_sided: bool = False) -> WGANGradientPenalty:
        """The penalty of the published code, lambda * E (|grad_x D| - target)^2.

        >>> WGANGradientPenalty.from_lambda(10).gamma
        20
        """
        return cls(2 * exact(value, "lambda"), target, one_sided)

    def __call__(self, game: Game) -> Game:
        def term(critic: Discriminator) -> Expr:
            integrand = distance_to_slope(critic, self.target, self.one_sided)
            return (self.gamma * HALF * critic.mean(integrand, _between(critic))).expand(deep=False)

        sides = "one-sided" if self.one_sided else "two-sided"
        return penalised(game, term, "the WGAN gradient penalty", f"{sides} gradient penalty between the laws")


def _between(critic: Discriminator) -> Pushforward:
    d = len(critic.input)
    taken = critic.real.free_symbols | critic.fake.free_symbols
    x, y, (u,) = fresh_symbols("x", d, taken), fresh_symbols("y", d, taken), fresh_symbols("u", 1, taken)
    mixed = [u * a + (1 - u) * b for a, b in zip(x, y, strict=True)]
    return Pushforward(mixed, (*x, *y, u), Independent((critic.real, critic.fake, Uniform(0, 1))))
