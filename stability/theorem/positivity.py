"""Proofs by ball arithmetic that a function of one variable is positive between two points."""

from __future__ import annotations

from typing import Any

from flint import arb, ctx

from stability.algebra.balls import evaluate
from stability.algebra.conditions import sign_set
from stability.algebra.numbers import ball_of
from stability.nonlinear import vanishes

#: Halvings of the interval, and order of a zero at its ends, that are tried.
_DEPTH, _ORDER = 24, 4
_BITS = 200


def positive_between(expression: Any, variable: Any, low: Any, high: Any) -> bool:
    """Whether the expression is proven positive on the open interval; it may vanish at the ends, to finite order.

    True is a proof: balls in the inside; near an end where it vanishes exactly, the first derivative that does not
    vanish there keeps its sign on a whole neighbourhood.

    >>> from sympy import Symbol, cos, pi
    >>> t = Symbol("t", positive=True)
    >>> positive_between(1 - cos(t), t, 0*t, 2*pi), positive_between(cos(t), t, 0*t, pi)
    (True, False)
    """
    with ctx.workprec(_BITS):
        ends = ball_of(low), ball_of(high)
        leading = tuple(_leading(expression, variable, at, side) for at, side in ((low, 1), (high, -1)))
        if None in leading:
            return False
        return _positive(expression, variable, ends, leading, (arb(0), arb(1)), 0)


def _leading(expression: Any, variable: Any, at: Any, side: int) -> Any:
    """The first derivative that does not vanish at an end, with the sign it must have; None when there is none."""
    derivative, sign = expression, 1
    for _ in range(_ORDER):
        value = derivative.subs(variable, at)
        if not vanishes(value.expand()) and not vanishes(value.simplify()):
            return (derivative, sign) if sign_set(value * sign) == {1} or _certain(value * sign) else None
        derivative, sign = derivative.diff(variable), sign * side
    return None


def _certain(value: Any) -> bool:
    return bool(ball_of(value) > 0)


def _positive(expression: Any, variable: Any, ends: Any, leading: Any, part: Any, depth: int) -> bool:
    """The claim on the part [a, b] of the interval, a and b as fractions of it."""
    a, b = part
    here = (ends[0] + (ends[1] - ends[0]) * a).union(ends[0] + (ends[1] - ends[0]) * b)
    candidates = [(expression, 1)]
    candidates += [leading[0]] if a == 0 else []
    candidates += [leading[1]] if b == 1 else []
    if any(sign * evaluate(quantity, {variable: here}) > 0 for quantity, sign in candidates):
        return True
    if depth == _DEPTH:
        return False
    middle = (a + b) / 2
    return all(_positive(expression, variable, ends, leading, half, depth + 1) for half in ((a, middle), (middle, b)))
