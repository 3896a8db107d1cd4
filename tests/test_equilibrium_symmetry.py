"""Symmetries, bad questions, rest points of the algorithm, limits: what a user asks of the search beyond a list."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import Any

import pytest
from sympy import Integer, Lambda, Rational, Symbol, exp, log, sqrt, symbols

from stability.algebra.systems.guard import quick_bases
from stability.algebra.systems.ideals import ideal, ring
from stability.clock import Time
from stability.dynamics import AlternatingGD, SimultaneousGD
from stability.equilibrium import Completeness, EquilibriumSet, Gauge, Relabelling, find_equilibria
from stability.errors import BadInput, CannotSolve
from stability.games.dirac import dirac_gan
from stability.games.quadratic_plane import linear_quadratic_gan
from stability.games.uniform import uniform_gan
from stability.objectives import logistic, wasserstein
from stability.processes import limited
from stability.regularizers import ConsensusPenalty
from stability.system import System, gradient_field

x, y, a, b = symbols("x y a b", real=True)
CIRCLE = (x * (x**2 + y**2 - 1), y * (x**2 + y**2 - 1))
ROTATION = Gauge({x: -y, y: x}, name="rotation")


def find(state: Any, field: Any, *assumptions: Any, **options: Any) -> EquilibriumSet:
    """The equilibria of the flow with this field."""
    return find_equilibria(System(Time.CONTINUOUS, state, field, assumptions=assumptions), **options)


def values(found: EquilibriumSet) -> set[tuple[Any, ...]]:
    """The points as tuples of values."""
    return {tuple(v for _, v in p.point) for p in found.points}


def test_a_circle_is_one_point_up_to_rotation() -> None:
    """The slice y = 0, x >= 0 meets every orbit once: the origin and (1, 0)."""
    found = find((x, y), CIRCLE, symmetries=[ROTATION])
    assert found.completeness is Completeness.PROVEN_COMPLETE
    assert values(found) == {(0, 0), (1, 0)} and not found.components
    assert found.up_to == ("rotation",) and "up to rotation" in str(found)
    assert any("rotated by every angle" in step for step in found.argument)


def test_a_false_gauge_is_refused() -> None:
    """The twin: an ellipse is not invariant, and the message shows what does not vanish."""
    with pytest.raises(BadInput, match=r"\[v, xi\] = 0 fails"):
        find((x, y), (x * (x**2 + 2 * y**2 - 1), y * (x**2 + 2 * y**2 - 1)), symmetries=[ROTATION])


def test_a_rotation_of_the_wrong_speed_is_no_rotation() -> None:
    """x' = -y, y' = 4x turns ellipses: no coordinate plane is rotated rigidly, so a slice must be named."""
    field = (x * (4 * x**2 + y**2 - 1), y * (4 * x**2 + y**2 - 1))
    elliptic = Gauge({x: -y, y: 4 * x}, name="elliptic rotation")
    with pytest.raises(BadInput, match="slice"):
        find((x, y), field, symmetries=[elliptic])
    found = find((x, y), field, symmetries=[Gauge({x: -y, y: 4 * x}, slice=y, name="elliptic rotation")])
    assert found.completeness is Completeness.NOT_PROVEN and "meets every orbit" in found.reason
    assert values(found) == {(0, 0), (Rational(1, 2), 0), (-Rational(1, 2), 0)}


def test_a_slice_that_misses_orbits_is_not_called_complete() -> None:
    """(c x, y/c) with the slice x = y misses x y < 0, where xy = -1 is a curve of equilibria."""
    field = (x * (x**2 * y**2 - 1), -y * (x**2 * y**2 - 1))
    found = find((x, y), field, symmetries=[Gauge({x: x, y: -y}, slice=x - y, name="scaling")])
    assert found.completeness is Completeness.NOT_PROVEN
    assert values(found) == {(0, 0), (1, 1), (-1, -1)}


def test_translations_pass_zero() -> None:
    """x' = f(x - y) both: the line of equilibria becomes its point with x = 0."""
    found = find((x, y), (x - y - 3, y - x + 3), symmetries=[Gauge({x: 1, y: 1}, name="translation")])
    assert found.completeness is Completeness.PROVEN_COMPLETE and values(found) == {(0, -3)}


