"""Polynomials in variates: their coefficients and their means."""

from __future__ import annotations

from typing import Any

from sympy import Add, Expr, Mul, expand

from stability.expectation.variates import Variate

__all__: list[str] = []


def polynomial_mean(e: Expr, variates: Any) -> Expr:
    """E of a polynomial in the variates, its coefficients free of them."""
    group = tuple(variates)
    terms = []
    for term in Add.make_args(expand(e, power_base=False, power_exp=False, log=False, basic=False)):
        factor = term.as_independent(*group, as_Add=False)[0]
        powers = term.as_powers_dict()
        value = Mul(factor, *(v.law.moment(int(powers[v])) for v in group if v in powers))
        terms.append(value)
    return Add(*terms)


def coefficients(e: Expr, v: Variate) -> dict[int, Expr] | None:
    """Coefficients of a polynomial in v by its power; None when it is none."""
    if not e.is_polynomial(v):
        return None
    found: dict[int, list[Expr]] = {}
    for term in Add.make_args(e.expand()):
        factor, dependent = term.as_independent(v, as_Add=False)
        power = 0 if dependent == 1 or term == 0 else 1 if dependent == v else int(dependent.exp)
        found.setdefault(power, []).append(term if power == 0 else factor)
    return {k: Add(*parts) for k, parts in found.items()}
