"""The GAN objective: what enters it, what it refuses, its numbers, and its blocks by a second route."""

from __future__ import annotations

import inspect
from typing import Any

import mpmath as mp
import numpy as np
import pytest
import quadrature_route as route
from sympy import Abs, Function, Integer, Lambda, Min, Rational, Symbol, exp, log, sqrt, symbols

from stability import (
    BadInput,
    Game,
    Mixture,
    Normal,
    NotApplicable,
    PointMass,
    Pushforward,
    Uniform,
    analyze,
    catalogue,
)
from stability import objectives as known
from stability.expectation import Expectation, jacobian
from stability.expectation.compiled import compile_components
from stability.games import dirac_gan, gaussian_mean_gan, quadratic_gaussian_gan, uniform_gan
from stability.linearization import linearize
from stability.objectives import Objective, hinge, least_squares, logistic, wasserstein
from stability.system import gradient_field
from stability.trajectory import simulate

theta, psi, phi, b, x, y, z, t, w, a = symbols("theta psi phi b x y z t w a", real=True)
#: (activation, conjugate) of the f-GANs; cf. Nowozin et al. 2016, table 6, shifted so that v = 0 belongs to equal laws.
DIVERGENCES = {
    "kl": (Lambda(t, t + 1), Lambda(t, exp(t - 1))),
    "reverse_kl": (Lambda(t, -exp(-t)), Lambda(t, -1 - log(-t))),
    "pearson": (Lambda(t, t), Lambda(t, t**2 / 4 + t)),
    "neyman": (Lambda(t, 1 - exp(-t)), Lambda(t, 2 - 2 * sqrt(1 - t))),
    "hellinger": (Lambda(t, 1 - exp(-t)), Lambda(t, t / (1 - t))),
    "jensen_shannon": (Lambda(t, log(2) - log(1 + exp(-t))), Lambda(t, -log(2 - exp(t)))),
}


def gan(**changes: Any) -> Game:
    """The Dirac-GAN with changes."""
    plain: dict[str, Any] = {"output": psi * x, "input": x, "real": PointMass(0), "fake": PointMass(theta),
                             "generator": theta, "discriminator": psi, "f": logistic}
    return Game.gan("g", **{**plain, **changes})


# --- objectives ---


@pytest.mark.parametrize("name", DIVERGENCES)
def test_divergences_are_their_conjugates(name: str) -> None:
    """Each named pair is T(-D) on data and -f*(T(-D)) on generated points, with a saddle at D = 0."""
    pair, composed = getattr(known, name), Objective.from_divergence(*DIVERGENCES[name])
    for at in (Rational(-1, 3), Integer(0), Rational(2, 5)):
        for side in ("fake", "real"):
            difference = getattr(pair, side)(at) - getattr(composed, side)(at)
            assert abs(difference.evalf(30, chop=True)) < Rational(1, 10**20)
    assert pair.balance == 0
    assert pair.curvature < 0


@pytest.mark.parametrize(("name", "trace", "det"), [
    ("kl", -1, 1), ("reverse_kl", -1, 1), ("pearson", Rational(-1, 2), 1), ("neyman", Rational(-1, 2), 1),
    ("hellinger", -2, 1), ("jensen_shannon", Rational(-1, 2), Rational(1, 4)),
])
def test_divergences_on_gaussian_means(name: str, trace: Any, det: Any) -> None:
    """J = [[0, -k], [k, -k^2/f''(1)]] for the divergence f: exact, with the sign of the damping."""
    matrix = linearize(gradient_field(gaussian_mean_gan(getattr(known, name))), {theta: 0, psi: 0}).jacobian
    assert (matrix.trace(), matrix.det(), matrix[0, 0]) == (trace, det, 0)


def test_jensen_shannon_is_the_logistic_gan() -> None:
    """Their fields are equal, their values differ by 2 log 2."""
    assert gradient_field(gan(f=known.jensen_shannon)).rhs == gradient_field(gan()).rhs


def test_one_function_is_a_pair() -> None:
    """f gives (f(t), f(-t)); the non-saturating generator minimizes -f(-t)."""
    pair = Objective.of(logistic)
    assert gan(f=pair, saturating=False).players == gan(saturating=False).players
    assert Objective.of(pair) is pair
    assert Objective.of(Function("f")).slope == Objective.of(lambda u: Function("f")(u)).slope


def test_hinge_is_smooth_where_its_arguments_are() -> None:
    """At D = 0 the hinge GAN is a WGAN; at D = 1 it has a kink, which is refused; the generator minimizes E D."""
    game = gan(f=hinge)
    assert linearize(gradient_field(game), {theta: 0, psi: 0}).jacobian.tolist() == [[0, -1], [1, 0]]
    with pytest.raises(NotApplicable, match="kink"):
        linearize(gradient_field(game), {theta: 1, psi: 1})
    assert game.players[0].loss == Min(0, psi * theta - 1) - 1
    assert gan(f=hinge, saturating=False).players[0].loss == psi * theta


# --- several discriminators, biases, vectors ---


