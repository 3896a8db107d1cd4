"""What happens to an interval of the discriminator whose endpoints have crossed."""

from __future__ import annotations

from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


class Crossing(Enum):
    """The rule after a discriminator step; the paper's own one is not known, and outcomes depend on it.

    NONE: the formulas are continued, so that [l, r] with r < l counts minus one between r and l.
    FREEZE: both endpoints go to their midpoint and stay there for ever.
    MIDPOINT: both go to their midpoint; where the target is denser than the fake, the next step opens them again.
    SORT: all endpoints are sorted, so that intervals exchange endpoints.
    """

    NONE = "no rule"
    FREEZE = "freeze at the midpoint"
    MIDPOINT = "project to the midpoint"
    SORT = "sort"


def settle(rule: Crossing, points: Array, frozen: Mask) -> None:
    """Apply the rule in place.

    points: (2 K, m), the endpoints l1, r1, l2, r2, ... of m discriminators; frozen: (K, m), the intervals that are
    empty for ever, filled by FREEZE and read by whoever moves endpoints.

    >>> points, frozen = np.array([[1.0, 0.0], [0.0, 3.0]]), np.zeros((1, 2), dtype=bool)
    >>> settle(Crossing.FREEZE, points, frozen)
    >>> points.tolist(), frozen.tolist()
    ([[0.5, 0.0], [0.5, 3.0]], [[True, False]])
    """
    if rule is Crossing.SORT:
        _sort(points)
    elif rule is not Crossing.NONE:
        left, right = points[0::2], points[1::2]
        crossed = left > right
        if crossed.any():
            middle = (left + right) / 2
            np.copyto(left, middle, where=crossed)
            np.copyto(right, middle, where=crossed)
            if rule is Crossing.FREEZE:
                frozen |= crossed


def _sort(points: Any) -> None:
    """Odd-even transposition: for the few endpoints of a discriminator several times faster than a library sort."""
    count = len(points)
    for sweep in range(count):
        for i in range(sweep % 2, count - 1, 2):
            low = np.minimum(points[i], points[i + 1])
            np.maximum(points[i], points[i + 1], out=points[i + 1])
            points[i] = low
