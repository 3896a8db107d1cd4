"""Statements that are recorded and not decided, each with what would decide it."""

from __future__ import annotations

from dataclasses import dataclass

from stability.errors import BadInput
from stability.system import System
from stability.theorem.claim import Checked, Claim, undecided


@dataclass(frozen=True)
class NotDecided(Claim):
    """A statement that nothing here proves or refutes: ``obstacle`` says why, ``remedy`` what would decide it.

    It is never confirmed, so that nothing published is silently missing and nothing is pretended.
    """

    obstacle: str
    remedy: str

    def __post_init__(self) -> None:
        if not self.obstacle.strip() or not self.remedy.strip():
            raise BadInput("an open statement", "no obstacle or no remedy", "why it is open, and what would decide it")

    def check(self, system: System) -> Checked:
        return undecided(f"{self.obstacle}; what would decide it: {self.remedy}")

    def twins(self) -> tuple[Claim, ...]:
        return ()
