"""Claims that relate the rest points of a dynamics to the equilibria of the game it is meant for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

from stability.algebra.conditions import sign_set
from stability.equilibrium import Completeness, find_equilibria
from stability.game import Game
from stability.nonlinear import increment
from stability.system import System, gradient_field
from stability.theorem import doors
from stability.theorem.claim import Checked, Claim, confirmed, refuted, undecided
from stability.theorem.data import admissible
from stability.theorem.equal import vanishes
from stability.theorem.fields import Values


@dataclass(frozen=True)
class RestPointsOf(Claim):
    """Every rest point of the dynamics is a rest point of this game's own gradient field.

    game: the game before its dynamics or losses were changed, with the same players' variables.  parameters: exact
    values at which the rest points are searched.
    """

    game: Annotated[Game, doors.instance(Game)]
    parameters: Values = ()

    def check(self, system: System) -> Checked:
        values = admissible(system, self.parameters)
        concrete = system.instantiate(values)
        field = gradient_field(self.game.instantiate(values))
        found = find_equilibria(concrete, periodic=False)
        exhibits = (("Rest points", tuple(str(p) for p in (*found.points, *found.components))),)
        for point in (p.as_dict() for p in found.points if p.exact):
            left = [(s, increment(field, s).xreplace(point).expand()) for s in field.state]
            moving = next(((s, v) for s, v in left if 0 not in sign_set(v)), None)
            if moving is not None:
                where = ", ".join(f"{s} = {v}" for s, v in point.items())
                witness = f"{where}: at rest, but the field of the game moves {moving[0]} at speed {moving[1]}"
                return refuted("a rest point of the dynamics is no equilibrium of the game", witness, exhibits=exhibits)
            if not all(vanishes(v) for _, v in left):
                return undecided(f"whether {point} is an equilibrium of the game", exhibits=exhibits)
        if found.completeness is not Completeness.PROVEN_COMPLETE or any(not p.exact for p in found.points):
            return undecided(f"the rest points are not proven complete: {found.reason}", exhibits=exhibits)
        for component in found.components:
            pairs = component.as_dict()
            if pairs is None or not all(vanishes(increment(field, s).xreplace(pairs)) for s in field.state):
                return undecided(f"whether the field of the game vanishes on {component}", exhibits=exhibits)
        return confirmed(f"{found.completeness.value}, and the field of the game vanishes at each", exhibits=exhibits)

    def twins(self) -> tuple[Claim, ...]:
        first = self.game.players[0]
        pushed = self.game.add_to_loss(first.name, first.variables[0], name=f"{self.game.name}, pushed")
        return (replace(self, game=pushed),)
