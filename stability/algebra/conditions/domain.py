"""Where an expression has a real value: the parts of it that may be undefined, and when they are not."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sympy import (
    Abs,
    Add,
    Expr,
    Heaviside,
    Integer,
    Max,
    Min,
    Mul,
    Pow,
    Rational,
    asinh,
    atan,
    ceiling,
    cos,
    cosh,
    erf,
    erfc,
    exp,
    floor,
    log,
    nan,
    oo,
    preorder_traversal,
    sign,
    sin,
    sinh,
    tanh,
    zoo,
)

from stability.algebra.conditions.signs import POSITIVE, sign_set
from stability.algebra.jets import Jet

#: Real wherever their arguments are.
_TOTAL: tuple[Any, ...] = (Add, Mul, Jet, exp, sin, cos, sinh, cosh, tanh, erf, erfc, atan, asinh)
_TOTAL += (Abs, sign, Max, Min, Heaviside, floor, ceiling)


@lru_cache(maxsize=4096)
def partial_parts(expression: Any) -> tuple[Any, ...]:
    """The parts of an expression or condition whose own operation is not defined for every real argument.

    >>> from sympy import sqrt, symbols
    >>> x, y = symbols("x y", real=True)
    >>> partial_parts(sqrt(x) + y**2 > 1/y)
    (1/y, sqrt(x))
    """
    parts = {
        node
        for node in preorder_traversal(expression)
        if isinstance(node, Expr)
        and node.is_real is not True
        and not (node.is_Atom or isinstance(node, _TOTAL))
        and not (isinstance(node, Pow) and isinstance(node.exp, Integer) and node.exp > 0)
    }
    return tuple(sorted(parts, key=str))


def is_defined(expression: Any, facts: Iterable[Any]) -> bool:
    """Whether the expression is proven to have a real value wherever the facts hold."""
    given = tuple(facts)
    return all(_part_is_defined(node, given) for node in partial_parts(expression))


def _part_is_defined(node: Any, facts: tuple[Any, ...]) -> bool:
    if isinstance(node, Pow) and isinstance(node.exp, Integer):
        return 0 not in sign_set(node.base, facts)
    if isinstance(node, Pow) and isinstance(node.exp, Rational) and node.exp > 0:
        return -1 not in sign_set(node.base, facts)
    if isinstance(node, (Pow, log)):
        return sign_set(node.args[0], facts) == POSITIVE
    return False


def defined_at(expression: Any, values: dict[Any, Any]) -> bool:
    """Whether every part of the expression has a real value at an exact point."""
    for node in partial_parts(expression):
        try:
            value = node.xreplace(values)
        except (TypeError, ValueError):  # Max, Abs and relations refuse an argument that is infinite or not real
            return False
        if value.has(zoo, nan, oo, -oo) or value.is_real is not True:
            return False
    return True
