"""Bound variables: the variates of base laws that every law is built from.

All laws of this package are images of independent variates of a few kinds, N(0, 1) and U(-1, 1) among them, so an
integral over a law is an integral over such variates and its law holds no parameter: a derivative never has to touch
the law.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sympy import Symbol

from stability.algebra.exact import shorten
from stability.algebra.names import Internal
from stability.expectation.standard import standard


class Variate(Symbol):  # type: ignore[misc]
    """A bound variable; equal only to the variate of the same kind, level and index, never to a user's symbol.

    >>> variate("N", 1, 0) == Symbol("N1_0", real=True)
    False
    """

    __slots__ = ()

    @property
    def kind(self) -> str:
        return str(self.name[0])

    @property
    def law(self) -> Any:
        """The base law, an ``AbstractStandard``."""
        return standard(self.kind)

    @property
    def level(self) -> int:
        return int(self.name[1:].split("_")[0])

    @property
    def index(self) -> int:
        return int(self.name.split("_")[1])


def variate(kind: str, level: int, index: int) -> Variate:
    """The variate of a kind; nested expectations use different levels.  BadInput for an unknown kind."""
    standard(kind)
    return Variate(f"{kind}{level}_{index}", real=True)


def variates_in(expression: Any) -> set[Variate]:
    """The free variates of an expression."""
    return {s for s in expression.free_symbols if isinstance(s, Variate)}


def ordered(variates: Iterable[Variate]) -> tuple[Variate, ...]:
    """By kind (normal before uniform), level and index."""
    return tuple(sorted(variates, key=lambda v: (v.kind, v.level, v.index)))


class Source:
    """Hands out distinct variates of level 0, which exist only until an expectation binds them."""

    def __init__(self) -> None:
        self._count = 0

    def draw(self, kind: str) -> Variate:
        self._count += 1
        return variate(kind, 0, self._count - 1)


def display_names(variates: Iterable[Variate], taken: Iterable[Any]) -> dict[Variate, Symbol]:
    """Readable names for printing: x for N(0, 1), u for U(-1, 1), ..., numbered when there are several."""
    used = {str(symbol) for symbol in taken}
    names: dict[Variate, Symbol] = {}
    group = tuple(variates)
    for kind in sorted({v.kind for v in group}):
        same = [v for v in group if v.kind == kind]
        texts = _free_names(standard(kind).letters, len(same), used)
        used.update(texts)
        names.update({v: Internal(text, real=True) for v, text in zip(same, texts, strict=True)})
    return names


def _free_names(letters: str, count: int, used: set[str]) -> list[str]:
    for letter in (*letters, *(f"{letters[0]}{'_' * k}" for k in range(1, 99))):
        texts = [letter] if count == 1 else [f"{letter}{k + 1}" for k in range(count)]
        if not used & set(texts):
            return texts
    return [f"variate{k}" for k in range(count)]


def readable(expression: Any) -> str:
    """Text for messages: cut to a line, with readable names for free variates."""
    names = display_names(ordered(variates_in(expression)), expression.free_symbols)
    return shorten(expression.xreplace(names))


def law_text(kind: str, latex: bool) -> str:
    law = standard(kind)
    return str(law.latex if latex else law.text)
