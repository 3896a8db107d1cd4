"""The GAN objective: from D, the laws and f to the players' losses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sympy import Add, Symbol

from stability.algebra.exact import choice, exact
from stability.algebra.names import apart
from stability.errors import BadInput
from stability.expectation import check_law, require_fixed_base
from stability.game.critic import LARGE, Discriminator, check_bound
from stability.game.player import Player, distinct_symbols
from stability.objectives import Objective

GENERATOR = "generator"


def described(
    output: Any,
    input: Any,
    real: Any,
    fake: Any,
    generator: Any,
    discriminator: Any,
    f: Any,
    saturating: bool,
    large: str,
) -> tuple[tuple[Symbol, ...], tuple[tuple[Symbol, ...], ...], tuple[Discriminator, ...]]:
    """(the generator's variables, those of each discriminator, the discriminators), all checked."""
    inputs = distinct_symbols(input, "the discriminator's input")
    outputs, groups, objectives = _several(output, discriminator, f)
    own = distinct_symbols(generator, "the generator")
    owned = [distinct_symbols(g, "the discriminator") for g in groups]
    for shared in sorted({v for group in owned for v in group} & set(own), key=str):
        raise BadInput(
            "one owner for each variable of a GAN",
            f"{shared} owned by the generator and by a discriminator",
            "give each player its own variables, or let the players share a parameter",
        )
    check_bound(inputs, {*own, *(v for group in owned for v in group)}, "a discriminator's input of its own")
    check_law(real), check_law(fake)
    apart({*own, *(v for group in owned for v in group)}, [o.free_symbols for o in objectives], "an objective")
    _check_laws(real, fake, own, [v for group in owned for v in group])
    names = ["discriminator"] if len(outputs) == 1 else [f"discriminator {k}" for k in range(1, len(outputs) + 1)]
    sign = -1 if choice(large, LARGE, "what a large output of the discriminator means") == "real" else 1
    critics = tuple(
        Discriminator(
            name, sign * exact(d, "the discriminator's output"), inputs, real, fake, objective, saturating, large
        )
        for name, d, objective in zip(names, outputs, objectives, strict=True)
    )
    return own, tuple(owned), critics


def players(
    own: Sequence[Symbol], owned: Sequence[Sequence[Symbol]], critics: Sequence[Discriminator]
) -> tuple[Player, ...]:
    """The generator minimizes the sum of the values (or non-saturating losses), each discriminator minus its own."""
    values = [c.value(_objective(c)) for c in critics]
    losses = [
        value if c.saturating else c.mean(_objective(c).generator(c.output), c.fake)
        for c, value in zip(critics, values, strict=True)
    ]
    rest = (Player(c.player, v, -value) for c, v, value in zip(critics, owned, values, strict=True))
    return (Player(GENERATOR, tuple(own), Add(*losses)), *rest)


def _objective(critic: Discriminator) -> Objective:
    if critic.objective is None:
        raise BadInput("the losses of a GAN", f"{critic.player!r} without an objective", "Game.gan, which records it")
    return critic.objective


def _several(output: Any, discriminator: Any, f: Any) -> tuple[list[Any], list[Any], list[Objective]]:
    """One output, one group of variables and one objective for each discriminator."""
    if not isinstance(output, (tuple, list)):
        if isinstance(f, (tuple, list)):
            raise BadInput("one f for one discriminator", f"{len(f)} functions", "f=..., or a list of outputs as well")
        return [output], [discriminator], [Objective.of(f)]
    count = len(output)
    groups = list(discriminator) if isinstance(discriminator, (tuple, list)) else [discriminator]
    each = list(f) if isinstance(f, (tuple, list)) else [f] * count
    if not count or len(groups) != count or len(each) != count:
        raise BadInput(
            "one group of variables and one f for each of several discriminators",
            f"{count} outputs, {len(groups)} groups of variables, {len(each)} functions f",
            "output=(D1, D2), discriminator=(psi1, (psi2, b2)), f=logistic or (f1, f2)",
        )
    return list(output), groups, [Objective.of(g) for g in each]


def _check_laws(real: Any, fake: Any, own: Sequence[Symbol], others: Sequence[Symbol]) -> None:
    """Players move points, never weights; nobody moves the data; no discriminator moves the generated points."""
    require_fixed_base(fake, own)
    for law, movers, what in ((real, {*own, *others}, "the data"), (fake, set(others), "the generated points")):
        for mover in sorted(law.free_symbols & movers, key=str):
            whose = "the generator" if mover in own else "a discriminator"
            raise BadInput(
                f"a law of {what} that {whose} does not move",
                f"{mover} in {law}",
                "a parameter of another name, or Game(name, players) with the losses written out",
            )