def test_two_discriminators() -> None:
    """The generator minimizes the sum; each discriminator has its own variables, function and loss."""
    game = gan(output=(psi * x, phi * x + b), discriminator=(psi, (phi, b)), f=(wasserstein, logistic))
    assert [p.name for p in game.players] == ["generator", "discriminator 1", "discriminator 2"]
    assert game.state == (theta, psi, phi, b)
    assert (game.players[0].loss + game.players[1].loss + game.players[2].loss).expand() == 0
    assert game.players[1].loss == -psi * theta
    assert [c.player for c in game.critics] == ["discriminator 1", "discriminator 2"]
    assert linearize(gradient_field(game), dict.fromkeys(game.state, 0)).jacobian[0, 1:].tolist() == [
        [-1, Rational(-1, 2), 0]]
    assert analyze(game, at=dict.fromkeys(map(str, game.state), 0)).local[0].cross_check.outcome.name == "AGREES"


def test_vector_valued_generator() -> None:
    """Points (theta z, phi z + b) in the plane against N(0, I), with f abstract: K_DG at a point is exact."""
    game = Game.gan("plane", output=psi * x + w * y, input=(x, y), real=Normal([0, 0], 1),
                    fake=Pushforward((theta + z, phi - z), z, Normal(0, 1)), generator=(theta, phi),
                    discriminator=(psi, w), f=Function("f"))
    matrix = linearize(gradient_field(game), dict.fromkeys(game.state, 0)).jacobian
    assert str(matrix.tolist()) == ("[[0, 0, -f'(0), 0], [0, 0, 0, -f'(0)], [f'(0), 0, 2*f''(0), -f''(0)],"
                                    " [0, f'(0), -f''(0), 2*f''(0)]]")


def test_instantiation_reaches_the_laws() -> None:
    """Numbers for parameters enter D, the laws and f, so that a penalty applied later sees them."""
    s = Symbol("s", positive=True)
    game = gan(real=Normal(0, std=s), fake=Normal(theta, std=s), output=s * psi * x).instantiate({s: 2})
    critic = game.discriminator
    assert critic.output == 2 * psi * x
    assert not (critic.real.free_symbols | critic.fake.free_symbols) & {s}


# --- refusals ---


@pytest.mark.parametrize(("changes", "hint"), [
    ({"fake": Mixture((1 / (1 + a**2), a**2 / (1 + a**2)), (PointMass(0), PointMass(1))), "generator": a},
     "Pushforward"),
    ({"real": PointMass(theta)}, "a law of the data that the generator does not move"),
    ({"real": PointMass(psi)}, "does not move"),
    ({"fake": PointMass(theta + psi)}, "generated points that a discriminator does not move"),
    ({"fake": PointMass((theta, theta))}, "dimension 1"),
    ({"fake": "data"}, "PointMass"),
    ({"input": theta}, "another symbol"),
    ({"input": (x, x)}, "once"),
    ({"output": psi * x / 2.0}, "Rational"),
    ({"f": "logistic"}, "Function('f')"),
    ({"f": Objective}, "class Objective"),
    ({"f": Lambda((t, x), t)}, "one variable"),
    ({"f": lambda u: "u"}, "SymPy expression"),
    ({"f": (logistic, logistic)}, "list of outputs"),
    ({"output": (psi * x, phi * x), "discriminator": psi}, "2 outputs, 1 groups"),
    ({"output": (), "discriminator": ()}, "0 outputs"),
    ({"discriminator": theta}, "owned by"),
])
def test_bad_gans(changes: dict[str, Any], hint: str) -> None:
    """Each malformed GAN is refused with what to write."""
    with pytest.raises(BadInput) as refusal:
        gan(**changes)
    assert hint in str(refusal.value)


def test_a_law_with_moving_ends_is_written_as_an_image() -> None:
    """U(-|a|, |a|) is refused with the line to write, and that line gives the known Jacobian."""
    with pytest.raises(BadInput, match="Pushforward"):
        Uniform(-Abs(a), Abs(a))
    game = gan(output=w * x**2, real=Uniform(-1, 1), fake=Pushforward(a * z, z, Uniform(-1, 1)), generator=a,
               discriminator=w)
    assert linearize(gradient_field(game), {w: 0, a: 1}).jacobian.det() == Rational(1, 9)


# --- numbers of the literature ---


def test_uniform_gan() -> None:
    """cf. Nagarajan and Kolter 2017, section 5: trace, determinant; over-parametrized; non-saturating."""
    for game, at, trace, det in (
        (uniform_gan(), {w: 0, a: 1}, Rational(-1, 10), Rational(1, 9)),
        (uniform_gan(), {w: 0, a: -1}, Rational(-1, 10), Rational(1, 9)),
        (uniform_gan(saturating=False), {w: 0, a: 1}, Rational(-1, 10), Rational(1, 9)),
        (uniform_gan(wasserstein), {w: 0, a: 1}, 0, Rational(4, 9)),
    ):
        matrix = linearize(gradient_field(game), at).jacobian
        assert (matrix.trace(), matrix.det()) == (trace, det)
    c, s = symbols("c", real=True), Symbol("s")
    product = linearize(gradient_field(uniform_gan(factors=2)), {w: 0, a: 2, c: Rational(1, 2)}).jacobian
    assert (product.charpoly(s).as_expr() - s * (s**2 + s / 10 + Rational(17, 36))).expand() == 0


