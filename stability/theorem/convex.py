"""Separable convex functions on a box: their sublevel sets are compact and convex, with one point at the bottom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sympy import Add, Symbol, limit, oo

from stability.algebra.conditions import sign_set
from stability.nonlinear import vanishes

Box = Mapping[Symbol, tuple[Any, Any]]


def region_of(state: Iterable[Symbol], region: Any) -> dict[Symbol, tuple[Any, Any]]:
    """Open intervals for every state variable; the whole line where none is given."""
    given = dict(region)
    return {s: given.get(s, (-oo, oo)) for s in state}


def inside(point: Mapping[Any, Any], box: Box) -> bool:
    """Whether the point is certainly in the open box."""
    return all((low < point[s]) == True and (point[s] < high) == True for s, (low, high) in box.items())  # noqa: E712


def outside(point: Mapping[Any, Any], box: Box) -> bool:
    """Whether the point is certainly not in the open box; coordinates that are missing prove nothing."""
    held = ((point[s], low, high) for s, (low, high) in box.items() if s in point)
    return any((v <= low) == True or (v >= high) == True for v, low, high in held)  # noqa: E712 - a SymPy truth value


def not_convex(function: Any, point: Mapping[Any, Any], box: Box, assumptions: Iterable[Any]) -> str:
    """Empty when ``function`` is a sum of strictly convex functions of one variable each that tend to infinity at both
    ends of their intervals, with its minimum at the point; otherwise what is not proven.

    Then the sum is strictly convex and proper on the box: every sublevel set is compact and convex, and the boundary
    of each but the lowest, in the plane, is one closed curve.

    >>> from sympy import log, symbols
    >>> x, y = symbols("x y", real=True)
    >>> box = {x: (0, oo), y: (-oo, oo)}
    >>> not_convex(x**2/2 - log(x) + y**2, {x: 1, y: 0}, box, ())
    ''
    >>> not_convex(x*y, {x: 1, y: 0}, box, ())
    'x*y is not a sum of functions of one variable each'
    """
    parts = {s: Add(*(t for t in Add.make_args(function.expand()) if s in t.free_symbols)) for s in box}
    if any(t.free_symbols & (set(box) - {s}) for s, t in parts.items()):
        return f"{function} is not a sum of functions of one variable each"
    for s, (low, high) in box.items():
        part, place = parts[s], point[s]
        given = (*assumptions, *([s > low] if low != -oo else []), *([s < high] if high != oo else []))
        if sign_set(part.diff(s, 2).together(), given) != {1}:
            return f"{part} is not proven strictly convex in {s}"
        if not vanishes(part.diff(s).xreplace({s: place})):
            return f"{part} has no minimum at {s} = {place}"
        if limit(part, s, low, "+") != oo or limit(part, s, high, "-") != oo:
            return f"{part} does not tend to infinity at both ends of ({low}, {high})"
    return ""
