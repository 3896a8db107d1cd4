"""Jacobians of large expressions: every subexpression is differentiated once with respect to each symbol it contains.

Plain ``diff`` differentiates the discriminator at a generated point anew in every entry of the Jacobian, and visits
every term of a sum although most do not contain the symbol.  Here both are remembered; expectations are differentiated
under the integral with the same memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sympy import Add, Expr, Integer, Mul, Pow, Symbol, exp, log

from stability.algebra.jets import Jet
from stability.expectation.node import Expectation

_ZERO, _ONE = Integer(0), Integer(1)


class Differentiator:
    """Derivatives with a memory; one object serves one set of expressions and is then dropped.

    >>> from sympy import symbols
    >>> x, y = symbols("x y", real=True)
    >>> d = Differentiator([x, y])
    >>> d(x**2*exp(x*y), y)
    x**3*exp(x*y)
    """

    def __init__(self, symbols: Iterable[Symbol]) -> None:
        self._symbols = frozenset(symbols)
        self._free: dict[Any, frozenset[Any]] = {}
        self._known: dict[tuple[Any, Any], Expr] = {}

    def free(self, e: Any) -> frozenset[Any]:
        """The symbols of interest in an expression."""
        found = self._free.get(e)
        if found is None:
            if isinstance(e, Expectation) or not e.args:
                found = frozenset(e.free_symbols) & self._symbols
            else:
                found = frozenset().union(*(self.free(a) for a in e.args))
            self._free[e] = found
        return found

    def __call__(self, e: Any, s: Symbol) -> Expr:
        """de/ds."""
        if s not in self.free(e):
            return _ZERO
        if e == s:
            return _ONE
        key = (e, s)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._rule(e, s)
        return found

    def _rule(self, e: Any, s: Symbol) -> Expr:
        if isinstance(e, Add):
            return Add(*(self(a, s) for a in e.args if s in self.free(a)))
        if isinstance(e, Mul):
            factors = e.args
            return Add(
                *(Mul(*factors[:i], self(a, s), *factors[i + 1 :]) for i, a in enumerate(factors) if s in self.free(a))
            )
        if isinstance(e, Pow) and s not in self.free(e.exp):
            return Mul(e.exp, Pow(e.base, e.exp - 1), self(e.base, s))
        if isinstance(e, exp):
            return Mul(e, self(e.args[0], s))
        if isinstance(e, log):
            return Mul(Pow(e.args[0], -1), self(e.args[0], s))
        if isinstance(e, Jet):
            return Mul(Jet(e.args[0], e.order + 1, e.argument), self(e.argument, s))
        if isinstance(e, Expectation):
            e.justification(s)
            return e.func(self(e.integrand, s), *e.variates)
        return e.diff(s)


def jacobian(expressions: Iterable[Expr], symbols: Iterable[Symbol]) -> list[list[Expr]]:
    """Rows of d(expression)/d(symbol), as ``diff`` gives them, without repeated work.

    >>> from sympy import symbols
    >>> x, y = symbols("x y", real=True)
    >>> jacobian([x*y, x + y**2], [x, y])
    [[y, x], [1, 2*y]]
    """
    columns = tuple(symbols)
    d = Differentiator(columns)
    return [[d(e, s) for s in columns] for e in expressions]


def gradient(expression: Expr, symbols: Iterable[Symbol]) -> list[Expr]:
    """d(expression)/d(symbol) for each symbol."""
    return jacobian([expression], symbols)[0]
