"""Whether exact values are equal: their difference is proven zero, or proven not zero, or neither.

Two forms of one number, such as GoldenRatio and (1 + sqrt(5))/2, are different expressions; a claim about one is a
claim about the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import Any

from sympy import (
    Add,
    AlgebraicNumber,
    ComplexRootOf,
    Function,
    GoldenRatio,
    I,
    NumberSymbol,
    Pow,
    Rational,
    TribonacciConstant,
    cos,
    cot,
    fraction,
    im,
    preorder_traversal,
    re,
    sin,
    tan,
    together,
)

from stability.algebra.numbers import sharp_ball
from stability.errors import BadInput, CannotSolve, NotApplicable
from stability.nonlinear import vanishes as vanishes_formally
from stability.spectrum import locate

#: Bits at which two different constants are told apart before exact algebra is asked.
_BITS = 256
#: The degree of the number field in which equality is decided; a multiplication matrix of this size takes a second.
_DEGREE = 64


def is_zero(constant: Any) -> bool | None:
    """Whether a constant, real or complex, is zero; None when neither is proven.

    >>> from sympy import GoldenRatio, sqrt
    >>> is_zero(GoldenRatio - (1 + sqrt(5))/2), is_zero(sqrt(3 + 2*sqrt(2)) - 1 - sqrt(2)), is_zero(sqrt(2) - 1)
    (True, True, False)
    """
    if constant == 0:
        return True
    if constant.is_Rational:
        return False
    if constant.has(I):
        parts = constant.expand(complex=True).as_real_imag()
        if any(p.has(I, re, im) for p in parts):
            return None
        known = [is_zero(p) for p in parts]
        return False if False in known else None if None in known else True
    try:
        if not sharp_ball(constant, _BITS).contains(0):
            return False
        return locate([[constant]]).zero == 1 if _degree(constant) <= _DEGREE else None
    except (BadInput, CannotSolve, NotApplicable):  # not a constant that exact algebra knows
        return None


def _degree(constant: Any) -> int:
    """A bound on the degree of the number field, the angles of trigonometric functions counted by denominators."""
    roots = [int(e.exp.q) for e in constant.atoms(Pow) if isinstance(e.exp, Rational)]
    roots += [int(e.poly.degree()) for e in constant.atoms(ComplexRootOf)]
    roots += [2 for _ in constant.atoms(NumberSymbol)]
    angles = [fraction(together(e.args[0]))[1] for e in constant.atoms(sin, cos, tan, cot)]
    return prod(roots) * prod(2 * int(a) if a.is_Integer else _DEGREE for a in angles)


def vanishes(expression: Any) -> bool:
    """A proof that the expression is zero for every value of its symbols.

    As ``stability.nonlinear.vanishes``, and the constant coefficients are compared by exact algebra.

    >>> from sympy import GoldenRatio, sqrt, symbols
    >>> x, y = symbols("x y", real=True)
    >>> vanishes((GoldenRatio - sqrt(5)/2)*x*y - x*y/2)
    True
    """
    if vanishes_formally(expression):
        return True
    if not expression.free_symbols:
        return is_zero(expression) is True
    if not any(map(_hides, preorder_traversal(expression))):
        return False
    coefficients: dict[Any, list[Any]] = {}
    for term in Add.make_args(fraction(together(expression))[0].expand()):
        constant, rest = term.as_independent(*expression.free_symbols, as_Add=False)
        coefficients.setdefault(rest, []).append(constant)
    return all(is_zero(Add(*parts)) is True for parts in coefficients.values())


def _hides(node: Any) -> bool:
    """Whether a constant may satisfy a relation that the normal form does not see."""
    if node.free_symbols:
        return False
    if isinstance(node, Pow):
        return bool(node.base.is_Add and not node.exp.is_Integer)
    return isinstance(node, (Function, ComplexRootOf, AlgebraicNumber)) or node in (GoldenRatio, TribonacciConstant)


def same_point(one: Mapping[Any, Any], other: Mapping[Any, Any]) -> bool | None:
    """Whether two points are the same: True identically in their symbols, False when some constant difference is not
    zero, None when neither is proven.
    """
    known = []
    for symbol, value in one.items():
        difference = value - other[symbol]
        known.append(True if vanishes(difference) else None if difference.free_symbols else is_zero(difference))
    return False if False in known else None if None in known else True
