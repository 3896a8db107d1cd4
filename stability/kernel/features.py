"""The orthonormal features of the Gaussian kernel: polynomials times exp(-kappa |x|^2 / 2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sympy import Add, Mul, Rational, exp, factorial, sqrt

from stability.errors import BadInput


def multi_indices(dimension: int, features: int) -> Iterator[tuple[int, ...]]:
    """Multi-indices n in N^dimension with |n| < features, by total degree.

    >>> list(multi_indices(2, 2))
    [(0, 0), (1, 0), (0, 1)]
    """
    for degree in range(features):
        yield from _of_degree(dimension, degree)


def _of_degree(dimension: int, degree: int) -> Iterator[tuple[int, ...]]:
    if dimension == 1:
        yield (degree,)
        return
    for first in range(degree, -1, -1):
        for rest in _of_degree(dimension - 1, degree - first):
            yield (first, *rest)


def features(point: Sequence[Any], kappa: Any, degree: int) -> tuple[Any, ...]:
    r"""psi_n(x) = exp(-kappa |x|^2/2) prod_i kappa^{n_i/2} x_i^{n_i} / sqrt(n_i!), for |n| < degree.

    Orthonormal in the space of K: sum_n psi_n(x) psi_n(y) -> K(x, y) as degree grows, and the terms of total degree n
    sum to exp(-kappa (|x|^2 + |y|^2)/2) (kappa x.y)^n / n!.  point: d exact numbers or expressions.

    >>> from sympy import symbols
    >>> x, k = symbols("x k", positive=True)
    >>> features((x,), k, 2)
    (exp(-k*x**2/2), sqrt(k)*x*exp(-k*x**2/2))

    Raises BadInput when there would be no feature.  Reference: Steinwart, Christmann 2008, Support Vector Machines,
    Theorem 4.42 (cf.).
    """
    if degree < 1 or not point:
        raise BadInput("features of the Gaussian kernel", f"degree {degree} in dimension {len(point)}", "at least 1")
    weight = exp(-kappa * Add(*(x**2 for x in point)) / 2)
    root = sqrt(kappa)
    return tuple(
        weight * Mul(*((root * x) ** n / sqrt(factorial(n)) for x, n in zip(point, index, strict=True)))
        for index in multi_indices(len(point), degree)
    )


def feature_kernel(x: Sequence[Any], y: Sequence[Any], kappa: Any, degree: int) -> Any:
    """K_M(x, y) = exp(-kappa (|x|^2 + |y|^2)/2) sum_{n < M} (kappa x.y)^n / n!: the kernel of those features.

    >>> from sympy import symbols
    >>> x, y = symbols("x y", real=True)
    >>> feature_kernel((x,), (y,), 1, 2)
    (x*y + 1)*exp(-x**2/2 - y**2/2)
    """
    dot = kappa * Add(*(a * b for a, b in zip(x, y, strict=True)))
    weight = exp(-kappa * Add(*(a**2 for a in (*x, *y))) * Rational(1, 2))
    return weight * Add(*(dot**n / factorial(n) for n in range(degree)))
