"""Proofs that a relation holds nowhere: signs first, then real arithmetic; no search for counterexamples."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sympy import Eq, cancel, false, true
from sympy.core.relational import Relational

from stability.algebra.conditions.fact import Fact
from stability.algebra.conditions.signs import sign_set
from stability.algebra.conditions.solver import Untranslatable, check

_SATISFIED = {">": {1}, ">=": {0, 1}, "<": {-1}, "<=": {-1, 0}, "==": {0}, "!=": {-1, 1}}


def impossible(condition: Any, assumptions: Iterable[Any] = ()) -> bool:
    """Whether the relation is proven to hold at no point that satisfies the assumptions; True is a proof.

    >>> from sympy import symbols
    >>> x, y = symbols("x y", real=True)
    >>> impossible(x**2 - x*y + y**2 < 0), impossible(x*y < 0, [x > 0]), impossible(x < 1, [x - 2 > 0])
    (True, False, True)
    """
    if condition in (true, false):
        return bool(condition == false)
    given = tuple(assumptions)
    known = isinstance(condition, Relational) and condition.rel_op in _SATISFIED
    if known and not sign_set(condition.lhs - condition.rhs, given) & _SATISFIED[condition.rel_op]:
        return True
    relations = [a for a in given if not isinstance(a, Fact)]
    rational = [a for a in relations if isinstance(a, Relational) and (a.lhs - a.rhs).is_rational_function()]
    for chosen in (relations, rational):  # fewer assumptions prove less, never more
        try:
            return check([*chosen, condition], given)[0] == "unsat"
        except Untranslatable:
            continue
    return False


def never_zero(expression: Any, assumptions: Iterable[Any] = ()) -> bool:
    """Whether the expression is proven to vanish at no point that satisfies the assumptions.

    >>> from sympy import Symbol
    >>> a = Symbol("a", real=True)
    >>> never_zero(a**2 + a + 1), never_zero(a - 1, [a >= 1]), never_zero(a - 1, [a > 1])
    (True, False, True)
    """
    given = tuple(assumptions)
    if 0 not in sign_set(expression, given):
        return True
    tidy = cancel(expression) if expression.free_symbols else expression
    return bool(tidy != 0) and impossible(Eq(tidy, 0), given)


def always_positive(expression: Any, assumptions: Iterable[Any] = ()) -> bool:
    """Whether the expression is proven positive wherever the assumptions hold, factor by factor.

    >>> from sympy import Symbol, pi, sqrt
    >>> a = Symbol("a", positive=True)
    >>> always_positive(pi / sqrt(4 - a**2), [a < 2]), always_positive(a - 1, [a >= 1])
    (True, False)
    """
    given = tuple(assumptions)
    if sign_set(expression, given) == {1}:
        return True
    if expression.is_Mul:
        return all(always_positive(factor, given) for factor in expression.args)
    if expression.is_Pow and always_positive(expression.base, given):
        return True
    return impossible(expression <= 0, given)
