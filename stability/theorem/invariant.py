"""Claims about sets that no trajectory leaves, and about components that never rest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

from stability.algebra.conditions import sign_set
from stability.clock import Time
from stability.nonlinear import vanishes
from stability.system import System
from stability.theorem import doors
from stability.theorem.claim import Checked, Claim, confirmed, nonzero_witness, refuted, undecided
from stability.theorem.doors import table
from stability.theorem.fields import Flag, Sign, Variable


@dataclass(frozen=True)
class InvariantSet(Claim):
    """A trajectory that starts on the set stays on it (invariant = True), or some trajectory leaves it (False).

    where: pairs (state symbol, expression in the other variables and the parameters) that define the set.  A map in
    stages keeps the set when each stage does.
    """

    where: Annotated[Any, table(doors.variable, doors.expression, 1)]
    invariant: Flag = True

    def check(self, system: System) -> Checked:
        pairs = dict(self.where)
        left = [(s, self._distance(system, stage, s)) for stage in system.maps for s in pairs]
        moving = [e for _, e in left if not vanishes(e)]
        shown = ", ".join(f"{s} = {e}" for s, e in pairs.items())
        if not moving:
            reason = f"on {shown} the distance from the set does not change, identically"
            if self.invariant:
                return confirmed(reason, predicted=f"{shown} for ever")
            return refuted("no trajectory leaves the set", f"every state with {shown}: {reason}")
        if len(system.maps) > 1:
            return undecided("a single stage leaves the set, which the other stages might undo")
        witness = nonzero_witness(system, *moving)
        if not witness:
            return undecided("no exact point of the set was found that leaves it")
        if self.invariant:
            return refuted("trajectories leave the set", f"{witness}, the rate at which the set is left")
        return confirmed(f"a trajectory leaves the set: {witness}")

    def _distance(self, system: System, stage: Any, symbol: Any) -> Any:
        """The rate of s - e(other variables) on the set; for a map, its next value."""
        pairs = dict(self.where)
        moved = {s: c.xreplace(pairs) for s, c in zip(system.state, stage, strict=True)}
        expression = pairs[symbol]
        if system.time is Time.DISCRETE:
            return (moved[symbol] - expression.subs(moved, simultaneous=True)).expand()
        rates = [(expression.diff(s) * rate).xreplace(pairs) for s, rate in moved.items()]
        return (moved[symbol] - sum(rates, symbol * 0)).expand()

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, invariant=not self.invariant),)


@dataclass(frozen=True)
class NeverAtRest(Claim):
    """No equilibrium: the component of the field of ``variable`` has this strict sign (1 or -1) at every state."""

    variable: Variable
    sign: Sign

    def check(self, system: System) -> Checked:
        component = system.rhs[system.state.index(self.variable)]
        if system.time is Time.DISCRETE:
            component = component - self.variable
        exhibits = (("Component", component),)
        found = sign_set(component, system.assumptions)
        if found == {self.sign}:
            return confirmed(
                "every factor has one strict sign", exhibits=exhibits, predicted="+" if self.sign > 0 else "-"
            )
        if self.sign not in found:
            witness = f"the component has the sign of {sorted(found)} everywhere"
            return refuted("it never has that sign", witness, exhibits=exhibits)
        return undecided(f"the sign of {component} is open: {sorted(found)}", exhibits=exhibits)

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, sign=-self.sign),)
