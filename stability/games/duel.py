"""DuelGAN on one generated point: two discriminators that also play against each other."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from sympy import Add, exp, log, symbols

from stability.algebra.exact import exact
from stability.algebra.names import apart
from stability.game import Game, Player

__all__ = ["duel_dirac_gan"]

#: The published weights.
_ALPHA, _BETA = Fraction(3, 10), Fraction(1, 2)


def duel_dirac_gan(alpha: Any = _ALPHA, beta: Any = _BETA) -> Game:
    r"""Data delta_0, one generated point theta, D_i(x) = sigmoid(psi_i x), i = 1, 2; a game of three players.

    With l(p, y) = -y log p - (1 - y) log(1 - p), x_1, x_2, x_3 independent and each 0 or theta with probability 1/2,
    discriminator i minimizes

        -log(1 - D_i(theta)) + beta E[ l(D_i(x_1), D_j(x_1)) - alpha l(D_i(x_2), D_j(x_3)) ],     j the other one,

    up to a constant (D_i(0) = 1/2), where D_j is a label: only psi_i is varied.  The generator minimizes the sum of
    log(1 - D_i(theta)): saturating, so that beta = 0 gives a zero-sum game.  alpha, beta: exact numbers or symbols.

    >>> duel_dirac_gan(0, 0).players[1].loss
    log(exp(psi_1*theta) + 1)

    Reference: Wei, Liu, Luo, Zhu, Davis, Liu 2022, DuelGAN (arXiv 2101.07524).
    """
    alpha, beta = exact(alpha, "the weight alpha"), exact(beta, "the weight beta")
    theta, psi_1, psi_2 = symbols("theta psi_1 psi_2", real=True)
    apart((theta, psi_1, psi_2), (alpha, beta), "the weights of a duel")
    score = {1: psi_1 * theta, 2: psi_2 * theta}

    def against(own: Any, other: Any) -> Any:
        """l(sigmoid(own), sigmoid(other))."""
        return log(1 + exp(own)) - own / (1 + exp(-other))

    def duel(i: int, j: int) -> Any:
        same = Add(*(against(a, b) for a, b in ((0, 0), (score[i], score[j])))) / 2
        crossed = Add(*(against(a, b) for a in (0, score[i]) for b in (0, score[j]))) / 4
        return beta * (same - alpha * crossed)

    fooled = {i: log(1 + exp(score[i])) for i in score}
    return Game(
        "DuelGAN on one point",
        [
            Player("generator", (theta,), -fooled[1] - fooled[2]),
            Player("discriminator 1", (psi_1,), fooled[1] + duel(1, 2)),
            Player("discriminator 2", (psi_2,), fooled[2] + duel(2, 1)),
        ],
    )
