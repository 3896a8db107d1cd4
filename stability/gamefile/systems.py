"""The table [system]: a flow or a map without a game."""

from __future__ import annotations

from stability.clock import Time
from stability.gamefile.parts import read_assumptions
from stability.gamefile.section import Names, Section, one_of
from stability.parsing import quoted
from stability.system import System

#: What belongs to a game, which a file with a table [system] does not have.
_OF_GAMES = ("player", "zero_sum", "gan", "discriminator", "regularizer", "dynamics")
_EXAMPLE = 'a table [system.rhs] with lines such as S = "mu - beta*S*I - mu*S", one for each state symbol'


def read_system(top: Section, names: Names) -> System:
    """time = "continuous" or "discrete", and one line of [system.rhs] for each state symbol, in order."""
    for key in _OF_GAMES:
        if key in top.data:
            raise top.refusal(key, "a table [system] as well", "a game with its dynamics, or [system] alone")
    name = top.text("name", '"my system"')
    section = top.table("system")
    section.only("time", "rhs")
    times = {time.value: time for time in Time}
    written = section.text("time", '"continuous"')
    if written not in times:
        raise section.refusal("time", f"the text {quoted(written)}", one_of(written, times))
    lines = section.table("rhs", _EXAMPLE)
    if not lines.data:
        raise section.refusal("rhs", "no line", _EXAMPLE)
    for state in lines.data:
        if state not in names.symbols:
            raise lines.refusal(state, "a name that is no symbol", one_of(state, names.symbols) + ", as in [symbols]")
    rhs = [lines.expression(state, names) for state in lines.data]
    assumptions = (*names.facts, *read_assumptions(top, names, ()))
    with top.located("system"):
        return System(times[written], [names.symbols[s] for s in lines.data], rhs, assumptions=assumptions, name=name)
