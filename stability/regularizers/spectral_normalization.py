"""Spectral normalization of one linear output layer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sympy import Add, Symbol, sqrt

from stability.algebra.names import named
from stability.errors import BadInput
from stability.game import AbstractRegularizer, Discriminator, Game
from stability.game.critic import check_bound
from stability.game.player import distinct_symbols
from stability.game.regularizer import critics_of, remade, strength

__all__ = ["SpectralNormalization"]


@dataclass(frozen=True)
class SpectralNormalization(AbstractRegularizer):
    r"""W is replaced by W / sqrt(1 - amount + amount |W|^2) inside D, for a layer with a single row W.

    weights: the symbols of W or their names, variables of one discriminator; amount in [0, 1]: 0 gives the same game,
    1 is spectral normalization W / |W|, because |W| is the only singular value of a row.  For amount < 1 the
    substitution is smooth everywhere; for amount = 1 it has no value at W = 0, and ``linearize`` refuses that point.
    A layer with several rows is not offered: its largest singular value has kinks where two singular values meet.
    Both players see the normalized D, so both losses change; apply it before the penalties.

    >>> from stability.games import dirac_gan
    >>> from stability.objectives import wasserstein
    >>> from sympy import Rational
    >>> game = dirac_gan(wasserstein)
    >>> SpectralNormalization(game.players[1].variables, Rational(1, 2))(game).players[0].loss
    psi*theta/sqrt(psi**2/2 + 1/2)

    Raises BadInput for an amount outside [0, 1] or weights of no discriminator, NotApplicable for a game whose losses
    hold penalties already.
    Reference: Miyato, Kataoka, Koyama, Yoshida 2018 (arXiv 1802.05957), section 2.1.
    """

    weights: Any
    amount: Any = 1

    def __post_init__(self) -> None:
        given = tuple(self.weights) if isinstance(self.weights, (tuple, list)) else (self.weights,)
        if any(not isinstance(w, str) for w in given):  # names are looked up in the game
            given = distinct_symbols(given, "a normalized layer")
        object.__setattr__(self, "weights", given)
        amount = strength(self.amount, "the amount of spectral normalization", "amount")
        if (1 - amount).is_nonnegative is not True:
            raise BadInput("an amount of spectral normalization in [0, 1]", str(amount), "a rational number in [0, 1]")
        object.__setattr__(self, "amount", amount)

    def __call__(self, game: Game) -> Game:
        critics = critics_of(game, "spectral normalization")
        asked = "the weights of a discriminator's layer"
        layer = {named(w, game.state, asked, "variable of the game") for w in self.weights}
        if not layer or not any(layer <= set(game.player(c.player).variables) for c in critics):
            raise BadInput(asked, ", ".join(map(str, self.weights)) or "none", "its own variables")

        def normalized(critic: Discriminator) -> Discriminator:
            size = sqrt(1 - self.amount + self.amount * Add(*(w**2 for w in layer)))
            rule: dict[Symbol, Any] = {w: w / size for w in layer}
            check_bound(critic.input, self.amount.free_symbols, "an amount that leaves the discriminator's input alone")
            return replace(critic, output=critic.output.xreplace(rule))

        return remade(game, normalized, "spectral normalization", f"spectral normalization {self.amount}")
