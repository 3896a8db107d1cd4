"""Interval discriminators: losses against quadrature, the optimal discriminator against independent routes."""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import Any

import mpmath
import pytest
from flint import arb, ctx
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import Integer, Rational, Symbol, exp, lambdify, pi, sign, sqrt

from stability.clock import Time
from stability.errors import BadInput, CannotSolve, NotApplicable
from stability.expectation import Mixture, Normal
from stability.games import gaussian_interval_gan, one_sided_gan, two_gaussians_gan
from stability.optimal_discriminator import cone_slope, optimal_discriminator
from stability.system import System, gradient_field
from stability.theorem import (
    AcrossEquilibria,
    BestCollapsedMean,
    BestDiscriminator,
    CharacteristicAt,
    ConeSlope,
    DistanceDetectsCollapse,
    EndsBetweenMeans,
    EveryOrbitConverges,
    InvariantSet,
    LargestNumberOfIntervals,
    NeverAtRest,
    Outcome,
    RepellingCycle,
    RootNumbers,
    Static,
)

HALF = Rational(1, 2)
X = Symbol("x", real=True)
NOWHERE = Static("nothing that moves").system
#: (target, generator) with one, two and three zeros, far apart, equal means on one side.
INSTANCES = (
    ((-0.5, 0.5), (-1, 1)),
    ((-2, 2), (-1, 2.5)),
    ((-1, 1), (0, 2)),
    ((-2, 2), (0, 0)),
    ((-1, 1), (5, 7)),
    ((0, 3), (0, 1)),
)


def density(means: Any, x: Any) -> Any:
    return mpmath.fsum(mpmath.npdf(x, m, 1) for m in means) / len(means)


def exactly(means: Any) -> tuple[Fraction, ...]:
    return tuple(Fraction(m) for m in means)


def distance(target: Any, generator: Any) -> Any:
    """TV by adaptive quadrature of |p* - p_mu|, split at the means and at roots from a dense scan."""
    grid = [mpmath.mpf(k) / 8 for k in range(-160, 161)]

    def gap(x: Any) -> Any:
        return density(target, x) - density(generator, x)

    ends = []
    for a, b in itertools.pairwise(grid):
        if gap(a) * gap(b) < 0:
            ends.append(mpmath.findroot(gap, (a, b), solver="anderson"))
        elif gap(b) == 0:
            ends.append(b)
    points = [-20, *ends, 20]
    return sum(abs(mpmath.quad(gap, mpmath.linspace(a, b, 12))) for a, b in itertools.pairwise(points)) / 2


def close(value: Any, other: Any, tolerance: float) -> bool:
    return abs(mpmath.mpf(value.str(40, radius=False)) - other) < tolerance


def test_the_loss_is_the_integral_of_the_densities() -> None:
    """Exact error functions against quadrature of E_{p*} D + E_{p_mu} (1 - D), overlapping intervals counted twice."""
    game = two_gaussians_gan((-1, 2))
    state = (0.3, 1.1, -2.0, 0.5, 0.25, 3.0)
    value = float(lambdify(game.state, game.player("generator").loss, "mpmath")(*state))
    with mpmath.workdps(20):
        mass = sum(
            mpmath.quad(lambda x: density((-1, 2), x) - density(state[:2], x), [a, b])
            for a, b in ((-2, 0.25), (0.5, 3))
        )
    assert abs(value - float(1 + mass)) < 1e-12


def test_an_inverted_interval_counts_negatively() -> None:
    """Exchanging the ends of the only interval turns L into 2 - L."""
    game = gaussian_interval_gan(Symbol("m", real=True))
    _mu, left, right = game.state
    loss = game.player("generator").loss
    assert (loss + loss.xreplace({left: right, right: left}) - 2).expand() == 0


def test_the_half_line_is_an_interval_from_far_left() -> None:
    """The one-sided game has the field of the interval game with its left end at -oo."""
    one, two = one_sided_gan(Rational(1, 3)), gaussian_interval_gan(Rational(1, 3))
    mu, right = one.state
    field = dict(zip(two.state, gradient_field(two).rhs, strict=True))
    here = {mu: HALF, right: Integer(2), two.state[1]: Integer(-60)}
    for symbol, component in zip(one.state, gradient_field(one).rhs, strict=True):
        gap = (field[symbol] - component).xreplace(here)
        assert abs(gap.evalf(30)) < Rational(1, 10**30)  # phi(60) is far below


def test_wrong_input_is_refused() -> None:
    """Three means, floats and no interval are refused with what to write."""
    with pytest.raises(BadInput, match="2 exact numbers"):
        two_gaussians_gan((0, 1, 2))
    with pytest.raises(BadInput, match="float"):
        two_gaussians_gan((0.5, 1))
    with pytest.raises(BadInput, match="intervals"):
        two_gaussians_gan((0, 1), intervals=0)
    with pytest.raises(BadInput, match="rational"):
        optimal_discriminator((sqrt(Integer(2)),), (0,))


