"""Claims about equilibria that are not isolated: does the equilibrium set explain the boundary eigenvalues?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from sympy import Dummy, Matrix, Poly

from stability.algebra.conditions import find_sample, sign_set
from stability.algebra.names import Internal
from stability.clock import Time
from stability.linearization import linearize
from stability.nonlinear import increment
from stability.region import characteristic_coefficients, parametric_cells
from stability.system import System
from stability.theorem.claim import Checked, Claim, confirmed, nonzero_witness, refuted, undecided
from stability.theorem.equal import vanishes
from stability.theorem.fields import Letters, Part, Values
from stability.theorem.smooth import rough

_S = Internal("lambda")


@dataclass(frozen=True)
class ConvergesToSet(Claim):
    """The set consists of equilibria, its tangent space is the whole boundary part of the spectrum, the rest is inside.

    Then every start near a point of the set converges to some point of it, at an exponential rate (the set is a
    normally hyperbolic, attracting manifold of equilibria).  parametrization: pairs (state symbol, expression) in the
    ``coordinates`` of the set, as many as its dimension; it must be an immersion.  at: values of the coordinates at the
    point, () for every point of the set.  An empty tuple of coordinates is an isolated point.
    """

    parametrization: Part
    coordinates: Letters = ()
    at: Values = ()

    def check(self, system: System) -> Checked:
        curve = {s: dict(self.parametrization).get(s, s * 0) for s in system.state}
        moving = [increment(system, s).xreplace(curve) for s in system.state]
        wrong = [e for e in moving if not vanishes(e.expand())]
        if wrong:
            witness = nonzero_witness(system, *wrong)
            return (
                refuted("the set holds points that are not at rest", witness)
                if witness
                else undecided(f"whether {wrong[0]} vanishes on the set")
            )
        point = {s: e.xreplace(dict(self.at)) for s, e in curve.items()}
        bent = rough(curve.values(), system.assumptions, dict(self.at))
        if bent:
            return undecided(f"the parametrization is not shown to be smooth: {bent}")
        tangent = Matrix([[curve[s].diff(c) for c in self.coordinates] for s in system.state]).xreplace(dict(self.at))
        if not _immersed(tangent, system.assumptions):
            return undecided("the parametrization is not proven to be an immersion at the point")
        return self._spectrum(system, point, tangent)

    def _spectrum(self, system: System, point: Any, tangent: Any) -> Checked:
        matrix = linearize(system, point).jacobian
        k, n = len(self.coordinates), matrix.rows
        edge = 0 if system.time is Time.CONTINUOUS else 1
        polynomial = Poly(list(characteristic_coefficients(matrix)), _S)
        # the set consists of equilibria: its k tangent vectors are eigenvectors, so (lambda - edge)^k divides exactly
        rest, remainder = polynomial.div(Poly((_S - edge) ** k, _S))
        if not all(vanishes(c.expand()) for c in remainder.all_coeffs()):
            return undecided("the tangent space of the set is not seen in the characteristic polynomial")
        exhibits = (
            ("Tangent space of the set (columns)", tangent),
            ("Characteristic polynomial", polynomial.as_expr().factor()),
        )
        coefficients = tuple(c.expand().factor() for c in rest.all_coeffs())
        unknowns = {*system.parameters, *(s for v in point.values() for s in v.free_symbols)}
        given = system.assumptions
        for cell in parametric_cells(coefficients, system.time, given):
            if cell.location is None:
                return undecided(cell.argument, exhibits=exhibits)
            if cell.location.inside == n - k:
                continue
            location = cell.location
            counts = f"{location.boundary} eigenvalues on the boundary, {location.outside} outside"
            found = f"besides the set's {k}, {counts}"
            sample = find_sample(given, unknowns, system.functions, prefer=[cell.condition])
            if sample is None:
                return undecided(f"{found} where {cell.condition}, but no exact sample was found", exhibits=exhibits)
            return refuted("the set does not explain the spectrum", f"{sample}: {found}", exhibits=exhibits)
        return confirmed(
            f"the boundary eigenvalue has multiplicity {k}, the dimension of this set of equilibria, so that it is "
            "semisimple with the tangent space as its kernel; every other eigenvalue is inside",
            exhibits=exhibits,
            predicted=f"{k} on the boundary, {n - k} inside",
        )

    def twins(self) -> tuple[Claim, ...]:
        pairs = dict(self.parametrization)
        if self.coordinates:  # one dimension less: an eigenvalue on the boundary stays unexplained
            lost, *kept = self.coordinates
            here = dict(self.at).get(lost, lost)
            frozen = Dummy(f"{lost}_0", **lost.assumptions0) if here == lost else here
            smaller = {s: e.xreplace({lost: frozen}) for s, e in pairs.items()}
            return (replace(self, parametrization=tuple(smaller.items()), coordinates=tuple(kept)),)
        first, *_ = pairs
        extra = Internal("extra", real=True)
        wider = {**pairs, first: pairs[first] + extra}
        return (replace(self, parametrization=tuple(wider.items()), coordinates=(extra,), at=((extra, extra * 0),)),)


def _immersed(tangent: Any, assumptions: Any) -> bool:
    """Whether a maximal minor is proven non-zero; the rank of a symbolic matrix is only its generic rank."""
    rows, k = tangent.shape[0], tangent.shape[1] if tangent else 0
    minors = (tangent.extract(list(chosen), list(range(k))).det() for chosen in combinations(range(rows), k))
    return k == 0 or any(0 not in sign_set(m.expand(), assumptions) for m in minors)
