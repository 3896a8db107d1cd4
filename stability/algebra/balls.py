"""Ball arithmetic on SymPy expressions: certified iterates and integrals, comparison with printed decimals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from flint import acb, arb, ctx, fmpq
from sympy import Rational, exp, log

from stability.algebra.numbers import ball_of, sharp_ball
from stability.errors import BadInput, CannotSolve

_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")
#: Functions with values in balls, real and complex; those with further branch cuts are for real balls only.
_ENTIRE = ("sin", "cos", "tan", "sinh", "cosh", "tanh", "atan", "erf", "erfc", "cot", "sec", "csc", "coth")
_ON_REALS = ("asin", "acos", "asinh", "acosh", "atanh")
#: Bits carried through an iteration; a map that stretches by a factor L per step loses log2 L bits each time.
BITS = 2000


@dataclass(frozen=True)
class Ball:
    """A real number known to lie in a ball."""

    enclosure: Any

    def agrees(self, decimal: str) -> bool:
        """Whether every number in the ball is within one unit of the last digit of ``decimal``."""
        return within_last_digit(self.enclosure, decimal)

    def __str__(self) -> str:
        return str(self.enclosure.str(36, radius=False))


def within_last_digit(ball: Any, decimal: str) -> bool:
    """Printed decimals are rounded or cut: the true value lies within one unit of their last digit; "0" means zero.

    True and False are both proofs.  Raises CannotSolve when the ball is too wide to tell.

    >>> within_last_digit(arb(2).sqrt(), "1.414"), within_last_digit(arb(2).sqrt(), "1.416")
    (True, False)
    """
    if not _DECIMAL.fullmatch(decimal):
        raise BadInput("a printed decimal", repr(decimal), 'digits such as "-0.1225" or "6.57e8"')
    if decimal == "0":
        if ball == 0 or not ball.contains(0):
            return bool(ball == 0)
    else:
        with ctx.workprec(BITS):
            stated = Fraction(Decimal(decimal))
            distance = abs(ball - arb(_fmpq(stated)))
            unit = arb(_fmpq(Fraction(10) ** int(Decimal(decimal).as_tuple().exponent)))
            if distance < unit or distance >= unit:
                return bool(distance < unit)
    raise CannotSolve(
        f"whether a number is {decimal} to all its digits", f"only that it lies in {ball}", "more bits of precision"
    )


def _fmpq(value: Fraction) -> Any:
    return fmpq(value.numerator, value.denominator)


def decimal_agrees(number: Any, decimal: str) -> bool:
    """Whether an exact SymPy constant, or a Float of far more digits, agrees with a printed decimal.

    >>> from sympy import sqrt
    >>> decimal_agrees(sqrt(2), "1.41421356"), decimal_agrees(sqrt(2), "1.41421358")
    (True, False)
    """
    exact = Rational(number) if number.is_Float else number
    with ctx.workprec(400):
        return within_last_digit(sharp_ball(exact, 400), decimal)


def evaluate(expression: Any, values: dict[Any, Any], analytic: bool = False) -> Any:
    """The ball of an expression, given balls (arb or acb) for its symbols.

    analytic: not finite where a complex ball meets a branch cut of log or atan, as ``acb.integral`` demands.
    """
    if expression in values:
        return values[expression]
    if not expression.free_symbols:
        return ball_of(expression)
    if expression.is_Add or expression.is_Mul:
        parts = [evaluate(a, values, analytic) for a in expression.args]
        total = parts[0]
        for part in parts[1:]:
            total = total + part if expression.is_Add else total * part
        return total
    if expression.is_Pow and expression.exp.is_Integer:
        base, result = evaluate(expression.base, values, analytic), arb(1)
        for _ in range(abs(int(expression.exp))):  # not ** : arb(0, r)**2 is nan
            result = result * base
        return result if expression.exp > 0 else 1 / result
    if expression.is_Pow and expression.exp.is_Rational:
        return _root(evaluate(expression.base, values, analytic), expression.exp, analytic)
    if isinstance(expression, exp):
        return evaluate(expression.args[0], values, analytic).exp()
    if isinstance(expression, log):
        argument = evaluate(expression.args[0], values, analytic)
        return argument.log(analytic=analytic) if isinstance(argument, acb) else argument.log()
    name = type(expression).__name__
    if name in _ENTIRE or (name in _ON_REALS and not analytic):
        argument = evaluate(expression.args[0], values, analytic)
        if name == "atan" and analytic and isinstance(argument, acb) and _meets_cut(argument):
            return acb(float("nan"))
        return getattr(argument, name)()
    raise CannotSolve(
        "a ball of an expression", f"{name} in {expression}", "exp, log, tanh, sin, cos, roots and rational operations"
    )


def _root(base: Any, exponent: Any, analytic: bool) -> Any:
    """base^(p/q); not finite where a real ball meets the negative numbers, a complex one the branch cut."""
    p, q = int(exponent.p), int(exponent.q)
    if isinstance(base, acb):
        root = base.sqrt(analytic=analytic) if q == 2 else base.log(analytic=analytic) * arb(fmpq(1, q))
        power = root if q == 2 else (root * p).exp()
        return power if q != 2 else power**p
    root, result = base.root(q), arb(1)
    for _ in range(abs(p)):
        result = result * root
    return result if p > 0 else 1 / result


def _meets_cut(z: Any) -> bool:
    """Whether a ball meets the branch cuts of atan: the imaginary axis from i and -i outwards."""
    return bool(z.real.contains(0)) and not bool(abs(z.imag) < 1)


def iterate(
    maps: Sequence[Sequence[Any]], state: Sequence[Any], start: Sequence[Any], steps: int
) -> list[tuple[Ball, ...]]:
    """Certified iterates x_0, ..., x_steps of a map given by its stages, from an exact start."""
    with ctx.workprec(BITS):
        current = [ball_of(value) for value in start]
        path = [tuple(map(Ball, current))]
        for _ in range(steps):
            for stage in maps:
                values = dict(zip(state, current, strict=True))
                current = [evaluate(component, values) for component in stage]
            path.append(tuple(map(Ball, current)))
    return path


def hull(low: Any, high: Any) -> Any:
    """The ball around the interval [low, high] with rational ends."""
    return ball_of(Rational(low)).union(ball_of(Rational(high)))


def squared_norm(point: Sequence[Ball]) -> Ball:
    """The squared Euclidean norm of an enclosed point."""
    with ctx.workprec(BITS):
        return Ball(sum((b.enclosure * b.enclosure for b in point), arb(0)))


def integral(integrand: Any, variable: Any, low: Any, high: Any, digits: int = 40) -> Any:
    """A rigorous enclosure of the integral of an analytic real integrand over [low, high].

    >>> from sympy import Symbol, pi, sin
    >>> x = Symbol("x", real=True)
    >>> bool(abs(integral(sin(x), x, 0*x, pi) - 2) < arb(10)**-35)
    True
    """
    with ctx.workprec(int(digits * 3.33) + 60):
        total = acb.integral(
            lambda z, analytic: acb(evaluate(integrand, {variable: z}, analytic)), acb(ball_of(low)), acb(ball_of(high))
        )
        return total.real
