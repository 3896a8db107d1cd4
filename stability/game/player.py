"""A player and its loss."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Symbol

from stability.algebra.exact import exact, real_symbols, variables_of
from stability.algebra.jets import to_jets
from stability.errors import BadInput


def distinct_symbols(variables: Any, owner: str) -> tuple[Symbol, ...]:
    """A tuple of distinct real symbols from one symbol or a sequence."""
    found = variables_of(variables, f"the variables of {owner}")
    if not found:
        raise BadInput(f"the variables of {owner}", "none", "at least one real symbol")
    return found


@dataclass(frozen=True)
class Player:
    """A player who minimizes ``loss`` over its own ``variables``.

    loss: an exact real SymPy expression; it may contain the other players' variables, parameters declared real,
    expectations, and abstract functions ``Function("f")``.

    >>> from sympy import symbols
    >>> x, y = symbols("x y", real=True)
    >>> Player("row", x, x*y).variables
    (x,)

    Raises BadInput for floats, infinite or complex values and symbols that are not declared real.
    """

    name: str
    variables: Any
    loss: Any

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name.strip():
            raise BadInput("a player's name", repr(self.name), "a non-empty string")
        object.__setattr__(self, "variables", distinct_symbols(self.variables, f"player {self.name!r}"))
        loss = to_jets(exact(self.loss, f"the loss of player {self.name!r}"))
        real_symbols(loss.free_symbols, f"the symbols in the loss of player {self.name!r}")
        object.__setattr__(self, "loss", loss)