@pytest.mark.parametrize(("target", "generator"), INSTANCES)
def test_total_variation_against_quadrature(target: Any, generator: Any) -> None:
    """Certified balls contain the value of an adaptive quadrature that knows nothing of exponential sums."""
    best = optimal_discriminator(exactly(target), exactly(generator))
    with mpmath.workdps(30):
        assert close(best.total_variation(25), distance(target, generator), 1e-18)


@pytest.mark.parametrize(("target", "generator"), INSTANCES)
def test_gradient_and_hessian_against_differences(target: Any, generator: Any) -> None:
    """Central differences of certified total variations at rational points; error of second order in the step."""
    means, step = exactly(generator), Fraction(1, 10**8)
    best = optimal_discriminator(exactly(target), means)
    for j, slope in enumerate(best.gradient(30)):
        ahead, behind = ((*means[:j], means[j] + s * step, *means[j + 1:]) for s in (1, -1))
        with ctx.workprec(200):
            up, down = (optimal_discriminator(exactly(target), m) for m in (ahead, behind))
            quotient = (up.total_variation(50) - down.total_variation(50)) / (2 * arb(10) ** -8)
            assert abs(quotient - slope) < arb(10) ** -14  # step^2 times third derivatives of order 1
            for i, entry in enumerate(best.hessian(30)[j]):
                second = (up.gradient(50)[i] - down.gradient(50)[i]) / (2 * arb(10) ** -8)
                assert abs(second - entry) < arb(10) ** -14


def test_half_lines_are_intervals_of_the_extended_line() -> None:
    """The optimal set for data on the left is a half-line; for data around the generator two of them."""
    ((low, high),) = optimal_discriminator((-1, 1), (9, 11)).intervals
    assert low is None and high is not None and high.lower == 5
    (first, second) = optimal_discriminator((-2, 2), (0, 0)).intervals
    assert first[0] is None and second[1] is None and first[1] is not None and second[0] is not None


def test_a_grid_scan_misses_what_is_found_here() -> None:
    """The strict sign change on a grid through 1/2 sees no zero at all, and would report the distance 0."""

    def gap(x: float) -> float:
        return float(density((-1, 1), mpmath.mpf(x)) - density((0, 2), mpmath.mpf(x)))

    grid = [k / 2 for k in range(-8, 9)]
    assert not [a for a, b in itertools.pairwise(grid) if gap(a) * gap(b) < 0]
    best = optimal_discriminator((-1, 1), (0, 2))
    assert len(best.zeros) == 1 and best.total_variation() > arb("0.2")


def test_bracketing_between_means_misses_both_zeros() -> None:
    """For means -1 and 1 of the generator the zeros are at +-1.113, outside all means."""
    best = optimal_discriminator((-HALF, HALF), (-1, 1))
    assert [abs(z.ball()) > 1 for z in best.zeros] == [True, True]


def test_identical_laws_have_no_derivative() -> None:
    """TV is 0, no interval is better, and the cone is refused with its remedy."""
    best = optimal_discriminator((-1, 1), (1, -1))
    assert best.identical and best.total_variation() == 0 and best.intervals == ()
    with pytest.raises(NotApplicable, match="cone"):
        best.gradient()


def test_the_gradient_is_exactly_zero_by_symmetry_only() -> None:
    """In the middle of a symmetric target the slopes are the number 0; beside it certified not to be 0."""
    assert [bool(g == 0) for g in optimal_discriminator((-HALF, HALF), (0, 0)).gradient()] == [True, True]
    beside = optimal_discriminator((-HALF, HALF), (Fraction(1, 10**9),) * 2).gradient()
    assert not any(g.contains(0) for g in beside)


def test_laws_are_read() -> None:
    """A Normal, a Mixture with a common variance, and sequences of means give the same answer."""
    laws = [Mixture((HALF, HALF), (Normal(a, 4), Normal(b, 4))) for a, b in ((-2, 2), (0, 4))]
    scaled, plain = optimal_discriminator(*laws), optimal_discriminator((-1, 1), (0, 2))
    assert scaled.zeros[0].lower == 2 * plain.zeros[0].lower == 1
    assert scaled.total_variation().overlaps(plain.total_variation())
    with pytest.raises(NotApplicable, match="variance"):
        optimal_discriminator(Normal(0, 1), Normal(0, 2))


