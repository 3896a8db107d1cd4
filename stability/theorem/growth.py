"""Claims about the powers of an update matrix: the rate of linear convergence and its constant."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

from sympy import Matrix, Rational, eye

from stability.algebra.balls import decimal_agrees
from stability.clock import Time
from stability.linearization import linearize
from stability.spectrum import locate
from stability.system import System
from stability.theorem import doors
from stability.theorem.claim import Checked, Claim, confirmed, refuted, undecided
from stability.theorem.decimals import moved_digit
from stability.theorem.doors import table
from stability.theorem.fields import Entries, Expression, Letter, Point, Values
from stability.theorem.local import at_point

#: Powers at which a refutation shows the growth.
_SHOWN = (10, 100, 1000)


@dataclass(frozen=True)
class PowersOfOrder(Claim):
    """|J^k| = O(radius^k) for the update matrix J at ``parameters``.

    True if and only if every eigenvalue of J / radius lies in the closed unit disc and those on the circle are
    semisimple.  radius: an exact positive number.
    """

    radius: Expression
    parameters: Values = ()
    at: Point = None

    def check(self, system: System) -> Checked:
        matrix = update_matrix(system, self.parameters, self.at) / self.radius
        found = locate(matrix, Time.DISCRETE)
        exhibits = (("J / radius", matrix),)
        if not found.outside and found.semisimple:
            where = "all inside the unit circle" if not found.boundary else "those on the unit circle are semisimple"
            return confirmed(f"the eigenvalues of J / radius: {where}", exhibits=exhibits)
        what = "an eigenvalue outside" if found.outside else "a Jordan block on"
        norms = ", ".join(f"{frobenius_squared(matrix, k)} at k = {k}" for k in _SHOWN[: 1 if found.outside else 3])
        witness = f"squared Frobenius norm of (J / radius)^k: {norms}"
        return refuted(f"J / radius has {what} the unit circle", witness, exhibits=exhibits)

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, radius=self.radius / 2),)


@dataclass(frozen=True)
class PowerNorms(Claim):
    """Numbers: the spectral norm of (J / radius)^k is this decimal, {k: decimal}, to all digits but the last."""

    radius: Expression
    values: Annotated[Any, table(doors.count, doors.decimal, 1)]
    parameters: Values = ()
    at: Point = None

    def check(self, system: System) -> Checked:
        matrix = update_matrix(system, self.parameters, self.at) / self.radius
        exhibits = [("J / radius", matrix)]
        for k, text in dict(self.values).items():
            power = matrix**k
            norm = spectral_norm(power)
            if norm is None:
                return undecided("spectral norms are computed for 2 x 2 matrices")
            if not decimal_agrees(norm, text):
                witness = f"it is {norm.evalf(20)} at k = {k}, not {text}"
                return refuted("a norm differs", witness, exhibits=tuple(exhibits))
            exhibits.append((f"(J / radius)^{k}", power))
        return confirmed(
            "exact powers and their exact spectral norms",
            exhibits=tuple(exhibits),
            predicted=", ".join(f"{text} at k = {k}" for k, text in dict(self.values).items()),
        )

    def twins(self) -> tuple[Claim, ...]:
        (k, text), *rest = dict(self.values).items()
        return (replace(self, values={k: moved_digit(text), **dict(rest)}),)


@dataclass(frozen=True)
class FirstOrderInStep(Claim):
    """The update matrix at the point is I + step * ``first`` + O(step^2).

    first: an (n, n) matrix in the other parameters.
    """

    step: Letter
    first: Entries
    at: Point = None

    def check(self, system: System) -> Checked:
        jacobian = Matrix(linearize(system, at_point(system, self.at)).jacobian)
        start = jacobian.subs(self.step, 0)
        slope = jacobian.diff(self.step).subs(self.step, 0).applyfunc(lambda e: e.expand())
        exhibits = (("Update matrix", jacobian), ("Its derivative in the step at 0", slope))
        off = [*(start - eye(jacobian.rows)), *(slope - Matrix(self.first))]
        wrong = [e.expand() for e in off if e.expand() != 0]
        if not wrong:
            return confirmed("the Taylor coefficients of the update matrix in the step", exhibits=exhibits)
        return refuted("a coefficient differs", f"by {wrong[0]}, which is not 0", exhibits=exhibits)

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, first=2 * Matrix(self.first)),)


def update_matrix(system: System, parameters: Any, at: Any) -> Any:
    """The Jacobian of a map at the point, at exact values of the parameters."""
    return Matrix(linearize(system, at_point(system, at)).jacobian).xreplace(dict(parameters))


def frobenius_squared(matrix: Any, k: int) -> Any:
    return sum((e**2 for e in matrix**k), Rational(0))


def spectral_norm(matrix: Any) -> Any:
    """The largest singular value of a 2 x 2 matrix; None for other shapes."""
    if matrix.shape != (2, 2):
        return None
    size, det = frobenius_squared(matrix, 1), matrix.det()
    return ((size + (size**2 - 4 * det**2) ** Rational(1, 2)) / 2) ** Rational(1, 2)
