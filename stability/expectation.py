"""Laws of random variables and exact expectations over them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sympy import Add, Expr, Rational

from stability.algebra.exact import exact
from stability.errors import BadInput


def _vector(value: Any) -> tuple[Expr, ...]:
    items = value if isinstance(value, (tuple, list)) else (value,)
    return tuple(exact(item, "a point or weight of a law") for item in items)


@dataclass(frozen=True)
class PointMass:
    """The law delta_a of the constant a, a point of R^d (a may depend on a player's variables).

    >>> from sympy.abc import x
    >>> expectation(x**2, x, PointMass(3))
    9
    """

    at: Any

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", _vector(self.at))

    @property
    def atoms(self) -> tuple[tuple[Expr, tuple[Expr, ...]], ...]:
        return ((Rational(1), self.at),)


@dataclass(frozen=True)
class Finite:
    """Finitely many points of R^d with exact weights that are non-negative and sum to 1.

    >>> from sympy.abc import x
    >>> half = Rational(1, 2)
    >>> expectation(x**2, x, Finite((-1, 1), (half, half)))
    1
    """

    points: Any
    weights: Any

    def __post_init__(self) -> None:
        points, weights = tuple(_vector(p) for p in self.points), _vector(tuple(self.weights))
        if not points or len(points) != len(weights) or len({len(p) for p in points}) != 1:
            raise BadInput("a finite law", f"{len(points)} points and {len(weights)} weights",
                           "as many weights as points, and points of one dimension")
        if sum(weights, Rational(0)) != 1 or any(w.is_nonnegative is not True for w in weights):
            raise BadInput("a probability law", f"weights {weights}", "non-negative exact weights with sum 1")
        object.__setattr__(self, "points", points)
        object.__setattr__(self, "weights", weights)

    @property
    def atoms(self) -> tuple[tuple[Expr, tuple[Expr, ...]], ...]:
        return tuple(zip(self.weights, self.points, strict=True))


def expectation(integrand: Any, variables: Any, law: PointMass | Finite) -> Expr:
    """E g(x) for x ~ law, exactly; ``variables`` names the components of x."""
    names: Sequence[Any] = variables if isinstance(variables, (tuple, list)) else (variables,)
    terms = []
    for weight, point in law.atoms:
        if len(point) != len(names):
            raise BadInput(f"an expectation over {len(names)} variables", f"a law in dimension {len(point)}",
                           "one name for each component of the random variable")
        terms.append(weight * integrand.subs(dict(zip(names, point, strict=True)), simultaneous=True))
    return Add(*terms)
