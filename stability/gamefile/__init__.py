"""TOML -> Game and System: what the command line and ``load_game`` read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sympy import Expr, Symbol

from stability.game import Game
from stability.gamefile.members import read_member
from stability.gamefile.parts import check_assumptions, read_box, read_game, read_names, read_values
from stability.gamefile.section import TOP, Names, Section
from stability.gamefile.source import read_document
from stability.system import AbstractDynamics, System, gradient_field

__all__ = ["GameFile", "load_game"]

_SECTIONS = (
    "name",
    "assumptions",
    "symbols",
    "functions",
    "player",
    "zero_sum",
    "gan",
    "discriminator",
    "regularizer",
    "dynamics",
    "at",
    "near",
    "box",
    "parameters",
)


@dataclass(frozen=True)
class GameFile:
    """What a game file asks: a game, how it is played, and where to look.

    dynamics: None stands for the gradient flow.  at: an exact equilibrium; near: an approximate one; box: where to
    search; each None when the file has no such table.  parameters: exact numbers for parameters, possibly none.
    """

    path: str
    game: Game
    dynamics: AbstractDynamics | None = None
    at: dict[Symbol, Expr] | None = None
    near: dict[Symbol, Expr] | None = None
    box: dict[Symbol, tuple[Expr, Expr]] | None = None
    parameters: dict[Symbol, Expr] = field(default_factory=dict)

    def system(self) -> System:
        """The flow or map that the players follow."""
        top = Section(self.path, TOP, {})
        with top.located("dynamics"):
            return self.dynamics(self.game) if self.dynamics is not None else gradient_field(self.game)


def load_game(path: Any) -> GameFile:
    """Read a game file.

    Top level: ``name``; ``assumptions``, a list of relations between parameters.
    ``[symbols]``: name = "real", "positive", "negative", "nonnegative", "nonpositive" or "nonzero".
    ``[functions]``: f = ["f'(t) != 0", "f''(0) < 0"], facts about an abstract f, t standing for every argument.
    One of ``[[player]]`` (name, variables, loss), ``[zero_sum]`` (value, minimizes, maximizes) and ``[gan]`` (output,
    input, real, fake, generator, discriminator, f, saturating).
    ``[discriminator]`` (player, output, input, real, fake) adds a D(x) to the first two.
    ``[[regularizer]]`` and ``[dynamics]``: method, a member of that shelf, and its arguments.
    At most one of ``[at]``, ``[near]`` and ``[box]``, each with every variable; ``[parameters]`` with any.
    Expressions are texts (grammar: ``stability.parsing``); numbers are exact, 0.2 is 1/5.

    >>> import tempfile
    >>> text = '''
    ... name = "matching"
    ... [symbols]
    ... x = "real"
    ... y = "real"
    ... [zero_sum]
    ... value = "0.5*x*y"
    ... minimizes = {row = ["x"]}
    ... maximizes = {column = ["y"]}
    ... '''
    >>> with tempfile.NamedTemporaryFile("w", suffix=".toml") as file:
    ...     _ = file.write(text), file.flush()
    ...     load_game(file.name).system().rhs
    (-y/2, x/2)

    Raises BadInput with file, table and key for anything else; nothing in a file is ever executed.
    """
    shown, document = read_document(path)
    top = Section(shown, TOP, document)
    top.only(*_SECTIONS)
    names = read_names(top)
    game = read_game(top, names)
    rest = tuple(s for s in names.symbols.values() if s not in game.state)
    places = [key for key in ("at", "near", "box") if key in document]
    if len(places) > 1:
        raise top.refusal(places[1], f"both [{places[0]}] and [{places[1]}]", "one of [at], [near] and [box]")
    numbers = Names({})
    parameters = read_values(top, "parameters", rest, game, numbers, False) if "parameters" in document else {}
    check_assumptions(top, game, parameters)
    own = Names({s.name: s for s in rest})
    return GameFile(
        path=shown,
        game=game,
        dynamics=read_member(top.table("dynamics"), "dynamics", names) if "dynamics" in document else None,
        at=read_values(top, "at", game.state, game, own, True) if "at" in document else None,
        near=read_values(top, "near", game.state, game, numbers, True) if "near" in document else None,
        box=read_box(top, game, numbers) if "box" in document else None,
        parameters=parameters,
    )
