"""Families of equilibria among equations that algebra does not solve.

Sums of exponentials vanish together where their terms cancel in pairs.  A pairing that makes further equations vanish
as well gives a family of larger dimension than counting equations would: a subset of the case, worked through apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, islice, permutations, product
from typing import Any

from flint import ctx
from sympy import Integer, Poly, Rational, Symbol, exp

from stability.algebra.systems.boxes import BITS
from stability.algebra.systems.forms import Factor, canonical, quotient
from stability.equilibrium.branches import Branch
from stability.equilibrium.numeric import Unsettled, as_equilibrium, newton_from
from stability.equilibrium.records import Equilibrium

#: Equations with at most this many pairs of terms are paired, at most so many pairings are examined in one case, and
#: slices and starts tried for a point: proposals only, so these numbers bound work, not correctness.
_PAIRS = 3
_PAIRINGS = 200
_SLICES = 24
_VALUES = tuple(Rational(p, q) for p, q in ((1, 2), (1, 1), (-1, 1), (0, 1), (2, 1), (-2, 1)))


def larger_families(branch: Branch, remaining: Sequence[Factor], state: Sequence[Symbol]) -> list[Branch]:
    """Subsets of the case, each with fewer independent conditions than the case has equations."""
    found: list[Branch] = []
    seen: set[frozenset[Any]] = set()
    equations = [f.expr for f in remaining]
    for row in remaining:
        for factors in islice(_pairings(row, set(state)), _PAIRINGS):
            key = frozenset(factors)
            if key in seen:
                continue
            seen.add(key)
            put = _solution(factors, state)
            if put is None:
                continue
            rest = {_normal(e.xreplace(put)) for e in equations} - {None}
            if len(put) + len(rest) < len(equations) and frozenset() not in rest:
                found.append(replace(branch, equations=(*equations, *factors)))
    return found


def _normal(e: Any) -> frozenset[Any] | None:
    """The factors of an expression; None when it vanishes, an empty set when it never does."""
    form = quotient(e)
    return None if form.zero else frozenset(form.factors)


def _pairings(factor: Factor, states: set[Any]) -> Iterator[tuple[Any, ...]]:
    """For every way to cancel the positive terms by the negative ones: one factor of each difference of exponents."""
    terms = _exponentials(factor)
    if terms is None or len(terms) > 2 * _PAIRS:
        return
    up = [t for t in terms if t[0] > 0]
    down = [t for t in terms if t[0] < 0]
    if len(up) != len(down) or len(up) < 2:
        return
    for order in permutations(down):
        choices = []
        for (c, m, e), (d, n, f) in zip(up, order, strict=True):
            if c != -d or m != n:
                break
            choices.append([g.expr for g in quotient(e - f).factors if _affine(g.expr, states)])
        else:
            yield from product(*choices)


def _exponentials(factor: Factor) -> list[tuple[Any, Any, Any]] | None:
    """(coefficient, product of the other generators, exponent) of each term; None without exponentials."""
    if not any(isinstance(g, exp) for g in factor.gens):
        return None
    found = []
    for monomial, coefficient in factor.poly.terms():
        exponent, rest = Integer(0), Integer(1)
        for g, k in zip(factor.gens, monomial, strict=True):
            if isinstance(g, exp):
                exponent += int(k) * g.args[0]
            else:
                rest *= g ** int(k)
        found.append((int(coefficient), rest, exponent))
    return found


def _affine(e: Any, states: set[Any]) -> bool:
    return bool(e.free_symbols <= states and Poly(e, *e.free_symbols).total_degree() == 1)


def _solution(factors: Sequence[Any], state: Sequence[Symbol]) -> dict[Any, Any] | None:
    """Affine equations solved one after another; None when they contradict each other."""
    put: dict[Any, Any] = {}
    for factor in factors:
        value = canonical(factor.xreplace(put))
        if value == 0:
            continue
        symbol = next((s for s in state if value.has(s)), None)
        if symbol is None:
            return None
        solved = canonical(symbol - value / value.diff(symbol))
        put = {s: canonical(v.xreplace({symbol: solved})) for s, v in put.items()} | {symbol: solved}
    return put


def smooth_point(
    case: Unsettled, allowed: Callable[[Equilibrium], bool] = lambda point: True
) -> Equilibrium | None:
    """A point of fewer equations than unknowns at which their Jacobian has full rank: near it they define a manifold.

    allowed: which points are wanted.

    All but as many unknowns as equations are held at small rationals; Krawczyk's test in the others proves a zero with
    a regular Jacobian, so that the rank is full.
    """
    k = len(case.equations)
    for solved_for in combinations(case.free, k):
        held = [s for s in case.free if s not in solved_for]
        for values in islice(product(_VALUES, repeat=len(held)), _SLICES):
            put = dict(zip(held, values, strict=True))
            sliced = Unsettled(
                tuple(e.xreplace(put) for e in case.equations),
                tuple(solved_for),
                tuple((s, v.xreplace(put)) for s, v in (*case.solved, *put.items())),
                tuple(g.xreplace(put) for g in case.guards),
                case.state,
            )
            if any(not e.free_symbols for e in sliced.equations):
                continue
            with ctx.workprec(BITS):
                zero = newton_from(sliced, _VALUES[:3])
            point = None if zero is None else as_equilibrium(sliced, zero)
            if point is not None and allowed(point):
                return point
    return None
