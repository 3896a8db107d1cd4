"""The games of the literature through expectations: differentiated first, integrated afterwards."""

from __future__ import annotations

import pytest
from sympy import (
    Function,
    Heaviside,
    Integer,
    Matrix,
    Rational,
    Symbol,
    exp,
    log,
    pi,
    sqrt,
    symbols,
)

from stability.algebra.jets import Jet, instantiate
from stability.expectation import (
    Expectation,
    Finite,
    Mixture,
    Normal,
    Pushforward,
    Uniform,
    expectation,
)
from stability.game import Game
from stability.objectives import logistic, wasserstein
from stability.system import gradient_field

x, y, z, psi, theta, q = symbols("x y z psi theta q", real=True)
w, a, b, w1, w2 = symbols("w a b w1 w2", real=True)
p = Symbol("p", positive=True)
f = Function("f")
STANDARD, BOX = Normal(0, 1), Uniform(-1, 1)


def jacobian_at(game: Game, at: dict) -> Matrix:
    """The Jacobian of the gradient field: differentiate first, substitute afterwards."""
    values = {k: Integer(v) if isinstance(v, int) else v for k, v in at.items()}
    return Matrix([[c.diff(v).xreplace(values) for v in game.state] for c in gradient_field(game).rhs])


# --- the games of the literature ---


def test_absolutely_continuous_mean_game():
    """cf. Mescheder et al. 2018 with Gaussian data: K_DD = 2 f''(0) E x^2 appears by itself."""
    game = Game.gan(
        "means", output=psi * x, input=x, real=STANDARD, fake=Normal(theta, 1), generator=theta, discriminator=psi, f=f
    )
    one, two = Jet("f", 1, 0), Jet("f", 2, 0)
    assert jacobian_at(game, {psi: 0, theta: 0}) == Matrix([[0, -one], [one, 2 * two]])
    numbers = instantiate(jacobian_at(game, {psi: 0, theta: 0})[1, 1], {"f": logistic})
    assert numbers == Rational(-1, 2)


def test_instance_noise():
    """cf. Mescheder et al. 2018, Lemma 3.2: J = [[0, -c], [c, 2 s^2 f''(0)]]; no help for the WGAN."""
    s = Symbol("s", real=True)
    for g, c, d in ((logistic, Rational(1, 2), Rational(-1, 4)), (wasserstein, 1, 0)):
        game = Game.gan(
            "noise",
            output=psi * x,
            input=x,
            real=Normal(0, s**2),
            fake=Normal(theta, variance=s**2),
            generator=theta,
            discriminator=psi,
            f=g,
        )
        assert jacobian_at(game, {psi: 0, theta: 0}) == Matrix([[0, -c], [c, 2 * s**2 * d]])


@pytest.mark.parametrize(("g", "block"), [(logistic, Rational(-1, 10)), (wasserstein, 0)])
def test_uniform_quadratic_game(g, block):
    """cf. Nagarajan and Kolter 2017, section 5: D = w x^2, G = a z on [-1, 1]."""
    game = Game.gan(
        "uniform",
        output=w * x**2,
        input=x,
        real=BOX,
        fake=Pushforward(a * z, z, BOX),
        generator=a,
        discriminator=w,
        f=g,
    )
    c = Rational(1, 3) if g is logistic else Rational(2, 3)
    assert jacobian_at(game, {w: 0, a: 1}) == Matrix([[0, -c], [c, block]])


def test_linear_quadratic_gaussian_game():
    """cf. Nagarajan and Kolter 2017: the characteristic polynomial at (mu, sigma) = (2, 1) and the moments in K_DD."""
    mu, sigma, s = Symbol("mu", real=True), Symbol("sigma", positive=True), Symbol("s")
    game = Game.gan(
        "LQ",
        output=w2 * x**2 + w1 * x,
        input=x,
        real=Normal(mu, sigma**2),
        fake=Pushforward(a * z + b, z, STANDARD),
        generator=(a, b),
        discriminator=(w2, w1),
        f=logistic,
    )
    found = jacobian_at(game, {w1: 0, w2: 0, a: sigma, b: mu})
    m4 = mu**4 + 6 * mu**2 * sigma**2 + 3 * sigma**4
    assert (found[2, 2] + m4 / 2).expand() == 0
    numbers = found.xreplace({mu: Integer(2), sigma: Integer(1)})
    expected = s**4 + 24 * s**3 + 10 * s**2 + Rational(31, 8) * s + Rational(1, 4)
    assert (numbers.charpoly(s).as_expr() - expected).expand() == 0


def test_product_generator():
    """cf. Nagarajan and Kolter 2017 with G = a c z: at a c = 1 the characteristic polynomial has the factor lambda."""
    c, lam = Symbol("c", real=True), Symbol("lambda")
    game = Game.gan(
        "product",
        output=w * x**2,
        input=x,
        real=BOX,
        fake=Pushforward(a * c * z, z, BOX),
        generator=(a, c),
        discriminator=w,
        f=logistic,
    )
    found = jacobian_at(game, {w: 0, a: 2, c: Rational(1, 2)}).charpoly(lam).as_expr()
    expected = lam * (lam**2 + lam / 10 + (4 + Rational(1, 4)) / 9)
    assert (found - expected).expand() == 0


