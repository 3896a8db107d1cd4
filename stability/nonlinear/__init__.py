"""What decides when the spectrum does not: conserved quantities, Lyapunov functions, linear systems."""

from stability.nonlinear.conserved import (
    ConservedQuantity,
    best_of,
    conserved_forms,
    conserved_quantity,
    is_conserved,
)
from stability.nonlinear.lyapunov import LyapunovFunction, lyapunov_function
from stability.nonlinear.quadratic import definite, increment, is_affine, vanishes

__all__ = [
    "ConservedQuantity",
    "LyapunovFunction",
    "best_of",
    "conserved_forms",
    "conserved_quantity",
    "definite",
    "increment",
    "is_affine",
    "is_conserved",
    "lyapunov_function",
    "vanishes",
]
