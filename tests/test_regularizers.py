"""Contracts of the regularizer shelf, and its field against numerical differences of mpmath quadrature."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import mpmath as mp
import numpy as np
import pytest
import quadrature_route as route
from sympy import DiracDelta, Integer, Rational, Symbol, symbols

from stability import BadInput, Finite, Game, Normal, NotApplicable, Player, PointMass, Uniform, analyze, catalogue
from stability.dynamics import SimultaneousGD
from stability.expectation import jacobian
from stability.expectation.compiled import compile_components
from stability.games import (
    biased_dirac_gan,
    bilinear,
    dirac_gan,
    energy_dirac_gan,
    flat_dirac_gan,
    gaussian_mean_gan,
    product_point_gan,
    quadratic_gaussian_gan,
    uniform_gan,
)
from stability.linearization import linearize
from stability.objectives import logistic, wasserstein
from stability.regularizers import (
    ConsensusPenalty,
    DiscriminatorFieldPenalty,
    DRAGANPenalty,
    InstanceNoise,
    MeasurePenalty,
    MixedPenalty,
    R1Penalty,
    R2Penalty,
    SpectralNormalization,
    WeightDecay,
    WGANGradientPenalty,
)
from stability.system import gradient_field
from stability.trajectory import simulate

theta, psi, w, a, c, x = symbols("theta psi w a c x", real=True)
THIRD = Rational(1, 3)
CRITIC, GENERATOR, BOTH = {"discriminator"}, {"generator"}, {"generator", "discriminator"}
#: name -> (an example for D with the variable psi, the same with strength 0, who pays)
EXAMPLES: dict[str, tuple[Any, Any, set[str]]] = {
    "R1Penalty": (R1Penalty(THIRD), R1Penalty(0), CRITIC),
    "R2Penalty": (R2Penalty(THIRD), R2Penalty(0), CRITIC),
    "MixedPenalty": (MixedPenalty(THIRD, 2), MixedPenalty(0, 0), CRITIC),
    "MeasurePenalty": (MeasurePenalty(THIRD, Uniform(-2, 1)), MeasurePenalty(0, Uniform(-2, 1)), CRITIC),
    "InstanceNoise": (InstanceNoise(THIRD), InstanceNoise(0), BOTH),
    "WGANGradientPenalty": (WGANGradientPenalty(THIRD, 2), WGANGradientPenalty(0), CRITIC),
    "DRAGANPenalty": (DRAGANPenalty(THIRD, 1, 2), DRAGANPenalty(0, 1), CRITIC),
    "DiscriminatorFieldPenalty": (DiscriminatorFieldPenalty(THIRD), DiscriminatorFieldPenalty(0), GENERATOR),
    "ConsensusPenalty": (ConsensusPenalty(THIRD), ConsensusPenalty(0), BOTH),
    "WeightDecay": (WeightDecay(THIRD), WeightDecay(0), CRITIC),
    "SpectralNormalization": (SpectralNormalization(psi, THIRD), SpectralNormalization(psi, 0), BOTH),
}


def curved(f: Any = logistic, positive: bool = False) -> Game:
    """D(x) = psi x + psi^2 x^2/5, uniform data and moved uniform points: every penalty differs from every other."""
    p = Symbol("psi", positive=True) if positive else psi
    return Game.gan("curved", output=p * x + p**2 * x**2 / 5, input=x, real=Uniform(-1, 1),
                    fake=Uniform(theta - 1, theta + 2), generator=theta, discriminator=p, f=f)


def test_every_regularizer_has_an_example() -> None:
    """The contracts below cover the whole shelf."""
    assert set(EXAMPLES) == set(catalogue.names("regularizers"))


@pytest.mark.parametrize("name", EXAMPLES)
def test_strength_zero_is_the_same_field(name: str) -> None:
    """Strength 0 changes no component of the field."""
    for game in (dirac_gan(logistic), dirac_gan(), curved(wasserstein)):
        if name in ("WGANGradientPenalty", "DRAGANPenalty") and game.name == "curved":
            continue  # |D'| moves its kink with psi: refused before the strength is looked at
        assert gradient_field(EXAMPLES[name][1](game)).rhs == gradient_field(game).rhs


@pytest.mark.parametrize("name", EXAMPLES)
def test_penalty_touches_only_the_losses_it_names(name: str) -> None:
    """Everyone else's loss is unchanged, and theirs is changed."""
    game = gaussian_mean_gan(logistic)
    after = EXAMPLES[name][0](game)
    changed = {p.name for p, q in zip(game.players, after.players, strict=True) if p.loss != q.loss}
    assert changed == EXAMPLES[name][2]


