"""Players, discriminators and games; regularizers turn a game into a game.

The one sign convention of this package: **every player minimizes its own loss**, and the field of a game is
v = (-d loss_1/d x_1, ..., -d loss_n/d x_n) in the order of the players.  A player who maximizes V has loss -V.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from sympy import Add, Expr, Symbol
from sympy.core.function import AppliedUndef
from sympy.logic.boolalg import BooleanTrue

from stability.algebra.conditions import Fact
from stability.algebra.exact import exact, real_symbols, relation
from stability.algebra.jets import Jet, instantiate, to_jets
from stability.errors import BadInput
from stability.expectation import expectation


def _symbols(variables: Any, owner: str) -> tuple[Symbol, ...]:
    found = tuple(variables) if isinstance(variables, (tuple, list)) else (variables,)
    if not found:
        raise BadInput(f"the variables of {owner}", "none", "at least one real symbol")
    real_symbols(found, f"the variables of {owner}")
    if len(set(found)) != len(found):
        raise BadInput(f"distinct variables of {owner}", str(found), "name each variable once")
    return found


@dataclass(frozen=True)
class Player:
    """A player who minimizes ``loss`` over its own ``variables``.

    loss: an exact real SymPy expression; it may contain the other players' variables, parameters declared real,
    and abstract functions ``Function("f")``.

    >>> from sympy import symbols
    >>> x, y = symbols("x y", real=True)
    >>> Player("row", x, x*y).variables
    (x,)

    Raises BadInput for floats, infinite or complex values and symbols that are not declared real.
    """

    name: str
    variables: Any
    loss: Any

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name.strip():
            raise BadInput("a player's name", repr(self.name), "a non-empty string")
        object.__setattr__(self, "variables", _symbols(self.variables, f"player {self.name!r}"))
        loss = to_jets(exact(self.loss, f"the loss of player {self.name!r}"))
        real_symbols(loss.free_symbols, f"the symbols in the loss of player {self.name!r}")
        object.__setattr__(self, "loss", loss)


@dataclass(frozen=True)
class Discriminator:
    """The function D(x) inside a game, for penalties on it.

    player: the name of the player who owns it; output: D as an expression; input: the symbols x;
    real, fake: the laws of the data and of the generated points.
    """

    player: str
    output: Expr
    input: tuple[Symbol, ...]
    real: Any
    fake: Any


@dataclass(frozen=True)
class Game:
    """A differentiable game; its field is stated at the head of this module.

    assumptions: relations between parameters (``gamma > 0``) and Facts about abstract functions.

    >>> from sympy import symbols
    >>> x, y = symbols("x y", real=True)
    >>> Game("matching", (Player("row", x, x*y), Player("column", y, -x*y))).state
    (x, y)

    Raises BadInput when two players own one variable or one name.
    """

    name: str
    players: Any
    assumptions: Any = ()
    discriminator: Discriminator | None = None

    def __post_init__(self) -> None:
        players = tuple(self.players) if isinstance(self.players, (tuple, list)) else (self.players,)
        if not players or not all(isinstance(p, Player) for p in players):
            raise BadInput(
                f"the players of game {self.name!r}", repr(self.players), "a list of Player(name, variables, loss)"
            )
        object.__setattr__(self, "players", players)
        _check_owners(self.name, players)
        given = self.assumptions if isinstance(self.assumptions, (tuple, list)) else (self.assumptions,)
        checked = tuple(a if isinstance(a, Fact) else relation(a) for a in given)
        object.__setattr__(self, "assumptions", tuple(a for a in checked if not isinstance(a, BooleanTrue)))

    @property
    def state(self) -> tuple[Symbol, ...]:
        """All players' variables, in the order of the players."""
        return tuple(v for p in self.players for v in p.variables)

    @property
    def parameters(self) -> tuple[Symbol, ...]:
        """The symbols that no player owns, sorted by name."""
        free = {s for p in self.players for s in p.loss.free_symbols}
        return tuple(sorted(free - set(self.state), key=str))

    @property
    def functions(self) -> tuple[str, ...]:
        """Names of the abstract functions in the losses, sorted."""
        return tuple(sorted({j.function for p in self.players for j in p.loss.atoms(Jet)}))

    def player(self, name: str) -> Player:
        for player in self.players:
            if player.name == name:
                return player  # type: ignore[no-any-return]
        raise BadInput(
            f"player {name!r} of game {self.name!r}", f"players {[p.name for p in self.players]}", "one of these"
        )

    def add_to_loss(self, player: str, term: Any, *, name: str, assumptions: Iterable[Any] = ()) -> Game:
        """The game in which ``player`` pays ``term`` as well; nobody else's loss changes."""
        chosen = self.player(player)
        changed = replace(chosen, loss=Add(chosen.loss, exact(term, f"a term for the loss of {player!r}")))
        players = tuple(changed if p is chosen else p for p in self.players)
        return replace(self, name=name, players=players, assumptions=(*self.assumptions, *assumptions))

    def instantiate(self, values: dict[Symbol, Any], functions: dict[str, Any] | None = None) -> Game:
        """Numbers for parameters, given functions (name -> Lambda) for abstract ones; facts about those are dropped."""
        given = functions or {}
        exact_values = {symbol: exact(value, f"the value of {symbol}") for symbol, value in values.items()}

        def put(expression: Any) -> Any:
            return instantiate(expression, given).xreplace(exact_values)

        players = tuple(replace(p, loss=put(p.loss)) for p in self.players)
        kept = tuple(
            a if isinstance(a, Fact) else a.xreplace(exact_values)
            for a in self.assumptions
            if not (isinstance(a, Fact) and a.function in given)
        )
        critic = self.discriminator and replace(self.discriminator, output=put(self.discriminator.output))
        return replace(self, players=players, assumptions=kept, discriminator=critic)

    @classmethod
    def zero_sum(
        cls,
        name: str,
        value: Any,
        minimizes: Any = ("generator", ()),
        maximizes: Any = ("discriminator", ()),
        assumptions: Any = (),
        discriminator: Discriminator | None = None,
    ) -> Game:
        """min over one player's variables, max over the other's, of ``value``.

        minimizes, maximizes: pairs (name, variables).

        >>> from sympy import symbols
        >>> theta, psi = symbols("theta psi", real=True)
        >>> game = Game.zero_sum("bilinear", theta*psi, ("generator", theta), ("discriminator", psi))
        >>> [player.loss for player in game.players]
        [psi*theta, -psi*theta]
        """
        loss = exact(value, f"the value of game {name!r}")
        return cls(
            name,
            (Player(minimizes[0], minimizes[1], loss), Player(maximizes[0], maximizes[1], -loss)),
            assumptions,
            discriminator,
        )

    @classmethod
    def gan(
        cls,
        name: str,
        *,
        output: Any,
        input: Any,
        real: Any,
        fake: Any,
        generator: Any,
        discriminator: Any,
        f: Any,
        saturating: bool = True,
        assumptions: Any = (),
    ) -> Game:
        """The GAN with value L = E_{x~fake} f(D(x)) + E_{x~real} f(-D(x)): the generator minimizes L, the
        discriminator maximizes it (notation of Mescheder et al. 2018; large D means "fake").

        output: D(x) as an expression; input: the symbols x; real, fake: laws; generator, discriminator: the
        variables each owns; f: an abstract ``Function("f")``, a SymPy Lambda or a Python callable on expressions.
        saturating=False lets the generator minimize -E_fake f(-D) instead (the non-saturating game, general-sum).

        >>> from sympy import symbols
        >>> from stability.expectation import PointMass
        >>> from stability.objectives import wasserstein
        >>> theta, psi, x = symbols("theta psi x", real=True)
        >>> game = Game.gan("WGAN", output=psi*x, input=x, real=PointMass(0), fake=PointMass(theta),
        ...                 generator=theta, discriminator=psi, f=wasserstein)
        >>> game.players[0].loss
        psi*theta
        """
        inputs = _symbols(input, "the discriminator's input")
        critic = exact(output, "the discriminator's output")
        fake_part = expectation(to_jets(f(critic)), inputs, fake)
        value = Add(fake_part, expectation(to_jets(f(-critic)), inputs, real))
        generator_loss = value if saturating else -expectation(to_jets(f(-critic)), inputs, fake)
        return cls(
            name,
            (Player("generator", generator, generator_loss), Player("discriminator", discriminator, -value)),
            assumptions,
            Discriminator("discriminator", critic, inputs, real, fake),
        )


def _check_owners(game: str, players: tuple[Player, ...]) -> None:
    owner: dict[Any, str] = {}
    for player in players:
        if player.name in owner.values():
            raise BadInput(
                f"distinct names of the players of game {game!r}",
                f"{player.name!r} twice",
                "a name of its own for each player",
            )
        for variable in player.variables:
            if variable in owner:
                raise BadInput(
                    f"one owner for each variable of game {game!r}",
                    f"{variable} owned by {owner[variable]!r} and {player.name!r}",
                    "give each player its own variables, or let the players share a parameter",
                )
        owner.update(dict.fromkeys(player.variables, player.name))


class AbstractRegularizer(ABC):
    """A map Game -> Game; strength 0 gives a game with the same field."""

    @abstractmethod
    def __call__(self, game: Game) -> Game:
        """The regularized game."""


def undetermined(expression: Any) -> bool:
    """True when an expression still holds an abstract function."""
    return bool(expression.has(Jet, AppliedUndef))
