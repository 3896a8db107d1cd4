"""Games whose field is a given linear map."""

from __future__ import annotations

from typing import Any

from sympy import Add, Rational, Symbol

from stability.algebra.exact import table
from stability.algebra.names import apart
from stability.errors import BadInput
from stability.game import Game, Player

__all__ = ["linear_field_game"]


def linear_field_game(matrix: Any, *, assumptions: Any = ()) -> Game:
    r"""n players with one variable each and the field v(x) = A x: player i pays -(a_ii x_i^2/2 + sum_j a_ij x_i x_j).

    matrix: A, shape (n, n), n >= 2, exact real entries (nested lists or a SymPy Matrix).  With two players they are
    called generator and discriminator, otherwise player 1, ..., player n.  Zero-sum only if n = 2, a_21 = -a_12 and
    both diagonal entries vanish: the simplest home for statements about general-sum games.

    >>> from stability.system import gradient_field
    >>> gradient_field(linear_field_game([[1, -3], [3, -2]])).rhs
    (x_1 - 3*x_2, 3*x_1 - 2*x_2)

    Raises BadInput unless the matrix is square with exact entries.
    Reference: standard quadratic games.
    """
    a = table(matrix, "the matrix of a linear field")
    if len(a) != len(a[0]) or len(a) < 2:
        raise BadInput("the matrix of a linear field", repr(matrix), "a square nested list, 2 x 2 or more")
    x = [Symbol(f"x_{i + 1}", real=True) for i in range(len(a))]
    apart(x, a, "the matrix of a linear field")
    names = ["generator", "discriminator"] if len(a) == 2 else [f"player {i + 1}" for i in range(len(a))]
    players = [
        Player(
            names[i],
            x[i],
            -Add(*(a[i][j] * x[i] * x[j] * (Rational(1, 2) if i == j else 1) for j in range(len(a)))),
        )
        for i in range(len(a))
    ]
    return Game("linear field", players, assumptions=assumptions)
