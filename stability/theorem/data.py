"""The data of claims, asked to make sense: counts, laws, values of parameters, starts.

Each function returns the datum in the form that computations use, or raises BadInput that says what is wrong with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from sympy import Expr, Integer, Rational, Symbol

from stability.algebra.conditions import Fact
from stability.algebra.conditions.realize import permits
from stability.algebra.conditions.sample import truth
from stability.algebra.exact import exact
from stability.errors import BadInput
from stability.region import feasible
from stability.system import System

_DECIMAL = re.compile(r"[+-]?\d+(\.\d+)?")


def natural(value: Any, what: str, least: int = 0) -> int:
    """An integer that is at least ``least``.

    >>> natural(3, "a number of steps", 1)
    3
    """
    if isinstance(value, bool) or not isinstance(value, (int, Integer)) or value < least:
        raise BadInput(what, repr(value), f"an integer from {least} on")
    return int(value)


def rational(value: Any, what: str) -> Fraction:
    """A rational number.

    >>> rational(Rational(2, 6), "a mass")
    Fraction(1, 3)
    """
    if isinstance(value, bool) or not isinstance(value, (int, Fraction, Rational)):
        raise BadInput(what, repr(value), "an integer, a Fraction or a Rational")
    number = exact(value, what)
    return Fraction(int(number.p), int(number.q))


def law(masses: Any, what: str) -> tuple[Fraction, ...]:
    """A probability law on finitely many points: masses from 0 on that add up to 1.

    >>> law((Rational(1, 3), Rational(2, 3)), "the law P")
    (Fraction(1, 3), Fraction(2, 3))
    """
    found = tuple(rational(m, f"a mass of {what}") for m in masses)
    if not found or min(found) < 0 or sum(found) != 1:
        shown = ", ".join(map(str, found))
        raise BadInput(what, f"masses ({shown}) with the sum {sum(found)}", "masses from 0 on that add up to 1")
    return found


def positive(value: Any, what: str, zero: bool = False) -> Expr:
    """An exact number, or a printed decimal, that is proven positive (with ``zero``: not negative).

    >>> positive(Rational(1, 2), "a step"), positive("0.25", "a time")
    (1/2, 1/4)
    """
    printed = isinstance(value, str) and _DECIMAL.fullmatch(value)
    number = Rational(value) if printed else exact(value, what)
    if not number.is_number or (number.is_nonnegative if zero else number.is_positive) is not True:
        raise BadInput(what, str(number), "0 or a positive exact number" if zero else "a positive exact number")
    return number


def start_of(system: System, start: Any, what: str = "a start") -> dict[Symbol, Any]:
    """One exact number for every state variable, and nothing for other symbols."""
    given = dict(start)
    named, wanted = ", ".join(map(str, given)), ", ".join(map(str, system.state))
    if set(given) != set(system.state):
        raise BadInput(what, f"values for {named or 'nothing'}", f"one value for each of {wanted}")
    found = {s: exact(given[s], f"the value of {s}") for s in system.state}
    open_ = next((f"{s} = {v}" for s, v in found.items() if not v.is_number), None)
    if open_ is not None:
        raise BadInput(what, open_, "numbers")
    return found


def listed(values: Any, length: int, what: str) -> tuple[Any, ...]:
    """As many entries as are needed."""
    found = tuple(values)
    if len(found) != length:
        raise BadInput(what, f"{len(found)} of them", f"{length}")
    return found


def stated(values: Mapping[Any, Any] | Iterable[Any], what: str) -> dict[Any, Any]:
    """What a claim states, which has to be something."""
    found = dict(values)
    if not found:
        raise BadInput(what, "nothing is stated", "at least one number")
    return found


def admissible(system: System, values: Any) -> dict[Any, Any]:
    """Values of parameters that the declarations of the symbols and the hypotheses allow.

    >>> from stability.clock import Time
    >>> a, x = Symbol("a", positive=True), Symbol("x", real=True)
    >>> flow = System(Time.CONTINUOUS, [x], [-a*x], assumptions=[a < 2])
    >>> try:
    ...     admissible(flow, {a: 3})
    ... except BadInput as mistake:
    ...     print(mistake.found)
    a = 3, which contradicts a < 2
    """
    given = {s: exact(v, f"the value of {s}") for s, v in dict(values).items()}
    shown = ", ".join(f"{s} = {v}" for s, v in given.items())
    for symbol, value in given.items():
        if isinstance(symbol, Symbol) and value.is_number and not permits(symbol, value):
            what = f"{symbol} = {value}, which contradicts how {symbol} is declared"
            raise BadInput("values within the hypotheses", what, "other values")
    relations = [a for a in system.assumptions if not isinstance(a, Fact)]
    put = [r.xreplace(given) for r in relations]
    false_one = next((r for r, p in zip(relations, put, strict=True) if truth(p, {}) is False), None)
    if false_one is not None:
        raise BadInput("values within the hypotheses", f"{shown}, which contradicts {false_one}", "other values")
    if given and relations and not feasible(put):
        raise BadInput("values within the hypotheses", f"{shown}, which contradict them", "other values")
    return given