def test_generator_never_sees_the_penalty_on_its_points() -> None:
    """R2 depends on theta through the law; the generator's field is that of the plain game, and the trap differs."""
    game = curved()
    field = gradient_field(R2Penalty(2)(game)).rhs
    assert field[0] == gradient_field(game).rhs[0]
    r2 = R2Penalty(2)(game).players[1].loss - game.players[1].loss
    assert r2.diff(theta) != 0
    assert r2.diff(theta).diff(psi).subs(psi, 0) == 0


def squared_slope(critic: Any, law: Any, at: Any) -> Any:
    slopes = [route.along(critic, critic.output.diff(s), at) for s in critic.input]
    return route.mean(lambda *p: sum(d(*p) ** 2 for d in slopes), law, at)


def to_target(critic: Any, target: int, spread: Callable[..., Any], at: Any) -> Any:
    slope = route.along(critic, critic.output.diff(critic.input[0]), at)
    return spread(lambda p: (abs(slope(p)) - target) ** 2)


def between(critic: Any, at: Any) -> Callable[..., Any]:
    def spread(g: Any) -> Any:
        inner = lambda u: route.mean(  # noqa: E731
            lambda p: route.mean(lambda q: g(u * p + (1 - u) * q), critic.fake, at), critic.real, at)
        return mp.quad(inner, [0, 1], method="gauss-legendre")

    return spread


def own_field_norm(game: Game, at: Any, everyone: bool) -> Any:
    v = route.field(game, lambda m: route.plain_losses(game, m), at)
    return sum(e**2 for e in (v if everyone else v[len(game.players[0].variables):]))


def penalties(name: str, game: Game, at: Any) -> list[Any]:
    """What generator and discriminator pay, from the formulas in the docstrings; THIRD is the strength."""
    d, third = game.critics[0], mp.mpf(1) / 3
    at_d = {
        "R1Penalty": lambda: third / 2 * squared_slope(d, d.real, at),
        "R2Penalty": lambda: third / 2 * squared_slope(d, d.fake, at),
        "MixedPenalty": lambda: third / 2 * squared_slope(d, d.real, at) + squared_slope(d, d.fake, at),
        "MeasurePenalty": lambda: third / 2 * squared_slope(d, Uniform(-2, 1), at),
        "WGANGradientPenalty": lambda: third / 2 * to_target(d, 2, between(d, at), at),
        "DRAGANPenalty": lambda: third / 2 * to_target(
            d, 2, lambda g: route.mean(lambda e: route.mean(lambda p: g(p + e), d.real, at), Normal(0, 1), at), at),
        "WeightDecay": lambda: third / 2 * sum(at[s] ** 2 for s in game.players[1].variables),
    }
    if name in at_d:
        return [mp.mpf(0), at_d[name]()]
    if name == "DiscriminatorFieldPenalty":
        return [third * own_field_norm(game, at, False), mp.mpf(0)]
    assert name == "ConsensusPenalty"
    return [third / 2 * own_field_norm(game, at, True)] * 2


