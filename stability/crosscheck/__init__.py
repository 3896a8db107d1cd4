"""The only place where prediction and simulation meet.

Predicted: the exact Jacobian J and its eigenvalues.  Observed: the derivative of the simulated flow map (or of k
iterations), by central differences of nonlinear trajectories that know no Jacobian, and its eigenvalues; it is compared
with exp(J T) (or J^k) as a matrix, so that an error in any entry shows.  Two pairs of starts, at distance d and 2 d,
tell how large the nonlinear remainder is; every tolerance follows from that and from the solver's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np
from sympy import nan, zoo

from stability.algebra.conditions import Sample
from stability.algebra.jets import instantiate
from stability.clock import Time
from stability.crosscheck.cases import chosen_cases, sample_of
from stability.crosscheck.closely import confirmed_closely
from stability.errors import CannotSolve
from stability.system import System
from stability.trajectory import ATOL, RTOL, Array, simulate

#: Central differences lose d^2 to the third derivative and rounding/d to cancellation; 2^-12 balances both near 1e-8.
#: The shorter ones are for fields whose nonlinear terms dwarf the linear ones at that distance; there the solver, whose
#: error is divided by the distance, is run at the smallest tolerance that double precision supports.
DISTANCES = ((2.0**-12, RTOL), (2.0**-16, 1e-13), (2.0**-20, 1e-13))
#: A measurement with this relative error is not repeated at a shorter distance.
SHARP = 1e-4
#: Slower than this per unit time, no simulation of reasonable length can tell growth from decay.
SLOWEST = 1e-4
#: Time units (or 1/SLOWEST iterations) that a simulation may take.
HORIZON = 1e4
#: Evaluations of the field in one measurement: ten times what a smooth field takes.  A field whose own rounding exceeds
#: the solver's tolerance would take millions.
EVALUATIONS = 20_000
#: A measurement that errs by more than this share of the propagator corroborates nothing.
BLUNT = 0.05
#: Relative error of exp(J T) and of eigenvalues in floating point, for |J| T <= 2 and n below 100.
ROUNDING = 1e-12


_OVERRULED = (
    "a first measurement contradicted the prediction; repeated with 60 digits and a start at distance 1e-15, the "
    "derivative of the field and its eigenvalues agree with it"
)
_CONTRADICTORY = (
    "measurements at several distances from the point contradict each other: the field varies on a finer scale"
)


class Agreement(Enum):
    """Outcome of a comparison."""

    AGREES = "AGREES"
    DISAGREES = "DISAGREES"
    INCONCLUSIVE = "INCONCLUSIVE"
    NOT_RUN = "NOT_RUN"


@dataclass(frozen=True)
class Row:
    """One quantity: predicted, observed, and the largest difference that errors of measurement explain."""

    quantity: str
    predicted: float
    observed: float
    tolerance: float

    @property
    def agrees(self) -> bool:
        return abs(self.predicted - self.observed) <= self.tolerance


@dataclass(frozen=True)
class Run:
    """One simulation: the exact sample it used, and the rows."""

    sample: Sample
    until: float
    rows: tuple[Row, ...]
    outcome: Agreement
    reason: str


@dataclass(frozen=True)
class CrossCheck:
    """outcome: the worst of the runs; DISAGREES fails an analysis."""

    outcome: Agreement
    runs: tuple[Run, ...]
    reason: str


def not_run(reason: str) -> CrossCheck:
    return CrossCheck(Agreement.NOT_RUN, (), reason)


def cross_check(system: System, point: Mapping[Any, Any], jacobian: Any, cases: Iterable[Any]) -> CrossCheck:
    """Compare spectrum and conserved quantity of each case with simulations at an exact sample of the case.

    Of many cases CASES are simulated, every kind of verdict first; the reason says how many were left out.
    """
    every = list(cases)
    chosen = chosen_cases(every)
    runs = []
    for case in chosen:
        sample = sample_of(system, point, case.condition)
        if sample is not None:
            runs.append(_run(system, point, jacobian, case, sample))
    if not runs:
        return not_run("no exact sample of the assumptions was found")
    order = (Agreement.DISAGREES, Agreement.INCONCLUSIVE, Agreement.NOT_RUN, Agreement.AGREES)
    worst = min((run.outcome for run in runs), key=order.index)
    reason = "; ".join(dict.fromkeys(run.reason for run in runs if run.outcome is worst))
    if len(every) > len(chosen):
        reason += f"; {len(chosen)} of {len(every)} cases were simulated"
    return CrossCheck(worst, tuple(runs), reason)


def _run(system: System, point: Mapping[Any, Any], jacobian: Any, case: Any, sample: Sample) -> Run:
    def number(value: Any) -> Any:
        return instantiate(value, dict(sample.functions)).xreplace(sample.values)

    concrete = system.instantiate(
        {s: v for s, v in sample.values.items() if s in set(system.parameters)}, sample.functions
    )
    given = [number(point[s]) for s in system.state]
    if any(value.has(nan, zoo) for value in given):
        found = ", ".join(f"{s} = {value}" for s, value in zip(system.state, given, strict=True))
        return Run(sample, 0.0, (), Agreement.INCONCLUSIVE, f"the point is undefined at the sample: {found}")
    centre = np.array([float(value) for value in given])
    exact = jacobian.applyfunc(number)
    predicted = _eigenvalues(exact, system.time)
    try:
        until, rows, reason = _spectral_rows(concrete, centre, exact, predicted, _marginal(case))
        if case.conserved is not None:
            rows += (_drift(concrete, centre, number(case.conserved.expression), predicted),)
    except CannotSolve as failure:
        return Run(sample, 0.0, (), Agreement.INCONCLUSIVE, str(failure))
    if reason == _CONTRADICTORY:
        return Run(sample, until, rows, Agreement.INCONCLUSIVE, reason)
    if any(not row.agrees for row in rows):
        drifts = any(not row.agrees and "drift" in row.quantity for row in rows)  # not excused by the spectrum
        if not drifts and confirmed_closely(concrete, given, exact, predicted):
            return Run(sample, until, rows, Agreement.INCONCLUSIVE, _OVERRULED)
        wrong = ", ".join(row.quantity for row in rows if not row.agrees)
        return Run(sample, until, rows, Agreement.DISAGREES, f"the simulation contradicts the predicted {wrong}")
    return Run(
        sample,
        until,
        rows,
        Agreement.INCONCLUSIVE if reason else Agreement.AGREES,
        reason or "within the derived tolerances",
    )


def _eigenvalues(matrix: Any, time: Time) -> Any:
    if all(entry.is_Rational for entry in matrix):
        from stability.spectrum import spectrum

        found = spectrum(matrix.tolist(), time, 20).eigenvalues
        return np.array(
            [complex(e.enclosure.re, e.enclosure.im) for e in found for _ in range(e.algebraic_multiplicity)]
        )
    return np.linalg.eigvals(np.array(matrix.evalf(30).tolist(), dtype=float))


def _marginal(case: Any) -> bool:
    """The leading eigenvalue is proven to be on the boundary; a measurement cannot do more than find it near."""
    return case.location is not None and case.location.boundary > 0 and case.location.outside == 0


def _spectral_rows(
    system: System, centre: Array, exact: Any, predicted: Any, marginal: bool
) -> tuple[float, tuple[Row, ...], str]:
    """exp(J T) and exp(lambda T), or J^k and lambda^k, against the measured propagator and its eigenvalues."""
    jacobian = np.array(exact.evalf(20).tolist(), dtype=float)
    flow = system.time is Time.CONTINUOUS
    until = _duration(system.time, jacobian, predicted)
    expected = _expm(jacobian * until) if flow else np.linalg.matrix_power(jacobian, round(until))
    size = float(np.linalg.norm(expected, 2))
    found, confirmed = _measured(system, centre, until, expected)
    factors = np.exp(predicted * until) if flow else predicted**until
    observed, shift = _matched(found.propagator, factors, found.error)
    lead = int(np.argmax(np.abs(factors)))
    named = _amount(system.time, until)
    rows = (
        *_readable(system.time, until, predicted[lead], observed[lead], factors[lead], shift),
        Row(f"eigenvalues after {named}, largest deviation", 0.0, float(np.max(np.abs(observed - factors))), shift),
        _deviation(f"derivative of the {'flow' if flow else 'map'} after {named}, deviation", found, expected),
    )
    if not flow and until > 1:  # J^k does not determine J
        once, sure = _measured(system, centre, 1.0, jacobian)
        rows, confirmed = (*rows, _deviation("derivative of the map, deviation", once, jacobian)), confirmed and sure
    if not confirmed:
        return until, rows, _CONTRADICTORY
    if flow and float(np.linalg.norm(jacobian, 2)) < SLOWEST:
        return until, rows, f"the time scale lies beyond the horizon: nothing moves faster than {SLOWEST} per unit time"
    if found.error > BLUNT * size:
        return until, rows, f"the error of measurement {found.error:.1e} is too large to tell anything"
    gap = abs(rows[0].predicted - (0 if flow else 1))
    if not marginal and gap <= rows[0].tolerance:
        return until, rows, f"growth and decay look alike: the {rows[0].quantity} is predicted {gap:.2g} from the edge"
    return until, rows, ""


def _deviation(quantity: str, found: _Measurement, expected: Array) -> Row:
    return Row(quantity, 0.0, float(np.linalg.norm(found.propagator - expected, 2)), found.error)


def _expm(matrix: Array) -> Array:
    from scipy.linalg import expm

    return np.asarray(expm(matrix))


def _amount(time: Time, until: float) -> str:
    return f"time {until:.4g}" if time is Time.CONTINUOUS else f"{round(until)} iteration{'s' if until > 1 else ''}"


def _duration(time: Time, jacobian: Array, predicted: Any) -> float:
    """Long enough for the eigenvalues to show, short enough that phases stay below pi and sizes within 10^3."""
    norm = float(np.linalg.norm(jacobian, 2))
    if time is Time.CONTINUOUS:
        return min(2.0 / norm, HORIZON) if norm > 0 else 1.0
    sizes = np.abs(predicted)
    gaps = np.abs(predicted[:, None] - predicted[None, :])[~np.eye(len(predicted), dtype=bool)]
    if gaps.size and float(np.min(gaps)) < 1e-6:
        return 1.0  # the eigenvalues of a defective power move like a root of the error: take the first power
    spread = max(float(np.max(np.abs(np.log(np.maximum(sizes, 1e-3))))), np.log(max(norm, 1.0)) / 3, 1e-3)
    return float(max(1, min(25, int(2.0 / spread))))


@dataclass(frozen=True)
class _Measurement:
    """An observed propagator, the bound on its error, and whether the prediction lies within that bound."""

    propagator: Array
    error: float
    agrees: bool


def _measured(system: System, centre: Array, until: float, expected: Array) -> tuple[_Measurement, bool]:
    """The propagator, and whether its error bound can be relied on.

    A coarse measurement is repeated nearer to the point.  One that contradicts the prediction is repeated too: the
    field may oscillate within the first distance, which no error bound from there can see.
    """
    size = 1 + float(np.linalg.norm(expected, 2))
    tried: list[_Measurement] = []
    failure = None
    for distance, rtol in DISTANCES:
        try:
            propagator, error = _propagator(system, centre, until, distance, rtol)
        except CannotSolve as reason:
            failure = reason
            continue
        error += ROUNDING * size
        tried.append(_Measurement(propagator, error, float(np.linalg.norm(propagator - expected, 2)) <= error))
        if len(tried) == 1 and tried[0].agrees and error <= SHARP * size:
            return tried[0], True
    if failure is not None and not tried:
        raise failure
    return _weighed(tried, size)


def _weighed(tried: list[_Measurement], size: float) -> tuple[_Measurement, bool]:
    """From several distances, far to near: a contradiction stands when the two nearest measurements share it."""
    contradictions = [m for m in tried if not m.agrees]
    if not contradictions:
        return min(tried, key=lambda m: m.error), True
    if len(tried) > 1 and not tried[-1].agrees and not tried[-2].agrees:
        return min(contradictions, key=lambda m: m.error), True
    nearest = tried[-1]
    overruled = nearest.agrees and all(
        float(np.linalg.norm(m.propagator - nearest.propagator, 2)) > m.error + nearest.error for m in contradictions
    )
    return nearest, overruled and nearest.error <= SHARP * size


def _propagator(system: System, centre: Array, until: float, distance: float, rtol: float) -> tuple[Array, float]:
    """D Phi_T(centre) by central differences at two distances; the second gives the error."""
    n = len(centre)
    scale = distance * (1.0 + float(np.max(np.abs(centre))))
    directions = np.hstack([np.eye(n) * step for step in (scale, -scale, 2 * scale, -2 * scale)])
    # In this time a linear flow stretches by less than e^2; a state 50 times as far away tells nothing about J.
    # An absolute tolerance below the rounding of the largest coordinate would make the solver chase noise.
    atol = max(ATOL * scale, 2.0**-50 * float(np.max(np.abs(centre))))
    start = centre[:, None] + directions
    final = simulate(system, start, until, rtol=rtol, atol=atol, bound=100 * scale, evaluations=EVALUATIONS).last
    near = (final[:, :n] - final[:, n : 2 * n]) / (2 * scale)
    far = (final[:, 2 * n : 3 * n] - final[:, 3 * n :]) / (4 * scale)
    # (far - near) = 3 x the remainder of near, up to higher order; Richardson removes it and leaves that higher order.
    remainder = float(np.linalg.norm(far - near, 2)) / 3
    size = float(np.linalg.norm(near, 2)) + 1.0
    solver = 100 * rtol * (float(np.max(np.abs(centre))) + scale) / scale * size  # global error: at most 100 local ones
    rounding = (
        2.0**-52 * (1 + float(np.max(np.abs(centre)))) / scale * size * (1 if system.time is Time.CONTINUOUS else until)
    )
    return near - (far - near) / 3, remainder + rounding + (solver if system.time is Time.CONTINUOUS else 0.0)


def _matched(propagator: Array, factors: Any, error: float) -> tuple[Any, float]:
    """Observed eigenvalues in the order of the predicted ones, and how far ``error`` can move an eigenvalue.

    The bound is the smaller of Bauer-Fike's and Elsner's; the latter holds for defective matrices too.
    """
    values, vectors = np.linalg.eig(propagator)
    n = len(values)
    order, free = [], list(range(n))
    for factor in factors:
        nearest = min(free, key=lambda j, f=factor: abs(values[j] - f))  # type: ignore[misc]
        free.remove(nearest)
        order.append(nearest)
    size = float(np.linalg.norm(propagator, 2))
    elsner = (2 * size + error) ** (1 - 1 / n) * error ** (1 / n)
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        bauer_fike = float(np.linalg.cond(vectors)) * error
    shift = float(np.nanmin([elsner, bauer_fike]))
    gaps = np.abs(values[:, None] - values[None, :])[~np.eye(n, dtype=bool)]
    # Both bounds put each eigenvalue near some other; one to one only where their discs are apart, else 2n - 1 as far.
    apart = gaps.size == 0 or bool(np.min(gaps) > 2 * shift)
    return values[order], shift if apart else (2 * n - 1) * shift


def _readable(
    time: Time, until: float, predicted: complex, observed: complex, factor: complex, shift: float
) -> tuple[Row, ...]:
    """The leading eigenvalue as rate and frequency (flow) or modulus and angle (map)."""
    relative = float(shift / max(abs(factor) - shift, shift))
    if time is Time.CONTINUOUS:
        rows = [
            Row("spectral abscissa", float(predicted.real), float(np.log(abs(observed))) / until, 2 * relative / until)
        ]
        if predicted.imag:
            angle = abs(float(np.angle(observed))) / until
            rows.append(Row("frequency", abs(float(predicted.imag)), angle, 2 * relative / until))
        return tuple(rows)
    size = float(abs(observed)) ** (1 / until)
    tolerance = 2 * relative * max(float(abs(predicted)), 1.0) if abs(factor) > shift else shift ** (1 / until)
    return (Row("spectral radius", float(abs(predicted)), size, tolerance),)


def _drift(system: System, centre: Array, quantity: Any, predicted: Any) -> Row:
    """Largest relative change of a conserved quantity along an orbit that starts at distance about 1."""
    from sympy import CRootOf, lambdify

    # roots of polynomials, of the parameters' numbers, have no name in NumPy
    roots = {root: root.evalf(20) for root in quantity.atoms(CRootOf)}
    value = lambdify(system.state, quantity.xreplace(roots), modules=["scipy", "numpy"])
    start = centre + 1.0 / (1.0 + np.arange(len(centre)))
    size = max(float(np.max(np.abs(predicted))), SLOWEST) if system.time is Time.CONTINUOUS else 1.0
    until = min(20.0 / size, HORIZON) if system.time is Time.CONTINUOUS else 1000.0
    path = simulate(system, start, until, samples=201)
    levels = np.array([value(*state) for state in path.states], dtype=float)
    # An indefinite quantity is a difference of large terms: it is known no better than their rounding.
    magnitude = max(abs(levels[0]), float(np.max(np.abs(path.states - centre))) ** 2)
    change = float(np.max(np.abs(levels - levels[0])) / magnitude)
    # Flow: at most 100 local errors of relative size rtol per unit of phase.  Map: rounding, one unit per operation.
    tolerance = 100 * RTOL * 20.0 if system.time is Time.CONTINUOUS else 1000 * 2.0**-52 * 100
    return Row(f"relative drift of {quantity} over {_amount(system.time, until)}", 0.0, change, tolerance)
