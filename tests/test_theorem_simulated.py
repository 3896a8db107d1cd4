"""Claims about simulated runs and certified first passages: confirmed, refuted with a witness, refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from mpmath import mp, mpf, odefun
from sympy import Integer, Rational, erf, exp, log, symbols

from stability import CannotSolve, Rigor, System, Time
from stability.experiments import (
    Alternating,
    Crossing,
    OptimalDiscriminator,
    Setting,
    Simultaneous,
    State,
    Unrolled,
    run,
)
from stability.games import gaussian_interval_gan, two_gaussians_gan
from stability.system import gradient_field
from stability.theorem import (
    FirstPassage,
    NarrowIntervalsVanish,
    Outcome,
    PassageFromBox,
    RunReaches,
    RunsAgree,
    RunsEndWithin,
    Static,
    SuccessIncreases,
    SuccessProbability,
)
from stability.theorem.enclosure import enclosed_flow, working_precision

x, y, z = symbols("x y z", real=True)
NOTHING = Static("runs").system
HALF = Rational(1, 2)
TARGETS = (-HALF, HALF)
FIGURE: dict[str, Any] = {
    "targets": (-2, 2),
    "points": (-1, Rational(1, 5), -1, Rational(5, 2)),
    "means": (-1, Rational(5, 2)),
}


def outcome(claim: Any, system: System = NOTHING) -> Outcome:
    """With a witness wherever the claim is refuted."""
    checked = claim.check(system)
    assert bool(checked.witness) is (checked.outcome is Outcome.REFUTED)
    return Outcome(checked.outcome)


CLAIMS = (
    RunReaches(Simultaneous(), **FIGURE, values={100: {"mu1": "0.96597", "mu2": "1.4953", "r1": "-0.6986"}}),
    RunReaches(Alternating(), **FIGURE, values={100: {"mu1": "0.9755"}, 1000: {"mu1": "1.9655", "mu2": "2.0132"}}),
    RunsEndWithin(OptimalDiscriminator(), TARGETS, ((-1, 1), (HALF, 1)), Rational(1, 50), 300),
    RunsEndWithin(Simultaneous(), (0,), ((3,),), Rational(1, 1000), 1000, points=(-1, 1)),
    RunsAgree((Alternating(1), Unrolled(1)), TARGETS, (-2, -1, 1, 2), (-1, 1), 50, Rational(1, 10**9)),
    SuccessProbability(Simultaneous(), TARGETS, (((-1, 1), Rational(53, 300)), ((HALF, 1), Rational(1, 300)))),
    SuccessProbability(OptimalDiscriminator(), TARGETS, (((-1, 1), Integer(1)), ((0, 0), Integer(0))), steps=300),
    SuccessIncreases((Simultaneous(), OptimalDiscriminator()), TARGETS, ((-1, 1), (HALF, 1)), draws=100, steps=500),
)


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: type(claim).__name__)
def test_true_claims_and_their_twins(claim: Any) -> None:
    """Each is confirmed as a simulation, and each of its twins refuted with a witness."""
    checked = claim.check(NOTHING)
    assert (checked.outcome, checked.rigor) == (Outcome.CONFIRMED, Rigor.SIMULATED)
    assert claim.twins() and all(outcome(twin) is Outcome.REFUTED for twin in claim.twins())


@pytest.mark.parametrize(
    "claim",
    [
        RunReaches(Simultaneous(), **FIGURE, values={100: {"mu1": "0.96599"}}),
        RunReaches(Simultaneous(Crossing.MIDPOINT), **FIGURE, values={100: {"mu1": "0.96597"}}),
        RunReaches(Simultaneous(), **FIGURE, values={100: {"mu1": "0.96597"}}, rests=True),
        RunReaches(Simultaneous(), **FIGURE, values={100: {"mu1": "0.96597"}}, step=Rational(1, 11)),
        RunsEndWithin(Simultaneous(), TARGETS, ((HALF, 1),), Rational(1, 10), 100, points=(-2, -1, 1, 2)),
        RunsEndWithin(OptimalDiscriminator(), TARGETS, ((-1, 1), (0, 0)), Rational(1, 50), 300),  # the line of collapse
        RunsAgree((Simultaneous(), Simultaneous(Crossing.MIDPOINT)), **FIGURE, steps=2000, distance=Rational(1, 10)),
        SuccessProbability(Simultaneous(), TARGETS, (((-1, 1), Rational(125, 300)),)),  # that of another rule
        SuccessProbability(OptimalDiscriminator(), TARGETS, (((-1, 1), Rational(99, 100)),), steps=300),
        SuccessIncreases((Simultaneous(), Alternating(1)), TARGETS, ((-1, 1),), draws=100, steps=500),
    ],
    ids=lambda claim: type(claim).__name__,
)
def test_false_claims(claim: Any) -> None:
    """Each is refuted with a witness."""
    assert outcome(claim) is Outcome.REFUTED


def test_few_draws_leave_room() -> None:
    """With ten draws the interval is wide enough for both probabilities, and the twins still leave it."""
    for share in (Rational(1, 10), Rational(2, 5)):
        claim = SuccessProbability(Simultaneous(), TARGETS, (((-1, 1), share),), draws=10)
        assert outcome(claim) is Outcome.CONFIRMED
        assert {outcome(twin) for twin in claim.twins()} == {Outcome.REFUTED}


DECAY = System(Time.CONTINUOUS, (x,), (-x,))


def test_first_passage_in_closed_form() -> None:
    """x' = -x from 1 passes 1/2 at time log 2; its twins, and the last digit changed by two, are refuted."""
    digits = "0.6931471805599453094172321214581"
    claim = FirstPassage(((x, 1),), x - HALF, digits, ((x**2, "0.25"),))
    checked = claim.check(DECAY)
    assert (checked.outcome, checked.rigor) == (Outcome.CONFIRMED, Rigor.CERTIFIED)
    assert len(claim.twins()) == 2 and all(outcome(twin, DECAY) is Outcome.REFUTED for twin in claim.twins())
    assert outcome(FirstPassage(((x, 1),), x - HALF, digits[:-1] + "3"), DECAY) is Outcome.REFUTED