def by_quadrature(name: str, game: Game) -> Callable[[Any], list[Any]]:
    """The losses of the regularized game as functions of the state."""
    if name == "InstanceNoise":
        from stability.expectation import Independent, Pushforward

        e, y = symbols("e y", real=True)
        blur = lambda law: Pushforward(y + e / 3, (y, e), Independent((law, Normal(0, 1))))  # noqa: E731
        d = game.critics[0]
        noisy = Game.gan("n", output=d.output, input=d.input, real=blur(d.real), fake=blur(d.fake), generator=theta,
                         discriminator=psi, f=d.objective)
        return lambda at: route.plain_losses(noisy, at)
    if name == "SpectralNormalization":
        return lambda at: route.plain_losses(game, {**at, psi: at[psi] / mp.sqrt(1 - mp.mpf(1) / 3 + at[psi] ** 2 / 3)})
    return lambda at: [sum(p) for p in zip(route.plain_losses(game, at), penalties(name, game, at), strict=True)]


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("f", [logistic, wasserstein], ids=["logistic", "wasserstein"])
def test_blocks_agree_with_differences_of_quadrature(name: str, f: Any) -> None:
    """Field and Jacobian at a random point, by compiled exact derivatives and by mpmath differences."""
    linear = name in ("WGANGradientPenalty", "DRAGANPenalty")
    nested = name in ("ConsensusPenalty", "DiscriminatorFieldPenalty")
    heavy = name in ("InstanceNoise", "SpectralNormalization") or (nested and f is logistic)
    game = dirac_gan(f) if linear or heavy else curved(f)
    state = np.random.default_rng(3).integers(-9, 10, 2)
    point = {theta: Rational(int(state[0]) * 2 + 1, 20), psi: Rational(abs(int(state[1])) + 1, 14)}
    system = gradient_field(EXAMPLES[name][0](game))
    entries = [*system.rhs, *(e for row in jacobian(system.rhs, system.state) for e in row)]
    entries = [e.xreplace({d: d.xreplace(point) for d in e.atoms(DiracDelta)}) for e in entries]  # 0 away from the kink
    ours = np.array([float(v) for v in compile_components(system.state, tuple(entries), 64)(
        *(float(point[s]) for s in system.state))])
    with mp.workdps(40):
        at = {s: mp.mpf(int(v.p)) / int(v.q) for s, v in point.items()}
        losses = by_quadrature(name, game)
        theirs = [*route.field(game, losses, at), *(e for row in route.jacobian(game, losses, at) for e in row)]
    # third and fourth derivatives of these losses are below 100: differences err by 1e-12 * 100
    assert np.max(np.abs(ours - np.array([float(v) for v in theirs]))) < 1e-9


# --- the literature's numbers ---


@pytest.mark.parametrize(("eta", "gan", "wgan"), [
    (Rational(1, 4), (Rational(-7, 45), Rational(1, 9)), (Rational(-2, 9), Rational(4, 9))),
    (Rational(1, 2), (Rational(-19, 90), Rational(1, 9)), (Rational(-4, 9), Rational(4, 9))),
    (Integer(1), (Rational(-29, 90), Rational(1, 9)), (Rational(-8, 9), Rational(4, 9))),
])
def test_field_penalty_on_the_uniform_gan(eta: Any, gan: Any, wgan: Any) -> None:
    """cf. Nagarajan and Kolter 2017, figure 1: trace and determinant for eta = 1/4, 1/2, 1; the equilibrium stays."""
    for f, expected in ((logistic, gan), (wasserstein, wgan)):
        found = linearize(gradient_field(DiscriminatorFieldPenalty(eta)(uniform_gan(f))), {w: 0, a: 1})
        matrix = found.jacobian
        assert (matrix.trace(), matrix.det()) == expected


def test_consensus_is_the_true_gradient_not_that_of_the_published_code() -> None:
    """cf. the Dirac-GAN notebook, which has a factor 1/2 too much: numbers at (1, 1), spectrum, ten steps."""
    game = dirac_gan(logistic)
    penalised = ConsensusPenalty(1)(game)
    ones = {theta: Integer(1), psi: Integer(1)}
    shift = (gradient_field(penalised).rhs[0] - gradient_field(game).rhs[0]).xreplace(ones)
    true, code = Rational("-0.0334246974400201748835290947957"), Rational("0.0194523953442465466639434648983")
    assert abs((-shift - true).evalf(40)) < Rational(1, 10**30)
    assert abs((-shift - code).evalf(40)) > Rational(1, 20)
    matrix = linearize(gradient_field(penalised), {theta: 0, psi: 0}).jacobian
    assert matrix.tolist() == [[Rational(-1, 4), Rational(-1, 2)], [Rational(1, 2), Rational(-1, 4)]]
    path = simulate(SimultaneousGD(Rational(1, 5))(penalised), [1.0, 1.0], 10)
    assert np.allclose(path.last, [0.4880827, 1.4237868], rtol=0, atol=1e-7)  # printed digits, cut off


