"""The record of a bound, the two ways to read its constants, and the tails of the normal law it controls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from flint import arb
from sympy import Expr

from stability.expectation.variates import readable

_ZERO = arb(0)


class NoMajorant(Exception):  # internal signal, turned into NotApplicable with its text
    """No bound was found; the text says at which subexpression."""


@dataclass(frozen=True)
class Majorant:
    """c (1+|x|)^degree exp(rate |x| + quad x^2) in each normal variate; conditions: what must be positive."""

    c: Any
    degree: int = 0
    rate: Any = _ZERO
    quad: Any = _ZERO
    conditions: tuple[Expr, ...] = ()
    hypotheses: frozenset[str] = frozenset()

    @property
    def polynomial(self) -> bool:
        return bool(self.rate == 0 and self.quad == 0 and not self.conditions)

    def plus(self, other: Majorant) -> Majorant:
        return Majorant(
            self.c + other.c,
            max(self.degree, other.degree),
            _larger(self.rate, other.rate),
            _larger(self.quad, other.quad),
            union(self.conditions, other.conditions),
            self.hypotheses | other.hypotheses,
        )

    def times(self, other: Majorant) -> Majorant:
        if self.conditions and other.conditions:
            raise NoMajorant("a product of two exponentials of quadratics")
        return Majorant(
            self.c * other.c,
            self.degree + other.degree,
            self.rate + other.rate,
            self.quad + other.quad,
            union(self.conditions, other.conditions),
            self.hypotheses | other.hypotheses,
        )

    def power(self, n: Any) -> Majorant:
        if self.conditions and n != 1:
            raise NoMajorant("a power of an exponential of a quadratic")
        exponent = arb(int(n.p)) / int(n.q)
        c = self.c**exponent if self.c > 0 else _larger(self.c, arb(1)) ** exponent
        return replace(
            self,
            c=c,
            degree=ceil(self.degree * int(n.p) / int(n.q)),
            rate=self.rate * exponent,
            quad=self.quad * exponent,
        )


def _larger(a: Any, b: Any) -> Any:
    return a.max(b)


def union(a: tuple[Expr, ...], b: tuple[Expr, ...]) -> tuple[Expr, ...]:
    return a + tuple(c for c in b if c not in a)


class Symbolic:
    """Constants stand for continuous functions of the parameters; only their existence matters."""

    numeric = False

    def upper(self, expression: Expr) -> Any:
        return arb(1)

    def lower(self, expression: Expr) -> Any:
        if expression.is_positive is not True:
            raise NoMajorant(f"{readable(expression)}, which is not provably positive")
        return arb(1)

    def quadratic(self, coefficient: Expr) -> tuple[Any, tuple[Expr, ...]]:
        if coefficient.is_nonpositive is True:
            return arb(0), ()
        condition = 1 - 2 * coefficient
        if condition.is_nonpositive is True:
            raise NoMajorant(f"exp of {readable(coefficient)} times a square, which outgrows the normal density")
        return (arb(0), ()) if condition.is_positive is True else (arb(0), (condition,))


class Numeric:
    """Constants are numbers; ``value`` encloses an expression without variates."""

    numeric = True

    def __init__(self, value: Callable[[Expr], Any]) -> None:
        self._value = value

    def upper(self, expression: Expr) -> Any:
        ball = self._value(expression)
        if not ball.is_finite():
            raise NoMajorant(f"{readable(expression)}, which is not finite there")
        return arb(abs(ball).upper())

    def lower(self, expression: Expr) -> Any:
        bound = arb(self._value(expression).lower())
        if not bound > 0:
            raise NoMajorant(f"{readable(expression)}, which is not provably positive there")
        return bound

    def quadratic(self, coefficient: Expr) -> tuple[Any, tuple[Expr, ...]]:
        return arb(self._value(coefficient).upper()).max(arb(0)), ()


def tail(m: Majorant, cut: int) -> Any:
    """An upper bound of the integral of (1+|x|)^d exp(a|x| + b x^2) phi(x) over |x| > cut; None when cut is too small.

    The logarithm h of the integrand has h'' < 0, so beyond the cut it lies below its tangent: the integral is at most
    exp(h(cut)) / |h'(cut)| on each side.
    """
    kappa = arb(1) / 2 - m.quad
    r = arb(cut)
    slope = 2 * kappa * r - m.rate - m.degree / (1 + r)
    if not kappa > 0 or not slope > 0:
        return None
    height = m.degree * (1 + r).log() + m.rate * r - kappa * r * r
    return 2 * height.exp() / slope / (2 * arb.pi()).sqrt()


def absolute_mass(m: Majorant) -> Any:
    """An upper bound of the integral of (1+|x|)^d exp(a|x| + b x^2) phi(x) over the line."""
    cut = 4
    while (outer := tail(m, cut)) is None:
        cut *= 2
        if cut > 2**20:
            raise NoMajorant("an integrand that outgrows the normal density")
    kappa = arb(1) / 2 - m.quad
    middle = 2 * cut * (1 + arb(cut)) ** m.degree * (m.rate * m.rate / (4 * kappa)).exp() / (2 * arb.pi()).sqrt()
    return middle + outer
