"""What is studied: hypotheses, players with their losses, the vector field or update map."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sympy import Add

from stability.algebra.conditions import Fact
from stability.clock import Time
from stability.report.display import equations
from stability.report.laws import law_tex
from stability.report.literal import literal
from stability.report.notation import Notation
from stability.report.pieces import items, step
from stability.report.width import TEXT, width

#: A field wider than this many lines of text is not written out.
_LONGEST = 20 * TEXT
_ASSUMED = (
    ("is_zero", "= 0"),
    ("is_positive", "> 0"),
    ("is_negative", "< 0"),
    ("is_nonnegative", r"\geq 0"),
    ("is_nonpositive", r"\leq 0"),
)


def setting(notation: Notation, system: Any) -> list[str]:
    """Hypotheses, game and field of a system, as LaTeX blocks; a static subject has no field."""
    if not system.state:
        return [*hypotheses(notation, system), f"The subject is {literal(system.name)}."]
    return [*hypotheses(notation, system), *game(notation, system.game), *field(notation, system)]


def hypotheses(notation: Notation, system: Any) -> list[str]:
    numbers = [_declared(notation, s) for s in system.parameters]
    entries = _state(notation, system.state)
    entries += [f"Parameters: {', '.join(numbers)}."] if numbers else []
    facts: dict[str, list[str]] = {name: [] for name in system.functions}
    for assumption in system.assumptions:
        if isinstance(assumption, Fact):
            facts.setdefault(assumption.function, []).append(f"${notation.fact(assumption)}$")
        else:
            entries.append(f"${notation.tex(assumption)}$.")
    entries += [
        f"${notation.tex_name(name)}$ is an undetermined smooth real function"
        + (f" with {' and '.join(known)}." if known else ".")
        for name, known in sorted(facts.items())
    ]
    return [step("Hypotheses", ""), items(entries)] if entries else []


def _declared(notation: Notation, symbol: Any) -> str:
    """A symbol with its sign."""
    sign = next((sign for name, sign in _ASSUMED if getattr(symbol, name)), None)
    sign = (r"\neq 0" if symbol.is_zero is False else r"\in \mathbb{R}") if sign is None else sign
    return f"${notation.tex(symbol)} {sign}$" + (" (an integer)" if symbol.is_integer else "")


def _state(notation: Notation, state: Sequence[Any]) -> list[str]:
    """All of R^n, or the signs of the state variables one by one."""
    plain = [_declared(notation, s) for s in state]
    if any(r"\in \mathbb{R}" not in text or "integer" in text for text in plain):
        return [f"State variables {', '.join(plain)}."]
    names = r",\brk{} ".join(notation.tex(s) for s in state)
    return [rf"State variables ${names} \in \mathbb{{R}}$."] if names else []


def game(notation: Notation, record: Any) -> list[str]:
    """Every player minimizes its own loss."""
    if record is None:
        return []
    entries, pairs = [], []
    loss = notation.fresh("L", r"\mathcal{L}", r"\ell")
    for number, player in enumerate(record.players, 1):
        own = r",\brk{} ".join(notation.tex(v) for v in player.variables)
        entries.append(f"Player {number}, {literal(player.name)}, chooses ${own}$ and minimizes ${loss}_{{{number}}}$.")
        pairs.append((f"{loss}_{{{number}}}", player.loss))
    blocks = [step("Game", "each player minimizes its own loss"), items(entries), equations(notation, pairs)]
    for critic in record.critics:
        blocks += _discriminator(notation, critic)
    return blocks


def _discriminator(notation: Notation, critic: Any) -> list[str]:
    inputs = notation.tuple(critic.input)
    name = notation.fresh("D", r"\mathcal{D}")
    left = f"{name}({inputs[1:-1] if len(critic.input) > 1 else inputs})"
    laws = f"real points follow ${law_tex(notation, critic.real)}$, generated ones ${law_tex(notation, critic.fake)}$."
    if critic.objective is not None:
        laws += rf" Large values of ${name}$ stand for generated points" + (
            ", so that it is minus the output that was given." if critic.large == "real" else "."
        )
    if width(notation.tex(critic.output)) < 0.4 * TEXT:
        return [f"The discriminator's function is ${left} = {notation.tex(critic.output)}$; {laws}"]
    return ["The discriminator's function is", equations(notation, [(left, critic.output)]), f"R{laws[1:]}"]


def field(notation: Notation, system: Any) -> list[str]:
    """x' = v(x), x+ = F(x), or the stages of a composed map."""
    check = "from the losses, by exact differentiation" if system.game else "as given"
    if system.time is Time.CONTINUOUS:
        pairs = [(rf"\dot{{{notation.tex(s)}}}", c) for s, c in zip(system.state, system.rhs, strict=True)]
        if sum(width(notation.tex(c)) for c in system.rhs) > _LONGEST and system.is_gradient_field:
            short = [_derivative(notation, system.game, s) for s in system.state]
            pairs = [(left, right) for (left, _), right in zip(pairs, short, strict=True)]
            check = "the losses determine it; written out it is too long to print"
        return [step("Vector field", check), equations(notation, pairs)]
    if system.stages is None:
        return [step("Update map", check), equations(notation, _moves(notation, system.state, system.rhs, True))]
    return [step("Update map", check), *_stages(notation, system)]


