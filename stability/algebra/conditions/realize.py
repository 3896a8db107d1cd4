"""Whether values found for symbols and jets belong to real parameters and to one function.

A solver treats f'(0) and f'(x) as unrelated unknowns.  A counterexample counts only when some smooth f has these
derivatives and every stated fact.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sympy import Rational, Symbol

from stability.algebra.conditions.fact import Fact
from stability.algebra.conditions.signs import ZERO, sign_set
from stability.algebra.jets import Jet

_KINDS = (
    *("positive", "negative", "nonnegative", "nonpositive", "zero", "integer", "noninteger", "rational", "irrational"),
    *("even", "odd", "prime", "composite", "algebraic", "transcendental"),
)
#: Arguments for symbols that occur inside jets only.
_PLACES = tuple(Rational(p, 7) for p in (9, 16, -5, 30, -12, 14, -21))


def permits(symbol: Any, value: Any) -> bool:
    """Whether a value has every property that the symbol was declared with.

    >>> permits(Symbol("n", prime=True), Rational(2)), permits(Symbol("n", prime=True), Rational(1))
    (True, False)
    """
    declared = symbol.assumptions0
    return all(getattr(value, f"is_{kind}") is declared[kind] for kind in _KINDS if kind in declared)


@dataclass(frozen=True)
class _Entry:
    """The sign of f^(order)(place) must lie in ``signs``; ``value``: its exact value, or None when only a fact."""

    order: int
    place: Any
    signs: frozenset[int]
    value: Any = None


def realized(point: dict[Any, Any], facts: Iterable[Any]) -> dict[Any, Any] | None:
    """The point, with values for symbols that occur in jets only; None unless one smooth function has these jets.

    >>> f0, f1 = Jet("f", 1, 0), Jet("f", 1, 1)
    >>> realized({f0: Rational(1), f1: Rational(-1)}, [])
    {f'(0): 1, f'(1): -1}
    >>> realized({f0: Rational(1), f1: Rational(-1)}, [Fact("f", 1, None, "nonzero")]) is None
    True
    """
    if not all(permits(s, v) for s, v in point.items() if isinstance(s, Symbol)):
        return None
    given = [f for f in facts if isinstance(f, Fact)]
    jets = [j for j in point if isinstance(j, Jet)]
    inside = {s for e in (*jets, *(f.at for f in given if f.at is not None)) for s in e.free_symbols} - set(point)
    places = _places(sorted(inside, key=str))
    if places is None:
        return None
    full = {**point, **places}
    for name in {j.function for j in jets}:
        entries = _entries([j for j in jets if j.function == name], full, given)
        everywhere = [f for f in given if f.function == name and f.at is None]
        if entries is None or not _one_function(entries, everywhere):
            return None
    return full


def _places(symbols: list[Any]) -> dict[Any, Any] | None:
    chosen: dict[Any, Any] = {}
    for symbol in symbols:
        free = [v for v in _PLACES if v not in chosen.values() and permits(symbol, v)]
        if not free:
            return None
        chosen[symbol] = free[0]
    return chosen


def _entries(jets: list[Any], full: dict[Any, Any], facts: list[Fact]) -> list[_Entry] | None:
    """What the jets and the facts at single points ask of a function; None when they contradict or coincide unseen."""
    entries: list[_Entry] = []
    for jet in jets:
        entries.append(_Entry(jet.order, jet.argument.xreplace(full), sign_set(full[jet]), full[jet]))
    for fact in facts:
        if fact.function == jets[0].function and fact.at is not None:
            entries.append(_Entry(fact.order, fact.at.xreplace(full), fact.signs))
    kept: list[_Entry] = []
    for entry in entries:
        for other in kept:
            difference = sign_set(entry.place - other.place)
            if 0 not in difference:
                continue
            if difference != ZERO or (entry.order == other.order and not _compatible(entry, other)):
                return None
        kept.append(entry)
    return kept


def _compatible(left: _Entry, right: _Entry) -> bool:
    if left.value is not None and right.value is not None:
        return sign_set(left.value - right.value) == ZERO
    return left.signs <= right.signs or right.signs <= left.signs


def _one_function(entries: list[_Entry], everywhere: list[Fact]) -> bool:
    """Without facts that hold everywhere, Hermite interpolation gives a polynomial with any derivatives."""
    if not everywhere:
        return True
    order = min(f.order for f in everywhere)
    lower = {e.place for e in entries if e.order < order}
    if len(lower) > 1:  # lower derivatives at one place are constants of integration, at two they are not free
        return False
    upper = [e for e in entries if e.order >= order]
    if len(everywhere) == 1:
        return _any_sign(upper, everywhere[0])
    return _exponential(upper, everywhere, order)


def _any_sign(upper: list[_Entry], fact: Fact) -> bool:
    """One fact: f^(k) = +-exp(q) with q by Hermite interpolation has one strict sign and any jets of that sign."""
    if fact.signs == ZERO:
        return all(e.signs == ZERO if e.value is not None else 0 in e.signs for e in upper)
    return any(all(s in e.signs for e in upper if e.order == fact.order) for s in fact.signs - ZERO)


def _exponential(upper: list[_Entry], everywhere: list[Fact], order: int) -> bool:
    """Several facts: f^(k)(t) = v exp(b (t - a)) settles every sign; it must have the values asked for."""
    known = {e.order: e.value for e in upper if e.value is not None}
    if len({e.place for e in upper if e.value is not None}) > 1:
        return False
    leads = [known[order]] if order in known else [Rational(1), Rational(-1)]
    for lead in (v for v in leads if sign_set(v) != ZERO):
        rates = [known[order + 1] / lead] if order + 1 in known else [Rational(1), Rational(-1), Rational(0)]
        for rate in rates:
            values = {e: lead * rate ** (e.order - order) for e in upper}
            if (
                all(sign_set(lead * rate ** (f.order - order)) <= f.signs for f in everywhere)
                and all(sign_set(v) <= e.signs for e, v in values.items())
                and all(sign_set(v - e.value) == ZERO for e, v in values.items() if e.value is not None)
            ):
                return True
    return False
