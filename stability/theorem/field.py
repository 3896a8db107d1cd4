"""Claims about the field or map itself: identities, equilibria, iterates, inequalities in the parameters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isnan
from typing import Annotated, Any

from sympy import Not, Rational

from stability.algebra.balls import iterate, squared_norm
from stability.algebra.conditions import Outcome as Shown
from stability.algebra.conditions import find_sample, holds
from stability.algebra.conditions.domain import defined_at
from stability.clock import Time
from stability.errors import CannotSolve
from stability.nonlinear import increment, is_conserved
from stability.rigor import Rigor
from stability.system import System
from stability.theorem import doors
from stability.theorem.claim import Checked, Claim, confirmed, nonzero_witness, perturbed, refuted, undecided
from stability.theorem.decimals import moved_digit
from stability.theorem.doors import table, vector
from stability.theorem.equal import vanishes
from stability.theorem.fields import Condition, Expression, Place, Values
from stability.theorem.reading import says_something
from stability.theorem.smooth import continues, formal, has_value, rough
from stability.trajectory import simulate


@dataclass(frozen=True)
class ChangeIs(Claim):
    """Identity: the derivative of ``quantity`` along the flow (its change along the map) is ``change``, wherever the
    quantity has a value, and it has one somewhere.

    Along a flow the quantity has to be smooth there: at a kink a formal derivative is none.
    """

    quantity: Expression
    change: Expression

    def check(self, system: System) -> Checked:
        exhibits = (("Quantity", self.quantity), ("Change", self.change))
        flow = system.time is Time.CONTINUOUS
        if flow and not formal(self.quantity):
            return undecided("the quantity is not known to be differentiable", exhibits=exhibits)
        difference = increment(system, self.quantity) - self.change
        if vanishes(difference):
            bend = rough([self.quantity], system.assumptions, poles=True) if flow else ""
            if bend:
                return undecided(f"the two sides agree formally, but there is {bend}", exhibits=exhibits)
            if not has_value(system, self.quantity):
                return undecided("no state at which the quantity has a value was found", exhibits=exhibits)
            return confirmed(
                "an identity in the state, the parameters and the values of f and its derivatives",
                exhibits=exhibits,
                predicted=f"change {self.change}",
            )
        witness = nonzero_witness(system, difference, off=[self.quantity] if flow else ())
        return (
            refuted("the two sides differ", witness, exhibits=exhibits)
            if witness
            else undecided("no exact witness", exhibits=exhibits)
        )

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, change=perturbed(self.change)),)


@dataclass(frozen=True)
class Conserved(Claim):
    """Identity: ``quantity`` is constant along every trajectory, as long as it has a value there.

    Along a flow the derivative vanishes identically, and the quantity cannot jump: it is smooth at every state, or has
    poles and logarithms only while the field is analytic.  It depends on the state and has a value somewhere.
    """

    quantity: Expression

    def check(self, system: System) -> Checked:
        exhibits = (("Conserved quantity", self.quantity),)
        unfit = self._unfit(system)
        if unfit:
            return undecided(unfit, exhibits=exhibits)
        if is_conserved(system, self.quantity):
            jump = continues(self.quantity, system) if system.time is Time.CONTINUOUS else ""
            if jump:
                return undecided(f"its derivative vanishes formally, but {jump}", exhibits=exhibits)
            drift = self._drift(system)
            return confirmed(
                "its change vanishes identically",
                exhibits=exhibits,
                predicted="drift 0",
                observed="" if isnan(drift) else f"{drift:.0e}",
            )
        flow = system.time is Time.CONTINUOUS
        witness = nonzero_witness(system, increment(system, self.quantity), off=[self.quantity] if flow else ())
        return (
            refuted("its change does not vanish", witness, exhibits=exhibits)
            if witness
            else undecided("no exact witness", exhibits=exhibits)
        )

    def _unfit(self, system: System) -> str:
        if not self.quantity.free_symbols & set(system.state):
            return "the quantity does not depend on the state, so that nothing is claimed"
        if system.time is Time.CONTINUOUS and not formal(self.quantity):
            return "the quantity is not known to be differentiable"
        return "" if has_value(system, self.quantity) else "no state at which the quantity has a value was found"

    def _drift(self, system: System) -> float:
        """Observed relative drift along a simulated orbit, rounded up to a power of ten that the solver guarantees."""
        sample = find_sample(system.assumptions, system.parameters, system.functions)
        if sample is None:
            return float("nan")
        concrete = system.instantiate(sample.values, sample.functions)
        start = [1.0 / (1 + i) for i in range(len(system.state))]
        level = self.quantity.xreplace(sample.values)
        if not defined_at(level, dict(zip(system.state, map(Rational, start), strict=True))):
            return float("nan")
        try:
            path = simulate(concrete, start, 20, samples=101)
        except CannotSolve:  # the orbit of this start leaves every bound; the identity holds as long as it lasts
            return float("nan")
        states = [dict(zip(system.state, map(Rational, state), strict=True)) for state in path.states[::20].tolist()]
        values = [float(level.xreplace(state)) for state in states if defined_at(level, state)]
        drift = max(abs(v - values[0]) for v in values) / max(abs(values[0]), 1e-300)
        return 1e-8 if drift < 1e-8 else drift

    def twins(self) -> tuple[Claim, ...]:
        variable = sorted(self.quantity.free_symbols, key=str)[-1]
        return (replace(self, quantity=self.quantity + variable**3),)


@dataclass(frozen=True)
class Holds(Claim):
    """Inequality: a condition on the parameters holds for all values that satisfy the hypotheses."""

    condition: Condition

    def check(self, system: System) -> Checked:
        proof = holds(self.condition, system.assumptions)
        if proof.outcome is Shown.PROVEN:
            return confirmed(proof.argument, exhibits=(("Inequality", self.condition),), predicted=str(self.condition))
        if proof.outcome is Shown.REFUTED:
            return refuted(
                "it fails somewhere", ", ".join(f"{k} = {v}" for k, v in proof.witness.items()) or "it is false"
            )
        return undecided(proof.argument)

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, condition=Not(self.condition)),)


@dataclass(frozen=True)
class Iterates(Claim):
    """Numbers: after k iterations from ``start`` the map is at these decimals, to all digits but the last.

    values: {k: one decimal string per state variable}; norms: {k: the squared Euclidean norm as a decimal string};
    parameters: exact values.
    """

    start: Place
    values: Annotated[Any, table(doors.count, vector(doors.decimal))] = ()
    parameters: Values = ()
    norms: Annotated[Any, table(doors.count, doors.decimal)] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        says_something(self, "values", "norms")

    def check(self, system: System) -> Checked:
        concrete = system.instantiate(dict(self.parameters))
        if concrete.time is not Time.DISCRETE:
            return undecided("iterates belong to a map")
        values, norms = dict(self.values), dict(self.norms)
        last = max((*values, *norms))
        balls = iterate(concrete.maps, concrete.state, [dict(self.start)[s] for s in concrete.state], last)
        stated = [
            (f"{s}_{k}", ball, text)
            for k, texts in values.items()
            for s, ball, text in zip(concrete.state, balls[k], texts, strict=True)
        ]
        stated += [(f"|x_{k}|^2", squared_norm(balls[k]), text) for k, text in norms.items()]
        for name, ball, text in stated:
            if not ball.agrees(text):
                return refuted(f"{name} differs", f"{name} = {ball} in certified balls, not {text}")
        observed = simulate(concrete, dict(self.start), last).last
        shown = [(name, text) for name, _, text in stated if name.endswith(f"_{last}")] or [
            (stated[-1][0], stated[-1][2])
        ]
        return confirmed(
            "certified balls contain the claimed decimals",
            rigor=Rigor.CERTIFIED,
            predicted=", ".join(f"{name} = {text[:12]}" for name, text in shown),
            observed=", ".join(f"{v:.6g}" for v in (observed if len(shown) > 1 else [float(observed @ observed)])),
            exhibits=tuple((name, text) for name, _, text in stated),
        )

    def twins(self) -> tuple[Claim, ...]:
        values, norms = dict(self.values), dict(self.norms)
        if values:
            k = max(values)
            first, *rest = values[k]
            return (replace(self, values={**values, k: (moved_digit(first), *rest)}),)
        k = max(norms)
        return (replace(self, norms={**norms, k: moved_digit(norms[k])}),)
