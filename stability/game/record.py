"""Games; the sign convention is stated in the package."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from sympy import Add, Symbol

from stability.algebra.conditions import Fact, stated, symbols_of
from stability.algebra.exact import check_text, exact, shorten
from stability.algebra.jets import Jet, instantiate
from stability.algebra.names import Internal, distinct_names
from stability.errors import BadInput
from stability.game import gan
from stability.game.critic import Discriminator
from stability.game.player import Player


@dataclass(frozen=True)
class Game:
    """A differentiable game; its field is stated at the head of this package.

    assumptions: relations between parameters (``gamma > 0``) and Facts about abstract functions.
    discriminator: the Discriminator of a GAN, a tuple of several, or None; ``critics`` is always a tuple.
    base: the game before the terms that regularizers added, or None; ``origin`` is that game, or this one.

    >>> from sympy import symbols
    >>> x, y = symbols("x y", real=True)
    >>> Game("matching", (Player("row", x, x*y), Player("column", y, -x*y))).state
    (x, y)

    Raises BadInput when two players own one variable or one name.
    """

    name: str
    players: Any
    assumptions: Any = ()
    discriminator: Any = None
    base: Game | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        players = tuple(self.players) if isinstance(self.players, (tuple, list)) else (self.players,)
        if not players or not all(isinstance(p, Player) for p in players):
            raise BadInput(
                f"the players of game {self.name!r}", repr(self.players), "a list of Player(name, variables, loss)"
            )
        object.__setattr__(self, "players", players)
        check_text(self.name, "the name of a game")
        _check_owners(self.name, players)
        object.__setattr__(self, "assumptions", stated(self.assumptions))
        _check_critics(self)
        _check_base(self)
        distinct_names(f"game {self.name!r}", self.symbols)

    @property
    def origin(self) -> Game:
        """The game whose equilibria are wanted: the one that was regularized, or this one."""
        return self if self.base is None else self.base

    @property
    def critics(self) -> tuple[Discriminator, ...]:
        """The discriminators: none, one or several."""
        found = self.discriminator
        return found if isinstance(found, tuple) else () if found is None else (found,)

    @property
    def symbols(self) -> set[Symbol]:
        """Every symbol of the game: in variables, losses, assumptions, discriminators and laws."""
        found = symbols_of(self.assumptions) | set(self.state)
        for player in self.players:
            found |= player.loss.free_symbols
        for critic in self.critics:
            found |= {*critic.input, *critic.output.free_symbols, *critic.real.free_symbols, *critic.fake.free_symbols}
            found |= critic.objective.free_symbols if critic.objective else set()
        return {s for s in found if not isinstance(s, Internal)}

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
        """The game in which ``player`` pays ``term`` as well; nobody else's loss changes, and its origin is kept."""
        chosen = self.player(player)
        changed = replace(chosen, loss=Add(chosen.loss, exact(term, f"a term for the loss of {player!r}")))
        players = tuple(changed if p is chosen else p for p in self.players)
        stated_now = (*self.assumptions, *assumptions)
        return replace(self, name=name, players=players, assumptions=stated_now, base=self.origin)

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
        critics = tuple(c.instantiate(exact_values, given) for c in self.critics)
        base = None if self.base is None else self.base.instantiate(values, functions)
        return replace(self, players=players, assumptions=kept, discriminator=one_or_several(critics), base=base)

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
        (first, own), (second, others) = _side(minimizes, "minimizes"), _side(maximizes, "maximizes")
        return cls(
            name,
            (Player(first, own, loss), Player(second, others, -loss)),
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
        large: str = "fake",
    ) -> Game:
        r"""The GAN with value L = E_{x~fake} f(D(x)) + E_{x~real} f(-D(x)): the generator minimizes L, the
        discriminator maximizes it (notation of Mescheder et al. 2018).  **Large D means "fake".**

        A discriminator whose large values mean "real", as most code has it, says large="real": then D is minus the
        output.  The wrong sign exchanges attraction and repulsion.

        output: D(x) as an expression; input: the symbols x; real, fake: laws; generator, discriminator: the
        variables each owns; a generator G(z; theta) enters as fake=Pushforward(G, z, law of z).
        f: an abstract ``Function("f")``, a SymPy Lambda, a Python callable on expressions, or an
        ``objectives.Objective``, which gives generated points and data different functions (f-GANs, hinge).
        saturating=False: the generator minimizes -E_fake f(-D) instead (the non-saturating game, general-sum).
        Several discriminators: output=(D1, D2), discriminator=(its variables, its variables), f=f or (f1, f2);
        the generator minimizes the sum.

        >>> from sympy import symbols
        >>> from stability.expectation import PointMass
        >>> from stability.objectives import wasserstein
        >>> theta, psi, x = symbols("theta psi x", real=True)
        >>> game = Game.gan("WGAN", output=psi*x, input=x, real=PointMass(0), fake=PointMass(theta),
        ...                 generator=theta, discriminator=psi, f=wasserstein)
        >>> game.players[0].loss
        psi*theta

        Raises BadInput for a law whose weights a player moves, data that a player moves, or mismatched dimensions.
        """
        own, owned, critics = gan.described(output, input, real, fake, generator, discriminator, f, saturating, large)
        return cls(name, gan.players(own, owned, critics), assumptions, one_or_several(critics))


def _side(given: Any, key: str) -> tuple[Any, Any]:
    if isinstance(given, (tuple, list)) and len(given) == 2:
        return given[0], given[1]
    raise BadInput(f"the player who {key} the value of a game", repr(given), f"{key}=(name, variables)")


def as_game(given: Any, asked: str) -> Game:
    """The game itself, or BadInput."""
    if isinstance(given, Game):
        return given
    raise BadInput(
        f"a Game for {asked}", shorten(repr(given)), "Game(name, players), or a member of stability.games called"
    )


def one_or_several(critics: tuple[Discriminator, ...]) -> Any:
    """None, the only discriminator, or the tuple of several."""
    return critics if len(critics) > 1 else critics[0] if critics else None


def _check_critics(game: Game) -> None:
    given = game.discriminator
    if given is not None and not all(isinstance(c, Discriminator) for c in game.critics):
        raise BadInput(f"the discriminator of game {game.name!r}", repr(given), "a Discriminator, or a tuple of them")
    for critic in game.critics:
        game.player(critic.player)


def _check_base(game: Game) -> None:
    base = game.base
    if base is not None and (not isinstance(base, Game) or set(base.state) != set(game.state)):
        raise BadInput(
            f"the game that {game.name!r} regularizes",
            repr(base.name) if isinstance(base, Game) else repr(base),
            "a Game with the same variables, or None",
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
