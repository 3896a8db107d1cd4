r"""Gaussian quadrature: expectations as finite sums that any numerical code printer understands.

The sums are floating-point and carry no bound (rigor NUMERICAL); ``lower`` measures them against twice the order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from itertools import product as cartesian
from typing import Any

import numpy as np
from sympy import Add, And, Expr, Float, Mul, Piecewise, lambdify, nan

from stability.algebra.exact import shorten
from stability.errors import BadInput, CannotSolve, NotApplicable
from stability.expectation.bounds import NoMajorant
from stability.expectation.majorant import majorant
from stability.expectation.node import Expectation
from stability.expectation.standard import standard

_LIMIT = 4096  # terms of one sum; beyond, compiling the right-hand side takes longer than simulating it
_ORDERS = (8, 16, 32, 64, 128)


@lru_cache(maxsize=64)
def rule(kind: str, order: int) -> tuple[tuple[Float, Float], ...]:
    """(node, weight) of the base law's rule: Gauss-Hermite for N(0, 1), Gauss-Legendre for U(-1, 1); the sum is 1."""
    points, weights = standard(kind).nodes(order)
    weights = weights / weights.sum()
    return tuple((Float(float(p)), Float(float(w))) for p, w in zip(points, weights, strict=True))


def quadrature(expression: Expr, order: int = 32) -> Expr:
    """``expression`` with every expectation replaced by a weighted sum over ``order`` nodes in each direction.

    The result holds floats: it is for compiled right-hand sides, never for a verdict.  Where an expectation exists for
    some parameters only (exp(psi x^2)), the sum is nan elsewhere.

    >>> from sympy import cos, symbols
    >>> from stability.expectation import Uniform, expectation
    >>> psi, x = symbols("psi x", real=True)
    >>> round(quadrature(expectation(cos(psi*x), x, Uniform(-1, 1)), 16).subs(psi, 1), 12)
    0.841470984808

    Raises NotApplicable when the expectation is not known to exist, CannotSolve beyond 4,096 terms.
    """
    if isinstance(order, bool) or not isinstance(order, int) or order < 1:
        raise BadInput("the order of a quadrature", repr(order), "a positive integer")
    if not expression.has(Expectation):
        return expression
    if isinstance(expression, Expectation):
        return _sum(expression, order)
    return expression.func(*(quadrature(a, order) if isinstance(a, Expr) else a for a in expression.args))


def _sum(node: Any, order: int) -> Expr:
    group = node.variates
    if order ** len(group) > _LIMIT:
        raise CannotSolve(
            f"a quadrature of order {order} in {len(group)} dimensions",
            f"{order ** len(group)} terms",
            "a lower order, or an integrand of fewer variables",
        )
    try:
        conditions = majorant(node.integrand, group).conditions
    except NoMajorant as reason:
        raise NotApplicable(
            f"a quadrature of {shorten(node)}",
            f"the expectation is not known to exist: {reason}",
            "an integrand that grows slower than the density decays",
        ) from None
    terms = []
    for choice in cartesian(*(rule(v.kind, order) for v in group)):
        value = node.integrand.xreplace({v: point for v, (point, _) in zip(group, choice, strict=True)})
        terms.append(Mul(*(w for _, w in choice), quadrature(value, order)))
    total = Add(*terms)
    return Piecewise((total, And(*(c > 0 for c in conditions))), (nan, True)) if conditions else total


@dataclass(frozen=True)
class Lowered:
    """expressions: without expectations; order: nodes per direction; error: largest |Q_2n - Q_n| at the test points."""

    expressions: tuple[Expr, ...]
    order: int
    error: float


def lower(expressions: Iterable[Expr], points: Iterable[Mapping[Any, Any]] = (), tolerance: float = 1e-10) -> Lowered:
    """The smallest order in 8, 16, ..., 64 whose sums change by less than ``tolerance`` when the order is doubled.

    points: values of all free symbols at which the change is measured, typically a few places along a trajectory.
    tolerance: 1e-10 lies two digits below the error of the integrators that use the result.

    >>> from sympy import exp, log, symbols
    >>> from stability.expectation import Normal, expectation
    >>> psi, x = symbols("psi x", real=True)
    >>> lower([expectation(log(1 + exp(psi*x)), x, Normal(0, 1))], [{psi: 1}]).order
    32

    Raises CannotSolve when order 64 still changes by more.
    """
    given = tuple(expressions)
    where = [dict(p) for p in points]
    if not any(e.has(Expectation) for e in given):
        return Lowered(given, 0, 0.0)
    coarse = _at_order(given, _ORDERS[0])
    for order, double in pairwise(_ORDERS):
        fine = _at_order(given, double)
        error = _difference(coarse, fine, where)
        if error < tolerance:
            return Lowered(coarse, order, error)
        coarse = fine
    raise CannotSolve(
        f"a quadrature within {tolerance}",
        f"orders 64 and 128 differ by {error:.1e}",
        "smaller parameter values, a larger tolerance, or ball() at single points",
    )


def _at_order(expressions: tuple[Expr, ...], order: int) -> tuple[Expr, ...]:
    return tuple(quadrature(e, order) for e in expressions)


def _difference(coarse: tuple[Expr, ...], fine: tuple[Expr, ...], points: list[dict[Any, Any]]) -> float:
    if not points:
        raise BadInput("points at which the quadrature is tested", "none", "points=[{symbol: value, ...}]")
    symbols = sorted({s for e in fine for s in e.free_symbols}, key=str)
    # SciPy first: NumPy has no erf
    functions = [lambdify(symbols, list(group), ["scipy", "numpy"]) for group in (coarse, fine)]
    worst = 0.0
    for point in points:
        missing = [s for s in symbols if s not in point]
        if missing:
            raise BadInput("a point with all values", f"no value for {missing[0]}", f"{missing[0]}: ... in each point")
        arguments = [float(point[s]) for s in symbols]
        with np.errstate(all="ignore"):  # overflow shows as inf or nan, which counts as no agreement
            a, b = (np.asarray(f(*arguments), dtype=float) for f in functions)
            error = float(np.max(np.abs(a - b)))
        worst = max(worst, error if np.isfinite(error) else np.inf)
    return worst
