"""Statements that are recorded and not decided, each with what would decide it."""

from __future__ import annotations

from dataclasses import dataclass

from stability.errors import BadInput
from stability.system import System
from stability.theorem.claim import Checked, Claim, undecided
from stability.theorem.fields import Word


@dataclass(frozen=True)
class NotDecided(Claim):
    """A statement that nothing here proves or refutes: ``obstacle`` says why, ``remedy`` what would decide it.

    It is never confirmed, so that nothing published is silently missing and nothing is pretended.
    """

    obstacle: Word
    remedy: Word

    def __post_init__(self) -> None:
        texts = (self.obstacle, self.remedy)
        if not all(isinstance(t, str) and t.strip() for t in texts):
            raise BadInput("an open statement", "no obstacle or no remedy", "why it is open, and what would decide it")

    def check(self, system: System) -> Checked:
        return undecided(f"{self.obstacle}; what would decide it: {self.remedy}")

    def twins(self) -> tuple[Claim, ...]:
        return ()
