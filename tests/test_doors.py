"""Every argument is checked where it is given: the right thing happens, or BadInput says what was meant."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from sympy import (
    Derivative,
    Dummy,
    Function,
    I,
    IndexedBase,
    Integer,
    Integral,
    Interval,
    Lambda,
    Limit,
    Matrix,
    MatrixSymbol,
    Product,
    Rational,
    Subs,
    Sum,
    Symbol,
    UnevaluatedExpr,
    besselj,
    exp,
    gamma,
    nan,
    oo,
    symbols,
    tanh,
    zeta,
)

from stability import (
    BadInput,
    Fact,
    Finite,
    Game,
    Mixture,
    Normal,
    Player,
    PointMass,
    Pushforward,
    System,
    Time,
    Uniform,
    analyze,
    catalogue,
    find_equilibria,
    holds,
    load_game,
    locate,
)
from stability.dynamics import AlternatingGD, SimultaneousGD, TwoTimeScale
from stability.errors import StabilityError
from stability.expectation import Independent, expectation
from stability.game import Discriminator
from stability.games import dirac_gan
from stability.objectives import Objective, logistic, wasserstein
from stability.regularizers import R1Penalty, SpectralNormalization, WGANGradientPenalty
from stability.system import gradient_field
from stability.trajectory import simulate

x, y, t = symbols("x y t", real=True)
theta, psi = symbols("theta psi", real=True)
FLOW = System(Time.CONTINUOUS, (x,), (x - x**3,))

# ---- bound variables -------------------------------------------------------------------------------------------------

BOUND: dict[str, Any] = {
    "Integral": Integral((x - y) ** 2, (y, 0, 1)),
    "Sum": Sum(x * y, (y, 0, 3)),
    "Product": Product(x + y, (y, 1, 3)),
    "Limit": Limit(x * y, y, 0),
    "Lambda": Lambda(y, x * y),
    "Integral in a sum": 1 + x * exp(Integral(y, (y, 0, x))),
    "Integral under a derivative": Derivative(Integral(y, (y, 0, x)), x),
}


@pytest.mark.parametrize("name", BOUND)
def test_bound_variables_are_refused_everywhere(name: str) -> None:
    """In losses, fields, laws, objectives and values: SymPy would put values in place of what is bound."""
    e = BOUND[name]
    makers: tuple[Callable[[], Any], ...] = (
        lambda: Game("g", (Player("a", x, e), Player("b", y, y**2 - x * y))),
        lambda: System(Time.CONTINUOUS, (x, y), (e, -y)),
        lambda: PointMass(e),
        lambda: Objective.of(lambda u: u * e),
        lambda: analyze(FLOW, at={x: e}),
        lambda: R1Penalty(1 + e**2) if name != "Lambda" else PointMass(e),
    )
    for make in makers:
        with pytest.raises(BadInput):
            make()


def test_integral_over_the_other_players_variable() -> None:
    """A pays the integral of (x - y)^2 over 0 < y < 1, B pays y^2 - x y: (1/2, 1/4), with the integral carried out."""
    with pytest.raises(BadInput, match=r"Integral\(...\).doit\(\)"):
        Player("A", x, BOUND["Integral"])
    game = Game("g", (Player("A", x, BOUND["Integral"].doit()), Player("B", y, y**2 - x * y)))
    assert [p.as_dict() for p in find_equilibria(gradient_field(game)).points] == [
        {x: Rational(1, 2), y: Rational(1, 4)}
    ]


def test_derivatives_and_substitutions_are_carried_out() -> None:
    """Derivative and Subs are evaluated at the door; an abstract function keeps its jets."""
    assert System(Time.CONTINUOUS, (x,), (Derivative(-(x**2), x) + Subs(y**2, y, 2),)).rhs == (4 - 2 * x,)
    f = Function("f")
    assert str(System(Time.CONTINUOUS, (x,), (f(2 * x).diff(x),)).rhs) == "(2*f'(2*x),)"
    assert str(System(Time.CONTINUOUS, (x,), (Derivative(f(x), (x, 2)),)).rhs) == "(f''(x),)"


# ---- functions outside the vocabulary --------------------------------------------------------------------------------


@pytest.mark.parametrize("e", [gamma(1 + x**2), besselj(0, x), UnevaluatedExpr(x), zeta(x + 3), x * gamma(1 + y)])
def test_unknown_functions_are_refused_at_the_door(e: Any) -> None:
    """Neither a search nor a simulation begins with a function that no stage knows."""
    for make in (lambda: Player("a", x, e), lambda: System(Time.CONTINUOUS, (x, y), (e, y)), lambda: PointMass(e)):
        with pytest.raises(BadInput, match="known functions"):
            make()


def test_constants_may_hold_more() -> None:
    """zeta(3) has an enclosure, and nothing else is asked of it."""
    assert analyze(System(Time.CONTINUOUS, (x,), (-zeta(3) * x,))).verdict.stability.name == "EXPONENTIALLY_STABLE"


# ---- messages that name the mistake ----------------------------------------------------------------------------------

A3 = MatrixSymbol("A", 2, 2)
MESSAGES: dict[str, tuple[Callable[[], Any], str]] = {
    "forgotten time": (lambda: System((x,), (-x,)), "the time comes first"),
    "forgotten time, one state": (lambda: System(x, -x), "the time comes first"),
    "a word that is no time": (lambda: System("flow", x, -x), "Time.CONTINUOUS or Time.DISCRETE"),
    "x(t) as a state": (lambda: System(Time.CONTINUOUS, Function("x")(t), -x), r"x = Symbol\('x', real=True\)"),
    "x(t) in a game": (lambda: Player("a", Function("x")(t), x**2), "the function x"),
    "a matrix symbol": (lambda: System(Time.CONTINUOUS, A3, -x), "stands for several numbers"),
    "an entry of a matrix symbol": (lambda: System(Time.CONTINUOUS, x, -A3[0, 0] * x), "one symbol for each entry"),
    "an indexed symbol": (lambda: System(Time.CONTINUOUS, x, -IndexedBase("a")[0] * x), "one symbol for each entry"),
    "text as a variable": (lambda: Player("a", "x", x**2), r"the text 'x'.*x = Symbol\('x', real=True\)"),
    "text as a loss": (lambda: Player("a", x, "x**2"), "the text 'x"),
    "text as a right-hand side": (lambda: System(Time.CONTINUOUS, (x, y), "ab"), "components"),
    "a second symbol": (lambda: System(Time.CONTINUOUS, x, -Symbol("x", positive=True)), "one symbol for each name"),
    "not real": (lambda: System(Time.CONTINUOUS, Symbol("x"), -x), "declared real"),
    "two copies of a state": (lambda: System(Time.CONTINUOUS, (x, x), (-x, -x)), "each symbol once"),
    "a name that is no text": (lambda: Game(None, Player("a", x, x**2)), "type NoneType"),
    "at and near": (lambda: analyze(FLOW, at={x: 0}, near={x: 0}), "at= and near="),
    "digits": (lambda: analyze(FLOW, digits=1.5), "the float 1.5"),
    "a flag": (lambda: analyze(FLOW, cross_check="yes"), "True or False"),
    "start by an unknown name": (lambda: simulate(FLOW, {"y": 1.0}, 1.0), "no state variable"),
    "a large output": (lambda: _gan(psi * x, large="true"), "'fake' or 'real'"),
    "an objective in floats": (lambda: dirac_gan(np.exp), "which fails on a symbol"),
    "a rule with roles on a game without": (lambda: SimultaneousGD(1)(FLOW), "a Game for"),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_message_names_the_mistake(name: str) -> None:
    """Each refusal says what was found and what to write."""
    make, words = MESSAGES[name]
    with pytest.raises(BadInput, match=f"(?s){words}"):
        make()


def test_accepted_spellings() -> None:
    """Matrices of states, integers of NumPy, names of states and of times mean what they look like."""
    system = System("continuous", Matrix([x, y]), Matrix([-x, np.int64(2) * x - y]))
    assert (system.time, system.state, system.rhs) == (Time.CONTINUOUS, (x, y), (-x, 2 * x - y))
    assert Player("a", Matrix([x, y]), x + y).variables == (x, y)
    assert AlternatingGD(np.int64(1), n_d=np.int32(2)).n_d == 2
    assert TwoTimeScale(1, 1, time="continuous").time is Time.CONTINUOUS
    assert Fact("f", order=np.int64(2)).order == 2
    start = {"x": np.float64(0.5), y: 1}
    assert np.allclose(simulate(system, start, 1).last, simulate(system, [0.5, 1], 1).last)
    game = dirac_gan(wasserstein)
    assert find_equilibria(game).points == find_equilibria(gradient_field(game)).points
    assert SpectralNormalization("psi", Rational(1, 2))(game) == SpectralNormalization(psi, Rational(1, 2))(game)


def test_dynamics_with_memory_and_a_game() -> None:
    """A rule whose state holds more than the game's is analysed as a system; the game tells who the players are."""
    game = Game("g", (Player("a", x, x**2),))
    last = Symbol("last", real=True)
    heavy = System(Time.DISCRETE, (x, last), (x - Rational(1, 5) * 2 * x + Rational(1, 2) * (x - last), x), game=game)
    assert analyze(heavy, at={x: 0, last: 0}).verdict.stability.name == "EXPONENTIALLY_STABLE"
    assert analyze(heavy).verdict.stability.name == "EXPONENTIALLY_STABLE"
    with pytest.raises(BadInput, match="game of the system's players"):
        System(Time.DISCRETE, (last,), (last / 2,), game=game)


