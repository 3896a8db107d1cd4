"""The base laws that every law is an image of: one file each, discovered; an unknown name is refused."""

from __future__ import annotations

from typing import Any

from stability import shelf
from stability.errors import BadInput


def standard(kind: str) -> Any:
    """The base law (an ``AbstractStandard``) of a name.

    >>> standard("N").text, standard("U").moment(2)
    ('N(0, 1)', 1/3)
    >>> standard("X")
    Traceback (most recent call last):
    stability.errors.BadInput: Asked for the base law 'X'. Found: the base laws are N, U. Try: one of these, or a file \
of its own in expectation/standard/.
    """
    known = {member.name: member for member in shelf.members(__name__).values() if not isinstance(member, type)}
    if kind not in known:
        raise BadInput(
            f"the base law {kind!r}",
            f"the base laws are {', '.join(sorted(known))}",
            "one of these, or a file of its own in expectation/standard/",
        )
    return known[kind]
