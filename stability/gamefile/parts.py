"""The sections of a game file, each turned into the record it describes."""

from __future__ import annotations

import re
from typing import Any

from sympy import Expr, Function, Lambda, Pow, Symbol, exp, false, log

from stability import objectives
from stability.algebra.exact import shorten
from stability.algebra.names import Internal
from stability.errors import BadInput, NotApplicable
from stability.game import Discriminator, Game, Player
from stability.game.critic import LARGE
from stability.gamefile.members import read_law, read_member
from stability.gamefile.section import Names, Section, describe
from stability.parsing import name_problem, nearest, parse_fact, parse_relation, quoted
from stability.system import System

KINDS: dict[str, dict[str, bool]] = {
    "real": {"real": True},
    "positive": {"positive": True},
    "negative": {"negative": True},
    "nonnegative": {"nonnegative": True},
    "nonpositive": {"nonpositive": True},
    "nonzero": {"real": True, "nonzero": True},
}
MAX_SYMBOLS = 256
MAX_FACTS = 64
_LAW = 'a table such as {law = "PointMass", at = "theta"}'


def read_names(top: Section) -> Names:
    """[symbols] and [functions]."""
    declared = top.table("symbols", 'the table [symbols] with lines such as theta = "real"')
    if not 0 < len(declared.data) <= MAX_SYMBOLS:
        raise top.refusal(
            "symbols", f"{len(declared.data)} symbols", f'1 to {MAX_SYMBOLS} lines such as theta = "real"'
        )
    symbols = {name: _symbol(declared, name) for name in declared.data}
    if "functions" not in top.data:
        return Names(symbols)
    section = top.table("functions")
    for name in section.data:
        problem = name_problem(name) or (f"{name!r} is a symbol as well" if name in symbols else None)
        if problem:
            raise section.refusal(name, problem, "another name, such as f")
    facts = tuple(_fact(section, name, text) for name in section.data for text in _facts(section, name))
    return Names(symbols, frozenset(section.data), facts)


def _symbol(section: Section, name: str) -> Symbol:
    problem = name_problem(name)
    if problem:
        raise section.refusal(name, problem, "another name, such as theta or x_1")
    kind = section.data[name]
    if not isinstance(kind, str) or kind not in KINDS:
        near = nearest(kind, KINDS) if isinstance(kind, str) else ""
        raise section.refusal(name, describe(kind), near or "one of " + ", ".join(KINDS))
    return Symbol(name, **KINDS[kind])


def _facts(section: Section, name: str) -> list[Any]:
    listed = section.items(name, '["f\'(0) != 0"]')
    if len(listed) > MAX_FACTS:
        raise section.refusal(name, f"{len(listed)} facts", f"at most {MAX_FACTS}")
    return listed


def _fact(section: Section, name: str, text: Any) -> Any:
    if not isinstance(text, str):
        raise section.wrong_type(name, text, 'facts in quotes, such as "f\'(0) != 0"')
    return parse_fact(text, {name}, where=section.where(name))


def read_assumptions(top: Section, names: Names, state: tuple[Symbol, ...]) -> tuple[Any, ...]:
    """The top-level list of relations, none of them about these state symbols."""
    found = []
    for text in top.items("assumptions", '["gamma < 1"]') if "assumptions" in top.data else []:
        if not isinstance(text, str):
            raise top.wrong_type("assumptions", text, 'relations in quotes, such as "gamma < 1"')
        relation = parse_relation(text, names.symbols, names.functions, where=top.where("assumptions"))
        owned = sorted(relation.free_symbols & set(state), key=str)
        if owned:
            raise top.refusal(
                "assumptions",
                f"{quoted(text)} about {owned[0]}, which a player moves",
                "relations between parameters only; restrict variables in [symbols] or [box]",
            )
        found.append(relation)
    return tuple(found)


