"""Claims about the powers of an update matrix: the rate of linear convergence and its constant."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

from sympy import Integer, Matrix, Rational, eye

from stability.algebra.balls import decimal_agrees
from stability.clock import Time
from stability.errors import BadInput, CannotSolve
from stability.linearization import linearize
from stability.spectrum import locate
from stability.system import System
from stability.theorem import doors
from stability.theorem.claim import Checked, Claim, confirmed, nonzero_witness, refuted, undecided
from stability.theorem.data import admissible, natural, positive, stated
from stability.theorem.decimals import moved_digit
from stability.theorem.doors import table
from stability.theorem.equal import vanishes
from stability.theorem.fields import Entries, Expression, Letter, Point, Values
from stability.theorem.local import at_point, not_at_rest
from stability.theorem.smooth import rough

#: The highest power that is computed exactly: its numbers have some thousand digits.
_POWER = 10_000
#: Powers at which a refutation shows the growth.
_SHOWN = (10, 100, 1000)


@dataclass(frozen=True)
class PowersOfOrder(Claim):
    """|J^k| = O(radius^k) for the update matrix J at ``parameters``.

    True if and only if every eigenvalue of J / radius lies in the closed unit disc and those on the circle are
    semisimple.  radius: an exact positive number; the values of the parameters satisfy the hypotheses.
    """

    radius: Expression
    parameters: Values = ()
    at: Point = None

    def check(self, system: System) -> Checked:
        misfit = _no_map(system, self.at)
        if misfit is not None:
            return misfit
        matrix = update_matrix(system, self.parameters, self.at) / positive(self.radius, "a radius")
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
    """Numbers: the spectral norm of (J / radius)^k is this decimal, {k: decimal}, to all digits but the last.

    radius: an exact positive number; every k is a natural number.
    """

    radius: Expression
    values: Annotated[Any, table(doors.count, doors.decimal, 1)]
    parameters: Values = ()
    at: Point = None

    def check(self, system: System) -> Checked:
        misfit = _no_map(system, self.at)
        if misfit is not None:
            return misfit
        matrix = update_matrix(system, self.parameters, self.at) / positive(self.radius, "a radius")
        exhibits = [("J / radius", matrix)]
        for k, text in stated(self.values, "norms of powers").items():
            if natural(k, "a power of the update matrix") > _POWER:
                raise CannotSolve("a norm of an exact power", f"the power {k}", f"powers up to {_POWER}")
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

    first: an (n, n) matrix in the other parameters.  The matrix has to be smooth in the step at 0, which makes the
    remainder O(step^2); the point does not depend on the step.
    """

    step: Letter
    first: Entries
    at: Point = None

    def check(self, system: System) -> Checked:
        misfit = _no_map(system, self.at)
        if misfit is not None:
            return misfit
        point = at_point(system, self.at)
        if any(self.step in (v * Integer(1)).free_symbols for v in point.values()):
            return undecided(f"the point depends on {self.step}")
        jacobian = Matrix(linearize(system, point).jacobian)
        claimed = Matrix(self.first)
        if claimed.shape != jacobian.shape or self.step in claimed.free_symbols:
            what = f"shape {claimed.shape} with the symbols {sorted(map(str, claimed.free_symbols))}"
            raise BadInput("the first-order part of an update", what, f"shape {jacobian.shape}, without {self.step}")
        bent = rough(jacobian, system.assumptions, {self.step: self.step * 0})
        if bent:
            reason = f"whether the remainder is O({self.step}^2): the update matrix has {bent}"
            return undecided(reason, exhibits=(("Update matrix", jacobian),))
        start = jacobian.subs(self.step, 0)
        slope = jacobian.diff(self.step).subs(self.step, 0).applyfunc(lambda e: e.expand())
        exhibits = (("Update matrix", jacobian), ("Its derivative in the step at 0", slope))
        off = [*(start - eye(jacobian.rows)), *(slope - claimed)]
        wrong = [e.expand() for e in off if not vanishes(e.expand())]
        if not wrong:
            return confirmed("the Taylor coefficients of the update matrix in the step", exhibits=exhibits)
        witness = nonzero_witness(system, *wrong)
        if not witness:
            return undecided(f"a coefficient differs by {wrong[0]}, but no exact witness was found", exhibits=exhibits)
        return refuted("a coefficient differs", f"by {wrong[0]}; {witness}", exhibits=exhibits)

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, first=2 * Matrix(self.first)),)


def update_matrix(system: System, parameters: Any, at: Any) -> Any:
    """The Jacobian of a map at the point, at exact values of the parameters."""
    values = admissible(system, parameters)
    matrix = Matrix(linearize(system, at_point(system, at)).jacobian).xreplace(values)
    if matrix.free_symbols:
        open_ = ", ".join(sorted(map(str, matrix.free_symbols)))
        raise BadInput("an update matrix of numbers", f"no value for {open_}", "parameters=((symbol, value), ...)")
    return matrix


def _no_map(system: System, at: Any) -> Checked | None:
    if system.time is not Time.DISCRETE:
        return undecided("an update matrix belongs to a map")
    return not_at_rest(system, at_point(system, at))


def frobenius_squared(matrix: Any, k: int) -> Any:
    return sum((e**2 for e in matrix**k), Rational(0))


def spectral_norm(matrix: Any) -> Any:
    """The largest singular value of a 2 x 2 matrix; None for other shapes."""
    if matrix.shape != (2, 2):
        return None
    size, det = frobenius_squared(matrix, 1), matrix.det()
    return ((size + (size**2 - 4 * det**2) ** Rational(1, 2)) / 2) ** Rational(1, 2)
