"""Whether anything satisfies a list of assumptions: shown by an exact sample, refuted, or open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sympy import And, Ge, Le, Rational, acos, asin, atan, ceiling, cos, erf, erfc, false, floor, sin
from sympy.core.relational import Relational

from stability.algebra.conditions.fact import Fact, clash
from stability.algebra.conditions.sample import Sample, find_sample
from stability.algebra.conditions.signs import sign_set
from stability.algebra.conditions.solver import Untranslatable, check
from stability.algebra.names import Internal

#: Rational bounds of functions that the solver does not know.
_RANGES = {
    sin: (-1, 1),
    cos: (-1, 1),
    erf: (-1, 1),
    erfc: (0, 2),
    atan: (Rational(-11, 7), Rational(11, 7)),  # 11/7 > pi/2
    asin: (Rational(-11, 7), Rational(11, 7)),
    acos: (0, Rational(22, 7)),
}
_POSSIBLE = {">": {1}, ">=": {0, 1}, "<": {-1}, "<=": {-1, 0}, "==": {0}, "!=": {-1, 1}}


@dataclass(frozen=True)
class Satisfied:
    """sample: an exact point with example functions, or None; contradiction: why there is none, or empty.

    With neither, whether anything satisfies the assumptions is open.
    """

    sample: Sample | None
    contradiction: str = ""

    @property
    def open(self) -> bool:
        return self.sample is None and not self.contradiction


def satisfiable(assumptions: Iterable[Any], parameters: Iterable[Any] = (), functions: Iterable[str] = ()) -> Satisfied:
    """A point that satisfies relations and Facts, or why there is none.

    >>> from sympy import Eq, Symbol
    >>> n, a = Symbol("n", integer=True), Symbol("a", real=True)
    >>> str(satisfiable([n > 0, n < 2]).sample)
    'n = 1'
    >>> satisfiable([n > 0, n < 1]).contradiction, satisfiable([sin(a) > 2]).contradiction
    ('no integer n is > 0 and < 1', 'real arithmetic: they have no common solution (z3)')
    >>> satisfiable([Eq(cos(a), a)]).open
    True
    """
    given = list(assumptions)
    contradiction = contradictory(given)
    if contradiction:
        return Satisfied(None, contradiction)
    names = {*functions, *(f.function for f in given if isinstance(f, Fact))}
    return Satisfied(find_sample(given, parameters, names))


def contradictory(assumptions: Iterable[Any]) -> str:
    """Why no point satisfies the assumptions; empty when that is not proven."""
    given = list(assumptions)
    facts = [a for a in given if isinstance(a, Fact)]
    relations = [r for a in given if not isinstance(a, Fact) for r in (a.args if isinstance(a, And) else (a,))]
    if any(r == false for r in relations):
        return "one of them is false by the declarations of its symbols"
    for r in relations:
        if isinstance(r, Relational) and not sign_set(r.lhs - r.rhs, facts) & _POSSIBLE.get(r.rel_op, {-1, 0, 1}):
            return f"{r} is false by the signs of its parts"
    pair = clash(facts)
    if pair:
        return pair
    integers = sorted({s for r in relations for s in r.free_symbols if s.is_integer}, key=str)
    tightened = {n: _integer_bounds(n, relations) for n in integers}
    for n, (low, high, said) in tightened.items():
        if low is not None and high is not None and low > high:
            return f"no integer {n} is {said}"
    return "real arithmetic: they have no common solution (z3)" if _no_solution(relations, facts, tightened) else ""


def _integer_bounds(n: Any, relations: list[Any]) -> tuple[Any, Any, str]:
    """The least and the greatest integer that relations in n alone leave, of degree 1, and these in words."""
    low, high, said = None, None, []
    if n.is_nonnegative:
        low = int(n.is_positive is True)
    if n.is_nonpositive:
        high = -int(n.is_negative is True)
    for r in relations:
        if not isinstance(r, Relational) or r.free_symbols != {n} or r.rel_op not in (">", ">=", "<", "<=", "=="):
            continue
        slope = (r.lhs - r.rhs).expand().coeff(n, 1)
        rest = ((r.lhs - r.rhs) - slope * n).expand()
        if rest.free_symbols or not slope.is_Rational or not slope or not rest.is_Rational:
            continue
        edge, upwards = -rest / slope, (r.rel_op[0] == ">") == (slope > 0)
        strict = r.rel_op in (">", "<")
        if r.rel_op == "==" or upwards:
            least = floor(edge) + 1 if strict else ceiling(edge)
            low = least if low is None else max(low, least)
        if r.rel_op == "==" or not upwards:
            greatest = ceiling(edge) - 1 if strict else floor(edge)
            high = greatest if high is None else min(high, greatest)
        said.append(f"{'=' if r.rel_op == '==' else ('>' if upwards else '<') + '=' * (not strict)} {edge}")
    return low, high, " and ".join(said)


def _no_solution(relations: list[Any], facts: list[Fact], integers: dict[Any, tuple[Any, Any, str]]) -> bool:
    """A proof by real arithmetic: integers are reals within their bounds, and sin(u) is any number in [-1, 1]."""
    put: dict[Any, Any] = {n: Internal(n.name, real=True) for n in integers}
    bounds = [Ge(put[n], low) for n, (low, _, _) in integers.items() if low is not None]
    bounds += [Le(put[n], high) for n, (_, high, _) in integers.items() if high is not None]
    for e in sorted({e for r in relations for e in r.atoms(*_RANGES)}, key=str):
        low, high = _RANGES[e.func]
        put[e] = Internal("v", real=True)
        bounds += [Ge(put[e], low), Le(put[e], high)]
    changed = [r.xreplace(put) for r in relations]
    try:
        return check([*changed, *bounds], facts)[0] == "unsat"
    except Untranslatable:
        return False
