"""Claims about the Jacobian of a GAN, projected to the directions in which the players see each other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sympy import Eq, Matrix, zeros

from stability.algebra.conditions import find_sample
from stability.algebra.jets import instantiate
from stability.algebra.ranks import generic_rank, kernel, minors
from stability.clock import Time
from stability.linearization import linearize
from stability.region import characteristic_coefficients, parametric_cells
from stability.system import System
from stability.theorem.claim import Checked, Claim, confirmed, refuted, undecided
from stability.theorem.fields import Count, Point
from stability.theorem.local import at_point, not_at_rest

#: More equations than these are not searched for common zeros.
_MINORS = 36


@dataclass(frozen=True)
class ProjectedHurwitz(Claim):
    """The Jacobian projected to the row spaces of K_DD and K_DG is Hurwitz, and has this dimension.

    T_D, T_G: bases of the orthogonal complements of the null spaces of J_DD and J_DG; the projected Jacobian is
    ((T_D J_DD T_D^T, T_D J_DG T_G^T), (T_G J_GD T_D^T, 0)), up to the choice of bases.  dimension: rank J_DD + rank
    J_DG, the same for all values of the parameters, which is part of the claim; at: the equilibrium, None for the
    origin.  Multiplicities of 0 are what the projection removes.
    """

    dimension: Count
    at: Point = None

    def check(self, system: System) -> Checked:
        if system.game is None or system.game.discriminator is None:
            return undecided("the system comes from no game with a discriminator")
        moving = not_at_rest(system, at_point(system, self.at))
        if moving is not None:
            return moving
        own = [system.state.index(v) for v in system.game.player(system.game.discriminator.player).variables]
        others = [i for i in range(len(system.state)) if i not in own]
        matrix = Matrix(linearize(system, at_point(system, self.at)).jacobian)
        given = system.assumptions
        blocks = (matrix.extract(own, own), matrix.extract(own, others))
        seen_d, seen_g = (_complement(block, given) for block in blocks)
        if seen_d is None or seen_g is None:
            return self._lower_rank(system, blocks)
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

    def _lower_rank(self, system: System, blocks: tuple[Any, ...]) -> Checked:
        """An exact point of the hypotheses where the ranks add up to another dimension."""
        ranks = [generic_rank(block) for block in blocks]
        for block, rank in zip(blocks, ranks, strict=True):
            vanishing = [Eq(m, 0) for m in minors(block, rank)]
            if len(vanishing) > _MINORS:
                continue
            sample = find_sample([*system.assumptions, *vanishing], system.parameters, system.functions)
            if sample is None:
                continue
            there = sum(generic_rank(instantiate_matrix(b, sample)) for b in blocks)
            if there != self.dimension:
                return refuted("the dimension differs", f"{sample}: it is {there}, not {self.dimension}")
        return undecided(f"the ranks of J_DD and J_DG, {ranks[0]} and {ranks[1]} in general, may be lower somewhere")

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, dimension=self.dimension + 1),)


def _complement(matrix: Any, given: Any) -> Any:
    """Columns that span the row space: the orthogonal complement of the null space; None when its rank may change."""
    null = kernel(matrix, given)
    if null is None:
        return None
    if not null:
        return Matrix.eye(matrix.cols)
    complement = kernel(Matrix.hstack(*null).T, given)
    if complement is None:
        return None
    return Matrix.hstack(*complement) if complement else zeros(matrix.cols, 0)


def instantiate_matrix(matrix: Any, sample: Any) -> Any:
    """The matrix at an exact sample."""
    return matrix.applyfunc(lambda e: instantiate(e, sample.functions).xreplace(sample.values))


def _diagonal(first: Any, second: Any) -> Any:
    upper = Matrix.hstack(first, zeros(first.rows, second.cols))
    return Matrix.vstack(upper, Matrix.hstack(zeros(second.rows, first.cols), second))
