"""Inputs on which a library call would not end, or end the interpreter: answered, or refused by counted sizes."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from sympy import Add, CRootOf, Integer, Matrix, Rational, Symbol, cos, exp, log, pi, sin, sqrt, symbols, tanh

from stability import System, Time, analyze, find_equilibria, locate
from stability.algebra.conditions import sign_set
from stability.algebra.conditions.sample import candidates, truth
from stability.algebra.size import WIDEST, wide_powers
from stability.equilibrium import Completeness, near_equilibrium
from stability.errors import CannotSolve
from stability.spectrum import spectrum

x, y = symbols("x y", real=True)


def flow(*rhs: Any) -> System:
    return System(Time.CONTINUOUS, (x, y)[: len(rhs)], rhs)


def test_long_rationals_in_exponents() -> None:
    """exp(p x/q) is the p-th power of exp(x/q): no dense polynomial of degree 10^12 is begun; the zero is found."""
    system = flow(2 - 3 * tanh(Rational(460756482497, 50185459017) * x**3 + 2 * x**2 / 5 - 3))
    found = find_equilibria(system, box={x: (-2, 2)})
    assert found.completeness is Completeness.COMPLETE_IN_BOX and len(found.points) == 1
    assert sign_set(exp(Rational(10**13 + 1, 7) * x) + exp(x) + 1) == {1}


def test_width_of_powers() -> None:
    """Only numbers inside exponents count; the twin is as large elsewhere."""
    assert wide_powers(exp((WIDEST + 1) * x)) and not wide_powers(exp(WIDEST * x) + 10**20 * x)


def test_starts_with_many_digits() -> None:
    """Whether a start is a rest point is seen by balls before anything is simplified."""
    system = flow(-(x**3) + 3 * x - 2 * exp(x**3 * cos(pi / 7) + Rational(411832944529, 1658340849820)) - 1)
    with pytest.raises(CannotSolve, match="did not reach"):
        near_equilibrium(system, {x: 2.76})
    twin = flow(3 * x - exp(x) - 3 + exp(1))
    assert near_equilibrium(twin, {x: 1.0}).points[0].as_dict() == {x: 1}


HARD: dict[str, Callable[[], Any]] = {
    "constants that swell": lambda: Matrix([
        [2, Rational(1, 3), Rational(-9, 2), 2, Rational(1, 3)],
        [-1, 0, Rational(-746684745660, 298220051219), 5 * sqrt(2 * sqrt(2) + 3) / 2, Rational(1, 3)],
        [5, 0, -tanh(Rational(26, 15)), Rational(-12, 7), -1],
        [0, sin(64), 2, 0, -5 * pi / 4 - Rational(10, 3)],
        [0, 0, Rational(1, 3), 1, tanh(3)],
    ]),
    "a number near 0": lambda: Matrix([
        [-1, -1, -512, 2],
        [-1, 2, 0, 1 / (1 + exp(99999999997)) + 2],
        [0, 28, 2, 4 * log(2) + Rational(1931152365760, 588659671779)],
        [0, 3 / (1 + exp(1)), Rational(1, 3), -1],
    ]),
}  # fmt: skip


@pytest.mark.parametrize("case", HARD)
def test_spectra_by_balls(case: str) -> None:
    """Disjoint balls show that all eigenvalues are simple; their product is the determinant, their sum the trace."""
    matrix = HARD[case]()
    found = spectrum(matrix, digits=20).eigenvalues
    assert len(found) == matrix.rows and all(e.algebraic_multiplicity == 1 for e in found)
    assert abs(sum(e.evalf(20) for e in found) - matrix.trace().evalf(20)) < Rational(1, 10**12)
    assert locate(matrix).inside == sum(e.side == "inside" for e in found)


def test_coefficients_beyond_the_limit() -> None:
    """Where balls do not separate the roots, the remainder sequence stops at a counted size and says what is known."""
    t = tanh(1)
    matrix = Matrix([
        [0, 4 - t, log(2), tanh(2) + Rational(49727185564, 629523122561), sqrt(2 * sqrt(2) + 3)],
        [0, 0, Rational(1, 3), Rational(1, 3), 0],
        [0, 1, exp(Rational(200000000009, 2)), 0, 0],
        [Rational(1, 3), 1, 0, Rational(1, 3), 1],
        [1, 3 * sqrt(2), 2, 1, 0],
    ])  # fmt: skip
    with pytest.raises(CannotSolve, match="terms") as refusal:
        spectrum(matrix)
    assert refusal.value.established


def test_generic_constants_stay_exact() -> None:
    """The twin: a double eigenvalue over constants is found as such, where no balls are disjoint."""
    block = Matrix([[pi, 1, 0, 0], [0, pi, 0, 0], [0, 0, exp(1), 0], [0, 0, 0, log(2)]])
    found = spectrum(block).eigenvalues
    assert found[0].exact == pi and found[0].geometric_multiplicity == 1
    assert [e.algebraic_multiplicity for e in found] == [2, 1, 1]


def test_signs_of_constants() -> None:
    """Balls see what differs from 0, algebra what is 0; a number of 10^30 digits is never expanded."""
    root = CRootOf(x**5 - x - 1, 0)
    assert sign_set(root**5 - root - 1) == {0} and sign_set(root**2 - 1) == {1}
    assert sign_set(exp(-(10**9)) - 2 + sqrt(3)) == {-1}
    assert truth(exp(x) > y, {x: Integer(10) ** 30, y: Integer(1)}) is not False


def test_large_powers_of_an_exponential_are_atoms() -> None:
    """exp(10^16) is no power of exp(1), whose exponent would end the interpreter; small powers keep their relation."""
    assert locate([[exp(3) ** 2 - exp(6)]]).zero == 1
    large = exp(9999999999999993)
    rows = [[Rational(1, 3), Rational(1, 3), 0], [3 / (1 + large), pi**2, 2 + 1 / (1 + exp(1))], [2, 2, 2]]
    assert locate(rows).outside == 3
    rows[1][0] = 0  # to 10^15 digits; eigenvalues 0.49, 1.29, 10.4 by NumPy
    assert min(np.linalg.eigvals(np.array(rows, dtype=float)).real) > 0.4


def test_long_conditions_are_tried_at_fewer_points() -> None:
    """Four thousand exact points for short conditions, a hundred for one of many thousand operations."""
    short, long = x**2 + y**2, Add(*((x + k) ** 2 * (y + k) for k in range(1000)))
    assert sum(1 for _ in candidates([x, y], [], [short])) > sum(1 for _ in candidates([x, y], [], [long])) == 100


def test_an_open_cell_leaves_the_others_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    """What fails in one cell is its reason; the cells beside it keep their verdicts."""
    deciding = importlib.import_module("stability.verdict.decide")  # the package has a function of that name

    def refusing(*arguments: Any) -> Any:
        raise CannotSolve("a marginal case", "a budget used up", "more steps")

    monkeypatch.setattr(deciding, "_marginal", refusing)
    a = Symbol("a", real=True)
    cases = analyze(flow(a * x), at={x: 0}, cross_check=False).verdict.cases
    found = {case.stability.name: case.reason for case in cases}
    assert set(found) == {"EXPONENTIALLY_STABLE", "UNSTABLE", "UNDECIDED"} and "used up" in found["UNDECIDED"]
