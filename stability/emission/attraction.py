"""Identities which show that some functions vanish together only at the point.

With y = x - point, functions b_1, b_2, ... and cofactors a_ij the identities y_i^k = sum_j a_ij b_j leave no other
common zero near the point.  They are found by elimination, coordinate by coordinate: where b = a y_i^k + (terms in
coordinates already expressed), y_i^k = (b - terms)/a.
"""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Dummy, Integer, Poly, Rational, cancel, fraction

from stability.algebra.jets import Jet
from stability.emission.opaque import named

Combination = dict[int, Any]  # number of a function -> cofactor


def isolate(work: Any, base: list[Any], depth: int) -> tuple[list[Any] | None, list[Any]]:
    """Rows [power, [[number, cofactor program], ...]] for each coordinate, and the derived functions [number, program].

    ``depth``: how often functions may be followed along the orbits (0 for a minimum).  Rows are None when the
    elimination does not succeed.
    """
    functions, derived = list(base), list[tuple[int, Any]]()
    newest = list(range(len(base)))
    for step in range(depth + 1):
        found = _eliminate(work, functions)
        if found is not None:
            return _rows(work, found), [[j, work.compile(transparent(e)).to_data()] for j, e in derived]
        if step < depth:
            following = [(j, cancel(work.follow(functions[j]))) for j in newest]
            newest = list(range(len(functions), len(functions) + len(following)))
            derived += following
            functions += [e for _, e in following]
    return None, []


def _rows(work: Any, found: list[tuple[int, Combination]]) -> list[Any]:
    return [[power, [[j, work.compile(transparent(a)).to_data()] for j, a in terms.items()]] for power, terms in found]


def transparent(expression: Any) -> Any:
    """Opaque "$exp" and so on as SymPy's functions again, for compilation."""
    t = Dummy(real=True)

    def known(jet: Any) -> Any:
        return getattr(sympy, jet.function[1:])(t).diff(t, jet.order).xreplace({t: jet.argument})

    return expression.replace(lambda e: isinstance(e, Jet) and e.function.startswith("$"), known)


def _eliminate(work: Any, functions: list[Any]) -> list[tuple[int, Combination]] | None:
    state, names = work.state, dict[Any, Any]()
    shift = {s: s + Rational(x.numerator, x.denominator) for s, x in zip(state, work.point or [], strict=True)}
    plain = [cancel(named(e, names).xreplace(shift)) for e in functions]
    back = {dummy: Jet(*key) for key, dummy in names.items()}
    while any(e.has(*back) for e in back.values()):  # values of functions inside arguments of functions
        back = {dummy: e.xreplace(back) for dummy, e in back.items()}
    solved: dict[Any, tuple[int, Combination]] = {}
    progress = True
    while progress and len(solved) < len(state):
        progress = False
        for j, b in enumerate(plain):
            step = _solve(work, b, [s for s in state if s not in solved], back)
            if step is None or any(solved[s][0] != 1 and _occurs(b, s) for s in solved):
                continue
            symbol, power, a = step
            solved[symbol] = (power, _combine(j, b, a, solved))
            progress = True
    if len(solved) < len(state):
        return None
    unshift = {s: 2 * s - shift[s] for s in state}
    return [(solved[s][0], {j: cancel(c).xreplace(unshift).xreplace(back) for j, c in solved[s][1].items() if c != 0})
            for s in state]


def _occurs(b: Any, s: Any) -> bool:
    return s in b.free_symbols


def _solve(work: Any, b: Any, unsolved: list[Any], back: dict[Any, Any]) -> tuple[Any, int, Any] | None:
    """b = a s^k when the solved coordinates are 0, with a not zero at the point: (s, k, a)."""
    rest = cancel(b.xreplace({s: Integer(0) for s in work.state if s not in unsolved}))
    top, bottom = fraction(rest)
    used = [s for s in unsolved if s in top.free_symbols]
    if len(used) != 1 or bottom.free_symbols & set(work.state):
        return None
    [s] = used
    terms = Poly(top, s).terms()
    if len(terms) != 1:
        return None
    [((power,), a)] = terms
    return (s, power, a / bottom) if _nonzero(work, (a / bottom).xreplace(back)) else None


def _nonzero(work: Any, a: Any) -> bool:
    """A product of rational numbers, signed parameters and derivatives with a fact at the point."""
    top, bottom = fraction(cancel(work.here(a)))
    factors = [f.base if f.is_Pow else f for part in (top, bottom) for f in (part.args if part.is_Mul else (part,))]
    signed = {"positive", "negative", "nonzero"}
    for f in factors:
        if f.is_Rational and f != 0:
            continue
        if f.is_Symbol and work.parameters.get(str(f.name)) in signed:
            continue
        if not (isinstance(f, Jet) and any(_covers(fact, f) for fact in work.facts if fact[3] in signed)):
            return False
    return True


def _covers(fact: Any, jet: Any) -> bool:
    f, order, at, _ = fact
    here = at is None or Rational(at.numerator, at.denominator) == jet.argument
    return (f, order) == (jet.function, jet.order) and bool(here)


def _combine(j: int, b: Any, a: Any, solved: dict[Any, tuple[int, Combination]]) -> Combination:
    """(b_j - terms in solved coordinates)/a as a combination of the functions."""
    total: Combination = {j: 1 / a}
    for s, (_, terms) in solved.items():
        without = cancel(b.xreplace({s: Integer(0)}))
        slope = cancel((b - without) / s)
        for i, c in terms.items():
            total[i] = total.get(i, Integer(0)) - slope * c / a
        b = without
    return total
