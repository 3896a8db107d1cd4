"""Linearization: exact Jacobians, and a refusal wherever the formal derivative is no derivative."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
from sympy import (
    Abs,
    Derivative,
    Function,
    Heaviside,
    Integer,
    Matrix,
    Max,
    Min,
    Mod,
    Piecewise,
    Rational,
    Symbol,
    asin,
    atan,
    ceiling,
    cos,
    erf,
    exp,
    floor,
    log,
    pi,
    real_root,
    sign,
    sin,
    sqrt,
    symbols,
    tan,
    tanh,
)

from stability import analyze
from stability.algebra.conditions import Fact
from stability.algebra.jets import Jet
from stability.clock import Time
from stability.dynamics import AlternatingGD, SimultaneousGD
from stability.errors import BadInput, NotApplicable
from stability.game import Game, Player
from stability.games import dirac_gan
from stability.linearization import check_smooth, linearize
from stability.regularizers import R1Penalty
from stability.system import System, gradient_field

FLOW, MAP = Time.CONTINUOUS, Time.DISCRETE
x, y, a = symbols("x y a", real=True)
theta, psi = symbols("theta psi", real=True)
p, gamma, g0 = symbols("p gamma g_0", positive=True)
f = Function("f")


def jacobian(*rhs: Any, at: Any = 0, given: Any = ()) -> Any:
    """Of x' = rhs with every coordinate at ``at``."""
    state = (x, y)[: len(rhs)]
    system = System(FLOW, state, [Integer(0) + r for r in rhs], assumptions=given)
    return linearize(system, dict.fromkeys(state, Integer(0) + at)).jacobian


@pytest.mark.parametrize(
    "component",
    [
        Abs(x),
        sign(x),
        Max(x, 0),
        Min(x, 0),
        Max(x, -x),
        Min(x, x**2),
        Abs(x) ** 3,
        x * Abs(x),
        Max(x, 0) ** 2,
        sign(x) * Abs(x),
        x * sign(x) ** 2,
        exp(Abs(x)),
        cos(Abs(x)),
        Abs(sin(x)),
        Abs(x - a),
        sqrt(x),
        sqrt(x**2),
        sqrt(Abs(x)),
        x ** Rational(4, 3),
        real_root(x, 3),
        x**x,
        (-2) ** x,
        log(x),
        log(x + a),
        1 / x,
        1 / (x + a),
        sin(x) / x,
        x * sin(1 / x),
        exp(-1 / x**2),
        tan(x + pi / 2),
        asin(x),
        floor(x),
        floor(x + Rational(1, 2)),  # smooth at 0, but not known to be
        ceiling(x),
        Mod(x, 1),
        Heaviside(x),
        x * Heaviside(x),
        Piecewise((x, x > 0), (2 * x, True)),
        Piecewise((x, Abs(x) > 1), (-x, True)),
        Piecewise((0, x <= 0), (x**2, True)),
        Piecewise((x, a > 0), (-x, True)),
        Derivative(Abs(x), x),
        Max(x, 0) - Max(-x, 0),  # equal to x, but not seen to be
    ],
    ids=str,
)
def test_kinks_at_the_point_are_refused(component: Any) -> None:
    """Corners, roots, poles, jumps, branch points at the point, and functions whose smoothness is not known."""
    with pytest.raises(NotApplicable):
        jacobian(component)


