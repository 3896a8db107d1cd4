"""Cells of whole kinds of problems: one parameter by intervals, several by factors; random matrices and ``locate``."""

from __future__ import annotations

import random
from typing import Any

import pytest
from sympy import (
    And,
    Eq,
    Integer,
    Matrix,
    Ne,
    Rational,
    exp,
    expand,
    eye,
    log,
    sqrt,
    symbols,
    tanh,
    true,
    zeros,
)

from stability.algebra.conditions import sign_set
from stability.algebra.conditions.sample import truth
from stability.clock import Time
from stability.region import Cell, characteristic_coefficients, feasible, parametric_cells
from stability.spectrum import locate

FLOW, MAP = Time.CONTINUOUS, Time.DISCRETE
force, a, b, c = symbols("F a b c", real=True)
h, p, q, r = symbols("h p q r", positive=True)


def cells_of(matrix: Any, time: Time = FLOW, given: tuple[Any, ...] = ()) -> tuple[Cell, ...]:
    return parametric_cells(characteristic_coefficients(matrix), time, given, matrix)


def stable_where(cells: tuple[Cell, ...]) -> list[Any]:
    return [cell.condition for cell in cells if cell.location is not None and cell.location.stable]


def lorenz(n: int) -> Any:
    """The Jacobian of x_i' = (x_{i+1} - x_{i-2}) x_{i-1} - x_i + F at x = F: -I + F (S - S^-2)."""
    matrix = -eye(n)
    for i in range(n):
        matrix[i, (i + 1) % n] += force
        matrix[i, (i - 2) % n] -= force
    return matrix


def test_a_circulant_family() -> None:
    """Re = -1 + F (cos t - cos 2t), t = 2 pi k/8: the largest value of the bracket is 1 and the smallest -2."""
    cells = cells_of(lorenz(8))
    assert stable_where(cells) == [And(force > Rational(-1, 2), force < 1)]
    assert [x.condition for x in cells if x.location and x.location.boundary and not x.location.outside] == [
        Eq(force, Rational(-1, 2)),
        Eq(force, 1),
    ]


@pytest.mark.parametrize("n", [10, 20])
def test_gradient_steps_of_many_firms(n: int) -> None:
    """I - h (1 + all ones): eigenvalues 1 - h (n - 1 times) and 1 - (n + 1) h; symmetric, so diagonalizable."""
    cells = cells_of(Matrix(n, n, lambda i, j: 1 - 2 * h if i == j else -h), MAP)
    assert stable_where(cells) == [h < Rational(2, n + 1)]
    assert all(cell.location is not None and cell.location.semisimple for cell in cells)


def test_best_replies_of_three_firms() -> None:
    """z^3 - e z + 2 d with e = b1 b2 + b1 b3 + b2 b3 and d = b1 b2 b3: stable where e + 2 d < 1."""
    matrix = Matrix([[0, -p, -p], [-q, 0, -q], [-r, -r, 0]])
    cells = cells_of(matrix, MAP)
    assert all(cell.location is not None or cell.unstable for cell in cells)
    (where,) = stable_where(cells)
    bound = p * q + p * r + q * r + 2 * p * q * r < 1
    assert not feasible([where, p * q + p * r + q * r + 2 * p * q * r >= 1])
    assert not feasible([bound, p * q + p * r + q * r + 2 * p * q * r - 1 >= 0])


def test_one_polynomial_inequality_is_an_interval() -> None:
    """F^3 - 2F^2 + 2F - 1 = (F - 1)(F^2 - F + 1) is negative for F < 1 only."""
    cells = parametric_cells([1, -(force**3 - 2 * force**2 + 2 * force - 1)], FLOW, ())
    assert [cell.condition for cell in cells] == [force < 1, Eq(force, 1), force > 1]


