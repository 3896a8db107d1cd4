"""Where in parameter space a characteristic polynomial has its roots: Hurwitz and Schur conditions, cells."""

from stability.region.asking import feasible, possible_signs
from stability.region.balls import Enclosed, decimal, enclosed_over, locate_balls
from stability.region.cells import Cell, parametric_cells
from stability.region.charpoly import characteristic_coefficients, faddeev_leverrier
from stability.region.conditions import hurwitz_conditions, moebius_image, schur_conditions

__all__ = [
    "Cell",
    "Enclosed",
    "characteristic_coefficients",
    "decimal",
    "enclosed_over",
    "faddeev_leverrier",
    "feasible",
    "hurwitz_conditions",
    "locate_balls",
    "moebius_image",
    "parametric_cells",
    "possible_signs",
    "schur_conditions",
]
