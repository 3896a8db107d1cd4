"""Records as LaTeX, text, JSON and pictures: pure functions of finished records.

Each is imported when it is first used, so that text and JSON need no plotting library.
"""

from __future__ import annotations

import importlib
from typing import Any

_HOME = {
    "analysis_document": "derivation",
    "theorem_document": "findings",
    "index_document": "index",
    "index_entry": "index",
    "index_json": "index",
    "analysis_text": "plain",
    "finding_text": "plain",
    "analysis_json": "data",
    "finding_json": "data",
    "phase_portrait": "plot",
}
__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(importlib.import_module(f"stability.report.{_HOME[name]}"), name)
    raise AttributeError(f"module 'stability.report' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
