"""Claims that bound the real parts of the eigenvalues, of all or of those that are not real."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flint import ctx, fmpq, fmpq_poly
from sympy import Matrix, eye

from stability.algebra.numbers import sharp_ball
from stability.errors import CannotSolve
from stability.linearization import linearize
from stability.region import characteristic_coefficients
from stability.spectrum import locate
from stability.system import System
from stability.theorem.claim import Checked, Claim, confirmed, refuted, undecided
from stability.theorem.fields import Flag, Number, Point
from stability.theorem.local import at_point

#: Bits at which roots are compared with a bound that is not rational.
_BITS = 400


@dataclass(frozen=True)
class RealPartsAtMost(Claim):
    """Bound: every eigenvalue of the Jacobian at the point has real part at most ``bound``, an exact number; with
    ``real=False`` this is stated for the eigenvalues that are not real only.

    The Jacobian has no free parameters; at: the point, at rest or not, None for the origin.
    """

    bound: Number
    real: Flag = True
    at: Point = None

    def check(self, system: System) -> Checked:
        matrix = Matrix(linearize(system, at_point(system, self.at)).jacobian)
        if matrix.free_symbols:
            return undecided(f"no values for {', '.join(map(str, matrix.free_symbols))}")
        exhibits = (("Jacobian", matrix), ("Bound", self.bound))
        beyond = self._beyond(matrix)
        if beyond:
            return refuted("an eigenvalue lies to the right of the bound", beyond, exhibits=exhibits)
        return confirmed(
            "exact counts of the eigenvalues to the right of the bound",
            exhibits=exhibits,
            predicted=f"real parts <= {self.bound.evalf(9)}",
        )

    def _beyond(self, matrix: Any) -> str:
        """An eigenvalue to the right of the bound, of the kind that the claim is about; empty when there is none."""
        shifted = (matrix - self.bound * eye(matrix.rows)).applyfunc(lambda e: e.expand())
        right = locate(shifted).outside
        if right == 0:
            return ""
        roots = _roots(matrix)
        limit = sharp_ball(self.bound, _BITS)
        counted = [z for z in roots if z.real > limit and (self.real or z.imag != 0)]
        real = [z for z in roots if z.real > limit and z.imag == 0]
        if counted:
            return f"the eigenvalue {counted[0].str(15, radius=False)} against {self.bound.evalf(15)}"
        if len(real) == right:
            return ""
        raise CannotSolve(
            f"whether an eigenvalue lies to the right of {self.bound}",
            f"{right} in exact counts, which balls of {_BITS} bits do not tell from the bound",
            "a bound that no eigenvalue attains, or the spectrum in closed form",
        )

    def twins(self) -> tuple[Claim, ...]:
        """Bounds far to the left: no real part of the matrices here is below -1000 (the twin would be defective)."""
        return (replace(self, bound=self.bound - 1000),)


def _roots(matrix: Any) -> list[Any]:
    """Balls around the eigenvalues, with multiplicity; real ones have imaginary part exactly 0."""
    found = characteristic_coefficients(matrix)
    if not all(c.is_Rational for c in found):
        raise CannotSolve("the eigenvalues beyond a bound", f"the coefficients {found}", "a matrix of rational numbers")
    coefficients = [fmpq(int(c.p), int(c.q)) for c in reversed(found)]
    polynomial = fmpq_poly(coefficients)
    with ctx.workprec(_BITS):
        found = (polynomial.numer()).complex_roots()
    return [root for root, multiplicity in found for _ in range(multiplicity)]
