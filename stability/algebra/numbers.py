"""Exact real constants: which SymPy expressions are accepted as numbers, and their enclosures in balls.

Accepted: rationals, real roots (of positive numbers), CRootOf, pi, E, EulerGamma, Catalan, GoldenRatio; exp, log, erf,
erfc, erfi, gamma, zeta, LambertW, trigonometric and hyperbolic functions and their inverses of accepted constants;
sums, products and powers of these.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import sympy
from flint import arb, ctx, fmpq, fmpz, fmpz_poly
from sympy.core.function import AppliedUndef

from stability.algebra.jets import Jet
from stability.errors import BadInput, CannotSolve

ASKED = "an exact real number"
MAX_PRECISION = 1 << 14  # bits; signs still open here end in CannotSolve, never in a guess


class NotYetVisible(ArithmeticError):
    """A ball meets 0 where a sign is needed: try again with more bits."""


_FUNCTIONS: dict[Any, Callable[[Any], Any]] = {
    sympy.exp: lambda x: x.exp(),
    sympy.erf: lambda x: x.erf(),
    sympy.erfc: lambda x: x.erfc(),
    sympy.sin: lambda x: x.sin(),
    sympy.cos: lambda x: x.cos(),
    sympy.tan: lambda x: x.tan(),
    sympy.sinh: lambda x: x.sinh(),
    sympy.cosh: lambda x: x.cosh(),
    sympy.tanh: lambda x: x.tanh(),
    sympy.atan: lambda x: x.atan(),
    sympy.asinh: lambda x: x.asinh(),
    sympy.Abs: abs,
    sympy.asin: lambda x: x.asin(),
    sympy.acos: lambda x: x.acos(),
    sympy.atanh: lambda x: x.atanh(),
    sympy.cot: lambda x: x.cot(),
    sympy.coth: lambda x: x.coth(),
    sympy.gamma: lambda x: x.gamma(),
    sympy.erfi: lambda x: x.erfi(),
    sympy.LambertW: lambda x: x.lambertw(),
    sympy.zeta: lambda x: x.zeta(),
}
_SYMBOLS: dict[Any, Callable[[], Any]] = {
    sympy.pi: arb.pi,
    sympy.E: arb.const_e,
    sympy.EulerGamma: arb.const_euler,
    sympy.Catalan: arb.const_catalan,
}


def real_constant(value: Any, where: str) -> Any:
    """A SymPy number fit for exact work.  Raises BadInput for symbols, floats, complex numbers, nan and infinities."""
    value = sympy.S(value) if isinstance(value, int) else value
    if not isinstance(value, sympy.Expr):
        value = _from_flint(value, where)
    if value.is_Rational:
        return value
    shown = f"{value} in {where}"
    if value.has(sympy.nan, sympy.oo, -sympy.oo, sympy.zoo):
        raise BadInput(ASKED, f"{shown}, which is no number", "find the division by zero it came from")
    if value.has(sympy.Float):
        raise BadInput(
            ASKED,
            f"the float {shown}",
            "write it exactly, Rational(1, 10) for 0.1, or ask for floating point by name: rigor=Rigor.NUMERICAL",
        )
    if value.free_symbols or value.atoms(AppliedUndef) or value.has(Jet):
        names = ", ".join(sorted(str(s) for s in value.free_symbols)) or str(value)
        raise BadInput(ASKED, f"symbols without values ({names}) in {where}", "substitute numbers for them first")
    if value.has(sympy.I):
        value = sympy.expand(value)
        if value.has(sympy.I):
            raise BadInput(
                ASKED,
                f"the complex number {value} in {where}",
                "pass a real matrix; a complex one is the real matrix [[Re, -Im], [Im, Re]] of twice the size",
            )
    sharp_ball(value, 32)
    return value


def _from_flint(value: Any, where: str) -> Any:
    if isinstance(value, fmpz):
        return sympy.Integer(int(value))
    if isinstance(value, fmpq):
        return sympy.Rational(int(value.p), int(value.q))
    raise BadInput(ASKED, f"{value!r} in {where}", "use int, Fraction or exact SymPy numbers")


def sharp_ball(value: Any, bits: int) -> Any:
    """A ball around a constant, after as many attempts as inner signs need; the width is not guaranteed here.

    >>> sharp_ball(sympy.exp(-1), 53).str(8, radius=False)
    '0.36787944'
    """
    limit = max(MAX_PRECISION, 4 * bits)
    while bits <= limit:
        try:
            with ctx.workprec(bits):
                return ball_of(value)
        except NotYetVisible:
            bits *= 2
    raise CannotSolve(
        "the value of a constant",
        f"{value}: a part of it cannot be told from 0 at {limit} bits",
        "simplify it, or write the part that vanishes as 0",
    )


def sign_by_balls(value: Any) -> int:
    """1 or -1, proven, for an expression that is a constant other than 0; 0 says nothing.

    >>> sign_by_balls(sympy.sqrt(2) + sympy.sqrt(3) - 3), sign_by_balls(sympy.Symbol("x") ** 2 + 1)
    (1, 0)
    """
    if value.free_symbols:
        return 0
    for bits in (64, 512):  # constants that differ do so soon; those that do not are for algebra
        try:
            with ctx.workprec(bits):
                ball = ball_of(value)
        except (BadInput, CannotSolve, NotYetVisible):
            continue
        if ball.is_finite() and not ball.contains(0):
            return 1 if ball > 0 else -1
    return 0


def ball_of(value: Any) -> Any:
    """The real ball of a constant at the working precision.  Raises BadInput for what is not real or not known."""
    if value.is_Rational:
        return arb(int(value.p)) / arb(int(value.q))
    if value.is_Add or value.is_Mul:
        total = ball_of(value.args[0])
        for argument in value.args[1:]:
            total = total + ball_of(argument) if value.is_Add else total * ball_of(argument)
        return total
    if value in _SYMBOLS:
        return _SYMBOLS[value]()
    if isinstance(value, sympy.Pow):
        return _power(ball_of(value.base), value)
    if isinstance(value, sympy.log):
        return _positive(ball_of(value.args[0]), value).log()
    if isinstance(value, sympy.CRootOf):
        return _root_ball(value)
    evaluate = _FUNCTIONS.get(value.func)
    if evaluate is not None and len(value.args) == 1:
        return _finite(evaluate(ball_of(value.args[0])), value)
    if value is sympy.GoldenRatio or value is sympy.TribonacciConstant:
        return ball_of(value.expand(func=True))
    if isinstance(value, sympy.AlgebraicNumber):
        return ball_of(value.as_expr())
    if getattr(value, "is_expectation", False):
        return _finite(value.enclosure(ctx.prec), value)
    raise BadInput(
        ASKED, f"{value}, made with {value.func.__name__}", "use rationals, roots, CRootOf, exp, log, erf, pi"
    )


def _finite(ball: Any, value: Any) -> Any:
    if ball.is_finite():
        return ball
    if ctx.prec < 1024:
        raise NotYetVisible
    raise BadInput(
        ASKED, f"{value}, which is not a finite real number", "use arguments inside the domain of the function"
    )


def _positive(ball: Any, value: Any) -> Any:
    if ball > 0:
        return ball
    if ball < 0:
        raise BadInput(ASKED, f"the complex number {value}", "pass a real matrix")
    raise NotYetVisible


def _power(base: Any, value: Any) -> Any:
    exponent = value.exp
    if exponent.is_Integer:
        if exponent < 0 and base.contains(0):
            raise NotYetVisible
        return base ** int(exponent)
    base = _positive(base, value)
    if exponent.is_Rational:
        return base.root(int(exponent.q)) ** int(exponent.p)
    return (base.log() * ball_of(exponent)).exp()


def _root_ball(value: Any) -> Any:
    coefficients = tuple(int(c) for c in reversed(value.poly.all_coeffs()))
    roots = _real_roots(coefficients, ctx.prec)
    if value.index >= len(roots):
        raise BadInput(ASKED, f"the complex number {value}", "pass a real matrix")
    return roots[value.index]  # SymPy numbers the real roots first, in increasing order


@lru_cache(maxsize=64)
def _real_roots(coefficients: tuple[int, ...], precision: int) -> tuple[Any, ...]:
    with ctx.workprec(precision):
        roots = [root.real for root, _ in fmpz_poly(list(coefficients)).complex_roots() if root.imag == 0]
    return tuple(sorted(roots, key=lambda ball: ball.mid()))
