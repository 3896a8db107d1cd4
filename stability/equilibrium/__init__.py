"""Equilibria: every one, or what is missing."""

from stability.equilibrium.records import Completeness, Component, Equilibrium, EquilibriumSet
from stability.equilibrium.search import equations_of, find_equilibria, given_equilibrium, near_equilibrium

__all__ = [
    "Completeness",
    "Component",
    "Equilibrium",
    "EquilibriumSet",
    "equations_of",
    "find_equilibria",
    "given_equilibrium",
    "near_equilibrium",
]
