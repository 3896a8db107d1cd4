"""Equations with simple zeros for a system with multiple ones: n generators of the radical, where n are enough."""

from __future__ import annotations

from typing import Any

from flint import Ordering, fmpq, fmpq_mpoly_ctx

from stability.algebra.systems.ideals import Ideal, ideal
from stability.emission.membership import Cofactors, combination, data, divided, terms_of
from stability.emission.polynomials import RationalField, Terms
from stability.emission.solutions import Solutions
from stability.errors import NotApplicable

MAX_TERMS = 2000  # of the equations and their cofactors together


def simple_equations(field: RationalField, solutions: Solutions) -> tuple[list[Terms], list[Any]]:
    """(h_1, ..., h_n) with simple zeros only, and the witness [h, cofactors] of f_i = sum of b_ij h_j.

    Generators of the radical by growing degree when n of them are enough; else p(t) and x_i - g_i(t) for the form t
    which separates the solutions.  Raises NotApplicable where these are too long.
    """
    short = _generators(field, solutions.radical)
    if short is not None:
        degree = max(*field.degrees, *(max(map(sum, h)) for h in short))
        for extra in range(3):
            found = combination(short, list(field.equations), degree + extra)
            if found is not None:
                return short, _witness(short, found)
    return _shape(field, solutions)


def _witness(h: list[Terms], cofactors: list[Cofactors]) -> list[Any]:
    return [[data(p) for p in h], [[data(row.get(j, {})) for j in range(len(h))] for row in cofactors]]


def _generators(field: RationalField, radical: Ideal) -> list[Terms] | None:
    """n elements of the Groebner basis which generate the radical, or None."""
    if field.poles:
        return None  # the radical is that of the system with w
    chosen: list[Any] = []
    for g in sorted(radical.basis, key=lambda p: (p.total_degree(), len(p))):
        if not chosen or not ideal(chosen, radical.names).contains(g):
            chosen.append(g)
    return [terms_of(g) for g in chosen] if len(chosen) == field.size else None


def _shape(field: RationalField, solutions: Solutions) -> tuple[list[Terms], list[Any]]:
    """p(t) and x_i - g_i(t) for all but one i: in the coordinates x_i and t a lexicographic Groebner basis."""
    n, form = solutions.size, solutions.form
    place = next(i for i, c in enumerate(form) if c)  # t stands in the place of this coordinate
    context = fmpq_mpoly_ctx.get([f"x{i}" for i in range(n)], Ordering.degrevlex)
    variables = [context.gen(i) for i in range(n)]
    t = sum((x * fmpq(c) for x, c in zip(variables, form, strict=True)), context.constant(0))
    others = t - variables[place] * fmpq(form[place])
    inward = [*variables[:place], (variables[place] - others) / fmpq(form[place]), *variables[place + 1:]]
    outward = [*variables[:place], t, *variables[place + 1:]]
    g = solutions.coordinates()
    shape = [variables[i] - _univariate(g[i], variables[place]) for i in range(n) if i != place]
    shape.append(_univariate(solutions.modulus, variables[place]))
    order = [i for i in range(n) if i != place] + [place]
    cofactors: list[Cofactors] = []
    for p in field.equations:
        inside = terms_of(context.from_dict(p).compose(*inward))
        found = divided(inside, [terms_of(h) for h in shape], lambda m: tuple(m[i] for i in order))
        cofactors.append({j: terms_of(context.from_dict(a).compose(*outward)) for j, a in found.items()})
    h = [terms_of(p.compose(*outward)) for p in shape]
    if sum(map(len, h)) + sum(len(a) for row in cofactors for a in row.values()) > MAX_TERMS:
        raise NotApplicable("a certificate that there are no other equilibria",
                            f"simple equations of more than {MAX_TERMS} terms", "other coordinates")
    return h, _witness(h, cofactors)


def _univariate(p: Any, t: Any) -> Any:
    total = t * 0
    for c in reversed(p.coeffs()):
        total = total * t + c
    return total
