"""Discovers the members of a shelf: a package in which every file holds one member.

A file names its members in ``__all__``; nothing is registered.  Standard library only.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache
from typing import Any


@cache
def modules(package: str) -> tuple[str, ...]:
    """Names of the files on a shelf, sorted; nothing is imported but the package itself."""
    path = importlib.import_module(package).__path__
    return tuple(sorted(info.name for info in pkgutil.iter_modules(path) if not info.name.startswith("_")))


@cache
def members(package: str) -> dict[str, Any]:
    """Every member of the shelf by name, its files imported."""
    found: dict[str, Any] = {}
    for name in modules(package):
        module = importlib.import_module(f"{package}.{name}")
        for public in module.__all__:
            if public in found:
                raise ImportError(f"{package} has two members named {public}")
            found[public] = getattr(module, public)
    return found


def lazily(package: str) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """``__getattr__`` and ``__dir__`` for a shelf's package (PEP 562), so that importing it stays instant."""

    def get(name: str) -> Any:
        if name == "__all__":
            return names()
        if not name.startswith("_") and name not in modules(package):
            found = members(package)
            if name in found:
                return found[name]
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    def names() -> list[str]:
        return sorted(members(package))

    return get, names
