"""Hurwitz and Schur conditions and parametric cells, against exact location and numeric roots."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
from sympy import Eq, Function, Integer, Matrix, Poly, Rational, Symbol, sqrt, symbols, true

from stability.algebra.conditions import Fact, find_sample, holds
from stability.algebra.conditions.sample import truth
from stability.algebra.jets import Jet
from stability.clock import Time
from stability.region import (
    Cell,
    characteristic_coefficients,
    feasible,
    hurwitz_conditions,
    moebius_image,
    parametric_cells,
    possible_signs,
    schur_conditions,
)
from stability.region.conditions import hurwitz_determinants
from stability.spectrum import locate

FLOW, MAP = Time.CONTINUOUS, Time.DISCRETE
a, b = symbols("a b", real=True)
g, h = symbols("g h", positive=True)
s = Symbol("s")


def companion(coefficients: list[Any]) -> Any:
    """A matrix with the monic characteristic polynomial (1, a_{n-1}, ..., a_0)."""
    n = len(coefficients) - 1
    return Matrix(n, n, lambda i, j: -coefficients[n - i] if j == n - 1 else int(i == j + 1))


def random_polynomial(rng: random.Random, degree: int) -> list[Any]:
    """Monic, with roots that are often 0, 1, -1, +-i or multiple."""
    special = ([1, 0], [1, 1], [1, -1], [1, 0, 1], [1, 1, 1], [1, Rational(1, 2)], [1, 2, 2], [1, 0, 3])
    factor = Poly([1], s)
    while factor.degree() < degree:
        if rng.random() < 0.5:
            part = Poly(rng.choice(special), s)
        else:
            part = Poly([1, *(Rational(rng.randint(-6, 6), rng.randint(1, 4)) for _ in range(rng.randint(1, 2)))], s)
        if factor.degree() + part.degree() <= degree:
            factor = factor * part
    return list(factor.all_coeffs())


@pytest.mark.parametrize("time", Time)
def test_conditions_hold_exactly_when_every_root_is_inside(time: Time) -> None:
    """Random monic polynomials of degree 1..6, many with roots on the boundary, against exact location."""
    rng, conditions = random.Random(5), hurwitz_conditions if time is FLOW else schur_conditions
    stable = 0
    for _ in range(150):
        p = random_polynomial(rng, rng.randint(1, 6))
        inside = locate(companion(p).tolist(), time).stable
        assert all(c > 0 for c in conditions(p)) is inside, p
        stable += inside
    assert stable > 10


@pytest.mark.parametrize("time", Time)
def test_conditions_agree_with_numeric_roots(time: Time) -> None:
    """The second route: numpy roots that are clear of the boundary."""
    rng, conditions = random.Random(7), hurwitz_conditions if time is FLOW else schur_conditions
    seen = set()
    for _ in range(150):
        n = rng.randint(1, 6)
        scale = 1 if time is FLOW else 3
        p = [Integer(1), *(Rational(rng.randint(-9, 18), 2 * scale**i) for i in range(1, n + 1))]
        roots = np.roots(np.array(p, dtype=float))
        worst = max(roots.real) if time is FLOW else max(abs(roots)) - 1
        if abs(worst) > 1e-6:
            assert all(c > 0 for c in conditions(p)) is bool(worst < 0)
            seen.add(bool(worst < 0))
    assert seen == {True, False}


def test_conditions_with_parameters_are_the_known_ones() -> None:
    """Degree 2 and 3 by hand; a wrong sign of one quantity is noticed."""
    assert hurwitz_conditions([1, a, b]) == (b, a)
    assert schur_conditions([1, -a, b]) == (a + b + 1, b - a + 1, 2 - 2 * b)
    wanted = hurwitz_conditions([1, g, a, b])
    assert holds(a > 0, [c > 0 for c in wanted])
    assert not holds(a < 0, [c > 0 for c in wanted])
    assert hurwitz_conditions([3, 2]) == (2,)


def test_moebius_image_moves_the_roots() -> None:
    """(1 - s)^n p((1 + s)/(1 - s)) identically; a root at -1 lowers the degree, one at 1 becomes 0."""
    rng = random.Random(11)
    for _ in range(20):
        p = random_polynomial(rng, rng.randint(1, 5))
        n = len(p) - 1
        z = (1 + s) / (1 - s)
        direct = ((1 - s) ** n * sum(c * z ** (n - i) for i, c in enumerate(p))).cancel()
        image = moebius_image(p)
        assert (direct - sum(c * s ** (n - i) for i, c in enumerate(image))).expand() == 0
        assert (image[0] == 0) is (Poly(p, s).eval(-1) == 0) and (image[-1] == 0) is (Poly(p, s).eval(1) == 0)


def test_hurwitz_determinants_of_a_known_polynomial() -> None:
    """(s + 1)(s + 2)(s + 3) = s^3 + 6 s^2 + 11 s + 6: 6, 60, 360; a negated polynomial flips the odd ones."""
    assert hurwitz_determinants([1, 6, 11, 6]) == (6, 60, 360)
    assert hurwitz_determinants([-1, -6, -11, -6]) == (-6, 60, -360)


# ---- cells ---------------------------------------------------------------------------------------------------------


def check_cells(matrix: Any, time: Time, cells: tuple[Cell, ...], points: list[dict[Any, Any]], given: Any = ()) -> int:
    """Exactly one cell at each point, with the location of the exact count there; returns how many were decided."""
    decided = 0
    for point in points:
        if not all(truth(c, point) for c in given):
            continue
        here = [c for c in cells if truth(c.condition, point)]
        assert len(here) == 1, (matrix, time, point, [c.condition for c in here])
        number, found = matrix.xreplace(point), here[0].location
        if found is None or not all(e.is_Rational for e in number):
            continue
        exact = locate(number.tolist(), time)
        assert (found.inside, found.boundary, found.outside, found.zero, found.n) == (
            exact.inside,
            exact.boundary,
            exact.outside,
            exact.zero,
            exact.n,
        ), (matrix, time, point, here[0])
        assert found.semisimple in (None, exact.semisimple), (matrix, time, point, here[0])
        decided += 1
    return decided


def sample_points(rng: random.Random, cells: tuple[Cell, ...], names: tuple[Any, ...], count: int) -> Any:
    """Random rational points, small integers (where degenerate cases sit), and a point of every cell."""
    values = [Rational(i, j) for i in range(-4, 5) for j in (1, 2)]
    points = [
        {v: rng.choice([w for w in values if w > 0]) if v.is_positive else rng.choice(values) for v in names}
        for _ in range(count)
    ]
    simple = [c for c in cells if all(len(r.free_symbols) > 1 or r.lhs.is_Atom for r in c.condition.atoms(Eq))]
    samples = [find_sample([c.condition], names) for c in simple]  # roots of high degree are slow, and not rational
    return points + [sample.values for sample in samples if sample is not None]


PLANAR = [
    Matrix([[0, -a], [b, 0]]),
    Matrix([[a, b], [0, a]]),
    Matrix([[a, b], [-b, a]]),
    Matrix([[0, -g], [g, -h]]),
    Matrix([[1 - g, a], [a, 1 - h]]),
    Matrix([[a, 1], [b, -a]]),
    Matrix([[a, 0], [0, a]]),
    Matrix([[a, a], [a, a]]),
    Matrix([[1, -g], [h, 1 - g * h]]),
    Matrix([[a / g, 1], [0, b]]),
]


@pytest.mark.parametrize("time", Time)
@pytest.mark.parametrize("matrix", PLANAR, ids=str)
def test_planar_cells_match_the_exact_count(matrix: Any, time: Time) -> None:
    """Every cell at random points and at a sample of its own, degenerate cells included."""
    names = (a, b, g, h)
    cells = parametric_cells(characteristic_coefficients(matrix), time, (), matrix)
    points = sample_points(random.Random(3), cells, names, 25)
    assert check_cells(matrix, time, cells, points) >= 15


def random_matrix(rng: random.Random, n: int) -> Any:
    """Sparse integer matrices with a few parameters; one parameter from n = 3 on."""
    names = (a, g) if n < 3 else (a,)
    entries = (*(Integer(i) for i in (0, 0, 0, 1, -1, 2)), *names, -names[0], names[0] - 1)
    return Matrix(n, n, lambda i, j: rng.choice(entries) if n < 3 or rng.random() < 0.7 else Integer(0))


def compare_random_cells(seed: int, count: int, sizes: tuple[int, ...]) -> int:
    rng, decided = random.Random(seed), 0
    for _ in range(count):
        n, time = rng.choice(sizes), rng.choice(list(Time))
        matrix = random_matrix(rng, n)
        cells = parametric_cells(characteristic_coefficients(matrix), time, (), matrix)
        decided += check_cells(matrix, time, cells, sample_points(rng, cells, (a, g), 12))
    return decided


def test_random_cells_match_the_exact_count() -> None:
    """Flows and maps, with one or two parameters."""
    assert compare_random_cells(1, 14, (1, 2, 2, 3)) > 80


@pytest.mark.parametrize(
    "matrix",
    [
        Matrix([[0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [-1, -a, -3, -2]]),
        Matrix([[0, 1, 0, 0, 0], [-1, -1, 0, 0, 0], [0, 0, 0, 1, 0], [0, 0, -1, -1, 0], [1, 0, 1, 0, a]]),
    ],
    ids=("4", "5"),
)
def test_cells_of_larger_matrices(matrix: Any) -> None:
    """Four and five dimensions, one parameter."""
    cells = parametric_cells(characteristic_coefficients(matrix), FLOW, (), matrix)
    points = sample_points(random.Random(5), cells, (a,), 20)
    assert check_cells(matrix, FLOW, cells, points) >= 15


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 10))
def test_many_random_cells(seed: int) -> None:
    """The same on more matrices."""
    assert compare_random_cells(seed, 25, (1, 2, 3, 3, 4, 5)) > 100


def test_cells_of_a_polynomial_with_special_roots() -> None:
    """Products of factors whose roots pass through 0, 1, -1 and the imaginary axis, degree 3 and 4."""
    rng = random.Random(13)
    factors = ([1, -a], [1, a], [1, 0, a], [1, 1], [1, 0], [1, -1], [1, 0, 1], [1, 2])
    for time in (FLOW, MAP):
        for _ in range(5):
            p = Poly([1], s)
            while p.degree() < 3:
                p = p * Poly(rng.choice(factors), s)
            matrix = companion(p.all_coeffs())
            cells = parametric_cells(p.all_coeffs(), time, (), matrix)
            check_cells(matrix, time, cells, sample_points(rng, cells, (a,), 15))


def test_cells_respect_the_assumptions() -> None:
    """Only cells that meet the assumptions are listed, and together they cover them."""
    matrix = Matrix([[0, -g], [g, -a]])
    cells = parametric_cells(characteristic_coefficients(matrix), FLOW, [a > 0], matrix)
    assert [c.condition for c in cells] == [true] and cells[0].location is not None and cells[0].location.stable
    everything = parametric_cells(characteristic_coefficients(matrix), FLOW, [], matrix)
    assert len(everything) == 3
    points = sample_points(random.Random(2), everything, (a, g), 20)
    assert check_cells(matrix, FLOW, everything, points, [Eq(a, 0)]) >= 1


def test_contradictory_assumptions_leave_no_cell() -> None:
    """Nothing to claim about an empty set of parameters, unless the coefficients need no split."""
    assert parametric_cells([1, -a], FLOW, [a > 0, a < 0]) in ((), parametric_cells([1, -a], FLOW, [a > 0]))
    assert not feasible([a > 0, a < 0]) and feasible([a > 0, a < 1])
    assert possible_signs(a - b, [a > 2, b < 1]) == {1} and possible_signs(a - b, []) == {-1, 0, 1}


def test_cells_of_an_abstract_function() -> None:
    """+-i f'(0) for f'(0) != 0; without that fact a second cell with a zero matrix appears."""
    c = Jet("f", 1, 0)
    matrix = Matrix([[0, -c], [c, 0]])
    (only,) = parametric_cells(characteristic_coefficients(matrix), FLOW, [Fact(Function("f"))], matrix)
    assert only.condition == true and only.location is not None
    assert (only.location.boundary, only.location.zero, only.location.semisimple) == (2, 0, True)
    open_cells = parametric_cells(characteristic_coefficients(matrix), FLOW, [], matrix)
    assert {cell.location.zero for cell in open_cells if cell.location} == {0, 2}


def test_a_double_boundary_eigenvalue_is_not_called_semisimple_unseen() -> None:
    """Without the matrix semisimple stays None; a proven Jordan block is False; an entry of open sign splits."""
    assert [c.location.semisimple for c in parametric_cells([1, 0, 0], FLOW, ()) if c.location] == [None]
    for matrix, expected in (
        (Matrix([[0, g], [0, 0]]), False),
        (Matrix([[0, 0], [0, 0]]), True),
    ):
        (cell,) = parametric_cells([1, 0, 0], FLOW, (), matrix)
        assert cell.location is not None and cell.location.semisimple is expected
    cells = parametric_cells([1, 0, 0], FLOW, (), Matrix([[0, a], [0, 0]]))
    assert {(c.condition, c.location.semisimple) for c in cells if c.location} == {
        (a < 0, False),
        (Eq(a, 0), True),
        (a > 0, False),
    }
    (cell,) = parametric_cells([1, 2, 1], MAP, (), Matrix([[-1, g], [0, -1]]))
    assert cell.location is not None and cell.location.semisimple is False and cell.location.boundary == 2


def test_a_constant_in_disguise() -> None:
    """A coefficient that is a number only after expansion, 16 or 0, has the sign of that number."""
    sixteen, nought = (a + 4) ** 2 - a * (a + 8), a * ((a + 1) ** 2 - a**2 - 2 * a - 1)
    (cell,) = parametric_cells([1, sixteen, sixteen, 1], FLOW, ())
    assert cell.location is not None and cell.location.stable
    (cell,) = parametric_cells([1, 1, sixteen, nought], FLOW, ())
    assert cell.location is not None and (cell.location.inside, cell.location.zero) == (2, 1)


@pytest.mark.parametrize(
    ("coefficients", "expected"),
    [
        ((1, 0, 3, 0, 2), (0, 4, 0)),  # (s^2 + 1)(s^2 + 2)
        ((1, 0, -1, 0, -2), (1, 2, 1)),  # (s^2 + 1)(s^2 - 2)
        ((1, 1, 2, 2, 3), (2, 0, 2)),  # Delta_2 = 0, no imaginary pair
        ((1, 0, 0, 1), (1, 0, 2)),
        ((1, 0, 0, 0, 1), (2, 0, 2)),
        ((1, 0, 2, 0, 1), (0, 4, 0)),  # (s^2 + 1)^2
    ],
)
def test_vanishing_determinants_are_counted(coefficients: tuple[int, ...], expected: tuple[int, ...]) -> None:
    """Where Routh determinants vanish the degenerate rows are counted by remainders."""
    (cell,) = parametric_cells([Integer(c) for c in coefficients], FLOW, ())
    assert cell.location is not None
    assert (cell.location.inside, cell.location.boundary, cell.location.outside) == expected


def test_characteristic_coefficients_match_a_numeric_determinant() -> None:
    """det(s - A) at rational values of s and the parameters."""
    rng = random.Random(17)
    for n in (1, 2, 3, 4):
        matrix = random_matrix(rng, n)
        coefficients = characteristic_coefficients(matrix)
        point = {a: Rational(2, 3), g: Rational(5, 7)}
        for value in (Integer(2), Rational(-1, 3)):
            direct = (value * Matrix.eye(n) - matrix.xreplace(point)).det()
            assert direct == sum(c.xreplace(point) * value ** (n - i) for i, c in enumerate(coefficients))


def test_blocks_that_sympy_cannot_sort() -> None:
    """charpoly of SymPy 1.14 raises TypeError for blocks with roots and fractions of different symbols."""
    a, b, p, q = symbols("a b p q", positive=True)
    block = Matrix([[-a, sqrt(a) * p / b], [-sqrt(a) / p, q / (a + b)]])
    other = block.xreplace({a: b, b: a, p: q, q: p})
    coefficients = characteristic_coefficients(Matrix.diag(block, other))
    s = Symbol("s")
    second = (Matrix.diag(block, other) - s * Matrix.eye(4)).det(method="berkowitz")
    first = sum(c * s ** (4 - k) for k, c in enumerate(coefficients))
    values = {a: 2, b: 3, p: 5, q: 7, s: 11}
    assert abs((first - second).subs(values).evalf(30)) < 1e-20  # 30 digits, terms below 10^6
