r"""Compiled components: NumPy functions of arrays, with expectations as weighted sums over Gaussian nodes.

Every expectation becomes one number per state: its integrand is evaluated on the whole grid of nodes at once and
multiplied by the weights, so that the code does not grow with the order.  No bound (rigor NUMERICAL): the caller
compares two orders along the states that it visits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sympy import And, CRootOf, Dummy, Expr, Piecewise, Symbol, lambdify, nan

from stability.algebra.exact import shorten
from stability.errors import CannotSolve
from stability.expectation.bounds import NoMajorant
from stability.expectation.majorant import majorant
from stability.expectation.node import Expectation
from stability.expectation.quadrature import quadrature, rule
from stability.expectation.variates import Variate

Array = NDArray[np.float64]

#: Orders of the Gaussian rules that are tried in turn; doubling shows the error of the lower one.
ORDERS = (16, 32, 64, 128, 256)
#: Nodes of one grid times starts that are integrated at once stay below some hundred megabytes.
_GRID = 2**15


def compile_components(state: tuple[Symbol, ...], components: tuple[Expr, ...], order: int = 0) -> Callable[..., Any]:
    """The components as a function of len(state) arrays of equal shape; a list of arrays or numbers.

    order: nodes per direction of each expectation (ignored where there is none).

    >>> from sympy import cos, symbols
    >>> from stability.expectation import Uniform, expectation
    >>> psi, x = symbols("psi x", real=True)
    >>> value = compile_components((psi,), (expectation(cos(psi*x), x, Uniform(-1, 1)),), 16)(np.array([1.0, 2.0]))
    >>> [round(float(v), 12) for v in value[0]]
    [0.841470984808, 0.454648713413]

    Raises CannotSolve when a grid is too large or an expectation is not known to exist.
    """
    if not holds_expectation(components):
        return _compiled(state, components)
    return _averaged(state, components, order)


def holds_expectation(components: Sequence[Expr]) -> bool:
    """True when a component needs quadrature."""
    return any(c.has(Expectation) for c in components)


@lru_cache(maxsize=256)
def _compiled(state: tuple[Any, ...], components: tuple[Any, ...]) -> Callable[..., Any]:
    # A flat list: lambdify(nested, cse=True) silently eliminates nothing.
    # SciPy first: NumPy has no erf, and Python's takes one number at a time.
    modules = ["scipy", "numpy"]
    return lambdify(state, [_printable(c) for c in components], modules=modules, cse=True)  # type: ignore[no-any-return]


def _printable(component: Any) -> Any:
    """Algebraic numbers without a radical form as floats, which NumPy code can print."""
    return component.xreplace({root: root.evalf(17) for root in component.atoms(CRootOf)})


@lru_cache(maxsize=64)
def _averaged(state: tuple[Any, ...], components: tuple[Expr, ...], order: int) -> Callable[..., Any]:
    outer, groups = _split(components)
    names = tuple(d for members in groups.values() for d, _ in members)
    combine = _compiled((*state, *names), outer)
    averages = [
        (
            _compiled((*state, *variates), tuple(_inner(node.integrand, order) for _, node in members)),
            *_grid(variates, order),
        )
        for variates, members in groups.items()
    ]

    def evaluate(*x: Any) -> Any:
        columns = [np.asarray(v, dtype=float)[..., None] for v in x]
        means: list[Any] = []
        for integrands, nodes, weights in averages:
            for value in integrands(*columns, *nodes):
                means.append(np.broadcast_to(value, (*columns[0].shape[:-1], len(weights))) @ weights)
        return combine(*x, *means)

    return evaluate


def _split(
    components: tuple[Expr, ...],
) -> tuple[tuple[Expr, ...], dict[tuple[Variate, ...], list[tuple[Dummy, Expectation]]]]:
    """The components with a symbol for each expectation that is not inside another, grouped by their variates."""
    rule_: dict[Any, Any] = {}
    groups: dict[tuple[Variate, ...], list[tuple[Dummy, Expectation]]] = {}
    for node in dict.fromkeys(n for c in components for n in _outermost(c)):
        mean = Dummy("mean", real=True)
        groups.setdefault(node.variates, []).append((mean, node))
        conditions = _existence(node)
        rule_[node] = Piecewise((mean, And(*(c > 0 for c in conditions))), (nan, True)) if conditions else mean
    return tuple(_put(c, rule_) for c in components), groups


def _outermost(e: Any) -> list[Any]:
    if isinstance(e, Expectation):
        return [e]
    return [n for a in e.args for n in _outermost(a)] if e.has(Expectation) else []


def _put(e: Any, rule_: dict[Any, Any]) -> Any:
    """Like xreplace, which would rebuild the expectations inside."""
    if e in rule_:
        return rule_[e]
    return e.func(*(_put(a, rule_) for a in e.args)) if e.args and e.has(Expectation) else e


def _existence(node: Any) -> tuple[Expr, ...]:
    """What must be positive for the mean to exist: outside, a finite sum would be a silent wrong number."""
    try:
        return majorant(node.integrand, node.variates).conditions
    except NoMajorant as reason:
        raise CannotSolve(
            f"a quadrature of {shorten(node)}",
            f"the expectation is not known to exist: {reason}",
            "an integrand that grows slower than the density decays",
        ) from None


def _inner(integrand: Any, order: int) -> Any:
    return quadrature(integrand, min(order, 64)) if integrand.has(Expectation) else integrand


@lru_cache(maxsize=64)
def _grid(variates: tuple[Variate, ...], order: int) -> tuple[tuple[Array, ...], Array]:
    """Coordinates and weights of the product rule, flattened."""
    if order ** len(variates) > _GRID:
        raise CannotSolve(
            f"a quadrature of order {order} in {len(variates)} dimensions",
            f"{order ** len(variates)} nodes",
            "fewer random inputs, or a lower accuracy",
        )
    rules = [rule(v.kind, order) for v in variates]
    points = np.meshgrid(*(np.array([float(p) for p, _ in r]) for r in rules), indexing="ij")
    weights = np.meshgrid(*(np.array([float(w) for _, w in r]) for r in rules), indexing="ij")
    return tuple(p.ravel() for p in points), np.prod([w.ravel() for w in weights], axis=0)
