"""Simulated trajectories of flows and maps.

Stands above ``linearization`` in the order of imports, so that it cannot see a Jacobian: what it measures is
independent of what is predicted.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sympy import preorder_traversal

from stability.algebra.exact import count, shorten
from stability.algebra.names import named
from stability.clock import Time
from stability.errors import BadInput, CannotSolve
from stability.expectation.compiled import ORDERS, compile_components, holds_expectation
from stability.system import System

Array = NDArray[np.float64]

#: DOP853 is of order 8; at this relative tolerance its local error is near rounding error, so that what remains of
#: a measured drift is the dynamics, not the solver.
RTOL, ATOL = 1e-11, 1e-14
#: Largest change of the field, relative to 1 + its size, when the order of the quadrature is doubled: one digit above
#: the rounding error of a sum of some hundred terms, one digit below RTOL.
QUADRATURE = 1e-12


@dataclass(frozen=True)
class Trajectory:
    """times: (k,), in units of time or iterations; states: (k, n) for one start, (k, n, m) for m starts at once."""

    times: Array
    states: Array
    rtol: float
    atol: float

    @property
    def last(self) -> Array:
        """The final state, shape (n,) or (n, m)."""
        return np.asarray(self.states[-1])


def compile_field(system: System, order: int = ORDERS[0]) -> Callable[[Array], Array]:
    """The right-hand side as a function of an array (n,) or (n, m); stages are applied in turn.

    order: nodes per direction with which expectations are integrated; of no effect where there are none.
    Raises BadInput while parameters or abstract functions have no values.
    """
    unknown = [str(s) for s in system.parameters] + list(system.functions)
    if unknown:
        raise BadInput(
            "a simulation", f"no values for {', '.join(unknown)}", "system.instantiate({symbol: value}, {name: Lambda})"
        )
    stages = [compile_components(system.state, tuple(stage), order) for stage in system.maps]
    rational = all(_rational(stage) for stage in system.maps)

    def evaluate(x: Array) -> Array:
        for stage in stages:
            x = _on_floats(stage, x) if rational and x.ndim == 1 else _on_arrays(stage, x)
        return x

    return evaluate


def _rational(components: Iterable[Any]) -> bool:
    """Sums, products and integer powers only: Python's floats compute the same as NumPy's, several times faster."""
    return all(
        node.is_Symbol or node.is_Rational or node.is_Add or node.is_Mul or (node.is_Pow and node.exp.is_Integer)
        for c in components
        for node in preorder_traversal(c)
    )


def _on_floats(stage: Callable[..., Any], x: Array) -> Array:
    try:
        return np.array(stage(*x.tolist()), dtype=float)
    except (OverflowError, ZeroDivisionError):  # NumPy's values are inf and nan
        return _on_arrays(stage, x)


def _on_arrays(stage: Callable[..., Any], x: Array) -> Array:
    out = np.empty_like(x)
    for i, component in enumerate(stage(*x)):
        out[i] = component
    return out


def simulate(
    system: System,
    start: Any,
    until: float,
    *,
    samples: int = 2,
    rtol: float = RTOL,
    atol: float = ATOL,
    bound: float = math.inf,
    evaluations: float = math.inf,
) -> Trajectory:
    """Integrate a flow over [0, until] with DOP853, or iterate a map round(until) times.

    start: shape (n,), or (n, m) for m starts that share one adaptive step; a mapping symbol -> number is taken too.
    samples: number of equidistant times that are kept, both ends included.  A flow is given up when a coordinate gets
    farther than ``bound`` from its start, or when the field has been evaluated ``evaluations`` times.
    Expectations in the field are integrated with the lowest order at which the field at the kept states is settled.
    Raises BadInput for missing values, CannotSolve when the solution leaves the bound before ``until``.

    >>> from sympy import symbols
    >>> x = symbols("x", real=True)
    >>> float(simulate(System(Time.DISCRETE, [x], [x/2]), [1.0], 3).last[0])
    0.125
    """
    if not isinstance(system, System):
        raise BadInput("a simulation of a System", shorten(repr(system)), "gradient_field(game), or a dynamics called")
    x = _start(system, start)
    until, samples = _real(until, "until"), count(samples, "the number of samples", 2)
    rtol, atol, bound = _real(rtol, "rtol"), _real(atol, "atol"), _real(bound, "bound")
    evaluations = _real(evaluations, "evaluations")
    if not (rtol > 0 and atol >= 0 and bound > 0):
        raise BadInput("positive tolerances and a positive bound", f"{rtol}, {atol}, {bound}", "rtol=1e-11, atol=1e-14")
    if not (0 <= until < math.inf):
        raise BadInput("a finite time", f"until={until!r}", "until=10.0")
    if not any(holds_expectation(stage) for stage in system.maps):
        return _run(system, compile_field(system), x, until, samples, rtol, atol, bound, evaluations)
    for order in ORDERS[:-1]:
        if _settled(system, order, x):
            path = _run(system, compile_field(system, order), x, until, samples, rtol, atol, bound, evaluations)
            if all(_settled(system, order, state) for state in path.states[1:]):
                return path
    raise CannotSolve(
        "a simulation of a field with expectations",
        f"quadratures of order {ORDERS[-2]} and {ORDERS[-1]} that differ by more than {QUADRATURE:.0e}",
        "a start nearer to the equilibrium, a shorter time, or a smoother integrand",
    )


def _settled(system: System, order: int, x: Array) -> bool:
    """Doubling the order of the quadrature does not change the field at x."""
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        coarse, fine = compile_field(system, order)(x), compile_field(system, 2 * order)(x)
        return bool(np.all(np.abs(coarse - fine) <= QUADRATURE * (1 + np.abs(fine))))


def _real(value: Any, name: str) -> float:
    """A real number as a float: simulations are the one place where floats are welcome."""
    if not isinstance(value, (bool, str)):
        try:
            return float(value)
        except (TypeError, ValueError, OverflowError, IndexError):  # IndexError: SymPy's identity function
            pass
    raise BadInput(f"a number for {name}", shorten(repr(value)), f"{name}=10.0, for instance")


def _start(system: System, start: Any) -> Array:
    values = start
    if isinstance(start, Mapping):
        given = {named(key, system.state, "a start", "state variable"): value for key, value in start.items()}
        values = [given.get(s, math.nan) for s in system.state]
    try:
        x = np.array(values, dtype=float)
    except (TypeError, ValueError, OverflowError, IndexError):
        x = np.full(0, math.nan)
    if x.shape[:1] != (len(system.state),) or not np.all(np.isfinite(x)):
        raise BadInput(f"a start in R^{len(system.state)}", repr(start), "one finite number for each state variable")
    return x


def _run(
    system: System,
    field: Callable[[Array], Array],
    x: Array,
    until: float,
    samples: int,
    rtol: float,
    atol: float,
    bound: float,
    evaluations: float,
) -> Trajectory:
    if system.time is Time.DISCRETE:
        return _iterate(field, x, round(until), samples)
    return _integrate(field, x, until, samples, rtol, atol, bound, evaluations)


def _iterate(field: Callable[[Array], Array], x: Array, steps: int, samples: int) -> Trajectory:
    wanted = sorted({round(k) for k in np.linspace(0, steps, samples)})
    kept: list[Array] = []
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        for k in range(steps + 1):
            if not np.all(np.isfinite(x)):  # at every step: x -> 1/x brings an overflow back
                found = f"values beyond floating-point range after {k}: the iterates diverge"
                raise CannotSolve(f"{steps} iterations", found, "fewer iterations")
            if k == wanted[len(kept)]:
                kept.append(x)
            if k < steps:
                x = field(x)
    return Trajectory(np.array(wanted, dtype=float), np.array(kept), 0.0, 0.0)


def _integrate(
    field: Callable[[Array], Array],
    x: Array,
    until: float,
    samples: int,
    rtol: float,
    atol: float,
    bound: float,
    evaluations: float,
) -> Trajectory:
    from scipy.integrate import solve_ivp

    shape = x.shape

    first, count = x.ravel(), 0

    def flat(time: float, y: Array) -> Array:
        nonlocal count
        count += 1
        far = bound < math.inf and np.max(np.abs(y - first)) > bound
        if far or count > evaluations:
            what = f"a state farther than {bound:.2g} from its start" if far else f"{evaluations:.0f} evaluations spent"
            raise CannotSolve(f"the flow up to time {until:.4g}", f"{what} at time {time:.4g}", "a shorter time")
        return field(y.reshape(shape)).ravel()

    times = np.linspace(0.0, until, samples)
    if until == 0:  # scipy finds no time to evaluate at
        return Trajectory(times, np.array([x] * samples), rtol, atol)
    with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
        solution = solve_ivp(flat, (0.0, until), x.ravel(), method="DOP853", t_eval=times, rtol=rtol, atol=atol)
    if not solution.success or not np.all(np.isfinite(solution.y)):
        raise CannotSolve(
            f"the flow up to time {until}",
            str(solution.message),
            "a shorter time, or a start nearer to the equilibrium",
        )
    return Trajectory(times, solution.y.T.reshape((len(times), *shape)), rtol, atol)
