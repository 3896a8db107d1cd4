"""Dynamics with rest points of their own: Hamiltonian descent, look-ahead, LOLA."""

from __future__ import annotations

import random
from typing import Any

import pytest
from sympy import Integer, Matrix, Rational, Symbol, eye, hessian, symbols, zeros

from stability import BadInput, Game, Player, Stability, System, Time, analyze, find_equilibria
from stability.dynamics import HamiltonianDescent, LinearizedLOLA, LookAhead
from stability.games import bilinear, dirac_gan
from stability.linearization import linearize
from stability.objectives import least_squares, logistic, wasserstein
from stability.system import gradient_field

x, y, z = symbols("x y z", real=True)
alpha = Symbol("alpha", positive=True)
TANDEM = Game("tandem", (Player("first", x, (x + y) ** 2 - 2 * x), Player("second", y, (x + y) ** 2 - 2 * y)))
THREE = Game(
    "three",
    (
        Player("a", x, x**2 * y + x * z - y**3),
        Player("b", y, y**2 - x * y * z + x**2),
        Player("c", z, z**3 + x * z - y * z**2),
    ),
)
GAMES = {"dirac": dirac_gan(logistic), "flat": dirac_gan(wasserstein), "plane": bilinear([[1, 2], [0, 1]])}


@pytest.mark.parametrize("game", GAMES.values(), ids=GAMES)
@pytest.mark.parametrize("dynamics", [HamiltonianDescent(), LookAhead(alpha), LinearizedLOLA(alpha)])
def test_contract(game: Game, dynamics: Any) -> None:
    """A flow of the game's players, in their order, at rest where the game is at rest and its losses are flat."""
    system: System = dynamics(game)
    assert system.time is Time.CONTINUOUS and system.state == game.state and system.game is game
    assert game.name in system.name and system.assumptions == game.assumptions
    origin = {s: Integer(0) for s in system.state}
    assert [c.xreplace(origin) for c in system.rhs] == [0] * len(system.state)


def parts(game: Game) -> tuple[Any, Any, Any]:
    """(xi, H_o, diag(H_o' grad L)) for players with one variable each: the definitions of the literature."""
    state, n = game.state, len(game.state)
    losses = [p.loss for p in game.players]
    xi = Matrix([loss.diff(s) for loss, s in zip(losses, state, strict=True)])
    jacobian = xi.jacobian(state)
    off = zeros(n, n)
    slopes = zeros(n, n)  # slopes[i, j] = d loss_j / d x_i
    for i in range(n):
        for j in range(n):
            off[i, j] = 0 if i == j else jacobian[i, j]
            slopes[i, j] = losses[j].diff(state[i])
    chi = (off.T * slopes).diagonal().T
    return xi, off, chi


@pytest.mark.parametrize("game", [TANDEM, THREE, dirac_gan(least_squares)], ids=["tandem", "three", "dirac"])
def test_formulas_of_the_literature(game: Game) -> None:
    """-(I - a H_o) xi, -(I - a H_o) xi + a chi, -J'v, each by matrices."""
    xi, off, chi = parts(game)
    n = len(game.state)
    ahead = -(eye(n) - alpha * off) * xi
    for system, expected in ((LookAhead(alpha)(game), ahead), (LinearizedLOLA(alpha)(game), ahead + alpha * chi)):
        assert [(a - b).expand() for a, b in zip(system.rhs, expected, strict=True)] == [0] * n
    field = Matrix(gradient_field(game).rhs)
    descent = -field.jacobian(game.state).T * field
    assert [(a - b).expand() for a, b in zip(HamiltonianDescent()(game).rhs, descent, strict=True)] == [0] * n


