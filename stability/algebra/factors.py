"""Irreducible factors, where the libraries' own functions stumble."""

from __future__ import annotations

from typing import Any

from flint import fmpq_mpoly_ctx
from sympy import Integer, Mul, factor_list
from sympy.polys.polyerrors import PolynomialError


def factors(poly: Any) -> list[tuple[Any, int]]:
    """The irreducible factors of an ``fmpz_mpoly`` with multiplicities, without the content.

    ``fmpz_mpoly.factor`` of python-flint 0.9 sorts its factors by a key that overflows beyond 64 bits.  Over Q nothing
    is sorted so, and the factors come out primitive with integer coefficients: they are the same ones.

    >>> from flint import Ordering, fmpz_mpoly_ctx
    >>> x, y = fmpz_mpoly_ctx.get(("x", "y"), Ordering.lex).gens()
    >>> sorted(str(f) for f, _ in factors((x - 1) * (x - 10**30) * y**2))
    ['x - 1', 'x - 1000000000000000000000000000000', 'y']
    """
    try:
        return [(f, int(m)) for f, m in poly.factor()[1]]
    except OverflowError:
        context = poly.context()
        rational = fmpq_mpoly_ctx.get(tuple(context.names()), context.ordering())
        found = rational.from_dict(poly.to_dict()).factor()[1]
        return [(context.from_dict({m: int(c.p) for m, c in f.to_dict().items()}), int(k)) for f, k in found]


def factor_pairs(expression: Any) -> tuple[Any, list[tuple[Any, int]]]:
    """(constant, pairs (factor, power)) of an expression; ``sympy.factor_list`` refuses products such as sqrt(p) q.

    A part that is no polynomial counts as one factor.

    >>> from sympy import sqrt
    >>> from sympy.abc import a
    >>> factor_pairs(-2 * a**2 * sqrt(a**2 + 1))
    (-2, [(a, 2), (sqrt(a**2 + 1), 1)])
    """
    try:
        constant, found = factor_list(expression)
        if all(int(m) == m for _, m in found):  # a**(3/2) comes out with the power 3/2
            return constant, [(f, int(m)) for f, m in found]
    except PolynomialError:
        pass
    parts = Mul.make_args(expression)
    if len(parts) == 1:
        base, power = expression.as_base_exp()
        if not (power.is_Integer and power > 1):
            return (expression, []) if expression.is_number else (Integer(1), [(expression, 1)])
        parts = (base,) * int(power)
    constant, pairs = Integer(1), dict[Any, int]()
    for part in parts:
        scale, inner = factor_pairs(part)
        constant *= scale
        for factor, power in inner:
            pairs[factor] = pairs.get(factor, 0) + power
    return constant, list(pairs.items())