def test_alternating_descent_on_a_matrix_game() -> None:
    """On the circle while h sigma < 2, sigma^2 = 3 + sqrt 5 for the larger one; at equality a Jordan block."""
    m = Matrix([[2, 1], [0, 1]])
    first = Matrix([[1, 0, -2 * h, -h], [0, 1, 0, -h], [0, 0, 1, 0], [0, 0, 0, 1]])
    second = Matrix([[1, 0, 0, 0], [0, 1, 0, 0], [2 * h, 0, 1, 0], [h, h, 0, 1]])
    assert (second[2:, :2] - h * m.T).is_zero_matrix
    inner, edge, *outer = cells_of(second * first, MAP)
    assert inner.condition == (h < sqrt(3 - sqrt(5))) and inner.location is not None and edge.location is not None
    assert (inner.location.boundary, inner.location.semisimple) == (4, True)
    assert edge.condition == Eq(h, sqrt(3 - sqrt(5))) and edge.location.semisimple is False
    assert all(cell.location is not None and cell.location.outside for cell in outer)


def test_runge_kutta_on_a_pair() -> None:
    """R(h (-p +- i q)) with the polynomial of order four: |R| against 1, as at h = 1/10 and h = 5."""
    z = -p * h
    real = expand(1 + z + (z**2 - (q * h) ** 2) / 2 + (z**3 - 3 * z * (q * h) ** 2) / 6)
    real += expand((z**4 - 6 * z**2 * (q * h) ** 2 + (q * h) ** 4) / 24)
    w = q * h
    imaginary = expand(w + z * w + (3 * z**2 * w - w**3) / 6 + (4 * z**3 * w - 4 * z * w**3) / 24)
    cells = cells_of(Matrix([[real, -imaginary], [imaginary, real]]), MAP)
    assert all(cell.location is not None for cell in cells) and len(stable_where(cells)) == 1
    for step, stable in ((Rational(1, 10), True), (Integer(5), False)):
        point = {p: Integer(1), q: Integer(1), h: step}
        (cell,) = (x for x in cells if truth(x.condition, point))
        assert cell.location is not None and cell.location.stable is stable


def test_two_rates_through_their_product() -> None:
    """Optimistic steps x+ = x - 2 p y + p y-, y+ = y + 2 q x - q x-: stable for p q < 1/3."""
    matrix = Matrix([[1, -2 * p, 0, p], [2 * q, 1, -q, 0], [1, 0, 0, 0], [0, 1, 0, 0]])
    assert stable_where(cells_of(matrix, MAP)) == [p * q < Rational(1, 3)]


@pytest.mark.parametrize("n", [3, 4])
def test_companion_matrices(n: int) -> None:
    """Free coefficients: every cell is located or proven unstable, and the stable one is Hurwitz's."""
    names = symbols(f"r0:{n}", real=True)
    matrix = zeros(n, n)
    for i in range(n - 1):
        matrix[i, i + 1] = Integer(1)
    for i in range(n):
        matrix[n - 1, i] = -names[i]
    cells = cells_of(matrix)
    assert all(cell.location is not None or cell.unstable for cell in cells)
    (where,) = stable_where(cells)
    inside = {3: (1, 2, 2), 4: (1, 3, 4, 2)}[n]
    assert truth(where, dict(zip(names, map(Integer, inside), strict=True))) is True


def test_cells_of_zero_measure_inside_the_unstable_region_are_counted() -> None:
    """s^4 + s^3 + 2 s^2 + 2 s + 3: Delta_2 = 0 and two roots on the right; with a parameter the same at a = 2."""
    cells = parametric_cells([1, 1, 2, a, 3], FLOW, ())
    (cell,) = (x for x in cells if truth(x.condition, {a: Integer(2)}))
    assert cell.location is not None and (cell.location.inside, cell.location.outside) == (2, 2)


def test_an_equation_is_put_into_the_others() -> None:
    """s^3 + a s^2 + b s + c at c = a b is (s + a)(s^2 + b): the cell names one parameter by the others."""
    cells = parametric_cells([1, a, b, c], FLOW, (a > 0, b > 0))
    (edge,) = (x for x in cells if x.location is not None and x.location.boundary == 2)
    assert any(isinstance(part, Eq) and part.lhs.is_Symbol for part in And.make_args(edge.condition))
    assert edge.location is not None and (edge.location.inside, edge.location.zero) == (1, 0)