# ---- large D means "fake", or "real" ---------------------------------------------------------------------------------


def _gan(output: Any, **options: Any) -> Game:
    given = {"real": Normal(0, 1), "fake": Normal(theta, 1), "generator": theta, "discriminator": psi, "f": logistic}
    return Game.gan("g", output=output, input=x, **(given | options))


def test_both_signs_of_a_discriminator() -> None:
    """output=D with large="real" is output=-D with large="fake": field, verdict, penalties, whatever f is."""
    for f in (logistic, wasserstein, Function("f"), Objective.of(lambda u: tanh(u) - u**2)):
        for output in (psi * x, psi * x**2 + psi * x):
            real, fake = _gan(output, large="real", f=f), _gan(-output, large="fake", f=f)
            assert real.players == fake.players
            for penalty in (R1Penalty(2), WGANGradientPenalty(1)):
                assert penalty(real).players == penalty(fake).players
    # -psi x x in the place of psi x: data N(0, 1) and E x^2 = 1 + theta^2 above it
    verdicts = [analyze(R1Penalty(1)(_gan(psi * x, large=word)), at={theta: 0, psi: 0}) for word in ("fake", "real")]
    assert [v.verdict.stability.name for v in verdicts] == ["EXPONENTIALLY_STABLE"] * 2
    jacobians = [v.local[0].linearization.jacobian for v in verdicts]
    assert jacobians[0][0, 1] == -jacobians[1][0, 1]


