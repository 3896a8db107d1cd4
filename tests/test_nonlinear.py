"""Conserved quantities, definiteness and Lyapunov functions, each with the claim that must be refused."""

from __future__ import annotations

import random
from typing import Any

import pytest
from sympy import Abs, Expr, Function, Integer, Matrix, Poly, Rational, Symbol, exp, log, sin, sqrt, symbols

from stability.algebra.conditions import Fact
from stability.algebra.conditions.sample import truth
from stability.clock import Time
from stability.errors import NotApplicable
from stability.games import dirac_gan
from stability.nonlinear import (
    conserved_quantity,
    definite,
    increment,
    is_affine,
    is_conserved,
    lyapunov_function,
    vanishes,
)
from stability.regularizers import R1Penalty
from stability.system import System, gradient_field

FLOW, MAP = Time.CONTINUOUS, Time.DISCRETE
x, y, z, a, b = symbols("x y z a b", real=True)
p, q = symbols("p q", positive=True)
u = Symbol("u", nonnegative=True)


def flow(*rhs: Any, given: Any = ()) -> System:
    return System(FLOW, (x, y, z)[: len(rhs)], [Integer(0) + r for r in rhs], assumptions=given)


def origin(system: System) -> dict[Any, Any]:
    return {s: Integer(0) for s in system.state}


# ---- conserved quantities ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("system", "is_definite"),
    [
        (flow(y, -x), True),
        (flow(y, -a * x, given=[a > 0]), True),
        (flow(y, -a * x), False),
        (flow(y, -(a**2) * x), False),
        (flow(b * y, -a * x, given=[a > 0, b > 0]), True),
        (flow(b * y, -a * x, given=[a < 0, b < 0]), True),
        (flow(b * y, -a * x, given=[a > 0]), False),
        (flow(sqrt(2) * y, -x), True),
        (flow(y * exp(x), -x * exp(x)), True),
        (flow(y * z, -x * z, 0), True),
        (flow(y * z, x * z, -2 * x * y), True),
        (flow(x, -y), False),
        (System(MAP, (x, y), (y, -x)), True),
        (System(MAP, (x, y), (x + y, y)), False),
        (System(MAP, (x, y), (-x, 2 * y)), False),
    ],
)
def test_conserved_forms_and_their_definiteness(system: System, is_definite: bool) -> None:
    """The form is checked as an identity; a strict extremum is claimed for all parameters or not at all."""
    found = conserved_quantity(system, origin(system), ())
    assert found is not None and found.definite is is_definite
    assert is_conserved(system, found.expression)
    assert not is_conserved(system, found.expression + x**3 + y)


def test_the_strict_extremum_is_at_the_point() -> None:
    """A centre away from the origin: the quantity is a form in the differences."""
    found = conserved_quantity(flow(-(y - 1) * exp(x), (x - 2) * exp(x)), {x: Integer(2), y: Integer(1)}, ())
    assert found is not None and found.definite
    assert found.expression.subs({x: 2, y: 1}) == 0
    assert found.expression.diff(x).subs({x: 2, y: 1}) == found.expression.diff(y).subs({x: 2, y: 1}) == 0


@pytest.mark.parametrize(
    "system",
    [
        flow(-x, -y),
        flow(y, -x - y),
        flow(y, -(x**3)),
        flow(b * y, -a * x),  # a x^2 + b y^2 vanishes identically at a = b = 0
        flow(0, 0),
        System(MAP, (x, y), (y, -a * x)),
        System(MAP, (x, y), (y / 2, -x)),
    ],
)
def test_no_conserved_form_is_invented(system: System) -> None:
    """Damped, quartic, or only for some parameters: None."""
    found = conserved_quantity(system, origin(system), ())
    assert found is None or (found.definite and system.rhs == (0, 0))


