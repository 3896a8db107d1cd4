"""Nash equilibria that are not strict: convexity of the own losses, and what refutes or leaves it open."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
from sympy import Abs, Integer, Matrix, Rational, Symbol, cos, exp, log, symbols

from stability import Game, Player, analyze
from stability.algebra.conditions import Outcome
from stability.games import dirac_gan
from stability.solution_type import solution_type
from stability.system import gradient_field

x, y = symbols("x y", real=True)
k = Symbol("k", real=True)
NOT_STRICT = "local Nash by convexity of the own losses, not strict"
OPEN = "local Nash by convexity of the own losses, strictness open"


def zero_sum(value: Any) -> Game:
    return Game.zero_sum("g", value, ("min", x), ("max", y))


PENNIES = Game.zero_sum("pennies", (2 * x - 1) * (2 * y - 1), ("row", x), ("column", y))
#: (game, point, name, weak, strict)
POINTS: dict[str, tuple[Game, dict[Any, Any], str, Outcome, Outcome]] = {
    "bilinear": (zero_sum(x * y), {x: 0, y: 0}, NOT_STRICT, Outcome.PROVEN, Outcome.REFUTED),
    "matching pennies": (PENNIES, {x: Rational(1, 2), y: Rational(1, 2)}, NOT_STRICT, Outcome.PROVEN, Outcome.REFUTED),
    "a bimatrix game": (
        Game("b", [Player("a", x, (x - 1) * (3 * y - 1)), Player("b", y, (2 * x - 1) * (y + 2))]),
        {x: Rational(1, 2), y: Rational(1, 3)},
        NOT_STRICT,
        Outcome.PROVEN,
        Outcome.REFUTED,
    ),
    "Dirac-GAN": (
        dirac_gan(),
        dict.fromkeys(dirac_gan().state, 0),
        NOT_STRICT,
        Outcome.PROVEN,
        Outcome.REFUTED,
    ),
    "a fourth power": (zero_sum(x**4 - y**4), {x: 0, y: 0}, OPEN, Outcome.PROVEN, Outcome.UNDECIDED),
    "strictly convex": (
        zero_sum(x**2 - y**2 + x * y),
        {x: 0, y: 0},
        "strict local Nash",
        Outcome.PROVEN,
        Outcome.PROVEN,
    ),
    "one strict, one flat": (
        zero_sum(x**2 + x * y),
        {x: 0, y: 0},
        "strict local Stackelberg, max leading",
        Outcome.PROVEN,
        Outcome.REFUTED,
    ),
    "concave for its own player": (
        zero_sum(-(x**2) + x * y - y**2),
        {x: 0, y: 0},
        "none of the strict second-order types",
        Outcome.REFUTED,
        Outcome.UNDECIDED,
    ),
    "a cubic": (
        Game("c", [Player("a", x, x**3)]),
        {x: 0},
        "none proven, not all excluded",
        Outcome.UNDECIDED,
        Outcome.UNDECIDED,
    ),
    "a slope": (
        Game("s", [Player("a", x, x + y**2), Player("b", y, y**2)]),
        {x: 0, y: 0},
        "none of the strict second-order types",
        Outcome.REFUTED,
        Outcome.UNDECIDED,
    ),
    "a parameter without a sign": (
        Game("p", [Player("a", x, k * x**2)]),
        {x: 0},
        "none proven, not all excluded",
        Outcome.UNDECIDED,
        Outcome.UNDECIDED,
    ),
    "a kink": (
        Game("k", [Player("a", x, Abs(x))]),
        {x: 0},
        "none proven, not all excluded",
        Outcome.UNDECIDED,
        Outcome.UNDECIDED,
    ),
    "an indefinite pair of variables": (
        Game("i", [Player("a", (x, y), x * y)]),
        {x: 0, y: 0},
        "none of the strict second-order types",
        Outcome.REFUTED,
        Outcome.UNDECIDED,
    ),
    "a flat valley": (
        Game("v", [Player("a", (x, y), (x - y) ** 2)]),
        {x: 1, y: 1},
        NOT_STRICT,
        Outcome.PROVEN,
        Outcome.REFUTED,
    ),
    "a saddle of a function that is not convex": (
        zero_sum(cos(x) * y),
        {x: Integer(0), y: Integer(0)},
        "none of the strict second-order types",
        Outcome.REFUTED,
        Outcome.REFUTED,
    ),
    "logistic losses": (
        zero_sum(log(1 + exp(x * y))),
        {x: 0, y: 0},
        NOT_STRICT,
        Outcome.PROVEN,
        Outcome.REFUTED,
    ),
}


@pytest.mark.parametrize("name", POINTS)
def test_names_of_rest_points(name: str) -> None:
    """Strict, not strict, open or none, each with its judgement."""
    game, point, words, weak, strict = POINTS[name]
    found = solution_type(game, point)
    assert (found.weak.outcome, found.strict.outcome) == (weak, strict)
    assert found.name == words


def test_witnesses_lead_down_or_along() -> None:
    """A direction of negative curvature lowers the loss; a line on which the loss is constant keeps it."""
    ((u, a), (v, b)) = solution_type(POINTS["an indefinite pair of variables"][0], {x: 0, y: 0}).weak.witness
    assert (x * y).subs({u: a, v: b}) < 0
    ((u, a), (v, b)) = solution_type(POINTS["a flat valley"][0], {x: 1, y: 1}).strict.witness
    assert ((x - y) ** 2).subs({u: 1 + a, v: 1 + b}, simultaneous=True) == 0


def test_a_nash_equilibrium_is_told_beside_a_leader() -> None:
    """x y with a convex follower has a strict leader and is a Nash equilibrium; both are said."""
    game = Game("g", [Player("a", x, x * y), Player("b", y, y**2 - x * y)])
    found = solution_type(game, {x: 0, y: 0})
    assert found.name == "strict local Stackelberg, a leading"
    assert found.described == f"{found.name}; {NOT_STRICT}"


def test_random_quadratic_games_against_eigenvalues() -> None:
    """Weak Nash of random singular quadratic games agrees with the signs of the eigenvalues of the own blocks."""
    rng = random.Random(11)
    p, q = symbols("p_1:3", real=True), symbols("q_1:3", real=True)
    seen = set()
    for _ in range(60):
        factor = Matrix(2, rng.choice((1, 2)), lambda *_: rng.randint(-3, 3))
        own = factor * factor.T * rng.choice((1, 1, -1))
        other = Matrix(2, 2, lambda *_: rng.randint(-2, 2))
        vector = Matrix(p)
        a = (vector.T * own * vector)[0] + (vector.T * other * Matrix(q))[0]
        game = Game("g", [Player("a", p, a), Player("b", q, -(vector.T * other * Matrix(q))[0])])
        found = solution_type(game, dict.fromkeys((*p, *q), 0))
        least = np.linalg.eigvalsh(np.array(own.tolist(), dtype=float)).min()
        assert bool(found.weak) == bool(least > -1e-9)
        assert not found.weak or found.strict.outcome is Outcome.REFUTED  # the loss of b is linear in its own variables
        seen.add(found.weak.outcome)
    assert seen == {Outcome.PROVEN, Outcome.REFUTED}


def test_the_type_stands_in_text_and_json() -> None:
    """As the analysis tells it."""
    found = analyze(gradient_field(PENNIES), cross_check=False)
    assert "not strict" in str(found)
    assert NOT_STRICT in found.to_json()
    assert "not strict" in found.latex()
