"""Moves of the case tree on polynomials with parameters and roots: equivalent equations, or cases that cover all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flint import Ordering, fmpz_mpoly_ctx, fmpz_mpoly_vec
from sympy import Ge, Integer, Pow, Rational, Symbol

from stability.algebra.conditions import sign_set
from stability.algebra.systems.forms import Factor, canonical, quotient, to_expression

Rows = Sequence[tuple[Factor, ...]]
#: Limits of the basis with parameters among the unknowns: (polynomials, terms, size of coefficients in bits).
_LIMITS = (30, 300, 2_000)
#: Terms of a coefficient that is made a case of its own: beyond, the case is no simpler than the equation.
_TERMS = 4


def definite(rows: Rows, states: set[Any], given: tuple[Any, ...]) -> tuple[Factor, list[Any]] | None:
    """A sum of terms of one sign vanishes only where every term does: the factor and these terms.

    Over Q real algebra does better; this is for equations with parameters or functions.
    """
    if all(g in states for row in rows for f in row for g in f.gens):
        return None
    for row in rows:
        terms = row[0].expr.args if len(row) == 1 and row[0].expr.is_Add else ()
        if not row[0].symbols & states or len(terms) < 2:
            continue
        signs = frozenset().union(*(sign_set(t, given) for t in terms))
        if not {-1, 1} <= signs:
            return row[0], list(terms)
    return None


def squared(rows: Rows, states: set[Any], given: tuple[Any, ...]) -> tuple[Factor, Any, Any] | None:
    """A square root r of u with a r + b = 0: the factor, a^2 u - b^2, and the condition r = -b/a >= 0.

    a must be free of the state and have no zero; u >= 0 then follows.
    """
    for row in rows:
        roots = [k for k in row[0].kernels if k.free_symbols & states and isinstance(k, Pow)] if len(row) == 1 else []
        for root in (k for k in roots if k.exp == Rational(1, 2)):
            parts = row[0].coefficients(root)
            if parts is None or max(parts) != 1 or parts[1].free_symbols & states or 0 in sign_set(parts[1], given):
                continue
            rest = parts.get(0, Integer(0))
            if not any(k.has(root) for k in row[0].kernels if k != root):
                return row[0], parts[1] ** 2 * root.base - rest**2, Ge(canonical(-rest / parts[1]), 0)
    return None


def parametric_basis(factors: Sequence[Factor], state: tuple[Symbol, ...]) -> list[Any] | None:
    """A Groebner basis over states and parameters with an element that another move can use.

    The ideal is generated over the integers, so that the equations are equivalent for all values of the parameters.
    """
    gens = list(dict.fromkeys(g for f in factors for g in f.gens))
    if len(factors) < 2 or not all(isinstance(g, Symbol) for g in gens) or set(gens) <= set(state):
        return None
    order = [*(g for g in gens if g in state), *(g for g in gens if g not in state)]
    before = {f.expr for f in factors}
    for ordering in (Ordering.degrevlex, Ordering.lex):
        context = fmpz_mpoly_ctx.get(tuple(f"g{i}" for i in range(len(order))), ordering)
        polys = [context.from_dict(_spread(f, order)) for f in factors]
        found, finished = fmpz_mpoly_vec(polys, context).buchberger_naive(limits=_LIMITS)
        if not finished:
            continue
        basis = [to_expression(p, tuple(order)) for p in found.autoreduction()]
        if any(e not in before and _useful(e, set(state)) for e in basis):
            return basis
    return None


def _spread(factor: Factor, order: list[Any]) -> dict[tuple[int, ...], Any]:
    place = [order.index(g) for g in factor.gens]
    whole = {}
    for monomial, coefficient in factor.poly.terms():
        powers = [0] * len(order)
        for i, k in zip(place, monomial, strict=True):
            powers[i] = int(k)
        whole[tuple(powers)] = coefficient
    return whole


def _useful(e: Any, states: set[Any]) -> bool:
    """Whether an element splits, has terms of one sign, or is linear in an unknown with a coefficient free of them."""
    form = quotient(e)
    if len(form.factors) != 1:
        return True
    (factor,) = form.factors
    terms = factor.expr.args if factor.expr.is_Add else ()
    signs = frozenset().union(*(sign_set(t) for t in terms)) if terms else frozenset()
    if not factor.symbols & states or (terms and not {-1, 1} <= signs):
        return True
    parts = [factor.coefficients(s) for s in states & factor.symbols]
    return any(p is not None and max(p) == 1 and not p[1].free_symbols & states for p in parts)


def linear_case(rows: Rows, state: Iterable[Symbol]) -> tuple[Factor, Symbol, Any, Any] | None:
    """a x + b = 0 with a short coefficient a that holds the state: the factor, x, a and b, the shortest a first."""
    best: tuple[int, Factor, Symbol, Any, Any] | None = None
    states = set(state)
    if all(g in states for row in rows for f in row for g in f.gens):
        return None
    for row in rows:
        for symbol in (s for s in state if len(row) == 1 and s in row[0].symbols):
            parts = row[0].coefficients(symbol)
            if parts is None or max(parts) != 1 or not parts[1].free_symbols & states:
                continue
            length = len(parts[1].args) if parts[1].is_Add else 1
            cost = length * 1000 + row[0].expr.count_ops()
            if length <= _TERMS and (best is None or cost < best[0]):
                best = cost, row[0], symbol, parts[1], parts.get(0, Integer(0))
    return None if best is None else best[1:]
