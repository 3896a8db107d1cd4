"""Verdicts: never stronger than proven, and closed forms and rates against numbers in every cell."""

from __future__ import annotations

import cmath
import random
from itertools import product
from typing import Any

import numpy as np
import pytest
from sympy import And, Integer, Matrix, Rational, S, sqrt, symbols

from stability import analyze
from stability.algebra.conditions.sample import truth
from stability.clock import Time
from stability.equilibrium import Component
from stability.errors import BadInput
from stability.linearization import Linearization, linearize
from stability.region import Cell, characteristic_coefficients, parametric_cells
from stability.rigor import Rigor
from stability.spectrum import Location, locate
from stability.system import System
from stability.verdict import Facts, Settled, Stability, Truth, closed_form_eigenvalues, decide, stability_of
from stability.verdict.rate import modulus, rate, square_root

FLOW, MAP = Time.CONTINUOUS, Time.DISCRETE
x, y, z, a, b = symbols("x y z a b", real=True)
p, q = symbols("p q", positive=True)
PROVEN, REFUTED, UNKNOWN = Truth.PROVEN, Truth.REFUTED, Truth.UNKNOWN


def verdict(time: Time, *rhs: Any, given: Any = (), component: Any = None) -> Any:
    """The verdict at the origin, from the linearization and the parametric cells."""
    system = System(time, (x, y, z)[: len(rhs)], [Integer(0) + r for r in rhs], assumptions=given)
    linearization = linearize(system, dict.fromkeys(system.state, Integer(0)))
    coefficients = characteristic_coefficients(linearization.jacobian)
    cells = parametric_cells(coefficients, time, given, linearization.jacobian)
    return decide(linearization, coefficients, cells, component=component)


def truths(facts: Facts) -> tuple[Truth, Truth, Truth]:
    return facts.lyapunov_stable.truth, facts.attracting.truth, facts.exponential.truth


@pytest.mark.parametrize(
    ("time", "rhs", "stability", "expected"),
    [
        (FLOW, (-x, -y), "EXPONENTIALLY_STABLE", (PROVEN, PROVEN, PROVEN)),
        (FLOW, (x, -y), "UNSTABLE", (REFUTED, REFUTED, REFUTED)),
        (FLOW, (y, -x), "STABLE", (PROVEN, REFUTED, REFUTED)),
        (FLOW, (y, 0), "UNSTABLE", (REFUTED, REFUTED, REFUTED)),
        (FLOW, (y, y**2), "UNDECIDED", (UNKNOWN, UNKNOWN, REFUTED)),
        (FLOW, (-(x**3), -y), "UNDECIDED", (UNKNOWN, UNKNOWN, REFUTED)),
        (FLOW, (x**3, -y), "UNDECIDED", (UNKNOWN, UNKNOWN, REFUTED)),
        (FLOW, (y, -(x**3)), "UNDECIDED", (UNKNOWN, UNKNOWN, REFUTED)),
        (FLOW, (y + x**3, -x), "UNDECIDED", (UNKNOWN, UNKNOWN, REFUTED)),
        (FLOW, (-x * y, -x * y), "NOT_ASYMPTOTICALLY_STABLE", (UNKNOWN, REFUTED, REFUTED)),
        (FLOW, (0, -y), "STABLE", (PROVEN, REFUTED, REFUTED)),
        (MAP, (x / 2, -y / 3), "EXPONENTIALLY_STABLE", (PROVEN, PROVEN, PROVEN)),
        (MAP, (2 * x, y / 2), "UNSTABLE", (REFUTED, UNKNOWN, REFUTED)),
        (MAP, (y, -x), "STABLE", (PROVEN, REFUTED, REFUTED)),
        (MAP, (-x,), "STABLE", (PROVEN, REFUTED, REFUTED)),
        (MAP, (-x + x**3,), "UNDECIDED", (UNKNOWN, UNKNOWN, REFUTED)),
        (MAP, (x + y, y), "UNSTABLE", (REFUTED, REFUTED, REFUTED)),
        (MAP, (y, -x + x**3), "UNDECIDED", (UNKNOWN, UNKNOWN, REFUTED)),
    ],
)
def test_verdicts_and_facts(time: Time, rhs: Any, stability: str, expected: tuple[Truth, ...]) -> None:
    """A boundary spectrum alone never yields a verdict; a repelling fixed point of a map may still attract."""
    found = verdict(time, *rhs)
    assert found.stability.name == stability
    assert truths(found.facts) == expected
    assert found.reason


