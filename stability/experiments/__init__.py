"""Simulated experiments: interval discriminators against Gaussian mixtures, thousands of starts at once."""

from stability.experiments.block import Block
from stability.experiments.crossing import Crossing
from stability.experiments.optimal import sign_changes
from stability.experiments.simulation import Setting, State, run
from stability.experiments.success import SuccessMaps, Survey, Trial, distance, draw_endpoints, wilson
from stability.experiments.updates import AbstractUpdate, Alternating, OptimalDiscriminator, Simultaneous, Unrolled

__all__ = [
    "AbstractUpdate",
    "Alternating",
    "Block",
    "Crossing",
    "OptimalDiscriminator",
    "Setting",
    "Simultaneous",
    "State",
    "SuccessMaps",
    "Survey",
    "Trial",
    "Unrolled",
    "distance",
    "draw_endpoints",
    "run",
    "sign_changes",
    "wilson",
]
