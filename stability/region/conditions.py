"""Polynomial inequalities that put every root into the stability region."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sympy import Expr, Matrix, Poly

from stability.algebra.names import Internal

_S = Internal("s")


def hurwitz_determinants(coefficients: Sequence[Any]) -> tuple[Expr, ...]:
    """Delta_1, ..., Delta_n of a_n s^n + ... + a_0, given as (a_n, ..., a_0); a_n is not assumed to be 1.

    Reference: Gantmacher 1959, The Theory of Matrices, vol. 2, ch. XV.
    """
    n = len(coefficients) - 1
    table = Matrix(n, n, lambda i, j: coefficients[2 * j - i + 1] if 0 <= 2 * j - i + 1 <= n else 0)
    return tuple(table[:k, :k].det(method="berkowitz") for k in range(1, n + 1))


def hurwitz_conditions(coefficients: Sequence[Any]) -> tuple[Expr, ...]:
    """Quantities that must all be positive for Re < 0 at every root (Liénard-Chipart), for a_n > 0.

    (a_n, ..., a_0) -> every second coefficient and every second Hurwitz determinant.

    >>> from sympy import symbols
    >>> a, b, c = symbols("a b c")
    >>> hurwitz_conditions([1, a, b, c])
    (c, a, a*b - c)

    Reference: Gantmacher 1959, ch. XV, section 13.
    """
    n = len(coefficients) - 1
    lower = [coefficients[n - k] for k in range(0, n, 2)]
    determinants = hurwitz_determinants(coefficients)
    minors = [determinants[k - 1] for k in range(n - 1, 0, -2)]
    return tuple(dict.fromkeys((*lower, *reversed(minors))))


def moebius_image(coefficients: Sequence[Any]) -> tuple[Expr, ...]:
    """(1 - s)^n p((1 + s)/(1 - s)): |z| < 1 becomes Re s < 0, z = 1 becomes s = 0, z = -1 is lost in the degree.

    >>> from sympy import symbols
    >>> T, D = symbols("T D")
    >>> moebius_image([1, -T, D])
    (D + T + 1, 2 - 2*D, D - T + 1)
    """
    n = len(coefficients) - 1
    result = [0] * (n + 1)
    for index, coefficient in enumerate(coefficients):
        factor = Poly((1 + _S) ** (n - index) * (1 - _S) ** index, _S).all_coeffs()
        padded = [0] * (n + 1 - len(factor)) + factor
        result = [r + coefficient * f for r, f in zip(result, padded, strict=True)]
    return tuple(r.expand() if hasattr(r, "expand") else r for r in result)


def schur_conditions(coefficients: Sequence[Any]) -> tuple[Expr, ...]:
    """Quantities that must all be positive for |z| < 1 at every root of a monic polynomial.

    >>> from sympy import symbols
    >>> T, D = symbols("T D")
    >>> schur_conditions([1, -T, D])
    (D + T + 1, D - T + 1, 2 - 2*D)
    """
    image = moebius_image(coefficients)
    return tuple(dict.fromkeys((image[0], *hurwitz_conditions(image))))
