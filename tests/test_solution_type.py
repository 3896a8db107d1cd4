"""The type of a rest point in the game: exact tests with witnesses."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
from sympy import Abs, Matrix, Max, Rational, Symbol, exp, floor, sign, symbols

from stability import BadInput, Game, Player
from stability.algebra.conditions import Outcome
from stability.games import dirac_gan
from stability.objectives import logistic
from stability.regularizers import R1Penalty
from stability.solution_type import solution_type

x, y = symbols("x y", real=True)
ORIGIN = {x: 0, y: 0}


def zero_sum(value: object) -> Game:
    return Game.zero_sum("g", value, ("min", x), ("max", y))


def test_convex_concave_is_nash_and_minimax() -> None:
    """x^2 - y^2 is everything."""
    found = solution_type(zero_sum(x**2 - y**2), ORIGIN)
    assert found.nash
    assert found.minimax
    assert found.name == "strict local Nash"


def test_minimax_without_nash_and_its_twin() -> None:
    """-x^2 + 4xy - y^2 is minimax and not Nash; -x^2 + xy - y^2 is neither (Schur complement -2 + 1/2 < 0)."""
    found = solution_type(zero_sum(-(x**2) + 4 * x * y - y**2), ORIGIN)
    assert not found.nash
    assert found.nash.outcome is Outcome.REFUTED
    assert found.nash.witness == ((x, 1),)
    assert found.minimax
    weak = solution_type(zero_sum(-(x**2) + x * y - y**2), ORIGIN)
    assert weak.minimax is not None
    assert weak.minimax.outcome is Outcome.REFUTED
    assert weak.name == "none of the strict second-order types"


def test_dirac_gan_is_degenerate_with_and_without_penalty() -> None:
    """Linear in theta: no strict Nash; with the penalty the discriminator has a strict best response and the generator
    a strict minimum along it."""
    theta, psi = dirac_gan().state
    at = {theta: 0, psi: 0}
    assert solution_type(dirac_gan(), at).nash.outcome is Outcome.REFUTED
    penalised = solution_type(R1Penalty(Symbol("gamma", positive=True))(dirac_gan()), at)
    assert penalised.nash.outcome is Outcome.REFUTED
    assert penalised.minimax is None  # the penalty is the discriminator's alone: no zero-sum game
    assert penalised.name == "strict local Stackelberg, generator leading"


def test_general_sum_games() -> None:
    """Own curvature decides differential Nash; a slope in the follower's variable leaves Stackelberg open."""
    a, b = Player("a", x, x**2 + 3 * x * y), Player("b", y, y**2 - x * y)
    found = solution_type(Game("g", [a, b]), ORIGIN)
    assert found.nash
    assert found.minimax is None
    assert dict(found.stackelberg)["a"].outcome is Outcome.PROVEN
    sloped = Game("g", [Player("a", x, x**2 + y), b])
    assert dict(solution_type(sloped, ORIGIN).stackelberg)["a"].outcome is Outcome.UNDECIDED


def test_parameters_and_three_players() -> None:
    """A sign that depends on a parameter stays open; three players have no leader."""
    k = Symbol("k", real=True)
    assert solution_type(zero_sum(k * x**2 - y**2), ORIGIN).nash.outcome is Outcome.UNDECIDED
    z = Symbol("z", real=True)
    three = Game("g", [Player(str(s), s, s**2) for s in (x, y, z)])
    found = solution_type(three, {x: 0, y: 0, z: 0})
    assert found.nash
    assert found.minimax is None
    assert found.stackelberg == ()


def test_random_quadratic_games_against_numpy() -> None:
    """Nash and minimax of random quadratic zero-sum games agree with eigenvalues of the blocks; witnesses hold."""
    rng = random.Random(7)
    p, q = symbols("p_1:3", real=True), symbols("q_1:3", real=True)
    seen = set()
    for _ in range(120):
        m = Matrix(4, 4, lambda *_: Rational(rng.randint(-6, 6), rng.randint(1, 3)))
        m = m + m.T
        state = Matrix([*p, *q])
        game = Game.zero_sum("g", (state.T * m * state)[0] / 2, ("min", p), ("max", q))
        found = solution_type(game, dict.fromkeys((*p, *q), 0))
        full = np.array(m.tolist(), dtype=float)
        a, b, d = full[:2, :2], full[:2, 2:], full[2:, 2:]
        concave = np.linalg.eigvalsh(d).max() < 0
        assert bool(found.nash) == bool(np.linalg.eigvalsh(a).min() > 0 and concave)
        minimax = concave and np.linalg.eigvalsh(a - b @ np.linalg.solve(d, b.T)).min() > 0
        assert bool(found.minimax) == bool(minimax)
        if found.nash.witness and found.nash.witness[0][0] in p:
            v = np.array([float(dict(found.nash.witness).get(s, 0)) for s in p])
            assert v @ a @ v <= 1e-12
        seen.add(found.name)
    assert {"strict local Nash", "strict local minimax"} <= seen