def test_unequal_weights() -> None:
    """Weights 1/4 and 3/4: TV against quadrature."""
    law = Mixture((Rational(1, 4), Rational(3, 4)), (Normal(-1, 1), Normal(1, 1)))
    best = optimal_discriminator(law, Normal(0, 1))
    with mpmath.workdps(30):

        def gap(x: Any) -> Any:
            return abs((mpmath.npdf(x, -1, 1) + 3 * mpmath.npdf(x, 1, 1)) / 4 - mpmath.npdf(x))

        ends = [mpmath.mpf(z.ball(30).str(32, radius=False)) for z in best.zeros]
        assert close(best.total_variation(), mpmath.quad(gap, [-12, *ends, 12]) / 2, 1e-20)


@pytest.mark.parametrize("direction", [(1, 0), (1, 1), (1, -1), (2, -3)])
def test_the_cone_is_the_limit_of_difference_quotients(direction: Any) -> None:
    """TV at a small distance divided by the distance, with certified total variations."""
    step = Fraction(1, 10**6)
    moved = tuple(m + step * h for m, h in zip((-1, 1), direction, strict=True))
    quotient = optimal_discriminator((-1, 1), moved).total_variation(40) * 10**6
    assert abs(quotient - cone_slope((-1, 1), direction)) < arb(10) ** -5  # error of first order in the step


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.integers(-40, 40).map(lambda k: Fraction(k, 8)), min_size=4, max_size=4),
    st.integers(-20, 20).map(lambda k: Fraction(k, 4)),
)
def test_symmetries(means: list[Fraction], shift: Fraction) -> None:
    """Shifts and reflections keep TV, exchanging the laws too; there are at most two intervals."""
    target, generator = means[:2], means[2:]
    best = optimal_discriminator(target, generator)
    assert len(best.intervals) <= 2 and len(best.zeros) <= best.sign_changes
    for real, fake in (
        ([m + shift for m in target], [m + shift for m in generator]),
        ([-m for m in target], [-m for m in generator]),
        (generator, target),
    ):
        assert optimal_discriminator(real, fake).total_variation().overlaps(best.total_variation())


