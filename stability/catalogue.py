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

    >>> names("games")[:2]
    ('biased_dirac_gan', 'bilinear')
    """
    package = _package(kind)
    return shelf.modules(package) if kind == "theorems" else tuple(sorted(shelf.members(package)))


def find(kind: str, name: str) -> Any:
    """The member of that name.

    >>> find("dynamics", "AlternatingGP")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    stability.errors.BadInput: Asked for 'AlternatingGP' on the shelf dynamics. Found: no such member. ...
    """
    known = names(kind)
    if not isinstance(name, str) or name not in known:
        near = difflib.get_close_matches(str(name), known, n=3, cutoff=0.5)
        raise BadInput(
            f"{name!r} on the shelf {kind}", "no such member", ", ".join(near) if near else f"`stability list {kind}`"
        )
    if kind == "theorems":
        return importlib.import_module(f"stability.theorems.{name}").theorem
    return shelf.members(_package(kind))[name]


def verify(name_or_theorem: Any, *, time_limit: float | None = None) -> Any:
    """Check a theorem of the shelf, by name, or a Theorem record; returns a Finding.

    time_limit: seconds of work in a process of its own, as a guard against hangs.

    >>> verify("mescheder2018_unregularized_spectrum").outcome.name
    'CONFIRMED'

    Raises BadInput for an unknown name or something that is no theorem; CannotSolve when the time is up.
    """
    from stability.processes import limited
    from stability.theorem import Theorem, verify_theorem

    theorem = find("theorems", name_or_theorem) if isinstance(name_or_theorem, str) else name_or_theorem
    if not isinstance(theorem, Theorem):
        raise BadInput("a theorem", repr(name_or_theorem), "a name from `stability list theorems`, or a Theorem")
    with limited(time_limit) as call:
        return call(1, verify_theorem, theorem)
