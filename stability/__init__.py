"""Exact stability verdicts for differentiable games."""

from __future__ import annotations

import importlib
from typing import Any

_HOME = {
    "BadInput": "errors",
    "NotApplicable": "errors",
    "CannotSolve": "errors",
    "Rigor": "rigor",
    "Fact": "algebra.conditions",
    "holds": "algebra.conditions",
    "Expectation": "expectation",
    "PointMass": "expectation",
    "Finite": "expectation",
    "Normal": "expectation",
    "Uniform": "expectation",
    "Mixture": "expectation",
    "Pushforward": "expectation",
    "Independent": "expectation",
    "Player": "game",
    "Discriminator": "game",
    "Game": "game",
    "System": "system",
    "Time": "clock",
    "gradient_field": "system",
    "find_equilibria": "equilibrium",
    "simulate": "trajectory",
    "linearize": "linearization",
    "locate": "spectrum",
    "Stability": "verdict",
    "analyze": "analysis",
    "Analysis": "analysis",
    "Theorem": "theorem",
    "verify": "catalogue",
    "load_game": "gamefile",
}
__all__ = sorted(_HOME)
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(importlib.import_module(f"stability.{_HOME[name]}"), name)
    raise AttributeError(f"module 'stability' has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