MAP = System(Time.DISCRETE, [X], [X - exp(-(X**2) / 8) / 10 * sign(X)])
FIELD = gradient_field(two_gaussians_gan((-1, 1)))
INTERVAL = gradient_field(gaussian_interval_gan())
MU, LEFT, RIGHT = INTERVAL.state
ORIGIN = Integer(0)
LINE = ((MU, ORIGIN), (LEFT, Integer(-1)), (RIGHT, Integer(1)))
#: An empty interval at 1/2 between N(0, 1) and N(1, 1), and the square of its two eigenvalues.
OFF = ((MU, Integer(1)), (LEFT, HALF), (RIGHT, HALF))
S = exp(-Rational(1, 4)) / (4 * pi)
ENDS = ("-1.1131530561452302", "1.1131530561452302")
#: (a claim, the system it is about, its outcome): for every kind a true one and false ones.
CLAIMS: tuple[tuple[Any, Any, Outcome], ...] = (
    (BestDiscriminator((-HALF, HALF), (-1, 1), ENDS, False), NOWHERE, Outcome.CONFIRMED),
    (BestDiscriminator((-HALF, HALF), (-1, 1), ENDS, True), NOWHERE, Outcome.REFUTED),
    (BestDiscriminator((-HALF, HALF), (-1, 1), ("-1.11", "1.13"), False), NOWHERE, Outcome.REFUTED),
    (BestDiscriminator((-HALF, HALF), (-1, 1), (-HALF, HALF), False), NOWHERE, Outcome.REFUTED),
    (BestDiscriminator((-1, 1), (0, 2), (HALF,), True, "0.2417303374571288"), NOWHERE, Outcome.CONFIRMED),
    (BestDiscriminator((-1, 1), (0, 2), (HALF,), True, "0.2417303374571299"), NOWHERE, Outcome.REFUTED),
    (BestDiscriminator((-1, 1), (0, 2), (HALF,), True, None, ("0.17603", "0.0647")), NOWHERE, Outcome.CONFIRMED),
    (BestDiscriminator((-1, 1), (0, 2), (HALF,), True, None, ("0.17603", "0.0641")), NOWHERE, Outcome.REFUTED),
    (EndsBetweenMeans((-1, 1), (0, 2)), NOWHERE, Outcome.CONFIRMED),
    (EndsBetweenMeans((-HALF, HALF), (-1, 1)), NOWHERE, Outcome.REFUTED),
    (EndsBetweenMeans((-HALF, HALF), (-1, 1), between=False), NOWHERE, Outcome.CONFIRMED),
    (ConeSlope((-1, 1), (1, 1), "0.24197"), NOWHERE, Outcome.CONFIRMED),
    (ConeSlope((-1, 1), (1, 1), "0.24297"), NOWHERE, Outcome.REFUTED),
    (BestCollapsedMean((Integer(-2), Integer(2)), ORIGIN), NOWHERE, Outcome.REFUTED),
    (BestCollapsedMean((-HALF, HALF), ORIGIN), NOWHERE, Outcome.UNDECIDED),
    (DistanceDetectsCollapse((-HALF, HALF), HALF / 5, HALF / 5), NOWHERE, Outcome.REFUTED),
    (DistanceDetectsCollapse((Integer(-2), Integer(2)), HALF / 5, HALF / 5), NOWHERE, Outcome.UNDECIDED),
    (LargestNumberOfIntervals(1, 1, 1, {"TG": (1,)}), NOWHERE, Outcome.CONFIRMED),
    (LargestNumberOfIntervals(2, 2, 2, {"TGTG": (1, 3)}), NOWHERE, Outcome.CONFIRMED),
    (LargestNumberOfIntervals(2, 2, 2, {"TGTG": (3,)}), NOWHERE, Outcome.REFUTED),
    (LargestNumberOfIntervals(2, 2, 1), NOWHERE, Outcome.REFUTED),
    (LargestNumberOfIntervals(2, 1, 2), NOWHERE, Outcome.CONFIRMED),
    (RootNumbers((X**2 - 2,), (X,), (Rational(141, 100),), (X,), ("1.4142",)), NOWHERE, Outcome.CONFIRMED),
    (RootNumbers((X**2 - 2,), (X,), (Rational(141, 100),), (X,), ("1.4152",)), NOWHERE, Outcome.REFUTED),
    (InvariantSet(((FIELD.state[1], FIELD.state[0]),)), FIELD, Outcome.CONFIRMED),
    (InvariantSet(((FIELD.state[1], FIELD.state[0] + 1),)), FIELD, Outcome.REFUTED),
    (InvariantSet(((FIELD.state[1], FIELD.state[0] + 1),), invariant=False), FIELD, Outcome.CONFIRMED),
    (NeverAtRest(one_sided_gan().state[0], -1), gradient_field(one_sided_gan()), Outcome.CONFIRMED),
    (NeverAtRest(one_sided_gan().state[0], 1), gradient_field(one_sided_gan()), Outcome.REFUTED),
    (NeverAtRest(MU, 1), INTERVAL, Outcome.UNDECIDED),
    (AcrossEquilibria(LINE[:1], LINE, 2, 0), INTERVAL, Outcome.CONFIRMED),
    (AcrossEquilibria(LINE[:1], LINE, 0, 2), INTERVAL, Outcome.REFUTED),
    (AcrossEquilibria(LINE[1:], LINE, 2, 0), INTERVAL, Outcome.REFUTED),
    (CharacteristicAt((X, X**2 - S), X, OFF), INTERVAL, Outcome.CONFIRMED),
    (CharacteristicAt((X, X**2 - 2 * S), X, OFF), INTERVAL, Outcome.REFUTED),
    (CharacteristicAt((X**2 - S,), X, OFF), INTERVAL, Outcome.REFUTED),
    (RepellingCycle((Rational(1, 20), -Rational(1, 20)), ("0.0499", "-0.0499")), MAP, Outcome.CONFIRMED),
    (RepellingCycle((Rational(1, 20), -Rational(1, 20)), ("0.0489", "-0.0489")), MAP, Outcome.REFUTED),
    (EveryOrbitConverges(ORIGIN), MAP, Outcome.REFUTED),
    (EveryOrbitConverges(ORIGIN), System(Time.DISCRETE, [X], [X / 2]), Outcome.UNDECIDED),
)


@pytest.mark.parametrize(("claim", "system", "outcome"), CLAIMS)
def test_claims_and_their_twins(claim: Any, system: System, outcome: Outcome) -> None:
    """True claims are confirmed and their mechanical twins refuted with a witness; false ones are refuted."""
    found = claim.check(system)
    assert found.outcome is outcome, found
    if outcome is Outcome.CONFIRMED:
        for twin in claim.twins():
            checked = twin.check(system)
            assert checked.outcome is Outcome.REFUTED and checked.witness
    if outcome is Outcome.REFUTED:
        assert found.witness


def test_a_start_that_is_no_root_is_refused() -> None:
    """Krawczyk's test fails for a double root and far from a root, instead of a number."""
    double = RootNumbers((X**2,), (X,), (Rational(1, 1000),), (X,), ("0.001",))
    far = RootNumbers((X**2 - 2,), (X,), (Rational(2),), (X,), ("1.4142",))
    for claim in (double, far):
        with pytest.raises(CannotSolve, match="Krawczyk"):
            claim.check(NOWHERE)
