"""Different learning rates for the two players."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from stability.clock import Time
from stability.game import Game
from stability.system import AbstractDynamics, System, gradient_field, step_size, time_of, two_roles

__all__ = ["TwoTimeScale"]


@dataclass(frozen=True)
class TwoTimeScale(AbstractDynamics):
    """The two time-scale update rule: simultaneous steps, h_g for the generator and h_d for the discriminator.

    h_g, h_d: positive; ``time=Time.CONTINUOUS`` gives the flow x' = diag(h_g, h_d) v(x) instead of the map
    x + diag(h_g, h_d) v(x).  Rescaling a Hurwitz field by different rates need not stay Hurwitz.

    >>> from sympy import symbols
    >>> from stability.games import bilinear
    >>> TwoTimeScale(*symbols("a b", positive=True), time=Time.CONTINUOUS)(bilinear()).rhs
    (-a*psi, b*theta)

    Reference: Heusel, Ramsauer, Unterthiner, Nessler, Hochreiter 2017 (arXiv 1706.08500).
    """

    h_g: Any
    h_d: Any
    time: Time = Time.DISCRETE

    def __post_init__(self) -> None:
        for name in ("h_g", "h_d"):
            object.__setattr__(self, name, step_size(getattr(self, name), name))
        object.__setattr__(self, "time", time_of(self.time))

    def __call__(self, game: Game) -> System:
        field = gradient_field(game)
        generator, _ = two_roles(game)
        rates = tuple(self.h_g if x in generator.variables else self.h_d for x in field.state)
        moves = tuple(rate * v for rate, v in zip(rates, field.rhs, strict=True))
        if self.time is Time.CONTINUOUS:
            return System(
                self.time,
                game.state,
                moves,
                assumptions=game.assumptions,
                name=f"{game.name}, gradient flow with two rates",
                game=game,
            )
        rhs = tuple(x + move for x, move in zip(field.state, moves, strict=True))
        return System(
            self.time,
            game.state,
            rhs,
            assumptions=game.assumptions,
            name=f"{game.name}, two time-scale update rule",
            game=game,
        )
