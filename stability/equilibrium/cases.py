"""The records of the case tree: branches and leaves, and what is said about their rows and conditions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sympy import Expr, Integer, Symbol
from sympy.core.relational import Relational
from sympy.logic.boolalg import BooleanFalse, BooleanTrue

from stability.algebra.conditions import sign_set
from stability.algebra.exact import shorten
from stability.algebra.systems.forms import Factor, is_zero
from stability.equilibrium.kinks import Region

#: Points at which polynomials are probed for a change of sign.
_PROBES = ((0, 0, 0), (1, 0, 0), (-1, 0, 0), (1, 1, 1), (-1, -1, -1), (2, -1, 3), (-2, 1, -3), (7, -5, 1), (-7, 5, 1))


@dataclass(frozen=True)
class Branch:
    """One case.  equations: expressions that must vanish; solved: state symbol -> expression in the free symbols;
    known: factors already set to zero; conditions: relations that this case assumes; guards: where the field is
    defined; rewritten, divided: changes of basis and cases of a coefficient so far.
    """

    equations: tuple[Any, ...]
    solved: tuple[tuple[Symbol, Expr], ...] = ()
    known: tuple[Any, ...] = ()
    conditions: tuple[Any, ...] = ()
    guards: tuple[Any, ...] = ()
    rewritten: int = 0
    divided: int = 0


@dataclass(frozen=True)
class Leaf:
    """A branch with nothing left to split.  remaining: factors that must all vanish (none: everything is solved)."""

    branch: Branch
    remaining: tuple[Factor, ...]


def readable(condition: Any) -> str:
    """a != 0 instead of Ne(a, 0)."""
    if isinstance(condition, Relational):
        return f"{condition.lhs} {'=' if condition.rel_op == '==' else condition.rel_op} {condition.rhs}"
    return str(condition)


def told(piece: Region) -> str:
    where = [*(readable(c) for c in piece.conditions), *(f"{e} = 0" for e in piece.equations)]
    return f"{shorten(piece.value, 60)}" + (f" where {', '.join(where)}" if where else "")


def minimal(rows: list[tuple[Factor, ...]]) -> list[tuple[Factor, ...]]:
    """A row implied by another (a superset of its factors) says nothing new."""
    ordered: list[tuple[Factor, ...]] = []
    for row in sorted(rows, key=len):
        if not any(set(other) <= set(row) for other in ordered):
            ordered.append(row)
    return ordered


def product_of(row: tuple[Factor, ...]) -> Expr:
    result: Expr = Integer(1)
    for factor in row:
        result = result * factor.expr
    return result


def fails(condition: Any, assumptions: tuple[Any, ...]) -> bool:
    """A proof, by signs, that the condition is false."""
    if isinstance(condition, (BooleanTrue, BooleanFalse)):
        return isinstance(condition, BooleanFalse)
    signs = sign_set(condition.lhs - condition.rhs, assumptions)
    allowed = {">": {1}, ">=": {0, 1}, "<": {-1}, "<=": {-1, 0}, "==": {0}, "!=": {-1, 1}}[condition.rel_op]
    if not signs & allowed:
        return True
    return condition.rel_op == "!=" and is_zero(condition.lhs - condition.rhs)


def changes_sign(factor: Factor, state: tuple[Symbol, ...]) -> bool:
    """A polynomial in the state alone with values of both signs has a zero."""
    if not all(g in state for g in factor.gens):
        return False
    signs = {value > 0 for k in _PROBES if (value := factor.poly(*[k[i % 3] for i in range(len(factor.gens))])) != 0}
    return len(signs) == 2
