"""Names -> members of the shelves, with the nearest names when there is none."""

from __future__ import annotations

import difflib
import importlib
from typing import Any

from stability import shelf
from stability.errors import BadInput

SHELVES = ("games", "regularizers", "dynamics", "theorems")


def _package(kind: str) -> str:
    if kind not in SHELVES:
        raise BadInput("a shelf", repr(kind), "one of " + ", ".join(SHELVES))
    return f"stability.{kind}"


def names(kind: str) -> tuple[str, ...]:
    """Names of the members of a shelf, sorted; theorems are not imported for it.

    >>> names("games")
    ('bilinear', 'dirac_gan')
    """
    package = _package(kind)
    return shelf.modules(package) if kind == "theorems" else tuple(sorted(shelf.members(package)))


def find(kind: str, name: str) -> Any:
    """The member of that name.

    >>> find("dynamics", "AlternatingGP")
    Traceback (most recent call last):
    stability.errors.BadInput: Asked for 'AlternatingGP' on the shelf dynamics. Found: no such member. Try: AlternatingGD.
    """
    known = names(kind)
    if not isinstance(name, str) or name not in known:
        near = difflib.get_close_matches(str(name), known, n=3, cutoff=0.5)
        raise BadInput(f"{name!r} on the shelf {kind}", "no such member",
                       ", ".join(near) if near else f"`stability list {kind}`")
    if kind == "theorems":
        return importlib.import_module(f"stability.theorems.{name}").theorem
    return shelf.members(_package(kind))[name]
