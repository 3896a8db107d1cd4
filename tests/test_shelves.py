"""Contracts that hold for every member of a shelf, because the file exists."""

from __future__ import annotations

import pytest
from sympy import Integer, Rational, Symbol, symbols

from stability import BadInput, Game, NotApplicable, Player, System, Time, analyze, catalogue
from stability.algebra.jets import Jet
from stability.dynamics import AlternatingGD, GradientFlow, SimultaneousGD, TwoTimeScale
from stability.games import bilinear, dirac_gan
from stability.linearization import linearize
from stability.objectives import least_squares, logistic, wasserstein
from stability.regularizers import R1Penalty
from stability.system import gradient_field

theta, psi, x = symbols("theta psi x", real=True)
h, h_d, gamma = symbols("h h_d gamma", positive=True)
c = Jet("f", 1, 0)
GAMES = {"abstract": dirac_gan(), "logistic": dirac_gan(logistic), "wasserstein": dirac_gan(wasserstein),
         "least squares": dirac_gan(least_squares), "non-saturating": dirac_gan(logistic, saturating=False),
         "bilinear": bilinear(), "bilinear 2x3": bilinear([[1, 2, 0], [0, 1, Rational(1, 2)]])}
DYNAMICS = {"flow": GradientFlow(), "simultaneous": SimultaneousGD(h), "alternating": AlternatingGD(h, n_g=2, n_d=3),
            "discriminator first": AlternatingGD(h, first="discriminator"), "two rates": TwoTimeScale(h, h_d),
            "two rates, flow": TwoTimeScale(h, h_d, time=Time.CONTINUOUS)}


def test_every_shelf_file_names_its_members() -> None:
    """The catalogue finds each member by name, and suggests the nearest name for a wrong one."""
    assert {"bilinear", "dirac_gan"} <= set(catalogue.names("games"))
    assert {"GradientFlow", "SimultaneousGD", "AlternatingGD", "TwoTimeScale"} <= set(catalogue.names("dynamics"))
    for kind in ("games", "regularizers", "dynamics"):
        for name in catalogue.names(kind):
            assert catalogue.find(kind, name).__name__ == name
    with pytest.raises(BadInput, match="R1Penalty"):
        catalogue.find("regularizers", "R1penalty")


@pytest.mark.parametrize("game", GAMES.values(), ids=GAMES)
@pytest.mark.parametrize("dynamics", DYNAMICS.values(), ids=DYNAMICS)
def test_origin_is_a_rest_point_of_every_dynamics(game: Game, dynamics: object) -> None:
    """Where the field vanishes, every update rule rests (all shelf games rest at the origin)."""
    system: System = dynamics(game)  # type: ignore[operator]
    here = {s: Integer(0) for s in system.state}
    for stage in system.maps:
        moved = [component.xreplace(here) for component in stage]
        assert moved == [0] * len(system.state)


@pytest.mark.parametrize("game", GAMES.values(), ids=GAMES)
def test_small_steps_of_every_map_follow_the_flow(game: Game) -> None:
    """To first order in the step, a map's Jacobian is I + h (numbers of steps) J."""
    flow = gradient_field(game)
    origin = {s: Integer(0) for s in flow.state}
    slope = linearize(flow, origin).jacobian
    for dynamics, factors in ((SimultaneousGD(h), (1, 1)), (AlternatingGD(h, n_g=2, n_d=3), (2, 3))):
        derivative = linearize(dynamics(game), origin).jacobian.diff(h).subs(h, 0)
        rows = len(game.players[0].variables)
        for i in range(len(flow.state)):
            for j in range(len(flow.state)):
                assert (derivative[i, j] - factors[i >= rows] * slope[i, j]).expand() == 0


def test_regularizer_of_strength_zero_is_the_same_game() -> None:
    """R1 with gamma = 0 leaves the field as it was."""
    for game in (dirac_gan(), dirac_gan(logistic)):
        assert gradient_field(R1Penalty(0)(game)).rhs == gradient_field(game).rhs


def test_penalty_touches_the_discriminator_only() -> None:
    """The generator's loss is unchanged, the discriminator's grows by gamma/2 psi^2."""
    game = dirac_gan(logistic)
    penalised = R1Penalty(gamma)(game)
    assert penalised.players[0] == game.players[0]
    assert penalised.players[1].loss - game.players[1].loss == gamma * psi**2 / 2


