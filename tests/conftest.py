"""Shared by all tests: slow tests run only when asked for by name."""

from __future__ import annotations

import os

import pytest

# A worker process is told the width of its parent's terminal; the tests expect that nobody looks.
os.environ.pop("COLUMNS", None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect (not skip) what is marked slow, unless -m names it."""
    if "slow" in (config.getoption("-m") or ""):
        return
    slow = [item for item in items if item.get_closest_marker("slow")]
    if slow:
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if not item.get_closest_marker("slow")]
