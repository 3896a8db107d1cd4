"""Lyapunov functions with LaSalle's invariance principle."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sympy import Expr, Mul, Poly, Pow, Symbol, cancel, factor

from stability.algebra.conditions import sign_set
from stability.clock import Time
from stability.equilibrium import Completeness, find_equilibria
from stability.errors import NotApplicable
from stability.linearization import check_smooth
from stability.nonlinear.quadratic import definite, increment
from stability.system import System


@dataclass(frozen=True)
class LyapunovFunction:
    """``expression`` is positive definite and radially unbounded, its derivative ``decrease`` is never positive, and
    no trajectory but the equilibrium stays where the derivative vanishes: the equilibrium attracts every start."""

    expression: Expr
    decrease: Expr
    argument: str


def lyapunov_function(
    system: System, point: Mapping[Symbol, Any], v: Any, assumptions: Iterable[Any] = ()
) -> LyapunovFunction:
    """Check that the quadratic ``v`` proves global asymptotic stability of ``point`` for a flow.

    Raises NotApplicable with the step that fails.  The invariant set is found by solving W = 0, W' = 0, ... on the
    squarefree part W of the derivative, so that "no other trajectory stays" is a completeness statement.

    >>> from sympy import Symbol
    >>> from stability.games import dirac_gan
    >>> from stability.regularizers import R1Penalty
    >>> from stability.system import gradient_field
    >>> flow = gradient_field(R1Penalty(Symbol("gamma", positive=True))(dirac_gan()))
    >>> theta, psi = flow.state
    >>> lyapunov_function(flow, {theta: 0, psi: 0}, (theta**2 + psi**2)/2).decrease
    -gamma*psi**2

    Reference: LaSalle 1960, Some extensions of Liapunov's second method.
    """
    given = (*system.assumptions, *assumptions)
    asked = f"{v} as a Lyapunov function"
    if system.time is not Time.CONTINUOUS:
        raise NotApplicable(asked, "a map", "a flow; for maps use a contraction identity")
    _smooth_everywhere(system, given, asked)
    if (
        not v.is_polynomial(*system.state)
        or Poly(v, *system.state).total_degree() != 2
        or v.xreplace(dict(point)) != 0
        or any(v.diff(s).xreplace(dict(point)) != 0 for s in system.state)
        or definite(v, system.state, given) != 1
    ):
        raise NotApplicable(asked, "it is not a positive definite quadratic form about the equilibrium", "another v")
    rate = factor(cancel(increment(system, v).expand()))
    if not sign_set(rate, given) <= frozenset({-1, 0}):
        raise NotApplicable(
            asked, f"its derivative {rate} is not proven to be <= 0", "another v, or a missing assumption"
        )
    if rate == 0:
        raise NotApplicable(
            asked, "its derivative vanishes identically: it is a conserved quantity", "conserved_quantity"
        )
    _no_other_trajectory(system, point, rate, asked)
    return LyapunovFunction(
        v,
        rate,
        f"V = {v} is positive definite, V' = {rate} <= 0, and only the equilibrium stays where V' = 0 (LaSalle)",
    )


def _smooth_everywhere(system: System, given: tuple[Any, ...], asked: str) -> None:
    """A pole elsewhere would stop trajectories on their way: x' = -x/(x - 1)**2 never brings x = 2 to 0."""
    try:
        for component in system.rhs:
            check_smooth(component, {}, given, "a smooth field on the whole space")
    except NotApplicable as kink:
        raise NotApplicable(
            asked, f"the field is not proven smooth everywhere: {kink.found}", "an argument near the equilibrium"
        ) from kink


def _squarefree(rate: Any) -> Any:
    factors = [f.base if isinstance(f, Pow) and f.exp.is_Integer and f.exp > 0 else f for f in Mul.make_args(rate)]
    return Mul(*(f for f in factors if not f.is_number))


def _no_other_trajectory(system: System, point: Mapping[Symbol, Any], rate: Any, asked: str) -> None:
    level = _squarefree(rate)
    conditions = [level]
    while len(conditions) < len(system.state):
        level = increment(system, level)
        conditions.append(level)
    where = System(Time.CONTINUOUS, system.state, conditions, assumptions=system.assumptions)
    found = find_equilibria(where, periodic=False)
    only = [p.as_dict() for p in found.points] == [{s: point[s] for s in system.state}]
    if found.completeness is not Completeness.PROVEN_COMPLETE or found.components or not only:
        raise NotApplicable(asked, "another trajectory may stay where its derivative vanishes", "another v")
