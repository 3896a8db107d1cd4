"""Claims about the linearization at an equilibrium."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

from sympy import And, Equivalent, Integer, Matrix, Poly, eye, false, true

from stability.algebra.conditions import Outcome as Shown
from stability.algebra.conditions import find_sample, holds, sign_set
from stability.algebra.names import Internal
from stability.analysis import Analysis, LocalAnalysis, analyze
from stability.clock import Time
from stability.crosscheck import Agreement
from stability.errors import BadInput
from stability.linearization import linearize
from stability.nonlinear import increment
from stability.region import characteristic_coefficients, feasible, hurwitz_conditions, schur_conditions
from stability.system import System
from stability.theorem import doors
from stability.theorem.claim import Checked, Claim, confirmed, nonzero_witness, perturbed, refuted, undecided
from stability.theorem.data import admissible
from stability.theorem.equal import vanishes
from stability.theorem.fields import Condition, Count, Expression, Expressions, Point, Values
from stability.verdict import Stability

_S = Internal("lambda")
_OPPOSITE = {Stability.UNSTABLE: Stability.EXPONENTIALLY_STABLE}


def at_point(system: System, at: Any) -> dict[Any, Any]:
    """The claimed equilibrium; None is the origin."""
    return {s: s * 0 for s in system.state} if at is None else dict(at)


def not_at_rest(system: System, point: Any) -> Checked | None:
    """None at an equilibrium; otherwise the refusal, because a linearization elsewhere has no spectrum to speak of."""
    residual = [increment(system, s).xreplace(point) for s in system.state]
    moving = [r for r in residual if not vanishes(r)]
    if not moving:
        return None
    witness = nonzero_witness(system, *moving)
    reason = "the point is no equilibrium"
    return refuted(reason, witness) if witness else undecided(f"whether the point is an equilibrium: {moving[0]}")


def analysed(system: System, at: Any) -> tuple[Analysis, LocalAnalysis]:
    analysis = analyze(system, at=at_point(system, at))
    return analysis, analysis.local[0]


def evidence(local: LocalAnalysis) -> dict[str, Any]:
    """Observed numbers of the cross-check, for the table of results."""
    rows = tuple((run, row) for run in local.cross_check.runs for row in run.rows)
    first = next((row for _, row in rows if row.predicted), None)
    shown = (
        {}
        if first is None
        else {
            "predicted": f"{first.quantity} {first.predicted:.9g}",
            "observed": f"{first.observed:.9g} +- {first.tolerance:.0e}",
        }
    )
    return {"rows": rows, **shown}


@dataclass(frozen=True)
class SpectrumIs(Claim):
    """Equality: the eigenvalues of the Jacobian at the point, with multiplicity, are exactly these.

    eigenvalues: expressions in the parameters and jets; at: the equilibrium, None for the origin.
    """

    eigenvalues: Expressions
    at: Point = None

    def check(self, system: System) -> Checked:
        analysis, local = analysed(system, self.at)
        if len(self.eigenvalues) != len(system.state):
            wanted = f"{len(system.state)} eigenvalues with multiplicity"
            raise BadInput(wanted, f"{len(self.eigenvalues)} of them", "one for each state variable")
        claimed = Poly.from_expr(_product(self.eigenvalues), _S).all_coeffs()
        differences = [(a - b).expand() for a, b in zip(claimed, local.coefficients, strict=True)]
        different = [d for d in differences if not vanishes(d)]
        if not different:
            return confirmed(
                "the characteristic polynomial is the product over the claimed eigenvalues, identically in all "
                "parameters",
                analysis=analysis,
                **evidence(local),
            )
        witness = nonzero_witness(system, *different)
        if not witness:
            return undecided(f"a coefficient differs by {different[0]}, but no exact witness was found")
        return refuted("a coefficient of the characteristic polynomial differs", witness, analysis=analysis)

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, eigenvalues=(perturbed(self.eigenvalues[0]), *self.eigenvalues[1:])),)


def _product(eigenvalues: tuple[Any, ...]) -> Any:
    result = _S**0
    for value in eigenvalues:
        result = (result * (_S - value)).expand()
    return result


@dataclass(frozen=True)
class LocationIs(Claim):
    """Equality: numbers of eigenvalues inside, on and outside the boundary, where ``condition`` holds."""

    inside: Count
    boundary: Count
    outside: Count
    condition: Condition = true
    at: Point = None

    @property
    def restrictions(self) -> tuple[Any, ...]:
        return (self.condition,)

    def check(self, system: System) -> Checked:
        analysis, local = analysed(system, self.at)
        claimed = (self.inside, self.boundary, self.outside)
        for case in _relevant(system, local, self.condition):
            found = case.location and (case.location.inside, case.location.boundary, case.location.outside)
            if found is None:
                return undecided(case.reason, analysis=analysis)
            if found != claimed:
                return _refuted_case(system, analysis, case, self.condition, f"inside, boundary, outside = {found}")
        return confirmed(
            "exact signs of the characteristic polynomial's coefficients", analysis=analysis, **evidence(local)
        )

    def twins(self) -> tuple[Claim, ...]:
        moved = (self.outside, self.boundary, self.inside) if self.inside != self.outside else (self.boundary, 0, 0)
        return (replace(self, inside=moved[0], boundary=moved[1], outside=moved[2]),)


@dataclass(frozen=True)
class StabilityIs(Claim):
    """The verdict at the point is this one wherever ``condition`` holds."""

    stability: Annotated[Stability, doors.member(Stability)]
    condition: Condition = true
    at: Point = None

    @property
    def restrictions(self) -> tuple[Any, ...]:
        return (self.condition,)

    def check(self, system: System) -> Checked:
        analysis, local = analysed(system, self.at)
        for case in _relevant(system, local, self.condition):
            if case.stability is Stability.UNDECIDED:
                where = "" if case.condition == true else f"where {case.condition}: "
                return undecided(f"{where}{case.reason}", analysis=analysis, **evidence(local))
            if case.stability is not self.stability:
                return _refuted_case(
                    system, analysis, case, self.condition, f"{case.stability.name}, because {case.reason}"
                )
        if local.cross_check.outcome is not Agreement.AGREES:
            return undecided(
                f"the cross-check is {local.cross_check.outcome.name}: {local.cross_check.reason}", analysis=analysis
            )
        return confirmed(
            local.verdict.reason
            if self.condition == true
            else "; ".join(dict.fromkeys(c.reason for c in _relevant(system, local, self.condition))),
            analysis=analysis,
            **evidence(local),
        )

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, stability=_OPPOSITE.get(self.stability, Stability.UNSTABLE)),)


def _relevant(system: System, local: LocalAnalysis, condition: Any) -> list[Any]:
    return [
        c for c in local.verdict.cases if condition == true or feasible((*system.assumptions, c.condition, condition))
    ]


def _refuted_case(system: System, analysis: Analysis, case: Any, condition: Any, found: str) -> Checked:
    sample = find_sample(system.assumptions, system.parameters, system.functions, prefer=[case.condition, condition])
    if sample is None:
        return undecided(f"{found} where {case.condition}, but no exact sample was found", analysis=analysis)
    where = "" if case.condition == true else f"where {case.condition} "
    return refuted(f"{where}it is {found}", f"{sample}: {found}", analysis=analysis)


@dataclass(frozen=True)
class StableIff(Claim):
    """Every eigenvalue is inside the stability region if and only if ``condition`` holds (given the assumptions)."""

    condition: Condition
    at: Point = None

    def check(self, system: System) -> Checked:
        point = at_point(system, self.at)
        moving = not_at_rest(system, point)
        if moving:
            return moving
        coefficients = characteristic_coefficients(linearize(system, point).jacobian)
        flow = system.time is Time.CONTINUOUS
        quantities = hurwitz_conditions(coefficients) if flow else schur_conditions(coefficients)
        stable = And(*(q > 0 for q in quantities))
        proof = (
            holds(Equivalent(stable, self.condition), system.assumptions)
            if stable not in (true, false) or self.condition not in (true, false)
            else holds(true if stable == self.condition else false, system.assumptions)
        )
        exhibits = (("Inequalities", quantities), ("Claimed condition", self.condition))
        if proof.outcome is Shown.PROVEN:
            return confirmed(
                f"the {'Hurwitz' if flow else 'Schur'} inequalities and the condition are equivalent: {proof.argument}",
                exhibits=exhibits,
                predicted=str(self.condition),
            )
        if proof.outcome is Shown.REFUTED:
            where = ", ".join(f"{k} = {v}" for k, v in proof.witness.items())
            return refuted(
                f"exactly one of the {'Hurwitz' if flow else 'Schur'} inequalities and the condition holds",
                where,
                exhibits=exhibits,
            )
        return undecided(proof.argument, exhibits=exhibits)

    def twins(self) -> tuple[Claim, ...]:
        opposite = {true: false, false: true}.get(self.condition)
        return (replace(self, condition=~self.condition if opposite is None else opposite),)


@dataclass(frozen=True)
class JordanBlock(Claim):
    """At ``parameters`` the Jacobian has the single eigenvalue ``eigenvalue`` with one Jordan block of full size.

    For eigenvalue 0 the matrix is nilpotent of full index.  The values of the parameters satisfy the hypotheses.
    """

    eigenvalue: Expression
    parameters: Values
    at: Point = None

    def check(self, system: System) -> Checked:
        values = admissible(system, self.parameters)
        point = at_point(system, self.at)
        there = {s: (v * Integer(1)).xreplace(values) for s, v in point.items()}
        moving = not_at_rest(system.instantiate(values), there)
        if moving:
            return moving
        matrix = Matrix(linearize(system, point).jacobian).xreplace(values)
        n = matrix.rows
        shifted = matrix - self.eigenvalue * eye(n)
        power = (shifted**n).applyfunc(lambda e: e.expand())
        exhibits = (("Jacobian there", matrix), ("Eigenvalue", self.eigenvalue))
        left = [e for e in power if not vanishes(e)]
        if left:
            witness = nonzero_witness(system, *left)
            return (
                refuted("(J - lambda)^n does not vanish", witness, exhibits=exhibits)
                if witness
                else undecided("no exact witness")
            )
        below = (shifted ** (n - 1)).applyfunc(lambda e: e.expand())
        if any(0 not in sign_set(e, system.assumptions) for e in below):
            return confirmed(
                "(J - lambda)^n = 0 identically while an entry of (J - lambda)^(n-1) is proven non-zero",
                exhibits=exhibits,
                predicted=f"J_{n}({self.eigenvalue})",
            )
        return undecided("whether (J - lambda)^(n-1) vanishes is not decided", exhibits=exhibits)

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, eigenvalue=perturbed(self.eigenvalue)),)