def rotation_of(columns: tuple[int, int], state: Any, size: int, name: str) -> Gauge:
    """The generator of A -> A Q for a rotation Q in a plane."""
    names = {str(s): s for s in state}
    i, j = columns
    moved = {}
    for row in range(1, size + 1):
        first, second = names[f"A_{row}_{i}"], names[f"A_{row}_{j}"]
        moved |= {first: -second, second: first}
    return Gauge(moved, name=name)


def test_orthogonal_gauge_of_the_linear_quadratic_gan() -> None:
    """A -> A Q in the plane: two circles of orthogonal matrices become two points, of determinant 1 and -1."""
    system = gradient_field(linear_quadratic_gan(2))
    whole = find_equilibria(system)
    assert [c.dimension for c in whole.components] == [1, 1]
    found = find_equilibria(system, symmetries=[rotation_of((1, 2), system.state, 2, "A -> A Q")])
    assert found.completeness is Completeness.PROVEN_COMPLETE and not found.components
    matrices = {tuple(p.as_dict()[s] for s in system.state if str(s).startswith("A_")) for p in found.points}
    assert matrices == {(1, 0, 0, 1), (1, 0, 0, -1)}


def test_a_wrong_gauge_of_the_linear_quadratic_gan() -> None:
    """The twin: A -> Q A moves the data side as well and is no symmetry by itself."""
    system = gradient_field(linear_quadratic_gan(2))
    names = {str(s): s for s in system.state}
    moved = {}
    for column in (1, 2):
        first, second = names[f"A_1_{column}"], names[f"A_2_{column}"]
        moved |= {first: -second, second: first}
    with pytest.raises(BadInput, match="fails"):
        find_equilibria(system, symmetries=[Gauge(moved, name="Q A")])


def test_several_rotations_fix_each_other_in_order() -> None:
    """x_i' = x_i (|x|^2 - 1) in space: two rotations bring a point to the positive axis."""
    u, v, w = symbols("u v w", real=True)
    radius = u**2 + v**2 + w**2 - 1
    first, second = Gauge({u: -v, v: u}, name="first"), Gauge({u: -w, w: u}, name="second")
    found = find((u, v, w), (u * radius, v * radius, w * radius), symmetries=[first, second])
    assert found.completeness is Completeness.PROVEN_COMPLETE and values(found) == {(0, 0, 0), (1, 0, 0)}
    third = Gauge({v: -w, w: v}, name="third")  # moves the slice v = 0: it may not be used after the first
    doubtful = find((u, v, w), (u * radius, v * radius, w * radius), symmetries=[first, third])
    assert doubtful.completeness is Completeness.NOT_PROVEN and "earlier slices" in doubtful.reason


def test_mirror_points_are_one_up_to_a_sign() -> None:
    """A5: a -> -a maps the two equilibria to each other."""
    system = gradient_field(uniform_gan(wasserstein))
    (sign,) = [s for s in system.state if str(s) == "a"]
    found = find_equilibria(system, symmetries=[Relabelling({sign: -sign}, name="a -> -a")])
    assert len(found.points) == 1 and found.completeness is Completeness.PROVEN_COMPLETE
    assert "2 points" in found.reason


def test_permutations_of_labels() -> None:
    """x^3 = x for two players alike: 9 points are 6 orbits under the exchange of labels."""
    field = (x**3 - x, y**3 - y)
    exchange = Relabelling({x: y, y: x}, name="exchange")
    assert len(find((x, y), field, symmetries=[exchange]).points) == 6
    signs = [exchange, Relabelling({x: -x}, name="sign")]
    assert len(find((x, y), field, symmetries=signs).points) == 3


def test_boxed_points_are_identified_in_a_complete_list() -> None:
    """x^5 - x = 1 for two labels: one real root, so one point; with another root function two boxes are exchanged."""
    field = (exp(x) - 2 - x, exp(y) - 2 - y)
    assert len(find((x, y), field, box={x: (-4, 4), y: (-4, 4)}).points) == 4
    polynomial = (x**7 - 3 * x + 1, y**7 - 3 * y + 1)
    found = find((x, y), polynomial)
    reduced = find((x, y), polynomial, symmetries=[Relabelling({x: y, y: x})])
    assert len(found.points) == 9 and len(reduced.points) == 6


def test_components_are_identified() -> None:
    """x y = 0 twice: two lines, one up to the exchange of labels."""
    field = (x * y, x * y)
    assert len(find((x, y), field).components) == 2
    assert len(find((x, y), field, symmetries=[Relabelling({x: y, y: x})]).components) == 1


