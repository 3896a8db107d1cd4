"""Derivatives of monomials c x^a y^b without SymPy's general product, which spends its time on assumptions.

The derivative of a canonical product by one of its symbols is canonical once a factor is dropped or its exponent is
lowered; x^2 becomes x and changes its place.  Distinct monomials that hold x have distinct derivatives by x, so the
derivative of a canonical sum of them needs to be sorted only, never collected.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cmp_to_key
from itertools import pairwise
from typing import Any

from sympy import Add, Expr, Integer, Mul, Pow, Symbol, exp, log
from sympy.core.basic import Basic

from stability.algebra.jets import Jet

_ONE = Integer(1)
_ORDER = cmp_to_key(Basic.compare)  # the order of arguments in SymPy's sums and products


def monomial(e: Any) -> bool:
    """A symbol, a power x^n with n >= 2, or a canonical product of those, possibly with a rational coefficient.

    >>> from sympy import exp, symbols
    >>> x, y = symbols("x y", real=True)
    >>> monomial(3*x**2*y), monomial(x + y), monomial(x*exp(y)), monomial(x/y)
    (True, False, False, False)
    """
    if not isinstance(e, Mul):
        return _factor(e)
    args = e.args
    rest = args[1:] if args[0].is_Rational else args
    return bool(rest) and all(map(_factor, rest)) and in_order(rest)


def in_order(factors: Sequence[Any]) -> bool:
    """Whether factors stand in SymPy's order, none of them twice; false for some products built with evaluate=False."""
    return all(Basic.compare(a, b) < 0 for a, b in pairwise(factors))


def _factor(e: Any) -> bool:
    if isinstance(e, Symbol):
        return bool(e.is_commutative)
    return isinstance(e, Pow) and isinstance(e.base, Symbol) and isinstance(e.exp, Integer) and e.exp > 1


def slope(e: Any, s: Symbol) -> Expr:
    """d/ds of a monomial that contains s.

    >>> from sympy import symbols
    >>> x, y = symbols("x y", real=True)
    >>> slope(3*x**3*y, x), slope(x**2*y/2, x), slope(2*x, x)
    (9*x**2*y, x*y, 2)
    """
    factors = e.args if isinstance(e, Mul) else (e,)
    number = factors[0] if factors[0].is_Rational else _ONE
    rest = factors[1:] if factors[0].is_Rational else factors
    place = next(i for i, f in enumerate(rest) if s in f.args or s == f)
    changed = rest[place]
    if changed == s:
        left = rest[:place] + rest[place + 1 :]
    elif changed.exp == 2:
        number = 2 * number
        left = tuple(sorted((*rest[:place], s, *rest[place + 1 :]), key=_ORDER))
    else:
        number = number * changed.exp
        left = (*rest[:place], Pow(s, changed.exp - 1), *rest[place + 1 :])
    if not left:
        return number
    return Mul._from_args(left if number == 1 else (number, *left), is_commutative=True)


def collected(terms: Iterable[Any]) -> bool:
    """Whether no two terms differ by a rational factor only; false for some sums built with evaluate=False.

    >>> from sympy import symbols
    >>> x, y = symbols("x y", real=True)
    >>> collected([x, 2*x*y, x*y**2]), collected([x, 2*x])
    (True, False)
    """
    parts = [_without_number(t) for t in terms]
    return len(set(parts)) == len(parts)


def _without_number(e: Any) -> tuple[Any, ...]:
    return _parts(e)[1]


def _parts(e: Any) -> tuple[Any, tuple[Any, ...]]:
    """The rational factor and the others."""
    if not isinstance(e, Mul):
        return (e, ()) if e.is_Rational else (_ONE, (e,))
    return (e.args[0], e.args[1:]) if e.args[0].is_Rational else (_ONE, e.args)


def times(a: Any, b: Any) -> Expr:
    """a*b for canonical products, without the general product where no two factors meet.

    >>> from sympy import exp, symbols
    >>> x, y = symbols("x y", real=True)
    >>> times(2*x*exp(y), y**2/3) == 2*x*y**2*exp(y)/3, times(x, 3*x*exp(y)) == 3*x**2*exp(y)
    (True, True)
    """
    (first, left), (second, right) = _parts(a), _parts(b)
    if not left or not right or isinstance(a, Add) or isinstance(b, Add):
        return _scaled(first, b) if not left else _scaled(second, a) if not right else Mul(a, b)
    bases = [_base(f) for f in (*left, *right)]
    if None in bases or len(set(bases)) < len(bases):
        return Mul(a, b)
    number = first if second == 1 else second if first == 1 else first * second
    rest = sorted((*left, *right), key=_ORDER)
    return Mul._from_args(rest if number == 1 else (number, *rest), is_commutative=True)


def _scaled(number: Any, e: Any) -> Expr:
    """A rational multiple of a product; sums are left to SymPy, which distributes it."""
    before, factors = _parts(e)
    after = number if before == 1 else number * before
    if after == 0 or not factors or isinstance(factors[0], Add):
        return Mul(number, e)
    return Mul._from_args(factors if after == 1 else (after, *factors), is_commutative=True)


def _base(factor: Any) -> Any:
    """What would be merged with another factor of the same base; None for factors with rules of their own."""
    if isinstance(factor, (Symbol, Add, log, Jet)):
        return factor if factor.is_commutative else None
    if isinstance(factor, Pow) and isinstance(factor.exp, Integer) and isinstance(factor.base, (Symbol, Add)):
        return factor.base
    return exp if isinstance(factor, exp) else None


def total(terms: list[Any]) -> Expr:
    """The sum of distinct monomials, at most one of them a number.

    >>> from sympy import symbols
    >>> x, y = symbols("x y", real=True)
    >>> total([x*y, Integer(2), x]) == x*y + x + 2
    True
    """
    if len(terms) < 2:
        return terms[0] if terms else Integer(0)
    numbers = [t for t in terms if t.is_Rational]
    return Add._from_args((*numbers, *sorted((t for t in terms if not t.is_Rational), key=_ORDER)), is_commutative=True)
