"""What all laws share, and the finitely supported ones."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from sympy import Expr, Integer, MatrixBase, Rational, Symbol, cancel
from sympy.core.function import AppliedUndef

from stability.algebra.exact import exact, shorten
from stability.errors import BadInput, NotApplicable
from stability.expectation.variates import Source, variates_in

Point = tuple[Expr, ...]
Branch = tuple[Expr, Point]


def is_sequence(value: Any) -> bool:
    return isinstance(value, (tuple, list, MatrixBase))


def vector(value: Any, asked: str = "a point or weight of a law") -> Point:
    items = tuple(value) if is_sequence(value) else (value,)
    if not items:
        raise BadInput(asked, "an empty list", "at least one component")
    for item in items:
        if isinstance(item, Expr) and item.has(AppliedUndef):
            raise BadInput(asked, f"the abstract function in {shorten(item)}", "an expression in symbols and numbers")
    return tuple(exact(item, asked) for item in items)


class AbstractLaw(ABC):
    """What all laws share; the classes below are final."""

    @abstractmethod
    def branches(self, source: Source | None = None) -> tuple[Branch, ...]:
        """(weight, point) pairs over standard variates."""

    @property
    def dimension(self) -> int:
        return len(self.branches()[0][1])

    @property
    def atoms(self) -> tuple[Branch, ...]:
        """(weight, point) of a finitely supported law; NotApplicable for any other."""
        found = self.branches()
        for _, point in found:
            if any(variates_in(c) for c in point):
                raise NotApplicable(
                    "the atoms of a law",
                    f"{self}, which is not finitely supported",
                    "expectation(integrand, variables, law), which integrates",
                )
        return found

    @property
    def is_atomic(self) -> bool:
        return not any(variates_in(c) for _, point in self.branches() for c in point)

    @property
    def free_symbols(self) -> frozenset[Symbol]:
        """The parameters inside the law."""
        found: set[Symbol] = set()
        for weight, point in self.branches():
            for expression in (weight, *point):
                found |= expression.free_symbols - variates_in(expression)
        return frozenset(found)

    def xreplace(self, rule: Mapping[Any, Any]) -> Any:
        """The law with parameters replaced by exact values.

        >>> from stability.expectation import Normal
        >>> s = Symbol("s", positive=True)
        >>> str(Normal(0, std=s).xreplace({s: Integer(2)}))
        'N(0, 4)'
        """
        changes = {f.name: put(getattr(self, f.name), rule) for f in fields(self) if f.init}  # type: ignore[arg-type]
        return replace(self, **changes)  # type: ignore[type-var]

    instantiate = xreplace


def put(value: Any, rule: Mapping[Any, Any]) -> Any:
    if isinstance(value, tuple):
        return tuple(put(v, rule) for v in value)
    return value.xreplace(rule) if hasattr(value, "xreplace") else value


def listing(point: Point) -> str:
    return str(point[0]) if len(point) == 1 else "(" + ", ".join(map(str, point)) + ")"


@dataclass(frozen=True)
class PointMass(AbstractLaw):
    """The law delta_a of the constant a, a point of R^d (a may depend on a player's variables).

    >>> PointMass(3).atoms
    ((1, (3,)),)
    """

    at: Any

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", vector(self.at))

    def branches(self, source: Source | None = None) -> tuple[Branch, ...]:
        return ((Integer(1), self.at),)

    def __str__(self) -> str:
        return f"delta({listing(self.at)})"


@dataclass(frozen=True)
class Finite(AbstractLaw):
    """Finitely many points of R^d with exact weights that are non-negative and sum to 1.

    >>> half = Rational(1, 2)
    >>> Finite((-1, 1), (half, half)).dimension
    1

    Raises BadInput when a weight is not provably non-negative or the weights do not sum to 1.
    """

    points: Any
    weights: Any

    def __post_init__(self) -> None:
        if not is_sequence(self.points) or not is_sequence(self.weights):
            raise BadInput(
                "a finite law", f"points {self.points!r}, weights {self.weights!r}", "two lists of one length"
            )
        points = tuple(vector(p) for p in self.points)
        if not points or len(points) != len(tuple(self.weights)) or len({len(p) for p in points}) != 1:
            raise BadInput(
                "a finite law",
                f"{len(points)} points and {len(tuple(self.weights))} weights",
                "as many weights as points, and points of one dimension",
            )
        object.__setattr__(self, "points", points)
        object.__setattr__(self, "weights", probabilities(self.weights))

    @classmethod
    def uniform(cls, points: Any) -> Finite:
        """Equal weights.

        >>> Finite.uniform([0, 1, 2]).weights
        (1/3, 1/3, 1/3)
        """
        given = tuple(points) if is_sequence(points) else ()
        if not given:
            raise BadInput("a finite law", f"the points {points!r}", "a list of points")
        return cls(given, tuple(Rational(1, len(given)) for _ in given))

    def branches(self, source: Source | None = None) -> tuple[Branch, ...]:
        return tuple(zip(self.weights, self.points, strict=True))

    def __str__(self) -> str:
        return "finite law on " + ", ".join(f"{listing(p)} ({w})" for w, p in self.branches())


def probabilities(values: Any) -> Point:
    weights = vector(tuple(values))
    total = sum(weights, Integer(0))
    if (total != 1 and cancel(total - 1) != 0) or any(w.is_nonnegative is not True for w in weights):
        raise BadInput(
            "a probability law",
            f"weights {weights}",
            "non-negative exact weights with sum 1; p/(1 + p) and 1/(1 + p) with a positive p for a free probability",
        )
    return weights
