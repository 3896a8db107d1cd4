"""Values in claims are compared by exact algebra: two forms of one number agree, midpoints of boxes are no points."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import (
    CRootOf,
    GoldenRatio,
    I,
    Integer,
    Matrix,
    Rational,
    Symbol,
    cos,
    exp,
    log,
    pi,
    root,
    sin,
    sqrt,
    symbols,
    tan,
    tanh,
)

from stability import BadInput, Theorem, Time, find_equilibria, verify
from stability.system import System
from stability.theorem import (
    AcrossEquilibria,
    EquilibriaAre,
    FactorsAre,
    FirstOrderInStep,
    InvariantSet,
    JordanBlock,
    LyapunovCoefficient,
    Outcome,
    QuadraticNormalForm,
    SpectrumIs,
    SymmetricPart,
)
from stability.theorem.equal import is_zero, same_point, vanishes

x, y, z, w = symbols("x y z w", real=True)
a = Symbol("a", positive=True)
h = Symbol("h", positive=True)
s = Symbol("s")
ROOT_2 = sqrt(3 + 2 * sqrt(2)) - 1  # is sqrt(2)
ONE = sqrt(3 + 2 * sqrt(2)) - sqrt(2)


def outcome(claim: Any, system: System) -> Outcome:
    return verify(Theorem("t", "source", "statement", (), system, claim)).outcome  # type: ignore[no-any-return]


def flow(*rhs: Any, state: tuple[Any, ...] = (x,), assumptions: tuple[Any, ...] = ()) -> System:
    return System(Time.CONTINUOUS, state, rhs, assumptions=assumptions)


#: Zeros and numbers near zero.
CONSTANTS = {
    GoldenRatio - (1 + sqrt(5)) / 2: True,
    ROOT_2 - sqrt(2): True,
    root(2 + sqrt(5), 3) - GoldenRatio: True,
    CRootOf(s**3 - 2, 0) - root(2, 3): True,
    log(4) - 2 * log(2): True,
    tanh(1) - (exp(2) - 1) / (exp(2) + 1): True,
    I * ROOT_2 - I * sqrt(2): True,
    1 / (sqrt(3) - sqrt(2)) - sqrt(3) - sqrt(2): True,
    cos(pi / 5) - GoldenRatio / 2: True,
    exp(pi * sqrt(163)) - 262537412640768744: False,
    sqrt(2) + sqrt(3) - pi: False,
    GoldenRatio - Rational(161803398874989484820, 10**20): False,
    I - sin(1): False,
    tan(3 * pi / 11) + 4 * sin(2 * pi / 11) - sqrt(11): None,  # it is 0, in a field of too large a degree
}


@pytest.mark.parametrize("number", CONSTANTS, ids=str)
def test_constants_are_compared_by_exact_algebra(number: Any) -> None:
    """A proof that the number is 0, a proof that it is not, or neither, within bounded work."""
    assert is_zero(number) is CONSTANTS[number]
    assert vanishes(number * x) is (CONSTANTS[number] is True)


def test_points_are_compared_coordinate_by_coordinate() -> None:
    """Equal, different, or open where a parameter decides."""
    assert same_point({x: ROOT_2, y: a}, {x: sqrt(2), y: a}) is True
    assert same_point({x: ROOT_2, y: a}, {x: sqrt(3), y: 2 * a}) is False
    assert same_point({x: ROOT_2, y: a}, {x: sqrt(2), y: a**2}) is None


GOLDEN = flow(x**2 - x - 1)
SYMMETRIC = flow(x * (x**2 - 2))
TURN = flow(-y, x, -2 * w, 2 * z, state=(x, y, z, w))
TRUE: dict[str, tuple[Any, System]] = {
    "the golden ratio": (EquilibriaAre([{x: GoldenRatio}, {x: 1 - GoldenRatio}]), GOLDEN),
    "a nested root": (EquilibriaAre([{x: ROOT_2}, {x: -ROOT_2}, {x: 0}]), SYMMETRIC),
    "in another order": (EquilibriaAre([{x: 0}, {x: -sqrt(2)}, {x: sqrt(2)}]), SYMMETRIC),
    "with a parameter": (EquilibriaAre([{x: 0}, {x: ROOT_2 * a / sqrt(2)}]), flow(x * (x - a))),
    "a root by its number": (EquilibriaAre([{x: CRootOf(s**3 - s - 1, 0)}]), flow(x**3 - x - 1)),
    "eigenvalues with a nested root": (
        SpectrumIs((-ROOT_2, -1), at={x: 0, y: 0}),
        flow(-sqrt(2) * x, -y, state=(x, y)),
    ),
    "factors with the golden ratio": (FactorsAre(((s + GoldenRatio, 1),), s), flow(-(1 + sqrt(5)) / 2 * x)),
    "a Jordan block": (
        JordanBlock(ROOT_2, {}),
        flow(sqrt(2) * x + y, sqrt(2) * y, state=(x, y)),
    ),
    "the first order in the step": (
        FirstOrderInStep(h, Matrix([[-ROOT_2]])),
        System(Time.DISCRETE, (x,), (x - h * sqrt(2) * x,)),
    ),
    "a Lyapunov coefficient": (
        LyapunovCoefficient(x**2 + y**2, 2, -2 * ONE),
        flow(-y - x * (x**2 + y**2), x - y * (x**2 + y**2), state=(x, y)),
    ),
    "a set given in a chain": (InvariantSet(((x, y), (y, z))), flow(x - y, Integer(0), Integer(0), state=(x, y, z))),
    "a set given in a chain, the other way round": (
        InvariantSet(((y, z), (x, y))),
        flow(x - y, Integer(0), Integer(0), state=(x, y, z)),
    ),
    "resonant coordinates": (
        QuadraticNormalForm((ONE * (x + I * y), z + I * w), (1, 2), {}),
        TURN,
    ),
    "a point on a manifold": (
        AcrossEquilibria({x: 0}, {x: ONE - 1, y: 2, w: 0}, 1, 1),
        flow(w - x, x, x, state=(x, y, w)),
    ),
}


@pytest.mark.parametrize("name", TRUE)
def test_true_claims_in_another_form_are_confirmed(name: str) -> None:
    """Another form of the right value is the right value."""
    claim, system = TRUE[name]
    assert outcome(claim, system) is Outcome.CONFIRMED


FALSE: dict[str, tuple[Any, System]] = {
    "a point too few": (EquilibriaAre([{x: GoldenRatio}]), GOLDEN),
    "a point too many": (EquilibriaAre([{x: GoldenRatio}, {x: 1 - GoldenRatio}, {x: 0}]), GOLDEN),
    "near the golden ratio": (EquilibriaAre([{x: Rational(1618, 1000)}, {x: 1 - GoldenRatio}]), GOLDEN),
    "no point": (EquilibriaAre([]), GOLDEN),
    "eigenvalues near by": (SpectrumIs((-Rational(14142, 10000), -1)), flow(-sqrt(2) * x, -y, state=(x, y))),
    "another first order": (
        FirstOrderInStep(h, Matrix([[-ONE]])),
        System(Time.DISCRETE, (x,), (x - h * sqrt(2) * x,)),
    ),
    "another Lyapunov coefficient": (
        LyapunovCoefficient(x**2 + y**2, 2, -ROOT_2),
        flow(-y - x * (x**2 + y**2), x - y * (x**2 + y**2), state=(x, y)),
    ),
    "a set that is left": (InvariantSet(((x, y), (y, z))), flow(x - y, z, Integer(0), state=(x, y, z))),
    "a point that rests for one parameter only": (EquilibriaAre([{x: 0}, {x: 1}]), flow(x * (x - a))),
}


@pytest.mark.parametrize("name", FALSE)
def test_false_claims_stay_refuted(name: str) -> None:
    """A wrong value is refuted, with a witness, whatever its form."""
    claim, system = FALSE[name]
    finding = verify(Theorem("t", "source", "statement", (), system, claim))
    assert finding.outcome is Outcome.REFUTED, finding.reason
    assert finding.witness


def test_the_witness_against_a_set_lies_on_the_set() -> None:
    """(x, y, z) with x = y = z moves off at the rate z: the exact point is one of them."""
    finding = verify(Theorem("t", "s", "s", (), FALSE["a set that is left"][1], FALSE["a set that is left"][0]))
    assert "z = " in finding.witness and "x = " not in finding.witness


def test_midpoints_of_isolating_boxes_are_not_confirmed() -> None:
    """exp(x) = x + 2 has two zeros in boxes; their rational midpoints are near them, and at rest at neither."""
    system = flow(exp(x) - x - 2)
    middle = [p.as_dict() for p in find_equilibria(system).points]
    assert outcome(EquilibriaAre(middle), system) is Outcome.REFUTED


def test_a_set_whose_equations_run_in_a_circle_is_refused() -> None:
    """x = y, y = x says nothing of x alone."""
    with pytest.raises(BadInput, match="itself"):
        InvariantSet(((x, y), (y, x))).check(flow(x, y, state=(x, y)))


def test_as_many_eigenvalues_as_variables() -> None:
    """Three eigenvalues of a plane are a mistake of the one who writes them."""
    with pytest.raises(BadInput, match="eigenvalues"):
        SpectrumIs((-1, -2, -3)).check(flow(-x, -2 * y, state=(x, y)))


def test_counts_do_not_depend_on_the_form() -> None:
    """The symmetric part of a matrix whose entries vanish in a hidden way."""
    system = flow((ROOT_2 - sqrt(2)) * y - x, (ROOT_2 - sqrt(2)) * x - y, state=(x, y))
    assert outcome(SymmetricPart(2, 0, 0), system) in (Outcome.CONFIRMED, Outcome.UNDECIDED)
