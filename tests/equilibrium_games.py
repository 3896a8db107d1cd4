"""Random polynomial games whose equilibria are known because the games were built from them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from sympy import Integer, Matrix, Rational, Symbol, expand, symbols


@dataclass(frozen=True)
class KnownGame:
    """points: all isolated real equilibria; hyperplane: a linear factor whose zeros are equilibria as well."""

    state: tuple[Symbol, ...]
    field: tuple[Any, ...]
    points: frozenset[tuple[Any, ...]]
    hyperplane: Any = None


def unimodular(generator: random.Random, n: int) -> Matrix:
    """An integer matrix of determinant 1: a product of shears."""
    matrix = Matrix.eye(n)
    for _ in range(n):
        i, j = generator.sample(range(n), 2)
        matrix[i, :] = matrix[i, :] + generator.choice((-1, 1)) * matrix[j, :]
    return matrix


def random_game(seed: int) -> KnownGame:
    """2 to 4 variables, degree 2 or 3: rows prod_j (l_i(x) - c_ij), with l and the mixture of the rows invertible.

    Some factors are l_i^2 + c with c > 0, which adds complex solutions and no real one; some rows share a linear
    factor,
    which makes a hyperplane of equilibria; some roots are double.
    """
    generator = random.Random(seed)
    n = generator.choice((2, 2, 3, 3, 4))
    degree = generator.choice((2, 3)) if n < 4 else 2
    state = symbols(f"x:{n}", real=True)
    forms = unimodular(generator, n) * Matrix(state)
    shared = _shared(generator, state) if degree == 3 and generator.random() < 0.3 else None
    rows, roots = [], []
    for form in forms:
        row, values = _row(generator, form, degree if shared is None else 2)
        rows.append(row if shared is None else row * shared)
        roots.append(values)
    field = unimodular(generator, n) * Matrix(rows)
    points = _solved(forms, state, roots)
    if shared is not None:
        points = frozenset(p for p in points if shared.subs(dict(zip(state, p, strict=True))) != 0)
    return KnownGame(state, tuple(expand(e) for e in field), points, shared)


def _shared(generator: random.Random, state: tuple[Symbol, ...]) -> Any:
    coefficients = [generator.randint(-2, 2) for _ in state[1:]]
    return state[0] + sum(
        (c * s for c, s in zip(coefficients, state[1:], strict=True)), Integer(generator.randint(-2, 2))
    )


def _row(generator: random.Random, form: Any, degree: int) -> tuple[Any, list[Any]]:
    """A product of ``degree`` linear factors in one form, or of a linear one and one without real zeros."""
    choices = [Rational(generator.randint(-4, 4), generator.choice((1, 1, 2, 3))) for _ in range(degree)]
    if generator.random() < 0.25:
        positive = form**2 + generator.randint(1, 3)
        return (positive, []) if degree == 2 else (positive * (form - choices[0]), choices[:1])
    row = Integer(1)
    for c in choices:
        row = row * (form - c)
    return row, sorted(set(choices))


def _solved(forms: Matrix, state: tuple[Symbol, ...], roots: list[list[Any]]) -> frozenset[tuple[Any, ...]]:
    inverse = forms.jacobian(Matrix(state)).inv()
    combinations: list[tuple[Any, ...]] = [()]
    for values in roots:
        combinations = [(*c, v) for c in combinations for v in values]
    return frozenset(tuple(inverse * Matrix(c)) for c in combinations)
