"""Kernel GANs: features, history form, equilibria in balls and travelling waves."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
import pytest
from flint import acb, acb_mat, arb, arb_mat, ctx
from sympy import Integer, Rational, exp, simplify, symbols

from stability.algebra.balls import within_last_digit
from stability.dynamics import SimultaneousGD
from stability.errors import BadInput, CannotSolve
from stability.games import isolated_points_gan, kernel_gan
from stability.kernel import (
    feature_history,
    feature_kernel,
    features,
    kernel_point,
    map_speed,
    moment,
    moment_by_quadrature,
    multi_indices,
    run_history,
)
from stability.system import gradient_field
from stability.trajectory import simulate

lam, kappa, mu, p, q = symbols("lambda kappa mu p q", positive=True)
half = Rational(1, 2)


@pytest.mark.parametrize("dimension", [1, 2, 3])
def test_features_sum_to_their_kernel(dimension: int) -> None:
    """sum psi_n(x) psi_n(y) is the truncated kernel, in every dimension: the multinomial theorem."""
    x, y = symbols(f"x1:{dimension + 1}", real=True), symbols(f"y1:{dimension + 1}", real=True)
    total = sum(a * b for a, b in zip(features(x, kappa, 3), features(y, kappa, 3), strict=True))
    assert simplify(total - feature_kernel(x, y, kappa, 3)) == 0
    assert len(features(x, kappa, 3)) == len(list(multi_indices(dimension, 3))) == math.comb(2 + dimension, dimension)


def test_many_features_give_the_gaussian_kernel() -> None:
    """The truncation error is below the first term that is left out."""
    x, y, k = Rational(6, 5), Rational(-7, 10), Rational(3, 2)
    gap = abs(float(feature_kernel((x,), (y,), k, 20) - exp(-k * (x - y) ** 2 / 2)))
    assert gap < float(abs(k * x * y)) ** 20 / math.factorial(20)


def test_features_need_a_degree() -> None:
    """No features and no coordinates are refused."""
    for point, degree in (((Integer(1),), 0), ((), 2)):
        with pytest.raises(BadInput, match="at least 1"):
            features(point, kappa, degree)


def test_game_refuses_what_does_not_fit() -> None:
    """Masses without points, no generated points, and points of another dimension."""
    with pytest.raises(BadInput, match="one mass for each true point"):
        kernel_gan([0], [half, half], [1], lam=1, kappa=1)
    with pytest.raises(BadInput, match="at least one generated"):
        kernel_gan([0], [1], [], lam=1, kappa=1)
    with pytest.raises(BadInput, match="2 coordinates"):
        kernel_gan([0], [1], [1], lam=1, kappa=1, dimension=2)
    with pytest.raises(BadInput, match="one neighbourhood for each mass"):
        isolated_points_gan([half, half], [[half]], lam=1, kappa=1)


def test_isolated_points_decouple() -> None:
    """No variable of one neighbourhood enters the field of another one."""
    system = gradient_field(isolated_points_gan([p, q], [[p, q], [q]], lam=lam, kappa=kappa, features=3))
    here = {s for s in system.state if str(s).startswith(("u1", "theta1"))}
    for variable, rate in zip(system.state, system.rhs, strict=True):
        mixed = rate.free_symbols & (set(system.state) - here if variable in here else here)
        assert not mixed, (variable, mixed)


def test_one_neighbourhood_is_the_plain_game() -> None:
    """With one true point at the origin the two constructors give one field."""
    plain = gradient_field(kernel_gan([0], [p], [q, q], lam=lam, kappa=kappa, mu=mu))
    alone = gradient_field(isolated_points_gan([p], [[q, q]], lam=lam, kappa=kappa, mu=mu))
    renamed = dict(zip(alone.state, plain.state, strict=True))
    assert all((a.xreplace(renamed) - b).expand() == 0 for a, b in zip(alone.rhs, plain.rhs, strict=True))


INSTANCE: dict[str, Any] = {"kappa": Rational(2), "lam": half, "eta_d": Rational(1, 5), "eta_g": Rational(1, 4)}


def test_history_in_floats_agrees_with_balls() -> None:
    """Two implementations of the history form with the Gaussian kernel, two true and two generated points."""
    points, masses, generated = [[0], [1]], [Rational(2, 3), Rational(1, 3)], [half, half]
    start = [[Rational(1, 5)], [Rational(9, 10)]]
    balls = feature_history(points, masses, start, generated, steps=15, **INSTANCE)
    floats = run_history(
        points, [2 / 3, 1 / 3], [[0.2], [0.9]], [0.5, 0.5], steps=15, **{k: float(v) for k, v in INSTANCE.items()}
    )
    for k in range(16):
        assert np.allclose(floats[k, :, 0, 0], [float(c) for c in balls[k]], rtol=0, atol=1e-14)  # rounding only


def test_features_approach_the_gaussian_history() -> None:
    """With 24 features the history of points within one width agrees with the Gaussian kernel to rounding."""
    arguments = ([[0]], [1], [[half]], [1])
    exact = feature_history(*arguments, steps=8, **INSTANCE)
    close = feature_history(*arguments, steps=8, degree=24, **INSTANCE)
    coarse = feature_history(*arguments, steps=8, degree=2, **INSTANCE)
    assert float(abs(exact[-1][0] - close[-1][0])) < 1e-14
    assert float(abs(exact[-1][0] - coarse[-1][0])) > 1e-4


def test_simultaneous_history_is_simultaneous_descent() -> None:
    """newest=False is the simultaneous update of the feature game, and differs from the published rule."""
    game = kernel_gan([0], [1], [1], lam=half, kappa=2, features=4)
    step = Rational(1, 5)
    path = simulate(SimultaneousGD(step)(game), [0.5, 0, 0, 0, 0], 10, samples=11).states[:, 0]
    numbers = {**INSTANCE, "eta_d": step, "eta_g": step}
    old = feature_history([[0]], [1], [[half]], [1], steps=10, degree=4, newest=False, **numbers)
    new = feature_history([[0]], [1], [[half]], [1], steps=10, degree=4, **numbers)
    assert np.allclose(path, [float(c[0]) for c in old], rtol=0, atol=1e-14)  # rounding only
    assert abs(float(new[-1][0]) - path[-1]) > 1e-3


def test_unregularized_history_has_linear_weights() -> None:
    """lam = 0 is the limit of small lam, without a division."""
    tiny = feature_history([[0]], [1], [[half]], [1], steps=6, **{**INSTANCE, "lam": Rational(1, 10**12)})
    zero = feature_history([[0]], [1], [[half]], [1], steps=6, **{**INSTANCE, "lam": Integer(0)})
    assert 0 < float(abs(tiny[-1][0] - zero[-1][0])) < 1e-11


def _by_features(
    place: list[Any], masses: list[Any], generated: list[Any], near: list[Any], lam_: Any, count: int
) -> Any:
    """Newton on the whole state (y, theta) of the game with ``count`` features, kappa = mu = 1: state and Jacobian."""

    def jets(x: Any) -> list[list[Any]]:
        psi = [(-x * x / 2).exp()]
        for n in range(1, count):
            psi.append(psi[-1] * x / arb(n).sqrt())
        first = [(arb(n).sqrt() * psi[n - 1] if n else arb(0)) - x * psi[n] for n in range(count)]
        second = [(arb(n).sqrt() * first[n - 1] if n else arb(0)) - psi[n] - x * first[n] for n in range(count)]
        return [psi, first, second]

    points, n = len(near), len(near) + count
    state = [*near, *([arb(0)] * count)]
    fixed = [sum((m * jets(x)[0][k] for m, x in zip(masses, place, strict=True)), arb(0)) for k in range(count)]
    for _ in range(8):
        y, theta = state[:points], state[points:]
        values, rows = [arb(0)] * n, [[arb(0)] * n for _ in range(n)]
        for k in range(count):
            values[points + k] = fixed[k] - lam_ * theta[k]
            rows[points + k][points + k] = -lam_
        for j, (yj, m) in enumerate(zip(y, generated, strict=True)):
            psi, first, second = jets(yj)
            values[j] = m * sum((t * d for t, d in zip(theta, first, strict=True)), arb(0))
            rows[j][j] = m * sum((t * d for t, d in zip(theta, second, strict=True)), arb(0))
            for k in range(count):
                values[points + k] = values[points + k] - m * psi[k]
                rows[points + k][j], rows[j][points + k] = -m * first[k], m * first[k]
        jacobian = arb_mat(rows)
        change = jacobian.solve(arb_mat([[v] for v in values]))
        state = [(s - change[i, 0]).mid() for i, s in enumerate(state)]
    return state[:points], jacobian


def _near_eigenvalue(matrix: Any, guess: Any) -> Any:
    """Inverse iteration with Rayleigh quotients, in balls whose radii are dropped: a numerical second opinion."""
    n, value = matrix.nrows(), guess
    vector = acb_mat([[acb(1)] for _ in range(n)])
    whole = acb_mat(matrix)
    for _ in range(6):
        shifted = acb_mat([[whole[i, j] - (value if i == j else 0) for j in range(n)] for i in range(n)])
        found = shifted.solve(vector)
        vector = acb_mat([[acb(found[i, 0].real.mid(), found[i, 0].imag.mid()) / found[0, 0]] for i in range(n)])
        vector = acb_mat([[acb(vector[i, 0].real.mid(), vector[i, 0].imag.mid())] for i in range(n)])
        image = whole * vector
        quotient = image[0, 0] / vector[0, 0]
        value = acb(quotient.real.mid(), quotient.imag.mid()) + acb(10) ** -60  # never exactly singular
    return value


def test_overlap_agrees_with_the_feature_game() -> None:
    """Equilibrium and spectrum at L = 5 by the exact reduction and by 60 features around the middle, to 25 digits."""
    masses, generated = [Rational(3, 5), Rational(2, 5)], [half, half]
    found = kernel_point([0, 5], masses, [0, 5], generated, kappa=1, lam=half, mu=1)
    with ctx.workprec(400):
        middle = arb(5) / 2
        state, jacobian = _by_features(
            [-middle, middle], [arb(3) / 5, arb(2) / 5], [arb(1) / 2] * 2, [-middle, middle], arb(1) / 2, 60
        )
        for mine, other in zip(found.positions, state, strict=True):
            assert abs(mine - other - middle) < arb(10) ** -25
        for z in found.eigenvalues[1::2]:
            start = acb(round(float(z.real), 6), round(float(z.imag), 6))
            assert abs(_near_eigenvalue(jacobian, start) - z) < arb(10) ** -25


def test_far_points_are_a_flat_equation() -> None:
    """A start where the kernel is nothing leads nowhere, and that is said."""
    with pytest.raises(CannotSolve, match="equilibrium of the kernel game"):
        kernel_point([0], [1], [Integer(80)], [1], kappa=1, lam=half, mu=1)


def test_reduction_at_one_point_is_the_quadratic() -> None:
    """One true and one generated point: s^2 + (lam + mu q kappa (p - q)/lam) s + mu kappa q p."""
    found = kernel_point([0], [Rational(2, 5)], [Rational(1, 50)], [half], kappa=4, lam=Rational(1, 5), mu=1)
    assert [within_last_digit(z.real, "0.4") for z in found.eigenvalues] == [True, True]
    assert within_last_digit(found.eigenvalues[1].imag, "0.8")


def test_moment_in_closed_form_and_by_quadrature() -> None:
    """I(v) two ways, and it decreases."""
    with ctx.workprec(200):
        values = []
        for v in (arb(1) / 10, arb(1) / 2, arb(2)):
            closed, direct = moment(v, arb(1) / 2, arb(1)), moment_by_quadrature(v, arb(1) / 2, arb(1))
            assert closed.overlaps(direct) and closed.rad() < 1e-30 and direct.rad() < 1e-18
            values.append(closed)
        assert values[0] > values[1] > values[2]


def test_runaway_point_moves_at_the_speed_of_the_wave() -> None:
    """Simulated speed = speed of the iteration's wave, which approaches the flow's to first order in the step."""
    errors = []
    for step in (0.04, 0.02):
        path = run_history(
            [[0.0]], [0.01], [[0.1]], [1.0], kappa=1, lam=0.5, eta_d=step, eta_g=step, steps=round(50 / step)
        )[:, 0, 0, 0]
        speed = map_speed(0.5, 1, 1, 1, step)
        assert abs(abs(path[-1] - path[-2]) / step - speed) < 1e-6  # what is left of the transient at time 50
        errors.append(0.656100081779 - speed)
    assert 1.9 < errors[0] / errors[1] < 2.1


def test_wave_of_the_map_needs_a_decaying_memory() -> None:
    """lam step outside (0, 1) is refused; strong regularization has no wave."""
    with pytest.raises(CannotSolve, match="0 < lam step < 1"):
        map_speed(2.0, 1.0, 1.0, 1.0, 0.6)
    assert map_speed(1.5, 1.0, 1.0, 1.0, 0.01) == 0.0


def test_hopf_coefficient_predicts_the_amplitude() -> None:
    """Just below the threshold the simulated amplitude is sqrt(growth/-coefficient), to a few per cent."""
    rho, at_threshold = 2.0, 1 / math.sqrt(5)
    coefficient = -3 * 4 * at_threshold * rho**2 * (8 * rho**2 + 5) / (16 * (4 * rho**2 + 1))
    for regularization, simulated in ((0.44, 0.049485897), (0.43, 0.075977839)):
        growth = -(regularization - 0.2 / regularization) / 2
        assert math.sqrt(growth / -coefficient) == pytest.approx(simulated, rel=0.03)  # the next order is 3 per cent


def test_jury_condition_against_numpy() -> None:
    """eta_d lam < 2 and eta_d eta_g kappa < 2 (2 - eta_d lam), on a grid that straddles both boundaries."""
    for d, g, weight, k in itertools.product((0.2, 1.0, 1.9), (0.3, 1.1), (0.5, 1.01, 1.3), (0.7, 3.0, 9.0)):
        trace, product = 2 - d * weight - d * g * k, 1 - d * weight
        radius = max(abs(np.roots([1, -trace, product])))
        inside = d * weight < 2 and d * g * k < 2 * (2 - d * weight)
        assert (radius < 1) == inside, (d, g, weight, k)
