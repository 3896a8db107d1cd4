"""Cells of one parameter as intervals and points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sympy import And, Eq, Symbol, true
from sympy.core.relational import Relational

from stability.algebra.conditions import Fact
from stability.algebra.systems.forms import as_fraction
from stability.clock import Time
from stability.errors import CannotSolve
from stability.region.asking import Budget, feasible
from stability.region.line import Evaluation, Piece, cut
from stability.region.locating import locate
from stability.region.ring import Problem, TooLarge

_SATISFIED = {">": {1}, ">=": {0, 1}, "<": {-1}, "<=": {-1, 0}, "==": {0}, "!=": {-1, 1}}
#: Outside the assumptions; where a denominator vanishes.
_OUT, _POLE = "outside the assumptions", "a pole"
_ENDED = "the line is cut into more pieces than are looked at"


@dataclass(frozen=True)
class _Constraint:
    """``polynomial`` (an element of the ring) has one of the signs."""

    polynomial: Any
    signs: frozenset[int]


def cells_on_the_line(posed: Problem, time: Time, given: tuple[Any, ...]) -> list[tuple[Any, Any]]:
    """(condition, Location or the reason why there is none), in increasing order of the parameter."""
    symbol = posed.ring.gens[0] if posed.ring.gens else None
    constraints, others = _constraints(posed, symbol, given)

    def classify(where: Evaluation) -> Any:
        if any(where.sign(c.polynomial) not in c.signs for c in constraints):
            return _OUT
        if any(where.sign(pole) == 0 for pole in posed.poles):
            return _POLE
        try:
            return locate(posed, where, time)
        except (TooLarge, CannotSolve) as reason:
            return f"not pursued: {reason}"

    start = Evaluation(posed.ring, 0, Piece(None, None))
    for element in (*(c.polynomial for c in constraints), *posed.poles):
        start.sign(element)
    answers = cut(posed.ring, 0, classify, start.asked)
    if symbol is None:
        return [(true, answers[0][1])] if feasible(given) else []
    found = list(_conditions(symbol, answers))
    budget = Budget()
    return [c for c in found if not others or feasible((*given, c[0]), budget)]


def _constraints(posed: Problem, symbol: Any, given: tuple[Any, ...]) -> tuple[list[_Constraint], list[Any]]:
    """What is given about the parameter alone, as signs of polynomials; and the rest, which only the solver reads."""
    found, others = [], []
    if symbol is not None:
        generator = posed.ring.context.gen(0)
        for declared, signs in (
            (symbol.is_positive, {1}),
            (symbol.is_negative, {-1}),
            (symbol.is_nonnegative, {0, 1}),
            (symbol.is_nonpositive, {-1, 0}),
            (symbol.is_nonzero, {-1, 1}),
        ):
            if declared:
                found.append(_Constraint(generator, frozenset(signs)))
    for relation in given:
        constraint = _constraint(posed, symbol, relation)
        if constraint is not None:
            found.append(constraint)
        elif not isinstance(relation, Fact):
            others.append(relation)
    return found, others


def _constraint(posed: Problem, symbol: Any, relation: Any) -> _Constraint | None:
    if not isinstance(relation, Relational) or relation.rel_op not in _SATISFIED:
        return None
    try:
        top, bottom, used = as_fraction(relation.lhs - relation.rhs)
    except CannotSolve:
        return None
    if used != (symbol,) or not isinstance(symbol, Symbol) or not bottom.is_constant():
        return None
    sign = 1 if bottom.leading_coefficient() > 0 else -1
    return _Constraint(posed.ring.take(top * sign, used), frozenset(_SATISFIED[relation.rel_op]))


def _conditions(symbol: Any, answers: list[tuple[Piece, Any]]) -> Iterator[tuple[Any, Any]]:
    """Neighbouring pieces with equal answers are joined, across gaps of the assumptions too, but not across poles."""
    inside = [(piece, _ENDED if answer is None else answer) for piece, answer in answers if answer != _OUT]
    runs = [(answer, [p for p, _ in run]) for answer, run in groupby(inside, key=lambda pair: pair[1])]
    for number, (answer, pieces) in enumerate(runs):
        if answer == _POLE:
            continue
        first, last = pieces[0], pieces[-1]
        if len(pieces) == 1 and first.at is not None and len(runs) > 1:
            yield Eq(symbol, first.at.expression()), answer
            continue
        bounds = []
        if number > 0 and first.low is not None:
            low = first.low.expression()
            bounds.append(symbol >= low if first.at is not None else symbol > low)
        if number < len(runs) - 1 and last.high is not None:
            high = last.high.expression()
            bounds.append(symbol <= high if last.at is not None else symbol < high)
        yield And(*bounds) if bounds else true, answer