@pytest.mark.parametrize(
    ("symmetry", "message"),
    [
        (Relabelling({x: y, y: x}), "fails"),
        (Relabelling({x: 2 * x}), "finite order"),
        (Relabelling({x: x**2}), "finite order|affine"),
        (Relabelling({a: -a}), "outside the state"),
        (Gauge({a: 1}), "outside the state"),
        (Gauge({x: x**2}), "affine"),
        ("rotation", "Gauge"),
    ],
)
def test_false_symmetries(symmetry: Any, message: str) -> None:
    """What is no symmetry of (x^3 - x, y - 2) is refused by name."""
    with pytest.raises(BadInput, match=message):
        find((x, y), (x**3 - x, y - 2), symmetries=[symmetry])


def test_symmetries_of_maps() -> None:
    """F(Rx) = R F(x): the rotation of a map, and its false twin."""
    shrink = System(Time.DISCRETE, (x, y), tuple(s + f / 4 for s, f in zip((x, y), CIRCLE, strict=True)))
    assert values(find_equilibria(shrink, symmetries=[ROTATION])) == {(0, 0), (1, 0)}
    skewed = System(Time.DISCRETE, (x, y), (x / 2, y / 3))
    with pytest.raises(BadInput, match="DF xi"):
        find_equilibria(skewed, symmetries=[ROTATION])
    stages = System(Time.DISCRETE, (x, y), stages=[(x / 2, y / 2), (-x, -y)])
    assert values(find_equilibria(stages, symmetries=[ROTATION, Relabelling({x: -x, y: -y})])) == {(0, 0)}


# Questions that cannot be answered.


def test_contradictory_assumptions() -> None:
    """a > 1 and a < 0: every statement would be vacuous."""
    with pytest.raises(BadInput, match="contradict"):
        find([x], [x - a], a > 1, a < 0)
    assert len(find([x], [x - a], a > 1, a < 2).points) == 1


def test_a_box_outside_the_domain() -> None:
    """log(x) on [-2, -1] is defined nowhere; on [-1, 2] it is on a part."""
    with pytest.raises(BadInput, match="defined nowhere"):
        find((x, y), (log(x), y), box={x: (-2, -1), y: (-1, 1)})
    with pytest.raises(BadInput, match="defined nowhere"):
        find((x, y), (sqrt(x - 5) - y, y - 1), box={x: (0, 4), y: (-1, 1)})
    assert values(find((x, y), (log(x), y), box={x: (-1, 2), y: (-1, 1)})) == {(1, 0)}


@pytest.mark.parametrize("field", [(x**2 + y**2 + 1, x * y), (exp(x) + exp(y), x), (x**4 + x**2 * y**2 + 1, y)])
def test_no_real_equilibrium_is_proven(field: Any) -> None:
    """An empty list with the statement that it is complete."""
    found = find((x, y), field)
    assert found.completeness is Completeness.PROVEN_COMPLETE
    assert not found.points and not found.components and "no real equilibrium" in found.reason


def test_an_empty_list_without_proof_says_so() -> None:
    """The twin: a quintic with a parameter has a root, and an empty list does not pretend otherwise."""
    found = find([x], [x**5 + a * x + 1])
    assert found.completeness is Completeness.NOT_PROVEN and "no real equilibrium" not in found.reason


# Rest points of the algorithm.

t = Symbol("t", real=True)
BENT = Lambda(t, t**3 / 3 - 3 * t**2 / 2 + 13 * t / 4)


def test_consensus_rests_where_the_game_does_not() -> None:
    """R15: f' has no zero, so the origin is the only equilibrium; consensus with gamma = 2/3 also rests elsewhere."""
    game = dirac_gan(BENT)
    assert values(find_equilibria(gradient_field(game))) == {(0, 0)}
    system = gradient_field(ConsensusPenalty(Rational(2, 3))(game))
    found = find_equilibria(system, game=game)
    marks = {tuple(v for _, v in p.point): p.rests_the_game for p in found.points if p.exact}
    assert marks[0, 0] is True and marks[Rational(1, 2), 1] is False
    assert "no equilibria of the game" in found.reason and "no equilibrium of the game" in str(found)
    field = gradient_field(game).rhs
    for point in found.points:  # a second route: the residual in floats
        residual = max(abs(float(e.subs(point.as_dict()))) for e in field)
        assert (residual > 1e-9) is (point.rests_the_game is False)


