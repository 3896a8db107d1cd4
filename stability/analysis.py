"""``analyze``: from a game to a checked verdict; the only function that knows the whole order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from sympy import Abs, Float, I, ImmutableDenseMatrix, Ne, Rational, Symbol, fraction, re, together, true

from stability.algebra.conditions import ZERO, Fact, sign_set
from stability.algebra.conditions.sample import truth
from stability.algebra.exact import exact
from stability.algebra.jets import Jet
from stability.certify import certificate_of
from stability.clock import Time
from stability.crosscheck import Agreement, CrossCheck, cross_check, not_run
from stability.equilibrium import Completeness, Equilibrium, EquilibriumSet, find_equilibria, given_equilibrium
from stability.errors import BadInput, CannotSolve, NotApplicable
from stability.game import Game
from stability.linearization import Linearization, linearize, linearize_over_box
from stability.region import Cell, characteristic_coefficients, locate_balls, parametric_cells
from stability.rigor import Rigor
from stability.solution_type import SolutionType, solution_type
from stability.spectrum import Spectrum, spectrum
from stability.system import AbstractDynamics, System, gradient_field
from stability.verdict import Verdict, closed_form_eigenvalues, decide


@dataclass(frozen=True)
class LocalAnalysis:
    """Everything about one equilibrium.

    spectrum: for a Jacobian without parameters, else None.  coefficients: of the characteristic polynomial, leading 1
    first.  eigenvalues: (closed form, multiplicity) where the factors have degree at most 2, else None.
    """

    equilibrium: Equilibrium
    linearization: Linearization
    spectrum: Spectrum | None
    coefficients: tuple[Any, ...]
    eigenvalues: tuple[tuple[Any, int], ...] | None
    verdict: Verdict
    cross_check: CrossCheck

    @cached_property
    def solution_type(self) -> SolutionType | None:
        """The type of the point in the game itself; None for a system without a game, or a point that moves."""
        game = self.linearization.system.game
        if game is None or not self.equilibrium.exact:
            return None
        return solution_type(game, self.linearization.point, self.linearization.system.assumptions)

    @cached_property
    def rests_the_game(self) -> bool | None:
        """Whether the game's own field vanishes at this rest point of the dynamics; None without a game.

        A dynamics can have rest points of its own (consensus optimization) or move them.
        """
        game = self.linearization.system.game
        if game is None:
            return None
        field = gradient_field(game).rhs
        return all(sign_set(c.xreplace(self.linearization.point).expand()) == ZERO for c in field)


@dataclass(frozen=True)
class Analysis:
    """The finished record of one run.

    local: one analysis per isolated equilibrium, then one per parametrized component.  refused: equilibria without a
    local analysis, with the reason.  ``verdict`` is there when there is exactly one local analysis.
    """

    system: System
    equilibria: EquilibriumSet
    local: tuple[LocalAnalysis, ...]
    refused: tuple[tuple[Equilibrium, str], ...]
    digits: int

    @property
    def verdict(self) -> Verdict:
        if len(self.local) != 1:
            raise CannotSolve(
                "the verdict of the analysis",
                f"{len(self.local)} local analyses",
                "analysis.local[i].verdict, or at={...}",
                tuple(f"{item.equilibrium}: {item.verdict.stability.name}" for item in self.local),
            )
        return self.local[0].verdict

    def latex(self) -> str:
        """A self-contained LaTeX derivation."""
        from stability import report

        return str(report.analysis_document(self))

    def to_json(self) -> str:
        """The records as JSON."""
        from stability import report

        return str(report.analysis_json(self))

    def __str__(self) -> str:
        from stability import report

        return str(report.analysis_text(self))


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
) -> Analysis:
    """Equilibria, exact linearization, spectrum, verdict and cross-check of a game under a dynamics, or of a system.

    dynamics: a member of the dynamics shelf; None is the gradient flow.  at: one equilibrium (symbol or name -> exact
    value) instead of the search; near: an approximate one.  parameters: exact values.  box: name -> (low, high).
    digits: of the numbers shown.  cross_check=False skips the simulations.  budget: steps for the search.

    >>> from stability.games import dirac_gan
    >>> result = analyze(dirac_gan())
    >>> result.verdict.stability.name, result.verdict.reason
    ('STABLE', 'psi**2 + theta**2 is conserved and has a strict extremum at the point')
    >>> result.local[0].eigenvalues
    ((I*f'(0), 1), (-I*f'(0), 1))

    Raises BadInput for a point that is no equilibrium (with its residual), parameters that violate the assumptions;
    CannotSolve when simulation and prediction disagree; NotApplicable for a point given with ``at`` at a kink.
    """
    system = _system(game_or_system, dynamics)
    if parameters:
        system = system.instantiate(_parameter_values(system, parameters))
    equilibria = _equilibria(system, at, near, box, budget)
    local, refused = [], []
    for equilibrium, component in _points(equilibria):
        try:
            local.append(_local(system, equilibrium, component, digits, cross_check))
        except NotApplicable as reason:
            if at is not None or near is not None:
                raise
            refused.append((equilibrium, str(reason)))
    result = Analysis(system, equilibria, tuple(local), tuple(refused), digits)
    _fail_on_disagreement(result)
    return result


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
    known = {str(s): s for s in system.parameters}
    values = {}
    for key, value in parameters.items():
        symbol = known.get(str(key))
        if symbol is None:
            raise BadInput(
                f"a value for {key}",
                f"the parameters are {', '.join(known) or 'none'}",
                "one of these names" if known else "leave parameters out",
            )
        number = exact(Fraction(value) if isinstance(value, str) else value, f"the value of {key}")
        allowed = sign_set(symbol)
        if number.is_number and not sign_set(number) <= allowed:
            raise BadInput(
                f"a value of {symbol} that satisfies its assumptions",
                str(number),
                f"a value allowed by {symbol.assumptions0}",
            )
        values[symbol] = number
    for assumption in system.assumptions:
        if not isinstance(assumption, Fact) and truth(assumption, values) is False:
            raise BadInput(
                f"parameters with {assumption}",
                ", ".join(f"{s} = {v}" for s, v in values.items()),
                "values inside the assumptions",
            )
    return values


def _equilibria(system: System, at: Any, near: Any, box: Any, budget: int | None) -> EquilibriumSet:
    if at is not None:
        return given_equilibrium(system, at)
    if near is not None:
        from stability.equilibrium import near_equilibrium

        return near_equilibrium(system, near)
    return find_equilibria(system, box=box, budget=budget)


def _points(equilibria: EquilibriumSet) -> list[tuple[Equilibrium, Any]]:
    found: list[tuple[Equilibrium, Any]] = [
        (p, p.component or equilibria.component_at(p.as_dict())) for p in equilibria.points
    ]
    found += [(_moving(c), c) for c in equilibria.components if c.parametrization is not None]
    return found


def _moving(component: Any) -> Equilibrium:
    """Every point of a component at once: its free coordinates become parameters with names of their own."""
    values = dict(component.parametrization)
    free = {s for value in values.values() for s in value.free_symbols} & set(component.state)
    taken = {str(s) for value in (*values.values(), *component.conditions) for s in value.free_symbols}
    taken |= {str(s) for s in component.state}
    fresh = {s: Symbol(_fresh(f"{s}_0", taken), real=True) for s in sorted(free, key=str)}
    point = tuple((s, value.xreplace(fresh)) for s, value in values.items())
    denominators = {fraction(together(value))[1] for _, value in point}
    defined = tuple(Ne(d, 0) for d in sorted(denominators, key=str) if d.free_symbols)
    # What holds of a state variable on the component holds of its value at the moving point.
    conditions = tuple(c.xreplace(dict(point)) for c in component.conditions)
    return Equilibrium(
        point, method="every point of a component", component=component, conditions=(*conditions, *defined)
    )


def _fresh(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "0"
    return name


def _local(system: System, equilibrium: Equilibrium, component: Any, digits: int, run: bool) -> LocalAnalysis:
    if equilibrium.conditions:
        system = system.assuming(*equilibrium.conditions)
    if not equilibrium.exact:
        return _local_in_box(system, equilibrium, digits, run)
    linearization = linearize(system, equilibrium)
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
        certify=lambda: certificate_of(linearization, exact_spectrum, verdict),
    )
    eigenvalues = _shown(exact_spectrum, coefficients)
    check = cross_check(system, equilibrium.as_dict(), matrix, verdict.cases) if run else not_run("not asked for")
    return LocalAnalysis(equilibrium, linearization, exact_spectrum, coefficients, eigenvalues, verdict, check)


def _local_in_box(system: System, equilibrium: Equilibrium, digits: int, run: bool) -> LocalAnalysis:
    """An equilibrium known by an isolating box: balls prove Re < 0 and Re > 0, never Re = 0."""
    balls = linearize_over_box(system, equilibrium.box)
    location, enclosures = locate_balls(balls, system.time)
    size = balls.nrows()
    middle = ImmutableDenseMatrix(size, size, [_middle(e) for e in balls.entries()])
    linearization = Linearization(system, equilibrium.as_dict(), middle)
    coefficients = tuple(c.evalf(20) for c in middle.charpoly().all_coeffs())
    touching = "the balls around the eigenvalues touch the boundary"
    cell = Cell(true, location, "certified balls around the eigenvalues" if location else touching)
    values = tuple((_middle(v.real) + I * _middle(v.imag), 1) for v in enclosures)
    sizes = [-re(v) if system.time is Time.CONTINUOUS else Abs(v) for v, _ in values]
    rate = None if not sizes else min(sizes) if system.time is Time.CONTINUOUS else max(sizes)
    verdict = decide(linearization, coefficients, (cell,), rigor=Rigor.CERTIFIED, exact_rate=rate)
    check = cross_check(system, equilibrium.as_dict(), middle, verdict.cases) if run else not_run("not asked for")
    return LocalAnalysis(equilibrium, linearization, None, coefficients, values or None, verdict, check)


def _middle(ball: Any) -> Float:
    """The midpoint of a real ball, to 20 digits."""
    return Float(ball.mid().str(20, radius=False), 20)


def _shown(exact_spectrum: Spectrum | None, coefficients: tuple[Any, ...]) -> tuple[tuple[Any, int], ...] | None:
    if exact_spectrum is None:
        return closed_form_eigenvalues(coefficients)
    if any(e.exact is None for e in exact_spectrum.eigenvalues):
        return None
    return tuple((e.exact, e.algebraic_multiplicity) for e in exact_spectrum.eigenvalues)


def _fail_on_disagreement(result: Analysis) -> None:
    for item in result.local:
        if item.cross_check.outcome is Agreement.DISAGREES:
            raise CannotSolve(
                f"an analysis of {result.system.name} that its simulation confirms",
                item.cross_check.reason,
                "cross_check=False to see the prediction, and report the case: one of the two is wrong",
                tuple(
                    f"{row.quantity}: predicted {row.predicted!r}, observed {row.observed!r} +- {row.tolerance:.1e}"
                    for run in item.cross_check.runs
                    for row in run.rows
                    if not row.agrees
                ),
            )


__all__ = ["Analysis", "Completeness", "LocalAnalysis", "analyze"]