def test_random_rotations_conserve_their_form() -> None:
    """x' = S grad H with S skew and H a random definite form: found, definite, and constant at sampled points."""
    rng = random.Random(2)
    for _ in range(12):
        n = rng.choice((2, 2, 3))
        state = (x, y, z)[:n]
        root = Matrix(n, n, lambda i, j: rng.randint(-2, 2))
        form = root.T * root + Matrix.eye(n)
        skew = Matrix(n, n, lambda i, j: rng.randint(-3, 3))
        skew = skew - skew.T
        if skew.det() == 0 and n == 2:
            continue
        field = skew * form * Matrix(state)
        found = conserved_quantity(System(FLOW, state, list(field)), dict.fromkeys(state, Integer(0)), ())
        assert found is not None and found.definite
        point = {s: Rational(rng.randint(-5, 5), 3) for s in state}
        gradient = Matrix([found.expression.diff(s) for s in state]).subs(point)
        assert (gradient.T * field.subs(point))[0] == 0
        second = Poly(found.expression, *state)
        assert second.total_degree() == 2 and found.expression.subs(dict.fromkeys(state, 0)) == 0


def test_dirac_gan_for_every_f() -> None:
    """theta^2 + psi^2 is conserved without any fact about f; with a penalty nothing is."""
    system = gradient_field(dirac_gan())
    found = conserved_quantity(system, origin(system), ())
    assert found is not None and found.definite and found.expression == sum(s**2 for s in system.state)
    damped = gradient_field(R1Penalty(p)(dirac_gan()))
    assert conserved_quantity(damped, origin(damped), ()) is None


def test_vanishing_is_a_proof_only() -> None:
    """Identities over functions taken as independent unknowns; True is never a guess."""
    assert vanishes((x + y) ** 2 - x**2 - 2 * x * y - y**2)
    assert vanishes(exp(x) * (y - y) + 0 * x) and vanishes(1 / (x + 1) - 1 / (1 + x))
    assert not vanishes(x * y - x) and not vanishes(exp(x) - 1)
    assert not vanishes(sin(x) ** 2 - 1)


# ---- definite ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "given", "expected"),
    [
        (x**2 + y**2, (), 1),
        (-(x**2) - 3 * y**2, (), -1),
        (x**2 - y**2, (), 0),
        (x**2 + 0 * y, (), 0),
        (x**2 + 2 * x * y + y**2, (), 0),
        (x**2 + x * y + y**2, (), 1),
        (p * x**2 + q * y**2, (), 1),
        (u * x**2 + y**2, (), 0),
        (a * x**2 + y**2, (), 0),
        (a * x**2 + y**2, (a > 0,), 1),
        (a * x**2 + 2 * b * x * y + y**2, (a > b**2,), 1),
        (a * x**2 + 2 * b * x * y + y**2, (a > b,), 0),
        (a * x**2 - y**2, (a < 0,), -1),
    ],
)
def test_definite_forms(form: Expr, given: Any, expected: int) -> None:
    """Proven for every admissible parameter, or 0: degenerate values (u = 0, a = b^2) count."""
    assert definite(form, (x, y), given) == expected


def test_random_forms_against_eigenvalues() -> None:
    """Sylvester's criterion on random rational forms against the signs of exact eigenvalue counts."""
    from stability.spectrum import locate

    rng = random.Random(4)
    seen = set()
    for _ in range(60):
        n = rng.choice((1, 2, 3))
        root = Matrix(n, n, lambda i, j: rng.randint(-2, 2))
        matrix = rng.choice((1, -1)) * root.T * root + rng.choice((0, 0, 1)) * (root + root.T)
        state = (x, y, z)[:n]
        form = (Matrix(state).T * matrix * Matrix(state))[0].expand()
        place = locate(matrix.tolist())
        expected = 1 if place.outside == n else -1 if place.inside == n else 0
        assert definite(form, state, ()) == expected, matrix
        seen.add(expected)
    assert seen == {1, 0, -1}


