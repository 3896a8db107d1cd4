"""Sizes at which a symbolic step is not begun: what is refused here would fill the memory, not merely take long."""

from __future__ import annotations

from typing import Any

from sympy import Pow, Rational, exp

#: SymPy's polynomials are dense: exp(p x/q) is the p-th power of a generator exp(x/q), a list of p + 1 coefficients.
WIDEST = 1_000


def wide_powers(expression: Any) -> bool:
    """Whether SymPy's polynomials would have a degree beyond WIDEST in some generator.

    >>> from sympy import Symbol
    >>> x = Symbol("x")
    >>> wide_powers(exp(10**9*x/7) + x), wide_powers(exp(x/10**9) + 10**9*x)
    (True, False)
    """
    exponents = [p.exp for p in expression.atoms(Pow, exp)]
    return any(abs(number.p) > WIDEST for e in exponents for number in e.atoms(Rational))
