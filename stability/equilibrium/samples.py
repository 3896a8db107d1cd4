"""Points on components: small rational ones where there are any, else a certified box."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice, product
from typing import Any

from sympy import Integer, Rational, Symbol, sqrt
from sympy.logic.boolalg import BooleanTrue

from stability.algebra.conditions import sign_set
from stability.algebra.jets import Jet
from stability.algebra.systems.forms import Factor, canonical, is_zero, quotient
from stability.equilibrium.branches import Branch
from stability.equilibrium.kinks import placed
from stability.equilibrium.numeric import Unsettled, certainly_nonzero, univariate
from stability.equilibrium.records import Equilibrium

States = tuple[Symbol, ...]
#: Small values tried for free symbols in search of a sample.
_NEAR_ZERO = tuple(Integer(k) for k in (0, 1, -1))
VALUES = tuple(
    Rational(p, q) for p, q in ((1, 1), (2, 1), (1, 2), (-1, 1), (3, 1), (-2, 1), (1, 3), (-1, 2), (0, 1), (3, 2))
)


def solved_sample(state: States, values: dict[Any, Any], free: list[Symbol], conditions: tuple[Any, ...]) -> Any:
    """A point of a solved case with small rational coordinates that satisfies its conditions."""
    relevant = [c for c in conditions if c.free_symbols & set(free)]
    for put in grid(free):
        if all(isinstance(placed(c, put), BooleanTrue) for c in relevant):
            return tuple((s, put[s] if s in put else values[s].xreplace(put)) for s in state)
    return None


def implicit_sample(
    state: States,
    assumptions: tuple[Any, ...],
    factor: Factor,
    values: dict[Any, Any],
    free: list[Symbol],
    conditions: tuple[Any, ...],
    inside: Callable[[dict[Any, Any]], bool],
) -> Any:
    """A smooth point with small rational coordinates, one of which may be solved for; inside: which are allowed."""
    relevant = [c for c in conditions if c.free_symbols & set(free)]
    for put in grid(free):
        if (
            all(isinstance(placed(c, put), BooleanTrue) for c in relevant)
            and is_zero(factor.expr.xreplace(put))
            and any(0 not in sign_set(factor.expr.diff(s).xreplace(put), assumptions) for s in free)
            and inside(put)
        ):
            return tuple((s, put[s] if s in put else values[s].xreplace(put)) for s in state)
    return _quadratic_sample(state, assumptions, factor, values, free, inside) if not relevant else None


def _quadratic_sample(
    state: States,
    assumptions: tuple[Any, ...],
    factor: Factor,
    values: dict[Any, Any],
    free: list[Symbol],
    inside: Callable[[dict[Any, Any]], bool],
) -> Any:
    """A simple root of a quadratic in one free symbol, the others at small values; parameters may remain."""
    for symbol in free:
        for put in islice(grid([s for s in free if s != symbol], _NEAR_ZERO), 9):
            form = quotient(factor.expr.xreplace(put))
            parts = form.factors[0].coefficients(symbol) if len(form.factors) == 1 else None
            if parts is None or max(parts) != 2:
                continue
            a, b, c = (parts.get(k, Integer(0)) for k in (2, 1, 0))
            discriminant = canonical(b**2 - 4 * a * c)
            if sign_set(discriminant, assumptions) == {1} and 0 not in sign_set(a, assumptions):
                point = put | {symbol: canonical((-b + sqrt(discriminant)) / (2 * a))}
                if inside(point):
                    return tuple((s, point[s] if s in point else values[s].xreplace(point)) for s in state)
    return None


def certified_sample(
    state: States,
    factor: Factor,
    branch: Branch,
    free: list[Symbol],
    conditions: tuple[Any, ...],
    allowed: Callable[[Equilibrium], bool],
) -> Any:
    """A box with a smooth point: all but one free symbol at small rationals, a simple zero in that one."""
    if factor.symbols - set(free) or factor.expr.has(Jet) or any(c.free_symbols & set(free) for c in conditions):
        return None
    for symbol in (s for s in free if s in factor.symbols):
        others = [s for s in free if s != symbol]
        for put in islice(grid(others, _NEAR_ZERO), 9):
            section = factor.expr.xreplace(put)
            for part in quotient(section).factors:
                solved = tuple((s, v.xreplace(put)) for s, v in (*branch.solved, *put.items()))
                case = Unsettled((part.expr,), (symbol,), solved, (), state)
                for point in univariate(case, part) or ():
                    smooth = point.box and certainly_nonzero(section.diff(symbol), {symbol: dict(point.box)[symbol]})
                    if smooth and allowed(point):
                        return point.box
    return None


def grid(free: list[Symbol], choices: tuple[Rational, ...] = VALUES) -> Iterator[dict[Any, Any]]:
    """Small rational values for symbols, at most 300 points."""
    for values in islice(product(choices[:6] if len(free) > 2 else choices, repeat=len(free)), 300):
        yield dict(zip(free, values, strict=True))