# ---- Lyapunov functions --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("system", "v"),
    [
        (flow(-x, -y), x**2 + 3 * y**2),
        (flow(y, -x - p * y), x**2 + y**2),
        (flow(y, -x - a**2 * y, given=[a > 0]), x**2 + y**2),
        (flow(y, -x - y**3), x**2 + y**2),
        (flow(y, -x - y, -(z**3)), x**2 + y**2 + z**2),
        (flow(-x / (1 + y**2), -y * (1 + x**2)), x**2 + y**2),
    ],
)
def test_lyapunov_functions_are_accepted(system: System, v: Expr) -> None:
    """The decrease is the derivative along the field, never positive at sampled points."""
    found = lyapunov_function(system, origin(system), v, ())
    assert vanishes(found.decrease - increment(system, v))
    rng = random.Random(1)
    for _ in range(20):
        point = {s: Rational(rng.randint(-9, 9), 4) for s in system.state}
        point |= {s: Rational(rng.randint(1, 9), 4) for s in found.decrease.free_symbols - set(point)}
        assert truth(found.decrease <= 0, point) is True


@pytest.mark.parametrize(
    ("system", "v"),
    [
        (flow(x, -y), x**2 + y**2),  # increases
        (flow(y, -x), x**2 + y**2),  # conserved
        (flow(-x, 0 * y), x**2 + y**2),  # a line of equilibria
        (flow(-x * y**2, -y * x**2), x**2 + y**2),  # two lines of equilibria
        (flow(y, -x - u * y), x**2 + y**2),  # a centre at u = 0
        (flow(y, -x - a**2 * y), x**2 + y**2),  # a centre at a = 0
        (flow(-x, -y), a * x**2 + y**2),  # not definite for a <= 0
        (flow(-x, -y), u * x**2 + y**2),  # not definite at u = 0
        (flow(-x, -y), x**4 + y**2),
        (flow(-x, -y), x**2 + y**2 + 1),
        (flow(-x, -y), exp(x) + y**2),
        (flow(1 - x, -y), x**2 + y**2),  # the minimum of v is not the equilibrium
        (flow(-x / (x - 1) ** 2), x**2),  # starts beyond the pole at 1 never arrive
        (flow(-x * log(x**2)), x**2),
        (flow(-sqrt(x)), x**2),
        (flow(-x * Abs(x)), x**2),  # true, but the field is not proven smooth
        (flow(-x * sin(x) ** 2), x**2),  # more equilibria at multiples of pi
        (System(MAP, (x,), (x / 2,)), x**2),
    ],
)
def test_false_or_unproven_lyapunov_claims_are_refused(system: System, v: Expr) -> None:
    """Each fails at one step, named in the refusal."""
    with pytest.raises(NotApplicable):
        lyapunov_function(system, origin(system), v, ())


def test_the_penalized_dirac_gan_is_globally_attracting() -> None:
    """With f'(0) non-zero; without that fact theta may stay where it is."""
    system = gradient_field(R1Penalty(p)(dirac_gan()))
    v = sum(s**2 for s in system.state) / 2
    assert lyapunov_function(system, origin(system), v, ()).decrease == -p * system.state[1] ** 2
    bare = System(FLOW, system.state, system.rhs, assumptions=[Fact(Function("f"), 2, 0, "negative")])
    with pytest.raises(NotApplicable):
        lyapunov_function(bare, origin(bare), v, ())


def test_increment_and_affine() -> None:
    """Derivative along a flow, difference along a map; affine means degree at most 1 in the state alone."""
    assert increment(flow(-x), x**2) == -2 * x**2
    assert increment(System(MAP, (x,), (x / 2,)), x**2) == -3 * x**2 / 4
    assert is_affine(flow(a**2 * x + exp(b), y)) and not is_affine(flow(x * y, y))
    assert not is_affine(flow(exp(x))) and not is_affine(flow(Abs(x)))
    assert is_affine(System(MAP, (x, y), stages=[(x + y, y), (x, y - x)]))
