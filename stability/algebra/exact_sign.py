"""The sign of an exact real number, or what stands in the way."""

from __future__ import annotations

from typing import Any

from flint import ctx
from sympy import Function, I, log, nan, oo, sign, zoo

from stability.algebra.numbers import _FUNCTIONS, sharp_ball
from stability.algebra.systems.forms import is_zero
from stability.algebra.translate import Translator, prepare
from stability.errors import BadInput, CannotSolve

#: Precisions at which a number is separated from 0.
_BITS = (64, 256, 1024)
#: Product of the degrees of algebraic atoms up to which a number is compared with 0 by its characteristic polynomial.
_DEGREE = 64


class Undefined(ArithmeticError):
    """The expression has no real value."""


def exact_sign(value: Any) -> int | None:
    """-1, 0 or 1, proven; None when balls, the normal form and algebra leave it open.

    Raises Undefined for what is no real number.

    >>> from sympy import exp, sqrt
    >>> exact_sign(sqrt(2) + sqrt(3) - sqrt(5 + 2*sqrt(6))), exact_sign(exp(-1) - 1)
    (0, -1)
    """
    if value.is_Rational:
        return int(sign(value))
    if value.has(nan, zoo, oo, -oo, I):
        raise Undefined
    if any(not isinstance(f, log) and f.func not in _FUNCTIONS for f in value.atoms(Function)):
        return None
    for bits in _BITS:
        try:
            with ctx.workprec(bits):
                ball = sharp_ball(value, bits)
                if ball > 0 or ball < 0:
                    return 1 if ball > 0 else -1
        except BadInput as reason:
            raise Undefined from reason
        except CannotSolve:
            break
        if bits == _BITS[0] and _vanishes(value):
            return 0
    return _by_algebra(value)


def _vanishes(value: Any) -> bool:
    try:
        return is_zero(value)
    except CannotSolve:
        return False


def _by_algebra(value: Any) -> int | None:
    try:
        plain = prepare(value)
        translator = Translator()
        translator.collect(plain)
        tower = translator.tower()
        degree = 1
        for atom in tower.atoms:
            degree *= max(atom.degree, 1)
        if degree > _DEGREE:
            return None
        top, bottom = translator.fraction(plain)
        return tower.sign(top) * tower.sign(bottom)
    except (CannotSolve, BadInput):
        return None
