"""Kinds of claim for the GANs of Nagarajan and Kolter: confirmed where true, refuted with a witness where false."""

from __future__ import annotations

from typing import Any

import mpmath
import numpy as np
import pytest
from sympy import I, Integer, Matrix, Rational, Symbol, log, oo, sqrt, symbols

from stability.clock import Time
from stability.equilibrium import Gauge
from stability.expectation import Normal
from stability.game import Game
from stability.games import dirac_gan, linear_quadratic_gan, quadratic_gaussian_gan, uniform_gan, zero_mean_gan
from stability.objectives import logistic, wasserstein
from stability.regularizers import DiscriminatorFieldPenalty
from stability.system import System, gradient_field
from stability.theorem import (
    CentreByIntegral,
    Claim,
    ClosedOrbits,
    EquilibriaUpTo,
    InvariantVolume,
    LevelPeriod,
    LocalHypotheses,
    Outcome,
    PenalizedBlock,
    PenalizedUndampedBounds,
    ProjectedHurwitz,
    QuadraticNormalForm,
    RealPartsAtMost,
    RegionAttracted,
    SameRestPoints,
    SemidefiniteCriterion,
    Static,
)
from stability.theorem.convex import not_convex

x, y = symbols("x y", real=True)
LINE = Static("no state").system
WGAN = gradient_field(uniform_gan(wasserstein))
a, w = WGAN.state
ENERGY = w**2 + a**2 / 2 - log(a)
RIGHT = ((a, Integer(1)), (w, Integer(0)))
HALF = ((a, (Integer(0), oo)),)


def outcome(claim: Claim, system: System) -> str:
    """The outcome; a refutation has to come with a witness."""
    checked = claim.check(system)
    assert checked.outcome is not Outcome.REFUTED or checked.witness
    return checked.outcome.name


def accepted(claim: Claim, system: System) -> None:
    """Confirmed, and every twin refuted with a witness."""
    assert outcome(claim, system) == "CONFIRMED"
    assert claim.twins()
    assert {outcome(twin, system) for twin in claim.twins()} == {"REFUTED"}


def planar(*rhs: Any, assumptions: Any = ()) -> System:
    """A flow in x and y."""
    return System(Time.CONTINUOUS, (x, y), rhs, assumptions=assumptions)


def test_invariant_volume() -> None:
    """A density that compensates the divergence is accepted; without it, or at a sink, the claim is refuted."""
    accepted(InvariantVolume(1 / a, RIGHT), WGAN)
    assert outcome(InvariantVolume(1 / a**2, RIGHT), WGAN) == "REFUTED"
    assert outcome(InvariantVolume(Integer(1)), planar(-x, -y)) == "REFUTED"


def test_invariant_volume_needs_a_positive_density() -> None:
    """A density that vanishes at the point measures nothing there: the flow x' = -x, y' = y keeps x y dx dy."""
    assert outcome(InvariantVolume(x * y), planar(-x, y)) == "REFUTED"


def test_centre_by_integral() -> None:
    """A strict minimum of a first integral; a saddle of one proves nothing, a function that changes is refused."""
    accepted(CentreByIntegral(ENERGY, RIGHT), WGAN)
    assert outcome(CentreByIntegral(x * y), planar(x, -y)) == "UNDECIDED"
    assert outcome(CentreByIntegral(x**2 + y**2), planar(-y - x, x)) == "REFUTED"
    assert outcome(CentreByIntegral(x**2 + (y - 1) ** 2), planar(1 - y, x)) == "REFUTED"


def test_closed_orbits() -> None:
    """A centre on a half plane; on the whole plane the integral is not convex, and nothing is claimed."""
    accepted(ClosedOrbits(ENERGY, HALF, RIGHT), WGAN)
    assert outcome(ClosedOrbits(ENERGY, HALF, RIGHT, isolated=True), WGAN) == "REFUTED"
    assert outcome(ClosedOrbits(ENERGY, (), RIGHT), WGAN) == "UNDECIDED"


