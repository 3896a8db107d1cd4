"""Rest points of a dynamics against equilibria of the game: a dynamics may rest where the game's own field does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sympy import Symbol, nan, zoo

from stability.algebra.conditions import ZERO, sign_set
from stability.algebra.numbers import sign_by_balls
from stability.algebra.size import wide_powers
from stability.algebra.systems.forms import is_zero, quotient
from stability.algebra.systems.ideals import ideal
from stability.algebra.systems.real import over_rationals, to_flint
from stability.equilibrium.jumps import JUMPS, METHOD
from stability.equilibrium.numeric import certainly_nonzero
from stability.equilibrium.records import Component, Equilibrium, EquilibriumSet
from stability.errors import BadInput, CannotSolve
from stability.game import Game
from stability.system import System, gradient_field


def compared(found: EquilibriumSet, system: System, game: Game | None = None) -> EquilibriumSet:
    """Every member marked by whether the field of ``game`` vanishes there.

    game: by default the origin of the game whose players move, that is, the game without its regularizers.
    """
    against = system.game.origin if game is None and system.game is not None else game
    if against is None or not (found.points or found.components):
        return found
    if not isinstance(against, Game):
        raise BadInput("the game to compare rest points with", f"a {type(against).__name__}", "a Game")
    if not set(against.state) <= set(system.state):  # a rule with memory has further state variables
        raise BadInput(
            f"the rest points of {system.name or 'a system'} compared with equilibria of {against.name}",
            f"the state {system.state} against {against.state}",
            "the game that the dynamics was made from",
        )
    field = gradient_field(against).rhs
    if field == system.rhs:
        return found
    points = tuple(_marked(p, _rests(p, field, system.assumptions), against) for p in found.points)
    components = tuple(replace(c, rests_the_game=_all_rest(c, field, system.assumptions)) for c in found.components)
    return _told(replace(found, points=points, components=components), against, field, system.assumptions)


def _marked(point: Equilibrium, rests: bool | None, game: Game) -> Equilibrium:
    said = f"{point.method}; no equilibrium of {game.name}" if rests is False else point.method
    return replace(point, rests_the_game=rests, method=said)


def _told(found: EquilibriumSet, game: Game, field: tuple[Any, ...], assumptions: tuple[Any, ...]) -> EquilibriumSet:
    """The sentences about members at which the game itself is not at rest."""
    moving = [p for p in found.points if p.rests_the_game is False]
    sets = [c for c in found.components if c.rests_the_game is False]
    mixed = [
        c
        for c in found.components
        if c.rests_the_game is None and c.sample is not None and rests_at(dict(c.sample), field, assumptions) is False
    ]
    parts = []
    if moving:
        parts.append(f"{len(moving)} of {len(found.points)} rest points are no equilibria of the game {game.name}")
    if sets:
        parts.append(f"{len(sets)} of {len(found.components)} sets hold no equilibrium of the game {game.name}")
    steps = [f"{p}: the field of the game {game.name} does not vanish there." for p in moving]
    steps += [f"{c}: the field of the game {game.name} vanishes nowhere on it." for c in sets]
    steps += [f"{c}: the field of the game {game.name} does not vanish everywhere on it." for c in mixed]
    if not steps:
        return found
    return found.saying("; ".join((found.reason, *parts)), tuple(steps))


def _rests(point: Equilibrium, field: tuple[Any, ...], assumptions: tuple[Any, ...]) -> bool | None:
    """True: every component vanishes exactly; False: one certainly does not; None: neither is proven."""
    if point.method.startswith(METHOD) and any(e.has(*JUMPS) for e in field):
        return None  # the other field may have jumps of its own there
    if point.exact:
        return rests_at(point.as_dict(), field, (*assumptions, *point.conditions))
    return False if point.box is not None and _one_nonzero(field, dict(point.box)) else None


def rests_at(point: Mapping[Any, Any], field: Iterable[Any], assumptions: tuple[Any, ...]) -> bool | None:
    """Whether every component of a field vanishes at an exact point: True and False are proofs."""
    values = [e.xreplace(dict(point)) for e in field]
    if any(v.has(nan, zoo) for v in values):
        return None
    if any(sign_by_balls(v) for v in values):
        return False
    if all(is_zero(v) or sign_set(v.expand(), assumptions) == ZERO for v in values):
        return True
    if any(_never_zero(v, assumptions) for v in values):
        return False
    return False if any(v.is_number and not wide_powers(v) and v.equals(0) is False for v in values) else None


def _never_zero(e: Any, assumptions: tuple[Any, ...]) -> bool:
    """A proof by the signs of the expression or of its factors."""
    if 0 not in sign_set(e, assumptions):
        return True
    try:
        form = quotient(e)
    except CannotSolve:
        return False
    return not form.zero and all(0 not in sign_set(f.expr, assumptions) for f in form.factors)


def _all_rest(component: Component, field: tuple[Any, ...], assumptions: tuple[Any, ...]) -> bool | None:
    """On all of a component or nowhere on it: by its parametrization, else modulo its polynomial equations."""
    if component.parametrization is not None:
        return rests_at(component.as_dict() or {}, field, (*assumptions, *component.conditions))
    names = tuple(f"x{i}" for i in range(len(component.state)))
    if not all(over_rationals(e, component.state) for e in (*component.equations, *field)):
        return None
    try:
        equations = [to_flint(e, component.state) for e in component.equations]
        slopes = [to_flint(e, component.state) for e in field]
        if all(ideal(equations, names).contains(p) for p in slopes):
            return True
        return False if ideal([*equations, *slopes], names).is_unit else None
    except CannotSolve:
        return None  # a mark is an extra: the member itself is as certain as before


def _one_nonzero(field: Iterable[Any], box: Mapping[Symbol, Any]) -> bool:
    try:
        return any(certainly_nonzero(e, box) for e in field)
    except CannotSolve:
        return False