def test_consensus_may_rest_where_the_game_does_not() -> None:
    """With v = (u, -v) and gamma = 1, w = (1 - v'^T) v = (0, -2 v) rests on a line; the game only at the origin."""
    u, v = symbols("u v", real=True)
    game = Game("g", [Player("one", u, -(u**2) / 2), Player("two", v, v**2 / 2)])
    assert gradient_field(ConsensusPenalty(1)(game)).rhs == (0, -2 * v)
    assert gradient_field(game).rhs == (u, -v)


def test_gradient_penalties_on_the_toys() -> None:
    """cf. Mescheder et al. 2018, Theorem 4.1: characteristic polynomials of the three toy games under R1."""
    gamma, s, at = Symbol("gamma", positive=True), Symbol("s"), Symbol("alpha", positive=True)
    product = gradient_field(R1Penalty(gamma)(product_point_gan(logistic)))
    point = dict(zip(product.state, (at, 1 / at, Integer(0), Integer(0)), strict=True))
    found = linearize(product, point).jacobian.charpoly(s).as_expr()
    assert (found - s**2 * (s**2 + 2 * gamma * s + (at**2 + at**-2) / 2)).expand() == 0
    for f, expected in ((logistic, (s + Rational(1, 2)) * (s**2 + gamma * s + Rational(1, 4))),
                        (wasserstein, s * (s**2 + gamma * s + 1))):
        system = gradient_field(R1Penalty(gamma)(biased_dirac_gan(f)))
        matrix = linearize(system, dict.fromkeys(system.state, 0)).jacobian
        assert (matrix.charpoly(s).as_expr() - expected).expand() == 0
    flat = gradient_field(R1Penalty(gamma)(flat_dirac_gan(logistic)))
    assert linearize(flat, dict.fromkeys(flat.state, 0)).jacobian.is_zero_matrix


def test_instance_noise_is_the_gaussian_mean_game() -> None:
    """cf. Mescheder et al. 2018, Lemma 3.2: [[0, -c], [c, 2 s^2 f''(0)]]; the WGAN gets no help."""
    s = Symbol("s", positive=True)
    for f, slope, bend in ((logistic, Rational(1, 2), Rational(-1, 4)), (wasserstein, 1, 0)):
        matrix = linearize(gradient_field(InstanceNoise(s)(dirac_gan(f))), {theta: 0, psi: 0}).jacobian
        assert matrix.tolist() == [[0, -slope], [slope, 2 * s**2 * bend]]
    noisy = InstanceNoise(1)(dirac_gan(logistic))
    assert gradient_field(noisy).rhs[0] == gradient_field(gaussian_mean_gan(logistic)).rhs[0]


def test_penalty_under_a_measure() -> None:
    """cf. Kim et al. 2018: [[0, 2/3], [-2/3, -4 rho m]] with m = E_mu x^2; mass at 0 only gives no damping."""
    rho = Symbol("rho", positive=True)
    for law, m in ((Uniform(-1, 1), THIRD), (Finite.uniform([0, 1]), Rational(1, 2)), (PointMass(0), Integer(0))):
        system = gradient_field(MeasurePenalty(rho, law)(uniform_gan(wasserstein)))
        matrix = linearize(system, {w: 0, a: 1}).jacobian
        assert matrix.tolist() == [[0, -2 * THIRD], [2 * THIRD, -4 * rho * m]]


# --- whether the equilibrium survives is found, not assumed ---


def test_what_happens_to_the_equilibrium() -> None:
    """R1 keeps it, decay of the generator moves it, a non-zero target makes it a kink."""
    assert analyze(R1Penalty(1)(uniform_gan()), at={"w": 0, "a": 1}, cross_check=False).verdict
    with pytest.raises(BadInput, match="residual"):
        analyze(WeightDecay(1, "generator")(uniform_gan()), at={"w": 0, "a": 1})
    for penalty in (WGANGradientPenalty(1), DRAGANPenalty(1, 1), SpectralNormalization(psi)):
        with pytest.raises((NotApplicable, BadInput)):
            analyze(penalty(dirac_gan(wasserstein)), at={"theta": 0, "psi": 0})


