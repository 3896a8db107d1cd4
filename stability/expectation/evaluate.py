"""SymPy expressions as functions of complex balls, usable as integrands of rigorous quadrature."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any

from flint import acb, arb
from sympy import (
    Abs,
    Add,
    Dummy,
    Expr,
    Heaviside,
    Integer,
    Max,
    Min,
    Mul,
    Pow,
    Rational,
    Symbol,
    atan,
    cos,
    cosh,
    erf,
    erfc,
    erfi,
    exp,
    log,
    pi,
    sign,
    sin,
    sinh,
    tan,
    tanh,
)
from sympy.core.numbers import Exp1

from stability.algebra.exact import shorten
from stability.algebra.jets import Jet
from stability.errors import BadInput, NotApplicable

#: env, analytic -> value; analytic=True asks for a non-finite ball where the function is not holomorphic on the ball.
Ball = Callable[[dict[Any, Any], bool], Any]

_ENTIRE: dict[Any, str] = {
    exp: "exp",
    sin: "sin",
    cos: "cos",
    tan: "tan",
    sinh: "sinh",
    cosh: "cosh",
    tanh: "tanh",
    erf: "erf",
    erfc: "erfc",
    erfi: "erfi",
}
_BRANCHED: dict[Any, str] = {log: "log", Abs: "real_abs", sign: "real_sgn", Heaviside: "real_heaviside"}
_EXTREMES: dict[Any, str] = {Max: "real_max", Min: "real_min"}


def compile_ball(e: Expr, nested: Callable[[Any], Ball] | None = None) -> Ball:
    """A function of complex balls; ``nested`` compiles the expectations inside.

    >>> x = Symbol("x", real=True)
    >>> value = compile_ball(x**2 + 1)({x: acb(3)}, False)
    >>> bool(value.contains(acb(10)))
    True
    """
    if isinstance(e, Rational):
        number = acb(arb(int(e.p)) / int(e.q)) if e.q != 1 else acb(int(e.p))
        return (lambda env, analytic: number) if e.q == 1 else (lambda env, analytic: acb(arb(int(e.p)) / int(e.q)))
    if e is pi:
        return lambda env, analytic: acb(arb.pi())
    if isinstance(e, Exp1):
        return lambda env, analytic: acb(arb(1).exp())
    if isinstance(e, (Symbol, Dummy)):
        return _symbol(e)
    if getattr(e, "is_expectation", False) and nested is not None:
        return nested(e)
    if isinstance(e, (Add, Mul)):
        return _many(e, nested)
    if isinstance(e, Pow):
        return _power(e, nested)
    return _function(e, nested)


def _symbol(symbol: Any) -> Ball:
    def value(env: dict[Any, Any], analytic: bool) -> Any:
        if symbol not in env:
            raise BadInput("a number", f"the free symbol {symbol}", f"a value for {symbol}")
        return env[symbol]

    return value


def _many(e: Any, nested: Any) -> Ball:
    parts = [compile_ball(a, nested) for a in e.args]
    if isinstance(e, Add):
        return lambda env, analytic: reduce(lambda s, p: s + p(env, analytic), parts[1:], parts[0](env, analytic))
    return lambda env, analytic: reduce(lambda s, p: s * p(env, analytic), parts[1:], parts[0](env, analytic))


def _power(e: Any, nested: Any) -> Ball:
    base, exponent = compile_ball(e.base, nested), e.exp
    if isinstance(exponent, Integer):
        n = int(exponent)
        if abs(n) > 10**6:
            raise BadInput("a moderate power", shorten(e), "a power below 10^6")
        return lambda env, analytic: _integer_power(base(env, analytic), n)
    if exponent == Rational(1, 2):
        return lambda env, analytic: base(env, analytic).sqrt(analytic=analytic)
    power = compile_ball(exponent, nested)
    return lambda env, analytic: base(env, analytic).pow(power(env, analytic), analytic=analytic)


def _integer_power(z: Any, n: int) -> Any:
    """By multiplication: python-flint's power of a ball around 0 is nan."""
    if n < 0:
        return 1 / _integer_power(z, -n)
    result, square = None, z
    while n:
        if n & 1:
            result = square if result is None else result * square
        n >>= 1
        square = square * square if n else square
    return result if result is not None else acb(1)


def _function(e: Any, nested: Any) -> Ball:
    if isinstance(e, Jet):
        raise BadInput("a number", f"the abstract function in {shorten(e)}", "a given function, by instantiate")
    name = e.func
    if name in _ENTIRE:
        argument, method = compile_ball(e.args[0], nested), _ENTIRE[name]
        return lambda env, analytic: getattr(argument(env, analytic), method)()
    if name in _BRANCHED:
        argument, method = compile_ball(e.args[0], nested), _BRANCHED[name]
        return lambda env, analytic: getattr(argument(env, analytic), method)(analytic=analytic)
    if name in _EXTREMES:
        parts, method = [compile_ball(a, nested) for a in e.args], _EXTREMES[name]
        return lambda env, analytic: reduce(
            lambda s, p: getattr(s, method)(p(env, analytic), analytic=analytic), parts[1:], parts[0](env, analytic)
        )
    if name is atan:
        argument = compile_ball(e.args[0], nested)
        return lambda env, analytic: _arctangent(argument(env, analytic), analytic)
    raise NotApplicable(
        "ball arithmetic",
        f"the function {name} in {shorten(e)}",
        "exp, log, roots, trigonometric and hyperbolic functions, erf, Abs, sign, Max, Min",
    )


def _arctangent(z: Any, analytic: bool) -> Any:
    """Holomorphic off the cuts i y, |y| >= 1; a ball is refused when it may meet one."""
    if analytic and z.real.contains(0) and not (z.imag > -1 and z.imag < 1):
        return acb("nan")
    return z.atan()
