"""Expressions in ball arithmetic, and Krawczyk's test for a zero that exists and is unique in a box.

Every operation encloses the exact result.  A ball that is not finite says that the expression is undefined somewhere
in the
box, or that the enclosure was too wide: it never proves anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from flint import arb, arb_mat, ctx, fmpq
from sympy import (
    Abs,
    Add,
    Dummy,
    Heaviside,
    Integer,
    Max,
    Min,
    Mul,
    Number,
    NumberSymbol,
    Piecewise,
    Pow,
    Rational,
    Symbol,
    acos,
    acosh,
    asin,
    asinh,
    atan,
    atanh,
    cos,
    cosh,
    cot,
    coth,
    csc,
    csch,
    cse,
    erf,
    erfc,
    exp,
    log,
    preorder_traversal,
    sec,
    sech,
    sign,
    sin,
    sinh,
    tan,
    tanh,
)

from stability.algebra.jets import Jet
from stability.algebra.numbers import ball_of
from stability.errors import CannotSolve

Ball = Any
Box = tuple[Any, ...]
#: From an integral and the symbols to its enclosure as a function of balls for the symbols.
Integrals = Callable[[Any, Sequence[Any]], Callable[[Sequence[Ball]], Ball]]

_FUNCTIONS: dict[Any, Callable[[Any], Any]] = {
    exp: lambda b: b.exp(),
    log: lambda b: b.log(),
    erf: lambda b: b.erf(),
    erfc: lambda b: b.erfc(),
    tanh: lambda b: b.tanh(),
    sinh: lambda b: b.sinh(),
    cosh: lambda b: b.cosh(),
    sin: lambda b: b.sin(),
    cos: lambda b: b.cos(),
    tan: lambda b: b.tan(),
    atan: lambda b: b.atan(),
    asin: lambda b: b.asin(),
    acos: lambda b: b.acos(),
    asinh: lambda b: b.asinh(),
    acosh: lambda b: b.acosh(),
    atanh: lambda b: b.atanh(),
    Abs: abs,
}
_RECIPROCALS: dict[Any, Callable[[Any], Any]] = {
    sec: lambda u: 1 / cos(u),
    csc: lambda u: 1 / sin(u),
    cot: lambda u: cos(u) / sin(u),
    sech: lambda u: 1 / cosh(u),
    csch: lambda u: 1 / sinh(u),
    coth: lambda u: cosh(u) / sinh(u),
}
#: Largest root taken directly; others go through the logarithm.
_ROOT = 64


def elementary(name: Any) -> Callable[[Any], Any]:
    """A function of one variable on balls."""
    return _FUNCTIONS[name]


def constant(e: Any) -> Callable[[], Ball]:
    """A number without symbols as a ball at the working precision of the moment."""
    known: dict[int, Ball] = {}

    def value() -> Ball:
        if ctx.prec not in known:
            known[ctx.prec] = arb(fmpq(int(e.p), int(e.q))) if isinstance(e, Rational) else ball_of(e)
        return known[ctx.prec]

    if not isinstance(e, (Number, NumberSymbol)) or (isinstance(e, Number) and not isinstance(e, Rational)):
        raise CannotSolve(
            "an enclosure in ball arithmetic",
            f"{e}, which has no value or no enclosure here",
            "numbers for the parameters and a given function for each abstract one",
        )
    return value


def by_known_functions(e: Any) -> Any:
    """The same expression in a form that is good for enclosures.

    sec, csc, cot and their hyperbolic brothers become the quotients that they are, exp(a)/(1 + exp(a)) becomes
    1/(1 + exp(-a)), in which a occurs once.
    """
    for name, quotient in _RECIPROCALS.items():
        if e.has(name):
            e = e.replace(name, quotient)
    return e.replace(lambda n: isinstance(n, Mul) and n.has(exp), _logistic)


def _logistic(product: Any) -> Any:
    """exp(k a) (c + d exp(a))^-m = (c exp(-a) + d)^-k (c + d exp(a))^(k-m) for 0 < k <= m, c and d positive."""
    exponent = Add(*(f.exp for f in product.args if isinstance(f, exp)))
    for factor in product.args:
        if not (isinstance(factor, Pow) and factor.exp.is_Integer and factor.exp.is_negative):
            continue
        c, rest = factor.base.as_independent(exp, as_Add=True)
        d, inner = rest.as_independent(exp, as_Add=False)
        if not (isinstance(inner, exp) and c.is_Rational and d.is_Rational and c > 0 and d > 0):
            continue
        power, m = exponent / inner.exp, -int(factor.exp)
        if power.is_Integer and power > 0:
            k = min(int(power), m)
            others = [f for f in product.args if f is not factor and not isinstance(f, exp)]
            left = exp((power - k) * inner.exp) * (c * exp(-inner.exp) + d) ** -k * factor.base ** (k - m)
            return Mul(left, *others)
    return product


def readable(function: Any) -> bool:
    """False for a function that is neither enclosed here nor treated elsewhere (abstract ones, kinks)."""
    return isinstance(function, (*_FUNCTIONS, Jet, Max, Min, Piecewise, Heaviside, sign, cot, sec, csc, coth))


def ball(lower: Any, upper: Any) -> Ball:
    """The ball that contains the interval between two rationals or dyadic numbers."""
    return _arb(lower).union(_arb(upper))


def _arb(value: Any) -> Ball:
    if isinstance(value, Rational):
        return arb(fmpq(int(value.p), int(value.q)))
    return arb(value)


def power(base: Ball, exponent: int) -> Ball:
    """base^exponent; an even power of a ball around 0 is not negative (``arb(0, r)**2`` is nan in flint 0.9)."""
    if exponent < 0:
        return 1 / power(base, -exponent)
    if exponent % 2 == 0 and base.contains(0) and base.is_finite():
        return arb(0).union(product_power(arb(base.abs_upper()), exponent))
    return product_power(base, exponent)


def product_power(base: Ball, exponent: int) -> Ball:
    """base^exponent by products, for exponent >= 0."""
    result = arb(1)
    while exponent:
        if exponent & 1:
            result = result * base
        base = base * base
        exponent >>= 1
    return result


class BallFunction:
    """Expressions in n symbols as a function from n balls to enclosures of their ranges.

    >>> from sympy.abc import x
    >>> value = BallFunction([x**2 - 2], [x])((ball(Rational(1), Rational(2)),))[0]
    >>> value.contains(0), bool(value > -2)
    (True, True)

    integrals: encloses nodes that are expectations.  Raises CannotSolve for functions without an enclosure, abstract
    ones for instance.
    """

    def __init__(self, expressions: Iterable[Any], symbols: Sequence[Any], integrals: Integrals | None = None) -> None:
        self._slots: dict[Any, int] = {s: i for i, s in enumerate(symbols)}
        self._code: list[Callable[[list[Ball]], Ball]] = []
        given = [by_known_functions(e) for e in expressions]
        if integrals is not None:
            given = self._without_integrals(given, tuple(symbols), integrals)
        steps, results = cse(given, order="none")
        for name, definition in steps:
            self._code.append(self._compile(definition))
            self._slots[name] = len(symbols) + len(self._code) - 1
        self._results = [self._compile(r) for r in results]

    def _without_integrals(self, given: list[Any], symbols: tuple[Any, ...], integrals: Integrals) -> list[Any]:
        """Every integral is a step of its own: its variables are bound, so that nothing inside may be shared."""
        nodes = {n for e in given for n in preorder_traversal(e) if getattr(n, "is_expectation", False)}
        outer = [n for n in nodes if not any(m != n and m.has(n) for m in nodes)]
        names = {n: Dummy() for n in sorted(outer, key=str)}
        for node, name in names.items():
            step = integrals(node, symbols)
            self._code.append(lambda slots, step=step: step(slots[: len(symbols)]))  # type: ignore[misc]
            self._slots[name] = len(symbols) + len(self._code) - 1
        return [e.xreplace(names) for e in given]

    def __call__(self, arguments: Sequence[Ball]) -> list[Ball]:
        slots = list(arguments)
        for step in self._code:
            slots.append(step(slots))
        return [result(slots) for result in self._results]

    def _compile(self, e: Any) -> Callable[[list[Ball]], Ball]:
        if e in self._slots:
            place = self._slots[e]
            return lambda slots: slots[place]
        if isinstance(e, (Number, NumberSymbol)):
            value = constant(e)
            return lambda slots: value()
        if isinstance(e, Add):
            return self._fold(e.args, lambda a, b: a + b)
        if isinstance(e, Mul):
            return self._fold(e.args, lambda a, b: a * b)
        if isinstance(e, Pow):
            return self._power(*e.args)
        if isinstance(e, Max):
            return self._fold(e.args, lambda a, b: a.max(b))
        if isinstance(e, Min):
            return self._fold(e.args, lambda a, b: a.min(b))
        function = _FUNCTIONS.get(e.func)
        if function is None or isinstance(e, Symbol):
            raise CannotSolve(
                "an enclosure in ball arithmetic",
                f"{e}, which has no value or no enclosure here",
                "numbers for the parameters and a given function for each abstract one",
            )
        inner = self._compile(e.args[0])
        return lambda slots: function(inner(slots))

    def _fold(self, args: Iterable[Any], join: Callable[[Any, Any], Any]) -> Callable[[list[Ball]], Ball]:
        first, *rest = [self._compile(a) for a in args]

        def run(slots: list[Ball]) -> Ball:
            value = first(slots)
            for part in rest:
                value = join(value, part(slots))
            return value

        return run

    def _power(self, base: Any, exponent: Any) -> Callable[[list[Ball]], Ball]:
        inner = self._compile(base)
        if isinstance(exponent, Integer):
            n = int(exponent)
            return lambda slots: power(inner(slots), n)
        if isinstance(exponent, Rational) and exponent.q <= _ROOT:
            p, q = int(exponent.p), int(exponent.q)
            return lambda slots: power(inner(slots).root(q), p)
        if base.func.__name__ == "Exp1":
            outer = self._compile(exponent)
            return lambda slots: outer(slots).exp()
        above = self._compile(exponent)
        return lambda slots: (above(slots) * inner(slots).log()).exp()


def midpoint(box: Box) -> Box:
    """The centre of each ball, exactly."""
    return tuple(b.mid() for b in box)


def krawczyk(values: list[Ball], jacobian: list[list[Ball]], box: Box, inverse: list[list[Ball]] | None) -> Box | None:
    """K = m - C f(m) + (I - C J(X)) (X - m), which contains every zero of f in X; C is any matrix near J(m)^-1.

    values: f at the midpoint m; jacobian: J over the box X.  If K lies in the interior of X, then X contains exactly
    one
    zero, and it is simple.  Reference: R. Krawczyk, Computing 4 (1969) 187-201; R. E. Moore, SIAM J. Numer. Anal. 14
    (1977).
    """
    if inverse is None:
        return None
    n = len(box)
    centre = midpoint(box)
    image = []
    for i in range(n):
        value = centre[i] - dot(inverse[i], values)
        for j in range(n):
            entry = (1 if i == j else 0) - dot(inverse[i], [jacobian[k][j] for k in range(n)])
            value = value + entry * (box[j] - centre[j])
        image.append(value)
    return tuple(image)


def dot(row: Sequence[Ball], column: Sequence[Ball]) -> Ball:
    """The sum of the products."""
    total = arb(0)
    for a, b in zip(row, column, strict=True):
        total = total + a * b
    return total


def approximate_inverse(jacobian: list[list[Ball]]) -> list[list[Ball]] | None:
    """An exact matrix close to the inverse of the midpoint matrix; None when that is singular or not finite."""
    middle = [[entry.mid() for entry in row] for row in jacobian]
    if not all(entry.is_finite() for row in middle for entry in row):
        return None
    try:
        found = arb_mat(middle).inv()
    except ZeroDivisionError:
        return None
    rows = [[found[i, j].mid() for j in range(len(middle))] for i in range(len(middle))]
    return rows if all(entry.is_finite() for row in rows for entry in row) else None


def injective(matrix: list[list[Any]]) -> bool:
    """Whether a system with this Jacobian over a box is one-to-one on it: C J is strictly diagonally dominant."""
    inverse = approximate_inverse(matrix)
    return inverse is not None and all(dominant(row, i) for i, row in enumerate(product(inverse, matrix)))


def product(left: list[list[Any]], right: list[list[Any]]) -> list[list[Any]]:
    """The product of two matrices of balls."""
    columns = list(zip(*right, strict=True))
    return [[dot(row, column) for column in columns] for row in left]


def dominant(row: list[Any], i: int) -> bool:
    """Whether entry i is larger than the sum of all the others."""
    others = sum((abs(a).upper() for j, a in enumerate(row) if j != i), arb(0))
    return bool(row[i].abs_lower() > others)


def inside(inner: Box, outer: Box) -> bool:
    """Whether every inner ball lies in the interior of the outer one."""
    return all(o.contains_interior(i) for i, o in zip(inner, outer, strict=True))


def within(inner: Box, outer: Box) -> bool:
    return all(o.contains(i) for i, o in zip(inner, outer, strict=True))