def test_signs_that_every_user_sees() -> None:
    """Increasing functions of one parameter, and their twins in the other direction or without the assumption."""
    assert sign_set(exp(r) - 1) == {1} and sign_set(1 - exp(r)) == {-1} and len(sign_set(exp(a) - 1)) == 3
    assert sign_set(log(r), (r > 1,)) == {1} and sign_set(log(r), (r < 1,)) == {-1} and len(sign_set(log(r))) == 3
    assert sign_set(tanh(r)) == {1} and sign_set(2 * exp(-r) - 2) == {-1} and sign_set(exp(a) + 1) == {1}
    assert sign_set(log(r) - 1, (r > 3,)) != {-1}
    (only,) = parametric_cells([1, -exp(r)], MAP, ())
    assert only.condition == true and only.location is not None and only.location.outside == 1


def instantiated(matrix: Any, point: dict[Any, Any], time: Time) -> Any:
    return locate(matrix.xreplace(point).tolist(), time)


def compared(matrix: Any, time: Time, names: tuple[Any, ...], rng: random.Random, count: int) -> tuple[int, int]:
    """(decided, undecided) points: at each exactly one cell holds, and it agrees with ``locate``."""
    cells = cells_of(matrix, time)
    values = [Rational(i, j) for i in range(-6, 7) for j in (1, 2, 3)]
    decided = 0
    for number in range(count):
        point = {v: rng.choice(values) for v in names}
        if number % 4 == 0:  # points on the equations of a cell
            point = on_an_edge(cells, point, rng) or point
        held = [cell for cell in cells if truth(cell.condition, point) is True]
        assert len(held) == 1, (matrix, time, point, held)
        known, expected = held[0].location, instantiated(matrix, point, time)
        if held[0].unstable:
            assert expected.outside, (matrix, time, point, held)
        if known is None:
            continue
        decided += 1
        counts = (known.inside, known.boundary, known.outside, known.zero)
        assert counts == (expected.inside, expected.boundary, expected.outside, expected.zero), (matrix, time, point)
        assert known.semisimple in (None, expected.semisimple), (matrix, time, point, held)
    return decided, count - decided


def on_an_edge(cells: tuple[Cell, ...], point: dict[Any, Any], rng: random.Random) -> dict[Any, Any] | None:
    """The point moved onto an equation that some cell solves for a parameter, when the value is rational."""
    edges = [e for cell in cells for e in cell.condition.atoms(Eq) if e.lhs.is_Symbol]
    if not edges:
        return None
    edge = rng.choice(edges)
    value = edge.rhs.xreplace(point)
    return {**point, edge.lhs: value} if value.is_Rational else None


def random_matrix(rng: random.Random, n: int, names: tuple[Any, ...]) -> Any:
    numbers = [Integer(i) for i in (0, 0, 0, 1, -1, 2)]
    matrix = Matrix(n, n, lambda i, j: rng.choice(numbers))
    for name in names * 2:
        matrix[rng.randrange(n), rng.randrange(n)] = rng.choice([name, -name, name - 1])
    return matrix


def random_comparison(seed: int, matrices: int, sizes: tuple[int, ...], count: int) -> tuple[int, int]:
    rng, decided, undecided = random.Random(seed), 0, 0
    for _ in range(matrices):
        names = (a, b, c)[: rng.choice((2, 2, 3))]
        yes, no = compared(
            random_matrix(rng, rng.choice(sizes), names), rng.choice([FLOW, FLOW, MAP]), names, rng, count
        )
        decided, undecided = decided + yes, undecided + no
    return decided, undecided


def test_random_matrices_with_several_parameters() -> None:
    """Cells cover every point once and agree with the exact count there, edges included."""
    decided, undecided = random_comparison(5, 5, (2, 3, 3), 40)
    assert decided > 4 * undecided


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6, 12))
def test_many_random_matrices_with_several_parameters(seed: int) -> None:
    """The same for n = 3 to 6 at 200 points each; from n = 5 on with several parameters much is left undecided."""
    decided, undecided = random_comparison(seed, 6, (3, 4, 5, 6), 200)
    print(f"seed {seed}: {decided} points decided, {undecided} left undecided")
    assert decided


def test_unequal_conditions_are_twins() -> None:
    """A cell of the wrong side is not accepted: moving a boundary breaks the comparison."""
    cells = parametric_cells([1, -a], FLOW, ())
    assert [truth(cell.condition, {a: Integer(0)}) for cell in cells] == [False, True, False]
    assert Ne(a, 0) not in [cell.condition for cell in cells]