def test_other_equilibria_stop_closed_orbits() -> None:
    """x' = y (x - 2), y' = -x (x - 2) conserves x^2 + y^2, but rests on the line x = 2."""
    field = planar(y * (x - 2), -x * (x - 2))
    assert outcome(CentreByIntegral(x**2 + y**2), field) == "CONFIRMED"
    assert outcome(ClosedOrbits(x**2 + y**2), field) == "UNDECIDED"


@pytest.mark.parametrize(
    ("function", "fragment"),
    [
        (x * y, "not a sum"),
        (x**2 - y**2, "not proven strictly convex"),
        (x**2 + (y - 1) ** 2, "no minimum"),
        (sqrt(1 + x**2) + y**2, ""),
    ],
)
def test_not_convex(function: Any, fragment: str) -> None:
    """Each hypothesis on the Lyapunov function is checked."""
    box = {x: (-oo, oo), y: (-oo, oo)}
    found = not_convex(function, {x: Integer(0), y: Integer(0)}, box, ())
    assert (fragment in found) if fragment else found == ""


def period_by_lambert(second_moment: float) -> Any:
    """The period of the orbit through (0, 2) in the coordinates H - 1/2 = w^2 + u^2: the rectangle rule on a periodic
    analytic integrand, with a(u) by Lambert's W; no singular integral appears."""
    level = 2 - mpmath.log(2)
    radius, steps = mpmath.sqrt(level - mpmath.mpf(1) / 2), 160
    total = mpmath.mpf(0)
    for k in range(steps):
        u = radius * mpmath.sin(2 * mpmath.pi * (k + mpmath.mpf(1) / 3) / steps)
        square = -mpmath.lambertw(-mpmath.exp(-1 - 2 * u * u), 0 if u < 0 else -1).real
        total += u / (second_moment * (square - 1))
    return total * 2 * mpmath.pi / steps


def test_level_period() -> None:
    """Two routes to the period and the smallest scale: the enclosed integral and Lambert's W."""
    with mpmath.workdps(60):
        period = mpmath.nstr(period_by_lambert(mpmath.mpf(1)), 38)
        smallest = mpmath.nstr(mpmath.sqrt(-mpmath.lambertw(-mpmath.exp(-2 * (2 - mpmath.log(2)))).real), 38)
    system = gradient_field(zero_mean_gan())
    scale, slope = system.state
    start = ((scale, Integer(2)), (slope, Integer(0)))
    accepted(LevelPeriod(ENERGY, start, period, (smallest, "2.0000000000"), HALF, RIGHT), system)


def test_level_period_from_the_other_side() -> None:
    """The harmonic oscillator x' = 2 y, y' = -2 x from a turning point on the left: the period is pi."""
    start = ((x, -Integer(3)), (y, Integer(0)))
    accepted(LevelPeriod(x**2 + y**2, start, "3.14159265358979", ("-3.0000", "3.0000")), planar(2 * y, -2 * x))


def test_region_attracted() -> None:
    """The penalty makes the integral decrease; without it, and with two equilibria, nothing is claimed."""
    eta = Symbol("eta", positive=True)
    accepted(
        RegionAttracted(ENERGY, HALF, RIGHT), gradient_field(DiscriminatorFieldPenalty(eta)(uniform_gan(wasserstein)))
    )
    assert outcome(RegionAttracted(ENERGY, HALF, RIGHT), WGAN) == "UNDECIDED"
    assert outcome(RegionAttracted(x**2 + y**2), planar(-x, 0 * y)) == "UNDECIDED"
    assert outcome(RegionAttracted(x**2 + y**2), planar(x, -y)) == "REFUTED"


def test_semidefinite_criterion() -> None:
    """The exact criterion is proven; either half of it alone is refuted by an instance."""
    accepted(SemidefiniteCriterion(), LINE)