def test_small_consensus_keeps_the_rest_points() -> None:
    """The twin: for the classical objective and gamma = 1 the origin stays, and it is marked as an equilibrium."""
    game = dirac_gan(wasserstein)
    found = find_equilibria(gradient_field(ConsensusPenalty(1)(game)), game=game)
    assert [p.rests_the_game for p in found.points] == [True] and "no equilibrium" not in str(found)


def test_dynamics_keep_their_game() -> None:
    """A map made from a game is compared with it by itself."""
    step = Symbol("h", positive=True)
    for dynamics in (SimultaneousGD(step), AlternatingGD(step)):
        found = find_equilibria(dynamics(dirac_gan(logistic)))
        assert [p.rests_the_game for p in found.points] == [True]


def test_a_game_of_another_state_is_refused() -> None:
    """The comparison needs the same variables."""
    with pytest.raises(BadInput, match="compared"):
        find((x, y), (x, y), game=dirac_gan(wasserstein))


# Limits.


def cyclic(n: int) -> list[Any]:
    """The cyclic n-roots, a system whose basis takes long."""
    gens = ring(tuple(f"x{i}" for i in range(n))).gens()
    system = []
    for k in range(1, n):
        total = 0 * gens[0]
        for i in range(n):
            term = gens[i]
            for j in range(1, k):
                term = term * gens[(i + j) % n]
            total = total + term
        system.append(total)
    product = gens[0]
    for g in gens[1:]:
        product = product * g
    return [*system, product - 1]


def basis_of(n: int) -> list[str]:
    """The basis of the cyclic roots as texts, which travel between processes."""
    return [str(p) for p in ideal(cyclic(n), tuple(f"x{i}" for i in range(n))).basis]


def test_a_limit_ends_a_basis() -> None:
    """Two seconds for a basis that takes much longer: CannotSolve, on time, with the remedy."""
    start = time.monotonic()
    with limited(2) as call, pytest.raises(CannotSolve, match="2 seconds"):
        call(1, basis_of, 8)
    assert time.monotonic() - start < 30  # 2 seconds, and the start and end of a process on a busy machine


def test_another_process_gives_the_same_basis() -> None:
    """In a process of its own or not, the basis is the same."""
    with limited(60) as call:
        assert call(1, basis_of, 4) == basis_of(4)


def test_the_search_names_the_limit() -> None:
    """A search whose basis is ended keeps what it has and says what is missing."""
    state = symbols("x:7", real=True)
    field = []
    for k, s in enumerate(state):
        following, after = state[(k + 1) % 7], state[(k + 2) % 7]
        field.append(s**3 * following - 2 * after**3 + 3 * following**2 * s - 5 * s + k + 1)
    with quick_bases(CannotSolve("a Groebner basis", "none after 1 seconds", "more seconds")):
        found = find(state, field)
    assert found.completeness is Completeness.NOT_PROVEN and "1 seconds" in found.reason


@pytest.mark.parametrize("seconds", [0, -1, "1"])
def test_limits_are_positive(seconds: Any) -> None:
    """A limit that is none is BadInput."""
    with pytest.raises(BadInput), limited(seconds):
        raise AssertionError("not reached")


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_an_interrupt_is_clean() -> None:
    """Ctrl-C during a guarded basis: KeyboardInterrupt reaches the caller at once, and no worker stays behind."""
    script = (
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "from test_equilibrium_symmetry import basis_of\n"
        "from stability.processes import limited\n"
        "try:\n"
        "    with limited(300) as call:\n"
        "        print('ready', flush=True)\n"
        "        call(1, basis_of, 8)\n"
        "except KeyboardInterrupt:\n"
        "    print('interrupted', flush=True)\n"
    )
    here = os.path.dirname(os.path.abspath(__file__))
    process = subprocess.Popen(
        [sys.executable, "-c", script, here, os.path.dirname(here)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    time.sleep(1.5)
    os.killpg(process.pid, signal.SIGINT)
    output, _ = process.communicate(timeout=30)
    assert output == "interrupted\n" and process.returncode == 0
    with pytest.raises(ProcessLookupError):
        for _ in range(100):  # the helper of the processes notices the end of its pipe a moment later
            os.killpg(process.pid, 0)
            time.sleep(0.1)


def test_integers_are_exact() -> None:
    """Values of a fixed gauge are exact numbers."""
    found = find((x, y), CIRCLE, symmetries=[ROTATION])
    assert all(isinstance(v, Integer) for p in found.points for v in p.as_dict().values())