def test_published_reg_param_is_half_of_gamma() -> None:
    """The code's penalty reg_param E|grad D|^2 has no 1/2: reg_param = 10 is gamma = 20."""
    assert R1Penalty.from_reg_param(10).gamma == 20
    assert R1Penalty.from_reg_param(Rational(1, 2)) == R1Penalty(1)


def test_penalty_on_generated_points_moves_the_generator() -> None:
    """The trap: differentiating the penalty on generated points for the generator would change the game away from
    the equilibrium, while at the equilibrium the cross block is zero."""
    kappa = Symbol("kappa", real=True)
    game = Game.gan("g", output=psi * x + kappa * psi * x**2, input=x, real=dirac_gan().discriminator.real,
                    fake=dirac_gan().discriminator.fake, generator=theta, discriminator=psi, f=logistic)
    r2 = gamma / 2 * (game.discriminator.output.diff(x) ** 2).subs(x, theta)
    cross = r2.diff(theta)
    assert cross != 0
    assert cross.subs(psi, 0) == 0
    assert cross.diff(psi).subs(psi, 0) == 0
    assert R1Penalty(gamma)(game).players[0] == game.players[0]


@pytest.mark.parametrize(
    ("make", "hint"),
    [
        (lambda: R1Penalty(Symbol("g", real=True)), "positive=True"),
        (lambda: R1Penalty(-1), "non-negative"),
        (lambda: R1Penalty(0.3), "Rational(3, 10)"),
        (lambda: SimultaneousGD(0), "positive"),
        (lambda: SimultaneousGD(0.2), "Rational(1, 5)"),
        (lambda: SimultaneousGD(Symbol("h", real=True)), "positive=True"),
        (lambda: AlternatingGD(h, n_g=0), "positive integer"),
        (lambda: AlternatingGD(h, n_d=Rational(3, 2)), "positive integer"),
        (lambda: AlternatingGD(h, n_d=True), "SymPy"),
        (lambda: AlternatingGD(h, first="critic"), "generator"),
        (lambda: TwoTimeScale(h, -1), "positive"),
        (lambda: TwoTimeScale(h, h, time="flow"), "Time.DISCRETE"),
        (lambda: bilinear([]), "rectangular"),
        (lambda: bilinear([[1, 2], [3]]), "rectangular"),
        (lambda: bilinear([[0.5]]), "Rational(1, 2)"),
    ],
)
def test_bad_arguments_of_members(make: object, hint: str) -> None:
    """Members refuse what they cannot mean, with the remedy."""
    with pytest.raises(BadInput) as refusal:
        make()  # type: ignore[operator]
    assert hint in str(refusal.value)


def test_members_refuse_games_they_do_not_cover() -> None:
    """A penalty needs a discriminator; two roles need two players."""
    with pytest.raises(NotApplicable, match="discriminator"):
        R1Penalty(1)(bilinear())
    three = Game("three", [Player(n, Symbol(n, real=True), Symbol(n, real=True) ** 2) for n in "abc"])
    with pytest.raises(NotApplicable, match="3 players"):
        AlternatingGD(1)(three)


def test_order_of_updates_changes_the_map_but_not_the_spectrum() -> None:
    """AB and BA: equal characteristic polynomials, different Jacobians."""
    one = analyze(dirac_gan(), AlternatingGD(h), cross_check=False).local[0]
    other = analyze(dirac_gan(), AlternatingGD(h, first="discriminator"), cross_check=False).local[0]
    assert one.coefficients == other.coefficients
    assert one.linearization.jacobian != other.linearization.jacobian


def test_five_inner_steps_do_not_explode() -> None:
    """The Jacobian of a composed map comes from its stages, not from the composition."""
    system = AlternatingGD(Rational(1, 5), n_d=5)(dirac_gan(logistic))
    jacobian = linearize(system, {theta: 0, psi: 0}).jacobian
    assert jacobian.det() == 1
    assert jacobian.trace() == 2 - 5 * Rational(1, 100)
    assert system.rhs._components is None