@pytest.mark.parametrize(
    ("component", "slope"),
    [
        (Abs(x - 1) - 1, -1),
        (sign(x - 1) * x, -1),
        (Max(x, -1), 1),
        (Heaviside(x - 1) * x - x, -1),
        (Piecewise((-x, x < 1), (5 * x, True)), -1),
        (Piecewise((x, (x > -1) & (x < 1)), (0, True)), 1),
        (sqrt(1 + x) - 1, Rational(1, 2)),
        ((1 + x) ** Rational(1, 3) - 1, Rational(1, 3)),
        (log(1 + x), 1),
        ((1 + x) ** x - 1, 0),
        (2**x - 1, log(2)),
        (tan(x), 1),
        (atan(x) + erf(x) * 0, 1),
        (Abs(exp(x)) - 1, 1),
        (Abs(sqrt(1 + x)) - 1, Rational(1, 2)),
        (sqrt(x + p) - sqrt(p), 1 / (2 * sqrt(p))),
        (Abs(x - p) - p, -1),
    ],
    ids=str,
)
def test_kinks_elsewhere_do_no_harm(component: Any, slope: Any) -> None:
    """The same functions, smooth at the point: the exact derivative, and a kink moved to the point is refused."""
    assert (jacobian(component)[0, 0] - slope).simplify() == 0


def test_kinks_that_the_parameters_decide() -> None:
    """|x - a| is smooth at 0 when a > 0 is assumed, not otherwise."""
    assert jacobian(Abs(x - a), given=[a > 0])[0, 0] == -1
    assert jacobian(1 / (x + a), given=[a < 0])[0, 0] == -1 / a**2
    with pytest.raises(NotApplicable):
        jacobian(Abs(x - a), given=[a >= 0])


def test_the_norm_at_and_away_from_the_origin() -> None:
    """sqrt(x^2 + y^2) has a corner at the origin only."""
    with pytest.raises(NotApplicable):
        jacobian(-x, sqrt(x**2 + y**2))
    at = linearize(System(FLOW, (x, y), (-x, sqrt(x**2 + y**2) - 5)), {x: Integer(3), y: Integer(4)})
    assert at.jacobian == Matrix([[-1, 0], [Rational(3, 5), Rational(4, 5)]])


def wgan_gp() -> Game:
    """theta psi for the generator; the discriminator adds gamma/2 (|psi| - g0)^2."""
    generator = Player("generator", theta, theta * psi)
    return Game("wgan-gp", (generator, Player("discriminator", psi, -theta * psi + gamma / 2 * (Abs(psi) - g0) ** 2)))


def test_wgan_gp_is_refused() -> None:
    """The naive Jacobian [[0, -1], [1, -gamma]] says "exponentially stable"; the origin is not even at rest."""
    game = wgan_gp()
    point = {theta: Integer(0), psi: Integer(0)}
    for system in (gradient_field(game), SimultaneousGD(Rational(1, 5))(game), AlternatingGD(Rational(1, 5))(game)):
        with pytest.raises(NotApplicable, match="kink"):
            linearize(system, point)
    naive = System(FLOW, (theta, psi), (-psi, theta - gamma * (psi - g0 * sign(psi))))
    with pytest.raises(NotApplicable):
        linearize(naive, point)
    unpenalized = System(FLOW, (theta, psi), (-psi, theta - gamma * psi))
    assert linearize(unpenalized, point).jacobian == Matrix([[0, -1], [1, -gamma]])


def test_a_kink_in_the_loss_counts_even_when_the_field_hides_it() -> None:
    """A player whose loss jumps at the point is refused although its formal derivative is smooth."""
    game = Game("jump", (Player("one", x, x**2 / 2 + Heaviside(y)), Player("two", y, y**2 / 2)))
    field = gradient_field(game)
    assert field.rhs == (-x, -y)
    with pytest.raises(NotApplicable):
        linearize(field, {x: Integer(0), y: Integer(0)})


def test_kinks_at_stage_points() -> None:
    """A composed map is examined where each stage is applied, not where the first one is."""
    moved = System(MAP, (x,), stages=[(x + 1,), (Abs(x),)])
    assert linearize(moved, {x: Integer(0)}).jacobian == Matrix([[1]])
    kinked = System(MAP, (x,), stages=[(x + 1,), (Abs(x - 1),)])
    with pytest.raises(NotApplicable):
        linearize(kinked, {x: Integer(0)})


