"""An equation between parameters: solved for one of them, and put into everything else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sympy import Add, Expr, Ne, Symbol, false, fraction, together, true
from sympy.core.relational import Relational

from stability.algebra.conditions import Fact, sign_set
from stability.algebra.systems.forms import quotient


def alternatives(quantity: Any) -> list[Expr]:
    """The irreducible factors: one of them vanishes where the quantity does."""
    return [f.expr for f in quotient(quantity).factors]


def solved_for(quantity: Any, known: Iterable[Any]) -> tuple[Symbol, Expr] | None:
    """(parameter, value): the quantity vanishes exactly there, or None.

    The quantity is irreducible and linear in the parameter, and the coefficient is proven not to vanish.

    >>> from sympy import symbols
    >>> a, b = symbols("a b", positive=True)
    >>> solved_for(a*b - 1, [])
    (a, 1/b)
    """
    given, form = tuple(known), quotient(quantity)
    if len(form.factors) != 1:
        return None
    factor, found = form.factors[0], []
    for symbol in sorted((g for g in factor.gens if isinstance(g, Symbol)), key=str):
        parts = factor.coefficients(symbol)
        if parts is None or max(parts) != 1 or symbol.is_integer:
            continue
        lead, rest = parts[1], parts.get(0, Add())
        if 0 not in sign_set(lead, given):
            value = (-rest / lead).factor() if len(Add.make_args(rest)) <= 40 else -rest / lead
            found.append((value.count_ops(), str(symbol), symbol, value))
    if not found:
        return None
    _, _, symbol, value = min(found, key=lambda entry: entry[:2])
    return symbol, value


def declared(symbol: Symbol, value: Any) -> list[Any]:
    """The sign with which a symbol was declared, stated of the value that takes its place."""
    checks = (
        (symbol.is_positive, value > 0),
        (symbol.is_negative, value < 0),
        (symbol.is_nonnegative, value >= 0),
        (symbol.is_nonpositive, value <= 0),
        (symbol.is_nonzero, Ne(value, 0)),
    )
    return [r for holds, r in checks if holds][:1]


def _cleared(relation: Any) -> Any:
    """The same relation without denominators: quotients cost the solver far more than products."""
    if not isinstance(relation, Relational) or not isinstance(relation.lhs, Expr):
        return relation
    form = quotient(relation.lhs - relation.rhs)
    if not form.denominators or len(form.factors) > 6:
        return relation
    top, bottom = fraction(together(relation.lhs - relation.rhs))
    return relation.func((top * bottom).expand(), 0)


def with_value(relations: Iterable[Any], symbol: Symbol, value: Any) -> tuple[Any, ...] | None:
    """The relations with the value in the place of the symbol, those that are true left out; None when one is false."""
    found = []
    for relation in relations:
        if not isinstance(relation, Fact):
            relation = _cleared(relation.subs(symbol, value))
            if relation == false:
                return None
            if relation == true:
                continue
        found.append(relation)
    return tuple(found)