def test_the_verdict_is_a_summary_of_the_facts() -> None:
    """Every combination of truths: a name never says more than the facts do."""
    for stable, attracting, exponential, semistable in product(Truth, repeat=4):
        facts = Facts(*(Settled(t, "") for t in (stable, attracting, exponential, semistable)))
        name = stability_of(facts)
        assert (name is Stability.EXPONENTIALLY_STABLE) is (exponential is PROVEN)
        if name in (Stability.STABLE, Stability.ASYMPTOTICALLY_STABLE):
            assert stable is PROVEN
        if name is Stability.ASYMPTOTICALLY_STABLE:
            assert attracting is PROVEN
        if name is Stability.SEMISTABLE:
            assert semistable is PROVEN
        if name is Stability.UNSTABLE:
            assert stable is REFUTED
        if name is Stability.NOT_ASYMPTOTICALLY_STABLE:
            assert attracting is REFUTED


LINE = Component((x, y), (y,), 1, (), ((x, Integer(0)), (y, Integer(0))))
CROSS = Component((x, y), (x * y,), 1, (), ((x, Integer(1)), (y, Integer(0))))
PLANE = Component((x, y, z), (z,), 2, (), ((x, Integer(0)), (y, Integer(0)), (z, Integer(0))))


def test_semistable_needs_a_smooth_component_of_the_right_dimension() -> None:
    """The eigenvalue 0 is explained by the line; not by a crossing, a larger kernel, or a Jordan block."""
    assert verdict(FLOW, -x * y, -y, component=LINE).stability is Stability.SEMISTABLE
    assert verdict(MAP, x + x * y, y / 2, component=LINE).stability is Stability.SEMISTABLE
    assert verdict(FLOW, -x * y, -y).stability is not Stability.SEMISTABLE
    assert verdict(FLOW, -x * y, -y, component=CROSS).stability is not Stability.SEMISTABLE
    assert verdict(FLOW, x * y, 0, component=LINE).stability is not Stability.SEMISTABLE
    assert verdict(FLOW, y, y * x, component=LINE).stability is not Stability.SEMISTABLE
    assert verdict(FLOW, x * y, y, component=LINE).stability is Stability.UNSTABLE
    assert verdict(MAP, x + x * y, -y, component=LINE).stability is not Stability.SEMISTABLE
    assert verdict(FLOW, x * z, y * z, -z, component=LINE).stability is not Stability.SEMISTABLE


def test_the_line_of_equilibria_of_a_system_is_found_and_used() -> None:
    """From the search: every point of the line is semistable; at a crossing nothing is claimed."""
    line = System(FLOW, (x, y), (-x * y, -y))
    assert [item.verdict.stability.name for item in analyze(line, cross_check=False).local] == ["SEMISTABLE"]
    cross = System(FLOW, (x, y), (-x * y * y, -x * x * y))
    at = analyze(cross, at={x: 0, y: 0}, cross_check=False).verdict
    assert at.stability not in (Stability.SEMISTABLE, Stability.EXPONENTIALLY_STABLE)


