"""Claims from a first integral: centres, and families of closed orbits that are no limit cycles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from sympy import Matrix, Rational, hessian

from stability.algebra.conditions import find_sample, sign_set
from stability.clock import Time
from stability.equilibrium import Completeness, find_equilibria
from stability.nonlinear import increment, is_conserved
from stability.system import System
from stability.theorem.claim import Checked, Claim, confirmed, nonzero_witness, not_smooth, refuted, undecided
from stability.theorem.convex import bounds, inside, not_convex, outside, region_of
from stability.theorem.equal import same_point, vanishes
from stability.theorem.fields import Expression, Flag, Point, Region
from stability.theorem.local import at_point, not_at_rest
from stability.theorem.smooth import rough
from stability.trajectory import simulate


def not_conserved(system: System, integral: Any, given: Any = None, at: Any = None) -> Checked | None:
    """None when field and integral are smooth and the integral is conserved identically; otherwise what is wrong.

    at: near this point; else everywhere that ``given`` holds, by default the system's assumptions.
    """
    exhibits = (("First integral", integral),)
    if system.time is not Time.CONTINUOUS:
        return undecided("a first integral of a flow is asked for", exhibits=exhibits)
    bent = not_smooth(system, "the field", system.rhs, given, at)
    if bent is not None:
        return replace(bent, exhibits=exhibits)
    problem = rough([integral], system.assumptions if given is None else given, at)
    if problem:
        return undecided(f"the integral is not shown to be smooth: {problem}", exhibits=exhibits)
    if is_conserved(system, integral):
        return None
    witness = nonzero_witness(system, increment(system, integral))
    reason = "the function changes along the flow"
    return refuted(reason, witness, exhibits=exhibits) if witness else undecided(reason, exhibits=exhibits)


@dataclass(frozen=True)
class CentreByIntegral(Claim):
    """The equilibrium is Lyapunov stable and attracts nothing: STABLE, because ``integral`` is conserved and has a
    strict extremum there, with a definite Hessian.

    integral: an expression in the state; at: the equilibrium, None for the origin.  The levels of the integral near
    the extremum are spheres around the point that no trajectory leaves; starts on different levels stay apart.  Field
    and integral have to be smooth near the point: a formal Hessian at a kink says nothing about levels.
    """

    integral: Expression
    at: Point = None

    def check(self, system: System) -> Checked:
        point = at_point(system, self.at)
        broken = not_conserved(system, self.integral, at=point) or not_at_rest(system, point)
        if broken is not None:
            return broken
        slope = [self.integral.diff(s).xreplace(point) for s in system.state]
        second = Matrix(hessian(self.integral, system.state)).xreplace(point)
        exhibits = (("First integral", self.integral), ("Its Hessian at the point", second))
        if not all(vanishes(e) for e in slope):
            witness = nonzero_witness(system, *slope)
            reason = "the integral has no extremum at the point"
            return refuted(reason, witness, exhibits=exhibits) if witness else undecided(reason, exhibits=exhibits)
        n = len(system.state)
        for sign in (1, -1):
            minors = [(sign * second)[:k, :k].det(method="berkowitz").expand() for k in range(1, n + 1)]
            if all(sign_set(m, system.assumptions) == {1} for m in minors):
                return confirmed(
                    "it is conserved identically and its Hessian at the point is definite: the point is STABLE, and "
                    "asymptotic stability is refuted",
                    exhibits=exhibits,
                    predicted="STABLE",
                    observed=self._observed(system, point),
                )
        return undecided("the Hessian of the integral is not proven definite", exhibits=exhibits)

    def _observed(self, system: System, point: Any) -> str:
        """How far a simulated start near the point gets, in multiples of its first distance."""
        sample = find_sample(system.assumptions, system.parameters, system.functions)
        if sample is None:
            return ""
        values = {s: v for s, v in sample.values.items() if s not in system.state}
        concrete = system.instantiate(values, sample.functions)
        centre = np.array([float(point[s].xreplace(values)) for s in system.state])
        # a start at 1/100 keeps the nonlinear terms near one percent of the linear ones
        path = simulate(concrete, centre + 0.01 / len(centre) ** 0.5, 60.0, samples=601)
        away = np.linalg.norm(path.states - centre, axis=1) / 0.01
        return f"distance within {away.min():.1f} and {away.max():.1f} times the first one up to t = 60"

    def twins(self) -> tuple[Claim, ...]:
        variable = sorted(self.integral.free_symbols, key=str)[-1]
        return (replace(self, integral=self.integral + variable**3),)


@dataclass(frozen=True)
class ClosedOrbits(Claim):
    """In the plane: every orbit in the region but the equilibrium is a closed orbit, and they form a continuum.

    integral: conserved, a sum of strictly convex functions of one variable each that tend to infinity at the ends of
    the region; region: pairs (state symbol, (low, high)), the whole line where none is given; at: the equilibrium;
    isolated: the claim that every closed orbit has a neighbourhood without another one, as a limit cycle has.  Field
    and integral are smooth on the whole region, which is part of the claim.

    Proof.  A level of the integral above its minimum is the boundary of a compact convex set: one closed curve, on
    which the field does not vanish; a trajectory on it runs around it.  Neighbouring levels are such curves, too.
    """

    integral: Expression
    region: Region = ()
    at: Point = None
    isolated: Flag = False

    def check(self, system: System) -> Checked:
        if len(system.state) != 2:
            return undecided("levels of a function are curves in the plane only")
        box, point = region_of(system.state, self.region), at_point(system, self.at)
        broken = not_conserved(system, self.integral, (*system.assumptions, *bounds(box)))
        if broken is not None:
            return broken
        missing = not_convex(self.integral, point, box, system.assumptions) or _others(system, point, box)
        exhibits = (("First integral", self.integral), ("Region", tuple(f"{s} in {i}" for s, i in box.items())))
        if missing:
            return undecided(missing, exhibits=exhibits)
        if self.isolated:
            return refuted("the closed orbits fill the region", self._neighbours(point, box), exhibits=exhibits)
        return confirmed(
            "every level of the integral above its minimum is one closed curve without equilibria: a continuum of "
            "closed orbits, none of them isolated",
            exhibits=exhibits,
            predicted="closed orbits, not isolated",
        )

    def _neighbours(self, point: Any, box: Any) -> str:
        """Two starts as near to each other as one likes, on different closed orbits."""
        first = next(iter(box))
        sizes = (Rational(1, 2**k) for k in range(64))
        reach = next(h for h in sizes if inside({**point, first: point[first] + 2 * h}, box))
        starts = [{**point, first: point[first] + h} for h in (reach, reach * (1 + Rational(1, 10**6)))]
        levels = [self.integral.xreplace(start).evalf(12) for start in starts]
        shown = " and ".join(
            "(" + ", ".join(f"{s} = {v}" for s, v in start.items()) + f") on the level {level}"
            for start, level in zip(starts, levels, strict=True)
        )
        return f"the orbits through {shown} are both closed and differ; the same for every smaller step"

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, isolated=not self.isolated),)


def _others(system: System, point: Any, box: Any) -> str:
    """What keeps the equilibrium from being proven the only one in the region; empty when it is proven."""
    found = find_equilibria(system, periodic=False)
    if found.components or found.completeness is not Completeness.PROVEN_COMPLETE:
        return f"the equilibria are not proven complete: {found.reason}"
    others = [p for p in (e.as_dict() for e in found.points) if not same_point(p, point) and not outside(p, box)]
    return f"another equilibrium, {others[0]}, may lie in the region" if others else ""
