"""The rest points of a flow where its field jumps, added to the zeros of the field as it is written."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

from sympy import Symbol

from stability.algebra.conditions import Outcome, holds, sign_set
from stability.algebra.exact import shorten
from stability.equilibrium.branches import CaseTree
from stability.equilibrium.jumps import (
    MEETING,
    METHOD,
    Crossing,
    Surface,
    crossings,
    jumps_of,
    sides,
    surfaces_of,
    with_steps,
)
from stability.equilibrium.kinks import placed
from stability.equilibrium.leaves import Collector
from stability.equilibrium.records import Component, Equilibrium, Pairs
from stability.errors import CannotSolve
from stability.system import System

#: Surfaces of one field beyond which their crossings are not searched: they are said to be missing.
_SURFACES = 8


def add_jumps(
    collector: Collector, system: System, slices: tuple[Any, ...], limits: tuple[Any, ...], budget: int | None
) -> None:
    """Rest points in the sense of Filippov; what cannot be settled goes into ``missing``."""
    if not jumps_of(system):
        return
    try:
        field = with_steps(system.rhs)
    except CannotSolve as reason:
        collector.missing.append(str(reason))
        return
    surfaces = surfaces_of(field, system.state)
    shown = " or ".join(f"{shorten(s.u, 60)} = 0" for s in surfaces)
    collector.argument.append(
        f"The field jumps where {shown}; there the points are added at which 0 lies between its limits (Filippov)."
    )
    if len(surfaces) > _SURFACES:
        collector.missing.append(f"rest points on the {len(surfaces)} surfaces where the field jumps are not searched")
        return
    for crossing in crossings(field, surfaces):
        if crossing.continuous(system.state):
            continue
        _Crossed(collector, system, field, surfaces, crossing).search(slices, limits, budget)
    for chosen in combinations(surfaces, MEETING + 1):
        tree = CaseTree(system.state, system.assumptions, budget)
        tree.run(tuple(s.u for s in chosen), limits)
        if tree.leaves:
            collector.missing.append(f"more than {MEETING} surfaces on which the field jumps may meet in one point")
            return


class _Crossed:
    """The search on one crossing of surfaces."""

    def __init__(
        self, collector: Collector, system: System, field: list[Any], surfaces: list[Surface], crossing: Crossing
    ) -> None:
        self.collector = collector
        self.system = system
        self.field = field
        self.surfaces = surfaces
        self.crossing = crossing
        self.shown = ", ".join(f"{shorten(u, 60)} = 0" for u in crossing.surfaces)

    def search(self, slices: tuple[Any, ...], limits: tuple[Any, ...], budget: int | None) -> None:
        crossing, weights = self.crossing, self.crossing.weights
        state = (*self.system.state, *weights)
        equations = (*crossing.equations, *slices)
        tree = CaseTree(state, self.system.assumptions, budget, prefer=weights)
        tree.run(equations, (*limits, *crossing.guards))
        box = self.collector.box
        inside = None if box is None else box | dict.fromkeys(weights, (0, 1))
        found = Collector(state, self.system.assumptions, box=inside, budget=budget, field=equations)
        for leaf in sorted(tree.leaves, key=lambda leaf: bool(leaf.remaining)):
            found.add(leaf)
        found.finish()
        if not crossing.exhaustive and tree.leaves:
            self._missing("products of jumps there: the hull of its limits is searched in part")
        for reason in found.missing:
            self._missing(reason)
        for point in found.points:
            self._keep(point)
        for component in found.components:
            self._project(component)

    def _missing(self, reason: str) -> None:
        self.collector.missing.append(f"where the field jumps, {self.shown}: {reason}")

    def _without(self, pairs: Pairs | None) -> Pairs | None:
        return None if pairs is None else tuple((s, v) for s, v in pairs if s not in self.crossing.weights)

    def _keep(self, point: Equilibrium) -> None:
        place, box = self._without(point.point) or (), self._without(point.box)
        kept = replace(point, point=place, box=box, method=METHOD, multiplicity=None)
        rests = self._reached(kept)
        if rests is None:
            self._missing(f"from how many sides the field reaches {kept} is not known")
        if rests:
            self.collector.drop(lambda p: bool(p.conditions) and p.point == kept.point and _implied(kept.conditions, p))
            self.collector.keep(kept)

    def _reached(self, point: Equilibrium) -> bool | None:
        """Whether 0 is in the hull of the limits that the field has at the point."""
        crossing, state = self.crossing, self.system.state
        if len(crossing.surfaces) == 1:
            return True
        if not point.exact:
            return None
        if crossing.transversal(point.as_dict(), state):
            return True
        return self._between(point, state[0]) if len(state) == 1 else None

    def _between(self, point: Equilibrium, x: Symbol) -> bool | None:
        """On a line there are two sides, whatever the number of functions that jump."""
        at, given = point.as_dict(), (*self.system.assumptions, *point.conditions)
        right = {}
        for u in self.crossing.surfaces:
            slope = sign_set(u.diff(x).xreplace(at), given)
            if len(slope) != 1 or 0 in slope:
                return None
            right[u] = next(iter(slope))
        ends = [
            sign_set(sides(self.field, self.surfaces, {u: side * s for u, s in right.items()})[0].xreplace(at), given)
            for side in (1, -1)
        ]
        products = {a * b for a in ends[0] for b in ends[1]}
        return True if 1 not in products else False if products == {1} else None

    def _project(self, component: Component) -> None:
        weights = set(self.crossing.weights)
        free = {w for w in weights if dict(component.parametrization or ()).get(w) == w}
        kept = tuple((s, v) for s, v in component.parametrization or () if s not in weights)
        limits = set(self.crossing.guards)
        conditions = tuple(c for c in component.conditions if c not in limits or not c.free_symbols & weights)
        used = {w for e in (*(v for _, v in kept), *conditions) for w in e.free_symbols & weights}
        if component.parametrization is None or used or len(self.crossing.surfaces) > 1:
            self._missing("a set of rest points there is found only together with its weights")
            return
        dimension = component.dimension - len(free)
        if dimension == 0:
            self._keep(Equilibrium(kept, conditions=conditions))
            return
        equations = tuple(e for e in component.equations if not e.free_symbols & weights)
        sample = self._without(component.sample)
        projected = Component(self.system.state, equations, dimension, conditions, sample, kept)
        self.collector.drop(lambda p: projected.contains(p.as_dict()) and _implied(projected.conditions, p))
        self.collector.members.add_component(projected)


def _implied(conditions: tuple[Any, ...], point: Equilibrium) -> bool:
    """A proof that conditions hold at a point, in the case of the parameters in which it is listed."""
    values = point.as_dict() | {c.lhs: c.rhs for c in point.conditions if c.rel_op == "==" and c.lhs.is_Symbol}
    return all(holds(placed(c, values), point.conditions).outcome is Outcome.PROVEN for c in conditions)
