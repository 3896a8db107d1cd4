"""Theorems as data, the kinds of claim, and ``verify``."""

from stability.theorem.attraction import GloballyAttracting, Period
from stability.theorem.claim import Checked, Claim, Outcome
from stability.theorem.curvature import CurvatureSign
from stability.theorem.damped import DampedBlockBounds
from stability.theorem.field import ChangeIs, Conserved, EquilibriaAre, Holds, Iterates
from stability.theorem.form import DampedForm
from stability.theorem.gan import BlockJacobian
from stability.theorem.local import JordanBlock, LocationIs, SpectrumIs, StabilityIs, StableIff
from stability.theorem.manifold import ConvergesToSet
from stability.theorem.matrices import (
    BlockIdentity,
    JacobianIs,
    OwnHessian,
    SameJacobian,
    SymmetricPart,
    block_transpose,
)
from stability.theorem.numbers import EigenvaluesAt, StepLimit
from stability.theorem.powers import AlternatingPowers
from stability.theorem.record import Finding, Static, Theorem, TwinResult
from stability.theorem.rest import RestPointsOf
from stability.theorem.run import verify_theorem
from stability.theorem.values import FlowReaches, NumberIs

__all__ = [
    "AlternatingPowers",
    "BlockIdentity",
    "BlockJacobian",
    "ChangeIs",
    "Checked",
    "Claim",
    "Conserved",
    "ConvergesToSet",
    "CurvatureSign",
    "DampedBlockBounds",
    "DampedForm",
    "EigenvaluesAt",
    "EquilibriaAre",
    "Finding",
    "FlowReaches",
    "GloballyAttracting",
    "Holds",
    "Iterates",
    "JacobianIs",
    "JordanBlock",
    "LocationIs",
    "NumberIs",
    "Outcome",
    "OwnHessian",
    "Period",
    "RestPointsOf",
    "SameJacobian",
    "SpectrumIs",
    "StabilityIs",
    "StableIff",
    "Static",
    "StepLimit",
    "SymmetricPart",
    "Theorem",
    "TwinResult",
    "block_transpose",
    "verify_theorem",
]
