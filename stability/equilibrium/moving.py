"""A component with a parametrization as one equilibrium whose values hold free parameters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sympy import Ne, fraction, together, true

from stability.algebra.names import fresh
from stability.equilibrium.domain import declared
from stability.equilibrium.records import Component, Equilibrium


def moving(component: Component, taken: Iterable[Any] = ()) -> Equilibrium:
    """Every point of a component at once: its free coordinates become parameters of their own.

    taken: the symbols of the system, whose names the new ones do not repeat.
    """
    values = component.as_dict() or {}
    free = {s for value in values.values() for s in value.free_symbols} & set(component.state)
    used = {s for value in (*values.values(), *component.conditions) for s in value.free_symbols}
    used |= {*component.state, *taken}
    new: dict[Any, Any] = {}
    for s in sorted(free, key=str):
        new[s] = fresh(f"{s}_0", {*used, *new.values()}, **s._assumptions_orig)
    point = tuple((s, value.xreplace(new)) for s, value in values.items())
    denominators = {fraction(together(value))[1] for _, value in point}
    defined = tuple(Ne(d, 0) for d in sorted(denominators, key=str) if d.free_symbols)
    # What holds of a state variable on the component holds of its value at the moving point.
    conditions = tuple(c.xreplace(dict(point)) for c in component.conditions)
    conditions += tuple(limit.at(dict(point)) for s in component.state for limit in declared(s))
    return Equilibrium(
        point,
        method="every point of a component",
        component=component,
        conditions=tuple(c for c in (*conditions, *defined) if c != true),
        rests_the_game=component.rests_the_game,
    )
