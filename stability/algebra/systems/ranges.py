"""Ranges of expressions over boxes: pairs of ends, which keep signs, may be infinite, and know where they are defined.

A ball around a wide interval loses its signs: the ball of exp over [-4, 4] reaches below 0, and that of tanh beyond
1000.  Here the two ends travel apart, each as a ball that contains it.  A range holds every value that the expression
has in the box; where it is undefined (log of a negative number, 1/0) it has none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from flint import arb
from sympy import (
    Abs,
    Add,
    Dummy,
    Integer,
    Max,
    Min,
    Mul,
    Pow,
    Rational,
    acos,
    acosh,
    asin,
    asinh,
    atan,
    atanh,
    cos,
    cosh,
    cse,
    erf,
    erfc,
    exp,
    log,
    preorder_traversal,
    sin,
    sinh,
    tan,
    tanh,
)

from stability.algebra.systems.balls import Ball, Integrals, by_known_functions, constant, elementary, product_power
from stability.errors import CannotSolve

#: (lower end, upper end), each a ball around the true end, or -inf, inf.
Range = tuple[Any, Any]
Step = Callable[[list[Range]], Range]

_INF, _NEG = arb("inf"), arb("-inf")
_WHOLE: Range = (_NEG, _INF)
#: Largest root taken by ``arb.root``; others go through the logarithm.
_ROOT = 64


class Nowhere(ArithmeticError):
    """The expression is undefined at every point of the box."""


def as_range(b: Ball) -> Range:
    """The ends of a ball."""
    return (b.lower(), b.upper()) if b.is_finite() else _WHOLE


def as_ball(r: Range) -> Ball:
    """A ball around a range; not finite when the range is not."""
    return r[0].union(r[1]) if r[0].is_finite() and r[1].is_finite() else arb("nan")


def excludes_zero(r: Range) -> bool:
    """Whether 0 is certainly not in the range."""
    return bool(r[0] > 0) or bool(r[1] < 0)


def _add(a: Range, b: Range) -> Range:
    return a[0] + b[0], a[1] + b[1]


def _mul(a: Range, b: Range) -> Range:
    low, high = _products(a, b)
    if not low.is_finite():
        same = (a[0] >= 0 and b[0] >= 0) or (a[1] <= 0 and b[1] <= 0)
        low = arb(0) if same else _NEG
    if not high.is_finite():
        opposite = (a[0] >= 0 and b[1] <= 0) or (a[1] <= 0 and b[0] >= 0)
        high = arb(0) if opposite else _INF
    return low, high


def _products(a: Range, b: Range) -> Range:
    (p, q), (r, s) = a, b
    if p >= 0:
        return (p if r >= 0 else q) * r, (p if s <= 0 else q) * s
    if q <= 0:
        return (q if s <= 0 else p) * s, (q if r >= 0 else p) * r
    if r >= 0:
        return p * s, q * s
    if s <= 0:
        return q * r, p * r
    return (p * s).min(q * r), (p * r).max(q * s)


def _even(a: Range, function: Callable[[Any], Any]) -> Range:
    """An even function that increases on [0, inf)."""
    if a[0] >= 0:
        low, high = a
    elif a[1] <= 0:
        low, high = -a[1], -a[0]
    else:
        low, high = arb(0), (-a[0]).max(a[1])
    bottom, top = function(low), function(high)
    return bottom if bottom.is_finite() else function(arb(0)), top if top.is_finite() else _INF


def _whole_power(a: Range, n: int) -> Range:
    if n % 2 == 0:
        return _even(a, lambda v: product_power(v, n) if v.is_finite() else _INF)
    low, high = (product_power(v, n) if v.is_finite() else v for v in a)
    return low if low.is_finite() else _NEG, high if high.is_finite() else _INF


#: Increasing functions on the whole line, with their limits at -inf and inf.
_INCREASING: dict[Any, tuple[Callable[[Any], Any], Callable[[], Any], Callable[[], Any]]] = {
    exp: (elementary(exp), lambda: arb(0), lambda: _INF),
    tanh: (elementary(tanh), lambda: arb(-1), lambda: arb(1)),
    atan: (elementary(atan), lambda: -arb.pi() / 2, lambda: arb.pi() / 2),
    erf: (elementary(erf), lambda: arb(-1), lambda: arb(1)),
    sinh: (elementary(sinh), lambda: _NEG, lambda: _INF),
    asinh: (elementary(asinh), lambda: _NEG, lambda: _INF),
}


class RangeFunction:
    """Expressions in n symbols as a function from n ranges to ranges of their values.

    >>> from sympy.abc import x
    >>> low, high = RangeFunction([exp(x) - 1/x], [x])(((arb(0), arb(1)),))[0]
    >>> bool(low == -arb("inf")), high.str(5, radius=False)
    (True, '1.7183')

    ``sure``: whether all the expressions were defined on the whole box of the last call.  Calls raise Nowhere when one
    of them is defined at no point of it.  Raises CannotSolve for functions without a range.
    """

    def __init__(self, expressions: Iterable[Any], symbols: Sequence[Any], integrals: Integrals | None = None) -> None:
        self._slots: dict[Any, int] = {s: i for i, s in enumerate(symbols)}
        self._code: list[Step] = []
        self.sure = True
        given = [by_known_functions(e) for e in expressions]
        if integrals is not None:
            given = self._without_integrals(given, tuple(symbols), integrals)
        steps, results = cse(given, order="none")
        for name, definition in steps:
            self._place(name, self._compile(definition))
        self._results = [self._compile(r) for r in results]

    def _place(self, name: Any, step: Step) -> None:
        self._code.append(step)
        self._slots[name] = len(self._slots)

    def _without_integrals(self, given: list[Any], symbols: tuple[Any, ...], integrals: Integrals) -> list[Any]:
        nodes = {n for e in given for n in preorder_traversal(e) if getattr(n, "is_expectation", False)}
        outer = [n for n in nodes if not any(m != n and m.has(n) for m in nodes)]
        names = {n: Dummy() for n in sorted(outer, key=str)}
        for node, name in names.items():
            self._place(name, self._integral(integrals(node, symbols), len(symbols)))
        return [e.xreplace(names) for e in given]

    def _integral(self, inner: Callable[[Sequence[Ball]], Ball], count: int) -> Step:
        def run(slots: list[Range]) -> Range:
            value = as_range(inner([as_ball(r) for r in slots[:count]]))
            self.sure = self.sure and bool(value[0].is_finite())
            return value

        return run

    def __call__(self, box: Sequence[Range]) -> list[Range]:
        self.sure = True
        slots = list(box)
        for step in self._code:
            slots.append(step(slots))
        return [result(slots) for result in self._results]

    def _compile(self, e: Any) -> Step:
        if e in self._slots:
            place = self._slots[e]
            return lambda slots: slots[place]
        if e.is_Atom:
            value = constant(e)
            return lambda slots: (v := value(), v)
        if isinstance(e, Add):
            return self._fold(e.args, _add)
        if isinstance(e, Mul):
            return self._fold(e.args, _mul)
        if isinstance(e, Pow):
            return self._power(*e.args)
        if isinstance(e, Max):
            return self._fold(e.args, lambda a, b: (a[0].max(b[0]), a[1].max(b[1])))
        if isinstance(e, Min):
            return self._fold(e.args, lambda a, b: (a[0].min(b[0]), a[1].min(b[1])))
        inner = self._compile(e.args[0]) if len(e.args) == 1 else None
        function = self._function(e.func)
        if function is None or inner is None:
            raise CannotSolve(
                "a range over a box",
                f"{e}, which has no value or no enclosure here",
                "numbers for the parameters and a given function for each abstract one",
            )
        return lambda slots: function(inner(slots))

    def _fold(self, args: Iterable[Any], join: Callable[[Range, Range], Range]) -> Step:
        first, *rest = [self._compile(a) for a in args]

        def run(slots: list[Range]) -> Range:
            value = first(slots)
            for part in rest:
                value = join(value, part(slots))
            return value

        return run

    def _function(self, name: Any) -> Callable[[Range], Range] | None:
        if name in _INCREASING:
            return _monotone(*_INCREASING[name])
        if name is erfc:
            inner = _monotone(*_INCREASING[erf])
            return lambda a: _add((arb(1), arb(1)), _negative(inner(a)))
        if name is cosh:
            return lambda a: _even(a, lambda v: v.cosh() if v.is_finite() else _INF)
        if name is Abs:
            return lambda a: _even(a, lambda v: v)
        if name in (sin, cos):
            return _wave(elementary(name))
        special: dict[Any, Callable[[Range], Range]] = {
            log: self._log,
            tan: self._tan,
            asin: lambda a: self._inside(a, elementary(asin)),
            acos: lambda a: _negative(self._inside(a, lambda v: -v.acos())),
            atanh: self._atanh,
            acosh: self._acosh,
        }
        return special.get(name)

    def _above(self, a: Range, strictly: bool, bound: int = 0) -> Range:
        """The part of a range above the bound; partial domains are noted."""
        if a[1] < bound or (strictly and a[1] <= bound):
            raise Nowhere
        if not (a[0] > bound or (not strictly and a[0] >= bound)):
            self.sure = False
        return a[0].max(arb(bound)) if a[0].is_finite() else arb(bound), a[1]

    def _log(self, a: Range) -> Range:
        low, high = self._above(a, True)
        return low.log() if low > 0 else _NEG, high.log() if high.is_finite() else _INF

    def _tan(self, a: Range) -> Range:
        slope = _wave(elementary(cos))(a)
        if excludes_zero(slope) and a[1] - a[0] < 4:
            return a[0].tan(), a[1].tan()
        self.sure = False
        return _WHOLE

    def _inside(self, a: Range, function: Callable[[Any], Any]) -> Range:
        """An increasing function on [-1, 1]."""
        if a[0] > 1 or a[1] < -1:
            raise Nowhere
        if not (a[0] >= -1 and a[1] <= 1):
            self.sure = False
        low = function(a[0]) if a[0] >= -1 else function(arb(-1))
        return low, function(a[1]) if a[1] <= 1 else function(arb(1))

    def _atanh(self, a: Range) -> Range:
        if a[0] >= 1 or a[1] <= -1:
            raise Nowhere
        low, high = a[0] > -1, a[1] < 1
        self.sure = self.sure and bool(low) and bool(high)
        return a[0].atanh() if low else _NEG, a[1].atanh() if high else _INF

    def _acosh(self, a: Range) -> Range:
        low, high = self._above(a, False, 1)
        return low.acosh() if low >= 1 else arb(0), high.acosh() if high.is_finite() else _INF

    def _inverse(self, a: Range) -> Range:
        low, high = a
        if low > 0 or high < 0:
            return (1 / high if high.is_finite() else arb(0)), (1 / low if low.is_finite() else arb(0))
        self.sure = False
        if low == 0 and high == 0:
            raise Nowhere
        if low >= 0:
            return (1 / high if high.is_finite() else arb(0)), _INF
        if high <= 0:
            return _NEG, (1 / low if low.is_finite() else arb(0))
        return _WHOLE

    def _power(self, base: Any, exponent: Any) -> Step:
        inner = self._compile(base)
        if isinstance(exponent, Integer):
            n = int(exponent)
            if n >= 0:
                return lambda slots: _whole_power(inner(slots), n)
            return lambda slots: self._inverse(_whole_power(inner(slots), -n))
        if isinstance(exponent, Rational):
            return self._rational_power(inner, int(exponent.p), int(exponent.q))
        outer = self._compile(exponent)
        exponential = _monotone(*_INCREASING[exp])
        if base.func.__name__ == "Exp1":
            return lambda slots: exponential(outer(slots))
        return lambda slots: exponential(_mul(outer(slots), self._log(inner(slots))))

    def _rational_power(self, inner: Step, p: int, q: int) -> Step:
        def root(v: Any) -> Any:
            if not v.is_finite():
                return v
            return v.root(q) ** abs(p) if q <= _ROOT else (v.log() * abs(p) / q).exp()

        def run(slots: list[Range]) -> Range:
            low, high = self._above(inner(slots), False)
            bottom = root(low) if low > 0 else arb(0)
            top = root(high if high > 0 else high.upper()) if high != 0 else high
            value = bottom, top if top.is_finite() else _INF
            return self._inverse(value) if p < 0 else value

        return run


def _negative(a: Range) -> Range:
    return -a[1], -a[0]


def _monotone(
    function: Callable[[Any], Any], below: Callable[[], Any], above: Callable[[], Any]
) -> Callable[[Range], Range]:
    """An increasing function; ends that are infinite, or beyond what balls hold, go to the limits."""

    def run(a: Range) -> Range:
        low = function(a[0]) if a[0].is_finite() else below()
        high = function(a[1]) if a[1].is_finite() else above()
        return low if low.is_finite() else below(), high if high.is_finite() else above()

    return run


def _wave(function: Callable[[Any], Any]) -> Callable[[Range], Range]:
    """sine or cosine."""

    def run(a: Range) -> Range:
        if not (a[1] - a[0] < 6):  # beyond a period nothing is gained
            return arb(-1), arb(1)
        value = function(a[0].union(a[1]))
        return value.lower().max(arb(-1)), value.upper().min(arb(1))

    return run
