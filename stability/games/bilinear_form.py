"""The bilinear game."""

from __future__ import annotations

from typing import Any

from sympy import Matrix, Symbol, symbols

from stability.algebra.exact import table
from stability.algebra.names import apart
from stability.game import Game

__all__ = ["bilinear"]


def bilinear(matrix: Any = 1) -> Game:
    r"""min over theta, max over psi of psi^T A theta; field v = (-A^T psi, A theta).

    matrix: A, shape (m, n), exact real entries (nested lists or a SymPy Matrix), or a scalar c for the game
    c theta psi in the plane.  The origin is the only equilibrium when A is square and invertible.

    >>> from sympy import Symbol
    >>> bilinear(Symbol("c", real=True)).players[1].loss
    -c*psi*theta
    >>> bilinear([[1, 2], [0, 1]]).state
    (theta_1, theta_2, psi_1, psi_2)

    Reference: Daskalakis, Ilyas, Syrgkanis, Zeng 2018 (arXiv 1711.00141), bilinear examples.
    """
    a = Matrix(table(matrix, "the matrix of a bilinear game"))
    thetas = _names("theta", a.cols)
    psis = _names("psi", a.rows)
    apart((*thetas, *psis), list(a), "the matrix of a bilinear game")
    value = (Matrix([psis]) * a * Matrix(thetas))[0]
    return Game.zero_sum("bilinear game", value, ("generator", thetas), ("discriminator", psis))


def _names(letter: str, count: int) -> tuple[Symbol, ...]:
    return (Symbol(letter, real=True),) if count == 1 else tuple(symbols(f"{letter}_1:{count + 1}", real=True))