def test_logistic_numbers() -> None:
    """With a given f the same types come out."""
    game = R1Penalty(Rational(3, 10))(dirac_gan(logistic))
    assert solution_type(game, dict.fromkeys(game.state, 0)).name == "strict local Stackelberg, generator leading"


@pytest.mark.parametrize(
    ("loss", "at"),
    [
        (x**2 + x, 0),  # the slope is 1
        (x**2 / 2 - x, 0),
        (exp(x), 0),
        ((x - 1) ** 2, 0),
    ],
)
def test_a_point_with_a_slope_is_no_minimum(loss: Any, at: int) -> None:
    """A definite Hessian where the slope is not 0 is no Nash equilibrium; the witness leads downhill."""
    judged = solution_type(Game("g", [Player("a", x, loss)]), {x: at}).nash
    assert judged.outcome is Outcome.REFUTED
    ((variable, move),) = judged.witness
    step = Rational(1, 1000) * move
    assert variable == x
    assert loss.subs(x, at + step) < loss.subs(x, at)


@pytest.mark.parametrize(
    "loss",
    [
        x**2 / 2 - x * Abs(x),  # -x^2/2 on the right
        x**2 - 3 * Max(x, 0) ** 2,
        x**2 + sign(x) - sign(x) ** 2 * sign(x),
        x**2 + floor(x + Rational(1, 2)) * x,
        (x**2) ** Rational(1, 3) - x**2,
    ],
)
def test_formal_second_derivatives_at_a_kink_prove_nothing(loss: Any) -> None:
    """Never a strict local Nash equilibrium by a derivative that does not exist; nor a leader."""
    alone = solution_type(Game("g", [Player("a", x, loss)]), {x: 0})
    assert alone.nash.outcome is not Outcome.PROVEN
    pair = solution_type(Game("g", [Player("a", x, loss + y * x), Player("b", y, y**2)]), ORIGIN)
    assert all(judged.outcome is not Outcome.PROVEN for _, judged in pair.stackelberg)


def test_kinks_elsewhere_do_not_matter() -> None:
    """|x| at x = 1 is smooth, and a kink in the variable of another player leaves the own Hessian alone."""
    away = Game("g", [Player("a", x, (x - 1) ** 2 + Abs(x) - x)])
    assert solution_type(away, {x: 1}).nash
    other = Game("g", [Player("a", x, x**2 + Abs(y)), Player("b", y, y**2)])
    assert solution_type(other, ORIGIN).nash
    assert dict(solution_type(other, ORIGIN).stackelberg)["a"].outcome is Outcome.UNDECIDED


def test_a_leader_with_a_slope_is_at_no_minimum() -> None:
    """x^2 + x for the leader: refuted at 0, proven at -1/2; a slope with a parameter stays open."""
    follower = Player("b", y, y**2)
    assert dict(solution_type(Game("g", [Player("a", x, x**2 + x), follower]), ORIGIN).stackelberg)["a"].outcome is (
        Outcome.REFUTED
    )
    there = {x: Rational(-1, 2), y: 0}
    assert dict(solution_type(Game("g", [Player("a", x, x**2 + x), follower]), there).stackelberg)["a"]
    k = Symbol("k", real=True)
    assert solution_type(Game("g", [Player("a", x, x**2 + k * x), follower]), ORIGIN).nash.outcome is Outcome.UNDECIDED


def test_the_point_names_every_variable_exactly() -> None:
    """A missing variable and a float are mistakes of the caller."""
    game = Game("g", [Player("a", x, x**2), Player("b", y, y**2)])
    for point in ({x: 0}, {x: 0.5, y: 0}):
        with pytest.raises(BadInput):
            solution_type(game, point)
