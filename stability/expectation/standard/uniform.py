r"""U(-1, 1).  Writing u for the variate:

* E u^k = 1/(k+1) for even k, else 0;
* E u^k exp(a u^2 + b u) by parts; exp(b u) integrates to sinh(b)/b, which has no value at b = 0, so that b must be
  provably non-zero;
* E u^k erf, cos, sin, H of c + d u by parts, for a threshold whose place relative to [-1, 1] is known.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from flint import acb, arb
from sympy import Add, Expr, Heaviside, Integer, Rational, cos, cosh, erf, erfi, exp, pi, sin, sinh, sqrt

from stability.errors import CannotSolve
from stability.expectation.standard.base import AbstractStandard
from stability.expectation.standard.polynomials import coefficients

__all__ = ["UNIFORM"]


class _Uniform(AbstractStandard):
    """The uniform law on [-1, 1]."""

    name = "U"
    text = "U(-1, 1)"
    latex = r"\mathcal{U}(-1, 1)"
    letters = "urvwq"
    symmetric = True

    def moment(self, k: int) -> Expr:
        return Integer(0) if k % 2 else Rational(1, k + 1)

    def nodes(self, order: int) -> tuple[Any, Any]:
        """Gauss and Legendre."""
        return np.polynomial.legendre.leggauss(order)

    def density(self, z: Any, analytic: bool) -> Any:
        return acb(arb(1) / 2)

    def mean(self, polynomial: Expr, exponent: dict[int, Expr], special: Any, v: Any) -> Expr | None:
        parts = coefficients(polynomial, v)
        a, b, c = (exponent.get(k, Integer(0)) for k in (2, 1, 0))
        if parts is None or (special is not None and (a != 0 or b != 0)):
            return None
        values = []
        for k, factor in parts.items():
            value = _uniform_exponential(k, a, b) if special is None else _uniform_special(k, *special)
            if value is None:
                return None
            values.append(factor * value)
        return exp(c) * Add(*values)


UNIFORM = _Uniform()


def _uniform_exponential(k: int, a: Expr, b: Expr) -> Expr | None:
    """E u^k exp(a u^2 + b u)."""
    if a == 0 and b == 0:
        return UNIFORM.moment(k)
    if a == 0:
        if b.is_zero is not False:
            return None
        edge = (sinh(b) if k % 2 == 0 else cosh(b)) / b
        return edge if k == 0 else edge - k / b * _known(_uniform_exponential(k - 1, a, b))
    if a.is_positive is not True and a.is_negative is not True:
        return None
    if k == 0:
        s = sqrt(a) if a.is_positive is True else sqrt(-a)
        shape, shift = (erfi, b / (2 * s)) if a.is_positive is True else (erf, -b / (2 * s))
        return exp(-(b**2) / (4 * a)) * sqrt(pi) / (4 * s) * (shape(s + shift) + shape(s - shift))
    # 2a E u^k e = [u^(k-1) e]/2 - b E u^(k-1) e - (k-1) E u^(k-2) e
    edge = (exp(a + b) - (-1) ** (k - 1) * exp(a - b)) / 2
    lower = b * _known(_uniform_exponential(k - 1, a, b))
    if k > 1:
        lower += (k - 1) * _known(_uniform_exponential(k - 2, a, b))
    return (edge - lower) / (2 * a)


def _known(value: Expr | None) -> Expr:
    """The recursion of a valid formula is valid: None cannot occur."""
    if value is None:
        raise CannotSolve("an exact moment", "a recursion left its domain", "the expectation as a node")
    return value


def _uniform_special(k: int, function: Any, c: Expr, d: Expr) -> Expr | None:
    if function is Heaviside:
        return _uniform_step(k, c, d)
    if d.is_zero is not False:
        return None
    if function is erf:
        edge = (erf(c + d) - (-1) ** (k + 1) * erf(c - d)) / 2
        inner = _uniform_exponential(k + 1, -(d**2), -2 * c * d)
        return None if inner is None else (edge - 2 * d / sqrt(pi) * exp(-(c**2)) * inner) / (k + 1)
    partner = sin if function is cos else cos
    turn = 1 if function is cos else -1
    edge = turn * (partner(c + d) - (-1) ** k * partner(c - d)) / (2 * d)
    if k == 0:
        return edge
    lower = _uniform_special(k - 1, partner, c, d)
    return None if lower is None else edge - turn * k / d * lower


def _uniform_step(k: int, a: Expr, b: Expr) -> Expr | None:
    """E u^k H(a + b u), for a threshold t = -a/b whose place relative to [-1, 1] is known."""
    t = -a / b
    if (t - 1).is_nonnegative is True:
        above: Expr = Integer(0)
    elif (t + 1).is_nonpositive is True:
        above = UNIFORM.moment(k)
    elif (t - 1).is_nonpositive is True and (t + 1).is_nonnegative is True:
        above = (1 - t ** (k + 1)) / (2 * (k + 1))
    else:
        return None
    return above if b.is_positive is True else UNIFORM.moment(k) - above
