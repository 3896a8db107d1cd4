"""``holds``: is a condition true for all parameter values that satisfy the assumptions?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from sympy import And, false, true
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean

from stability.algebra.conditions.domain import is_defined
from stability.algebra.conditions.fact import Fact
from stability.algebra.conditions.realize import realized
from stability.algebra.conditions.sample import candidates, truth
from stability.algebra.conditions.signs import sign_set
from stability.algebra.conditions.solver import Untranslatable, check
from stability.algebra.exact import relation
from stability.algebra.jets import jets
from stability.algebra.names import distinct_names

_SATISFIED = {">": {1}, ">=": {0, 1}, "<": {-1}, "<=": {-1, 0}, "==": {0}, "!=": {-1, 1}}


class Outcome(Enum):
    """What a check established."""

    PROVEN = "PROVEN"
    REFUTED = "REFUTED"
    UNDECIDED = "UNDECIDED"


@dataclass(frozen=True)
class Proof:
    """outcome; argument: the rule or solver that settled it; witness: exact values where the condition fails."""

    outcome: Outcome
    argument: str
    witness: dict[Any, Any] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return self.outcome is Outcome.PROVEN


def holds(condition: Any, assumptions: Iterable[Any] = ()) -> Proof:
    """PROVEN for all real values that satisfy the assumptions, REFUTED with an exact witness, or UNDECIDED.

    condition: a relation, or And, Or, Not, Implies, Equivalent of relations, in real symbols and jets f^(k)(a).
    assumptions: relations and Facts; the symbols' own assumptions (positive, ...) count as well.
    Decided in this order: signs of factors, exact points as counterexamples, z3 on real arithmetic within a step
    budget.  A relation counts as true only where all its parts are defined: 1/x**2 > 0 does not hold for every real x.
    A witness is a point that some smooth f with the stated facts takes on.  Contradictory assumptions make every
    condition PROVEN; ask ``find_sample`` first.

    >>> from sympy import symbols
    >>> a, b = symbols("a b", real=True)
    >>> holds(a**2 + b**2 >= 2*a*b).outcome.name
    'PROVEN'
    >>> holds(a*b <= 1, [a > 0, b > 0]).witness
    {a: 1, b: 2}
    """
    several = isinstance(assumptions, (tuple, list, set, frozenset, Iterator))
    given = tuple(a if isinstance(a, Fact) else relation(a) for a in (assumptions if several else (assumptions,)))
    wanted = relation(condition)
    distinct_names("a condition", wanted, given, dummies=False)
    if wanted == true:
        return Proof(Outcome.PROVEN, "true by evaluation")
    by_signs = _by_signs(wanted, given)
    if by_signs is not None:
        return by_signs
    witness = _counterexample(wanted, given)
    if witness is not None:
        return Proof(Outcome.REFUTED, "an exact point where it fails", witness)
    return _by_solver(wanted, given)


def _by_signs(condition: Boolean, given: tuple[Any, ...]) -> Proof | None:
    parts = condition.args if isinstance(condition, And) else (condition,)
    for part in parts:
        if not isinstance(part, Relational) or part.rel_op not in _SATISFIED:
            return None
        if not sign_set(part.lhs - part.rhs, given) <= _SATISFIED[part.rel_op] or not is_defined(part, given):
            return None
    return Proof(Outcome.PROVEN, "the signs of its factors")


def _unknowns(condition: Boolean, given: tuple[Any, ...]) -> list[Any]:
    expressions = [condition, *(a for a in given if not isinstance(a, Fact))]
    symbols = {s for e in expressions for s in e.free_symbols} - {
        s for e in expressions for j in jets(e) for s in j.free_symbols
    }
    return sorted(symbols, key=str) + [
        j for j in sorted({j for e in expressions for j in jets(e)}, key=str) if not j.free_symbols
    ]


def _counterexample(condition: Boolean, given: tuple[Any, ...]) -> dict[Any, Any] | None:
    facts = [a for a in given if isinstance(a, Fact)]
    relations = [a for a in given if not isinstance(a, Fact)]
    if condition == false and not relations:
        return {}
    for point in candidates(_unknowns(condition, given), facts, (condition, *relations)):
        if truth(condition, point) is False and all(truth(a, point) for a in relations):
            witness = realized(point, facts)
            if witness is not None:
                return witness
    return None


def _by_solver(condition: Boolean, given: tuple[Any, ...]) -> Proof:
    relations = [a for a in given if not isinstance(a, Fact)]
    try:
        answer, model = check(relations, given, negated=condition)
    except Untranslatable as reason:
        return Proof(
            Outcome.UNDECIDED, f"signs and exact points do not decide it, and {reason} is outside real arithmetic"
        )
    if answer == "unsat":
        return Proof(Outcome.PROVEN, "nonlinear real arithmetic: its negation has no solution (z3)")
    if answer == "sat" and truth(condition, model) is False and all(truth(a, model) for a in relations):
        witness = realized(model, given)
        if witness is not None:
            return Proof(Outcome.REFUTED, "an exact point where it fails, found by z3 and checked", witness)
    return Proof(Outcome.UNDECIDED, "signs, exact points and z3 within its step budget do not decide it")
