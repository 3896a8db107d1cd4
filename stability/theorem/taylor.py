"""Exact Taylor polynomials of fields and maps in the plane, cut off at a total degree."""

from __future__ import annotations

from collections.abc import Sequence
from math import factorial
from typing import Any

from sympy import QQ, cos, exp, sin
from sympy.polys.polyerrors import CoercionFailed
from sympy.polys.rings import ring

from stability.algebra.jets import Jet
from stability.algebra.names import Internal
from stability.errors import NotApplicable

#: Values at 0 of the derivatives in turn; they repeat.
_AT_ZERO: dict[Any, tuple[int, ...]] = {exp: (1,), sin: (0, 1, 0, -1), cos: (1, 0, -1, 0)}


class TaylorPolynomials:
    """Polynomials in the state of total degree at most ``degree``, over the rational functions of the parameters.

    Values f^(k)(0) of abstract functions count as parameters.
    """

    def __init__(self, state: Sequence[Any], parameters: Sequence[Any], degree: int) -> None:
        self.degree, self._state = degree, tuple(state)
        self._parameters = {p: Internal(f"p{k}") for k, p in enumerate(parameters)}
        domain = QQ.frac_field(*self._parameters.values()) if self._parameters else QQ
        self.ring, *self.variables = ring([Internal(f"x{k}") for k in range(len(self._state))], domain)

    def cut(self, p: Any) -> Any:
        """Without the terms beyond the degree."""
        return self.ring.from_dict({m: c for m, c in p.items() if sum(m) <= self.degree})

    def part(self, p: Any, degree: int) -> Any:
        """The homogeneous part of one degree."""
        return self.ring.from_dict({m: c for m, c in p.items() if sum(m) == degree})

    def number(self, expression: Any) -> Any:
        """A rational function of the parameters as an element of the ground domain."""
        try:
            return self.ring.domain.from_sympy(expression.xreplace(self._parameters))
        except CoercionFailed:
            raise NotApplicable(
                "a Taylor polynomial with rational coefficients",
                f"the coefficient {expression}",
                "a parameter in its place",
            ) from None

    def shown(self, value: Any) -> Any:
        """An element of the ground domain, or a polynomial, as an expression in the original symbols."""
        back = {new: old for old, new in self._parameters.items()}
        if hasattr(value, "as_expr") and getattr(value, "ring", None) == self.ring:
            back |= dict(zip((v.as_expr() for v in self.variables), self._state, strict=True))
            return value.as_expr().xreplace(back)
        return self.ring.domain.to_sympy(value).xreplace(back)

    def of(self, node: Any) -> Any:
        """The Taylor polynomial of an expression at the origin of the state."""
        if node in self._state:
            return self.variables[self._state.index(node)]
        if not node.free_symbols & set(self._state):
            return self.ring.ground_new(self.number(node))
        if node.is_Add:
            return sum((self.of(a) for a in node.args), self.ring.zero)
        if node.is_Mul:
            product = self.ring.one
            for argument in node.args:
                product = self.cut(product * self.of(argument))
            return product
        if node.is_Pow and node.exp.is_Integer:
            return self._power(self.of(node.base), int(node.exp))
        if type(node) in _AT_ZERO:
            pattern = _AT_ZERO[type(node)]
            inner = self._small(node, self.of(node.args[0]))
            return self._composed(inner, lambda k: self.ring.domain(pattern[k % len(pattern)]))
        if isinstance(node, Jet):
            inner = self._small(node, self.of(node.argument))
            return self._composed(inner, lambda k: self.number(Jet(node.args[0], node.order + k, node.argument * 0)))
        raise NotApplicable(
            f"a Taylor polynomial of {node}",
            type(node).__name__,
            "exp, sin, cos, powers and values of abstract functions",
        )

    def composed(self, p: Any, values: Sequence[Any], known: dict[Any, Any] | None = None) -> Any:
        """The polynomial p with polynomials in place of the variables.

        known: products of powers of ``values`` computed before; it is extended.
        """
        products = {} if known is None else known
        result = self.ring.zero
        for monomial, coefficient in p.items():
            result += self._product(monomial, values, products) * coefficient
        return result

    def _product(self, monomial: tuple[int, ...], values: Sequence[Any], products: dict[Any, Any]) -> Any:
        """The product of values[i]^monomial[i], by one multiplication more than a product of lower degree."""
        if not any(monomial):
            return self.ring.one
        if monomial not in products:
            place = next(i for i, count in enumerate(monomial) if count)
            lower = (*monomial[:place], monomial[place] - 1, *monomial[place + 1 :])
            products[monomial] = self.cut(self._product(lower, values, products) * values[place])
        return products[monomial]

    def _small(self, node: Any, p: Any) -> Any:
        if p.coeff(1):
            raise NotApplicable(f"a Taylor polynomial of {node}", "an argument that is not 0 at the origin", "a shift")
        return p

    def _composed(self, inner: Any, derivative: Any) -> Any:
        """Sum of derivative(k) inner^k / k!."""
        total, power = self.ring.zero, self.ring.one
        for k in range(self.degree + 1):
            if not power:
                break
            total += power * (derivative(k) / self.ring.domain(factorial(k)))
            power = self.cut(power * inner)
        return total

    def _power(self, base: Any, exponent: int) -> Any:
        if exponent < 0:
            base = self._inverse(base)
        result = self.ring.one
        for _ in range(abs(exponent)):
            result = self.cut(result * base)
        return result

    def _inverse(self, p: Any) -> Any:
        """1/p by the geometric series."""
        start = p.coeff(1)
        if not start:
            raise NotApplicable("a Taylor polynomial", "a denominator that vanishes at the origin", "another point")
        rest = 1 - p * (1 / start)
        total, power = self.ring.zero, self.ring.one
        for _ in range(self.degree + 1):
            total += power
            power = self.cut(power * rest)
        return total * (1 / start)