def test_spectral_normalization_is_smooth_below_one() -> None:
    """The spectrum at the origin is +-i c / sqrt(1 - amount)."""
    game = SpectralNormalization(psi, Rational(3, 4))(dirac_gan(logistic))
    assert linearize(gradient_field(game), {theta: 0, psi: 0}).jacobian.det() == 1


def test_one_sided_penalties_are_flat_below_the_target() -> None:
    """max(0, |D'| - target)^2 vanishes near slope 0: the spectrum is that of the plain game."""
    for penalty in (WGANGradientPenalty(1, one_sided=True), DRAGANPenalty(1, 1, one_sided=True)):
        loss = penalty(dirac_gan(wasserstein)).players[1].loss
        assert loss.subs({psi: THIRD, theta: 0}) == 0
        assert loss.subs({psi: 3, theta: 0}) == 2


def test_conventions_convert() -> None:
    """lambda and reg_param lack the 1/2."""
    assert R2Penalty.from_reg_param(10) == R2Penalty(20)
    assert WGANGradientPenalty.from_lambda(10) == WGANGradientPenalty(20)
    assert DRAGANPenalty.from_lambda(10, 1) == DRAGANPenalty(20, 1)
    assert WeightDecay.from_penalty(THIRD) == WeightDecay(2 * THIRD)
    game = dirac_gan(wasserstein)
    assert MixedPenalty(THIRD, 0)(game).players == R1Penalty(THIRD)(game).players


@pytest.mark.parametrize(("make", "hint"), [
    (lambda: R2Penalty(-1), "positive=True"),
    (lambda: MixedPenalty(1, 0.5), "Rational(1, 2)"),
    (lambda: MeasurePenalty(1, "data"), "PointMass"),
    (lambda: InstanceNoise(Symbol("s", real=True)), "positive=True"),
    (lambda: DRAGANPenalty(1, -1), "std"),
    (lambda: SpectralNormalization(psi, 2), "[0, 1]"),
    (lambda: SpectralNormalization(theta)(dirac_gan()), "its own variables"),
    (lambda: WeightDecay(1, "critic")(dirac_gan()), "one of these"),
])
def test_bad_regularizers(make: Any, hint: str) -> None:
    """Each is refused with what to write."""
    with pytest.raises(BadInput) as refusal:
        make()
    assert hint in str(refusal.value)


def test_order_of_noise_and_penalty_is_refused_when_ambiguous() -> None:
    """Noise after a penalty would have to guess whose points the penalty meant."""
    for late in (InstanceNoise(1), SpectralNormalization(psi)):
        with pytest.raises(NotApplicable, match="penalties afterwards"):
            late(R1Penalty(1)(dirac_gan()))
    blurred = R1Penalty(2)(InstanceNoise(1)(energy_dirac_gan(wasserstein, 1)))
    first = InstanceNoise(1)(energy_dirac_gan(wasserstein, 1))
    assert (blurred.players[1].loss - first.players[1].loss).expand() == psi**2 + 4  # E (psi + 2 x)^2, x ~ N(0, 1)


def test_games_without_discriminator_are_refused() -> None:
    """A penalty on D needs a D."""
    for name in ("R2Penalty", "MixedPenalty", "MeasurePenalty", "InstanceNoise", "WGANGradientPenalty", "DRAGANPenalty",
                 "DiscriminatorFieldPenalty", "SpectralNormalization"):
        with pytest.raises(NotApplicable, match="discriminator"):
            EXAMPLES[name][0](bilinear())


def test_penalties_in_the_plane() -> None:
    """Two-dimensional input: E |grad D|^2 of a linear-quadratic D at the equilibrium of the Gaussian game."""
    game = quadratic_gaussian_gan(wasserstein)
    r1 = R1Penalty(2)(game).players[1].loss - game.players[1].loss
    w_1, w_2 = game.players[1].variables[1], game.players[1].variables[0]
    assert (r1 - (w_1**2 + 4 * w_2**2)).expand() == 0