def read_game(top: Section, names: Names) -> Game:
    """The game of [[player]], [zero_sum] or [gan], with its [discriminator] and its [[regularizer]]s."""
    forms = {"player": _players, "zero_sum": _zero_sum, "gan": _gan}
    given = [form for form in forms if form in top.data]
    if len(given) != 1:
        raise top.refusal(
            " or ".join(given) or "player",
            f"{len(given)} of the forms [[player]], [zero_sum], [gan] and [system]",
            "exactly one of them",
        )
    name = top.text("name", '"my game"')
    game = forms[given[0]](top, names, name)
    if "discriminator" in top.data:
        game = _with_discriminator(top, names, game)
    assumptions = (*names.facts, *read_assumptions(top, names, game.state))
    with top.located("assumptions"):
        game = Game(game.name, game.players, assumptions, game.discriminator)
    for section in top.tables("regularizer"):
        regularizer = read_member(section, "regularizers", names)
        try:
            game = regularizer(game)
        except NotApplicable as problem:
            remedy = (
                "describing the game by [gan], or adding a table [discriminator]"
                if game.discriminator is None
                else problem.remedy
            )
            raise BadInput(f"{problem.asked} ({section.where('method')})", problem.found, remedy) from None
    return game


def _players(top: Section, names: Names, name: str) -> Game:
    sections = top.tables("player")
    players: list[Player] = []
    for section in sections:
        section.only("name", "variables", "loss")
        own, variables = section.text("name", '"generator"'), section.symbols("variables", names)
        for other in players:
            if other.name == own:
                raise section.refusal(
                    "name", f"{quoted(own)}, the name of another player", "a name of its own for each player"
                )
            for variable in set(variables) & set(other.variables):
                raise section.refusal(
                    "variables",
                    f"{variable}, which player {quoted(other.name)} owns as well",
                    "one owner for each variable",
                )
        with section.located("loss"):
            players.append(Player(own, variables, section.expression("loss", names)))
    with top.located("player"):
        return Game(name, tuple(players))


def _zero_sum(top: Section, names: Names, name: str) -> Game:
    section = top.table("zero_sum")
    section.only("value", "minimizes", "maximizes")
    sides = [_side(section, key, names) for key in ("minimizes", "maximizes")]
    shared = set(sides[0][1]) & set(sides[1][1])
    if shared:
        raise section.refusal(
            "maximizes",
            f"{min(shared, key=str)}, which the minimizing player owns as well",
            "one owner for each variable",
        )
    with section.located("value"):
        return Game.zero_sum(name, section.expression("value", names), minimizes=sides[0], maximizes=sides[1])


def _side(section: Section, key: str, names: Names) -> tuple[str, tuple[Symbol, ...]]:
    side = section.table(key, f'{key} = {{generator = ["theta"]}}')
    if len(side.data) != 1:
        raise section.refusal(key, f"{len(side.data)} players", f'one player: {key} = {{generator = ["theta"]}}')
    player = next(iter(side.data))
    if not player.strip() or not player.isprintable() or len(player) > 60:
        raise section.refusal(key, f"the player's name {quoted(player)}", "1 to 60 printable characters")
    return player, side.symbols(player, names)


def _gan(top: Section, names: Names, name: str) -> Game:
    section = top.table("gan")
    section.only("output", "input", "real", "fake", "generator", "discriminator", "f", "saturating", "large")
    generator, discriminator = section.symbols("generator", names), section.symbols("discriminator", names)
    for variable in set(generator) & set(discriminator):
        raise section.refusal(
            "discriminator", f"{variable}, which the generator owns as well", "one owner for each variable"
        )
    parts = _critic(section, names)
    f = _objective(section, names)
    with section.located("output"):
        return Game.gan(
            name,
            **parts,
            generator=generator,
            discriminator=discriminator,
            f=f,
            saturating=section.flag("saturating", True),
            large=_large(section),
        )


def _large(section: Section) -> str:
    """What a large output means; "fake" unless the file says otherwise."""
    text = section.text("large", '"fake"') if "large" in section.data else LARGE[0]
    if text not in LARGE:
        raise section.refusal("large", f"the text {quoted(text)}", " or ".join(f'"{word}"' for word in LARGE))
    return text


def _critic(section: Section, names: Names) -> dict[str, Any]:
    return {
        "output": section.expression("output", names),
        "input": section.symbols("input", names),
        "real": read_law(section.table("real", _LAW), names),
        "fake": read_law(section.table("fake", _LAW), names),
    }


