"""The smooth function that a piecewise one is near a point off its kinks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sympy import Abs, Heaviside, Integer, Max, Min, Piecewise, false, sign, true
from sympy.core.relational import Relational

from stability.algebra.conditions.signs import sign_set

#: Functions given piece by piece.
PIECEWISE = (Abs, sign, Heaviside, Max, Min, Piecewise)


def near(expression: Any, point: Mapping[Any, Any], assumptions: Iterable[Any] = ()) -> Any:
    """The expression with each piecewise function replaced by its piece, where one is proven to hold near the point.

    The two are equal in a neighbourhood, so all derivatives at the point agree; a kink at the point itself stays.

    >>> from sympy.abc import x, y
    >>> near(Abs(x - 1)*Max(0, y), {x: Integer(0), y: Integer(0)})
    (1 - x)*Max(0, y)
    """
    return _near(expression, dict(point), tuple(assumptions))


def _near(e: Any, point: dict[Any, Any], given: tuple[Any, ...]) -> Any:
    if not e.has(*PIECEWISE) or getattr(e, "is_expectation", False):
        return e
    if isinstance(e, Piecewise):
        return _piece(e, point, given)
    args = [_near(a, point, given) for a in e.args]
    inner = e.func(*args)
    if isinstance(inner, (Abs, sign, Heaviside)):
        return _on_one_side(inner, point, given)
    return _extreme(inner, point, given) if isinstance(inner, (Max, Min)) else inner


def _on_one_side(e: Any, point: dict[Any, Any], given: tuple[Any, ...]) -> Any:
    signs = _signs(e.args[0], point, given)
    if len(signs) != 1 or 0 in signs:
        return e
    (side,) = signs
    if isinstance(e, Abs):
        return side * e.args[0]
    return Integer(side) if isinstance(e, sign) else Integer((side + 1) // 2)


def _extreme(e: Any, point: dict[Any, Any], given: tuple[Any, ...]) -> Any:
    wanted = {1} if isinstance(e, Max) else {-1}
    for candidate in e.args:
        if all(_signs(candidate - other, point, given) == wanted for other in e.args if other != candidate):
            return candidate
    return e


def _piece(e: Any, point: dict[Any, Any], given: tuple[Any, ...]) -> Any:
    """The piece of a Piecewise whose condition holds strictly, the earlier ones failing strictly."""
    for value, condition in e.args:
        put = {}
        for r in condition.atoms(Relational):
            signs = _signs(r.lhs - r.rhs, point, given)
            if 0 not in signs and len(signs) == 1:
                put[r] = true if signs <= _ALLOWED[r.rel_op] else false
        here = condition.xreplace(put)
        if here == true:
            return _near(value, point, given)
        if here != false:
            return e
    return e


_ALLOWED = {">": {1}, ">=": {1}, "<": {-1}, "<=": {-1}, "==": set[int](), "!=": {-1, 1}}


def _signs(e: Any, point: dict[Any, Any], given: tuple[Any, ...]) -> frozenset[int]:
    return sign_set(e.xreplace(point), given)
