"""Continuous or discrete time; apart from ``system`` so that ``locate`` can be imported without SymPy."""

from __future__ import annotations

from enum import Enum


class Time(Enum):
    """CONTINUOUS: a flow x' = v(x), stable where Re < 0.  DISCRETE: a map x+ = F(x), stable where |.| < 1."""

    CONTINUOUS = "continuous"
    DISCRETE = "discrete"
