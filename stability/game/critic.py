"""The discriminator inside a game."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sympy import Add, Expr, Symbol

from stability.algebra.exact import check_text, choice, exact, flag, real_symbols, variables_of
from stability.algebra.jets import instantiate, to_jets
from stability.algebra.names import symbols_in
from stability.errors import BadInput
from stability.expectation import check_law, expectation
from stability.objectives import Objective

#: What a large value of the output that is given to ``Game.gan`` says about a point.
LARGE = ("fake", "real")


@dataclass(frozen=True)
class Discriminator:
    """The function D(x) inside a game, for penalties on it and for the blocks of its Jacobian.

    player: the name of the player who owns it; output: D as an expression; input: the symbols x; real, fake: the laws
    of the data and of the generated points.  objective, saturating: what ``Game.gan`` was given; None for a
    discriminator that was described by hand, of which only D and the laws are known.
    **Large D means "fake".**  large: how the output was given to ``Game.gan``; "real" says that D is minus that output.

    Raises BadInput for laws in another dimension than the input, and for an input that is a parameter as well.
    """

    player: str
    output: Expr
    input: tuple[Symbol, ...]
    real: Any
    fake: Any
    objective: Objective | None = None
    saturating: bool = True
    large: str = "fake"

    def __post_init__(self) -> None:
        check_text(self.player, "the player of a discriminator")
        object.__setattr__(self, "input", variables_of(self.input, "the input of a discriminator"))
        output = to_jets(exact(self.output, "the discriminator's output"))
        real_symbols(output.free_symbols, "the symbols in the discriminator's output")
        object.__setattr__(self, "output", output)
        if self.objective is not None and not isinstance(self.objective, Objective):
            raise BadInput("the objective of a discriminator", repr(self.objective), "an Objective, or None")
        object.__setattr__(self, "saturating", flag(self.saturating, "saturating"))
        object.__setattr__(self, "large", choice(self.large, LARGE, "what a large output of the discriminator means"))
        self._check_input()

    def _check_input(self) -> None:
        for law, which in ((self.real, "real"), (self.fake, "fake")):
            dimension = check_law(law).dimension
            if dimension != len(self.input):
                raise BadInput(
                    f"the law of the {which} points in dimension {len(self.input)}, that of the discriminator's input",
                    f"a law in dimension {dimension}",
                    "one input symbol for each component of the points",
                )
        parameters = {*self.real.free_symbols, *self.fake.free_symbols}
        parameters |= self.objective.free_symbols if self.objective else set()
        check_bound(self.input, parameters, "a discriminator's input of its own")

    def mean(self, integrand: Expr, law: Any) -> Expr:
        """E integrand(x) for x ~ law; the integrand is an expression in ``input``."""
        return expectation(integrand, self.input, law)

    @property
    def squared_slope(self) -> Expr:
        """|grad_x D(x)|^2, an expression in ``input``."""
        return Add(*(self.output.diff(x) ** 2 for x in self.input))

    def value(self, objective: Objective) -> Expr:
        """L = E_fake fake(D) + E_real real(D)."""
        fake = self.mean(objective.fake(self.output), self.fake)
        return Add(fake, self.mean(objective.real(self.output), self.real))

    def instantiate(self, values: Mapping[Any, Any], functions: dict[str, Any]) -> Discriminator:
        """Numbers for parameters in D, the laws and the objective; given functions for abstract ones."""
        rule = {s: v for s, v in values.items() if s not in self.input}
        check_bound(self.input, symbols_in(list(rule.values())), "values that leave the discriminator's input alone")
        return replace(
            self,
            output=instantiate(self.output, functions).xreplace(rule),
            real=self.real.xreplace(rule),
            fake=self.fake.xreplace(rule),
            objective=self.objective and self.objective.instantiate(rule, functions),
        )


def check_bound(inputs: Iterable[Symbol], used: Iterable[Any], asked: str) -> None:
    """Refuse an input that is in use elsewhere: the laws bind it, and would bind the other one too."""
    for clash in sorted(set(inputs) & set(used), key=str):
        raise BadInput(
            asked,
            f"{clash}, which is a player's variable or a parameter as well",
            "another symbol for the input",
        )
