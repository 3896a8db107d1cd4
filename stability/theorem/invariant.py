"""Claims about sets that no trajectory leaves, and about components that never rest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

from sympy import Integer

from stability.algebra.conditions import sign_set
from stability.algebra.conditions.domain import is_defined
from stability.clock import Time
from stability.errors import BadInput
from stability.system import System
from stability.theorem import doors
from stability.theorem.claim import Checked, Claim, confirmed, nonzero_witness, refuted, undecided
from stability.theorem.data import stated
from stability.theorem.doors import table
from stability.theorem.equal import vanishes
from stability.theorem.fields import Flag, Sign, Variable
from stability.theorem.smooth import no_value, rough


@dataclass(frozen=True)
class InvariantSet(Claim):
    """A trajectory that starts on the set stays on it (invariant = True), or some trajectory leaves it (False).

    where: pairs (state symbol, expression in the other variables and the parameters) that define the set; chains such
    as x = y, y = z are followed.  A map in stages keeps the set when each stage does.  For a flow the expressions are
    smooth, and the field is Lipschitz near the set: it then has one solution from each start, and none leaves.
    """

    where: Annotated[Any, table(doors.variable, doors.expression, 1)]
    invariant: Flag = True

    def check(self, system: System) -> Checked:
        pairs = self._solved(system)
        bent = self._bent(system, pairs) if system.time is Time.CONTINUOUS else ""
        if bent:
            return undecided(f"whether there is one solution from each start on the set: {bent}")
        left = [(s, self._distance(system, pairs, stage, s)) for stage in system.maps for s in pairs]
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

    def _solved(self, system: System) -> dict[Any, Any]:
        """The expressions in free variables only."""
        pairs = {s: e * Integer(1) for s, e in stated(self.where, "a set").items()}
        if not set(pairs) <= set(system.state):
            raise BadInput("a set of states", f"pairs for {', '.join(map(str, pairs))}", "pairs for state variables")
        for _ in pairs:
            pairs = {s: e.xreplace(pairs) for s, e in pairs.items()}
        circular = next((s for s, e in pairs.items() if e.free_symbols & set(pairs)), None)
        if circular is not None:
            raise BadInput("a set of states", f"{circular} is given by itself", "expressions in the other variables")
        return pairs

    def _bent(self, system: System, pairs: dict[Any, Any]) -> str:
        field = rough(system.rhs, system.assumptions, pairs, kinks=True)
        return field or rough(pairs.values(), system.assumptions)

    def _distance(self, system: System, pairs: dict[Any, Any], stage: Any, symbol: Any) -> Any:
        """The rate of s - e(other variables) on the set; for a map, its next value."""
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
    """No equilibrium: the component of the field of ``variable`` has this strict sign (1 or -1) at every state, where
    it also has a value.
    """

    variable: Variable
    sign: Sign

    def check(self, system: System) -> Checked:
        if self.variable not in system.state or self.sign not in (1, -1):
            raise BadInput("a component and its sign", f"{self.variable}, {self.sign}", "a state variable, and 1 or -1")
        component = system.rhs[system.state.index(self.variable)]
        if system.time is Time.DISCRETE:
            component = component - self.variable
        exhibits = (("Component", component),)
        found = sign_set(component, system.assumptions)
        if found == {self.sign} and not is_defined(component, system.assumptions):
            witness = no_value([component], system, system.assumptions)
            if witness:
                return refuted("the component has no value somewhere", witness, exhibits=exhibits)
            return undecided("the component is not shown to have a value everywhere", exhibits=exhibits)
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
