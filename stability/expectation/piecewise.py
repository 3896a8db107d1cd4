"""Kinks and jumps under an integral: scales taken out of them, and when they have probability 0.

    max(0, b z) = b max(0, z) for b > 0,  and for every real b  max(0, b z) = (b z + |b| |z|)/2,

so that what changes with b is a function of b alone.  A layer of rectified units is a sum of such terms.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Any

from sympy import Abs, Add, Expr, Heaviside, Integer, Max, Min, Poly, Symbol, sign

from stability.expectation.variates import Variate

KINKS = (Abs, Max, Min)
STEPS = (sign, Heaviside)
_HALF = Integer(1) / 2


def scaled_out(e: Expr, group: tuple[Variate, ...]) -> Expr:
    """The same integrand with the scales of kinks in front of them.

    >>> from sympy import symbols
    >>> from stability.expectation.variates import variate
    >>> z, b = variate("N", 1, 0), symbols("b", real=True)
    >>> scaled_out(Max(0, b*z), (z,)).xreplace({z: Integer(3)})
    3*b/2 + 3*Abs(b)/2
    """
    if not e.has(*KINKS, *STEPS):
        return e
    found = {}
    for node in e.atoms(*KINKS, *STEPS):
        new = _scaled(node, group)
        if new is not None:
            found[node] = new
    return e.xreplace(found) if found else e


def _scaled(node: Any, group: tuple[Variate, ...]) -> Expr | None:
    others = [a for a in node.args if a != 0] if isinstance(node, (Max, Min)) else [node.args[0]]
    if len(others) != 1 or (isinstance(node, (Max, Min)) and len(node.args) != 2):
        return None
    factor, rest = others[0].as_independent(*group, as_Add=False)
    if factor.is_number or rest == 1 or isinstance(rest, Add) or not factor.is_real:
        return None
    if factor.is_positive:
        return _by_positive(node, factor, rest)
    if factor.is_negative:
        return _by_positive(node, -factor, -rest)
    size, side = Abs(factor), sign(factor)
    if isinstance(node, (Max, Min)):
        kink = size * Abs(rest) if isinstance(node, Max) else -size * Abs(rest)
        return (factor * rest + kink) / 2
    if isinstance(node, Abs):
        return size * Abs(rest)
    step = side * sign(rest)
    return step if isinstance(node, sign) else _step(node, step)


def _by_positive(node: Any, factor: Expr, rest: Expr) -> Expr:
    if isinstance(node, sign):
        return sign(rest)
    if isinstance(node, Heaviside):
        return Heaviside(rest, node.args[1])
    return factor * (Abs(rest) if isinstance(node, Abs) else node.func(Integer(0), rest))


def _step(node: Any, turned: Expr) -> Expr | None:
    """The step by a sign; only for the value 1/2 at the jump, which the sign has as well."""
    return (1 + turned) / 2 if node.args[1] == _HALF else None


def differences(node: Any) -> list[Expr]:
    """The functions on whose zeros a kink or jump sits."""
    if isinstance(node, (Max, Min)):
        return [p - q for p, q in combinations(node.args, 2)]
    return [node.args[0]]


def coefficients_of(g: Expr, group: Iterable[Variate]) -> list[Expr] | None:
    """The coefficients of a polynomial in the variates; None for another function."""
    variates = tuple(group)
    return Poly(g, *variates).coeffs() if g.is_polynomial(*variates) else None


def size_of(node: Any, group: tuple[Variate, ...]) -> Expr | None:
    """An expression that is positive where the kink or jump of the node has probability 0; None when unknown.

    A polynomial that is not identically zero vanishes on a null set, because variates have densities.
    """
    size: Expr = Integer(1)
    for g in differences(node):
        found = coefficients_of(g, group)
        if found is None:
            return None
        if not any(c.is_zero is False for c in found):
            size = size * Add(*(c**2 for c in found))
    return size


def smooth_in_mean(node: Any, point: dict[Symbol, Any]) -> bool:
    """Whether a kink under an integral has probability 0 at a point, so that the mean is smooth there."""
    group = tuple(s for s in node.free_symbols if isinstance(s, Variate))
    size = size_of(node.xreplace(point), group) if isinstance(node.xreplace(point), type(node)) else Integer(1)
    return size is not None and (size.is_positive is True or size == 1)