def test_several_cases() -> None:
    """The shared facts are those of every case; a mixed verdict is UNDECIDED with its cases, or weaker."""
    found = verdict(FLOW, a * x, -y)
    assert {c.stability.name for c in found.cases} == {"UNSTABLE", "STABLE", "EXPONENTIALLY_STABLE"}
    assert found.stability is Stability.UNDECIDED and "depends" in found.reason
    rotation = verdict(FLOW, -a * y, a * x)
    assert rotation.stability is Stability.STABLE  # at a = 0 every point rests
    both = verdict(MAP, (a**2 + 2) * x, (b**2 + 3) * y)
    assert both.stability is Stability.UNSTABLE and both.facts.attracting.truth is UNKNOWN


def test_facts_are_shared_only_when_every_case_has_them() -> None:
    """Two unstable cases of a map, one that refutes attraction and one that leaves it open: it stays open."""
    linear = Linearization(System(MAP, (x, y), (x + y, y)), {x: S.Zero, y: S.Zero}, Matrix([[1, 1], [0, 1]]))
    jordan = Cell(a > 0, Location(0, 2, 0, False, 2, "exact", 2), "")
    outside = Cell(a <= 0, Location(1, 0, 1, True, 0, "exact", 2), "")
    for cells in ((jordan, outside), (outside, jordan)):
        found = decide(linear, (Integer(1), Integer(-2), Integer(1)), cells)
        assert found.stability is Stability.UNSTABLE
        assert truths(found.facts) == (REFUTED, UNKNOWN, REFUTED)


def test_contradictory_assumptions_are_refused() -> None:
    """No parameter satisfies them, so there is nothing to decide."""
    with pytest.raises(BadInput):
        verdict(FLOW, a * x, given=[a > 0, a < 0])


def test_undecided_cells_stay_undecided() -> None:
    """No location, no claim; rigor is handed through."""
    linear = Linearization(System(FLOW, (x,), (-x,)), {x: S.Zero}, Matrix([[-1]]))
    found = decide(linear, (Integer(1), Integer(1)), [Cell(S.true, None, "why")], rigor=Rigor.NUMERICAL)
    assert found.stability is Stability.UNDECIDED and found.reason == "why" and found.rigor is Rigor.NUMERICAL


def test_random_linear_systems_against_the_definition() -> None:
    """A linear system is stable exactly when nothing is outside and the boundary is semisimple."""
    rng = random.Random(6)
    for _ in range(60):
        n, time = rng.choice((1, 2, 2, 3)), rng.choice((FLOW, MAP))
        entries = (0, 0, 1, -1) if rng.random() < 0.7 else (-2, 2, 1, 3)
        matrix = Matrix(n, n, [Rational(rng.choice(entries), rng.choice((1, 1, 2))) for _ in range(n * n)])
        place = locate(matrix.tolist(), time)
        state = (x, y, z)[:n]
        system = System(time, state, list(matrix * Matrix(state)))
        found = decide(
            linearize(system, dict.fromkeys(state, Integer(0))),
            characteristic_coefficients(matrix),
            [Cell(S.true, place, "exact")],
        )
        stable = place.outside == 0 and place.semisimple
        assert found.facts.lyapunov_stable.truth is (PROVEN if stable else REFUTED), matrix
        assert (found.facts.attracting.truth is PROVEN) is (place.boundary == place.outside == 0)
        assert (found.stability is Stability.EXPONENTIALLY_STABLE) is (place.boundary == place.outside == 0)


# ---- closed forms and rates ----------------------------------------------------------------------------------------

NAMES = (a, b, p, q)


def points(seed: int, count: int) -> list[dict[Any, Any]]:
    rng = random.Random(seed)

    def value(symbol: Any) -> Any:
        return Rational(rng.randint(1, 12), rng.randint(1, 5)) * (1 if symbol.is_positive else rng.choice((1, -1, 0)))

    return [{symbol: value(symbol) for symbol in NAMES} for _ in range(count)]


