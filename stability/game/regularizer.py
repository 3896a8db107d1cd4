"""What regularizers share: the abstract class, and the few steps that most of them are made of."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sympy import Abs, Expr, Max, Rational, Symbol, sqrt

from stability.algebra.exact import exact
from stability.algebra.names import Internal
from stability.errors import BadInput, NotApplicable
from stability.game import gan
from stability.game.critic import Discriminator, check_bound
from stability.game.record import Game, as_game, one_or_several

HALF = Rational(1, 2)


class AbstractRegularizer(ABC):
    """A map Game -> Game; strength 0 gives a game with the same field."""

    @abstractmethod
    def __call__(self, game: Game) -> Game:
        """The regularized game."""


def strength(value: Any, what: str, symbol: str = "gamma") -> Expr:
    """``value`` as an exact number that is provably not negative."""
    number = exact(value, what)
    if number.is_nonnegative is not True:
        raise BadInput(
            f"a non-negative {what.removeprefix('the ')}",
            f"{number}, which may be negative",
            f"{symbol} = Symbol({symbol!r}, positive=True), or a rational number >= 0",
        )
    return number


def critics_of(game: Game, asked: str) -> tuple[Discriminator, ...]:
    """The discriminators of a game; NotApplicable when there is none."""
    as_game(game, asked)
    if not game.critics:
        raise NotApplicable(
            asked,
            f"game {game.name!r} has no discriminator D(x)",
            "build the game with Game.gan, which records D and the data law",
        )
    return game.critics


def penalised(game: Game, term: Callable[[Discriminator], Expr], asked: str, label: str) -> Game:
    """Every discriminator pays its own term; nobody else's loss changes."""
    changed = game
    for critic in critics_of(game, asked):
        changed = changed.add_to_loss(critic.player, term(critic), name=f"{game.name} with {label}")
    return changed


def distance_to_slope(critic: Discriminator, target: Expr, one_sided: bool) -> Expr:
    """(|grad_x D| - target)^2, or max(0, |grad_x D| - target)^2, in ``critic.input``; has a kink where grad_x D = 0."""
    check_bound(critic.input, target.free_symbols, "a target that leaves the discriminator's input alone")
    single = len(critic.input) == 1
    norm = Abs(critic.output.diff(critic.input[0])) if single else sqrt(critic.squared_slope)
    if one_sided:
        return Max(0, norm - target) ** 2
    return critic.squared_slope - 2 * target * norm + target**2


def remade(game: Game, change: Callable[[Discriminator], Discriminator], asked: str, label: str) -> Game:
    """The GAN rebuilt with other discriminators; refused once the losses hold more than the GAN objective."""
    critics = critics_of(game, asked)
    own = game.player(gan.GENERATOR).variables if any(p.name == gan.GENERATOR for p in game.players) else ()
    owned = [game.player(c.player).variables for c in critics]
    plain = own and all(c.objective is not None for c in critics)
    if not plain or gan.players(own, owned, critics) != game.players:
        raise NotApplicable(
            f"{asked} on game {game.name!r}",
            "losses that are not the plain GAN objective",
            "apply it to the game that Game.gan returns, and the penalties afterwards",
        )
    changed = tuple(change(c) for c in critics)
    players = gan.players(own, owned, changed)
    name = f"{game.name} with {label}"
    return replace(game, name=name, players=players, discriminator=one_or_several(changed), base=game.origin)


def fresh_symbols(letter: str, count: int, taken: set[Symbol]) -> tuple[Symbol, ...]:
    """Real symbols of our own, printed like no symbol in ``taken``."""
    used = {s.name for s in taken}
    while any(f"{letter}{k}" in used for k in range(count)):
        letter += "_"
    return tuple(Internal(f"{letter}{k}", real=True) for k in range(count))
