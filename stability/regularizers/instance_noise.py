"""Gaussian noise on data and generated points."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sympy import Integer

from stability.expectation import Independent, Normal, Pushforward
from stability.game import AbstractRegularizer, Discriminator, Game
from stability.game.regularizer import critics_of, fresh_symbols, remade, strength

__all__ = ["InstanceNoise"]


@dataclass(frozen=True)
class InstanceNoise(AbstractRegularizer):
    r"""Data and generated points are blurred: x + std * e with e ~ N(0, I), independently for both laws.

    std: the standard deviation (not the variance), exact and provably non-negative; std = 0 gives the same game.
    Both players' losses change, because both see the blurred points.  It replaces the laws inside the GAN objective,
    so it goes first: R1Penalty(gamma)(InstanceNoise(std)(game)) penalises at blurred data.  Noise on one side only
    would halve the damping; a WGAN (f'' = 0) gets none.

    >>> from stability.games import dirac_gan
    >>> from sympy import Rational
    >>> from stability.system import gradient_field
    >>> game = InstanceNoise(Rational(7, 10))(dirac_gan())
    >>> print(gradient_field(game).rhs[1].diff(game.state[1]).subs({s: 0 for s in game.state}))
    49*f''(0)/50

    Raises BadInput for a std that may be negative, NotApplicable for a game whose losses hold penalties already.
    Reference: Mescheder, Geiger, Nowozin 2018 (arXiv 1801.04406), section 3.2.
    """

    std: Any

    def __post_init__(self) -> None:
        object.__setattr__(self, "std", strength(self.std, "the standard deviation std of instance noise", "std"))

    def __call__(self, game: Game) -> Game:
        critics_of(game, "instance noise")
        return remade(game, self._blurred, "instance noise", f"instance noise of standard deviation {self.std}")

    def _blurred(self, critic: Discriminator) -> Discriminator:
        return replace(critic, real=self._blur(critic.real), fake=self._blur(critic.fake))

    def _blur(self, law: Any) -> Any:
        d = law.dimension
        taken = law.free_symbols | self.std.free_symbols
        points, noise = fresh_symbols("x", d, taken), fresh_symbols("e", d, taken)
        if self.std == 0:
            return law
        base = Independent((law, Normal([Integer(0)] * d, 1)))
        moved = [p + self.std * e for p, e in zip(points, noise, strict=True)]
        return Pushforward(moved, points + noise, base)
