"""Rest points of a flow where its field jumps, in the sense of Filippov.

Where u = 0 is the only surface on which the field jumps, with the limits f+ and f- from its two sides, a solution of
the differential inclusion can stay at x exactly when 0 is in the segment between f+(x) and f-(x):

    w f+(x) + (1 - w) f-(x) = 0,  u(x) = 0,  0 <= w <= 1.

For a player with a convex loss this says that 0 is a subgradient.  Where several surfaces meet, 0 has to be in the
hull of the limits from all sides.  The interpolation that is affine in each weight takes all its values in that hull,
and all values of the hull when the field is affine in the jumping functions; every side is met near the point when the
gradients of the surfaces are independent.  The weights are unknowns like the state, and the case tree solves for both.

Reference: Filippov, Differential Equations with Discontinuous Righthand Sides, 1988.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sympy import Add, Dummy, Eq, Ge, Heaviside, Integer, Le, Matrix, Mul, Ne, Piecewise, ceiling, floor, sign
from sympy.core.relational import Relational
from sympy.logic.boolalg import And, BooleanFalse, BooleanTrue, Not, Or

from stability.algebra.systems.forms import is_zero
from stability.clock import Time
from stability.errors import CannotSolve
from stability.system import System

JUMPS = (sign, Heaviside, Piecewise)
STAIRS = (floor, ceiling)
METHOD = "rest point in the sense of Filippov: 0 lies between the limits of the field"
#: Surfaces that may meet in one point: three cover three kinked losses; more are left open and said to be.
MEETING = 3


@dataclass(frozen=True)
class Crossing:
    """Surfaces u = 0 that meet, the weights of their sides, and what a rest point there satisfies.

    exhaustive: whether the interpolation takes all values of the hull of the limits.
    """

    surfaces: tuple[Any, ...]
    weights: tuple[Any, ...]
    equations: tuple[Any, ...]
    guards: tuple[Any, ...]
    exhaustive: bool

    def continuous(self, state: tuple[Any, ...]) -> bool:
        """A proof that the limits from all sides agree, as where a jump is multiplied with what vanishes there."""
        put: dict[Any, Any] = {}
        for u in self.surfaces:
            here = u.xreplace(put)
            x = next((s for s in state if here.diff(s).is_number and here.diff(s).is_zero is False), None)
            if x is None:
                return False
            put = put | {x: x - here / here.diff(x)}
        parts = self.equations[len(self.surfaces) :]
        return all(is_zero(e.diff(w).xreplace(put)) for e in parts for w in self.weights)

    def transversal(self, point: dict[Any, Any], state: tuple[Any, ...]) -> bool:
        """A proof that the field near the point meets every combination of sides."""
        gradients = Matrix([[u.diff(s).xreplace(point) for s in state] for u in self.surfaces])
        if len(self.surfaces) > len(state):
            return False
        minors = (
            gradients.extract(list(range(len(self.surfaces))), list(columns)).det()
            for columns in combinations(range(len(state)), len(self.surfaces))
        )
        return any(m.is_zero is False for m in minors)


def jumps_of(system: System) -> list[Any]:
    """The functions in the field of a flow that jump where the state crosses a surface."""
    if system.time is not Time.CONTINUOUS:
        return []
    states = set(system.state)
    return sorted({k for e in system.rhs for k in e.atoms(*JUMPS) if k.free_symbols & states}, key=str)


@dataclass(frozen=True)
class Surface:
    """u = 0, the functions that jump there, and for each the side on which it is high: 1 where u > 0, else -1."""

    u: Any
    steps: tuple[tuple[Any, int], ...]


def with_steps(rhs: Iterable[Any]) -> list[Any]:
    """The field with Heaviside steps for every Piecewise; CannotSolve for conditions that describe no surface."""
    return [e.replace(lambda k: isinstance(k, Piecewise), _by_steps) for e in rhs]


def surfaces_of(field: Iterable[Any], state: Iterable[Any]) -> list[Surface]:
    """The surfaces of the steps in a field."""
    states = set(state)
    steps = {k for e in field for k in e.atoms(sign, Heaviside) if k.free_symbols & states}
    surfaces: list[Surface] = []
    for step in sorted(steps, key=lambda k: str(k.args[0])):
        _enter(surfaces, step)
    return surfaces


def crossings(field: list[Any], surfaces: list[Surface]) -> Iterator[Crossing]:
    """Every set of at most three surfaces."""
    for size in range(1, min(len(surfaces), MEETING) + 1):
        for chosen in combinations(surfaces, size):
            yield _crossing(field, chosen, [s.u for s in surfaces if s not in chosen])


def sides(field: Iterable[Any], surfaces: Iterable[Surface], towards: dict[Any, int]) -> list[Any]:
    """The limit of the field from the side on which every u in ``towards`` has the sign given there."""
    put: dict[Any, Any] = {}
    for surface in surfaces:
        if surface.u in towards:
            put |= _values(surface, towards[surface.u])
    return [e.xreplace(put) for e in field]


def _enter(surfaces: list[Surface], step: Any) -> None:
    """Functions that jump on the same surface belong together."""
    for k, surface in enumerate(surfaces):
        for side in (1, -1):
            if not step.args[0].has(*JUMPS) and (side * step.args[0] / surface.u).cancel().is_positive:
                surfaces[k] = Surface(surface.u, (*surface.steps, (step, side)))
                return
    surfaces.append(Surface(step.args[0], ((step, 1),)))


def _crossing(field: list[Any], chosen: tuple[Surface, ...], others: list[Any]) -> Crossing:
    weights = tuple(Dummy("w", real=True) for _ in chosen)
    parts = list(field)
    for surface, w in zip(chosen, weights, strict=True):
        above, below = ([e.xreplace(_values(surface, side)) for e in parts] for side in (1, -1))
        parts = [w * a + (1 - w) * b for a, b in zip(above, below, strict=True)]
    affine = all(is_zero(e.diff(v, w)) for v, w in combinations(weights, 2) for e in parts)
    surfaces = tuple(surface.u for surface in chosen)
    limits = (*(Ge(w, 0) for w in weights), *(Le(w, 1) for w in weights), *(Ne(u, 0) for u in others))
    return Crossing(surfaces, weights, (*surfaces, *parts), limits, affine)


def _values(surface: Surface, side: int) -> dict[Any, Any]:
    low = {sign: Integer(-1), Heaviside: Integer(0)}
    return {step: Integer(1) if high == side else low[type(step)] for step, high in surface.steps}


def _by_steps(piecewise: Any) -> Any:
    """A Piecewise by Heaviside steps: the same off the surfaces on which its conditions change."""
    terms, before = [], Integer(1)
    for value, condition in piecewise.args:
        here = _indicator(condition)
        terms.append(Mul(value, before, here))
        before = before * (1 - here)
    return Add(*terms)


def _indicator(condition: Any) -> Any:
    if isinstance(condition, (BooleanTrue, BooleanFalse)):
        return Integer(1 if isinstance(condition, BooleanTrue) else 0)
    if isinstance(condition, Relational):
        u = condition.lhs - condition.rhs
        if condition.rel_op in (">", ">="):
            return Heaviside(u)
        if condition.rel_op in ("<", "<="):
            return Heaviside(-u)
        return Integer(0 if isinstance(condition, Eq) else 1)  # a surface holds no open set
    if isinstance(condition, Not):
        return 1 - _indicator(condition.args[0])
    if isinstance(condition, And):
        return Mul(*map(_indicator, condition.args))
    if isinstance(condition, Or):
        return 1 - Mul(*(1 - _indicator(c) for c in condition.args))
    raise CannotSolve(
        "the surfaces on which a field jumps", f"the condition {condition}", "relations joined by And, Or and Not"
    )


__all__ = [
    "JUMPS",
    "MEETING",
    "METHOD",
    "STAIRS",
    "Crossing",
    "Surface",
    "crossings",
    "jumps_of",
    "sides",
    "surfaces_of",
    "with_steps",
]
