"""Claims about the Jacobian of a GAN, projected to the directions in which the players see each other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sympy import Matrix, zeros

from stability.algebra.conditions import find_sample
from stability.clock import Time
from stability.linearization import linearize
from stability.region import characteristic_coefficients, parametric_cells
from stability.system import System
from stability.theorem.claim import Checked, Claim, confirmed, refuted, undecided
from stability.theorem.fields import Count, Point
from stability.theorem.local import at_point


@dataclass(frozen=True)
class ProjectedHurwitz(Claim):
    """The Jacobian projected to the row spaces of K_DD and K_DG is Hurwitz, and has this dimension.

    T_D, T_G: bases of the orthogonal complements of the null spaces of J_DD and J_DG; the projected Jacobian is
    ((T_D J_DD T_D^T, T_D J_DG T_G^T), (T_G J_GD T_D^T, 0)), up to the choice of bases.  dimension: rank J_DD + rank
    J_DG; at: the equilibrium, None for the origin.  Multiplicities of 0 are what the projection removes.
    """

    dimension: Count
    at: Point = None

    def check(self, system: System) -> Checked:
        if system.game is None or system.game.discriminator is None:
            return undecided("the system comes from no game with a discriminator")
        own = [system.state.index(v) for v in system.game.player(system.game.discriminator.player).variables]
        others = [i for i in range(len(system.state)) if i not in own]
        matrix = Matrix(linearize(system, at_point(system, self.at)).jacobian)
        seen_d = _complement(matrix.extract(own, own))
        seen_g = _complement(matrix.extract(own, others))
        order = matrix.extract([*own, *others], [*own, *others])
        basis = _diagonal(seen_d, seen_g)
        exhibits: tuple[tuple[str, Any], ...] = (
            ("Directions kept (columns)", basis),
            ("Jacobian, the discriminator first", order),
        )
        if basis.cols != self.dimension:
            return refuted("the dimension differs", f"{basis.cols}, not {self.dimension}", exhibits=exhibits)
        small = ((basis.T * basis).inv() * basis.T * order * basis).applyfunc(lambda e: e.cancel())
        exhibits += (("Projected Jacobian", small),)
        cells = parametric_cells(characteristic_coefficients(small), Time.CONTINUOUS, system.assumptions, small)
        for cell in cells:
            if cell.location is None:
                return undecided(cell.argument, exhibits=exhibits)
            if cell.location.inside != small.rows:
                sample = find_sample(system.assumptions, system.parameters, system.functions, prefer=[cell.condition])
                reason = "the projected Jacobian is not Hurwitz"
                where = f"{sample}: inside, boundary, outside = "
                counts = (cell.location.inside, cell.location.boundary, cell.location.outside)
                return refuted(reason, f"{where}{counts}", exhibits=exhibits)
        return confirmed(
            "the signs of the coefficients of its characteristic polynomial",
            exhibits=exhibits,
            predicted=f"{small.rows} eigenvalues inside, {len(system.state) - small.rows} directions removed",
        )

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, dimension=self.dimension + 1),)


def _complement(matrix: Any) -> Any:
    """Columns that span the row space: the orthogonal complement of the null space."""
    null = matrix.nullspace()
    if not null:
        return Matrix.eye(matrix.cols)
    complement = Matrix.hstack(*null).T.nullspace()
    return Matrix.hstack(*complement) if complement else zeros(matrix.cols, 0)


def _diagonal(first: Any, second: Any) -> Any:
    upper = Matrix.hstack(first, zeros(first.rows, second.cols))
    return Matrix.vstack(upper, Matrix.hstack(zeros(second.rows, first.cols), second))
