"""Sets of equilibria against a box: left out when they miss it, marked when that is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flint import ctx

from stability.algebra.exact import shorten
from stability.algebra.systems.balls import BallFunction, ball
from stability.algebra.systems.boxes import BITS
from stability.equilibrium.records import Component
from stability.errors import CannotSolve

#: Boxes into which the given one is cut, at most: a count, so that the outcome does not depend on the machine.
PIECES = 4_096

Box = Mapping[Any, tuple[Any, Any]]


def clipped(components: Iterable[Component], box: Box) -> tuple[tuple[Component, ...], tuple[str, ...]]:
    """The components that may meet the box, and a sentence for each that was left out or is open.

    A component misses the box when interval tests exclude its equations on every piece of it.

    >>> from sympy import Integer, symbols
    >>> x, y = symbols("x y", real=True)
    >>> circle = Component((x, y), (x**2 + y**2 - 1,), 1, (), ((x, Integer(1)), (y, Integer(0))))
    >>> clipped([circle], {x: (Integer(2), Integer(3)), y: (Integer(-1), Integer(1))})[1]
    ('{x**2 + y**2 - 1 = 0} of dimension 1 misses the box, by interval tests.',)
    """
    kept, notes = [], []
    for component in components:
        if _inside(component, box):
            kept.append(component)
        elif misses(component, box):
            notes.append(f"{component} misses the box, by interval tests.")
        else:
            kept.append(component)
            notes.append(f"Whether {shorten(component)} meets the box is open: no point of it in the box is known.")
    return tuple(kept), tuple(notes)


def _inside(component: Component, box: Box) -> bool:
    """A known point of the component lies in the box."""
    if component.sample is not None:
        put = dict(component.sample)
        return all((low <= put[s]) == True and (put[s] <= high) == True for s, (low, high) in box.items())  # noqa: E712
    bounds = dict(component.sample_box or ())
    return bool(bounds) and all(low <= bounds[s][0] and bounds[s][1] <= high for s, (low, high) in box.items())


def misses(component: Component, box: Box) -> bool:
    """A proof by balls that no point of the box satisfies the equations; False says only that there is none."""
    try:
        values = BallFunction(component.equations, component.state)
    except CannotSolve:
        return False
    work = [tuple(box[s] for s in component.state)]
    examined = 0
    with ctx.workprec(BITS):
        while work:
            examined += 1
            if examined > PIECES:
                return False
            piece = work.pop()
            if any(v.is_finite() and not v.contains(0) for v in values([ball(*ends) for ends in piece])):
                continue
            widest = max(range(len(piece)), key=lambda k: piece[k][1] - piece[k][0])
            low, high = piece[widest]
            middle = (low + high) / 2
            work += [(*piece[:widest], half, *piece[widest + 1 :]) for half in ((low, middle), (middle, high))]
    return True
