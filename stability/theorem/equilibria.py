"""The claim that the rest points of a system are exactly these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from stability.algebra.conditions import find_sample
from stability.equilibrium import Completeness, Equilibrium, EquilibriumSet, find_equilibria
from stability.nonlinear import increment
from stability.system import System
from stability.theorem.claim import Checked, Claim, confirmed, nonzero_witness, perturbed, refuted, undecided
from stability.theorem.equal import is_zero, same_point, vanishes
from stability.theorem.fields import Places


@dataclass(frozen=True)
class EquilibriaAre(Claim):
    """Completeness: the rest points are exactly these, and no component of positive dimension.

    points: exact; two forms of one number are the same point, and a point that is known by an isolating box is the
    claimed one in the box at which the field vanishes exactly.
    """

    points: Places

    def check(self, system: System) -> Checked:
        claimed = [dict(p) for p in self.points]
        moving = next((m for p in claimed if (m := _moves(system, p)) is not None), None)
        if moving is not None:
            return moving
        found = find_equilibria(system, periodic=False)
        exhibits = (("Equilibria", tuple(str(p) for p in found.points) + tuple(str(c) for c in found.components)),)
        other = _other(system, found, claimed)
        if other is not None:
            return replace(other, exhibits=exhibits)
        if found.completeness is not Completeness.PROVEN_COMPLETE:
            return undecided(f"the list is not proven complete: {found.reason}", exhibits=exhibits)
        for point in claimed:
            if not any(_is_that(system, e, point) for e in found.points):
                return undecided(f"whether {_shown(point)} is one of the points found", exhibits=exhibits)
        return confirmed(
            f"{found.completeness.value}: {found.reason}",
            exhibits=exhibits,
            predicted=", ".join(str(p) for p in found.points),
        )

    def twins(self) -> tuple[Claim, ...]:
        if not self.points:  # the claim that nothing rests: a point that contradicts it has to be found
            return ()
        first = {s: perturbed(v) for s, v in dict(self.points[0]).items()}
        return (replace(self, points=(tuple(first.items()),)),)


def _moves(system: System, point: Mapping[Any, Any]) -> Checked | None:
    """None when the field is proven to vanish at the point."""
    moving = [r for s in system.state if not vanishes(r := increment(system, s).xreplace(dict(point)))]
    if not moving:
        return None
    witness = nonzero_witness(system, *moving)
    if witness:
        return refuted("a claimed point is no equilibrium", f"residual at {_shown(point)}: {witness}")
    return undecided(f"whether {moving[0]} vanishes")


def _other(system: System, found: EquilibriumSet, claimed: list[dict[Any, Any]]) -> Checked | None:
    """A rest point or a component that was found and is not claimed; None when there is none."""
    for component in found.components:
        shown = component.sample is not None or not component.conditions
        if shown or find_sample(component.conditions, component.state, prefer=system.assumptions) is not None:
            return refuted("there are others", f"the component {component}")
        return undecided(f"whether the component {component} is empty")
    for point in found.points:
        known = [_is_that(system, point, p) for p in claimed]
        if True in known:
            continue
        if all(k is False for k in known) and not _free(point):
            return refuted("there are others", f"the equilibrium {_shown(point.as_dict())}")
        sample = _apart(system, point, claimed)
        if not sample:
            return undecided(f"whether the equilibrium {_shown(point.as_dict())} is a claimed one")
        return refuted("there are others", f"{sample}: the equilibrium {_shown(point.as_dict())}")
    return None


def _is_that(system: System, found: Equilibrium, claimed: Mapping[Any, Any]) -> bool | None:
    """Whether a point that was found is the claimed one, at which the field vanishes."""
    if found.exact or found.box is None:
        return same_point(found.as_dict(), claimed)
    known = []
    for symbol, (low, high) in found.box:
        sides = (_not_negative(claimed[symbol] - low), _not_negative(high - claimed[symbol]))
        known.append(False if False in sides else None if None in sides else True)
    return False if False in known else None if None in known else True


def _not_negative(value: Any) -> bool | None:
    """The sign of a constant as far as it is proven."""
    if value.free_symbols:
        return None
    if is_zero(value):
        return True
    known = value.is_positive
    return None if known is None else bool(known)


def _free(point: Equilibrium) -> bool:
    return bool(point.conditions) or any(v.free_symbols for _, v in point.point)


def _apart(system: System, point: Equilibrium, claimed: list[dict[Any, Any]]) -> str:
    """Parameter values, in print, at which the point exists and differs from every claimed one."""
    sample = find_sample(system.assumptions, system.parameters, system.functions, prefer=point.conditions)
    if sample is None or sample.functions:
        return ""
    here = {s: v.xreplace(sample.values) for s, v in point.point}
    there = [{s: v.xreplace(sample.values) for s, v in p.items()} for p in claimed]
    return str(sample) if all(same_point(here, p) is False for p in there) else ""


def _shown(point: Mapping[Any, Any]) -> str:
    return ", ".join(f"{s} = {v}" for s, v in point.items())