def test_the_wrong_sign_exchanges_stable_and_unstable() -> None:
    """D = x^2/2 + psi x in the generator's loss: dL/dtheta = +-(theta + psi), so that only one sign attracts."""
    energy = x**2 / 2 + psi * x
    verdicts = {
        word: analyze(_gan(energy, large=word, f=wasserstein), at={theta: 0, psi: 0}).local[0].linearization.jacobian
        for word in ("fake", "real")
    }
    assert verdicts["fake"].trace() == -1 and verdicts["real"].trace() == 1


def test_sign_in_files_and_documents(tmp_path: Any) -> None:
    """The key ``large`` of a file, and the sentence of the derivation."""
    text = """
name = "file"
[symbols]
theta = "real"
psi = "real"
x = "real"
[gan]
output = "psi*x"
input = ["x"]
real = {law = "Normal", mean = 0, variance = 1}
fake = {law = "Normal", mean = "theta", variance = 1}
generator = ["theta"]
discriminator = ["psi"]
f = "logistic"
"""
    games = []
    for line in ("", 'large = "fake"\n', 'large = "real"\n'):
        path = tmp_path / "game.toml"
        path.write_text(text + line)
        games.append(load_game(path).game)
    assert games[0].players == games[1].players == _gan(psi * x).players
    assert games[2].players == _gan(psi * x, large="real").players == _gan(-psi * x).players
    path.write_text(text + 'large = "both"\n')
    with pytest.raises(BadInput, match="large"):
        load_game(path)
    shown = analyze(games[2], at={theta: 0, psi: 0}, cross_check=False).latex()
    assert "stand for generated points, so that it is minus the output" in " ".join(shown.split())