def _derivative(notation: Notation, record: Any, symbol: Any) -> str:
    """Minus the derivative of the loss of the player who moves the variable, as in ``game``."""
    loss = notation.fresh("L", r"\mathcal{L}", r"\ell")
    owner = next(i for i, player in enumerate(record.players, 1) if symbol in player.variables)
    return rf"-\frac{{\partial {loss}_{{{owner}}}}}{{\partial {notation.tex(symbol)}}}"


def _moves(
    notation: Notation, state: Sequence[Any], components: Sequence[Any], all_of_them: bool = False
) -> list[tuple[str, Any]]:
    return [
        (f"{{{notation.tex(s)}}}^{{+}}", _step_first(notation, s, c))
        for s, c in zip(state, components, strict=True)
        if all_of_them or c != s
    ]


def _step_first(notation: Notation, symbol: Any, component: Any) -> Any:
    """x + (step), in this order, while it fits on a line."""
    rest = [t for t in Add.make_args(component) if t != symbol]
    if len(rest) + 1 != len(Add.make_args(component)) or not rest:
        return component
    shown = notation.tex(Add(*rest))
    line = f"{notation.tex(symbol)} {shown if shown.startswith('-') else '+ ' + shown}"
    return line if width(line) < 0.8 * TEXT else component


def grouped(stages: Sequence[Any]) -> list[tuple[Any, int]]:
    """Equal neighbours and how often each comes."""
    return [(stage, len(list(same))) for stage, same in groupby(stages)]


def composition(letter: str, counts: Sequence[int]) -> str:
    r"""The product of the stages, the last one leftmost: F_2^{5} F_1."""
    return r" \circ ".join(
        f"{letter}_{{{i}}}" + (f"^{{{n}}}" if n > 1 else "") for i, n in reversed(list(enumerate(counts, 1)))
    )


def _stages(notation: Notation, system: Any) -> list[str]:
    groups = grouped(system.stages)
    letter = notation.fresh("F", r"\mathcal{F}")
    blocks = [
        f"One iteration is $F = {composition(letter, [n for _, n in groups])}$; a stage leaves the variables that it "
        "does not name "
        "as they are."
    ]
    for number, (stage, _) in enumerate(groups, 1):
        pairs = _moves(notation, system.state, stage)
        blocks += (
            [f"Stage ${letter}_{{{number}}}$:", equations(notation, pairs)]
            if pairs
            else [f"Stage ${letter}_{{{number}}}$ is the identity."]
        )
    return blocks
