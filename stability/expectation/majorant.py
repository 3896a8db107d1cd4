r"""Bounds |g(x)| <= c * prod_i (1 + |x_i|)^d * exp(a |x_i| + b x_i^2), found by structure.

One recursion serves two purposes.  With symbolic parameters it proves that such a bound exists locally uniformly in
the parameters (every constant in it is continuous in them), which is what dominated convergence needs.  With numbers it
gives c, d, a, b as upper bounds in ball arithmetic, from which the tails of a Gaussian integral are bounded rigorously.

x_i: the normal variates.  All others stay in [-1, 1] and are bounded by 1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations_with_replacement, islice
from itertools import product as cartesian
from typing import Any

from flint import arb
from sympy import (
    Abs,
    Add,
    Expr,
    Heaviside,
    Integer,
    Max,
    Min,
    Mul,
    Poly,
    Pow,
    atan,
    cos,
    cosh,
    erf,
    erfc,
    exp,
    fraction,
    log,
    sign,
    sin,
    sinh,
    tanh,
    together,
)

from stability.algebra.jets import Jet
from stability.expectation.bounds import Majorant, NoMajorant, Symbolic, absolute_mass, union
from stability.expectation.variates import Variate, readable

_BOUNDED = {sin: 1, cos: 1, tanh: 1, erf: 1, sign: 1, Heaviside: 1, erfc: 2, atan: 2}
_SYMBOLIC = Symbolic()
_COMBINATIONS = 200  # ways to bound a product of reciprocals; more never occurred, and fewer only loses a bound


@dataclass(frozen=True)
class _Scope:
    variates: frozenset[Variate]
    scale: Any

    @property
    def normal(self) -> tuple[Variate, ...]:
        return tuple(v for v in self.variates if not v.law.compact)

    def touches(self, expression: Any) -> bool:
        return bool(expression.free_symbols & self.variates)


def majorant(expression: Expr, variates: Any, scale: Any = None) -> Majorant:
    """The bound of this module's head, or NoMajorant.

    >>> from sympy import symbols
    >>> from stability.expectation.variates import variate
    >>> x, psi = variate("N", 1, 0), symbols("psi", real=True)
    >>> majorant(x**2 * log(1 + exp(-psi*x**2)), [x]).degree
    4
    >>> majorant(exp(psi*x**2), [x]).conditions
    (1 - 2*psi,)
    """
    scope = _Scope(frozenset(variates), scale or _SYMBOLIC)
    try:
        return _bound(expression, scope)
    except NoMajorant:
        expanded = expression.expand(power_base=False, log=False)
        if expanded == expression:
            raise
        return _bound(expanded, scope)


def as_quotient(e: Expr) -> tuple[Expr, Expr] | None:
    """2 - 2/(1 + t) as 2 t over 1 + t: differences of fractions that are positive in lowest terms."""
    numerator, denominator = fraction(together(e))
    if denominator == 1:
        return None
    return numerator.expand(power_exp=False, log=False), denominator.expand(power_exp=False, log=False)


def _bound(e: Expr, scope: _Scope) -> Majorant:
    """With symbolic constants every subexpression is bounded once: derivatives of one loss share most of theirs."""
    if scope.scale is not _SYMBOLIC:
        return _by_structure(e, scope)
    found = _remembered(e, scope)
    if isinstance(found, NoMajorant):
        raise NoMajorant(*found.args)
    return found


@lru_cache(maxsize=2**15)
def _remembered(e: Expr, scope: _Scope) -> Majorant | NoMajorant:
    try:
        return _by_structure(e, scope)
    except NoMajorant as reason:
        return reason.with_traceback(None)


def _by_structure(e: Expr, scope: _Scope) -> Majorant:
    if not scope.touches(e):
        return Majorant(scope.scale.upper(e))
    if isinstance(e, Variate):
        return Majorant(arb(1), 0 if e.law.compact else 1)
    if isinstance(e, Add):
        parts = [_bound(term, scope) for term in e.args]
        total = parts[0]
        for part in parts[1:]:
            total = total.plus(part)
        return total
    if isinstance(e, (Mul, Pow, exp)):
        return _product(e, scope)
    if isinstance(e, Jet):
        return _jet(e, scope)
    if getattr(e, "is_expectation", False):
        return _nested(e, scope)
    return _function(e, scope)


def _function(e: Expr, scope: _Scope) -> Majorant:
    if e.func in _BOUNDED:
        return Majorant(arb(_BOUNDED[e.func]))
    if isinstance(e, log):
        return _logarithm(e.args[0], scope)
    if isinstance(e, (sinh, cosh)):
        return _exponential(e.args[0], scope).plus(_exponential(-e.args[0], scope))
    if isinstance(e, (Abs, Max, Min)):
        return _bound(Add(*e.args, evaluate=False), scope) if len(e.args) > 1 else _bound(e.args[0], scope)
    raise NoMajorant(readable(e))


def _jet(e: Jet, scope: _Scope) -> Majorant:
    if scope.scale.numeric:
        raise NoMajorant(f"{readable(e)}, a value of an abstract function")
    if not scope.normal:
        return Majorant(arb(1), hypotheses=frozenset({f"{e.function} is smooth"}))
    if not _bound(e.argument, scope).polynomial:
        raise NoMajorant(f"{readable(e)}, whose argument grows faster than a polynomial")
    return Majorant(
        arb(1), 1, hypotheses=frozenset({f"{e.function} is smooth and its derivatives grow at most polynomially"})
    )


def _nested(e: Any, scope: _Scope) -> Majorant:
    inner = _bound(e.integrand, _Scope(scope.variates | set(e.variates), scope.scale))
    if inner.conditions or not inner.quad < arb(1) / 2:
        raise NoMajorant(f"{readable(e)}, an inner expectation that grows too fast")
    count = sum(not v.law.compact for v in e.variates)
    if not scope.scale.numeric or not count:
        return inner
    return replace(inner, c=inner.c * absolute_mass(inner) ** count)


def _product(e: Expr, scope: _Scope) -> Majorant:
    """A product; where the bound as it stands needs conditions, that of the product with its sums multiplied out."""
    found = _as_it_stands(e, scope)
    if not found.conditions:
        return found
    factors = Mul.make_args(e)
    sums = [f for f in factors if isinstance(f, Add) and f.has(exp) and scope.touches(f)]
    if not sums:
        return found
    rest = Mul(*(f for f in factors if f is not sums[0]))
    try:
        parts = [_bound(Mul(term, rest), scope) for term in sums[0].args]
    except NoMajorant:
        return found
    total = parts[0]
    for part in parts[1:]:
        total = total.plus(part)
    return found if total.conditions else total


def _as_it_stands(e: Expr, scope: _Scope) -> Majorant:
    """Factor by factor: exponentials are collected and weighed against the denominators."""
    exponent: list[Expr] = []
    denominators: list[tuple[Expr, Any]] = []
    rest = Majorant(arb(1))
    for factor in Mul.make_args(e):
        base, power = factor.as_base_exp() if not isinstance(factor, exp) else (factor, Integer(1))
        if isinstance(factor, exp):
            exponent.append(factor.args[0])
        elif not scope.touches(factor):
            rest = rest.times(Majorant(scope.scale.upper(factor)))
        elif not power.is_Rational:
            raise NoMajorant(readable(factor))
        elif power.is_negative:
            parts = None if positive_terms(base, scope.variates) else as_quotient(base)
            denominators.append((parts[0] if parts else base, -power))
            rest = rest.times(_bound(parts[1], scope).power(-power)) if parts else rest
        else:
            rest = rest.times(_bound(base, scope).power(power))
    if not exponent and not denominators:
        return rest
    hard = Add(*exponent), tuple(sorted(denominators, key=lambda d: d[0].sort_key())), scope
    found = _remembered_quotient(*hard) if scope.scale is _SYMBOLIC else _quotient(*hard)
    if isinstance(found, NoMajorant):
        raise NoMajorant(*found.args)
    return rest.times(found)


@lru_cache(maxsize=2**12)
def _remembered_quotient(
    exponent: Expr, denominators: tuple[tuple[Expr, Any], ...], scope: _Scope
) -> Majorant | NoMajorant:
    try:
        return _quotient(exponent, denominators, scope)
    except NoMajorant as reason:
        return reason.with_traceback(None)


def _quotient(exponent: Expr, denominators: tuple[tuple[Expr, Any], ...], scope: _Scope) -> Majorant:
    """exp(E) / prod D^k: since D = sum of non-negative terms, 1/D <= 1/(any positive term)."""
    choices = [list(islice(_reciprocals(base, power, scope), _COMBINATIONS)) for base, power in denominators]
    best: Majorant | None = None
    failure: NoMajorant | None = None
    for choice in islice(cartesian(*choices), _COMBINATIONS):
        total = Add(exponent, *(p for _, p in choice)).expand()
        try:
            found = _exponential(total, scope)
        except NoMajorant as reason:
            failure = failure or reason
            continue
        for c, _ in choice:
            found = replace(found, c=found.c * c)
        if found.polynomial:
            return found
        if best is None or _badness(found) < _badness(best):
            best = found
    if best is None:
        raise failure or NoMajorant("a quotient")
    return best


def _badness(m: Majorant) -> tuple[int, float, float]:
    return len(m.conditions), float(m.quad.mid()), float(m.rate.mid())


def _reciprocals(base: Expr, power: Any, scope: _Scope) -> Iterator[tuple[Any, Expr]]:
    """Pairs (c, p) with D^-power <= c exp(p)."""
    if isinstance(base, cosh):
        yield arb(1), Integer(0)
        return
    terms = positive_terms(base, scope.variates)
    if terms is None:
        raise NoMajorant(
            f"1/({readable(base)}): the denominator is not a sum of non-negative terms, one of them positive"
        )
    k = int(power) if power.is_Integer and power <= 6 else 1
    unit = power / k
    for group in combinations_with_replacement(terms, k):
        c = arb(1)
        for coefficient, _ in group:
            c = c / scope.scale.lower(coefficient) ** (arb(int(unit.p)) / int(unit.q))
        yield c, Add(*(-unit * p for _, p in group))


def positive_terms(e: Expr, variates: Any) -> list[tuple[Expr, Expr]] | None:
    """The terms c exp(p), c > 0 free of variates, of a sum of non-negative terms; None when there is no such term."""
    found = []
    for term in Add.make_args(e):
        coefficient, dependent = term.as_independent(*variates, as_Add=False)
        if isinstance(dependent, exp):
            coefficient, power = coefficient, dependent.args[0]
        elif dependent == 1:
            power = Integer(0)
        elif term.is_nonnegative is True:
            continue
        else:
            return None
        if coefficient.is_positive is not True:
            if coefficient.is_nonnegative is True:
                continue
            return None
        found.append((coefficient, power))
    return found or None


def _exponential(g: Expr, scope: _Scope) -> Majorant:
    """A bound of exp(g)."""
    if not scope.touches(g):
        return Majorant(scope.scale.upper(exp(g)))
    g = g.expand()
    normal = scope.normal
    if g.is_polynomial(*scope.variates) and (not normal or Poly(g, *normal).total_degree() <= 2):
        return _exponential_of_quadratic(g, scope)
    if g.is_nonpositive is True:
        return Majorant(arb(1))
    kept = Add(*(term for term in Add.make_args(g) if term.is_nonpositive is not True))
    if kept != g:
        return _exponential(kept, scope)  # exp(g) <= exp(g without its negative terms)
    inner = _bound(g, scope)
    if inner.polynomial and inner.degree == 0:
        return Majorant(inner.c.exp(), hypotheses=inner.hypotheses)
    if inner.polynomial and inner.degree == 1 and len(normal) == 1 and not g.has(Jet):
        return Majorant(inner.c.exp(), 0, inner.c, hypotheses=inner.hypotheses)
    raise NoMajorant(f"exp({readable(g)})")


def _exponential_of_quadratic(g: Expr, scope: _Scope) -> Majorant:
    """exp(c0 + sum b_i x_i + sum a_ij x_i x_j), coefficients polynomial in the uniform variates."""
    normal = scope.normal
    constant, rate = arb(0), [arb(0)] * max(len(normal), 1)
    quad = [arb(0)] * max(len(normal), 1)
    conditions: tuple[Expr, ...] = ()
    terms = Poly(g, *normal).terms() if normal else [((), g)]
    for powers, coefficient in terms:
        total = sum(powers)
        size = _bound(coefficient, scope).c if scope.touches(coefficient) else scope.scale.upper(coefficient)
        where = [i for i, p in enumerate(powers) if p]
        if total == 0:
            constant += size
        elif total == 1:
            rate[where[0]] += size
        elif len(where) == 1 and not scope.touches(coefficient):
            q, more = scope.scale.quadratic(coefficient)
            quad[where[0]] += q
            conditions = union(conditions, more)
        elif scope.scale.numeric:
            for i in where:  # |x y| <= (x^2 + y^2)/2; a single square counts once
                quad[i] += size / len(where)
        else:
            raise NoMajorant(f"exp({readable(g)}), an exponential of a product of normal variates")
    return Majorant(constant.exp(), 0, _maximum(rate), _maximum(quad), conditions)


def _maximum(values: list[Any]) -> Any:
    best = values[0]
    for value in values[1:]:
        best = best.max(value)
    return best


def _logarithm(g: Expr, scope: _Scope) -> Majorant:
    """|log(A + q)| <= log n + sum |log(term of A)| + q / (constant of A) for the positive terms A and q >= 0."""
    terms = positive_terms(g, scope.variates)
    if terms is None and (parts := as_quotient(g)) is not None:
        return _logarithm(parts[0], scope).plus(_logarithm(parts[1], scope))
    if terms is None:
        raise NoMajorant(f"log({readable(g)}): the argument is not a sum of non-negative terms, one of them positive")
    total = Majorant(arb(len(terms)).log())
    for coefficient, power in terms:
        size = abs(scope.scale.lower(coefficient).log()).max(abs(scope.scale.upper(coefficient).log()))
        total = total.plus(Majorant(size)).plus(_bound(power, scope))
    rest = Add(*(t for t in Add.make_args(g) if not _is_positive_term(t, scope)))
    if rest != 0:
        floor = [coefficient for coefficient, power in terms if power == 0]
        if not floor:
            raise NoMajorant(f"log({readable(g)}): no positive constant in the argument")
        total = total.plus(_bound(rest, scope).times(Majorant(1 / scope.scale.lower(floor[0]))))
    return total


def _is_positive_term(term: Expr, scope: _Scope) -> bool:
    return positive_terms(term, scope.variates) is not None
