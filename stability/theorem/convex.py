"""Separable convex functions on a box: their sublevel sets are compact and convex, with one point at the bottom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sympy import Add, PoleError, Symbol, limit, oo

from stability.algebra.conditions import impossible
from stability.errors import BadInput
from stability.nonlinear import vanishes
from stability.theorem.smooth import rough

Box = Mapping[Symbol, tuple[Any, Any]]


def region_of(state: Iterable[Symbol], region: Any) -> dict[Symbol, tuple[Any, Any]]:
    """Open intervals for every state variable; the whole line where none is given."""
    given, names = dict(region), tuple(state)
    stray = [str(s) for s in given if s not in names]
    empty = [f"{s} in ({low}, {high})" for s, (low, high) in given.items() if (low < high) != True]  # noqa: E712
    if stray or empty:
        found = f"{', '.join(stray)} outside the state" if stray else f"{empty[0]}, which is not shown to hold a point"
        raise BadInput("a region", found, "pairs (state symbol, (low, high)) with low < high")
    return {s: given.get(s, (-oo, oo)) for s in names}


def bounds(box: Box) -> tuple[Any, ...]:
    """The region as relations."""
    low = [s > a for s, (a, _) in box.items() if a != -oo]
    return (*low, *(s < b for s, (_, b) in box.items() if b != oo))


def inside(point: Mapping[Any, Any], box: Box) -> bool:
    """Whether the point is certainly in the open box."""
    return all((low < point[s]) == True and (point[s] < high) == True for s, (low, high) in box.items())  # noqa: E712


def outside(point: Mapping[Any, Any], box: Box) -> bool:
    """Whether the point is certainly not in the open box; coordinates that are missing prove nothing."""
    held = ((point[s], low, high) for s, (low, high) in box.items() if s in point)
    return any((v <= low) == True or (v >= high) == True for v, low, high in held)  # noqa: E712 - a SymPy truth value


def not_convex(function: Any, point: Mapping[Any, Any], box: Box, assumptions: Iterable[Any]) -> str:
    """Empty when ``function`` is a sum of strictly convex functions of one variable each that tend to infinity at both
    ends of their intervals, with its minimum at the point, which is inside; otherwise what is not proven.  The function
    has to be smooth on the box.

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
    if not inside(point, box):
        return f"the point is not shown to lie in {', '.join(f'{s} in {i}' for s, i in box.items())}"
    for s, (low, high) in box.items():
        part, place = parts[s], point[s]
        given = (*assumptions, *bounds({s: (low, high)}))
        bent = rough([part], given)
        if bent:
            return f"{part} is not shown to be smooth in {s}: {bent}"
        if not impossible(part.diff(s, 2).together() <= 0, given):
            return f"{part} is not proven strictly convex in {s}"
        if not vanishes(part.diff(s).xreplace({s: place})):
            return f"{part} has no minimum at {s} = {place}"
        if _limit(part, s, low, "+") != oo or _limit(part, s, high, "-") != oo:
            return f"{part} does not tend to infinity at both ends of ({low}, {high})"
    return ""


def _limit(part: Any, symbol: Symbol, end: Any, side: str) -> Any:
    """A limit, or None where SymPy finds none."""
    try:
        return limit(part, symbol, end, side)
    except (NotImplementedError, ValueError, PoleError):
        return None
