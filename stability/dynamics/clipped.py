"""Weight clipping around another update rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Max, Min

from stability.algebra.exact import exact
from stability.clock import Time
from stability.errors import BadInput
from stability.game import Game
from stability.system import AbstractDynamics, System, two_roles

__all__ = ["ClippedWeights"]


@dataclass(frozen=True)
class ClippedWeights(AbstractDynamics):
    """After every step that moves the discriminator, its variables are clipped to [-bound, bound].

    bound: exact and provably positive; steps: the update rule of the steps, a map such as ``SimultaneousGD(h)`` or
    ``AlternatingGD(h, n_d=5)``.  The starting point is not clipped: choose it within the bounds.  Where a clip is
    exactly at its bound the map has a kink, and ``linearize`` refuses it; near the origin no clip is active.
    Not the projected flow, which is the limit of small steps.

    >>> from stability.dynamics import SimultaneousGD
    >>> from stability.games import bilinear
    >>> ClippedWeights(1, SimultaneousGD(1))(bilinear()).rhs[1]
    Max(-1, Min(1, psi + theta))

    Raises BadInput for a bound that is not positive, or steps that are no map.
    Reference: Arjovsky, Chintala, Bottou 2017 (arXiv 1701.07875), Algorithm 1.
    """

    bound: Any
    steps: AbstractDynamics

    def __post_init__(self) -> None:
        bound = exact(self.bound, "the bound of weight clipping")
        if bound.is_positive is not True:
            raise BadInput(
                "a positive bound for weight clipping",
                f"{bound}, which may be zero or negative",
                "bound = Symbol('g', positive=True), or a positive rational number",
            )
        if not isinstance(self.steps, AbstractDynamics):
            raise BadInput("the steps of weight clipping", repr(self.steps), "SimultaneousGD(h) or AlternatingGD(h)")
        object.__setattr__(self, "bound", bound)

    def __call__(self, game: Game) -> System:
        free = self.steps(game)
        if free.time is not Time.DISCRETE:
            raise BadInput("the steps of weight clipping", "a flow", "SimultaneousGD(h) or AlternatingGD(h)")
        _, discriminator = two_roles(game)

        def clipped(variable: Any, component: Any) -> Any:
            moved = variable in discriminator.variables and component != variable
            return Max(-self.bound, Min(self.bound, component)) if moved else component

        stages = tuple(
            tuple(clipped(s, component) for s, component in zip(free.state, stage, strict=True)) for stage in free.maps
        )
        one = len(stages) == 1
        return System(
            Time.DISCRETE,
            free.state,
            stages[0] if one else None,
            stages=None if one else stages,
            assumptions=free.assumptions,
            name=f"{free.name}, with weight clipping",
            game=game,
        )
