"""Claims about which points are at rest: the same for two games, or the listed ones up to named symmetries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

from sympy import Add, Integer

from stability.algebra.conditions.domain import is_defined
from stability.equilibrium import Completeness, Gauge, Relabelling, find_equilibria
from stability.game import Game
from stability.system import System, gradient_field
from stability.theorem import doors
from stability.theorem.claim import Checked, Claim, confirmed, nonzero_witness, perturbed, refuted, undecided
from stability.theorem.doors import each, table
from stability.theorem.equal import same_point, vanishes
from stability.theorem.fields import SomePlaces
from stability.theorem.smooth import rough


@dataclass(frozen=True)
class SameRestPoints(Claim):
    """The rest points are exactly those of this game's own gradient field, for all values of the parameters.

    game: the game before its losses were changed, with the same state.  multipliers: {variable: {other variable:
    factor}}: the component of ``variable`` differs from the game's by the sum of factor times the game's component of
    the other variable, which is one of those that did not change.  Where all the unchanged components vanish the
    difference does; so each field vanishes exactly where the other does.  The factors have a value at every state:
    1/x times a component x does not vanish where x does.
    """

    game: Annotated[Game, doors.instance(Game)]
    multipliers: Annotated[Any, table(doors.symbol, table(doors.symbol, doors.expression))]

    def check(self, system: System) -> Checked:
        own = gradient_field(self.game)
        if own.state != system.state:
            return undecided(f"the states {system.state} and {own.state} are not the same variables")
        before, after = (dict(zip(s.state, s.rhs, strict=True)) for s in (own, system))
        changed = {s for s in own.state if not vanishes((after[s] - before[s]).expand())}
        factors = {s: dict(row) for s, row in dict(self.multipliers).items()}
        if any(other in changed for row in factors.values() for other in row):
            return undecided("a multiplier belongs to a component that was changed itself")
        exhibits = tuple((f"Component of {s}", after[s]) for s in own.state)
        used = [Integer(1) * factor for row in factors.values() for factor in row.values()]
        if any(not is_defined(factor, system.assumptions) and rough([factor], system.assumptions) for factor in used):
            return undecided("a multiplier is not shown to have a value at every state", exhibits=exhibits)
        for s in changed:
            given = Add(*(factor * before[other] for other, factor in factors.get(s, {}).items()))
            left = (after[s] - before[s] - given).expand()
            if not vanishes(left):
                witness = nonzero_witness(system, left)
                reason = f"the component of {s} differs by something else"
                return refuted(reason, witness, exhibits=exhibits) if witness else undecided(reason, exhibits=exhibits)
        kept = ", ".join(str(s) for s in own.state if s not in changed)
        return confirmed(
            f"the components of {kept} are unchanged, and the others differ by multiples of them, identically",
            exhibits=exhibits,
            predicted="the same rest points",
        )

    def twins(self) -> tuple[Claim, ...]:
        first, row = next(iter(dict(self.multipliers).items()))
        moved = {other: perturbed(factor) for other, factor in dict(row).items()}
        return (replace(self, multipliers={**dict(self.multipliers), first: moved}),)


@dataclass(frozen=True)
class EquilibriaUpTo(Claim):
    """Completeness: every equilibrium is the image of one of these points under the named symmetries.

    points: tuples of pairs (state symbol, value); symmetries: Gauge and Relabelling records, which are checked.
    """

    points: SomePlaces
    symmetries: Annotated[tuple[Any, ...], each(doors.instance(Gauge, Relabelling), 1)]

    def check(self, system: System) -> Checked:
        found = find_equilibria(system, symmetries=self.symmetries, periodic=False)
        names = ", ".join(s.name for s in self.symmetries)
        exhibits = (("Equilibria", tuple(map(str, (*found.points, *found.components)))), ("Up to", names))
        claimed, listed = [dict(p) for p in self.points], [p.as_dict() for p in found.points]
        for point in claimed:
            rates = [c.xreplace(point) for c in system.rhs]
            wrong = next((r for r in rates if not vanishes(r)), None)
            if wrong is not None:
                where = ", ".join(f"{s} = {v}" for s, v in point.items())
                witness = nonzero_witness(system, wrong)
                reason = "a claimed point is no equilibrium"
                return refuted(reason, f"{where}: {witness}", exhibits=exhibits) if witness else undecided(reason)
        if found.completeness is not Completeness.PROVEN_COMPLETE or found.components:
            return undecided(f"the list is not proven complete: {found.reason}", exhibits=exhibits)
        extra = [p for p in listed if not any(same_point(p, c) for c in claimed)]
        if extra:
            return undecided(f"whether {extra[0]} is the image of a claimed point", exhibits=exhibits)
        return confirmed(
            f"{found.completeness.value} up to {names}: {found.reason}",
            exhibits=exhibits,
            predicted=f"{len(listed)} orbits",
        )

    def twins(self) -> tuple[Claim, ...]:
        first = tuple((s, perturbed(v)) for s, v in dict(self.points[0]).items())
        return (replace(self, points=(first, *self.points[1:])),)