def test_two_players_with_several_variables() -> None:
    """Own variables are not anticipated: a random game of 2 + 2 variables against matrices with blocks."""
    generator = random.Random(7)
    state = symbols("u:4", real=True)
    losses = [
        sum(generator.randint(-2, 2) * a * b * (1 + c) for a in state for b in state for c in state[:2]) for _ in "ab"
    ]
    game = Game("blocks", (Player("a", state[:2], losses[0]), Player("b", state[2:], losses[1])))
    mixed = [hessian(loss, state) for loss in losses]
    xi = Matrix([losses[k // 2].diff(s) for k, s in enumerate(state)])
    off = zeros(4, 4)
    off[:2, 2:], off[2:, :2] = mixed[0][:2, 2:], mixed[1][2:, :2]
    expected = -(eye(4) - alpha * off) * xi
    assert all((a - b).expand() == 0 for a, b in zip(LookAhead(alpha)(game).rhs, expected, strict=True))
    shaped = Matrix(
        [
            *(off.T[:2, 2:] * Matrix([losses[0].diff(s) for s in state[2:]])),
            *(off.T[2:, :2] * Matrix([losses[1].diff(s) for s in state[:2]])),
        ]
    )
    found = LinearizedLOLA(alpha)(game).rhs
    assert all((a - b).expand() == 0 for a, b in zip(found, expected + alpha * shaped, strict=True))


def test_lola_moves_the_line_of_the_tandem_game() -> None:
    """C11: x + y = 1 becomes x + y = (1 - 2a)/(1 - 4a), 4/3 at a = 1/10; look-ahead keeps it."""
    (line,) = find_equilibria(LinearizedLOLA(Rational(1, 10))(TANDEM)).components
    assert line.contains({x: Rational(1, 3), y: 1}) and not line.contains({x: 0, y: 1})
    assert line.rests_the_game is False
    (kept,) = find_equilibria(LookAhead(Rational(1, 10))(TANDEM)).components
    assert kept.contains({x: 0, y: 1}) and kept.rests_the_game is True
    every = find_equilibria(LinearizedLOLA(alpha)(TANDEM))
    (moved,) = every.components
    assert moved.contains({x: (1 - 2 * alpha) / (1 - 4 * alpha), y: 0})


def test_the_moved_line_is_marked_and_semistable() -> None:
    """The verdict is that of the dynamics; text, LaTeX and JSON say that the game is not at rest there."""
    result = analyze(LinearizedLOLA(Rational(1, 10))(TANDEM))
    assert result.verdict.stability is Stability.SEMISTABLE and result.local[0].rests_the_game is False
    sentence = "1 of 1 sets hold no equilibrium of the game tandem"
    assert all(sentence in " ".join(text.split()) for text in (str(result), result.latex(), result.to_json()))
    twin = analyze(LookAhead(Rational(1, 10))(TANDEM))
    assert twin.local[0].rests_the_game is True and "no equilibrium of the game" not in str(twin)


@pytest.mark.parametrize("curvature", [1, -1])
def test_hamiltonian_descent_converges_to_every_rest_point(curvature: int) -> None:
    """X12: minima and bad saddles alike; the Jacobian is -J'J."""
    game = Game("any", (Player("a", x, curvature * x**2 + x * y), Player("b", y, curvature * y**2 - x * y + x**2 * y)))
    origin = {x: Integer(0), y: Integer(0)}
    jacobian = linearize(gradient_field(game), origin).jacobian
    assert linearize(HamiltonianDescent()(game), origin).jacobian == -jacobian.T * jacobian
    verdict = analyze(HamiltonianDescent()(game), at=origin).verdict
    assert verdict.stability is Stability.EXPONENTIALLY_STABLE
    kind = analyze(HamiltonianDescent()(game), at=origin, cross_check=False).local[0].solution_type
    assert kind is not None and bool(kind.nash) is (curvature > 0)
    expected = Stability.EXPONENTIALLY_STABLE if curvature > 0 else Stability.UNSTABLE
    assert analyze(game, at=origin).verdict.stability is expected


def test_hamiltonian_descent_rests_where_the_game_does_not() -> None:
    """loss x^3/3 + x: the gradient x^2 + 1 has no zero, its square has a minimum at 0, and the mark says so."""
    game = Game("slope", (Player("a", x, x**3 / 3 + x),))
    assert not find_equilibria(gradient_field(game)).points
    result = analyze(HamiltonianDescent()(game))
    (local,) = result.local
    assert local.verdict.stability is Stability.EXPONENTIALLY_STABLE and local.rests_the_game is False
    assert local.solution_type is None  # no rest point of the game has no type in it
    assert "at rest under the dynamics only" in str(result)


@pytest.mark.parametrize("dynamics", [LookAhead, LinearizedLOLA])
@pytest.mark.parametrize("value", [0, -1, 0.5, Symbol("a", real=True)])
def test_steps_are_positive_and_exact(dynamics: Any, value: Any) -> None:
    """A step that is not provably positive, or a float, is refused."""
    with pytest.raises(BadInput):
        dynamics(value)
