"""Claims that a flow preserves a volume, which forbids asymptotic stability."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sympy import Add

from stability.algebra.conditions import find_sample, sign_set
from stability.clock import Time
from stability.nonlinear import increment
from stability.system import System
from stability.theorem.claim import Checked, Claim, confirmed, nonzero_witness, not_smooth, refuted, undecided
from stability.theorem.equal import vanishes
from stability.theorem.fields import Expression, Point
from stability.theorem.local import at_point, not_at_rest


@dataclass(frozen=True)
class InvariantVolume(Claim):
    """The flow preserves the measure ``density`` dx near the point, so that the point is not asymptotically stable.

    density: an expression in the state, positive at the point; at: the equilibrium, None for the origin.  Field and
    density have to be smooth near the point.

    Proof of the consequence.  Suppose every start of a set of positive measure near the point converged to it.  By
    Egorov's theorem a subset S of positive measure converges uniformly, so that the flow carries S into arbitrarily
    small balls around the point; but the flow keeps the measure of S, and that of the balls tends to 0.
    """

    density: Expression
    at: Point = None

    def check(self, system: System) -> Checked:
        if system.time is not Time.CONTINUOUS:
            return undecided("a divergence belongs to a flow")
        point = at_point(system, self.at)
        broken = (
            not_smooth(system, "the field", system.rhs, at=point)
            or not_smooth(system, "the density", [self.density], at=point)
            or not_at_rest(system, point)
        )
        if broken is not None:
            return broken
        divergence = Add(*(v.diff(s) for s, v in zip(system.state, system.rhs, strict=True)))
        change = increment(system, self.density) + self.density * divergence
        exhibits = (("Density", self.density), ("Divergence of the field", divergence.expand()))
        if not vanishes(change):
            witness = nonzero_witness(system, change)
            reason = "the divergence of density times field does not vanish"
            return refuted(reason, witness, exhibits=exhibits) if witness else undecided(reason, exhibits=exhibits)
        here = self.density.xreplace(point)
        if sign_set(here, system.assumptions) != {1}:
            return self._no_volume(system, here, exhibits)
        return confirmed(
            "div(density * field) vanishes identically and the density is positive at the point: no set of positive "
            "measure converges to it, so that it is NOT_ASYMPTOTICALLY_STABLE",
            exhibits=exhibits,
            predicted="div = 0",
        )

    def _no_volume(self, system: System, here: Any, exhibits: Any) -> Checked:
        sample = find_sample((*system.assumptions, here <= 0), system.parameters, system.functions)
        if sample is None:
            return undecided(f"whether the density {here} is positive at the point", exhibits=exhibits)
        return refuted("the density is not positive there", f"{sample}: it is {here}", exhibits=exhibits)

    def twins(self) -> tuple[Claim, ...]:
        """A density that also grows with the time that the flow takes: s changes along some trajectory, 1 + s^2 too."""
        return tuple(
            replace(self, density=self.density * (1 + s**2)) for s in sorted(self.density.free_symbols, key=str)[:1]
        ) or (replace(self, density=-self.density),)