# ---- mutations -------------------------------------------------------------------------------------------------------

MUTANTS: tuple[Any, ...] = (
    *("x", "theta", "continuous", b"x", Symbol("theta", positive=True), Symbol("x"), Dummy("x", real=True), x),
    *(0.5, np.float64(0.5), np.float32(1), np.int64(2), np.bool_(True), np.array([1.0, 2.0]), np.array(3)),
    *(None, True, 1000, -1, Rational(1, 3), oo, nan, I, complex(1, 2), Ellipsis, object(), type, int, range(3)),
    *((), [], (1, 2, 3), [[1, 2], [3]], {"a": 1}, {x}, Matrix([[1, 2], [3, 4]]), A3, Interval(0, 1)),
    *(Function("x")(Symbol("t")), Integral(y**2, (y, 0, 1)), Lambda(y, y), UnevaluatedExpr(x), gamma(x**2 + 1)),
    *(Time.DISCRETE, lambda u: u, x > 0, Fact("f"), Symbol("n", integer=True)),
)
_HALF = (Rational(1, 2), Rational(1, 2))
_LAWS = {"real": PointMass(0), "fake": PointMass(theta)}
MAKERS: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {
    "Player": (Player, {"name": "a", "variables": x, "loss": x**2}),
    "Game": (Game, {"name": "g", "players": [Player("a", x, x**2)], "assumptions": (), "discriminator": None,
                    "base": None}),
    "Game.zero_sum": (Game.zero_sum, {"name": "g", "value": x * y, "minimizes": ("a", x), "maximizes": ("b", y),
                                      "assumptions": (), "discriminator": None}),
    "Game.gan": (Game.gan, {"name": "g", "output": psi * x, "input": x, **_LAWS, "generator": theta,
                            "discriminator": psi, "f": logistic, "saturating": True, "assumptions": (),
                            "large": "fake"}),
    "Discriminator": (Discriminator, {"player": "d", "output": psi * x, "input": x, **_LAWS, "objective": None,
                                      "saturating": True, "large": "fake"}),
    "System": (System, {"time": Time.CONTINUOUS, "state": (x,), "rhs": (-x,), "assumptions": (), "name": "s",
                        "stages": None, "game": None}),
    "System of stages": (System, {"time": Time.DISCRETE, "state": (x,), "rhs": None, "stages": ((x / 2,), (x / 3,))}),
    "Fact": (Fact, {"f": Function("f"), "order": 1, "at": 0, "sign": "nonzero"}),
    "PointMass": (PointMass, {"at": 0}),
    "Finite": (Finite, {"points": (0, 1), "weights": _HALF}),
    "Finite.uniform": (Finite.uniform, {"points": [0, 1]}),
    "Normal": (Normal, {"mean": 0, "variance": 1}),
    "Normal, std": (Normal, {"mean": 0, "std": 1}),
    "Normal, covariance": (Normal, {"mean": [0, 0], "variance": [[1, 0], [0, 1]]}),
    "Uniform": (Uniform, {"low": 0, "high": 1}),
    "Mixture": (Mixture, {"weights": _HALF, "laws": (PointMass(0), PointMass(1))}),
    "Pushforward": (Pushforward, {"map": 2 * x, "variables": x, "law": Normal(0, 1)}),
    "Independent": (Independent, {"laws": (PointMass(0),)}),
    "Objective": (Objective, {"fake": logistic, "real": logistic, "generator": None}),
    "Objective.of": (Objective.of, {"f": logistic}),
    "expectation": (expectation, {"integrand": x**2, "variables": x, "law": Normal(0, 1)}),
    "analyze": (analyze, {"game_or_system": FLOW, "dynamics": None, "at": None, "near": None, "parameters": None,
                          "box": None, "digits": 20, "cross_check": False, "budget": None}),
    "a value of at=": (lambda value: analyze(FLOW, at={x: value}, cross_check=False), {"value": 0}),
    "a value of near=": (lambda value: analyze(FLOW, near={x: value}, cross_check=False), {"value": 0.1}),
    "an end of box=": (lambda value: find_equilibria(FLOW, box={x: (value, 2)}), {"value": -2}),
    "an interval of box=": (lambda value: find_equilibria(FLOW, box={x: value}), {"value": (-2, 2)}),
    "a value of parameters=": (
        lambda value: analyze(System(Time.CONTINUOUS, x, -y * x), parameters={y: value}, cross_check=False),
        {"value": 1}),
    "find_equilibria": (find_equilibria, {"system": FLOW, "box": None, "budget": None}),
    "simulate": (simulate, {"system": FLOW, "start": [0.5], "until": 1.0, "samples": 2, "rtol": 1e-9, "atol": 1e-9}),
    "holds": (holds, {"condition": x**2 + 1 > 0, "assumptions": ()}),
    "locate": (locate, {"matrix": [[1, 2], [3, 4]], "time": Time.CONTINUOUS}),
    "load_game": (load_game, {"path": "no such file"}),
}  # fmt: skip
#: Arguments of the members of the shelves, by name.
ARGUMENTS: dict[str, Any] = {
    **dict.fromkeys(("h", "h_g", "h_d", "alpha", "beta", "gamma", "eta", "std", "target", "real", "fake"), 1),
    **dict.fromkeys(("amount", "kappa", "variance", "lam", "mu", "decay", "n_g", "n_d", "bound", "dimension"), 1),
    "steps": SimultaneousGD(1), "first": "generator", "time": Time.DISCRETE, "one_sided": False, "weights": psi,
    "law": Finite.uniform([0, 1]), "player": "discriminator", "f": logistic, "saturating": True, "assumptions": (),
    "matrix": [[1, 2], [3, 4]], "points": [0], "masses": [1], "generated": [1], "neighbourhoods": [[1]],
    "jacobian": [[1]], "outer": [[1]], "latents": [[1]], "mean": 0, "bias": True, "factors": 1, "features": 2,
    "intervals": 1,
}
SPECIAL = {
    ("two_gaussians_gan", "target"): (0, 1),
    ("relu_generator_gan", "target"): [1],
    ("linear_discriminator_gan", "target"): [1],
}