def test_the_analysis_lists_refused_points_or_raises() -> None:
    """at= a kink is an error; a search keeps the point with its reason."""
    system = System(FLOW, (x,), (-x * Abs(x - 1),))
    with pytest.raises(NotApplicable):
        analyze(system, at={x: 1}, cross_check=False)
    assert analyze(system, at={x: 0}, cross_check=False).verdict.stability.name == "EXPONENTIALLY_STABLE"


# ---- values --------------------------------------------------------------------------------------------------------


def test_random_jacobians_against_differences() -> None:
    """Exact entries against central differences of the compiled field, at random rational points."""
    from stability.trajectory import compile_field

    rng = random.Random(8)
    atoms = (sin(x), exp(-y / 2), tanh(x * y), log(3 + x**2), x * y**2, atan(x - y), 1 / (2 + y**2), sqrt(1 + x**2))
    for _ in range(15):
        rhs = [sum((rng.randint(-3, 3) * rng.choice(atoms) for _ in range(3)), x) for _ in range(2)]
        system = System(MAP, (x, y), rhs)
        point = {s: Rational(rng.randint(-6, 6), 5) for s in (x, y)}
        exact = np.array(linearize(system, point).jacobian.evalf().tolist(), dtype=float)
        field, here = compile_field(system), np.array([float(point[x]), float(point[y])])
        step = 1e-5  # remainder step^2, rounding 1e-16/step: both near 1e-10
        numeric = np.column_stack([(field(here + d) - field(here - d)) / (2 * step) for d in step * np.eye(2)])
        assert np.allclose(exact, numeric, atol=1e-7)
        assert not np.allclose(exact + 1e-4, numeric, atol=1e-7)


def test_stages_multiply_to_the_jacobian_of_the_composition() -> None:
    """The chain rule along the stage points equals the derivative of the composed map."""
    game = R1Penalty(Rational(1, 2))(dirac_gan(lambda t: -log(1 + exp(-t))))
    for counts in ((1, 1), (2, 1), (1, 2)):
        staged = AlternatingGD(Rational(1, 5), *counts)(game)
        point = dict.fromkeys(staged.state, Integer(0))
        found = linearize(staged, point)
        composed = System(MAP, staged.state, tuple(staged.rhs))
        assert (found.jacobian - linearize(composed, point).jacobian).expand() == Matrix.zeros(2)
        assert len(found.stages) == sum(counts)


def test_abstract_functions_give_jets() -> None:
    """The Dirac-GAN at the origin: plus and minus f'(0), no Subs, whatever is known about f."""
    system = gradient_field(dirac_gan())
    c = Jet("f", 1, 0)
    assert linearize(system, dict.fromkeys(system.state, Integer(0))).jacobian == Matrix([[0, -c], [c, 0]])
    pole = System(FLOW, (x,), (x / f(x),), assumptions=[Fact(f, 0, 0, "positive")])
    assert linearize(pole, {x: Integer(0)}).jacobian == Matrix([[1 / Jet("f", 0, 0)]])
    with pytest.raises(NotApplicable):
        linearize(System(FLOW, (x,), (x / f(x),)), {x: Integer(0)})


@pytest.mark.parametrize("point", [{}, {x: 0.5}, {x: Integer(1) / 0}, {x: sqrt(Integer(-1))}, {y: Integer(0)}])
def test_bad_points_are_refused(point: Any) -> None:
    """Missing, inexact, infinite or imaginary values."""
    with pytest.raises(BadInput):
        linearize(System(FLOW, (x,), (-x,)), point)


def test_smoothness_without_a_point_means_everywhere() -> None:
    """What a global argument needs: no pole or corner at any state."""
    check_smooth(x / (1 + y**2) + log(1 + exp(x)), {}, (), "a field")
    for component in (1 / (x - 1), Abs(x), log(x), sqrt(x)):
        with pytest.raises(NotApplicable):
            check_smooth(component, {}, (), "a field")
    check_smooth(1 / Symbol("k", nonzero=True, real=True), {}, (), "a field")
