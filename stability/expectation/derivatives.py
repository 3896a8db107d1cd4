"""Jacobians of large expressions: every subexpression is differentiated once with respect to each symbol it contains.

Plain ``diff`` differentiates the discriminator at a generated point anew in every entry of the Jacobian, and visits
every term of a sum although most do not contain the symbol.  Here both are remembered; expectations are differentiated
under the integral with the same memory.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sympy import (
    Add,
    Expr,
    Function,
    Heaviside,
    Integer,
    Max,
    Min,
    Mul,
    Pow,
    Symbol,
    cos,
    erf,
    exp,
    factor,
    log,
    sin,
    tanh,
)

from stability.algebra.jets import Jet
from stability.algebra.names import Internal
from stability.expectation.chains import Chains
from stability.expectation.exchange import justify_derivative
from stability.expectation.monomials import collected, in_order, monomial, slope, times, total
from stability.expectation.node import Expectation

_ZERO, _ONE = Integer(0), Integer(1)
_E = Internal("E", positive=True)
#: Functions whose derivative is the sum of fdiff(i) times that of the i-th argument.
_KNOWN = (Heaviside, Max, Min, cos, erf, sin, tanh)


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
        self._chains: dict[Any, tuple[Expr, Expr] | None] = {}
        self._inside: dict[Any, frozenset[Any]] = {}
        self._holding: dict[Any, dict[Symbol, list[Any]]] = {}
        self._monomial: dict[Any, bool] = {}
        self._collected: dict[Any, bool] = {}
        self._factors: dict[Any, tuple[Any, list[tuple[Any, Any]]]] = {}
        self._outer_slopes: dict[Any, list[Expr]] = {}
        self._integrals = Chains(self._chain, self)

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
            terms = self._terms(e)[s]
            derivatives = [self(a, s) for a in terms]
            return total(derivatives) if self._is_collected(e, terms) else Add(*derivatives)
        if self._is_monomial(e):
            found = slope(e, s)
            self._monomial[found] = True
            return found
        if isinstance(e, (log, Pow, Mul)):
            chain = self._chain(e)
            if chain is not None:
                return times(chain[0], self(chain[1], s))
        if isinstance(e, Mul):
            return self._product(e, s)
        if isinstance(e, Pow) and s not in self.free(e.exp):
            return Mul(e.exp, Pow(e.base, e.exp - 1), self(e.base, s))
        if isinstance(e, exp):
            return times(e, self(e.args[0], s))
        if isinstance(e, log):
            return Mul(Pow(e.args[0], -1), self(e.args[0], s))
        if isinstance(e, Jet):
            return times(Jet(e.args[0], e.order + 1, e.argument), self(e.argument, s))
        if isinstance(e, _KNOWN):
            return self._outer(e, s)
        if isinstance(e, Expectation):
            quick = self._integrals(e, s)
            if quick is not None:
                return quick
            inner = self(e.integrand, s)
            justify_derivative(e.integrand, inner, e.variates, s)
            return e.func(inner, *e.variates)
        return e.diff(s)

    def _is_monomial(self, e: Any) -> bool:
        found = self._monomial.get(e)
        if found is None:
            found = self._monomial[e] = monomial(e)
        return found

    def _is_collected(self, e: Any, terms: list[Any]) -> bool:
        """Whether these terms of a sum are monomials, no two of them in the same symbols and powers."""
        if not all(map(self._is_monomial, terms)):
            return False
        if e not in self._collected:
            self._collected[e] = collected(e.args)
        return self._collected[e]

    def _terms(self, e: Any) -> dict[Symbol, list[Any]]:
        """The terms of a sum by the symbols they hold."""
        found = self._holding.get(e)
        if found is None:
            found = self._holding[e] = {}
            for term in e.args:
                for s in self.free(term):
                    found.setdefault(s, []).append(term)
        return found

    def _product(self, e: Any, s: Symbol) -> Expr:
        """The product rule."""
        if e not in self._factors:
            self._factors[e] = self._split(e)
        number, factors = self._factors[e]
        return Add(*(times(number, times(rest, self(a, s))) for a, rest in factors if s in self.free(a)))

    def _split(self, e: Any) -> tuple[Any, list[tuple[Any, Any]]]:
        """The number in front, and (factor, the others); factors with exponentials are one, which many entries share.

        The number stays outside: SymPy multiplies it into a sum that is the only other factor.
        """
        number, e = e.as_coeff_Mul()
        if not e.is_Mul:
            return number, [(e, _ONE)]
        core = [a for a in e.args if self._exponentials(a)]
        grouped = 1 < len(core) < len(e.args)
        factors = (*(a for a in e.args if a not in core), Mul(*core)) if grouped else e.args
        together = Mul if grouped or not in_order(factors) else _subproduct
        return number, [(a, together(*factors[:i], *factors[i + 1 :])) for i, a in enumerate(factors) if self.free(a)]

    def _outer(self, e: Any, s: Symbol) -> Expr:
        """The chain rule for a function whose slopes SymPy knows."""
        if e not in self._outer_slopes:
            self._outer_slopes[e] = [e.fdiff(i + 1) if self.free(a) else _ZERO for i, a in enumerate(e.args)]
        pairs = zip(self._outer_slopes[e], e.args, strict=True)
        return Add(*(times(d, self(a, s)) for d, a in pairs if s in self.free(a)))

    def _chain(self, e: Any) -> tuple[Expr, Expr] | None:
        """(g'(u), u) when e = g(u) is a function of a single exponential exp(u): every derivative then costs u's."""
        if e not in self._chains:
            inside = self._exponentials(e)
            alone = next(iter(inside)) if len(inside) == 1 else None
            self._chains[e] = self._slope_in(e, alone) if isinstance(alone, exp) else None
        return self._chains[e]

    def _slope_in(self, e: Any, inside: Any) -> tuple[Expr, Expr] | None:
        number, core = e.as_coeff_Mul()
        if core.is_Mul and any(self.free(a) and not self._exponentials(a) for a in core.args):
            return None
        outer = core.xreplace({inside: _E})
        if self.free(outer):
            return None
        return times(number, _slope(outer).xreplace({_E: inside})), inside.args[0]

    def _exponentials(self, e: Any) -> frozenset[Any]:
        """The exponentials in an expression that hold a symbol of interest.

        An integral stands for itself: an exponential under it holds a bound variable and must not be taken out.
        """
        found = self._inside.get(e)
        if found is None:
            if not self.free(e) or e.is_Symbol:
                found = frozenset()
            elif isinstance(e, exp) or not isinstance(e, (Add, Mul, Pow, Function)):
                found = frozenset([e])
            else:
                found = frozenset().union(*(self._exponentials(a) for a in e.args))
            self._inside[e] = found
        return found


def _subproduct(*factors: Any) -> Expr:
    """The product of some factors of a canonical product, in their order; none of them is a number."""
    return Mul._from_args(factors, is_commutative=True)


@lru_cache(maxsize=512)
def _slope(outer: Expr) -> Expr:
    """d/du of g with E = exp(u): E dg/dE, in lowest terms where g' is rational in E."""
    slope = _E * outer.diff(_E)
    return factor(slope) if slope.is_rational_function(_E) else slope


def jacobian(expressions: Iterable[Expr], symbols: Iterable[Symbol]) -> list[list[Expr]]:
    """Rows of d(expression)/d(symbol), as ``diff`` gives them, without repeated work.

    >>> from sympy import symbols
    >>> x, y = symbols("x y", real=True)
    >>> jacobian([x*y, x + y**2], [x, y])
    [[y, x], [1, 2*y]]
    """
    columns = tuple(symbols)
    d = Differentiator(columns)
    rows = []
    for e in expressions:
        held = d.free(e)  # most entries of a large Jacobian are zero
        rows.append([d(e, s) if s in held else _ZERO for s in columns])
    return rows


def gradient(expression: Expr, symbols: Iterable[Symbol]) -> list[Expr]:
    """d(expression)/d(symbol) for each symbol."""
    return jacobian([expression], symbols)[0]
