"""Location of the eigenvalues of a matrix whose entries are known as balls."""

from __future__ import annotations

from typing import Any

from stability.clock import Time
from stability.spectrum import Location


def locate_balls(matrix: Any, time: Time) -> tuple[Location | None, tuple[Any, ...]]:
    """(location, eigenvalue enclosures) of a square ``flint.arb_mat``; the location is None when a ball touches the
    boundary or the enclosures cannot be separated.

    >>> from flint import arb_mat
    >>> locate_balls(arb_mat([[-1, 5], [0, -2]]), Time.CONTINUOUS)[0].inside
    2
    >>> locate_balls(arb_mat([[0, 1], [-1, 0]]), Time.CONTINUOUS)[0] is None
    True
    """
    from flint import acb_mat, arb

    try:
        values = tuple(acb_mat(matrix).eig(multiple=True))
    except ValueError:  # python-flint's word for enclosures that did not separate
        return None, ()
    inside = outside = 0
    for value in values:
        distance = value.real if time is Time.CONTINUOUS else abs(value) - arb(1)
        if distance < 0:
            inside += 1
        elif distance > 0:
            outside += 1
        else:
            return None, values
    return Location(inside, 0, outside, True, 0, "balls", len(values)), values
