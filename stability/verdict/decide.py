"""``decide``: the facts in each case, and the verdict that summarises them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from functools import lru_cache
from typing import Any

from sympy import And, true

from stability.clock import Time
from stability.errors import BadInput, CannotSolve, NotApplicable
from stability.linearization import Linearization
from stability.nonlinear import best_of, conserved_forms, is_affine
from stability.region import Cell
from stability.rigor import Rigor
from stability.verdict.evidence import Evidence
from stability.verdict.rate import rate
from stability.verdict.record import Case, Facts, Settled, Verdict, proven, refuted, stability_of, unknown

#: A conserved quadratic form is looked for up to this dimension, and up to this many operations of the field times the
#: square of the dimension: its coefficients solve a linear system of about the fourth power of the dimension.
MAX_STATE, MAX_WORK = 10, 20_000
_UNSEARCHED = "the system is too large for a search for conserved quadratic forms"

Forms = Callable[[], list[Any] | None]

_REGION = {Time.CONTINUOUS: "real part", Time.DISCRETE: "modulus"}
_EDGE = {Time.CONTINUOUS: ("< 0", "> 0", "0"), Time.DISCRETE: ("< 1", "> 1", "1")}


def decide(
    linearization: Linearization,
    coefficients: tuple[Any, ...],
    cells: Iterable[Cell],
    *,
    component: Any = None,
    rigor: Rigor = Rigor.EXACT,
    exact_rate: Any = None,
    evidence: Evidence | str = "not asked for",
) -> Verdict:
    """The verdict for one equilibrium.

    coefficients: of the characteristic polynomial, leading 1 first; cells: the locations of its roots, covering all
    parameter values; component: the equilibrium component the point lies on, if any; exact_rate: the rate when it is
    already known (Jacobians without parameters); rigor: that of the equilibrium and of the locations; evidence: what a
    certificate is made from.
    """
    forms = lru_cache(maxsize=1)(lambda: _forms(linearization))
    cases = tuple(_case(linearization, coefficients, cell, component, exact_rate, forms) for cell in cells)
    summary = _summary(cases)
    return replace(summary, rigor=rigor, evidence=evidence)


def _forms(linearization: Linearization) -> list[Any] | None:
    """Conserved quadratic forms, looked for once for all cases; None where the search would not end soon."""
    system = linearization.system
    n, size = len(system.state), sum(v.count_ops() for stage in system.maps for v in stage)
    if n > MAX_STATE or n**2 * size > MAX_WORK:
        return None
    return conserved_forms(system, linearization.point)


def _case(
    linearization: Linearization,
    coefficients: tuple[Any, ...],
    cell: Cell,
    component: Any,
    exact_rate: Any,
    forms: Forms,
) -> Case:
    system = linearization.system
    given = (*system.assumptions, *(cell.condition.args if isinstance(cell.condition, And) else (cell.condition,)))
    speed = exact_rate if exact_rate is not None else _rate(coefficients, system.time, given)
    if cell.location is None and cell.unstable:
        return Case(cell.condition, None, _unstable(system.time, cell.argument), speed, reason=cell.argument)
    if cell.location is None:
        return _open_case(cell, speed, cell.argument)
    try:
        facts, conserved, reason = _facts(linearization, cell, given, component, forms)
    except (NotApplicable, CannotSolve) as problem:  # the other cells keep their verdicts
        return _open_case(cell, speed, str(problem))
    return Case(cell.condition, cell.location, facts, speed, conserved, reason)


def _open_case(cell: Cell, speed: Any, reason: str) -> Case:
    return Case(cell.condition, cell.location, Facts(*(unknown(reason) for _ in range(3))), speed, reason=reason)


def _rate(coefficients: tuple[Any, ...], time: Time, given: tuple[Any, ...]) -> Any:
    """None where no short form is found: the verdict does not need it."""
    try:
        return rate(coefficients, time, given)
    except (NotApplicable, CannotSolve):
        return None


def _facts(
    linearization: Linearization, cell: Cell, given: tuple[Any, ...], component: Any, forms: Forms
) -> tuple[Facts, Any, str]:
    location: Any = cell.location
    system = linearization.system
    below, above, edge = _EDGE[system.time]
    region = _REGION[system.time]
    if location.outside:
        reason = f"{_count(location.outside)} {region} {above}"
        return _unstable(system.time, reason), None, reason
    if not location.boundary:
        reason = f"every eigenvalue has {region} {below}"
        indirect = f"{reason} (Lyapunov's indirect method)"
        return Facts(proven(indirect), proven(indirect), proven(indirect)), None, reason
    marginal = f"{_count(location.boundary)} {region} exactly {edge}"
    slow = refuted(f"{marginal}; exponential stability would put every eigenvalue inside")
    return _marginal(linearization, cell, given, component, marginal, slow, forms)


def _unstable(time: Time, reason: str) -> Facts:
    attracting = (
        refuted(f"{reason}: only a set of measure zero converges")
        if time is Time.CONTINUOUS
        else unknown("a map may bring points back")
    )
    return Facts(refuted(reason), attracting, refuted(reason))


def _count(k: int) -> str:
    return "an eigenvalue has" if k == 1 else f"{k} eigenvalues, counted with multiplicity, have"


def _marginal(
    linearization: Linearization,
    cell: Cell,
    given: tuple[Any, ...],
    component: Any,
    marginal: str,
    slow: Settled,
    forms: Forms,
) -> tuple[Facts, Any, str]:
    system = linearization.system
    location: Any = cell.location
    linear = is_affine(system)
    if linear and location.semisimple is False:
        reason = f"{marginal}, with a Jordan block, and the system is linear: perturbations grow like a polynomial"
        return Facts(refuted(reason), refuted(reason), slow), None, reason
    if _explained(location, component, linearization.point, given):
        reason = (
            f"{marginal}, semisimple, of multiplicity {location.zero}: the dimension of the equilibrium set there; "
            "every other eigenvalue is inside"
        )
        stuck = refuted("every neighbourhood holds other equilibria")
        return Facts(proven(reason), stuck, slow, proven(reason)), None, reason
    found = forms()
    quantity = best_of(found or (), system, given)
    if quantity is not None and quantity.definite:
        reason = f"{quantity.expression} is conserved and has a strict extremum at the point"
        return Facts(proven(reason), refuted(f"{quantity.expression} is conserved"), slow), quantity, reason
    if linear and location.semisimple:
        reason = f"{marginal}, semisimple, nothing outside, and the system is linear"
        return Facts(proven(reason), refuted(f"{reason}: the boundary part keeps its size"), slow), quantity, reason
    if quantity is not None:
        reason = (
            f"{quantity.expression} is conserved and not constant near the point: starts on other levels stay there"
        )
        return Facts(unknown("the conserved quantity has no strict extremum"), refuted(reason), slow), quantity, reason
    reason = (
        f"{marginal}: the linearization does not decide; "
        f"{'no conserved quadratic form was found' if found is not None else _UNSEARCHED}; "
        "a Lyapunov function, a Lyapunov coefficient or a centre-manifold reduction would decide it"
    )
    return Facts(unknown(reason), unknown(reason), slow), None, reason


def _explained(location: Any, component: Any, point: Any, given: tuple[Any, ...]) -> bool:
    """The boundary is the eigenvalue 0 (map: 1), of the dimension of a component that is smooth there.

    The tangent space of the component lies in the kernel, so equal dimensions make them equal, and 0 semisimple.
    """
    if component is None or location.semisimple is False:
        return False
    if not location.boundary == location.zero == component.dimension:
        return False
    return bool(component.smooth_at(point, given))


def _summary(cases: tuple[Case, ...]) -> Verdict:
    """One verdict for all cases; the cells cover every parameter value, so a shared verdict holds without condition."""
    if not cases:
        raise BadInput(
            "a verdict for the parameters that satisfy the assumptions",
            "assumptions that contradict each other",
            "drop one of them",
        )
    first = cases[0]
    shared = first.facts if len(cases) == 1 else Facts(*(_common(cases, field.name) for field in fields(Facts)))
    if len({case.stability for case in cases}) == 1:
        common = first.rate if all(case.rate == first.rate for case in cases) else None
        reason = "; ".join(dict.fromkeys(case.reason for case in cases))
        return Verdict(first.stability, Rigor.EXACT, common, true, cases, shared, reason)
    several = "it depends on the parameters: " + "; ".join(f"{c.stability.name} where {c.condition}" for c in cases)
    return Verdict(stability_of(shared), Rigor.EXACT, None, true, cases, shared, several)


def _common(cases: tuple[Case, ...], name: str) -> Settled:
    """A fact that all cases share."""
    settled = [getattr(case.facts, name) for case in cases]
    truths = {s.truth for s in settled}
    if len(truths) == 1:
        return Settled(settled[0].truth, "in every case: " + "; ".join(dict.fromkeys(s.argument for s in settled)))
    return unknown("it depends on the parameters")
