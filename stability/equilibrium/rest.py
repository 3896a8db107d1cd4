"""Rest points of a dynamics against equilibria of the game: a dynamics may rest where the game's own field does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sympy import Symbol

from stability.algebra.conditions import ZERO, sign_set
from stability.algebra.systems.forms import is_zero
from stability.equilibrium.numeric import certainly_nonzero
from stability.equilibrium.records import Equilibrium, EquilibriumSet
from stability.errors import BadInput, CannotSolve
from stability.game import Game
from stability.system import System, gradient_field


def compared(found: EquilibriumSet, system: System, game: Game | None) -> EquilibriumSet:
    """Every point marked by whether the field of ``game`` (default: the game whose players move) vanishes there."""
    against = system.game if game is None else game
    if against is None or not found.points:
        return found
    if not isinstance(against, Game):
        raise BadInput("the game to compare rest points with", f"a {type(against).__name__}", "a Game")
    if set(against.state) != set(system.state):
        raise BadInput(
            f"the rest points of {system.name or 'a system'} compared with equilibria of {against.name}",
            f"the state {system.state} against {against.state}",
            "the game that the dynamics was made from",
        )
    field = gradient_field(against).rhs
    if field == system.rhs:
        return found
    points = tuple(replace(p, rests_the_game=_rests(p, field, system.assumptions)) for p in found.points)
    moving = [p for p in points if p.rests_the_game is False]
    if not moving:
        return replace(found, points=points)
    text = f"{len(moving)} of {len(points)} rest points are no equilibria of the game {against.name}"
    steps = tuple(
        f"{p} is at rest under the dynamics only: the game's own field does not vanish there." for p in moving
    )
    return replace(found, points=points, reason=f"{found.reason}; {text}", argument=(*found.argument, *steps))


def _rests(point: Equilibrium, field: Iterable[Any], assumptions: tuple[Any, ...]) -> bool | None:
    """True: every component vanishes exactly; False: one certainly does not; None: neither is proven."""
    if point.exact:
        values = [e.xreplace(point.as_dict()) for e in field]
        if all(is_zero(v) or sign_set(v.expand(), assumptions) == ZERO for v in values):
            return True
        if any(0 not in sign_set(v, assumptions) for v in values):
            return False
        return False if any(v.is_number and v.equals(0) is False for v in values) else None
    return False if point.box is not None and _one_nonzero(field, dict(point.box)) else None


def _one_nonzero(field: Iterable[Any], box: Mapping[Symbol, Any]) -> bool:
    try:
        return any(certainly_nonzero(e, box) for e in field)
    except CannotSolve:
        return False
