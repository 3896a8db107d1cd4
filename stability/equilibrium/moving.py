"""A component with a parametrization as one equilibrium whose values hold free parameters."""

from __future__ import annotations

from sympy import Ne, Symbol, fraction, together, true

from stability.equilibrium.records import Component, Equilibrium


def moving(component: Component) -> Equilibrium:
    """Every point of a component at once: its free coordinates become parameters with names of their own."""
    values = component.as_dict() or {}
    free = {s for value in values.values() for s in value.free_symbols} & set(component.state)
    taken = {str(s) for value in (*values.values(), *component.conditions) for s in value.free_symbols}
    taken |= {str(s) for s in component.state}
    fresh = {s: Symbol(_fresh(f"{s}_0", taken), real=True) for s in sorted(free, key=str)}
    point = tuple((s, value.xreplace(fresh)) for s, value in values.items())
    denominators = {fraction(together(value))[1] for _, value in point}
    defined = tuple(Ne(d, 0) for d in sorted(denominators, key=str) if d.free_symbols)
    # What holds of a state variable on the component holds of its value at the moving point.
    conditions = tuple(c.xreplace(dict(point)) for c in component.conditions)
    return Equilibrium(
        point,
        method="every point of a component",
        component=component,
        conditions=tuple(c for c in (*conditions, *defined) if c != true),
        rests_the_game=component.rests_the_game,
    )


def _fresh(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "0"
    return name
