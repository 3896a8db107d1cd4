"""What the doors of fields ask with, and which door each field of a record has.

The declared type of a field carries its door, ``Annotated[type, door]``.  A door is a function (value, asked) -> value
that raises BadInput; it runs twice: when the claim is made, where a name that stands for a symbol stays text, and
when the claim meets its subject, where the name becomes the subject's symbol.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, get_type_hints

from sympy import Basic, Symbol

from stability.algebra.exact import shorten
from stability.errors import BadInput
from stability.game import Game
from stability.system import System

Door = Callable[[Any, "Asked"], Any]

_NAME = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True)
class Asked:
    """what: words for a message; symbols: name -> symbol, once the subject is known; state: its variables."""

    what: str
    symbols: Mapping[str, Symbol] | None = None
    state: tuple[Symbol, ...] | None = None

    def refuse(self, wanted: str, found: Any, remedy: str) -> BadInput:
        kind = "" if found is None or isinstance(found, bool) else f" of type {type(found).__name__}"
        text = shorten(found if isinstance(found, Basic) else repr(found))
        return BadInput(f"{self.what} as {wanted}", f"{text}{kind}", remedy)

    def named(self, name: str, wanted: str) -> Any:
        """The subject's symbol of that name; the name itself while no subject is known."""
        if not _NAME.fullmatch(name):
            raise self.refuse(wanted, name, "build it from SymPy symbols and exact numbers; a text is only a name")
        if self.symbols is None:
            return name
        if name not in self.symbols:
            known = ", ".join(sorted(self.symbols)) or "none"
            raise self.refuse(wanted, name, f"the name of a symbol of the subject or the claim: {known}")
        return self.symbols[name]


def doors_of(kind: type) -> dict[str, Door]:
    """field -> door, from the declared types."""
    return _doors(kind)  # type: ignore[arg-type]  # mypy doubts that a class is hashable


@cache
def _doors(kind: Any) -> dict[str, Door]:
    hints = get_type_hints(kind, include_extras=True)
    found = {f.name: getattr(hints[f.name], "__metadata__", ()) for f in fields(kind)}
    return {name: metadata[0] for name, metadata in found.items() if metadata}


def is_apart(record: Any) -> bool:
    """Whether the record is a game or a system, or brings one of its own."""
    own = (Game, System)
    return isinstance(record, own) or any(isinstance(getattr(record, f.name), own) for f in fields(record))


def texts(value: Any) -> Any:
    """What resolving can change: the texts inside a value, in order."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return tuple((texts(k), texts(v)) for k, v in value.items())
    if isinstance(value, (tuple, list)):
        return tuple(map(texts, value))
    if is_dataclass(value) and not isinstance(value, type):
        return tuple(texts(getattr(value, f.name)) for f in fields(value))
    return None
