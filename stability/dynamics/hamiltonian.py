"""Descent on the size of the game's field."""

from __future__ import annotations

from dataclasses import dataclass

from sympy import Add, Rational

from stability.clock import Time
from stability.expectation import gradient
from stability.game import Game
from stability.system import AbstractDynamics, System, gradient_field

__all__ = ["HamiltonianDescent"]


@dataclass(frozen=True)
class HamiltonianDescent(AbstractDynamics):
    """x' = -grad |v|^2 / 2 = -J(x)' v(x): everybody descends the Hamiltonian |v|^2 / 2 of the game's field v.

    At a rest point of the game the Jacobian is -J'J, so that every non-degenerate one is exponentially stable: minima,
    saddles and maxima alike.  It also rests where J'v = 0 with v not 0, which is no equilibrium of the game.
    Not consensus optimization, which adds the same term, with a weight, to v.

    >>> from stability.games import bilinear
    >>> HamiltonianDescent()(bilinear()).rhs
    (-theta, -psi)

    Reference: Balduzzi, Racaniere, Martens, Foerster, Tuyls, Graepel 2018 (arXiv 1802.05642), on Hamiltonian games.
    """

    def __call__(self, game: Game) -> System:
        field = gradient_field(game)
        energy = Add(*(Rational(1, 2) * v**2 for v in field.rhs))
        return System(
            Time.CONTINUOUS,
            game.state,
            tuple(-slope for slope in gradient(energy, game.state)),
            assumptions=game.assumptions,
            name=f"{game.name}, Hamiltonian descent",
            game=game,
        )