def test_linear_quadratic_gaussian() -> None:
    """cf. Nagarajan and Kolter 2017, appendix: characteristic polynomials at (0, 1) and (2, 1), and with a bias."""
    s = Symbol("s")
    for mean, bias, expected in (
        (0, False, (2 * s**2 + 3 * s + 2) * (4 * s**2 + 2 * s + 1) / 8),
        (2, False, s**4 + 24 * s**3 + 10 * s**2 + Rational(31, 8) * s + Rational(1, 4)),
    ):
        game = quadratic_gaussian_gan(mean=mean, bias=bias)
        at = {str(v): 0 for v in game.state} | {"a": 1, "b": mean}
        matrix = analyze(game, at=at, cross_check=False).local[0].linearization.jacobian
        assert (matrix.charpoly(s).as_expr() - expected).expand() == 0
    game = quadratic_gaussian_gan(bias=True)
    found = analyze(game, at={str(v): 0 for v in game.state} | {"a": 1}).local[0]
    assert found.verdict.stability.name == "EXPONENTIALLY_STABLE"
    assert found.cross_check.outcome.name == "AGREES"


def test_flow_of_the_uniform_gan() -> None:
    """cf. Nagarajan and Kolter 2017, figure 1: the state at time 60 from (a, w) = (1.8, 0.5), to the printed digits."""
    last = simulate(gradient_field(uniform_gan()), {a: 1.8, w: -0.5}, 60).last  # D of the reference is -D
    assert np.allclose(last, [1.040747, -0.008276], rtol=0, atol=1e-6)  # printed digits, cut off


def test_value_of_the_uniform_gan() -> None:
    """V(w, a) = V(1/2, 3/2) of the logistic game, by certified quadrature."""
    value = -uniform_gan().players[1].loss.xreplace({w: Rational(-1, 2), a: Rational(3, 2)})  # D of the reference is -D
    assert abs(value.evalf(30) - Rational("-1.5274393973007038440590793161895")) < Rational(1, 10**28)


# --- every game of the shelf by the second route ---


def shelf_games() -> dict[str, Game]:
    """The games that can be called without arguments, abstract functions and parameters given values."""
    found = {}
    for name in catalogue.names("games"):
        member = catalogue.find("games", name)
        if all(p.default is not inspect.Parameter.empty for p in inspect.signature(member).parameters.values()):
            game = member()
            values = {s: Rational(k + 1, 3) for k, s in enumerate(game.parameters)}
            found[name] = game.instantiate(values, dict.fromkeys(game.functions, logistic))
    extra = {"least squares": dirac_gan(least_squares), "non-saturating": uniform_gan(saturating=False),
             "Hellinger": gaussian_mean_gan(known.hellinger), "Jensen-Shannon": gaussian_mean_gan(known.jensen_shannon),
             "two discriminators": gan(output=(psi * x, phi * x**2), discriminator=(psi, phi), real=Uniform(0, 1))}
    return {**found, **extra}


@pytest.mark.parametrize("name", shelf_games())
def test_blocks_agree_with_differences_of_quadrature(name: str) -> None:
    """Field and Jacobian at a random point: exact derivatives, and mpmath integrals differentiated numerically."""
    game = shelf_games()[name]
    numbers = np.random.default_rng(5).integers(1, 12, len(game.state))
    point = {s: Rational(int(n), 16) for s, n in zip(game.state, numbers, strict=True)}
    system = gradient_field(game)
    entries = [*system.rhs, *(e for row in jacobian(system.rhs, game.state) for e in row)]
    order = 64 if any(e.has(Expectation) for e in entries) else 0
    values = compile_components(game.state, tuple(entries), order)(*(float(point[s]) for s in game.state))
    with mp.workdps(40):
        at = {s: mp.mpf(int(v.p)) / int(v.q) for s, v in point.items()}
        losses = lambda moved: route.plain_losses(game, moved)  # noqa: E731
        field = route.field(game, losses, at)
        size = len(game.state)
        rows = [*field, *(e for row in route.jacobian(game, losses, at) for e in row)] if size <= 4 else field
    # third and fourth derivatives of these losses are below 100: differences err by 1e-12 * 100
    ours = np.array([float(v) for v in values[:len(rows)]])
    assert np.max(np.abs(ours - np.array([float(v) for v in rows]))) < 1e-9


def test_second_route_would_notice() -> None:
    """The twin: a field with a wrong factor is told apart."""
    game = uniform_gan()
    with mp.workdps(40):
        found = route.field(game, lambda m: route.plain_losses(game, m), {w: mp.mpf(1) / 2, a: mp.mpf(1)})
    right = compile_components(game.state, gradient_field(game).rhs, 32)(1.0, 0.5)
    assert abs(float(right[0]) - float(found[0])) < 1e-9 < abs(2 * float(right[0]) - float(found[0]))
