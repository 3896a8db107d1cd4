"""Boxes around poles: zeros of the field are excluded by its equations without the denominators that vanish there.

Where f = g/u^k and u vanishes, no box excludes zeros of f, however small.  Every zero of f is one of g = u^k f, and g
is bounded.  If g has no zero in the box, or only one, at which u vanishes, then f has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from flint import arb
from sympy import Add, Mul, Pow, Rational, expand_mul

from stability.algebra.systems.balls import injective
from stability.algebra.systems.forms import is_zero
from stability.algebra.systems.ranges import Nowhere, Range, RangeFunction, as_ball, excludes_zero
from stability.algebra.systems.values import ends
from stability.errors import CannotSolve

#: Largest denominator of the coordinates of a pole that is recognised.
DENOMINATOR = 360


class Poles:
    """The poles of the expressions of a square system."""

    def __init__(self, system: Any) -> None:
        self.system = system
        self._bases = {b: RangeFunction([b], system.symbols) for e in system.expressions for b in _below(e)}
        self._cleared: dict[frozenset[Any], Any] = {}
        self._extra: RangeFunction | None = None

    def excluded(self, box: Sequence[Range]) -> bool:
        """A proof that a box in which the field is not bounded holds no zero."""
        if not self._bases or self.system.slow:
            return False
        if self._excluded_by_extra(box):
            return True
        vanishing = frozenset(b for b, function in self._bases.items() if not excludes_zero(_range(function, box)))
        if not vanishing:
            return False
        if vanishing not in self._cleared:
            self._cleared[vanishing] = self._without(vanishing)
        cleared = self._cleared[vanishing]
        if cleared is None:
            return False
        state = cleared.ranges(box)
        return state is None or (state[1] and self._only_the_pole(cleared, vanishing, box))

    def _excluded_by_extra(self, box: Sequence[Range]) -> bool:
        if self._extra is None:
            self._extra = RangeFunction(self.system.cleared, self.system.symbols)
        try:
            return any(excludes_zero(r) for r in self._extra(box))
        except Nowhere:
            return False

    def _without(self, bases: frozenset[Any]) -> Any:
        """The system times the powers of the bases that it is divided by; None where that does not clear it."""
        expressions = []
        for e in self.system.expressions:
            cleared = times_denominators(e, bases)
            if cleared is None:
                return None
            expressions.append(cleared)
        return type(self.system)(expressions, self.system.symbols)

    def _only_the_pole(self, cleared: Any, bases: frozenset[Any], box: Sequence[Range]) -> bool:
        """Whether the cleared system is one-to-one on the box, with its one zero at a rational point of a pole."""
        slopes = cleared.slopes(box)
        if slopes is None or not injective([[as_ball(r) for r in row] for row in slopes]):
            return False
        point = dict(zip(self.system.symbols, map(_short, box), strict=True))
        if not all(
            bool(low <= _arb(v)) and bool(high >= _arb(v)) for (low, high), v in zip(box, point.values(), strict=True)
        ):
            return False
        try:
            return any(is_zero(b.xreplace(point)) for b in bases) and all(
                is_zero(e.xreplace(point)) for e in cleared.expressions
            )
        except CannotSolve:
            return False


def _range(function: RangeFunction, box: Sequence[Range]) -> Range:
    try:
        return function(box)[0]
    except Nowhere:
        return arb("-inf"), arb("inf")


def _below(e: Any) -> set[Any]:
    """The bases of the negative powers in an expression."""
    return {p.base for p in e.atoms(Pow) if p.exp.is_Rational and p.exp.is_negative and p.base.free_symbols}


def times_denominators(e: Any, bases: frozenset[Any]) -> Any | None:
    """The expression times the highest power of each base that divides it, so that none of them divides it still.

    >>> from sympy.abc import x, y
    >>> times_denominators(y + 2/x - y/x**2, frozenset([x]))
    x**2*y + 2*x - y
    """
    if not _below(e) & bases:
        return e
    sums = expand_mul(e, deep=False) if not isinstance(e, Add) else Add(*(expand_mul(t, deep=False) for t in e.args))
    highest = {b: max((-p.exp for p in sums.atoms(Pow) if p.base == b and p.exp.is_negative), default=0) for b in bases}
    factor = [Pow(b, k) for b, k in highest.items() if k != 0]
    cleared = Add(*(Mul(t, *factor) for t in Add.make_args(sums)))
    return None if _below(cleared) & bases else cleared


def _short(r: Range) -> Rational:
    low, high = ends(r[0])[0], ends(r[1])[1]
    middle = (low + high) / 2
    value = Fraction(int(middle.p), int(middle.q)).limit_denominator(DENOMINATOR)
    return Rational(value.numerator, value.denominator)


def _arb(value: Rational) -> Any:
    return arb(int(value.p)) / int(value.q)


__all__ = ["Poles", "times_denominators"]
