"""Theorems as data, the kinds of claim, and ``verify``."""

from stability.theorem.across import AcrossEquilibria, CharacteristicAt
from stability.theorem.along import LeadingChange, QuantityAlong
from stability.theorem.amplitude import Amplitude
from stability.theorem.arcs import Arc, ExactOrbit
from stability.theorem.arrow import Arrow, ArrowSpectrum, ArrowStable, ArrowUnstable
from stability.theorem.attraction import GloballyAttracting, Period
from stability.theorem.basin import RegionAttracted
from stability.theorem.centre import CentreCubic, HopfCubic, LeadingTerm
from stability.theorem.claim import Checked, Claim, Outcome
from stability.theorem.criterion import SemidefiniteCriterion
from stability.theorem.curvature import CurvatureSign
from stability.theorem.cycles import EveryOrbitConverges, RepellingCycle
from stability.theorem.damped import DampedBlockBounds
from stability.theorem.discriminators import (
    BestCollapsedMean,
    BestDiscriminator,
    ConeSlope,
    DistanceDetectsCollapse,
    EndsBetweenMeans,
)
from stability.theorem.drift import LyapunovCoefficient
from stability.theorem.equilibria import EquilibriaAre
from stability.theorem.factors import FactorsAre, FactorsStableIff, OscillatesIff
from stability.theorem.fictitious import AverageStrategies, FictitiousDistance
from stability.theorem.field import ChangeIs, Conserved, Holds, Iterates
from stability.theorem.form import DampedForm
from stability.theorem.gan import BlockJacobian
from stability.theorem.growth import FirstOrderInStep, PowerNorms, PowersOfOrder
from stability.theorem.history import HistoryForm, HistoryRun, RecurrenceSolution, StepSizeTable
from stability.theorem.identity import Identity
from stability.theorem.intervals import LargestNumberOfIntervals
from stability.theorem.invariant import InvariantSet, NeverAtRest
from stability.theorem.kinks import CycleOfMap, OneSidedField
from stability.theorem.level import CentreByIntegral, ClosedOrbits
from stability.theorem.local import JordanBlock, LocationIs, SpectrumIs, StabilityIs, StableIff
from stability.theorem.local_hypotheses import LocalHypotheses
from stability.theorem.manifold import ConvergesToSet
from stability.theorem.matrices import (
    BlockIdentity,
    JacobianIs,
    OwnHessian,
    SameJacobian,
    SymmetricPart,
    block_transpose,
)
from stability.theorem.merging import PackedLowerBound
from stability.theorem.narrow import NarrowIntervalsVanish
from stability.theorem.numbers import EigenvaluesAt, StepLimit
from stability.theorem.open import NotDecided
from stability.theorem.orbit import LevelPeriod
from stability.theorem.orbits import AlongOrbit
from stability.theorem.overlap import KernelEquilibrium, WaveSpeed
from stability.theorem.packing import LargestGap, PackedDistances, PackedMinimum, PackedUpperBound
from stability.theorem.passage import FirstPassage, PassageFromBox
from stability.theorem.penalized import PenalizedBlock, PenalizedUndampedBounds
from stability.theorem.powers import AlternatingPowers
from stability.theorem.projected import ProjectedHurwitz
from stability.theorem.real_parts import RealPartsAtMost
from stability.theorem.record import Finding, Static, Theorem, TwinResult
from stability.theorem.resonant import QuadraticNormalForm
from stability.theorem.rest import RestPointsOf
from stability.theorem.roots import RootNumbers
from stability.theorem.run import verify_theorem
from stability.theorem.same_rest import EquilibriaUpTo, SameRestPoints
from stability.theorem.simulated import RunReaches, RunsAgree, RunsEndWithin, SuccessIncreases, SuccessProbability
from stability.theorem.switched import CycleByEvents
from stability.theorem.table import ConvergenceTable, Method
from stability.theorem.through import AttractingThrough
from stability.theorem.values import FlowReaches, NumberIs
from stability.theorem.volume import InvariantVolume

__all__ = [
    "AcrossEquilibria",
    "AlongOrbit",
    "AlternatingPowers",
    "Amplitude",
    "Arc",
    "Arrow",
    "ArrowSpectrum",
    "ArrowStable",
    "ArrowUnstable",
    "AttractingThrough",
    "AverageStrategies",
    "BestCollapsedMean",
    "BestDiscriminator",
    "BlockIdentity",
    "BlockJacobian",
    "CentreByIntegral",
    "CentreCubic",
    "ChangeIs",
    "CharacteristicAt",
    "Checked",
    "Claim",
    "ClosedOrbits",
    "ConeSlope",
    "Conserved",
    "ConvergenceTable",
    "ConvergesToSet",
    "CurvatureSign",
    "CycleByEvents",
    "CycleOfMap",
    "DampedBlockBounds",
    "DampedForm",
    "DistanceDetectsCollapse",
    "EigenvaluesAt",
    "EndsBetweenMeans",
    "EquilibriaAre",
    "EquilibriaUpTo",
    "EveryOrbitConverges",
    "ExactOrbit",
    "FactorsAre",
    "FactorsStableIff",
    "FictitiousDistance",
    "Finding",
    "FirstOrderInStep",
    "FirstPassage",
    "FlowReaches",
    "GloballyAttracting",
    "HistoryForm",
    "HistoryRun",
    "Holds",
    "HopfCubic",
    "Identity",
    "InvariantSet",
    "InvariantVolume",
    "Iterates",
    "JacobianIs",
    "JordanBlock",
    "KernelEquilibrium",
    "LargestGap",
    "LargestNumberOfIntervals",
    "LeadingChange",
    "LeadingTerm",
    "LevelPeriod",
    "LocalHypotheses",
    "LocationIs",
    "LyapunovCoefficient",
    "Method",
    "NarrowIntervalsVanish",
    "NeverAtRest",
    "NotDecided",
    "NumberIs",
    "OneSidedField",
    "OscillatesIff",
    "Outcome",
    "OwnHessian",
    "PackedDistances",
    "PackedLowerBound",
    "PackedMinimum",
    "PackedUpperBound",
    "PassageFromBox",
    "PenalizedBlock",
    "PenalizedUndampedBounds",
    "Period",
    "PowerNorms",
    "PowersOfOrder",
    "ProjectedHurwitz",
    "QuadraticNormalForm",
    "QuantityAlong",
    "RealPartsAtMost",
    "RecurrenceSolution",
    "RegionAttracted",
    "RepellingCycle",
    "RestPointsOf",
    "RootNumbers",
    "RunReaches",
    "RunsAgree",
    "RunsEndWithin",
    "SameJacobian",
    "SameRestPoints",
    "SemidefiniteCriterion",
    "SpectrumIs",
    "StabilityIs",
    "StableIff",
    "Static",
    "StepLimit",
    "StepSizeTable",
    "SuccessIncreases",
    "SuccessProbability",
    "SymmetricPart",
    "Theorem",
    "TwinResult",
    "WaveSpeed",
    "block_transpose",
    "verify_theorem",
]
