"""Global attraction when the Lyapunov function decreases through one scalar function of the state."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sympy import Expr

from stability.algebra.conditions import find_sample, sign_set
from stability.clock import Time
from stability.equilibrium import Completeness, find_equilibria
from stability.errors import NotApplicable
from stability.linearization import check_smooth
from stability.nonlinear import definite, increment
from stability.system import System
from stability.theorem.claim import Checked, Claim, confirmed, nonzero_witness, refuted, undecided
from stability.theorem.equal import same_point, vanishes
from stability.theorem.fields import Expression, Letter
from stability.theorem.local import at_point
from stability.theorem.smooth import rough


@dataclass(frozen=True)
class AttractingThrough(Claim):
    """The origin is globally asymptotically stable: V' = u g(u) with u = ``inner``, where g(0) = 0 and g is strictly
    decreasing, so that V' < 0 off u = 0, and no other trajectory stays where u = 0 (LaSalle).

    lyapunov: V, a positive definite quadratic form; inner: u, a polynomial in the state; slope: g as an expression in
    the ``argument``.  The field must be smooth everywhere.
    """

    lyapunov: Expression
    inner: Expression
    slope: Expression
    argument: Letter

    def check(self, system: System) -> Checked:
        if system.time is not Time.CONTINUOUS:
            return undecided("a Lyapunov function of a flow")
        t, given = self.argument, system.assumptions
        rate = increment(system, self.lyapunov)
        difference = rate - self.inner * self.slope.subs(t, self.inner)
        exhibits = (("Lyapunov function", self.lyapunov), ("Its derivative", rate), ("g", self.slope))
        if not vanishes(difference):
            witness = nonzero_witness(system, difference)
            reason = "the derivative of V is not u g(u)"
            return refuted(reason, witness, exhibits=exhibits) if witness else undecided(reason, exhibits=exhibits)
        form = definite(self.lyapunov, system.state, given)
        if form == -1:
            witness = f"V = {self.lyapunov} is negative off the origin"
            return refuted("V is no Lyapunov function", witness, exhibits=exhibits)
        steps = {
            "V is a positive definite quadratic form": form == 1 and self._quadratic(system),
            "g(0) = 0": vanishes(self.slope.subs(t, t * 0)),
            "g' < 0 everywhere": sign_set(self.slope.diff(t), given) == {-1},
            "the field and g are smooth everywhere": _smooth(system) and not rough([self.slope], given),
            "only the origin stays where u = 0": self._isolated(system),
        }
        open_steps = [name for name, proven in steps.items() if not proven]
        if open_steps:
            return self._refuted_sign(system, exhibits) or undecided("; ".join(open_steps), exhibits=exhibits)
        return confirmed(f"V' = u g(u) identically; {'; '.join(steps)}", exhibits=exhibits, predicted="V' <= 0")

    def _quadratic(self, system: System) -> bool:
        v, at = self.lyapunov, at_point(system, None)
        smaller = v.subs({s: 2 * s for s in system.state}, simultaneous=True) - 4 * v
        return bool(v.is_polynomial(*system.state)) and v.xreplace(at) == 0 and vanishes(smaller)

    def _isolated(self, system: System) -> bool:
        """u = 0 and u' = 0, with u = 0 put into u', hold only at the origin."""
        speed = increment(system, self.inner).subs(self.inner, 0)
        where = System(Time.CONTINUOUS, system.state, (self.inner, speed), assumptions=system.assumptions)
        found = find_equilibria(where, periodic=False)
        only = len(found.points) == 1 and bool(same_point(found.points[0].as_dict(), at_point(system, None)))
        return found.completeness is Completeness.PROVEN_COMPLETE and not found.components and only

    def _refuted_sign(self, system: System, exhibits: Any) -> Checked | None:
        """A point where V increases."""
        rate = increment(system, self.lyapunov)
        sample = find_sample([*system.assumptions, rate > 0], [*system.parameters, *system.state], system.functions)
        return None if sample is None else refuted("V increases somewhere", f"{sample}: V' > 0", exhibits=exhibits)

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, lyapunov=-self.lyapunov, slope=-self.slope), replace(self, slope=2 * self.slope))


def _smooth(system: System) -> bool:
    try:
        for component in system.rhs:
            if not isinstance(component, Expr):
                return False
            check_smooth(component, {}, system.assumptions, "a field that is smooth everywhere")
    except NotApplicable:
        return False
    return True
