"""``analyze``: from a game to a checked verdict; the only function that knows the whole order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from sympy import Abs, I, ImmutableDenseMatrix, Rational, Symbol, re, true

from stability.algebra.conditions import Fact, sign_set
from stability.algebra.conditions.sample import truth
from stability.algebra.exact import count, exact, flag, real_symbols, shorten
from stability.algebra.jets import Jet
from stability.algebra.names import distinct_names, named
from stability.algebra.systems.guard import quick_bases
from stability.analysis.record import Analysis, LocalAnalysis, cross_checked, settled
from stability.clock import Time
from stability.crosscheck import Agreement, CrossCheck, not_run
from stability.equilibrium import (
    SAMPLE,
    Completeness,
    Component,
    Equilibrium,
    EquilibriumSet,
    Refinable,
    compared,
    find_equilibria,
    given_equilibrium,
    moving,
    near_equilibrium,
    with_components,
)
from stability.errors import BadInput, CannotSolve, NotApplicable
from stability.game import Game
from stability.linearization import Linearization, in_case, linearize
from stability.processes import Call, here, limited
from stability.region import Cell, characteristic_coefficients, decimal, enclosed_over, parametric_cells
from stability.rigor import Rigor
from stability.spectrum import Spectrum, spectrum
from stability.system import AbstractDynamics, System, gradient_field
from stability.verdict import Evidence, at_faces, closed_form_eigenvalues, decide


def analyze(
    game_or_system: Game | System,
    dynamics: AbstractDynamics | None = None,
    *,
    at: Mapping[Any, Any] | None = None,
    near: Mapping[Any, Any] | None = None,
    parameters: Mapping[Any, Any] | None = None,
    box: Mapping[Any, Any] | None = None,
    digits: int = 50,
    cross_check: bool = True,
    budget: int | None = None,
    time_limit: float | None = None,
) -> Analysis:
    """Equilibria, exact linearization, spectrum, verdict and cross-check of a game under a dynamics, or of a system.

    dynamics: a member of the dynamics shelf; None is the gradient flow.  at: one equilibrium (symbol or name -> exact
    value) instead of the search; near: an approximate one.  parameters: exact values.  box: name -> (low, high).
    digits: of the numbers shown.  cross_check=False skips the simulations.  budget: steps for the search.

    time_limit: seconds of work, as a guard against hangs, in threads and on all systems; the work is done in a process
    of its own, whose start is not counted.  Points that are not finished stand in ``refused``, and a search that is not
    finished is followed by a quick one, which says NOT PROVEN.

    >>> from stability.games import dirac_gan
    >>> result = analyze(dirac_gan())
    >>> result.verdict.stability.name, result.verdict.reason
    ('STABLE', 'psi**2 + theta**2 is conserved and has a strict extremum at the point')
    >>> result.local[0].eigenvalues
    ((I*f'(0), 1), (-I*f'(0), 1))

    Raises BadInput for a point that is no equilibrium (with its residual), parameters that violate the assumptions;
    CannotSolve when simulation and prediction disagree, or when the budget or the limit ends before a point is known;
    NotApplicable for a point given with ``at`` at a kink.
    """
    system = _system(game_or_system, dynamics)
    digits, cross_check = count(digits, "the digits of an analysis"), flag(cross_check, "cross_check")
    budget = None if budget is None else count(budget, "the budget of steps")
    places = [name for name, given in (("at", at), ("near", near), ("box", box)) if given is not None]
    if len(places) > 1:
        raise BadInput("one place to look at", " and ".join(f"{p}=" for p in places), "one of at=, near= and box=")
    if parameters is not None:
        system = system.instantiate(_parameter_values(system, parameters))
    established: list[str] = []
    try:
        with limited(time_limit) as call:
            result = _stages(system, (at, near, box, budget), digits, cross_check, call, established)
    except CannotSolve as problem:
        known = (*established, *problem.established)
        raise CannotSolve(problem.asked, problem.found, problem.remedy, known) from None
    return _without_disagreements(result)


#: Shares of the time that is left: the search keeps half of it for what is to be said about the points.
_HALF, _REST = 0.5, 1.0


def _stages(system: System, places: Any, digits: int, run: bool, call: Call, established: list[str]) -> Analysis:
    """All stages in order; ``established`` grows by a sentence after each, for the case that one does not finish.

    What fails for one point does not take along the others; alone it is the answer to the question.
    """
    equilibria = _searched(system, places, call)
    established.append(f"equilibria {equilibria.completeness}: {equilibria.counts}")
    local: list[LocalAnalysis] = []
    refused: list[tuple[Equilibrium, str]] = []
    points = _points(system, equilibria)
    alone = places[0] is not None or places[1] is not None
    for left, (equilibrium, component) in zip(range(len(points), 0, -1), points, strict=True):
        try:
            found = call(1 / left, _local, system, equilibrium, component, digits)
        except (NotApplicable, CannotSolve) as reason:
            if alone:
                raise
            refused.append((equilibrium, str(reason)))
            continue
        local.append(_completed(found, run, call, 1 / left))
        established.append(f"{equilibrium}: {found.verdict.stability.name}")
    for component in equilibria.components:
        if component.parametrization is None:
            _without_parametrization(system, component, digits, run, call, local, refused)
    return Analysis(system, equilibria, tuple(local), tuple(refused), digits)


def _searched(system: System, places: Any, call: Call) -> EquilibriumSet:
    """The equilibria; where the time ends, those that are found without long Groebner bases."""
    at, near, box, _ = places
    if call is here or at is not None or near is not None:
        return call(_REST, _equilibria, system, *places)  # type: ignore[no-any-return]
    try:
        return call(_HALF, _equilibria, system, at, near, box, places[3])  # type: ignore[no-any-return]
    except CannotSolve as problem:
        return call(_HALF, _quick_equilibria, problem, system, *places)  # type: ignore[no-any-return]


def _quick_equilibria(problem: CannotSolve, system: System, *places: Any) -> EquilibriumSet:
    with quick_bases(CannotSolve("a Groebner basis", problem.found, problem.remedy)):
        return _equilibria(system, *places)


def _completed(found: LocalAnalysis, run: bool, call: Call, share: float) -> LocalAnalysis:
    """With its cross-check; under a limit also with all that a report would compute later, without one."""
    found = replace(found, verdict=at_faces(found.verdict, found.equilibrium.faces))
    if run:
        try:
            check = call(share, cross_checked, found)
        except (NotApplicable, CannotSolve) as reason:
            check = not_run(str(reason))
        found = replace(found, cross_check=check)
    if call is here:
        return found
    try:
        return call(share, settled, found)  # type: ignore[no-any-return]
    except (NotApplicable, CannotSolve) as reason:
        return replace(found, unfinished=str(reason), verdict=replace(found.verdict, evidence=str(reason)))


def _system(game_or_system: Game | System, dynamics: AbstractDynamics | None) -> System:
    if isinstance(game_or_system, System):
        if dynamics is not None:
            raise BadInput("an analysis of a system", "a dynamics as well", "a Game with a dynamics, or a System alone")
        return game_or_system
    if not isinstance(game_or_system, Game):
        raise BadInput(
            "a Game or a System", repr(game_or_system), "Game(name, players), or a member of stability.games called"
        )
    if dynamics is None:
        return gradient_field(game_or_system)
    if not isinstance(dynamics, AbstractDynamics):
        raise BadInput("a dynamics", repr(dynamics), "an instance such as SimultaneousGD(h)")
    return dynamics(game_or_system)


def _parameter_values(system: System, parameters: Mapping[Any, Any]) -> dict[Symbol, Any]:
    if not isinstance(parameters, Mapping):
        raise BadInput("values of parameters", shorten(repr(parameters)), "a mapping of symbols or names to numbers")
    values = {}
    for key, value in parameters.items():
        symbol = named(key, system.parameters, "values of parameters", "parameter")
        number = _number(value, f"the value of {key}")
        real_symbols(number.free_symbols, f"the symbols in the value of {key}")
        allowed = sign_set(symbol)
        if number.is_number and not sign_set(number) <= allowed:
            raise BadInput(
                f"a value of {symbol} that satisfies its assumptions",
                str(number),
                f"a value allowed by {symbol.assumptions0}",
            )
        values[symbol] = number
    _check_free(system, values)
    for assumption in system.assumptions:
        if not isinstance(assumption, Fact) and truth(assumption, values) is False:
            raise BadInput(
                f"parameters with {assumption}",
                ", ".join(f"{s} = {v}" for s, v in values.items()),
                "values inside the assumptions",
            )
    return values


def _number(value: Any, asked: str) -> Any:
    """An exact value; the text of a number is read as the rational that it denotes."""
    try:
        return exact(Fraction(value) if isinstance(value, str) else value, asked)
    except (ValueError, ZeroDivisionError):
        raise BadInput(asked, f"the text {value!r}", "a number, such as Rational(3, 10) or '3/10'") from None


def _check_free(system: System, values: Mapping[Symbol, Any]) -> None:
    """Values of parameters hold no state variable: it would be read as a function of the state."""
    distinct_names("values of parameters", system.state, system.parameters, dict(values))
    for symbol, value in values.items():
        for moving_part in sorted(value.free_symbols & set(system.state), key=str):
            found = f"{symbol} = {value}, which holds the state variable {moving_part}"
            raise BadInput("a value of a parameter", found, "a number, or an expression in parameters")


def _equilibria(system: System, at: Any, near: Any, box: Any, budget: int | None) -> EquilibriumSet:
    if at is not None:
        return compared(with_components(given_equilibrium(system, at), system), system)
    if near is not None:
        return compared(with_components(near_equilibrium(system, near), system), system)
    return with_components(find_equilibria(system, box=box, budget=budget), system)


def _points(system: System, equilibria: EquilibriumSet) -> list[tuple[Equilibrium, Any]]:
    found: list[tuple[Equilibrium, Any]] = [
        (p, p.component or equilibria.component_at(p.as_dict())) for p in equilibria.points
    ]
    taken = (*system.state, *system.parameters)
    found += [(moving(c, taken), c) for c in equilibria.components if c.parametrization is not None]
    return found


def _without_parametrization(
    system: System, component: Component, digits: int, run: bool, call: Call, local: list[Any], refused: list[Any]
) -> None:
    """One exact smooth point of the component is analysed for itself; without one, the component is refused."""
    remedy = "Try at= with a point of it; its values may hold parameters."
    if component.sample is None:
        known = "no exact point on it is known"
        refused.append((_some(component), f"No verdict along {component}: no parametrization and {known}. {remedy}"))
        return
    point = Equilibrium(component.sample, method=SAMPLE, component=component, conditions=component.conditions)
    try:
        found = call(_REST, _local, system, point, component, digits)
    except (NotApplicable, CannotSolve) as reason:
        refused.append((point, f"No verdict along {component}, nor at this point of it: {reason} {remedy}"))
        return
    remark = (
        f"; this is the verdict of one point of a set of dimension {component.dimension} that has no parametrization, "
        "and others may differ: at= gives theirs"
    )
    cases = tuple(replace(case, reason=case.reason + remark) for case in found.verdict.cases)
    found = replace(found, verdict=replace(found.verdict, reason=found.verdict.reason + remark, cases=cases))
    local.append(_completed(found, run, call, _REST))


def _some(component: Component) -> Equilibrium:
    """A point of a component that is known by a box, or not at all."""
    kind = "no exact point of the component is known"
    if component.sample_box is None:
        return Equilibrium(tuple((s, s) for s in component.state), method=kind, component=component)
    middle = tuple((s, (low + high) / 2) for s, (low, high) in component.sample_box)
    return Equilibrium(middle, False, Rigor.CERTIFIED, kind, component, box=component.sample_box)


def _local(system: System, equilibrium: Equilibrium, component: Any, digits: int) -> LocalAnalysis:
    if equilibrium.conditions:
        system = system.assuming(*equilibrium.conditions)
    if not equilibrium.exact:
        return _local_in_box(system, equilibrium, digits)
    linearization = in_case(linearize(system, equilibrium), equilibrium.conditions)
    matrix = linearization.jacobian
    free = matrix.free_symbols or matrix.has(Jet)
    if free:
        coefficients = characteristic_coefficients(matrix)
        cells, exact_spectrum, rate = (
            parametric_cells(coefficients, system.time, system.assumptions, matrix),
            None,
            None,
        )
    else:
        exact_spectrum = spectrum(matrix, system.time, digits)
        coefficients = tuple(
            Rational(c.numerator, c.denominator) if isinstance(c, Fraction) else c
            for c in exact_spectrum.characteristic_polynomial
        )
        cells = (Cell(true, exact_spectrum.location, f"exact algebra ({exact_spectrum.location.decided_by})"),)
        rate = -exact_spectrum.abscissa if system.time is Time.CONTINUOUS else exact_spectrum.radius
    verdict = decide(
        linearization,
        coefficients,
        cells,
        component=component,
        rigor=min(equilibrium.rigor, Rigor.EXACT),
        exact_rate=rate,
        evidence=Evidence(linearization, exact_spectrum),
    )
    eigenvalues = _shown(exact_spectrum, coefficients)
    check = not_run("not asked for")
    return LocalAnalysis(equilibrium, linearization, exact_spectrum, coefficients, eigenvalues, verdict, check)


def _local_in_box(system: System, equilibrium: Equilibrium, digits: int) -> LocalAnalysis:
    """An equilibrium known by an isolating box: balls prove Re < 0 and Re > 0, never Re = 0."""
    finer = equilibrium.certificate.box if isinstance(equilibrium.certificate, Refinable) else None
    enclosed = enclosed_over(system, lambda bits: equilibrium.box if finer is None else finer(bits))
    size = enclosed.matrix.nrows()
    middle = ImmutableDenseMatrix(size, size, [decimal(e) for e in enclosed.matrix.entries()])
    linearization = Linearization(system, equilibrium.as_dict(), middle)
    location, coefficients = enclosed.location, tuple(decimal(c) for c in enclosed.coefficients)
    touching = "the balls around the eigenvalues touch the boundary"
    cell = Cell(true, location, "certified balls around the eigenvalues" if location else touching)
    values = tuple((decimal(v.real) + I * decimal(v.imag), 1) for v in enclosed.eigenvalues)
    sizes = [-re(v) if system.time is Time.CONTINUOUS else Abs(v) for v, _ in values]
    rate = None if not sizes else min(sizes) if system.time is Time.CONTINUOUS else max(sizes)
    verdict = decide(linearization, coefficients, (cell,), rigor=Rigor.CERTIFIED, exact_rate=rate)
    check = not_run("not asked for")
    return LocalAnalysis(equilibrium, linearization, None, coefficients, values or None, verdict, check)


def _shown(exact_spectrum: Spectrum | None, coefficients: tuple[Any, ...]) -> tuple[tuple[Any, int], ...] | None:
    if exact_spectrum is None:
        return closed_form_eigenvalues(coefficients)
    if any(e.exact is None for e in exact_spectrum.eigenvalues):
        return None
    return tuple((e.exact, e.algebraic_multiplicity) for e in exact_spectrum.eigenvalues)


def _without_disagreements(result: Analysis) -> Analysis:
    """A point that its simulation contradicts is refused, with what was predicted and observed; alone, it is raised."""
    wrong = [item for item in result.local if item.cross_check.outcome is Agreement.DISAGREES]
    if not wrong:
        return result
    failures = [(item.equilibrium, _disagreement(result.system.name, item.cross_check)) for item in wrong]
    kept = tuple(item for item in result.local if item.cross_check.outcome is not Agreement.DISAGREES)
    if not kept:
        raise failures[0][1]
    return replace(result, local=kept, refused=(*result.refused, *((point, str(why)) for point, why in failures)))


def _disagreement(name: str, check: CrossCheck) -> CannotSolve:
    return CannotSolve(
        f"an analysis of {name} that its simulation confirms",
        check.reason,
        "cross_check=False to see the prediction, and report the case: one of the two is wrong",
        tuple(
            f"{row.quantity}: predicted {row.predicted!r}, observed {row.observed!r} +- {row.tolerance:.1e}"
            for run in check.runs
            for row in run.rows
            if not row.agrees
        ),
    )


__all__ = ["Analysis", "Completeness", "LocalAnalysis", "analyze"]
