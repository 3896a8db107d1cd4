"""Certified solutions of flows: Taylor polynomials with a remainder in balls, step by step."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import arb, arb_series, ctx, fmpq
from sympy import exp, postorder_traversal

from stability.algebra.numbers import ball_of
from stability.errors import CannotSolve
from stability.system import System

#: Bits carried, degree of the Taylor polynomials and length of a step: a remainder near 16^-30 = 10^-36 for fields
#: that are analytic within distance one, such as those of unit Gaussians.
_BITS, _DEGREE, _LENGTH = 160, 30, Fraction(1, 16)
#: How far beyond the first guess the box of a step reaches, and how often it is widened.
_SLACK, _WIDENED = 2, 30


@dataclass(frozen=True)
class Piece:
    """One step of an enclosed solution.

    begin, length: in units of time; coefficients[i][k]: of s^k in coordinate i, s in [0, length] the time since begin;
    the last one is the ball of the remainder.  box: contains the solution during the whole step.
    """

    state: tuple[Any, ...]
    begin: Fraction
    length: Fraction
    coefficients: tuple[tuple[Any, ...], ...]
    box: tuple[Any, ...]

    def at(self, elapsed: Any) -> dict[Any, Any]:
        """Balls of the state at a time (a ball) since the beginning of the step."""
        return {s: _horner(c, elapsed) for s, c in zip(self.state, self.coefficients, strict=True)}

    def during(self) -> dict[Any, Any]:
        """Balls of the state that hold for the whole step."""
        return dict(zip(self.state, self.box, strict=True))


@contextmanager
def working_precision() -> Iterator[None]:
    """The precision of every ball below; restored afterwards, with the length of power series."""
    cap = ctx.cap
    with ctx.workprec(_BITS):
        try:
            yield
        finally:
            ctx.cap = cap


def number(value: Fraction) -> Any:
    """The ball of a fraction."""
    return arb(fmpq(value.numerator, value.denominator))


def enclosed_flow(system: System, start: Mapping[Any, Any]) -> Iterator[Piece]:
    """The solution from the balls ``start``, one piece after the other; inside ``working_precision`` only.

    Each step first finds a box B with start + [0, h] f(B) inside B, which proves that the solution exists and stays
    in B; the Taylor polynomial at the start then has the Taylor coefficient over B as its remainder.

    Raises CannotSolve when no such box is found.
    """
    state, field = tuple(system.state), _Field(system)
    current, begin = [start[s] for s in state], Fraction(0)
    while True:
        box = _box(field, current)
        at_start = _taylor(field, current, _DEGREE)
        over_box = _taylor(field, box, _DEGREE + 1)
        coefficients = tuple((*own, rest[-1]) for own, rest in zip(at_start, over_box, strict=True))
        piece = Piece(state, begin, _LENGTH, coefficients, tuple(box))
        yield piece
        end = piece.at(number(_LENGTH))
        current, begin = [end[s] for s in state], begin + _LENGTH


class _Field:
    """The right-hand side on balls or power series, every subexpression once."""

    def __init__(self, system: System) -> None:
        nodes = list(dict.fromkeys((*system.state, *(n for f in system.maps[0] for n in postorder_traversal(f)))))
        place = {node: i for i, node in enumerate(nodes)}
        self.dimension = len(system.state)
        self.constants = [ball_of(n) if n.is_number else None for n in nodes]
        self.lines = [
            (i, _operation(node), tuple(place[a] for a in node.args))
            for i, node in enumerate(nodes)
            if i >= self.dimension and not node.is_number
        ]
        self.outputs = [place[f] for f in system.maps[0]]

    def __call__(self, point: Sequence[Any]) -> list[Any]:
        values = [*point, *self.constants[self.dimension :]]
        for i, operation, arguments in self.lines:
            values[i] = operation([values[a] for a in arguments])
        return [values[i] for i in self.outputs]


def _operation(node: Any) -> Callable[[list[Any]], Any]:
    """What combines the values of a node's arguments."""
    if node.is_Add:
        return lambda values: sum(values[1:], values[0])
    if node.is_Mul:
        return lambda values: math.prod(values[1:], start=values[0])
    if isinstance(node, exp):
        return lambda values: values[0].exp()
    if node.is_Pow and node.exp.is_Integer and node.exp > 0:
        power = int(node.exp)
        return lambda values: math.prod([values[0]] * power)  # not ** : arb(0, r)**2 is nan
    raise CannotSolve(
        "an enclosure of a flow", f"{type(node).__name__} in the field", "sums, products, natural powers and exp"
    )


def _box(field: _Field, current: Sequence[Any]) -> list[Any]:
    """A box that the solution does not leave during one step."""
    span = number(_LENGTH / 2) + arb(0, _LENGTH.numerator / _LENGTH.denominator / 2)  # [0, length], a dyadic number
    box = list(current)
    for _ in range(_WIDENED):
        reached = [c + span * slope for c, slope in zip(current, field(box), strict=True)]
        if all(b.contains_interior(r) for b, r in zip(box, reached, strict=True)):
            return reached
        box = [_wider(r) for r in reached]
    raise CannotSolve(
        "an enclosure of a flow", f"no box for a step of length {_LENGTH}", "a start or a time with a slower solution"
    )


def _wider(ball: Any) -> Any:
    return ball + arb(0, _SLACK) * (ball.rad() + arb(1e-12))


def _taylor(field: _Field, start: Sequence[Any], degree: int) -> list[list[Any]]:
    """Coefficients 0..degree - 1 of the solution, or over a box one coefficient of each solution in it."""
    series = [[value] for value in start]
    for k in range(degree - 1):
        ctx.cap = k + 1
        for own, slope in zip(series, field([arb_series(c) for c in series]), strict=True):
            own.append((slope if isinstance(slope, arb_series) else arb_series([slope]))[k] / (k + 1))
    return series


def _horner(coefficients: Sequence[Any], x: Any) -> Any:
    total = arb(0)
    for c in reversed(coefficients):
        total = total * x + c
    return total
