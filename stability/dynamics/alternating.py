"""Alternating gradient descent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from stability.algebra.exact import choice, count
from stability.clock import Time
from stability.game import Game
from stability.system import AbstractDynamics, System, gradient_field, step_size, two_roles

__all__ = ["AlternatingGD"]


@dataclass(frozen=True)
class AlternatingGD(AbstractDynamics):
    """n_g steps of the generator, then n_d steps of the discriminator, each from the newest point.

    h: positive step of both (``h_d``: another one for the discriminator); n_g, n_d: positive integers;
    first: "generator" or "discriminator".  The update map is the composition of n_g + n_d stages; the order changes
    trajectories and invariants, never the eigenvalues at an equilibrium (AB and BA have equal spectrum).
    In a game of two other players, the first plays the generator's part.

    >>> from stability.games import bilinear
    >>> AlternatingGD(1, n_d=2)(bilinear()).rhs[1]
    -psi + 2*theta

    Reference: Mescheder, Geiger, Nowozin 2018 (arXiv 1801.04406), section 2.
    """

    h: Any
    n_g: int = 1
    n_d: int = 1
    first: str = "generator"
    h_d: Any = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "h", step_size(self.h, "h"))
        object.__setattr__(self, "h_d", self.h if self.h_d is None else step_size(self.h_d, "h_d"))
        for name in ("n_g", "n_d"):
            object.__setattr__(self, name, count(getattr(self, name), f"the number of steps {name}"))
        choice(self.first, ("generator", "discriminator"), "the player who moves first")

    def __call__(self, game: Game) -> System:
        field = gradient_field(game)
        generator, discriminator = two_roles(game)

        def stage(variables: tuple[Any, ...], step: Any) -> tuple[Any, ...]:
            return tuple(x + step * v if x in variables else x for x, v in zip(field.state, field.rhs, strict=True))

        moves = [
            (stage(generator.variables, self.h),) * self.n_g,
            (stage(discriminator.variables, self.h_d),) * self.n_d,
        ]
        if self.first == "discriminator":
            moves.reverse()
        return System(
            Time.DISCRETE,
            game.state,
            None,
            stages=moves[0] + moves[1],
            assumptions=game.assumptions,
            name=f"{game.name}, alternating gradient descent",
            game=game,
        )
