"""Which cases of a verdict are simulated, and where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sympy import And, Equality, Symbol, true

from stability.algebra.conditions import Fact, Sample, find_sample
from stability.algebra.conditions.realize import permits
from stability.algebra.jets import instantiate
from stability.system import System

#: Cases of one point that are simulated.
CASES = 8
#: Solver steps for an exact point of one case, when no simple point is in it.
STEPS = 200_000
#: Operations of a condition beyond which thousands of points cannot be tried.
LONG = 600


def chosen_cases(cases: list[Any]) -> list[Any]:
    """At most CASES of them, in their order: one of each kind of verdict, then the first ones."""
    if len(cases) <= CASES:
        return cases
    kinds = {case.stability: number for number, case in reversed(list(enumerate(cases)))}
    numbers = list(dict.fromkeys([*sorted(kinds.values()), *range(len(cases))]))[:CASES]
    return [cases[number] for number in sorted(numbers)]


def sample_of(system: System, point: Mapping[Any, Any], condition: Any) -> Sample | None:
    """An exact point of a case; a parameter that the condition gives in terms of the others takes its value from them.

    Other equations are met by luck only: with more than one parameter nothing is tried.
    """
    given: dict[Any, Any] = {}
    rest = []
    for part in condition.args if isinstance(condition, And) else (condition,):
        if isinstance(part, Equality) and isinstance(part.lhs, Symbol) and part.lhs not in part.rhs.free_symbols:
            given[part.lhs] = part.rhs
        else:
            rest.append(part)
    names = _unknowns(system, point)
    if (any(isinstance(part, Equality) for part in rest) and len(names) > 1) or condition.count_ops() > LONG:
        return None
    assumptions = [a if isinstance(a, Fact) else a.subs(given) for a in system.assumptions]
    assumptions, rest = [a for a in assumptions if a != true], [part.subs(given) for part in rest]
    found = find_sample(assumptions, names - set(given), system.functions, rest, STEPS)
    if found is None or not given:
        return found
    values = {symbol: instantiate(value, dict(found.functions)).subs(found.values) for symbol, value in given.items()}
    if not all(permits(symbol, value) for symbol, value in values.items()):
        return None
    return Sample({**found.values, **values}, found.functions)


def _unknowns(system: System, point: Mapping[Any, Any]) -> set[Any]:
    return set(system.parameters).union(*(v.free_symbols for v in point.values()))
