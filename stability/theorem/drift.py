"""Claims about equilibria in the plane whose spectrum is an imaginary pair (map: on the unit circle), decided by the
first Lyapunov coefficient that does not vanish."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from sympy import QQ
from sympy.polys.matrices import DomainMatrix

from stability.algebra.conditions import holds, sign_set
from stability.algebra.jets import Jet
from stability.clock import Time
from stability.errors import CannotSolve
from stability.nonlinear import definite
from stability.system import System
from stability.theorem.claim import Checked, Claim, confirmed, nonzero_witness, perturbed, refuted, undecided
from stability.theorem.data import admissible, natural
from stability.theorem.equal import is_zero, vanishes
from stability.theorem.fields import Expression, Ordinal, Values
from stability.theorem.taylor import TaylorPolynomials


@dataclass(frozen=True)
class LyapunovCoefficient(Claim):
    """At the origin of a planar flow or map some polynomial that starts with ``invariant`` changes by ``coefficient``
    times the power ``order`` of ``invariant``, up to terms of higher degree; ``invariant`` is a definite quadratic form
    that the linear part conserves.

    Below, I is the invariant and V the polynomial.  A positive coefficient makes the origin repelling, a negative one
    asymptotically stable; I then behaves like a solution of dI/dk = coefficient I^order.  Coefficients of lower order
    vanish.  With parameters V has them in its denominators: the claim holds off the roots of the denominators that are
    exhibited (resonances).
    parameters: exact values for some of them.
    """

    invariant: Expression
    order: Ordinal
    coefficient: Expression
    parameters: Values = ()

    def check(self, system: System) -> Checked:
        values = admissible(system, self.parameters)
        natural(self.order, "the order of a Lyapunov coefficient", 2)
        concrete = system.instantiate({s: v for s, v in values.items() if s in system.parameters})
        invariant, claimed = self.invariant.xreplace(values), self.coefficient.xreplace(values)
        doubled = invariant.subs({s: 2 * s for s in system.state}, simultaneous=True) - 4 * invariant
        quadratic = len(system.state) == 2 and vanishes(doubled)
        if not quadratic or definite(invariant, system.state, concrete.assumptions) != 1:
            return undecided(f"{invariant} is not shown to be a positive definite quadratic form in the plane")
        found, denominators = drift(concrete, invariant, self.order)
        exhibits: tuple[tuple[str, Any], ...] = (("Quadratic form", invariant), ("Coefficient", found))
        if denominators:
            exhibits += (("Denominators", denominators),)
        difference = (found - claimed).together().cancel()
        if vanishes(difference):
            return confirmed(
                f"a polynomial V with this change was computed degree by degree, with exact coefficients: "
                f"{self._meaning(found, concrete)}",
                exhibits=exhibits,
                predicted=f"change {found} I^{self.order}" if not found.free_symbols else "",
            )
        witness = nonzero_witness(concrete, difference) or (f"it is {found}" if is_zero(difference) is False else "")
        if not witness:
            return undecided(f"the coefficient differs by {difference}", exhibits=exhibits)
        return refuted("the coefficient is another one", witness, exhibits=exhibits)

    def _meaning(self, found: Any, system: System) -> str:
        given = system.assumptions
        signs = sign_set(found, given)
        if signs == {1} or (found.free_symbols and holds(found > 0, given)):
            return "it is positive, and the equilibrium repels"
        if signs == {-1} or (found.free_symbols and holds(found < 0, given)):
            return "it is negative, and the equilibrium is asymptotically stable"
        return "its sign decides stability"

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, coefficient=perturbed(self.coefficient)),)


@lru_cache(maxsize=16)
def drift(system: System, invariant: Any, order: int) -> tuple[Any, tuple[Any, ...]]:
    """The coefficient of I^order, with the factors of the denominators that were divided by.

    Raises CannotSolve when a coefficient of lower order does not vanish, or the linear part does not conserve I.  Kept,
    because a claim and its false twin need the same coefficient.
    """
    top = 2 * order
    jets = [Jet(name, k, system.state[0] * 0) for name in system.functions for k in range(top + 3)]
    work = TaylorPolynomials(system.state, (*system.parameters, *jets), top)
    flow = system.time is Time.CONTINUOUS
    moved = _taylor(work, system)
    if any(work.part(c, 0) for c in moved):
        raise CannotSolve("a Lyapunov coefficient", "a flow or map that moves the origin", "a shifted state")

    products: dict[Any, Any] = {}

    def change(v: Any) -> Any:
        if flow:
            return work.cut(sum((v.diff(x) * c for x, c in zip(work.variables, moved, strict=True)), work.ring.zero))
        return work.composed(v, moved, products) - v

    form = work.of(invariant.expand())
    left = change(form)
    if work.part(left, 2):
        raise CannotSolve("a Lyapunov coefficient", f"a linear part that does not conserve {invariant}", "its own form")
    linear = [work.part(c, 1) for c in moved]
    divided: set[Any] = set()
    for degree in range(3, top + 1):
        correction, size = _homological(work, linear, work.part(left, degree), form, degree, flow)
        if size and degree < top:
            found = work.shown(size).factor()
            raise CannotSolve(
                f"the coefficient of I^{order}", f"already {found} at I^{degree // 2}", f"order={degree // 2}"
            )
        left += change(correction)  # V gets this correction, and the change is linear in V
        divided |= _denominators(work, correction)
    residual = work.part(left, top) - work.cut(form**order) * size
    if residual or any(work.part(left, d) for d in range(1, top)):
        raise CannotSolve("a Lyapunov coefficient", "a residual that does not vanish", "a report of this defect")
    return work.shown(size).factor(), tuple(sorted(divided, key=str))


def _taylor(work: TaylorPolynomials, system: System) -> list[Any]:
    current = list(work.variables)
    for stage in system.maps:
        current = [work.composed(work.of(component), current) for component in stage]
    return current


def _homological(
    work: TaylorPolynomials, linear: list[Any], residual: Any, form: Any, degree: int, flow: bool
) -> tuple[Any, Any]:
    """p of this degree and a number K with (change of p by the linear part) + residual = K I^(degree/2)."""
    monomials = [(degree - k, k) for k in range(degree + 1)]
    basis = [work.ring.from_dict({m: work.ring.domain.one}) for m in monomials]
    if flow:
        images = [
            sum((p.diff(x) * c for x, c in zip(work.variables, linear, strict=True)), work.ring.zero) for p in basis
        ]
    else:
        images = [work.composed(p, linear) - p for p in basis]
    even = degree % 2 == 0
    columns = [*images, *([-(form ** (degree // 2))] if even else []), -residual]
    domain = work.ring.domain
    rows = [[column.get(m, domain.zero) for column in columns] for m in monomials]
    reduced, pivots = DomainMatrix(rows, (len(rows), len(columns)), domain).to_field().rref()
    unknowns = len(columns) - 1
    if unknowns in pivots or (even and unknowns - 1 not in pivots):
        raise CannotSolve("a Lyapunov coefficient", f"a resonance in degree {degree}", "other values of the parameters")
    entries = reduced.to_list()
    solution = [domain.zero] * unknowns
    for row, pivot in enumerate(pivots):
        solution[pivot] = entries[row][unknowns]  # a free unknown is put to 0: it only adds powers of I
    terms = zip(monomials, solution, strict=False)  # the last unknown may be K
    correction = work.ring.from_dict({m: s for m, s in terms if s})
    return correction, solution[unknowns - 1] if even else domain.zero


def _denominators(work: TaylorPolynomials, correction: Any) -> set[Any]:
    """Irreducible factors with parameters of the denominators."""
    if work.ring.domain == QQ:
        return set()
    found = set()
    for coefficient in correction.values():
        for factor, _ in coefficient.denom.as_expr().as_poly().factor_list()[1] if _varies(coefficient) else ():
            back = work.shown(work.ring.domain.from_sympy(factor.as_expr()))
            found.add(back)
    return found


def _varies(coefficient: Any) -> bool:
    return bool(coefficient.denom.as_expr().free_symbols)
