"""Claims that two expressions are the same function."""

from __future__ import annotations

from dataclasses import dataclass, replace

from stability.system import System
from stability.theorem.claim import Checked, Claim, confirmed, nonzero_witness, perturbed, refuted, undecided
from stability.theorem.equal import vanishes
from stability.theorem.fields import Expression
from stability.theorem.smooth import has_value


@dataclass(frozen=True)
class Identity(Claim):
    """Identity: ``left`` = ``right`` wherever both have a value, and they have one somewhere."""

    left: Expression
    right: Expression

    def check(self, system: System) -> Checked:
        exhibits = (("Left-hand side", self.left), ("Right-hand side", self.right))
        numerator = (self.left - self.right).together().as_numer_denom()[0].expand()
        if vanishes(numerator):
            if not has_value(system, self.left - self.right + self.left):
                return undecided("no point at which both sides have a value was found", exhibits=exhibits)
            return confirmed("the difference of the two sides vanishes identically", exhibits=exhibits)
        witness = nonzero_witness(system, self.left - self.right)
        return (
            refuted("the two sides differ", witness, exhibits=exhibits)
            if witness
            else undecided("no exact witness", exhibits=exhibits)
        )

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, right=perturbed(self.right)),)
