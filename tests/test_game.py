"""Players, games, the GAN objective, and what they refuse."""

from __future__ import annotations

from fractions import Fraction

import pytest
from sympy import Float, Function, I, Rational, Symbol, exp, log, oo, sqrt, symbols, zoo

from stability import BadInput, Fact, Game, Player, PointMass
from stability.algebra.jets import Jet
from stability.objectives import logistic
from stability.system import gradient_field

theta, psi, x = symbols("theta psi x", real=True)
gamma = symbols("gamma", positive=True)


def test_every_player_minimizes() -> None:
    """The field is minus the gradient of each player's own loss, in the order of the players."""
    game = Game("g", [Player("a", theta, theta**2 * psi), Player("b", psi, psi**3 + theta)])
    assert gradient_field(game).rhs == (-2 * psi * theta, -3 * psi**2)


def test_zero_sum_maximizer_has_the_negative_loss() -> None:
    """The maximizing player's loss is minus the value."""
    game = Game.zero_sum("g", theta * psi, ("generator", theta), ("discriminator", psi))
    assert gradient_field(game).rhs == (-psi, theta)


def test_gan_objective_matches_the_dirac_formula() -> None:
    """L = f(psi theta) + f(0) gives v = (-psi f'(theta psi), theta f'(theta psi))."""
    game = Game.gan("g", output=psi * x, input=x, real=PointMass(0), fake=PointMass(theta), generator=theta,
                    discriminator=psi, f=Function("f"))
    slope = Jet("f", 1, theta * psi)
    assert gradient_field(game).rhs == (-psi * slope, theta * slope)


def test_non_saturating_game_is_not_zero_sum() -> None:
    """The generator's loss is -E f(-D): the field is (-psi f'(-u), theta f'(u))."""
    game = Game.gan("g", output=psi * x, input=x, real=PointMass(0), fake=PointMass(theta), generator=theta,
                    discriminator=psi, f=Function("f"), saturating=False)
    u = theta * psi
    assert gradient_field(game).rhs == (-psi * Jet("f", 1, -u), theta * Jet("f", 1, u))
    assert game.players[0].loss + game.players[1].loss != 0


def test_derivatives_written_with_sympy_become_jets() -> None:
    """f(t).diff(t) in a user's loss means the same as a jet."""
    f = Function("f")
    player = Player("a", theta, f(theta).diff(theta) + f(theta * psi).diff(theta))
    assert player.loss == Jet("f", 1, theta) + psi * Jet("f", 1, theta * psi)


@pytest.mark.parametrize(
    ("make", "found"),
    [
        (lambda: Player("a", Symbol("t"), Symbol("t")), "Symbol('t', real=True)"),
        (lambda: Player("a", theta, Symbol("k") * theta), "Symbol('k', real=True)"),
        (lambda: Player("a", theta, 0.5 * theta), "Rational(1, 2)"),
        (lambda: Player("a", theta, Float("0.2") * theta), "Rational(1, 5)"),
        (lambda: Player("a", theta, 0.25), "Rational(1, 4)"),
        (lambda: Player("a", theta, float("nan")), "finite"),
        (lambda: Player("a", theta, float("inf")), "finite"),
        (lambda: Player("a", theta, theta * oo), "infinite"),
        (lambda: Player("a", theta, zoo), "infinite"),
        (lambda: Player("a", theta, I * theta), "not real"),
        (lambda: Player("a", theta, log(-1 - theta**2)), "not real"),
        (lambda: Player("a", theta, "theta**2"), "SymPy"),
        (lambda: Player("a", theta, True), "SymPy"),
        (lambda: Player("a", (), theta), "at least one"),
        (lambda: Player("a", (theta, theta), theta), "once"),
        (lambda: Player("", theta, theta), "non-empty"),
        (lambda: Game("g", []), "list of Player"),
        (lambda: Game("g", [Player("a", theta, theta), Player("b", theta, psi)]), "owned by 'a' and 'b'"),
        (lambda: Game("g", [Player("a", theta, theta), Player("a", psi, psi)]), "twice"),
        (lambda: Game("g", [Player("a", theta, theta)], assumptions=["gamma > 0"]), "gamma > 0"),
        (lambda: Game("g", [Player("a", theta, theta)], assumptions=[Symbol("c") > 0]), "real=True"),
        (lambda: Player("a", theta, Function("f")(theta, psi)), "one variable"),
        (lambda: Fact("f", sign="up"), "positive"),
        (lambda: Fact("f", order=-1), "order"),
        (lambda: Fact("f", at=0.5), "Rational(1, 2)"),
        (lambda: Fact(3), "Function"),
    ],
)
def test_bad_input_says_what_to_write(make: object, found: str) -> None:
    """Each malformed game is refused with the remedy in the message."""
    with pytest.raises(BadInput) as refusal:
        make()  # type: ignore[operator]
    assert found in str(refusal.value)
    assert "Asked for" in str(refusal.value)
    assert "Try:" in str(refusal.value)


def test_exact_numbers_of_any_kind_are_taken() -> None:
    """Ints, Fractions, Rationals and surds are exact."""
    for value in (1, Fraction(1, 3), Rational(2, 7), sqrt(2)):
        assert Player("a", theta, theta * Player("b", psi, value).loss).loss.has(theta)


def test_instantiate_puts_numbers_and_functions() -> None:
    """An abstract game with f given is the game built from that f."""
    abstract = Game("g", [Player("a", theta, gamma * Function("f")(theta * psi))], [gamma < 3])
    concrete = abstract.instantiate({gamma: 2}, {"f": logistic})
    assert concrete.players[0].loss == -2 * log(1 + exp(-theta * psi))
    assert concrete.assumptions == ()


def test_a_term_changes_one_loss_only() -> None:
    """add_to_loss leaves the other player alone, and refuses an unknown player."""
    game = Game.zero_sum("g", theta * psi, ("generator", theta), ("discriminator", psi))
    penalised = game.add_to_loss("discriminator", gamma * psi**2, name="penalised")
    assert penalised.players[0] == game.players[0]
    assert penalised.players[1].loss - game.players[1].loss == gamma * psi**2
    with pytest.raises(BadInput):
        game.add_to_loss("critic", psi, name="x")
