"""The discriminator inside a game."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sympy import Add, Expr, Symbol

from stability.algebra.jets import instantiate
from stability.expectation import expectation
from stability.objectives import Objective


@dataclass(frozen=True)
class Discriminator:
    """The function D(x) inside a game, for penalties on it and for the blocks of its Jacobian.

    player: the name of the player who owns it; output: D as an expression; input: the symbols x; real, fake: the laws
    of the data and of the generated points.  objective, saturating: what ``Game.gan`` was given; None for a
    discriminator that was described by hand, of which only D and the laws are known.
    """

    player: str
    output: Expr
    input: tuple[Symbol, ...]
    real: Any
    fake: Any
    objective: Objective | None = None
    saturating: bool = True

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
        return replace(
            self,
            output=instantiate(self.output, functions).xreplace(rule),
            real=self.real.xreplace(rule),
            fake=self.fake.xreplace(rule),
            objective=self.objective and self.objective.instantiate(rule, functions),
        )
