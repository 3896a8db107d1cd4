"""How sure a statement is."""

from __future__ import annotations

from enum import IntEnum


class Rigor(IntEnum):
    """EXACT > CERTIFIED > NUMERICAL > SIMULATED; a chain is as sure as its weakest link.

    EXACT: algebra over exact numbers.  CERTIFIED: ball arithmetic with proven error bounds.
    NUMERICAL: floating point without bounds.  SIMULATED: observed along trajectories.

    >>> min(Rigor.EXACT, Rigor.CERTIFIED).name
    'CERTIFIED'
    """

    SIMULATED = 1
    NUMERICAL = 2
    CERTIFIED = 3
    EXACT = 4
