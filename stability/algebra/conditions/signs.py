"""Which signs an expression can have, by rules that never guess."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product as cartesian
from typing import Any

from sympy import (
    Add,
    Expr,
    Integer,
    Mul,
    Pow,
    Rational,
    asinh,
    atanh,
    cosh,
    exp,
    factor_terms,
    fraction,
    log,
    sinh,
    tanh,
    together,
)
from sympy.core.relational import Relational

from stability.algebra.conditions.fact import Fact
from stability.algebra.jets import Jet
from stability.algebra.numbers import sign_by_balls
from stability.algebra.size import wide_powers
from stability.algebra.translate import sign_of_roots

ANY = frozenset({-1, 0, 1})
POSITIVE = frozenset({1})
NEGATIVE = frozenset({-1})
ZERO = frozenset({0})
NONZERO = frozenset({-1, 1})

#: Degree in an exponential up to which sums are factored: beyond it minutes go by, and signs are seldom found.
MAX_DEGREE = 40

_INVERSE: dict[Any, Any] = {exp: log, log: exp, tanh: atanh, sinh: asinh}

_OF_RELATION = {
    ">": POSITIVE,
    ">=": frozenset({0, 1}),
    "<": NEGATIVE,
    "<=": frozenset({-1, 0}),
    "==": ZERO,
    "!=": NONZERO,
}


def sign_set(expression: Any, assumptions: Iterable[Any] = ()) -> frozenset[int]:
    """A set of signs that contains the sign of ``expression`` wherever the assumptions hold.

    Sound, not complete: {1} proves "positive everywhere", ANY says nothing was found.

    >>> from sympy import symbols
    >>> gamma, h = symbols("gamma h", positive=True)
    >>> sign_set(-gamma*h**2 - 1) == NEGATIVE
    True
    >>> sign_set(gamma - h) == ANY
    True
    """
    facts = tuple(assumptions)
    constant = None if expression.is_Rational else sign_by_balls(expression) or sign_of_roots(expression)
    if constant is not None:
        return frozenset({constant})
    direct = _structural(expression, facts)
    if len(direct) == 1 or expression.is_Atom:
        return direct
    stated = direct & _stated(expression, facts)
    if len(stated) == 1:
        return stated
    if wide_powers(expression):
        return stated
    numerator, denominator = fraction(together(expression))
    factored = _factor(numerator)
    result = stated & _times(_structural(factored, facts), _structural(denominator, facts))
    return result or stated


def _factor(expression: Expr) -> Expr:
    polynomial_like = factor_terms(expression)
    if polynomial_like.is_Mul or polynomial_like.is_Pow:
        return polynomial_like
    short = expression.is_Add and len(expression.args) <= 40 and _degree(expression) <= MAX_DEGREE
    return expression.factor() if short else expression


def _degree(expression: Expr) -> int:
    """The degree in exponentials as factoring writes it out: exp(434 x + 197) has 434 in exp(x) and 197 in e."""
    largest: dict[Any, int] = {}
    for node in expression.atoms(exp):
        for monomial, coefficient in node.args[0].expand().as_coefficients_dict().items():
            largest[monomial] = max(largest.get(monomial, 0), abs(int(Rational(coefficient).p)))
    return sum(largest.values())


def _times(left: frozenset[int], right: frozenset[int]) -> frozenset[int]:
    return frozenset(a * b for a, b in cartesian(left, right))


def _structural(expression: Any, facts: tuple[Any, ...]) -> frozenset[int]:
    if isinstance(expression, Mul):
        result = POSITIVE
        for factor in expression.args:
            result = _times(result, _structural(factor, facts))
        return result & _known(expression)
    if isinstance(expression, Pow):
        return _power(expression, facts)
    if isinstance(expression, Add):
        terms = [_structural(term, facts) for term in expression.args]
        union = frozenset().union(*terms)
        if 1 not in union or -1 not in union:
            strict = any(0 not in term for term in terms)
            union = union - ZERO if strict else union
        else:
            union = ANY
        found = union & _known(expression) & _stated(expression, facts)
        return found if len(found) == 1 else (found & _monotone(expression, facts)) or found
    if isinstance(expression, Jet):
        return _jet(expression, facts)
    if isinstance(expression, (exp, cosh)):
        return POSITIVE
    if isinstance(expression, (tanh, sinh)) or (isinstance(expression, log) and expression.args[0].is_positive):
        inner = expression.args[0] - 1 if isinstance(expression, log) else expression.args[0]
        return (sign_set(inner, facts) & _known(expression) & _stated(expression, facts)) or ANY
    return _known(expression) & _stated(expression, facts)


def _monotone(expression: Any, facts: tuple[Any, ...]) -> frozenset[int]:
    """c f(u) + d for an increasing f: the sign is that of u - f^(-1)(-d/c), times that of c.

    >>> from sympy import log, symbols
    >>> r, R = symbols("r R", positive=True)
    >>> sorted(_monotone(exp(r) - 1, ())), sorted(_monotone(2 - 2*exp(r), ())), sorted(_monotone(log(R), (R > 1,)))
    ([1], [-1], [-1, 0, 1])
    """
    if len(expression.args) != 2:
        return ANY
    number, term = expression.args if expression.args[0].is_number else expression.args[::-1]
    scale, inner = term.as_coeff_Mul()
    inverse = _INVERSE.get(inner.func)
    if not number.is_number or inverse is None or len(inner.args) != 1:
        return ANY
    level = -number / scale
    if level.is_positive is not True and inner.func is exp:
        return ANY
    if inner.func is tanh and not ((1 - level).is_positive and (1 + level).is_positive):
        return ANY
    signs = sign_set(inner.args[0] - inverse(level), facts)
    return signs if scale > 0 else frozenset(-k for k in signs)


def _power(expression: Any, facts: tuple[Any, ...]) -> frozenset[int]:
    base, exponent = expression.args
    if isinstance(exponent, Integer):
        signs = _structural(base, facts)
        return frozenset(s ** (int(exponent) % 2 or 2) for s in signs) or ANY
    if _structural(base, facts) == POSITIVE:
        return POSITIVE
    return _known(expression)


def _jet(jet: Jet, facts: tuple[Any, ...]) -> frozenset[int]:
    signs = ANY
    for fact in facts:
        if isinstance(fact, Fact) and fact.covers(jet):
            signs &= fact.signs
    return signs or ANY


def _known(expression: Any) -> frozenset[int]:
    """What SymPy's assumption system says; it answers None rather than guess."""
    signs = ANY
    if expression.is_zero is True:
        return ZERO
    if expression.is_zero is False:
        signs -= ZERO
    if expression.is_nonnegative is True:
        signs -= NEGATIVE
    elif expression.is_nonpositive is True:
        signs -= POSITIVE
    return signs or ANY


def _stated(expression: Any, facts: tuple[Any, ...]) -> frozenset[int]:
    """What a stated relation says about this expression or its negative."""
    signs = ANY
    for fact in facts:
        if isinstance(fact, Relational) and fact.rel_op in _OF_RELATION:
            difference = fact.lhs - fact.rhs
            if difference == expression:
                signs &= _OF_RELATION[fact.rel_op]
            elif difference == -expression:
                signs &= frozenset(-s for s in _OF_RELATION[fact.rel_op])
    return signs or ANY
