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
from stability.gamefile.systems import read_system
from stability.system import AbstractDynamics, System, gradient_field

__all__ = ["GameFile", "load_game"]

_SECTIONS = (
    "name",
    "assumptions",
    "symbols",
    "functions",
    "system",
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
    """What a game file asks: a game and how it is played, or a flow or map without a game, and where to look.

    game: None for a flow or map, which is then ``plain``.  dynamics: None stands for the gradient flow.  at: an exact
    equilibrium; near: an approximate one; box: where to search; each None when the file has no such table.  parameters:
    exact numbers for parameters, possibly none.
    """

    path: str
    game: Game | None
    dynamics: AbstractDynamics | None = None
    at: dict[Symbol, Expr] | None = None
    near: dict[Symbol, Expr] | None = None
    box: dict[Symbol, tuple[Expr, Expr]] | None = None
    parameters: dict[Symbol, Expr] = field(default_factory=dict)
    plain: System | None = None

    @property
    def subject(self) -> Game | System:
        """What is analyzed."""
        return self.game or self.plain  # type: ignore[return-value]  # read_document fills one of them

    def system(self) -> System:
        """The flow or map of the file, or the one that the players follow."""
        if self.game is None:
            return self.subject  # type: ignore[return-value]
        top = Section(self.path, TOP, {})
        with top.located("dynamics"):
            return self.dynamics(self.game) if self.dynamics is not None else gradient_field(self.game)


def load_game(path: Any) -> GameFile:
    """Read a game file.

    Top level: ``name``; ``assumptions``, a list of relations between parameters.
    ``[symbols]``: name = "real", "positive", "negative", "nonnegative", "nonpositive" or "nonzero".
    ``[functions]``: f = ["f'(t) != 0", "f''(0) < 0"], facts about an abstract f, t standing for every argument.
    One of ``[[player]]`` (name, variables, loss), ``[zero_sum]`` (value, minimizes, maximizes), ``[gan]`` (output,
    input, real, fake, generator, discriminator, f, saturating, large) and ``[system]``, a flow or map without a game:
    time ("continuous" or "discrete") and the table ``[system.rhs]`` with one line ``S = "mu - beta*S*I - mu*S"`` for
    each state symbol, in order; its assumptions may speak of the state.
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
    plain = read_system(top, names) if "system" in document else None
    game = None if plain is not None else read_game(top, names)
    subject: Any = game or plain
    rest = tuple(s for s in names.symbols.values() if s not in subject.state)
    places = [key for key in ("at", "near", "box") if key in document]
    if len(places) > 1:
        raise top.refusal(places[1], f"both [{places[0]}] and [{places[1]}]", "one of [at], [near] and [box]")
    numbers = Names({})
    parameters = read_values(top, "parameters", rest, subject, numbers, False) if "parameters" in document else {}
    check_assumptions(top, subject, parameters)
    own = Names({s.name: s for s in rest})
    return GameFile(
        path=shown,
        game=game,
        dynamics=read_member(top.table("dynamics"), "dynamics", names) if "dynamics" in document else None,
        at=read_values(top, "at", subject.state, subject, own, True) if "at" in document else None,
        near=read_values(top, "near", subject.state, subject, numbers, True) if "near" in document else None,
        box=read_box(top, subject, numbers) if "box" in document else None,
        parameters=parameters,
        plain=plain,
    )
