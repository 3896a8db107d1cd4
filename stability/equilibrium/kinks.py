"""Piecewise functions region by region: the pieces of a kink, and regions that contradict each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sympy import Abs, And, Eq, Ge, Gt, Heaviside, Integer, Lt, Max, Min, Not, Piecewise, false, sign, to_dnf, true
from sympy.core.relational import Relational
from sympy.logic.boolalg import BooleanFalse, BooleanTrue, Or

from stability.algebra.conditions.solver import Translation, Untranslatable, check

#: Functions that are given piece by piece.
KINKS = (Abs, Max, Min, sign, Heaviside, Piecewise)
#: Relations in the conditions of one Piecewise beyond which its regions are not written out: work, not correctness.
_RELATIONS = 8


@dataclass(frozen=True)
class Region:
    """Where a kink has this value: the conditions hold and the equations vanish."""

    value: Any
    conditions: tuple[Any, ...] = ()
    equations: tuple[Any, ...] = ()


def innermost(expressions: Iterable[Any], states: set[Any]) -> Any:
    """A kink that depends on the state and holds no other one, always the same; None when there is none."""
    found = {k for e in expressions for k in e.atoms(*KINKS) if k.free_symbols & states}
    inner = [k for k in found if not any(a.has(*KINKS) for a in k.args)]
    return min(inner, key=lambda k: (k.count_ops(), str(k)), default=None)


def regions(kink: Any) -> list[Region] | None:
    """The pieces, which together cover every point where the kink has a value; None when they are not written out.

    >>> from sympy.abc import x
    >>> [(piece.value, *piece.conditions) for piece in regions(Abs(x - 1))]
    [(x - 1, x - 1 >= 0), (1 - x, x - 1 < 0)]
    """
    u = kink.args[0]
    if isinstance(kink, Abs):
        return [Region(u, (Ge(u, 0),)), Region(-u, (Lt(u, 0),))]
    if isinstance(kink, (sign, Heaviside)):
        low, here = (Integer(-1), Integer(0)) if isinstance(kink, sign) else (Integer(0), kink.args[1])
        return [Region(Integer(1), (Gt(u, 0),)), Region(low, (Lt(u, 0),)), Region(here, (), (u,))]
    if isinstance(kink, (Max, Min)):
        return [Region(a, _extreme(kink, k)) for k, a in enumerate(kink.args)]
    return _pieces(kink)


def _extreme(kink: Any, k: int) -> tuple[Any, ...]:
    """Where the k-th argument is the largest (smallest), the first one among equals."""
    towards = 1 if isinstance(kink, Max) else -1
    value = kink.args[k]
    gaps = [(j, towards * (value - other)) for j, other in enumerate(kink.args) if j != k]
    return tuple(Gt(gap, 0) if j < k else Ge(gap, 0) for j, gap in gaps)


def _pieces(kink: Any) -> list[Region] | None:
    before: Any = true
    found = []
    if len(kink.atoms(Relational)) > _RELATIONS:
        return None
    for value, condition in kink.args:
        here = to_dnf(And(before, condition))
        for case in here.args if isinstance(here, Or) else (here,):
            parts = case.args if isinstance(case, And) else (case,)
            if any(not isinstance(p, (Relational, BooleanTrue, BooleanFalse)) for p in parts):
                return None
            if not any(isinstance(p, BooleanFalse) for p in parts):
                equations = tuple(p.lhs - p.rhs for p in parts if isinstance(p, Eq))
                kept = tuple(p for p in parts if isinstance(p, Relational) and not isinstance(p, Eq))
                found.append(Region(value, kept, equations))
        before = And(before, Not(condition))
    return found


def contradictory(conditions: Iterable[Any], assumptions: tuple[Any, ...]) -> bool:
    """A proof that conditions exclude each other; those that the solver cannot read are left out."""
    relations = [c for c in (*conditions, *assumptions) if isinstance(c, (Relational, BooleanFalse))]
    readable = [c for c in dict.fromkeys(relations) if _readable(c, assumptions)]
    return len(readable) > 1 and check(readable, assumptions)[0] == "unsat"


def _readable(condition: Any, assumptions: tuple[Any, ...]) -> bool:
    try:
        Translation(assumptions).condition(condition)
    except Untranslatable:
        return False
    return True


def placed(condition: Any, values: dict[Any, Any]) -> Any:
    """A condition at a point; false where a part of it has no real value, since nothing holds of it there.

    >>> from sympy import I
    >>> from sympy.abc import x
    >>> placed(x + 1 > 0, {x: I})
    False
    """
    try:
        return condition.xreplace(values)
    except TypeError:  # SymPy refuses to compare what is infinite or not real
        return false
