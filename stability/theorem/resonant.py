"""Claims about the quadratic normal form at a centre with resonant frequencies."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

from sympy import Add, I, Integer, Matrix, Poly, Symbol, conjugate, im, re

from stability.algebra.conditions import never_zero
from stability.algebra.names import Internal
from stability.clock import Time
from stability.errors import BadInput, NotApplicable
from stability.nonlinear import increment
from stability.system import System
from stability.theorem import doors
from stability.theorem.claim import Checked, Claim, confirmed, nonzero_witness, perturbed, refuted, undecided
from stability.theorem.doors import each, maybe, table
from stability.theorem.equal import vanishes
from stability.theorem.fields import Expressions, Point, Ratios
from stability.theorem.local import at_point, not_at_rest


@dataclass(frozen=True)
class QuadraticNormalForm(Claim):
    r"""Normal form: in the complex coordinates z_k the linear part is z_k' = i w_k z_k, and the resonant quadratic
    terms, which no change of coordinates z -> z + O(|z|^2) removes, are exactly these; all other quadratic terms can be
    removed.

    coordinates: linear forms z_k in the state minus the point, with complex coefficients, as many as half the
    dimension; frequencies: the w_k, rational; terms: {k: {exponents: coefficient}}, exponents of (z_1, ..., z_m,
    conj z_1, ..., conj z_m); at: the equilibrium.  conserved: weights c_k with sum c_k |z_k|^2 constant along the
    truncated normal form, or None.

    A quadratic monomial in z_k' is resonant when its frequency is w_k; otherwise the divisor of the homological
    equation is not zero and the monomial is removed by a near-identity transformation.
    """

    coordinates: Expressions
    frequencies: Ratios
    terms: Annotated[Any, table(doors.count, table(each(doors.count), doors.expression))]
    at: Point = None
    conserved: Annotated[tuple[Any, ...] | None, maybe(each(doors.expression, 1))] = None

    def check(self, system: System) -> Checked:
        if system.time is not Time.CONTINUOUS:
            return undecided("the normal form of a flow is asked for")
        point = at_point(system, self.at)
        moving = not_at_rest(system, point)
        if moving is not None:
            return moving
        m = len(self.coordinates)
        z, bar = ([Internal(f"{name}_{k + 1}") for k in range(m)] for name in ("z", "zbar"))
        if 2 * m != len(system.state):
            return undecided("a centre needs half as many complex coordinates as there are state variables")
        inverse = _inverse(system, self.coordinates, (*z, *bar))
        shift = {s: point[s] + inverse[s] for s in system.state}
        found: dict[int, Any] = {}
        for k, form in enumerate(self.coordinates):
            rate = self._polynomial(increment(system, form).xreplace(shift).expand(), (*z, *bar))
            linear = {e: c for e, c in rate.terms() if sum(e) <= 1 and not vanishes(c)}
            off = self._off(linear, k)
            if off:
                text = f"the part of degree <= 1 of z_{k + 1}' is {linear}"
                wrong = nonzero_witness(system, *off)
                return refuted("the linear part differs", text) if wrong else undecided(f"whether {off[0]} vanishes")
            found[k] = {e: c for e, c in rate.terms() if sum(e) == 2 and self._frequency(e) == self.frequencies[k]}
        return self._compared(system, found, z, bar)

    def _polynomial(self, rate: Any, variables: Any) -> Poly:
        if not rate.is_polynomial(*variables):
            raise NotApplicable("a quadratic normal form", "a field that is no polynomial", "its Taylor polynomial")
        return Poly(rate, *variables)

    def _off(self, linear: Any, k: int) -> list[Any]:
        """Where the linear part of z_k' differs from i w_k z_k."""
        wanted = {tuple(int(j == k) for j in range(2 * len(self.coordinates))): I * self.frequencies[k]}
        differences = [linear.get(e, Integer(0)) - wanted.get(e, Integer(0)) for e in {*linear, *wanted}]
        return [d for d in differences if not vanishes(d)]

    def _frequency(self, exponents: Any) -> Any:
        """Of a monomial in z and conj z."""
        weight = (*self.frequencies, *(-f for f in self.frequencies))
        return sum(n * f for n, f in zip(exponents, weight, strict=True))

    def _compared(self, system: System, found: Any, z: Any, bar: Any) -> Checked:
        claimed = {k: dict(row) for k, row in dict(self.terms).items()}
        exhibits = (("Normal form", tuple(self._shown(found[k], k, z, bar) for k in found)),)
        for k, row in found.items():
            for exponents in {*row, *claimed.get(k, {})}:
                difference = row.get(exponents, Integer(0)) - claimed.get(k, {}).get(exponents, Integer(0))
                if vanishes(difference):
                    continue
                if not nonzero_witness(system, difference):
                    return undecided(f"whether {difference} vanishes, the difference of a coefficient")
                text = f"{self._shown(row, k, z, bar)}: the coefficient of {exponents} is off by {-difference}"
                return refuted("a resonant coefficient differs", text, exhibits=exhibits)
        if self.conserved is not None:
            change = self._change(found, z, bar)
            if not vanishes(change):
                reason = "the weighted sum of squares is not conserved"
                if not nonzero_witness(system, change):
                    return undecided(f"whether {reason}")
                return refuted(reason, f"its change is {change}", exhibits=exhibits)
        return confirmed(
            "the resonant quadratic coefficients, by exact algebra; every other quadratic monomial has a divisor that "
            "is not zero",
            exhibits=exhibits,
            predicted="; ".join(self._shown(found[k], k, z, bar) for k in found),
        )

    def _shown(self, row: Any, k: int, z: Any, bar: Any) -> str:
        rate = I * self.frequencies[k] * z[k] + Add(*(c * _monomial((*z, *bar), e) for e, c in row.items()))
        return f"z_{k + 1}' = {rate}"

    def _change(self, found: Any, z: Any, bar: Any) -> Any:
        """The derivative of sum c_k z_k conj(z_k) along the truncated normal form."""
        total = z[0] * 0
        swap = {**dict(zip(z, bar, strict=True)), **dict(zip(bar, z, strict=True))}
        for k, row in found.items():
            rate = I * self.frequencies[k] * z[k] + Add(*(c * _monomial((*z, *bar), e) for e, c in row.items()))
            mirrored = Add(
                -I * self.frequencies[k] * bar[k],
                *(conjugate(c) * _monomial((*z, *bar), e).xreplace(swap) for e, c in row.items()),
            )
            weight = (self.conserved or ())[k]
            total += weight * (rate * bar[k] + mirrored * z[k])
        return total.expand()

    def twins(self) -> tuple[Claim, ...]:
        terms = {k: dict(row) for k, row in dict(self.terms).items()}
        if not any(terms.values()):
            first, *rest = self.frequencies
            return (replace(self, frequencies=(perturbed(first), *rest)),)
        k = next(k for k, row in terms.items() if row)
        exponents = next(iter(terms[k]))
        terms[k][exponents] = terms[k][exponents] + 1
        return (replace(self, terms=terms),)