def test_first_passage_is_the_first() -> None:
    """cos t passes 0 first at pi/2, not at 3 pi/2; numbers from mpmath."""
    rotation = System(Time.CONTINUOUS, (x, y), (-y, x))
    start = ((x, 1), (y, 0))
    assert outcome(FirstPassage(start, x, "1.5707963267948966192313216916397"), rotation) is Outcome.CONFIRMED
    assert outcome(FirstPassage(start, x, "4.7123889803846898576939650749193"), rotation) is Outcome.REFUTED


def test_collapse_by_another_integrator() -> None:
    """At the certified collapse time mpmath's Taylor integrator has the endpoints together."""
    with mp.workdps(25):

        def field(_: Any, state: Any) -> list[Any]:
            mean, left, right = state
            near = [mp.npdf(v - mean) for v in (left, right)]
            return [near[0] - near[1], near[0] - mp.npdf(left), mp.npdf(right) - near[1]]

        flow = odefun(field, 0, [mpf(3), mpf("2.5"), mpf("3.6")])
        mean, left, right = flow(mpf("1.47456742041838366099487417"))
        assert abs(right - left) < mpf("1e-20")  # the integrator works to about its 25 digits
        assert abs(mean - mpf("3.0133824208629501739906929")) < mpf("1e-20")


@pytest.mark.parametrize(
    ("claim", "system", "said"),
    [
        (FirstPassage(((x, 1),), x + 1, "1"), DECAY, "none within"),
        (FirstPassage(((x, 1),), x - 2, "1"), DECAY, "not positive"),
        (FirstPassage(((x, 0),), 1 - x, "1"), System(Time.CONTINUOUS, (x,), (erf(x) + 1,)), "erf in the field"),
        (FirstPassage(((x, 9),), 10 - x, "1"), System(Time.CONTINUOUS, (x,), (exp(exp(x)),)), "no box"),
    ],
)
def test_passages_that_are_not_found(claim: FirstPassage, system: System, said: str) -> None:
    """A quantity that stays positive, or starts negative, and fields that cannot be enclosed are refused."""
    with pytest.raises(CannotSolve, match=said):
        claim.check(system)


def test_passages_belong_to_flows() -> None:
    """Maps are left undecided."""
    halving = System(Time.DISCRETE, (x,), (x / 2,))
    assert outcome(FirstPassage(((x, 1),), x - HALF, "1"), halving) is Outcome.UNDECIDED
    assert outcome(PassageFromBox(((x, 1),), HALF, x, Integer(1), x), halving) is Outcome.UNDECIDED


def box(**changed: Any) -> PassageFromBox:
    """x' = -x from within 1/100 of 1, passing 1/2 at log(2 +- 0.02), before time 1."""
    given = {"radius": Rational(1, 100), "quantity": x - HALF, "time": Integer(1), "negative": -x, **changed}
    return PassageFromBox(start=((x, 1),), **given)


def test_passages_from_a_box() -> None:
    """Confirmed well after log 2, refuted well before, undecided between, or where a condition fails."""
    assert outcome(box(), DECAY) is Outcome.CONFIRMED
    assert [outcome(twin, DECAY) for twin in box().twins()] == [Outcome.REFUTED]
    between = Rational(log(2).evalf(20)).limit_denominator(1000)
    assert outcome(box(time=between), DECAY) is Outcome.UNDECIDED
    assert outcome(box(time=between - Rational(1, 10)), DECAY) is Outcome.REFUTED
    assert outcome(box(time=between + Rational(1, 10)), DECAY) is Outcome.CONFIRMED
    assert outcome(box(negative=x), DECAY) is Outcome.UNDECIDED
    assert outcome(box(within=((x, 0, 2),)), DECAY) is Outcome.CONFIRMED
    assert outcome(box(within=((x, HALF, 2),)), DECAY) is Outcome.UNDECIDED
    assert outcome(box(radius=Integer(1)), DECAY) is Outcome.UNDECIDED


