"""Every game under every regularizer: field and Jacobian against central differences of mpmath quadrature.

The second route reads D, the laws and the objective, writes each penalty down from the formula in its docstring, and
integrates with Gaussian rules in 40 digits; it shares no code with ``stability.expectation``.  Two numbers are compared
for each player: the slope of its loss along a random direction p of its own variables, -p.v, and the mixed second
difference along p and a random direction u of the whole state, -p.J u.  A wrong entry shows in a random projection.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import mpmath as mp
import numpy as np
import pytest
import quadrature_route as route
from sympy import DiracDelta, Rational, symbols

from stability import (
    Game,
    NotApplicable,
    PointMass,
    Uniform,
    catalogue,
    games,
    regularizers,
)
from stability.expectation import Expectation, Independent, Normal, Pushforward, jacobian
from stability.expectation.compiled import compile_components
from stability.games import gaussian_mean_gan, uniform_gan
from stability.objectives import hellinger, least_squares, logistic, wasserstein
from stability.system import gradient_field

THIRD = Rational(1, 3)
psi, phi, theta, x, y = symbols("psi phi theta x y", real=True)

#: Members of the game shelf that need arguments.
ARGUMENTS: dict[str, Callable[[], Game]] = {
    "linear_field_game": lambda: games.linear_field_game([[1, 2], [-3, Rational(1, 2)]]),
    "kernel_gan": lambda: games.kernel_gan([0, 1], [THIRD, 2 * THIRD], [1], lam=1, kappa=1, features=2),
    "isolated_points_gan": lambda: games.isolated_points_gan(
        [THIRD, 2 * THIRD], [[THIRD], [2 * THIRD]], lam=1, kappa=1, features=2),
    "relu_generator_gan": lambda: games.relu_generator_gan([[1]], [[1]], [2]),
    "two_gaussians_gan": lambda: games.two_gaussians_gan((-1, 1), intervals=1),
}
#: Games that are no shelf members, or members with another f.
MORE: dict[str, Callable[[], Game]] = {
    "least squares": lambda: games.dirac_gan(least_squares),
    "non-saturating": lambda: uniform_gan(saturating=False),
    "product generator": lambda: uniform_gan(factors=2),
    "Hellinger": lambda: gaussian_mean_gan(hellinger),
    "curved": lambda: Game.gan(
        "curved", output=psi * x + psi**2 * x**2 / 5, input=x, real=Uniform(-1, 1), fake=Uniform(theta - 1, theta + 2),
        generator=theta, discriminator=psi, f=logistic),
    "two discriminators": lambda: Game.gan(
        "two", output=(psi * x, phi * x + phi**3), input=x, real=Uniform(0, 1), fake=PointMass(theta),
        generator=theta, discriminator=(psi, phi), f=(logistic, wasserstein)),
}
#: Nodes under noise, in each of two or more directions: blurred losses are smoother, and converge sooner.
NOISY = 16
#: Combinations that take minutes by the second route.
SLOW = {
    (game, name)
    for game in ("linear_quadratic_gan", "quadratic_gaussian_gan", "curved", "gaussian_mean_gan", "Hellinger",
                 "product generator", "zero_mean_gan", "non-saturating", "uniform_gan")
    for name in ("ConsensusPenalty", "DiscriminatorFieldPenalty", "InstanceNoise")
    if (game, name) not in {("uniform_gan", "InstanceNoise"), ("uniform_gan", "ConsensusPenalty"),
                            ("gaussian_mean_gan", "DiscriminatorFieldPenalty"), ("gaussian_mean_gan", "InstanceNoise"),
                            ("curved", "InstanceNoise")}
} | {(game, "ConsensusPenalty") for game in ("two_gaussians_gan", "two discriminators", "isolated_points_gan")} | {
    ("linear_quadratic_gan", "MeasurePenalty"), ("two discriminators", "DiscriminatorFieldPenalty")}


def member(name: str) -> Game:
    """A shelf member or one of the games above, parameters and abstract functions given values."""
    make = MORE.get(name) or ARGUMENTS.get(name) or catalogue.find("games", name)
    game = make()
    values = {s: Rational(k + 1, 3) for k, s in enumerate(game.parameters)}
    return game.instantiate(values, dict.fromkeys(game.functions, logistic))


def examples(game: Game) -> dict[str, Any]:
    """One regularizer of each kind that is meant for this game."""
    critic = game.critics[0] if game.critics else None
    owner = critic.player if critic else game.players[-1].name
    variable = game.player(owner).variables[0]
    dimension = len(critic.input) if critic else 1
    law = Uniform(-2, 1) if dimension == 1 else Independent((Uniform(-2, 1),) * dimension)
    r = regularizers
    return {
        "none": lambda g: g,
        "R1Penalty": r.R1Penalty(THIRD), "R2Penalty": r.R2Penalty(THIRD), "MixedPenalty": r.MixedPenalty(THIRD, 2),
        "MeasurePenalty": r.MeasurePenalty(THIRD, law), "InstanceNoise": r.InstanceNoise(THIRD),
        "WGANGradientPenalty": r.WGANGradientPenalty(THIRD, 2), "DRAGANPenalty": r.DRAGANPenalty(THIRD, 1, 2),
        "DiscriminatorFieldPenalty": r.DiscriminatorFieldPenalty(THIRD), "ConsensusPenalty": r.ConsensusPenalty(THIRD),
        "WeightDecay": r.WeightDecay(THIRD, owner), "SpectralNormalization": r.SpectralNormalization(variable, THIRD),
    }


def names() -> list[str]:
    """Every member of the shelf that can be called, and the games above."""
    found = []
    for name in catalogue.names("games"):
        needs = [p.name for p in inspect.signature(catalogue.find("games", name)).parameters.values()
                 if p.default is inspect.Parameter.empty]
        if not needs or name in ARGUMENTS:
            found.append(name)
    return [*found, *MORE]


def test_the_shelves_are_covered() -> None:
    """Each game can be built here, and each regularizer has an example."""
    assert set(catalogue.names("games")) <= set(names()), "give the arguments of the new game in ARGUMENTS"
    assert set(examples(member("dirac_gan"))) - {"none"} == set(catalogue.names("regularizers"))


# --- the penalties, from their docstrings ---


def slope_norm(critic: Any, at: route.State) -> Callable[..., Any]:
    """|grad_x D|^2 as a function of the point."""
    slopes = [route.along(critic, critic.output.diff(s), at) for s in critic.input]
    return lambda *p: sum(d(*p) ** 2 for d in slopes)


def to_target(critic: Any, law: Any, at: route.State, between_points: bool) -> Any:
    """E (|grad_x D| - 2)^2."""
    square = slope_norm(critic, at)
    if not any(critic.output.diff(s).has_free(*critic.input) for s in critic.input):
        return (mp.sqrt(square(*[mp.mpf(0)] * len(critic.input))) - 2) ** 2  # the same at every point
    if isinstance(critic.real, PointMass) and isinstance(critic.fake, PointMass) and len(critic.input) == 1:
        return on_a_line(critic, at, between_points)
    return route.mean(lambda *p: (mp.sqrt(square(*p)) - 2) ** 2, law, at, route.GAUSS)


def on_a_line(critic: Any, at: route.State, between_points: bool) -> Any:
    """The same for data and generated points in one place each: one variate, split at the zero of the slope."""
    slope = route.along(critic, critic.output.diff(critic.input[0]), at)
    data, generated = route.number(critic.real.at[0], at), route.number(critic.fake.at[0], at)
    if between_points:
        ends, weight, place = [0, 1], lambda z: 1, lambda z: z * data + (1 - z) * generated
    else:
        ends, weight, place = [-12, -4, 4, 12], mp.npdf, lambda z: data + z
    start, end = slope(place(0)), slope(place(1))
    kink = [] if start == end else [start / (start - end)]  # all slopes here are affine in the point
    inside = [k for k in kink if ends[0] < k < ends[-1]]
    return mp.quad(lambda z: weight(z) * (abs(slope(place(z))) - 2) ** 2, sorted([*ends, *inside]))


def between(critic: Any) -> Pushforward:
    d = len(critic.input)
    p, q, u = symbols(f"p:{d}", real=True), symbols(f"q:{d}", real=True), symbols("u", real=True)
    return Pushforward([u * a + (1 - u) * b for a, b in zip(p, q, strict=True)], (*p, *q, u),
                       Independent((critic.real, critic.fake, Uniform(0, 1))))


def blurred(law: Any, std: Any) -> Pushforward:
    d = law.dimension
    p, e = symbols(f"p:{d}", real=True), symbols(f"e:{d}", real=True)
    return Pushforward([a + std * b for a, b in zip(p, e, strict=True)], (*p, *e),
                       Independent((law, *[Normal(0, 1)] * d)))


def paid_by_critics(name: str, game: Game, at: route.State) -> dict[str, Any]:
    """player -> what a penalty on D adds to its loss."""
    third = mp.mpf(1) / 3

    def term(c: Any) -> Any:
        mean = lambda law: route.mean(slope_norm(c, at), law, at, route.GAUSS)  # noqa: E731
        if name == "MeasurePenalty":
            return third / 2 * mean(examples(game)[name].law)
        return {"R1Penalty": lambda: third / 2 * mean(c.real), "R2Penalty": lambda: third / 2 * mean(c.fake),
                "MixedPenalty": lambda: third / 2 * mean(c.real) + mean(c.fake),
                "WGANGradientPenalty": lambda: third / 2 * to_target(c, between(c), at, True),
                "DRAGANPenalty": lambda: third / 2 * to_target(c, blurred(c.real, 1), at, False)}[name]()

    return {c.player: term(c) for c in game.critics}


def by_quadrature(name: str, game: Game) -> Callable[[route.State], list[Any]]:
    """The losses of the regularized game."""
    losses = lambda at: route.plain_losses(game, at, route.GAUSS)  # noqa: E731
    if name == "none":
        return losses
    if name in ("ConsensusPenalty", "DiscriminatorFieldPenalty"):
        return lambda at: with_field_norm(name, game, losses, at)
    if name == "WeightDecay":
        owner = examples(game)[name].player
        size = lambda at: sum(at[s] ** 2 for s in game.player(owner).variables) / 6  # noqa: E731
        return lambda at: [v + (size(at) if p.name == owner else 0)
                           for p, v in zip(game.players, losses(at), strict=True)]
    if name == "InstanceNoise":
        critics = [(c, blurred(c.real, THIRD), blurred(c.fake, THIRD)) for c in game.critics]
        return lambda at: route.gan_losses(critics, at, NOISY)
    if name == "SpectralNormalization":
        (v,) = examples(game)[name].weights
        bent = lambda at: {**at, v: at[v] / mp.sqrt(1 - mp.mpf(1) / 3 + at[v] ** 2 / 3)}  # noqa: E731
        return lambda at: losses(bent(at))
    return lambda at: [v + paid_by_critics(name, game, at).get(p.name, 0)
                       for p, v in zip(game.players, losses(at), strict=True)]


def with_field_norm(name: str, game: Game, losses: Any, at: route.State) -> list[Any]:
    owners = [p for p in game.players for _ in p.variables]
    field = route.field(game, losses, at)
    critics = {c.player for c in game.critics}
    if name == "ConsensusPenalty":
        return [v + sum(e**2 for e in field) / 6 for v in losses(at)]
    extra = sum(e**2 for p, e in zip(owners, field, strict=True) if p.name in critics) / 3
    return [v + (0 if p.name in critics else extra) for p, v in zip(game.players, losses(at), strict=True)]


# --- the comparison ---


def compared(game: Game, name: str) -> tuple[Any, Any]:
    """Projections of field and Jacobian: ours, and by differences."""
    draw = np.random.default_rng(7)
    state = game.state
    point = {s: Rational(int(n), 16) for s, n in zip(state, draw.integers(3, 14, len(state)), strict=True)}
    weights = {s: Rational(int(n), 8) for s, n in zip(state, draw.integers(5, 12, len(state)), strict=True)}
    turn = {s: Rational(int(n), 8) for s, n in zip(state, draw.integers(5, 12, len(state)), strict=True)}
    system = gradient_field(examples(game)[name](game))
    ours = exact_projections(system, game, point, weights, turn)
    with mp.workdps(40):
        theirs = projections(game, by_quadrature(name, game), *(
            {s: mp.mpf(int(v.p)) / int(v.q) for s, v in d.items()} for d in (point, weights, turn)))
    return np.array(ours), np.array([float(v) for v in theirs])


def exact_projections(system: Any, game: Game, point: Any, weights: Any, turn: Any) -> list[float]:
    rows = jacobian(system.rhs, system.state)
    entries = [*system.rhs, *(e for row in rows for e in row)]
    entries = [e.xreplace({d: d.xreplace(point) for d in e.atoms(DiracDelta)}) for e in entries]  # 0 off the kink
    depth = max((len(n.args) - 1 for e in entries for n in e.atoms(Expectation)), default=0)
    order = {0: 0, 1: 128, 2: 128}.get(depth, 24)  # nodes of one grid: below 2^15
    with np.errstate(over="ignore"):  # 1/(1 + exp(u))^2 at the outermost nodes, whose weights are below 1e-100
        values = compile_components(system.state, tuple(entries), order)(*(float(point[s]) for s in system.state))
    n, result = len(system.state), []
    field, matrix = np.array(values[:n], dtype=float), np.array(values[n:], dtype=float).reshape(n, n)
    direction = np.array([float(turn[s]) for s in system.state])
    for player in game.players:
        p = np.array([float(weights[s]) if s in player.variables else 0.0 for s in system.state])
        result += [p @ field, p @ matrix @ direction]
    return result


def projections(game: Game, losses: Any, at: Any, weights: Any, turn: Any) -> list[Any]:
    """-p.grad loss and -p.Hessian u, by central differences; error: fourth derivatives times the step squared."""
    h, result = mp.mpf(10) ** -7, []
    for k, player in enumerate(game.players):
        p = {s: weights[s] for s in player.variables}

        def loss(a: int, b: int, k: int = k, p: Any = p) -> Any:
            return losses({s: v + h * (a * p.get(s, 0) + b * turn[s]) for s, v in at.items()})[k]

        result.append(-(loss(1, 0) - loss(-1, 0)) / (2 * h))
        result.append(-(loss(1, 1) - loss(1, -1) - loss(-1, 1) + loss(-1, -1)) / (4 * h**2))
    return result


def combinations() -> list[Any]:
    kinds = ["none", *catalogue.names("regularizers")]
    return [pytest.param(g, r, marks=[pytest.mark.slow] if (g, r) in SLOW else [], id=f"{g}, {r}")
            for g in names() for r in kinds]


#: Why a regularizer may not apply: no D(x), or |grad D|, which has no derivative where the slope vanishes.
REASONS = ("has no discriminator D(x)", "positive probability", "place moves", "no dominating function")


@pytest.mark.parametrize(("name", "kind"), combinations())
def test_blocks_agree_with_differences_of_quadrature(name: str, kind: str) -> None:
    """Field and Jacobian at a random point; a regularizer that does not apply says why."""
    game = member(name)
    try:
        ours, theirs = compared(game, kind)
    except NotApplicable as refusal:
        assert kind != "none", "a game of the shelf has a field and a Jacobian"
        assert any(reason in str(refusal) for reason in REASONS), str(refusal)
        assert not game.critics or kind in ("WGANGradientPenalty", "DRAGANPenalty"), str(refusal)
        return
    # rules of order 128 in doubles err by rounding of a sum, times entries of size 100
    assert np.max(np.abs(ours - theirs) / (1 + np.abs(theirs))) < 1e-9, (ours, theirs)


def test_a_wrong_entry_shows() -> None:
    """The twin: one changed entry of the Jacobian, and a penalty with a wrong factor, are told apart."""
    game = member("uniform_gan")
    ours, theirs = compared(game, "R1Penalty")
    plain, _ = compared(game, "none")
    assert np.max(np.abs(ours - theirs)) < 1e-9 < np.max(np.abs(plain - theirs))