MATRICES = [
    Matrix([[0, -a], [a, -p]]),
    Matrix([[0, -p], [q, -a]]),
    Matrix([[1 - p, a], [-a, 1]]),
    Matrix([[a, b], [b, a]]),
    Matrix([[a, p], [0, b]]),
    Matrix([[1, -p], [p, 1 - p**2]]),
    Matrix([[a / p, 1], [-q, b / p]]),
    Matrix([[a, 0, 0], [0, 0, -b], [0, b, -p]]),
    Matrix([[0, a, 0, 0], [-a, 0, 0, 0], [0, 0, 0, b], [0, 0, b, p]]),
]


@pytest.mark.parametrize("matrix", MATRICES, ids=str)
def test_closed_forms_against_numbers(matrix: Any) -> None:
    """At random parameters, zero and coincident ones included, the closed forms are the numerical eigenvalues."""
    roots = closed_form_eigenvalues(characteristic_coefficients(matrix))
    assert roots is not None and sum(m for _, m in roots) == matrix.rows
    for point in points(3, 12):
        numeric = list(np.linalg.eigvals(np.array(matrix.xreplace(point).tolist(), dtype=float)))
        for root, multiplicity in roots:
            for _ in range(multiplicity):
                value = complex(root.xreplace(point))
                nearest = min(numeric, key=lambda e, v=value: abs(e - v))  # type: ignore[misc]
                assert abs(nearest - value) < 1e-6 * (1 + abs(value))  # double eigenvalues: the root of rounding
                numeric.remove(nearest)


@pytest.mark.parametrize("time", Time)
@pytest.mark.parametrize("matrix", MATRICES, ids=str)
def test_rates_against_numbers_in_every_cell(matrix: Any, time: Time) -> None:
    """Minus the spectral abscissa, or the spectral radius, on each branch; the negated rate would be noticed."""
    coefficients = characteristic_coefficients(matrix)
    cells = parametric_cells(coefficients, time, (), matrix) if matrix.rows == 2 else (Cell(S.true, None, ""),)
    for cell in cells:
        given = cell.condition.args if isinstance(cell.condition, And) else (cell.condition,)
        speed = rate(coefficients, time, given)
        assert speed is not None
        for point in points(5, 15):
            if truth(cell.condition, point) is not True:
                continue
            numeric = np.linalg.eigvals(np.array(matrix.xreplace(point).tolist(), dtype=float))
            expected = -max(numeric.real) if time is FLOW else max(abs(numeric))
            assert abs(complex(speed.xreplace(point)) - expected) < 1e-6 * (1 + abs(expected)), (point, speed)


def test_closed_forms_that_do_not_exist() -> None:
    """An irreducible cubic has none here, and then no rate."""
    cubic = (Integer(1), Integer(0), a, Integer(1))
    assert closed_form_eigenvalues(cubic) is None
    assert rate(cubic, FLOW, ()) is None


def test_square_roots() -> None:
    """Either root squares back; the modulus is never negative, on either side of a sign change."""
    for value in (a**2 * p, -(a**2), a**2 / 4 - p, (a - b) ** 2 / (p - q) ** 2, Rational(-9, 2), p / a**2, S.Zero):
        for point in points(7, 8):
            try:
                number = complex(value.xreplace(point))
                root = complex(square_root(value).xreplace(point))
            except (TypeError, ValueError):
                continue
            if cmath.isfinite(number) and cmath.isfinite(root):
                assert abs(root**2 - number) < 1e-9 * (1 + abs(number))
                if number.real >= 0:
                    assert complex(modulus(value).xreplace(point)).real >= 0
    assert modulus((a - 1) ** 2).xreplace({a: Integer(-3)}) == 4
    assert square_root(-(p**2)) in (sqrt(Integer(-1)) * p, -sqrt(Integer(-1)) * p)


def test_verdict_text() -> None:
    """The text names stability, rigor and reason."""
    found = verdict(FLOW, -x)
    assert str(found).startswith("EXPONENTIALLY_STABLE (EXACT): every eigenvalue")
    assert found.cases[0].rate == 1 and found.rate == 1 and found.conserved is None
    assert verdict(FLOW, y, -x).conserved is not None