def _members() -> dict[str, tuple[Callable[..., Any], dict[str, Any]]]:
    """Every member of the three shelves: made and called on a game, and called on something else."""
    found: dict[str, tuple[Callable[..., Any], dict[str, Any]]] = {}
    for shelf in ("games", "regularizers", "dynamics"):
        for name in catalogue.names(shelf):
            member = catalogue.find(shelf, name)
            given = {p: SPECIAL.get((name, p), ARGUMENTS.get(p)) for p in inspect.signature(member).parameters}
            if shelf == "games":
                found[name] = (member, given)
                continue
            found[name] = (lambda member=member, **k: member(**k)(dirac_gan(logistic)), given)
            found[f"{name} on a game"] = (
                lambda game, member=member, given=given: member(**given)(game),
                {"game": dirac_gan(logistic)},
            )
    return found


@pytest.mark.parametrize("name", [*MAKERS, *_members()])
def test_mutations_end_in_a_result_or_a_refusal(name: str) -> None:
    """Every argument as text, name, look-alike, float, NumPy scalar, wrong shape, None, ...: no foreign exception."""
    make, given = (MAKERS | _members())[name]
    if name != "load_game":
        make(**given)
    for argument in given:
        for mutant in MUTANTS:
            try:
                make(**{**given, argument: mutant})
            except StabilityError as refusal:
                assert not isinstance(mutant, Integer) or str(refusal)


@pytest.mark.parametrize("name", ["Player", "Game.gan", "System", "Normal", "SimultaneousGD", "R1Penalty"])
def test_floats_never_pass(name: str) -> None:
    """A float in any place is BadInput, however it is wrapped."""
    make, given = (MAKERS | _members())[name]
    for argument in given:
        for mutant in (0.5, np.float64(0.5), np.float32(0.5), Symbol("q", real=True) * 0.5, [0.5]):
            with pytest.raises(BadInput):
                make(**{**given, argument: mutant})
