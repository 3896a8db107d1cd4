"""Equilibria: every one, or what is missing."""

from stability.equilibrium.given import equations_of, given_equilibrium, near_equilibrium
from stability.equilibrium.moving import moving
from stability.equilibrium.numeric import Refinable
from stability.equilibrium.records import SAMPLE, Completeness, Component, Equilibrium, EquilibriumSet
from stability.equilibrium.rest import compared, rests_at
from stability.equilibrium.search import find_equilibria
from stability.equilibrium.symmetry import Gauge, Relabelling
from stability.equilibrium.through import with_components

__all__ = [
    "SAMPLE",
    "Completeness",
    "Component",
    "Equilibrium",
    "EquilibriumSet",
    "Gauge",
    "Refinable",
    "Relabelling",
    "compared",
    "equations_of",
    "find_equilibria",
    "given_equilibrium",
    "moving",
    "near_equilibrium",
    "rests_at",
    "with_components",
]
