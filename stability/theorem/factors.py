"""Claims about the factors of the characteristic polynomial, and when it has roots that are not real."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

from sympy import And, Equivalent, Integer, Matrix, Mul, Poly, PolynomialError, Symbol

from stability.algebra.conditions import Outcome as Shown
from stability.algebra.conditions import holds, never_zero
from stability.algebra.names import Internal
from stability.clock import Time
from stability.errors import BadInput
from stability.linearization import linearize
from stability.region import faddeev_leverrier, hurwitz_conditions, schur_conditions
from stability.system import System
from stability.theorem import doors
from stability.theorem.claim import Checked, Claim, confirmed, nonzero_witness, perturbed, refuted, undecided
from stability.theorem.data import admissible
from stability.theorem.doors import each
from stability.theorem.equal import vanishes
from stability.theorem.fields import Condition, Expression, Factors, Letter, Point, Values
from stability.theorem.local import at_point, not_at_rest


@dataclass(frozen=True)
class FactorsAre(Claim):
    """Equality: the characteristic polynomial of the Jacobian at the point is a constant times these factors.

    factors: pairs (polynomial in ``variable``, multiplicity); only up to a constant, so that 5 s - 1 is allowed.
    parameters: values put in first; at: the equilibrium, None for the origin.  The product keeps its degree for all
    values of the parameters.
    """

    factors: Factors
    variable: Letter
    at: Point = None
    parameters: Values = ()

    def check(self, system: System) -> Checked:
        values = admissible(system, self.parameters)
        concrete = system.instantiate(values)
        point = {s: v.xreplace(values) for s, v in at_point(system, self.at).items()}
        exhibits = (("Factors with their multiplicities", {f: Integer(m) for f, m in self.factors}),)
        moving = not_at_rest(concrete, point)
        if moving:
            return replace(moving, exhibits=exhibits)
        found = faddeev_leverrier(Matrix(linearize(concrete, point).jacobian))
        claimed = polynomial(Mul(*(factor**power for factor, power in self.factors)), self.variable).all_coeffs()
        if len(claimed) != len(found):
            witness = f"degree {len(found) - 1}, not {len(claimed) - 1}"
            return refuted("the degrees differ", witness, exhibits=exhibits)
        if not never_zero(claimed[0], concrete.assumptions):
            return undecided(f"whether the leading coefficient {claimed[0]} vanishes somewhere", exhibits=exhibits)
        differences = [claimed[0] * b - a for a, b in zip(claimed, found, strict=True)]
        different = [d for d in differences if not vanishes(d)]
        if not different:
            return confirmed(
                "every coefficient agrees, identically in all parameters",
                exhibits=exhibits,
                predicted=" ".join(f"({f})" + (f"^{m}" if m != 1 else "") for f, m in self.factors),
            )
        witness = nonzero_witness(concrete, *different)
        reason = "a coefficient of the characteristic polynomial differs"
        return refuted(reason, witness, exhibits=exhibits) if witness else undecided(reason, exhibits=exhibits)

    def twins(self) -> tuple[Claim, ...]:
        (first, power), *rest = self.factors
        return (replace(self, factors=((perturbed(first), power), *rest)),)


@dataclass(frozen=True)
class FactorsStableIff(Claim):
    """Every eigenvalue is inside the stability region if and only if ``condition`` holds: the Hurwitz (map: Schur)
    inequalities of each factor of the characteristic polynomial, which are of lower degree than its own.

    factors, variable: as in FactorsAre, and checked as there; at: the equilibrium, None for the origin.
    """

    factors: Factors
    variable: Letter
    condition: Condition
    at: Point = None

    def check(self, system: System) -> Checked:
        split = FactorsAre(self.factors, self.variable, self.at).check(system)
        if split.outcome.name != "CONFIRMED":
            return split
        flow = system.time is Time.CONTINUOUS
        stable = And(*(q > 0 for f, _ in self.factors for q in _inequalities(f, self.variable, flow)))
        proof = holds(Equivalent(stable, self.condition), system.assumptions)
        exhibits = (*split.exhibits, ("Stable exactly where", self.condition))
        if proof.outcome is Shown.PROVEN:
            name = "Hurwitz" if flow else "Schur"
            reason = f"the {name} inequalities of the factors and the condition are equivalent: {proof.argument}"
            return confirmed(reason, exhibits=exhibits, predicted=str(self.condition))
        if proof.outcome is Shown.REFUTED:
            where = ", ".join(f"{k} = {v}" for k, v in proof.witness.items()) or "it is false everywhere"
            return refuted("exactly one of the two holds", where, exhibits=exhibits)
        return undecided(proof.argument, exhibits=exhibits)

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, condition=~self.condition),)


def polynomial(expression: Any, variable: Symbol) -> Poly:
    """The expression as a polynomial in the variable.  Raises BadInput when it is none."""
    try:
        found = Poly(expression, variable)
    except PolynomialError:
        found = None
    if found is None or any(variable in c.free_symbols for c in found.all_coeffs()):
        raise BadInput(f"a polynomial in {variable}", str(expression), "factors that are polynomials")
    return found


def _inequalities(factor: Any, variable: Symbol, flow: bool) -> tuple[Any, ...]:
    leading, *_others = coefficients = Poly(factor, variable).all_coeffs()
    monic = [(c / leading).together() for c in coefficients]
    return hurwitz_conditions(monic) if flow else schur_conditions(monic)


@dataclass(frozen=True)
class OscillatesIff(Claim):
    """There are eigenvalues that are not real if and only if ``condition`` holds; they are then the roots of
    s^2 + slope s + constant, with the squared modulus ``constant``.

    The other eigenvalues are the values in ``real``, with multiplicity; these, the slope and the constant are real.
    """

    slope: Expression
    constant: Expression
    real: Annotated[tuple[Any, ...], each(doors.expression)]
    condition: Condition
    at: Point = None

    def check(self, system: System) -> Checked:
        for value in (self.slope, self.constant, *self.real):
            if (value * Integer(1)).is_real is not True:
                raise BadInput("a real coefficient or eigenvalue", str(value), "an expression that is real")
        s = Internal("s")
        pair = s**2 + self.slope * s + self.constant
        factors = ((pair, 1), *((s - value, 1) for value in self.real))
        split = FactorsAre(factors, s, self.at).check(system)
        if split.outcome.name != "CONFIRMED":
            return split
        proof = holds(Equivalent(self.slope**2 < 4 * self.constant, self.condition), system.assumptions)
        exhibits = (("Quadratic factor", pair), ("Not real exactly where", self.condition))
        if proof.outcome is Shown.PROVEN:
            return confirmed(
                f"the discriminant of the quadratic factor: {proof.argument}",
                exhibits=exhibits,
                predicted=f"not real iff {self.condition}; squared modulus {self.constant}",
            )
        if proof.outcome is Shown.REFUTED:
            where = ", ".join(f"{k} = {v}" for k, v in proof.witness.items()) or "it is false everywhere"
            return refuted("exactly one of the two conditions holds", where, exhibits=exhibits)
        return undecided(proof.argument, exhibits=exhibits)

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, condition=~self.condition), replace(self, constant=perturbed(self.constant)))