def test_conjugate_divergence_game():
    """An f-GAN with the KL divergence: E_p T - E_q exp(T - 1) at T = 1 has s^2 + s + 1 = 0."""
    t0, s = Symbol("t0", real=True), Symbol("s")
    critic = psi * x + t0
    value = expectation(critic, x, STANDARD) - expectation(exp(critic - 1), x, Normal(theta, 1))
    game = Game.zero_sum("KL", value, ("generator", theta), ("discriminator", (psi, t0)))
    block = jacobian_at(game, {psi: 0, theta: 0, t0: 1})
    reduced = block[:2, :2]
    assert (reduced.charpoly(s).as_expr() - (s**2 + s + 1)).expand() == 0


# name -> (activation T(v), conjugate f*(t), T'(0), f''(1)); cf. Nowozin et al. 2016, table 6
DIVERGENCES = {
    "KL": (lambda v: v + 1, lambda t: exp(t - 1), 1, 1),
    "reverse KL": (lambda v: -exp(-v), lambda t: -1 - log(-t), 1, 1),
    "Pearson": (lambda v: v, lambda t: t**2 / 4 + t, 1, 2),
    "Neyman": (lambda v: 1 - exp(-v), lambda t: 2 - 2 * sqrt(1 - t), 1, 2),
    "Hellinger": (lambda v: 1 - exp(-v), lambda t: t / (1 - t), 1, Rational(1, 2)),
    "Jensen-Shannon": (lambda v: log(2) - log(1 + exp(-v)), lambda t: -log(2 - exp(t)), Rational(1, 2), Rational(1, 2)),
    "GAN": (lambda v: -log(1 + exp(-v)), lambda t: -log(1 - exp(t)), Rational(1, 2), Rational(1, 2)),
}


@pytest.mark.parametrize("name", DIVERGENCES)
@pytest.mark.parametrize("curvature", [0, 1])
def test_divergences_with_gaussian_data(name, curvature):
    """The saddle of E_p T(v) - E_q f*(T(v)) with v = psi x + t0 + (curvature) psi^2 x^2 has J = [[0, k], [-k, -m]]:
    k = T'(0), m = k^2 / f''(1)."""
    activation, conjugate, k, second = DIVERGENCES[name]
    t0 = Symbol("t0", real=True)
    v = psi * x + t0 + curvature * psi**2 * x**2
    value = expectation(activation(v), x, STANDARD) - expectation(conjugate(activation(v)), x, Normal(theta, 1))
    game = Game.zero_sum(name, value, ("generator", theta), ("discriminator", (psi, t0)))
    found = jacobian_at(game, {psi: 0, theta: 0, t0: 0})
    damping = Rational(k) ** 2 / second
    assert found == Matrix([[0, k, 0], [-k, -damping, 0], [0, 0, -damping]])


def test_logarithms_of_fractions_are_split():
    """-log(2 - exp(T)) with T = log 2 - log(1 + exp(-v)) is softplus(v) - log 2, so it can be differentiated."""
    value = expectation(-log(2 - 2 / (1 + exp(-psi * x**2))), x, STANDARD)
    assert value == expectation(log(1 + exp(psi * x**2)), x, STANDARD) - log(2)


# --- moments of indicators; many points ---


def test_probability_of_an_interval():
    """cf. Li et al. 2018: E of an indicator is a difference of normal distribution functions, and differentiates."""
    left, right, mu = symbols("left right mu", real=True)
    indicator = Heaviside(right - x) - Heaviside(left - x)
    value = expectation(indicator, x, Mixture([Rational(1, 2), Rational(1, 2)], [Normal(mu, 1), Normal(-1, 1)]))
    density = (exp(-((right - mu) ** 2) / 2) + exp(-((right + 1) ** 2) / 2)) / (2 * sqrt(2 * pi))
    assert not value.has(Expectation)
    assert (value.diff(right) - density).simplify() == 0


def test_many_generated_points():
    """Twenty generated points in the plane, Gaussian data: field and discriminator block in seconds, exactly."""
    points = [symbols(f"g{i}x g{i}y", real=True) for i in range(20)]
    weights = symbols("v1:4", real=True)
    game = Game.gan(
        "points",
        output=weights[0] * x + weights[1] * y + weights[2] * x * y,
        input=(x, y),
        real=Normal([0, 0], 1),
        fake=Finite.uniform(points),
        generator=[c for pt in points for c in pt],
        discriminator=weights,
        f=f,
    )
    field = gradient_field(game).rhs
    zero = dict.fromkeys(game.state, Integer(0))
    found = Matrix([[field[40 + i].diff(v).xreplace(zero) for v in weights] for i in range(3)])
    assert found == Jet("f", 2, 0) * Matrix.eye(3)
