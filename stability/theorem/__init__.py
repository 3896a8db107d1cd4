"""Theorems as data, the kinds of claim, and ``verify``."""

from stability.theorem.attraction import GloballyAttracting, Period
from stability.theorem.claim import Checked, Claim, Outcome
from stability.theorem.field import ChangeIs, Conserved, EquilibriaAre, Holds, Iterates
from stability.theorem.local import JordanBlock, LocationIs, SpectrumIs, StabilityIs, StableIff
from stability.theorem.numbers import EigenvaluesAt, StepLimit
from stability.theorem.powers import AlternatingPowers
from stability.theorem.record import Finding, Theorem, TwinResult
from stability.theorem.run import verify_theorem

__all__ = [
    "AlternatingPowers",
    "ChangeIs",
    "Checked",
    "Claim",
    "Conserved",
    "EigenvaluesAt",
    "EquilibriaAre",
    "Finding",
    "GloballyAttracting",
    "Holds",
    "Iterates",
    "JordanBlock",
    "LocationIs",
    "Outcome",
    "Period",
    "SpectrumIs",
    "StabilityIs",
    "StableIff",
    "StepLimit",
    "Theorem",
    "TwinResult",
    "verify_theorem",
]