def test_semidefinite_criterion_on_random_matrices() -> None:
    """A second route: floating-point eigenvalues of random integer blocks, away from the axis by 1e-6."""
    rng = np.random.default_rng(20170614)
    criterion, seen = SemidefiniteCriterion(), set()
    for _ in range(150):
        root = rng.integers(-1, 2, size=(int(rng.integers(1, 3)), 3))
        q, p = root.T @ root, rng.integers(-1, 2, size=(3, int(rng.integers(1, 4))))
        block = np.block([[-q, p], [-p.T, np.zeros((p.shape[1],) * 2)]])
        # integer matrices of size 6: eigenvalues on the axis are computed to about 1e-8, damped ones lie farther off
        hurwitz = bool(np.linalg.eigvals(block).real.max() < -1e-6)
        assert hurwitz == criterion._condition(Matrix(q.tolist()), Matrix(p.tolist()))
        seen.add(hurwitz)
    assert seen == {True, False}


def test_penalized_block() -> None:
    """Stable for every strength; the published upper bound as an equivalence is refuted."""
    accepted(PenalizedBlock(), LINE)


def test_penalized_undamped_bounds() -> None:
    """The published bounds hold, a sharper one too; a bound beyond it is refuted by an instance."""
    low, high, eta = symbols("low high eta", positive=True)
    accepted(PenalizedUndampedBounds(low, high, eta, -eta * low, -1 / (2 * eta)), LINE)
    assert outcome(PenalizedUndampedBounds(low, high, eta, -eta * high, -1 / (2 * eta)), LINE) == "REFUTED"
    assert outcome(PenalizedUndampedBounds(low, high, eta, -eta * low, -1 / eta), LINE) == "REFUTED"


def test_real_parts() -> None:
    """All eigenvalues, or those that are not real only; equality on the boundary counts as kept."""
    spiral = System(Time.CONTINUOUS, (x, y), (-x - 2 * y, 2 * x - y))
    accepted(RealPartsAtMost(-Integer(1)), spiral)
    accepted(RealPartsAtMost(-Integer(1), real=False), spiral)
    node = planar(-x, -2 * y)
    assert outcome(RealPartsAtMost(-Rational(3, 2)), node) == "REFUTED"
    assert outcome(RealPartsAtMost(-Rational(3, 2), real=False), node) == "CONFIRMED"
    assert outcome(RealPartsAtMost(-Integer(1), at=((x, Symbol("p", real=True)), (y, Integer(0)))), node) == "CONFIRMED"


def test_local_hypotheses() -> None:
    """The uniform GAN satisfies them at both equilibria."""
    system = gradient_field(uniform_gan(logistic))
    for sign in (1, -1):
        accepted(LocalHypotheses((1, 1), at=((a, Integer(sign)), (w, Integer(0)))), system)


@pytest.mark.parametrize(
    ("game", "ranks", "at", "assumption"),
    [
        (uniform_gan(wasserstein), (1, 1), RIGHT, "assumption II"),
        (dirac_gan(logistic), (0, 1), None, "assumption IV"),
        (
            uniform_gan(logistic, factors=2),
            (1, 1),
            tuple(zip(symbols("a c w", real=True), (1, 1, 0), strict=True)),
            "III",
        ),
    ],
)
def test_local_hypotheses_fail_one_by_one(game: Game, ranks: Any, at: Any, assumption: str) -> None:
    """Each assumption is seen to fail, with a witness."""
    place = None if at is None else tuple((s, Integer(v)) for s, v in at)
    checked = LocalHypotheses(ranks, at=place).check(gradient_field(game))
    assert checked.outcome is Outcome.REFUTED and checked.witness
    assert assumption in checked.reason


def test_local_hypotheses_need_equal_laws() -> None:
    """At a = 2 the generated law is another one, although D = 0: the discriminator moves, so nothing rests there."""
    checked = LocalHypotheses((1, 1), at=((a, Integer(2)), (w, Integer(0)))).check(
        gradient_field(uniform_gan(logistic))
    )
    assert checked.outcome is Outcome.REFUTED and checked.witness
    assert "no equilibrium" in checked.reason