def test_the_enclosure_contains_the_solution() -> None:
    """x' = x (1 - x) y, y' = -y in closed form, during each step and at its end."""
    system = System(Time.CONTINUOUS, (x, y), (x * (1 - x) * y, -y))
    with working_precision(), mp.workdps(60):
        start = gradient_start()
        for step, piece in zip(range(32), enclosed_flow(system, start), strict=False):
            for share in (0, 0.5, 1):
                time = mpf(step + share) / 16
                grown = mp.exp(1 - mp.exp(-time)) / 3  # x / (1 - x) from 1/4 / (3/4), with the integral of y
                exact = {x: grown / (1 + grown), y: mp.exp(-time)}
                enclosed = piece.at(type(start[x])(share) / 16)
                for symbol, value in exact.items():
                    ball, box = enclosed[symbol], piece.during()[symbol]
                    assert abs(mpf(ball.mid().str(50, radius=False)) - value) < mpf("1e-33") + mpf(float(ball.rad()))
                    assert abs(mpf(box.mid().str(50, radius=False)) - value) <= mpf(float(box.rad())) * (1 + 1e-9)
                    assert float(ball.rad()) < 1e-30


def gradient_start() -> dict[Any, Any]:
    """x = 1/4, y = 1 as balls."""
    from flint import arb

    return {x: arb(1) / 4, y: arb(1)}


def test_the_field_of_the_game_is_enclosed() -> None:
    """The passage of the one-interval game is where the exact game says, at two starts."""
    system = gradient_field(gaussian_interval_gan())
    mu, left, right = system.state
    start = ((mu, 3), (left, Rational(5, 2)), (right, Rational(18, 5)))
    assert outcome(FirstPassage(start, right - left, "1.474567420"), system) is Outcome.CONFIRMED
    nearer = ((mu, 3), (left, Rational(13, 5)), (right, Rational(18, 5)))
    assert outcome(FirstPassage(nearer, right - left, "1.474567420"), system) is Outcome.REFUTED


def narrow(**changed: Any) -> NarrowIntervalsVanish:
    """Two narrow intervals where the target is less dense than the fake."""
    low, high = Rational(149, 100), Rational(151, 100)
    given = {
        "intervals": ((left1, right1, -high, -low), (left2, right2, low, high)),
        "means": ((mu1, -1), (mu2, 1)),
        "radius": Rational(1, 1000),
        "reach": Rational(1, 50),
        "drift": Rational(1, 200),
        "time": Rational(2, 5),
        **changed,
    }
    return NarrowIntervalsVanish(**given)


TWO = gradient_field(two_gaussians_gan(TARGETS))
mu1, mu2, left1, left2, right1, right2 = TWO.state


def test_narrow_intervals_vanish() -> None:
    """Confirmed in the box, its twin refuted, and undecided where a bound is not kept or the target is denser."""
    assert outcome(narrow(), TWO) is Outcome.CONFIRMED
    assert [outcome(twin, TWO) for twin in narrow().twins()] == [Outcome.REFUTED]
    opens = ((left1, right1, -HALF, -HALF + Rational(1, 50)), (left2, right2, HALF - Rational(1, 50), HALF))
    for changed in (
        {"time": Rational(1, 3)},
        {"reach": Rational(1, 100)},
        {"drift": Rational(1, 1000)},
        {"radius": Rational(1, 20)},
        {"intervals": opens},
    ):
        assert outcome(narrow(**changed), TWO) is Outcome.UNDECIDED
    assert outcome(narrow(), System(Time.DISCRETE, TWO.state, TWO.state)) is Outcome.UNDECIDED


def test_narrow_intervals_in_a_simulation() -> None:
    """From the corners of the box the projected run with small steps has both intervals empty at that time."""
    signs = np.array(np.meshgrid(*[[-1, 1]] * 6)).reshape(6, -1) / 1000
    centre = np.array([-1.51, -1.49, 1.49, 1.51, -1, 1])[:, None]
    rule = Simultaneous(Crossing.FREEZE)
    starts = State.at((centre + signs)[:4], (centre + signs)[4:])
    end = run(Setting((-0.5, 0.5), rule, step=0.001, steps=400), starts)
    assert end.frozen.all() and np.max(np.abs(end.means - starts.means)) < 1 / 200
    assert not run(Setting((-0.5, 0.5), rule, step=0.001, steps=200), starts).frozen.any()


def test_speeds_that_are_no_sum_over_intervals() -> None:
    """A mean whose speed is a product of what the intervals contribute is refused."""
    rates = [left1 * left2, *TWO.rhs[1:]]
    with pytest.raises(CannotSolve, match="add up"):
        narrow().check(System(Time.CONTINUOUS, TWO.state, rates))
