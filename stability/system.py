"""Dynamical systems: flows x' = rhs and maps x+ = rhs, and how a game becomes one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import KW_ONLY, dataclass, replace
from typing import Any, overload

from sympy import Expr, MatrixBase, Symbol

from stability.algebra.conditions import Fact, stated, symbols_of
from stability.algebra.exact import check_text, exact, real_symbols, shorten, variables_of
from stability.algebra.jets import Jet, instantiate, to_jets
from stability.algebra.names import distinct_names
from stability.clock import Time
from stability.errors import BadInput, NotApplicable
from stability.expectation import gradient
from stability.game import Game, Player
from stability.game.record import as_game

__all__ = ["AbstractDynamics", "Composed", "System", "Time", "gradient_field"]


class Composed(Sequence[Expr]):
    """The components of F_m o ... o F_1, composed when they are first looked at.

    Composing early explodes: five alternating steps on a logistic game give 355,820 operations, while the
    Jacobian of the product needs the stages only.
    """

    def __init__(self, state: tuple[Symbol, ...], stages: tuple[tuple[Expr, ...], ...]) -> None:
        self._state, self._stages = state, stages
        self._components: tuple[Expr, ...] | None = None

    def _compose(self) -> tuple[Expr, ...]:
        if self._components is None:
            current: tuple[Expr, ...] = self._state
            for stage in self._stages:
                values = dict(zip(self._state, current, strict=True))
                current = tuple(component.subs(values, simultaneous=True) for component in stage)
            self._components = current
        return self._components

    @overload
    def __getitem__(self, index: int) -> Expr: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Expr]: ...
    def __getitem__(self, index: int | slice) -> Expr | Sequence[Expr]:
        return self._compose()[index]

    def __len__(self) -> int:
        return len(self._state)

    def __iter__(self) -> Iterator[Expr]:
        return iter(self._compose())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Composed) and (self._state, self._stages) == (other._state, other._stages)

    def __hash__(self) -> int:
        return hash((self._state, self._stages))


@dataclass(frozen=True)
class System:
    """A flow x' = rhs (Time.CONTINUOUS) or a map x+ = rhs (Time.DISCRETE) on R^n.

    state: n real symbols; rhs: n exact expressions.  ``stages`` gives a map as F_m o ... o F_1 instead, each stage
    n expressions in the state (``rhs`` may then be None).  ``game``: the game whose players move, if any; a rule with
    memory, such as momentum, has state variables besides theirs.

    >>> from sympy import symbols
    >>> x = symbols("x", real=True)
    >>> System(Time.DISCRETE, [x], [x/2]).rhs
    (x/2,)
    """

    time: Time
    state: Any
    rhs: Any = None
    _: KW_ONLY
    assumptions: Any = ()
    name: str = ""
    stages: Any = None
    game: Game | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "time", time_of(self.time))
        state = variables_of(self.state, "the state variables")
        object.__setattr__(self, "state", state)
        if self.stages is not None:
            several = isinstance(self.stages, (tuple, list)) and self.stages
            if self.time is not Time.DISCRETE or not several or self.rhs is not None:
                raise BadInput(
                    "a map composed of stages",
                    f"{self.time}, rhs={self.rhs!r} and stages={self.stages!r}",
                    "Time.DISCRETE, rhs=None and a list of stages, each with one expression for each state variable",
                )
            object.__setattr__(self, "stages", tuple(self._components(stage) for stage in self.stages))
            object.__setattr__(self, "rhs", Composed(state, self.stages))
        else:
            object.__setattr__(self, "rhs", self._components(self.rhs))
        object.__setattr__(self, "assumptions", stated(self.assumptions))
        check_text(self.name, "the name of a system")
        if self.game is not None and not isinstance(self.game, Game):
            raise BadInput("the game of a system", repr(self.game), "a Game, or None")
        played = () if self.game is None else self.game.symbols
        distinct_names("a system", self.state, *self.maps, symbols_of(self.assumptions), played)
        lacking = [] if self.game is None else [s for s in self.game.state if s not in self.state]
        if lacking:
            raise BadInput(
                "the game of the system's players",
                f"the variables {', '.join(map(str, lacking))}, which are not in the state {self.state}",
                "a state with all variables of the players, and further ones for memory; or game=None",
            )

    def _components(self, rhs: Any) -> tuple[Expr, ...]:
        listed = isinstance(rhs, (tuple, list, Sequence, MatrixBase)) and not isinstance(rhs, str)
        components = tuple(rhs) if listed else (rhs,)
        if len(components) != len(self.state):
            raise BadInput(
                f"a right-hand side with {len(self.state)} components",
                f"{len(components)}",
                "one expression for each state variable",
            )
        checked = tuple(to_jets(exact(c, "the right-hand side")) for c in components)
        for component in checked:
            real_symbols(component.free_symbols, "the symbols of the right-hand side")
        return checked

    @property
    def maps(self) -> tuple[tuple[Expr, ...], ...]:
        """The stages of a map, or the right-hand side as the only one."""
        return self.stages if self.stages is not None else (self.rhs,)  # type: ignore[no-any-return]

    @property
    def parameters(self) -> tuple[Symbol, ...]:
        """Symbols outside the state, sorted by name."""
        free = {s for stage in self.maps for c in stage for s in c.free_symbols}
        return tuple(sorted(free - set(self.state), key=str))

    @property
    def functions(self) -> tuple[str, ...]:
        """Names of the abstract functions, sorted."""
        return tuple(sorted({j.function for stage in self.maps for c in stage for j in c.atoms(Jet)}))

    @property
    def is_gradient_field(self) -> bool:
        """Whether this is the gradient flow of its game."""
        return self.game is not None and self.time is Time.CONTINUOUS and self.rhs == gradient_field(self.game).rhs

    def assuming(self, *more: Any) -> System:
        """The same system under further relations and Facts; a composed map stays uncomposed."""
        rhs = None if self.stages is not None else self.rhs
        return replace(self, rhs=rhs, assumptions=(*self.assumptions, *more))

    def instantiate(self, values: dict[Symbol, Any], functions: dict[str, Any] | None = None) -> System:
        """Numbers for parameters, given functions (name -> Lambda) for abstract ones."""
        given = functions or {}
        if not values and not given:
            return self
        exact_values = {symbol: exact(value, f"the value of {symbol}") for symbol, value in values.items()}

        def put(stage: Any) -> tuple[Expr, ...]:
            return tuple(instantiate(c, given).xreplace(exact_values) for c in stage)

        kept = tuple(
            a if isinstance(a, Fact) else a.xreplace(exact_values)
            for a in self.assumptions
            if not (isinstance(a, Fact) and a.function in given)
        )
        game = self.game.instantiate(values, given) if self.game else None
        if self.stages is not None:
            return replace(self, rhs=None, stages=tuple(put(s) for s in self.stages), assumptions=kept, game=game)
        return replace(self, rhs=put(self.rhs), assumptions=kept, game=game)


def gradient_field(game: Game) -> System:
    """x' = v(x) with v = (-d loss_i / d x_i): every player descends its own loss, continuously in time.

    >>> from sympy import symbols
    >>> from stability.game import Player
    >>> x, y = symbols("x y", real=True)
    >>> gradient_field(Game("bilinear", (Player("row", x, x*y), Player("column", y, -x*y)))).rhs
    (-y, x)
    """
    as_game(game, "a gradient field")
    field = tuple(-slope for p in game.players for slope in gradient(p.loss, p.variables))
    return System(Time.CONTINUOUS, game.state, field, assumptions=game.assumptions, name=game.name, game=game)


def time_of(value: Any) -> Time:
    """A Time, given as such or by its word; what is forgotten most often is the first argument itself.

    >>> time_of("discrete")
    <Time.DISCRETE: 'discrete'>
    """
    if isinstance(value, Time):
        return value
    words = {time.value: time for time in Time}
    if isinstance(value, str) and value.lower() in words:
        return words[value.lower()]
    forgotten = isinstance(value, (Symbol, tuple, list, MatrixBase))
    line = "System(Time.CONTINUOUS, state, rhs) for x' = rhs, System(Time.DISCRETE, state, rhs) for x+ = rhs"
    raise BadInput(
        "the time of a system",
        f"{shorten(value)}, as if it were the state: the time comes first" if forgotten else shorten(repr(value)),
        line if forgotten else "Time.CONTINUOUS or Time.DISCRETE",
    )


class AbstractDynamics(ABC):
    """A map Game -> System."""

    @abstractmethod
    def __call__(self, game: Game) -> System:
        """The flow or map that the players follow."""


def step_size(value: Any, name: str) -> Expr:
    """A step or learning rate: exact and provably positive."""
    step = exact(value, f"the step {name}")
    if step.is_positive is not True:
        raise BadInput(
            f"a positive step {name}", str(step), f"a positive rational, or {name} = Symbol({name!r}, positive=True)"
        )
    return step


def two_roles(game: Game) -> tuple[Player, Player]:
    """(generator, discriminator) of a two-player game; with other names, the first plays the generator."""
    as_game(game, "a dynamics with two roles")
    if len(game.players) != 2:
        raise NotApplicable(
            "a dynamics with two roles",
            f"game {game.name!r} has {len(game.players)} players",
            "GradientFlow or SimultaneousGD, which take any number of players",
        )
    names = [p.name for p in game.players]
    if names == ["discriminator", "generator"]:
        return game.players[1], game.players[0]
    return game.players[0], game.players[1]
