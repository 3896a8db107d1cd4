r"""N(0, 1).  Writing x for the variate:

* E x^k = (k-1)!! for even k, else 0;
* E exp(a x^2 + b x + c) g(x) = s exp(c + b m/2) E g(m + s x), with s^2 = 1/(1-2a), m = b s^2, where 1 - 2a > 0;
* E x^k cos(c + d x) from E (x + i d)^k, and E x h(x) = E h'(x) for erf;
* E x^k H(a + b x) from the recursion M_k = t^(k-1) phi(t) + (k-1) M_(k-2) at the threshold t = -a/b.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from flint import arb
from sympy import Add, Expr, Heaviside, I, Integer, cos, erf, exp, factorial2, pi, sin, sqrt

from stability.expectation.standard.base import AbstractStandard
from stability.expectation.standard.polynomials import coefficients, polynomial_mean
from stability.expectation.variates import variate

__all__ = ["NORMAL"]


class _Normal(AbstractStandard):
    """The standard normal law."""

    name = "N"
    text = "N(0, 1)"
    latex = r"\mathcal{N}(0, 1)"
    letters = "xyzst"
    compact = False
    symmetric = True
    rotational = True

    def moment(self, k: int) -> Expr:
        return Integer(0) if k % 2 else factorial2(k - 1) if k else Integer(1)

    def nodes(self, order: int) -> tuple[Any, Any]:
        """Gauss and Hermite."""
        return np.polynomial.hermite_e.hermegauss(order)

    def density(self, z: Any, analytic: bool) -> Any:
        return (-z * z / 2).exp() / (2 * arb.pi()).sqrt()

    def mean(self, polynomial: Expr, exponent: dict[int, Expr], special: Any, v: Any) -> Expr | None:
        a, b, c = (exponent.get(k, Integer(0)) for k in (2, 1, 0))
        width = 1 - 2 * a
        if width.is_positive is not True:
            return None
        if a == 0 and b == 0:
            return _mul(exp(c), _standard(polynomial, special, v))
        s, m = 1 / sqrt(width), b / width
        shifted = polynomial.xreplace({v: m + s * v})
        moved = None if special is None else (special[0], special[1] + special[2] * m, special[2] * s)
        return _mul(s * exp(c + b * m / 2), _standard(shifted, moved, v))


NORMAL = _Normal()


def _mul(factor: Expr, inner: Expr | None) -> Expr | None:
    return None if inner is None else factor * inner


def _standard(polynomial: Expr, special: Any, v: Any) -> Expr | None:
    """E polynomial(x) special(x) for x ~ N(0, 1)."""
    parts = coefficients(polynomial, v)
    if parts is None:
        return None
    if special is None:
        return Add(*(c * NORMAL.moment(k) for k, c in parts.items()))
    rules = {erf: _normal_erf, cos: _normal_trig, sin: _normal_trig, Heaviside: _normal_step}
    return Add(*(c * rules[special[0]](k, *special) for k, c in parts.items()))


def _normal_erf(k: int, _: Any, a: Expr, b: Expr) -> Expr:
    """E x^k erf(a + b x), by E x h = E h'."""
    if k == 0:
        return erf(a / sqrt(1 + 2 * b**2))
    width = 1 + 2 * b**2
    s, m = 1 / sqrt(width), -2 * a * b / width
    x = variate("N", 0, 0)
    gauss = 2 * b / sqrt(pi) * s * exp(-(a**2) - a * b * m) * polynomial_mean((m + s * x) ** (k - 1), (x,))
    return gauss + ((k - 1) * _normal_erf(k - 2, _, a, b) if k > 1 else 0)


def _normal_trig(k: int, function: Any, c: Expr, d: Expr) -> Expr:
    """Real or imaginary part of e^{ic} e^{-d^2/2} E (x + i d)^k."""
    x = variate("N", 0, 0)
    real, imaginary = Integer(0), Integer(0)
    for term in Add.make_args(polynomial_mean((x + I * d) ** k, (x,)).expand()):
        factor, unit = term.as_independent(I, as_Add=False)
        real, imaginary = (real + factor, imaginary) if unit == 1 else (real, imaginary + factor)
    if function is cos:
        return exp(-(d**2) / 2) * (real * cos(c) - imaginary * sin(c))
    return exp(-(d**2) / 2) * (real * sin(c) + imaginary * cos(c))


def _normal_step(k: int, _: Any, a: Expr, b: Expr) -> Expr:
    """E x^k H(a + b x): the part of the line above (b > 0) or below (b < 0) the threshold t = -a/b."""
    t = -a / b
    above = _upper_moment(k, t)
    return above if b.is_positive is True else NORMAL.moment(k) - above


def _upper_moment(k: int, t: Expr) -> Expr:
    if k == 0:
        return (1 - erf(t / sqrt(2))) / 2
    density = exp(-(t**2) / 2) / sqrt(2 * pi)
    return t ** (k - 1) * density + ((k - 1) * _upper_moment(k - 2, t) if k > 1 else 0)
