"""Equilibria: every one, or what is missing."""

from stability.equilibrium.given import equations_of, given_equilibrium, near_equilibrium
from stability.equilibrium.records import Completeness, Component, Equilibrium, EquilibriumSet
from stability.equilibrium.search import find_equilibria
from stability.equilibrium.symmetry import Gauge, Relabelling

__all__ = [
    "Completeness",
    "Component",
    "Equilibrium",
    "EquilibriumSet",
    "Gauge",
    "Relabelling",
    "equations_of",
    "find_equilibria",
    "given_equilibrium",
    "near_equilibrium",
]
