"""Affine sets of equilibria through a point: what continuous symmetries such as a common phase leave behind."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, islice
from typing import Any

from sympy import Dummy, Integer, Matrix, Symbol

from stability.algebra.conditions import sign_set
from stability.algebra.systems.forms import canonical, is_zero
from stability.equilibrium.records import Component, Equilibrium

#: Minors of the Jacobian examined for its rank: a bound on work.
_MINORS = 40


def affine_through(
    equations: Sequence[Any], state: tuple[Symbol, ...], point: Equilibrium, given: tuple[Any, ...]
) -> Component | None:
    """The affine set p + ker DF(p), when F vanishes on all of it and the rank of DF(p) is certain.

    Near p the zeros of F lie in a manifold of the dimension k of the kernel, because n - k of the equations have
    independent gradients; the affine set has that dimension, so that near p there are no others.
    """
    at = point.as_dict()
    jacobian = Matrix([[e.diff(s).xreplace(at) for s in state] for e in equations])
    kernel = jacobian.nullspace()
    if not kernel or len(kernel) == len(state) or not all(v.is_Rational for column in kernel for v in column):
        return None
    places, directions = _echelon(kernel)
    if not _rank_at_least(jacobian, len(state) - len(kernel), given):
        return None
    steps = [Dummy("s", real=True) for _ in places]
    moved = {
        s: canonical(at[s] + sum((t * d[i] for t, d in zip(steps, directions, strict=True)), Integer(0)))
        for i, s in enumerate(state)
    }
    if not all(is_zero(e.xreplace(moved)) for e in equations):
        return None
    back = {t: state[i] - at[state[i]] for t, i in zip(steps, places, strict=True)}
    parameters = tuple((s, s if i in places else canonical(moved[s].xreplace(back))) for i, s in enumerate(state))
    shown = tuple(s - v for s, v in parameters if s != v)
    return Component(state, shown, len(places), (), point.point, parameters)


def _echelon(kernel: Sequence[Any]) -> tuple[tuple[int, ...], list[list[Any]]]:
    """Coordinates that parametrize the kernel, and for each the direction in which it alone of them changes."""
    reduced, places = Matrix.hstack(*kernel).T.rref()
    return tuple(places), [list(reduced.row(k)) for k in range(len(places))]


def _rank_at_least(matrix: Any, rank: int, given: tuple[Any, ...]) -> bool:
    """A proof by one minor."""
    rows, columns = range(matrix.rows), range(matrix.cols)
    choices = ((r, c) for r in combinations(rows, rank) for c in combinations(columns, rank))
    return any(_nonzero(matrix.extract(list(r), list(c)).det(), given) for r, c in islice(choices, _MINORS))


def _nonzero(e: Any, given: tuple[Any, ...]) -> bool:
    return 0 not in sign_set(e, given) or (e.is_number and e.is_zero is False)
