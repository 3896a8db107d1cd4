"""Multiplicities of isolated equilibria of polynomial fields over Q."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from flint import arb_mat, ctx
from sympy import Matrix, Symbol

from stability.algebra.systems.balls import BallFunction, ball
from stability.algebra.systems.forms import is_zero
from stability.algebra.systems.ideals import ideal
from stability.algebra.systems.real import to_flint
from stability.algebra.systems.roots import Solutions, solve_zero_dimensional
from stability.algebra.systems.values import ends
from stability.equilibrium.records import Equilibrium
from stability.errors import CannotSolve

_BITS = 256


def with_multiplicities(
    points: Iterable[Equilibrium], equations: tuple[Any, ...], state: tuple[Symbol, ...]
) -> list[Equilibrium]:
    """The points with their multiplicity: 1 where the Jacobian is regular, else from the algebra of the whole system.

    Points of other systems, and degenerate points beside components, keep None.
    """
    found = list(points)
    if all(p.multiplicity is not None or p.component is not None or p.conditions for p in found):
        return found
    polynomial = len(equations) == len(state) and all(e.is_polynomial(*state) for e in equations)
    if not polynomial or any(e.free_symbols - set(state) or not _rational(e, state) for e in equations):
        return found
    jacobian = Matrix([[e.diff(s) for s in state] for e in equations])
    entries = BallFunction(list(jacobian), state)
    whole: list[Solutions | None] = []
    for k, point in enumerate(found):
        if point.multiplicity is not None or point.component is not None or point.conditions:
            continue
        if _regular(jacobian, entries, point, state):
            found[k] = replace(point, multiplicity=1)
            continue
        if not whole:
            whole.append(_whole(equations, state))
        if whole[0] is not None:
            found[k] = replace(point, multiplicity=_matching(point, whole[0]))
    return found


def _rational(e: Any, state: tuple[Symbol, ...]) -> bool:
    return all(c.is_Rational for c in e.as_poly(*state).coeffs())


def _regular(jacobian: Any, entries: BallFunction, point: Equilibrium, state: tuple[Symbol, ...]) -> bool:
    """A proof that the Jacobian is invertible at the point; False says only that there is none.

    entries: the Jacobian in ball arithmetic, row by row.
    """
    bounds = dict(point.box) if point.box is not None else {s: (v, v) for s, v in point.point}
    if all(low.is_Rational for low, _ in bounds.values()):
        with ctx.workprec(_BITS):
            values = entries([ball(*bounds[s]) for s in state])
            n = len(state)
            determinant = arb_mat([values[i * n : (i + 1) * n] for i in range(n)]).det()
            if determinant.is_finite() and not determinant.contains(0):
                return True
    if point.box is not None:
        return False
    matrix = jacobian.xreplace(point.as_dict())
    if all(entry.is_Rational for entry in matrix):
        return bool(matrix.det() != 0)
    return not is_zero(matrix.det()) and matrix.det().equals(0) is False


def _whole(equations: tuple[Any, ...], state: tuple[Symbol, ...]) -> Solutions | None:
    try:
        source = ideal([to_flint(e, state) for e in equations], tuple(f"x{i}" for i in range(len(state))))
        return solve_zero_dimensional(source) if source.dimension == 0 else None
    except CannotSolve:
        return None  # a multiplicity is an extra: without it the point is as exact as before


def _matching(point: Equilibrium, whole: Solutions) -> int | None:
    """The multiplicity of the one solution whose ball meets the point."""
    bits = 64
    while bits <= 1024:
        close = [s for s in whole.points if _overlap(point, s.ball(bits))]
        if len(close) == 1:
            return close[0].multiplicity
        bits *= 2
    return None


def _overlap(point: Equilibrium, balls: tuple[Any, ...]) -> bool:
    bounds = dict(point.box) if point.box else {s: (v, v) for s, v in point.point}
    for (symbol, _), b in zip(point.point, balls, strict=True):
        low, high = ends(b)
        if bool(bounds[symbol][1] < low) or bool(bounds[symbol][0] > high):
            return False
    return True
