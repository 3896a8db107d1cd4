"""Claims that an equilibrium attracts a whole region, by a Lyapunov function that need not be quadratic."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import numpy as np
from sympy import Mul, Pow, factor

from stability.algebra.conditions import find_sample, impossible, sign_set
from stability.algebra.conditions.sample import candidates, truth
from stability.clock import Time
from stability.equilibrium import Completeness, find_equilibria
from stability.nonlinear import increment
from stability.system import System
from stability.theorem.claim import Checked, Claim, confirmed, not_smooth, refuted, undecided
from stability.theorem.convex import bounds, inside, not_convex, outside, region_of
from stability.theorem.equal import same_point
from stability.theorem.fields import Expression, Point, Region
from stability.theorem.local import at_point
from stability.theorem.smooth import rough
from stability.trajectory import simulate


@dataclass(frozen=True)
class RegionAttracted(Claim):
    """Every trajectory that starts in the region stays there and converges to the equilibrium.

    lyapunov: H, a sum of strictly convex functions of one variable each that tend to infinity at the ends of the
    region, with its minimum at the equilibrium; region: pairs (state symbol, (low, high)), the whole line where none
    is given; at: the equilibrium.  The field is smooth on the whole region, which is part of the claim.

    Proof.  H' <= 0 in the region keeps a trajectory in a compact sublevel set; its limit set is invariant and lies
    where H' = 0 (LaSalle), and the only point of the region with W = W' = ... = 0, W the squarefree part of H', is the
    equilibrium: that is a statement of completeness about a polynomial system.
    """

    lyapunov: Expression
    region: Region = ()
    at: Point = None

    def check(self, system: System) -> Checked:
        if system.time is not Time.CONTINUOUS:
            return undecided("LaSalle's principle is applied to flows")
        box, point = region_of(system.state, self.region), at_point(system, self.at)
        given = (*system.assumptions, *bounds(box))
        bent = not_smooth(system, "the field", system.rhs, given)
        if bent is not None:
            return replace(bent, exhibits=(("Lyapunov function", self.lyapunov),))
        problem = rough([self.lyapunov], given)
        if problem:
            return undecided(f"the function is not shown to be smooth: {problem}")
        rate = factor(increment(system, self.lyapunov).expand().cancel())
        exhibits = (("Lyapunov function", self.lyapunov), ("Its derivative", rate))
        if not impossible(rate > 0, given):
            witness = _increase(rate, given)
            reason = "the function does not decrease everywhere in the region"
            return refuted(reason, witness, exhibits=exhibits) if witness else undecided(reason, exhibits=exhibits)
        missing = not_convex(self.lyapunov, point, box, system.assumptions) or _staying(system, point, box, rate)
        if missing:
            return undecided(missing, exhibits=exhibits)
        return confirmed(
            "the function is proper and strictly convex on the region, it never increases, and only the equilibrium "
            "stays where its derivative vanishes (LaSalle)",
            exhibits=exhibits,
            predicted=f"H' = {rate}",
            observed=self._observed(system, point, box),
        )

    def _observed(self, system: System, point: Any, box: Any) -> str:
        sample = find_sample(system.assumptions, system.parameters, system.functions)
        if sample is None:
            return ""
        values = {s: v for s, v in sample.values.items() if s not in system.state}
        concrete = system.instantiate(values, sample.functions)
        start = {s: point[s] + 1 for s in system.state}
        if not inside(start, box):
            return ""
        path = simulate(concrete, {s: float(v) for s, v in start.items()}, 200.0, samples=3)
        centre = np.array([float(point[s]) for s in system.state])
        distance = np.linalg.norm(path.states - centre, axis=1)
        return f"distance {distance[0]:.2f} -> {distance[-1]:.0e} at t = 200"

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, lyapunov=-self.lyapunov),)


def _increase(rate: Any, given: Any) -> str:
    """An exact point of the region where the derivative is positive."""
    for values in islice(candidates(sorted(rate.free_symbols, key=str), []), 400):
        value = rate.xreplace(values)
        if all(truth(r, values) for r in given) and value.is_finite and sign_set(value) == {1}:
            return ", ".join(f"{s} = {v}" for s, v in values.items()) + f": the derivative is {value.evalf(12)} > 0"
    return ""


def _staying(system: System, point: Any, box: Any, rate: Any) -> str:
    """Empty when only the equilibrium stays where the derivative vanishes; otherwise what is not proven."""
    factors = [f.base if isinstance(f, Pow) and f.exp.is_Integer and f.exp > 0 else f for f in Mul.make_args(rate)]
    level = Mul(*(f for f in factors if f.free_symbols & set(system.state)))
    if rate == 0:
        return "the derivative vanishes identically: the function is a first integral"
    conditions = [level]
    while len(conditions) < len(system.state):
        level = increment(system, level)
        conditions.append(level)
    where = System(Time.CONTINUOUS, system.state, conditions, assumptions=system.assumptions)
    found = find_equilibria(where, periodic=False)
    if found.completeness is not Completeness.PROVEN_COMPLETE:
        return f"the points that may stay are not proven complete: {found.reason}"
    members = [*(c.as_dict() or {} for c in found.components), *(p.as_dict() for p in found.points)]
    others = [p for p in members if p.keys() != point.keys() or not same_point(p, point)]
    others = [p for p in others if not outside(p, box)]
    return f"{others[0]} may stay where the derivative vanishes" if others else ""