def test_local_hypotheses_need_the_right_curve() -> None:
    """A curve that leaves the null space of K_DG proves nothing."""
    game = uniform_gan(logistic, factors=2)
    t = Symbol("t", positive=True)
    c = game.state[1]
    here = tuple(zip(game.state, map(Integer, (1, 1, 0)), strict=True))
    wrong = LocalHypotheses((1, 1), here, False, ((a, t), (c, t)), (t,), ((t, Integer(1)),))
    assert outcome(wrong, gradient_field(game)) == "UNDECIDED"


def test_projected_hurwitz() -> None:
    """The redundant direction is removed; the projected WGAN is not Hurwitz."""
    at = tuple(zip(symbols("a c w", real=True), map(Integer, (1, 1, 0)), strict=True))
    accepted(ProjectedHurwitz(2, at=at), gradient_field(uniform_gan(logistic, factors=2)))
    assert outcome(ProjectedHurwitz(1, at=RIGHT), WGAN) == "REFUTED"


def test_quadratic_normal_form() -> None:
    """The resonant coefficients of the linear-quadratic WGAN, and refusals of wrong ones."""
    system = gradient_field(quadratic_gaussian_gan(wasserstein))
    s, b, w_2, w_1 = system.state
    at = tuple(zip(system.state, map(Integer, (1, 0, 0, 0)), strict=True))
    terms = {0: {(0, 2, 0, 0): Rational(1, 4)}, 1: {(1, 0, 0, 1): -Rational(1, 2)}}
    weights = (Integer(2), Integer(1))
    right = QuadraticNormalForm((w_2 - I * s, b + I * w_1), (Integer(2), Integer(1)), terms, at, weights)
    accepted(right, system)
    wrong_weights = QuadraticNormalForm(right.coordinates, right.frequencies, terms, at, (Integer(1), Integer(1)))
    assert outcome(wrong_weights, system) == "REFUTED"
    swapped = QuadraticNormalForm(right.coordinates, (Integer(1), Integer(2)), terms, at)
    assert outcome(swapped, system) == "REFUTED"


def test_normal_form_by_averaging() -> None:
    """A second route to a resonant coefficient: the average of exp(-2 i t) times the quadratic part over one turn."""
    t = np.linspace(0, 2 * np.pi, 64, endpoint=False)
    z_2 = np.exp(1j * t)
    b = z_2.real  # z_1 = 0: z_2 = b + i w_1, so that the quadratic part of z_1' = w_2' - i a' is b^2/... of w_2'
    quadratic = b**2
    assert np.mean(np.exp(-2j * t) * quadratic) == pytest.approx(0.25, abs=1e-12)  # rounding error of 64 terms


def test_same_rest_points() -> None:
    """The regularizer keeps the rest points; multipliers that do not fit are refuted."""
    eta = Symbol("eta", nonnegative=True)
    game = uniform_gan(wasserstein)
    speed = gradient_field(game).rhs[1]
    accepted(
        SameRestPoints(game, {a: {w: -2 * eta * speed.diff(a)}}), gradient_field(DiscriminatorFieldPenalty(eta)(game))
    )


def test_equilibria_up_to_rotations() -> None:
    """Two orbits in the plane; one of them alone is not the whole set."""
    game = linear_quadratic_gan(2)
    a_11, a_12, a_21, a_22 = game.state[:4]
    turn = Gauge({a_11: -a_12, a_12: a_11, a_21: -a_22, a_22: a_21}, name="rotation of the noise")
    rest = dict.fromkeys(game.state, Integer(0))
    points = tuple(tuple({**rest, a_11: Integer(1), a_22: Integer(sign)}.items()) for sign in (1, -1))
    accepted(EquilibriaUpTo(points, (turn,)), gradient_field(game))
    assert outcome(EquilibriaUpTo(points[:1], (turn,)), gradient_field(game)) == "UNDECIDED"


def test_zero_mean_game() -> None:
    """The field depends on the law through its second moment: variance 1/3 gives the field of the uniform WGAN."""
    assert gradient_field(zero_mean_gan(variance=Rational(1, 3))).rhs == WGAN.rhs
    assert zero_mean_gan(logistic).discriminator.real == Normal(0, 1)
