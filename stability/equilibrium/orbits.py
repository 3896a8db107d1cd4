"""Equilibria up to the symmetries that the user named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flint import ctx
from sympy import Symbol

from stability.algebra.systems.balls import BallFunction, ball
from stability.algebra.systems.boxes import BITS
from stability.algebra.systems.forms import is_zero, quotient
from stability.equilibrium.records import Completeness, Component, Equilibrium, EquilibriumSet
from stability.equilibrium.symmetry import Reduction, Relabelling, orbits


def divided(found: EquilibriumSet, reduced: Reduction, state: tuple[Symbol, ...]) -> EquilibriumSet:
    """One point and one component of each orbit of the relabellings; the text says up to which symmetries."""
    if not reduced.names:
        return found
    points, kept, steps = _points(found, reduced, state)
    classes = orbits(found.components, _pairs(found.components, reduced, state))
    components = tuple(found.components[c[0]] for c in classes)
    several = [c for c in classes if len(c) > 1]
    steps += [f"{found.components[c[0]]}: {len(c)} components are one up to relabelling." for c in several]
    reason = f"{found.reason}; every orbit of {', '.join(reduced.names)} is represented"
    if kept < len(found.points) or len(components) < len(found.components):
        reason += f" ({len(found.points)} points and {len(found.components)} components before relabelling)"
    argument = (*found.argument, *steps)
    return replace(found, points=points, components=components, reason=reason, argument=argument, up_to=reduced.names)


def _points(
    found: EquilibriumSet, reduced: Reduction, state: tuple[Symbol, ...]
) -> tuple[tuple[Equilibrium, ...], int, list[str]]:
    whole = found.completeness is Completeness.PROVEN_COMPLETE
    pairs = [
        (i, j)
        for symmetry in reduced.relabellings
        for i, p in enumerate(found.points)
        for j in _image_of(p, symmetry, found.points, state, whole)
    ]
    classes = orbits(found.points, pairs)
    steps = [f"{found.points[c[0]]}: an orbit of {len(c)} points." for c in classes if len(c) > 1]
    return tuple(found.points[c[0]] for c in classes), len(classes), steps


def _image_of(
    point: Equilibrium, symmetry: Relabelling, others: tuple[Equilibrium, ...], state: tuple[Symbol, ...], whole: bool
) -> Iterator[int]:
    """The places in the list of the image of a point.

    Exact values are compared exactly.  The image of a box holds an equilibrium: in a complete list it is the only one
    whose box the image meets.  Otherwise nothing is identified.
    """
    image = symmetry.column(state)
    if point.exact:
        values = [e.xreplace(point.as_dict()) for e in image]
        for j, other in enumerate(others):
            if other.exact and all(is_zero(v - other.as_dict()[s]) for v, s in zip(values, state, strict=True)):
                yield j
        return
    if not whole or point.box is None:
        return
    with ctx.workprec(BITS):
        ends = dict(point.box)
        moved = BallFunction(list(image), state)([ball(*ends[s]) for s in state])
        met = [j for j, other in enumerate(others) if _meets(moved, other, state)]
    if len(met) == 1:
        yield met[0]


def _meets(balls: list[Any], other: Equilibrium, state: tuple[Symbol, ...]) -> bool:
    ends = dict(other.box) if other.box else {s: (v, v) for s, v in other.point}
    if other.box is None and any(not v.is_Rational for _, v in other.point):
        return True
    return all(b.overlaps(ball(*ends[s])) for b, s in zip(balls, state, strict=True))


def _pairs(components: tuple[Component, ...], reduced: Reduction, state: tuple[Symbol, ...]) -> list[tuple[int, int]]:
    """Components whose equations and conditions become those of another under a relabelling."""
    keys = [_key(c.equations, c.conditions, {}) for c in components]
    found = []
    for symmetry in reduced.relabellings:
        put = dict(zip(state, symmetry.column(state), strict=True))
        for i, c in enumerate(components):
            image = _key(c.equations, c.conditions, put)
            found += [(i, j) for j, key in enumerate(keys) if key == image]
    return found


def _key(equations: tuple[Any, ...], conditions: tuple[Any, ...], put: dict[Any, Any]) -> tuple[Any, ...]:
    """Equations as sets of factors, which have a fixed sign, and conditions."""
    forms = (quotient(e.xreplace(put)) for e in equations)
    factors = frozenset(frozenset(_signed(f.expr) for f in form.factors) for form in forms if not form.zero)
    return factors, frozenset(c.xreplace(put) for c in conditions)


def _signed(e: Any) -> Any:
    negative = (-e).expand()
    return min(e, negative, key=str)
