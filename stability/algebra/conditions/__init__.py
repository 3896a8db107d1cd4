"""Conditions on parameters and abstract functions: facts, sign rules, proofs, samples."""

from stability.algebra.conditions.excluded import always_positive, impossible, never_zero
from stability.algebra.conditions.fact import Fact, clash, stated, symbols_of
from stability.algebra.conditions.pieces import near
from stability.algebra.conditions.proof import Outcome, Proof, holds
from stability.algebra.conditions.sample import Sample, choose_function, find_sample
from stability.algebra.conditions.satisfiable import Satisfied, contradictory, satisfiable
from stability.algebra.conditions.signs import ANY, NEGATIVE, NONZERO, POSITIVE, ZERO, sign_set

__all__ = [
    "ANY",
    "NEGATIVE",
    "NONZERO",
    "POSITIVE",
    "ZERO",
    "Fact",
    "Outcome",
    "Proof",
    "Sample",
    "Satisfied",
    "always_positive",
    "choose_function",
    "clash",
    "contradictory",
    "find_sample",
    "holds",
    "impossible",
    "near",
    "never_zero",
    "satisfiable",
    "sign_set",
    "stated",
    "symbols_of",
]
