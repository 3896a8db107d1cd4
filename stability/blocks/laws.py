"""Whether two laws are the same law: proven, refuted by a moment, or open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations_with_replacement, permutations, product
from math import factorial
from typing import Any

from sympy import Expr, Integer, Mul, Poly, Symbol, cancel

from stability.algebra.jets import Jet
from stability.algebra.names import Internal
from stability.expectation import expectation
from stability.expectation.variates import Variate, variates_in

#: Relabelings of variates that are tried: 2^k signs times k! orders, k = 4.
_RELABELINGS = 2**4 * factorial(4)
_MOMENTS = 4


@dataclass(frozen=True)
class Sameness:
    """outcome: True (proven), False (refuted), None (open); argument: why."""

    outcome: bool | None
    argument: str


def same_law(first: Any, second: Any) -> Sameness:
    """Compare two laws.

    >>> from sympy import symbols
    >>> from stability.expectation import Normal, Pushforward, Uniform
    >>> z = symbols("z", real=True)
    >>> same_law(Pushforward(-z, z, Uniform(-1, 1)), Uniform(-1, 1)).argument
    'equal up to signs and order of independent symmetric variates'
    >>> same_law(Normal(0, 1), Uniform(-1, 1)).argument
    'moments of order (2,) differ: 1 and 1/3'
    """
    if first.dimension != second.dimension:
        return Sameness(False, f"dimensions {first.dimension} and {second.dimension}")
    if _weighted(first.branches()) == _weighted(second.branches()):
        return Sameness(True, "the same points with the same weights")
    if _relabelled(first.branches(), second.branches()):
        return Sameness(True, "equal up to signs and order of independent symmetric variates")
    different = _moments(first, second)
    if different is not None:
        return different
    if _gaussian(first) and _gaussian(second):
        return Sameness(True, "normal laws with equal means and covariances")
    if _atomic_numbers(first) and _atomic_numbers(second):
        return Sameness(False, "finitely supported laws on different points")
    return Sameness(None, f"moments up to order {_MOMENTS} agree, and no argument shows that the laws do")


def is_zero(e: Expr, moving: Iterable[Symbol] = ()) -> bool | None:
    """True or False when certain: for every value of the parameters, and identically in the symbols ``moving``."""
    if e == 0 or e.expand() == 0:
        return True
    names = [s for s in moving if e.has_free(s)]
    if names:
        if not e.is_polynomial(*names):
            return True if cancel(e.expand()) == 0 else None
        return False if any(c.is_zero is False for c in Poly(e, *names).coeffs()) else None
    known: bool | None = e.is_zero
    return known if known is not None or e.has(Jet) else cancel(e.expand()).is_zero


def _weighted(branches: Iterable[tuple[Expr, tuple[Expr, ...]]]) -> dict[tuple[Expr, ...], Expr]:
    total: dict[tuple[Expr, ...], Expr] = {}
    for weight, point in branches:
        key = tuple(c.expand() for c in point)
        total[key] = total.get(key, Integer(0)) + weight
    return {k: w for k, w in total.items() if w != 0}


def _relabelled(first: Any, second: Any) -> bool:
    """Some signs and order of the variates of ``second``, the same in all branches, turn it into ``first``."""
    here, there = _variates(first), _variates(second)
    if [v.kind for v in here] != [v.kind for v in there]:
        return False
    if 2 ** len(here) * factorial(len(here)) > _RELABELINGS:
        return False
    wanted = _weighted(first)
    for order in permutations(here):
        if any(a.kind != b.kind for a, b in zip(order, there, strict=True)):
            continue
        for signs in product(*((1, -1) if v.law.symmetric else (1,) for v in here)):
            rule = {b: s * a for a, b, s in zip(order, there, signs, strict=True)}
            if _weighted((w, tuple(c.xreplace(rule) for c in p)) for w, p in second) == wanted:
                return True
    return False


def _variates(branches: Any) -> list[Variate]:
    found = {v for _, point in branches for c in point for v in variates_in(c)}
    return sorted(found, key=lambda v: (v.kind, v.level, v.index))


def _moments(first: Any, second: Any) -> Sameness | None:
    """A moment that differs."""
    names = tuple(Internal(f"moment{k}", real=True) for k in range(first.dimension))
    for degree in range(1, _MOMENTS + 1):
        for choice in combinations_with_replacement(range(len(names)), degree):
            power = Mul(*(names[k] for k in choice))
            one, other = (expectation(power, names, law) for law in (first, second))
            if is_zero(one - other) is False:
                orders = tuple(choice.count(k) for k in range(len(names)))
                return Sameness(False, f"moments of order {orders} differ: {one} and {other}")
    return None


def _gaussian(law: Any) -> bool:
    """A single branch, affine in normal variates: its first two moments determine it."""
    branches = law.branches()
    drawn = _variates(branches)
    return len(branches) == 1 and all(
        v.law.rotational and c.diff(v, w).expand() == 0 for c in branches[0][1] for v in drawn for w in drawn
    )


def _atomic_numbers(law: Any) -> bool:
    return law.is_atomic and all(c.is_Rational for _, point in law.branches() for c in point)
