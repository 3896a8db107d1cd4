"""Sizes of expressions, computed before SymPy is asked to build them.

SymPy evaluates powers and roots of numbers at once and decides the sign of constants by minimal polynomials, which
takes for ever on sqrt(2) + ... + sqrt(11) - sqrt((sqrt(2) + ... + sqrt(11))**2) = 0.  So no number beyond 10**300 and
no constant that cancels numerically is ever handed to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import comb
from typing import Any

from mpmath import mp
from sympy import Abs, Add, Function, Max, Min, Pow, Rational, S, exp, log, sign

from stability.algebra.jets import Jet

#: |log x| for the largest and smallest constant x, about 10**300: a double still holds it.
LOG_LIMIT = 690
#: Bits of a numerator or denominator, about 300 digits.
MAX_BITS = 1024
#: Total degree in the symbols, and terms after expansion: beyond it no later stage finishes.
MAX_DEGREE = 64
MAX_TERMS = 100_000
MAX_NODES = 10_000
#: Operations, and nested divisions, in each side of a relation.
MAX_SIDE = 500
MAX_FRACTIONS = 4
#: Numbers in an exponent that contains symbols, as in 2**(3*x): 2**x is an integer of x bits once x is a number.
MAX_RATE = 100

_DIGITS = 60
#: A sum this much smaller than its largest term cannot be told from 0 at 60 digits with a margin for rounding.
_CANCELLED = mp.mpf(10) ** -30
_THROUGH = (Abs, Max, Min, sign)
_BOUNDED = {
    "sin": mp.sin,
    "cos": mp.cos,
    "tan": mp.tan,
    "cot": mp.cot,
    "sinh": mp.sinh,
    "cosh": mp.cosh,
    "tanh": mp.tanh,
    "coth": mp.coth,
    "erf": mp.erf,
    "atan": mp.atan,
    "Abs": abs,
    "sign": mp.sign,
    "Max": max,
    "Min": min,
}


class TooBig(ValueError):
    """The expression exceeds a limit; the text says which."""


@lru_cache(maxsize=8192)
def is_constant(expression: Any) -> bool:
    """No symbol and no abstract function in it."""
    return not expression.free_symbols and not expression.has(Jet)


def approximate(constant: Any) -> Any:
    """The value of a constant to some 50 digits; TooBig when it is huge, tiny, not real, or cancels."""
    with mp.workdps(_DIGITS):
        return _value(constant)


@lru_cache(maxsize=2048)
def _value(e: Any) -> Any:
    if e.is_Rational:
        check_bits(e)
        return mp.mpf(e.p) / e.q
    if e is S.Pi:
        return +mp.pi
    if e is S.Exp1:
        return +mp.e
    values = [_value(a) for a in e.args]
    if e.is_Add:
        total = mp.fsum(values)
        return _distinct(total, max(abs(v) for v in values), e)
    if e.is_Mul:
        return mp.fprod(values)
    if e.is_Pow or isinstance(e, exp):
        return _power_value(*(values if e.is_Pow else (+mp.e, values[0])))
    return _function_value(e, values)


def _function_value(e: Any, values: list[Any]) -> Any:
    name = type(e).__name__
    if isinstance(e, log):
        if values[0] <= 0:
            raise TooBig("the logarithm of a number that is not positive")
        return _distinct(mp.log(values[0]), mp.mpf(1), e)
    if name in ("sinh", "cosh") and abs(values[0]) > LOG_LIMIT:
        raise TooBig("a number beyond 10**300")
    if name not in _BOUNDED:
        raise TooBig(f"a constant with {name}, whose size is unknown")
    if name in ("Max", "Min"):
        for i, first in enumerate(values):
            for second in values[:i]:
                _distinct(first - second, max(abs(first), abs(second)), e)
    result = _BOUNDED[name](*values)
    return _distinct(result, mp.mpf(1), e) if name in ("sin", "cos", "tan", "cot") else result


def _distinct(value: Any, scale: Any, e: Any) -> Any:
    if abs(value) <= _CANCELLED * scale:
        raise TooBig("a constant that cancels to 0 within 30 digits without being written as 0")
    return value


def _power_value(base: Any, exponent: Any) -> Any:
    if base == 0 or (base < 0 and exponent != int(exponent)):
        raise TooBig("a power that is not real")
    if abs(exponent * mp.log(abs(base))) > LOG_LIMIT:
        raise TooBig("a number beyond 10**300 or below 10**-300")
    return base ** (int(exponent) if exponent == int(exponent) else exponent)


def check_bits(number: Any) -> None:
    """TooBig for a rational with more than about 300 digits."""
    if max(int(number.p).bit_length(), int(number.q).bit_length()) > MAX_BITS:
        raise TooBig("a number with more than 300 digits")


def coefficient_bits(e: Any) -> int:
    """A bound for the bits of the numbers that an integer power pulls out of ``e``."""
    if e.is_Rational:  # log2, rounded up
        return max(abs(int(e.p)) - 1, int(e.q) - 1).bit_length()
    if e.is_Mul:
        return sum(coefficient_bits(a) for a in e.args)
    if e.is_Pow and e.exp.is_Rational:
        return int(coefficient_bits(e.base) * abs(e.exp)) + 1
    return 0


def fraction_depth(e: Any) -> int:
    """How deep divisions are nested; bringing to one denominator doubles the work with each level."""
    below = max((fraction_depth(a) for a in e.args), default=0)
    return below + 1 if e.is_Pow and e.exp.is_Rational and e.exp.is_negative else below


def degree(e: Any) -> int:
    """The total degree in symbols and function values, rounded up for roots; negative powers count by their size."""
    if e.is_Add or isinstance(e, _THROUGH):
        return max(degree(a) for a in e.args)
    if e.is_Mul:
        return sum(degree(a) for a in e.args)
    if e.is_Pow and e.exp.is_Rational:
        return -int(-degree(e.base) * abs(e.exp) // 1)
    return 0 if is_constant(e) else 1


def _numbers(e: Any) -> Iterator[Any]:
    if e.is_Rational:
        yield e
    elif not isinstance(e, Function):
        for a in e.args:
            yield from _numbers(a)


def check_exponent(e: Any, max_degree: int = 2) -> None:
    """TooBig for a symbolic exponent whose power explodes as soon as its symbols become numbers."""
    towers = [p for p in e.atoms(Pow, exp) if p.exp.free_symbols and (p.is_Pow or p.exp.has(log))]
    if towers:
        raise TooBig("a tower of powers")
    if degree(e) > max_degree:
        raise TooBig(f"an exponent of degree {degree(e)} in the symbols (at most {max_degree})")
    if any(abs(n) > MAX_RATE for n in _numbers(e)):
        raise TooBig(f"a number beyond {MAX_RATE} in an exponent")


def check_power(base: Any, exponent: Any) -> None:
    """TooBig when base**exponent must not be built; the base is not 0 or the exponent positive."""
    if not is_constant(exponent):
        if is_constant(base) and approximate(base) <= 0:
            raise TooBig("a symbolic power of a number that is not positive")
        check_exponent(exponent)
    elif exponent.is_Rational:
        _check_rational_power(base, exponent)
    elif is_constant(base):
        with mp.workdps(_DIGITS):
            _power_value(approximate(base), approximate(exponent))
    elif abs(approximate(exponent)) > MAX_DEGREE:
        raise TooBig(f"an exponent beyond {MAX_DEGREE}")


def _check_rational_power(base: Any, exponent: Rational) -> None:
    if exponent.q > MAX_DEGREE:
        raise TooBig(
            f"a root of order {exponent.q} (at most {MAX_DEGREE})" if exponent.q < 10**9 else "a root of huge order"
        )
    if coefficient_bits(base) * abs(exponent) > MAX_BITS:
        raise TooBig("a power of a number with more than 300 digits")
    if degree(base) * abs(exponent) > MAX_DEGREE or (not base.is_Rational and abs(exponent) > MAX_DEGREE):
        raise TooBig(f"a power of total degree beyond {MAX_DEGREE}")
    if is_constant(base) and exponent.q > 1 and base != 0 and approximate(base) < 0:
        raise TooBig("a root of a negative number, which is not real")
    if is_constant(base) and base != 0 and not base.is_Rational:
        with mp.workdps(_DIGITS):
            _power_value(approximate(base), mp.mpf(exponent.p) / exponent.q)


def check_exp(argument: Any) -> None:
    """TooBig when exp(argument) must not be built: exp(n*log(2)) is the integer 2**n to SymPy."""
    for term in Add.make_args(argument):
        if is_constant(term):
            if abs(approximate(term)) > LOG_LIMIT:
                raise TooBig("a number beyond 10**300 or below 10**-300")
        elif term.has(log):
            check_exponent(term, max_degree=3)


def check_side(e: Any) -> None:
    """TooBig when a side of a relation is too large for the solvers of conditions."""
    nodes, depth = _terms(e, {})[1], fraction_depth(e)
    if nodes > MAX_SIDE or depth > MAX_FRACTIONS:
        limits = f"at most {MAX_SIDE} and {MAX_FRACTIONS}"
        raise TooBig(f"a side of {nodes} operations with divisions nested {depth} deep ({limits})")


def check_whole(e: Any) -> None:
    """TooBig when the finished expression is too large for the stages that follow."""
    nodes = _terms(e, {})[1]
    if nodes > MAX_NODES:
        raise TooBig(f"an expression of {nodes} operations (at most {MAX_NODES})")
    for power in e.atoms(Pow):  # products have merged 2**x * 2**x by now
        if not is_constant(power.exp):
            check_exponent(power.exp)
    if degree(e) > MAX_DEGREE:
        raise TooBig(f"an expression of total degree {degree(e)} (at most {MAX_DEGREE})")


def _terms(e: Any, seen: dict[Any, Any]) -> tuple[int, int]:
    """Terms after expansion, and nodes of the tree."""
    if e in seen:
        return seen[e]  # type: ignore[no-any-return]
    if e.is_Rational:
        check_bits(e)
    parts = [_terms(a, seen) for a in e.args if not a.is_Atom or a.is_Rational or a.is_Symbol]
    count = 1
    if e.is_Add:
        count = sum(t for t, _ in parts)
    elif e.is_Mul:
        for t, _ in parts:
            count = min(count * t, MAX_TERMS + 1)
    elif e.is_Pow and e.exp.is_Integer:
        n = abs(int(e.exp))
        count = comb(n + parts[0][0] - 1, n)
    if count > MAX_TERMS:
        raise TooBig(f"an expression with more than {MAX_TERMS} terms when multiplied out")
    seen[e] = (count, 1 + sum(n for _, n in parts))
    return seen[e]  # type: ignore[no-any-return]
