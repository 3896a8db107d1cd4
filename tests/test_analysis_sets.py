"""Analyses on sets of equilibria, and rest points of the algorithm that are no equilibria of the game."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sympy import E, Eq, Integer, Lambda, Matrix, Ne, Rational, Symbol, exp, expand, log, sqrt, symbols, tanh

from stability import BadInput, Game, Player, Stability, System, Time, analyze, find_equilibria
from stability.dynamics import AlternatingGD, HamiltonianDescent, SimultaneousGD
from stability.equilibrium import SAMPLE, Completeness, Equilibrium
from stability.equilibrium.through import component_through
from stability.games import dirac_gan, flat_dirac_gan, product_point_gan, uniform_gan
from stability.objectives import least_squares, logistic, wasserstein
from stability.regularizers import ConsensusPenalty, InstanceNoise, R1Penalty, SpectralNormalization, WeightDecay
from stability.spectrum import locate
from stability.system import gradient_field
from stability.verdict import Truth

x, y, z, t = symbols("x y z t", real=True)
theta, psi, b = symbols("theta psi b", real=True)
a, gamma = symbols("a gamma", positive=True)
HALF = Rational(1, 2)


def flow(state: Any, *field: Any, assumptions: Any = ()) -> System:
    """The flow with this field."""
    return System(Time.CONTINUOUS, state, field, assumptions=assumptions)


# A point of a set, named by the caller.

PRODUCT = {"theta_1": 2, "theta_2": HALF, "psi_1": 3, "psi_2": -3}
MANY = {"w": 0, "a": 2, "c": HALF}


@pytest.mark.parametrize(
    ("game", "dynamics", "at", "dimension"),
    [
        (R1Penalty(gamma)(product_point_gan(logistic)), None, PRODUCT, 2),
        (R1Penalty(1)(product_point_gan(wasserstein)), None, PRODUCT, 2),
        (R1Penalty(1)(product_point_gan(logistic)), SimultaneousGD(Rational(1, 10)), PRODUCT, 2),
        (R1Penalty(1)(product_point_gan(logistic)), AlternatingGD(Rational(1, 10)), PRODUCT, 2),
        (uniform_gan(logistic, factors=2), None, MANY, 1),
        (R1Penalty(1)(uniform_gan(wasserstein, factors=2)), None, MANY, 1),
    ],
)
def test_a_named_point_of_a_manifold_is_semistable(game: Game, dynamics: Any, at: Any, dimension: int) -> None:
    """R18 Toy A and the over-parametrized uniform game: the set through the point explains the zero eigenvalues."""
    result = analyze(game, dynamics, at=at, cross_check=False)
    assert result.equilibria.completeness is Completeness.POINT_GIVEN
    assert result.verdict.stability is Stability.SEMISTABLE
    component = result.local[0].equilibrium.component
    assert component is not None and component.dimension == dimension
    time, point = result.system.time, result.local[0].equilibrium.as_dict()
    jacobian = result.local[0].linearization.jacobian.subs(gamma, 2)
    found = locate(jacobian, time)
    assert (found.boundary, found.zero, found.semisimple, found.outside) == (dimension, dimension, True, 0)
    still = jacobian - Matrix.eye(jacobian.rows) if time is Time.DISCRETE else jacobian
    assert component.explains(still, point)
    assert "smooth set of equilibria" in result.equilibria.reason
    assert len(result.equilibria.argument) == 1  # reports present several lines as the cases of a search


@pytest.mark.parametrize(
    ("system", "point"),
    [
        (flow((x, y), -(x**3), -y), (0, 0)),  # isolated, degenerate
        (flow((x, y), -x * y, Integer(0)), None),  # two lines cross: no manifold there
        (flow((x, y), -x * (y - x), -y * (y - x) * x), None),
        (flow((x, y), y**2 - x**3, Integer(0)), (0, 0)),  # a cusp
        (flow((x, y), -(x**2 + y**2), -y), (0, 0)),  # one real point, a complex curve for the first equation
        (flow((x, y), a * x - x, -y), (0, 0)),  # a line of equilibria for a = 1 only
    ],
)
def test_no_set_is_claimed_where_there_is_none(system: System, point: tuple[int, int] | None) -> None:
    """The twins: nothing is semistable because of a set that does not exist, or is no manifold at the point."""
    at = dict(zip((x, y), map(Integer, point or (0, 0)), strict=True))
    assert point is None or component_through(system, Equilibrium(tuple(at.items()))) is None
    cases = analyze(system, at=at, cross_check=False).verdict.cases
    assert all(case.stability is not Stability.SEMISTABLE for case in cases)


@pytest.mark.parametrize(
    ("field", "point"),
    [
        ((-x * (x**2 + y**2 - 1), -y * (x**2 + y**2 - 1)), (Rational(3, 5), Rational(4, 5))),
        ((-x * (exp(x**2 + y**2) - E), -y * (exp(x**2 + y**2) - E)), (1, 0)),
        ((-(exp(x) + exp(y) - 3),) * 2, (log(2), 0)),
        ((-(x * y - 1) * y, -(x * y - 1) * x), (2, HALF)),
    ],
)
def test_curves_without_a_search(field: Any, point: tuple[Any, Any]) -> None:
    """Circles and other curves, polynomial or not: semistable, and no point of them attracts."""
    at = dict(zip((x, y), (Integer(v) if isinstance(v, int) else v for v in point), strict=True))
    result = analyze(flow((x, y), *field), at=at, cross_check=False)
    assert result.verdict.stability is Stability.SEMISTABLE
    assert result.verdict.facts.attracting.truth is Truth.REFUTED


def test_space_curves_and_redundant_equations() -> None:
    """Three equations, two of them independent: the third must follow; a fourth that does not is no set."""
    sphere, plane = x**2 + y**2 + z**2 - 2, x - y
    at = {x: Integer(1), y: Integer(1), z: Integer(0)}
    field = (-sphere * x - plane, -sphere * y + plane, -sphere * z + plane * sphere)
    (point,) = analyze(flow((x, y, z), *field), at=at, cross_check=False).local
    assert point.equilibrium.component is not None and point.equilibrium.component.dimension == 1
    assert point.verdict.stability is Stability.SEMISTABLE
    twin = component_through(flow((x, y, z), *field[:2], field[2] - z**3), Equilibrium(tuple(at.items())))
    assert twin is None


def test_named_points_with_parameters_are_split() -> None:
    """Least squares at (1/a, a): semistable for a < 1, unstable for a > 1; the flat discriminator by its slope b."""
    cases = analyze(dirac_gan(least_squares), at={theta: 1 / a, psi: a}, cross_check=False).verdict.cases
    assert {str(c.condition): c.stability for c in cases} == {
        "a > 1": Stability.UNSTABLE,
        "Eq(a, 1)": Stability.UNDECIDED,
        "a < 1": Stability.SEMISTABLE,
    }
    flat = R1Penalty(1)(flat_dirac_gan(wasserstein))
    split = analyze(flat, at={"theta": 0, "psi": b}, cross_check=False).verdict.cases
    assert {str(c.condition): c.stability for c in split} == {
        "b > 0": Stability.SEMISTABLE,
        "Eq(b, 0)": Stability.UNDECIDED,
        "b < 0": Stability.UNSTABLE,
    }


def test_a_center_on_a_set_is_not_semistable() -> None:
    """Without a penalty the eigenvalues off the set are imaginary: the set does not explain them."""
    result = analyze(product_point_gan(logistic), at=PRODUCT, cross_check=False)
    assert result.local[0].equilibrium.component is not None
    assert result.verdict.stability is Stability.NOT_ASYMPTOTICALLY_STABLE


# Sets without a parametrization.


def test_a_circle_is_judged_at_a_sample_point() -> None:
    """The verdict of one smooth point, and it says so; the same as that of the point named by the caller."""
    system = flow((x, y), -x * (x**2 + y**2 - 1), -y * (x**2 + y**2 - 1))
    result = analyze(system)
    assert len(result.local) == 2 and not result.refused
    sample = result.local[1]
    assert sample.equilibrium.method == SAMPLE and sample.verdict.stability is Stability.SEMISTABLE
    assert "one point of a set of dimension 1" in sample.verdict.reason
    assert "(a sample point of a set of dimension 1)" in str(result)
    for text in (str(result), result.latex(), result.to_json()):
        assert "others may differ" in " ".join(text.split())
    named = analyze(system, at=sample.equilibrium.as_dict()).verdict
    assert named.stability is sample.verdict.stability and "others may differ" not in named.reason


def test_a_set_without_an_exact_point_is_listed_as_refused() -> None:
    """e^x + e^y = 3 has no rational point: no verdict, the reason, and what to try; trying it gives one."""
    system = flow((x, y), 3 - exp(x) - exp(y), 3 - exp(x) - exp(y))
    result = analyze(system)
    ((point, reason),) = result.refused
    assert not result.local and not point.exact and "at=" in reason and "no exact point" in reason
    assert "refused" in str(result) and "refused" in json.loads(result.to_json())
    assert analyze(system, at={x: log(2), y: 0}).verdict.stability is Stability.SEMISTABLE


def test_a_set_inside_a_larger_one_is_not_listed() -> None:
    """{x = 0} on an ellipsoid of equilibria lies on the ellipsoid; apart from it, it is listed."""
    ellipsoid = x**2 + 2 * y**2 + z**2 - 3
    found = find_equilibria(flow((x, y, z), *(-s * ellipsoid for s in (x, y, z))))
    assert [c.dimension for c in found.components] == [2] and len(found.points) == 1
    ellipse = 2 * y**2 + z**2 - 3
    apart = find_equilibria(flow((x, y, z), -x, -y * ellipse, -z * ellipse))
    assert [c.dimension for c in apart.components] == [1] and len(apart.points) == 1


# Rest points of the algorithm.

BENT = Lambda(t, t**3 / 3 - 3 * t**2 / 2 + 13 * t / 4)


def test_spurious_consensus_zeros_are_marked_everywhere() -> None:
    """R15: four of five rest points of consensus optimization are none of the game; each is marked in every form."""
    game = dirac_gan(BENT)
    result = analyze(ConsensusPenalty(Rational(2, 3))(game), cross_check=False)
    marks = {tuple(v for _, v in i.equilibrium.point): i.rests_the_game for i in result.local}
    assert marks[0, 0] is True and marks[HALF, 1] is False and list(marks.values()).count(False) == 4
    field = gradient_field(game).rhs
    for item in result.local:  # a second route: the residual of the original game in floats
        residual = max(abs(float(e.subs(item.equilibrium.as_dict()))) for e in field)
        assert (residual > 1e-9) is (item.rests_the_game is False)
    text, latex, data = str(result), result.latex(), json.loads(result.to_json())
    assert " ".join(text.split()).count("at rest under the dynamics only") == 4  # wherever the lines break
    assert latex.count("no equilibrium of Dirac-GAN") == 4
    assert ["no equilibrium of Dirac-GAN" in p["method"] for p in data["equilibria"]["points"]].count(True) == 4
    assert "4 of 5 rest points are no equilibria of the game Dirac-GAN" in data["equilibria"]["reason"]


def test_a_consensus_zero_named_by_the_caller() -> None:
    """at= compares with the original game too; the twin is the origin."""
    game = ConsensusPenalty(Rational(2, 3))(dirac_gan(BENT))
    spurious = analyze(game, at={theta: HALF, psi: 1}, cross_check=False)
    assert spurious.local[0].rests_the_game is False and "no equilibria of the game" in spurious.equilibria.reason
    origin = analyze(game, at={theta: 0, psi: 0}, cross_check=False)
    assert origin.local[0].rests_the_game is True and "no equilibria" not in origin.equilibria.reason


def test_dynamics_on_a_regularized_game() -> None:
    """Regularizer and dynamics together: the original game counts, whatever step the players take."""
    game = ConsensusPenalty(Rational(2, 3))(dirac_gan(BENT))
    for dynamics in (SimultaneousGD(Rational(1, 100)), HamiltonianDescent()):
        local = analyze(game, dynamics, at={theta: HALF, psi: 1}, cross_check=False).local[0]
        assert local.rests_the_game is False


def test_small_penalties_mark_nothing() -> None:
    """The twin: a penalty that keeps the equilibria adds no word to the report."""
    result = analyze(R1Penalty(gamma)(dirac_gan()), cross_check=False)
    assert result.local[0].rests_the_game is True and "dynamics only" not in str(result)


def test_weight_decay_moves_the_rest_point() -> None:
    """A minimum of (x - 1)^2 moves to 1/(1 + gamma/2): a rest point of the algorithm, not of the game."""
    game = Game("bowl", (Player("p", x, (x - 1) ** 2),))
    moved = game.add_to_loss("p", gamma * x**2 / 2, name="bowl with decay")
    local = analyze(moved, cross_check=False).local[0]
    assert local.rests_the_game is False and local.equilibrium.as_dict()[x].subs(gamma, 2) == HALF


def test_regularizers_remember_the_game_before_all_of_them() -> None:
    """Penalties on penalties, numbers for parameters, changed discriminators: the origin stays the first game."""
    game = dirac_gan(logistic)
    assert game.base is None and game.origin is game
    twice = ConsensusPenalty(1)(R1Penalty(gamma)(game))
    assert twice.origin is game
    assert twice.instantiate({gamma: Integer(2)}).origin == game
    assert WeightDecay(1)(game).origin is game
    for change in (InstanceNoise(1), SpectralNormalization(psi)):
        assert change(game).origin is game
    assert twice == Game(twice.name, twice.players, twice.assumptions, twice.discriminator)


def test_the_base_has_the_same_variables() -> None:
    """Something else is refused."""
    for wrong in (Game("other", (Player("p", y, y**2),)), "other"):
        with pytest.raises(BadInput, match="same variables"):
            Game("g", (Player("p", x, x**2),), base=wrong)  # type: ignore[arg-type]


def test_a_moved_point_with_parameters_is_decided_by_signs() -> None:
    """gamma > 0 proves that x = 2/(gamma + 2) is not 1; a parameter of any sign leaves it open."""
    game = Game("bowl", (Player("p", x, (x - 1) ** 2),))
    free = Symbol("s", real=True)
    (point,) = find_equilibria(gradient_field(game.add_to_loss("p", free**2 * x**2, name="maybe"))).points
    assert point.rests_the_game is None
    (zero,) = find_equilibria(
        System(
            Time.CONTINUOUS,
            (x,),
            (-2 * (x - 1) - free * x,),
            assumptions=[Eq(free, 0)],
            game=game,
        )
    ).points
    assert zero.rests_the_game is not False


def test_a_set_of_equilibria_under_a_condition_explains_nothing_elsewhere() -> None:
    """x' = -x, y' = -c y^3: the line is at rest only where c = 0; for c < 0 the origin repels along y."""
    c = Symbol("c", real=True)
    result = analyze(flow((x, y), -x, -c * y**3), cross_check=False)
    [isolated, line] = result.local
    assert isolated.equilibrium.component is None and isolated.equilibrium.conditions == (Ne(c, 0),)
    assert isolated.verdict.stability is Stability.UNDECIDED
    assert line.equilibrium.conditions == (Eq(c, 0),) and line.verdict.stability is Stability.SEMISTABLE
    repelling = analyze(flow((x, y), -x, y**3), cross_check=False)
    assert repelling.verdict.stability is not Stability.SEMISTABLE


@pytest.mark.parametrize(("start", "wrong"), [({x: b, y: 1}, "x = b"), ({x: y, y: 1}, "x = y")])
def test_a_start_for_a_search_is_a_number(start: Any, wrong: str) -> None:
    """Symbols belong into at=."""
    with pytest.raises(BadInput, match=wrong):
        analyze(flow((x, y), -x, 2 - y**2), near=start, cross_check=False)


def test_an_irrational_start_is_used_exactly() -> None:
    """A start that is an equilibrium is taken as it is, another one leads to a box."""
    exact = analyze(flow((x, y), -x, 2 - y**2), near={x: 0, y: sqrt(2)}, cross_check=False)
    assert exact.local[0].equilibrium.exact and exact.verdict.stability is Stability.EXPONENTIALLY_STABLE
    boxed = analyze(flow((x, y), -x, 2 - y**2), near={x: 0, y: sqrt(3)}, cross_check=False)
    assert not boxed.local[0].equilibrium.exact and boxed.verdict.stability is Stability.EXPONENTIALLY_STABLE


def test_denominators_that_never_vanish_are_no_conditions() -> None:
    """x = -3 tanh(y)/2 has the denominator exp(2 y) + 1: its conditions are none, not the constant True."""
    result = analyze(flow((x, y), tanh(y) * (2 * x + 3 * tanh(y)), -2 * x - 3 * tanh(y)), cross_check=False)
    assert all(item.equilibrium.conditions == () and str(item.equilibrium) for item in result.local)


def test_a_singular_point_of_a_curve_is_listed_once() -> None:
    """y^2 = (x - 2) (x^5 - x - 1)^2 has an isolated real point, which the case y = 0 finds as well."""
    curve = expand(y**2 - (x - 2) * (x**5 - x - 1) ** 2)
    [single] = find_equilibria(flow((x, y), -curve, -curve * y)).points
    assert single.method == "singular point of a component" and single.component is not None


def test_a_singular_point_of_a_curve_may_be_known_by_a_box() -> None:
    """A singular point of a space curve whose coordinates have no short form: a box is all that is known of it."""
    first = -(x**2) - 2 * x * y * z + 2 * x * y - 2 * x * z**2 - 2 * x * z - 2 * y**3 + 2 * y**2 * z + 2 * y**2 + y
    second = -2 * x**2 + x * y**2 - 2 * x * y * z + 4 * x * y - 2 * x * z**2 - x * z - 6 * y**3 + 2 * y**2 * z + y**2
    field = (first + 4 * z**2 - 2 * z, second - y * z + 2 * y + 8 * z**2 - 4 * z, 0 * z)
    result = analyze(flow((x, y, z), *field), cross_check=False)
    boxed = [item for item in result.local if not item.equilibrium.exact]
    assert boxed and all(item.equilibrium.box is not None for item in boxed)
    assert all(item.verdict.stability is not Stability.SEMISTABLE for item in boxed)