def _with_discriminator(top: Section, names: Names, game: Game) -> Game:
    section = top.table("discriminator")
    section.only("player", "output", "input", "real", "fake")
    if game.discriminator is not None:
        raise top.refusal("discriminator", "a second description of D", "[gan] alone, which records it")
    player = section.text("player", '"discriminator"')
    with section.located("player"):
        game.player(player)
    critic = Discriminator(player=player, **_critic(section, names))
    return Game(game.name, game.players, game.assumptions, critic)


def _objective(section: Section, names: Names) -> Any:
    text = section.text("f", '"logistic"')
    known = {
        n: v
        for n, v in vars(objectives).items()
        if isinstance(v, (Lambda, objectives.Objective)) and not n.startswith("_")
    }
    if text in names.functions:
        return Function(text)
    if text in known:
        return known[text]
    if re.fullmatch(r"\w+", text) and text != "t":
        near = nearest(text, (*known, *names.functions))
        raise section.refusal(
            "f", f"the text {quoted(text)}", near or f"one of {', '.join(known)}, or an expression in t"
        )
    if "t" in names.symbols:
        found = "a symbol t in [symbols], where t is the argument of f"
        raise section.refusal("f", found, "another name for the symbol")
    t = Internal("t", real=True)
    return Lambda(t, section.expression("f", Names({**names.symbols, "t": t}, names.functions)))


def read_values(
    top: Section, key: str, allowed: tuple[Symbol, ...], subject: Game | System, names: Names, complete: bool
) -> dict[Symbol, Expr]:
    """[at], [near] or [parameters]: exact values of the allowed symbols, each compatible with its declaration."""
    section = top.table(key)
    values = {symbol: section.expression(symbol.name, names) for symbol in _listed(section, allowed, complete)}
    for symbol, value in values.items():
        check_value(section, symbol, value, subject)
    return values


def _listed(section: Section, allowed: tuple[Symbol, ...], complete: bool) -> list[Symbol]:
    by_name = {symbol.name: symbol for symbol in allowed}
    section.only(*by_name)
    for name in by_name if complete else ():
        section.required(name, f"{name} = 0, or another value")
    return [by_name[name] for name in section.data]


def check_value(section: Section, symbol: Symbol, value: Expr, subject: Game | System) -> None:
    """Refuse a value against the symbol's declaration, or one that makes a symbolic power explode."""
    for kind, declared in KINDS.items():
        if all(symbol.assumptions0.get(a) for a in declared) and any(
            getattr(value, f"is_{a}") is False for a in declared
        ):
            remedy = f"a value that is {kind}, or another declaration in [symbols]"
            raise section.refusal(symbol.name, f"{shorten(value)}, which is not {kind}", remedy)
    written = [p.loss for p in subject.players] if isinstance(subject, Game) else subject.rhs
    exponents = {s for w in written for e in _symbolic_exponents(w) for s in e.free_symbols}
    if symbol in exponents and value.is_number and abs(value) > 100:
        raise section.refusal(symbol.name, f"{value} in an exponent", "a value between -100 and 100")


def _symbolic_exponents(loss: Expr) -> list[Expr]:
    return [p.exp for p in loss.atoms(Pow) if p.exp.free_symbols] + [e.exp for e in loss.atoms(exp) if e.exp.has(log)]


def read_box(top: Section, subject: Game | System, names: Names) -> dict[Symbol, tuple[Expr, Expr]]:
    """[box]: an interval [low, high] for every variable."""
    section = top.table("box")
    box = {}
    for symbol in _listed(section, subject.state, complete=True):
        ends = section.items(symbol.name, "[-1, 1]")
        if len(ends) != 2:
            raise section.refusal(symbol.name, f"{len(ends)} numbers", "two ends, such as [-1, 1]")
        low, high = (section.expression(symbol.name, names, end) for end in ends)
        if (low < high) != True:  # noqa: E712 - a SymPy truth value
            raise section.refusal(symbol.name, f"[{low}, {high}]", "the smaller end first")
        box[symbol] = (low, high)
    return box


def check_assumptions(top: Section, subject: Game | System, values: dict[Symbol, Expr]) -> None:
    """Refuse parameter values that contradict an assumption."""
    for assumption in subject.assumptions:
        if hasattr(assumption, "xreplace") and assumption.xreplace(values) == false:
            raise BadInput(
                top.table("parameters").where(", ".join(s.name for s in values)),
                f"values that contradict the assumption {assumption}",
                "values that satisfy it, or another assumption",
            )
