"""Equations that are periodic in a state variable: angles are solved for modulo their period.

A zero of a field that does not change under x -> x + T comes with all its translates x + k T.  One member of each
family is found, and the list says that it stands for the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import gcd
from typing import Any

from sympy import Ge, Integer, Le, Rational, Symbol, acos, asin, cos, cot, csc, pi, sec, sin, tan

from stability.algebra.conditions import sign_set
from stability.algebra.systems.forms import Factor, canonical, is_zero

_TRIGONOMETRIC = (sin, cos, tan, cot, sec, csc)
#: Members of one family in one period that are written out: a bound on work.
_MEMBERS = 64


@dataclass(frozen=True)
class Angle:
    """x = value under the conditions; with its translates by ``period`` these are all solutions of the equation."""

    symbol: Symbol
    value: Any
    conditions: tuple[Any, ...]


def period_of(symbol: Symbol, expressions: Iterable[Any], states: set[Any]) -> Any:
    """A length T > 0 such that no expression changes under symbol -> symbol + T; None when none is found.

    >>> from sympy.abc import x, y
    >>> period_of(x, [sin(2*x) + y, cos(3*x)], {x, y})
    2*pi
    """
    held = [e for e in expressions if e.has(symbol)]
    speeds = {k.args[0].diff(symbol) for e in held for k in e.atoms(*_TRIGONOMETRIC) if k.args[0].has(symbol)}
    if not speeds or any(c.free_symbols & states for c in speeds):
        return None
    base = min(speeds, key=str)
    ratios = [canonical(c / base) for c in speeds]
    if 0 in sign_set(base) or not all(r.is_Rational for r in ratios):
        return None
    whole = Rational(1)
    for r in ratios:
        whole = whole * r.q / gcd(int(whole), int(r.q))
    common = Rational(gcd(*(int(r * whole) for r in ratios))) / whole
    length = 2 * pi / (base * common)
    if sign_set(length) == {-1}:
        length = -length
    put = {symbol: symbol + length}
    return length if all(is_zero(e.xreplace(put) - e) for e in held) else None


def angles(
    factor: Factor,
    unsolved: Sequence[Symbol],
    states: set[Any],
    periods: Mapping[Symbol, Any],
    given: tuple[Any, ...],
) -> list[Angle] | None:
    """a sin(u) + b = 0 or a cos(u) + b = 0 with a, b free of the state, solved for a variable in u modulo its period.

    periods: those of the unsolved variables.  None when the factor has another form.
    """
    kernels = [k for k in factor.kernels if k.free_symbols & states]
    if len(kernels) != 1 or not isinstance(kernels[0], (sin, cos)) or any(g in states for g in factor.gens):
        return None
    parts = factor.coefficients(kernels[0])
    u = kernels[0].args[0]
    if parts is None or max(parts) != 1 or 0 in sign_set(parts[1], given):
        return None
    symbol = next((s for s in unsolved if s in periods and u.has(s)), None)
    if symbol is None:
        return None
    target = canonical(-parts.get(0, Integer(0)) / parts[1])
    speed = u.diff(symbol)
    turns = canonical(speed * periods[symbol] / (2 * pi))
    if not turns.is_Integer or not 0 < abs(int(turns)) <= _MEMBERS:
        return None
    rest = u.xreplace({symbol: Integer(0)})
    return [
        Angle(symbol, canonical((base + 2 * pi * k - rest) / speed), conditions)
        for base, conditions in _bases(kernels[0], target)
        for k in range(abs(int(turns)))
    ]


def _bases(kernel: Any, target: Any) -> list[tuple[Any, tuple[Any, ...]]]:
    """The solutions u of kernel(u) = target in one turn."""
    if target.is_number and sign_set(1 - target**2) == {-1}:
        return []
    inside = () if target.is_number else (Ge(target, -1), Le(target, 1))
    first = asin(target) if isinstance(kernel, sin) else acos(target)
    second = pi - first if isinstance(kernel, sin) else -first
    values = [first] if is_zero(target**2 - 1) else [first, second]
    return [(v, inside) for v in values]


def periods_of(equations: Iterable[Any], state: Sequence[Symbol]) -> dict[Symbol, Any]:
    """The variables in which all equations are periodic, with the length of a period."""
    whole = tuple(equations)
    lengths = {s: period_of(s, whole, set(state)) for s in state}
    return {s: length for s, length in lengths.items() if length is not None}


def translates(symbols: Iterable[Symbol], periods: Mapping[Symbol, Any]) -> tuple[str, ...]:
    """What is said of a list that holds one member of each family."""
    return tuple(f"{s} -> {s} + {periods[s]}*k for every integer k" for s in sorted(symbols, key=str))


def still_periodic(
    expressions: Sequence[Any], solved: Mapping[Symbol, Any], periods: Mapping[Symbol, Any]
) -> dict[Symbol, Any]:
    """The variables that may be shifted in a case: its expressions keep, what is solved moves by whole periods."""
    found = {}
    for s, length in periods.items():
        put = {s: s + length}
        if s in solved or not all(is_zero(e.xreplace(put) - e) for e in expressions if e.has(s)):
            continue
        shifts = [(t, canonical(v.xreplace(put) - v)) for t, v in solved.items() if v.has(s)]
        if all(shift == 0 or _whole(shift, periods.get(t)) for t, shift in shifts):
            found[s] = length
    return found


def _whole(shift: Any, period: Any) -> bool:
    return period is not None and bool(canonical(shift / period).is_Integer)
