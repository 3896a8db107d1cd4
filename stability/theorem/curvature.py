"""Claims about the sign of a player's curvature in one variable, under the integral sign where need be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from sympy import Add, DiracDelta, Integer, Rational

from stability.algebra.conditions import Fact, find_sample, sign_set
from stability.algebra.conditions.sample import candidates, truth
from stability.algebra.jets import instantiate
from stability.errors import BadInput
from stability.expectation import Expectation, ball
from stability.system import System
from stability.theorem.claim import Checked, Claim, confirmed, not_smooth, refuted, undecided
from stability.theorem.fields import Conditions, Letter, Sign, Word

#: Digits of a witness.
_DIGITS = 12


@dataclass(frozen=True)
class CurvatureSign(Claim):
    """The second derivative of a player's loss in ``variable`` has this strict sign (1 or -1) at every state where the
    conditions ``where`` hold.

    The loss has to be smooth there.  An expectation has the sign of its integrand where the integrand never has the
    other sign and is not zero at some point of the support.
    """

    player: Word
    variable: Letter
    sign: Sign
    where: Conditions = ()

    @property
    def restrictions(self) -> tuple[Any, ...]:
        return self.where

    def check(self, system: System) -> Checked:
        if system.game is None:
            return undecided("the system comes from no game, so that it has no players")
        if self.sign not in (1, -1):
            raise BadInput("a strict sign", str(self.sign), "1 or -1")
        loss, given = system.game.player(self.player).loss, (*system.assumptions, *self.where)
        rough = not_smooth(system, f"the loss of {self.player!r}", [loss], given)
        if rough is not None:
            return rough
        second = loss.diff(self.variable, 2)
        second = second.xreplace({node: Integer(0) for node in second.atoms(DiracDelta)})  # off its kinks it is smooth
        exhibits = (("Second derivative", second),)
        if _signed(second, self.sign, given):
            return confirmed("the signs of the integrands", exhibits=exhibits, predicted="+" if self.sign > 0 else "-")
        witness = self._witness(system, second)
        if witness:
            return refuted("the second derivative has another sign", witness, exhibits=exhibits)
        return undecided("neither the signs of the integrands nor exact points decide it", exhibits=exhibits)

    def _witness(self, system: System, second: Any) -> str:
        """An exact state at which a certified enclosure excludes the sign."""
        sample = find_sample(system.assumptions, (), system.functions)
        functions = sample.functions if sample else {}
        concrete = instantiate(second, functions)
        wanted = [a for a in (*system.assumptions, *self.where) if not isinstance(a, Fact)]
        unknowns = sorted({*concrete.free_symbols, *(s for c in wanted for s in c.free_symbols)}, key=str)
        for point in islice(candidates(unknowns, []), 400):
            if not all(truth(instantiate(c, functions), point) for c in wanted):
                continue
            value = ball(concrete, point, digits=_DIGITS)
            if (value <= 0 if self.sign > 0 else value >= 0) or value == 0:
                where = ", ".join(f"{s} = {v}" for s, v in point.items())
                return f"{where}: the second derivative is {value.str(_DIGITS, radius=False)}"
        return ""

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, sign=-self.sign),)


def _signed(expression: Any, sign: int, given: Iterable[Any]) -> bool:
    """Whether the expression provably has this strict sign, by its terms under one expectation each."""
    facts = tuple(given)
    groups: dict[Any, list[Any]] = {}
    for term in Add.make_args(expression.expand()):
        node = next(iter(term.atoms(Expectation)), None)
        linear = node is not None and not (term / node).has(Expectation)
        key, inner = (node.variates, term / node * node.integrand) if linear and node is not None else (None, term)
        groups.setdefault(key, []).append(inner)
    integrands = [(key, Add(*terms)) for key, terms in groups.items()]
    if any(not sign_set(i, facts) <= {0, sign} for _, i in integrands):
        return False
    return any(sign_set(i.xreplace({v: Rational(1, 2) for v in key or ()}), facts) == {sign} for key, i in integrands)
