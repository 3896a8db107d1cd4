"""Facts about the derivatives of an abstract function."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from numbers import Integral
from typing import Any

from sympy import Expr
from sympy.logic.boolalg import BooleanTrue

from stability.algebra.exact import count, exact, relation
from stability.algebra.jets import Jet, function_name
from stability.algebra.names import symbols_in
from stability.errors import BadInput

#: The signs a fact may state, as the set of signs that remain possible.
SIGNS: dict[str, frozenset[int]] = {
    "positive": frozenset({1}),
    "negative": frozenset({-1}),
    "zero": frozenset({0}),
    "nonzero": frozenset({-1, 1}),
    "nonnegative": frozenset({0, 1}),
    "nonpositive": frozenset({-1, 0}),
}
_RELATIONS = {
    "positive": "> 0",
    "negative": "< 0",
    "zero": "= 0",
    "nonzero": "!= 0",
    "nonnegative": ">= 0",
    "nonpositive": "<= 0",
}


@dataclass(frozen=True)
class Fact:
    """The sign of f^(order)(at) for an abstract f; ``at=None`` states it at every real argument.

    Facts are about continuous derivatives, so "nonzero everywhere" means one sign everywhere.

    >>> from sympy import Function
    >>> str(Fact(Function("f"), order=2, at=0, sign="negative"))
    "f''(0) < 0"

    Raises BadInput for an unknown sign, a negative order or an inexact point.
    """

    f: Any
    order: int = 1
    at: Any = 0
    sign: str = "nonzero"

    def __post_init__(self) -> None:
        object.__setattr__(self, "f", function_name(self.f))
        object.__setattr__(self, "order", count(self.order, "the order of a derivative in a Fact", 0))
        if not isinstance(self.sign, str) or self.sign not in SIGNS:
            raise BadInput("the sign in a Fact", repr(self.sign), "one of " + ", ".join(SIGNS))
        if self.at is not None:
            at = int(self.at) if isinstance(self.at, Integral) and not isinstance(self.at, bool) else self.at
            object.__setattr__(self, "at", exact(at, "the point of a Fact"))

    @property
    def function(self) -> str:
        return str(self.f)

    @property
    def signs(self) -> frozenset[int]:
        return SIGNS[self.sign]

    def covers(self, jet: Jet) -> bool:
        """Whether the fact speaks about this jet."""
        return (jet.function, jet.order) == (self.f, self.order) and (self.at is None or jet.argument == self.at)

    def subject(self, variable: Expr) -> Expr:
        """The jet the fact is about; ``variable`` stands for "every argument"."""
        return Jet(self.f, self.order, variable if self.at is None else self.at)

    def __str__(self) -> str:
        jet = Jet(self.f, self.order, 0 if self.at is None else self.at)
        text = str(jet) if self.at is not None else str(jet).replace("(0)", "(t)")
        return f"{text} {_RELATIONS[self.sign]}" + (" for every t" if self.at is None else "")


def symbols_of(assumptions: tuple[Any, ...]) -> set[Any]:
    """The free symbols of relations, and of the points of Facts."""
    return symbols_in(*(a.at if isinstance(a, Fact) else a for a in assumptions))


def stated(assumptions: Any, consistent: bool = True) -> tuple[Any, ...]:
    """Checked assumptions, one or several: Facts and relations; those that are true anyway are dropped.

    consistent: BadInput for Facts of which no function satisfies both.
    """
    given = assumptions if isinstance(assumptions, (tuple, list)) else (assumptions,)
    checked = tuple(a if isinstance(a, Fact) else relation(a) for a in given)
    contradiction = clash([a for a in checked if isinstance(a, Fact)]) if consistent else ""
    if contradiction:
        raise BadInput("assumptions that some function satisfies", contradiction, "drop one of the two Facts")
    return tuple(a for a in checked if not isinstance(a, BooleanTrue))


def clash(facts: list[Fact]) -> str:
    """Two Facts that no function with continuous derivatives satisfies together, in words; empty when none are found.

    >>> clash([Fact("f", 1, 0, "zero"), Fact("f", 1, None, "nonzero")])
    "f'(0) = 0 and f'(t) != 0 for every t"
    >>> clash([Fact("f", 1, 0, "positive"), Fact("f", 1, None, "nonzero"), Fact("f", 1, 1, "nonnegative")])
    ''
    """
    for one, other in combinations(facts, 2):
        if one.f == other.f and (_opposed(one, other) or _opposed(other, one)):
            return f"{one} and {other}"
    for everywhere in (f for f in facts if f.at is None and f.sign == "nonzero"):
        same = [f for f in facts if (f.f, f.order) == (everywhere.f, everywhere.order)]
        for one, other in combinations(same, 2):  # a continuous function without a zero has one sign
            if not one.signs & other.signs - SIGNS["zero"]:
                return f"{one} and {other}, while {everywhere}"
    return ""


def _opposed(one: Fact, other: Fact) -> bool:
    """Whether the signs exclude each other where both speak; a function that is 0 everywhere has derivatives 0."""
    met = one.at is None or other.at is None or one.at == other.at
    if one.order == other.order and met and not one.signs & other.signs:
        return True
    return one.at is None and one.sign == "zero" and other.order >= one.order and 0 not in other.signs