def _monomial(variables: Any, exponents: Any) -> Any:
    result = variables[0] ** 0
    for v, n in zip(variables, exponents, strict=True):
        result = result * v**n
    return result


def _inverse(system: System, coordinates: Any, variables: Any) -> dict[Symbol, Any]:
    """State minus point as linear forms in z and conj z."""
    rows = [[form.expand().coeff(s) for s in system.state] for form in coordinates]
    linear = [Add(*(c * s for c, s in zip(row, system.state, strict=True))) for row in rows]
    left = [form - part for form, part in zip(coordinates, linear, strict=True)]
    whole = Matrix([*rows, *([re(c) - I * im(c) for c in row] for row in rows)])
    size = whole.det()
    regular = never_zero((size * size.subs(I, -I)).expand(), system.assumptions)
    if not regular or any(not vanishes(e.expand()) for e in left):
        found = "coordinates that are not linear, or not shown to be independent together with their conjugates"
        raise BadInput("complex coordinates", found, "independent linear forms in the state")
    if vanishes(whole.det()):
        shown = ", ".join(map(str, coordinates))
        raise BadInput("complex coordinates", f"{shown}, which depend on their conjugates", "independent linear forms")
    solved = whole.inv() * Matrix(variables)
    return dict(zip(system.state, solved, strict=True))
