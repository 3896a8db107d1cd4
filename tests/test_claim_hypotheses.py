"""Kinds of claim whose data have to make sense: what lies outside their hypotheses is refused or not confirmed.

Each table holds claims outside their hypotheses beside true neighbours, which must be confirmed.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from sympy import Abs, Integer, Matrix, Rational, Symbol, cos, exp, log, oo, pi, sign, sin, sqrt, symbols

from stability import BadInput, Discriminator, Game, Player, PointMass, Theorem, verify
from stability.algebra.ranks import kernel, regular_minor
from stability.clock import Time
from stability.system import System
from stability.theorem import (
    AlongOrbit,
    Amplitude,
    Arc,
    Arrow,
    ArrowStable,
    AttractingThrough,
    AverageStrategies,
    CharacteristicAt,
    Claim,
    ConvergesToSet,
    CycleByEvents,
    CycleOfMap,
    DampedForm,
    EigenvaluesAt,
    EveryOrbitConverges,
    ExactOrbit,
    FactorsAre,
    FictitiousDistance,
    FirstOrderInStep,
    FirstPassage,
    FlowReaches,
    Identity,
    InvariantSet,
    JordanBlock,
    LargestGap,
    LargestNumberOfIntervals,
    LeadingTerm,
    LyapunovCoefficient,
    NarrowIntervalsVanish,
    NeverAtRest,
    NumberIs,
    OneSidedField,
    OscillatesIff,
    Outcome,
    PackedDistances,
    PackedMinimum,
    Period,
    PowerNorms,
    PowersOfOrder,
    ProjectedHurwitz,
    QuantityAlong,
    RealPartsAtMost,
    RecurrenceSolution,
    RepellingCycle,
    SameRestPoints,
    Static,
    StepLimit,
    StepSizeTable,
    WaveSpeed,
)
from stability.theorem.arcs import T

x, y = symbols("x y", real=True)
SYM = Symbol("s")
a = Symbol("a", real=True)
h, rate = symbols("h rate", positive=True)
ZERO, ONE, TWO, HALF = Integer(0), Integer(1), Integer(2), Rational(1, 2)


def flow(*field: Any, given: Any = ()) -> System:
    return System(Time.CONTINUOUS, (x, y)[: len(field)], field, assumptions=given)


def step(*image: Any, given: Any = ()) -> System:
    return System(Time.DISCRETE, (x, y)[: len(image)], image, assumptions=given)


def found(subject: Any, claim: Any, hypotheses: tuple[Any, ...] = ()) -> Outcome | None:
    """The outcome by way of ``verify``, None for BadInput; the false twins of a confirmed claim must be refuted."""
    try:
        finding = verify(Theorem("a claim", "none", "a statement", hypotheses, subject, claim()))
    except BadInput:
        return None
    assert all(twin.refuted for twin in finding.twins)
    return finding.outcome


def orbit(*path: Any, time: Any, end: Any, **more: Any) -> Any:
    start = tuple((p * ONE).subs(T, 0) for p in path)
    total = None if time == oo else time
    return lambda: ExactOrbit(start, (Arc(path, time, **more),), end, total)


def critic_game(*given: Any) -> Game:
    """J_DD = ((-1, 1), (1, -a)), J_DG = (1, 0)."""
    p, q, theta, place = symbols("p q theta place", real=True)
    critic = Discriminator("discriminator", p * place + q * place**2, (place,), PointMass(0), PointMass(theta))
    own = Player("discriminator", (p, q), p**2 / 2 - p * q + a * q**2 / 2 - p * theta)
    return Game("critic", [Player("generator", (theta,), p * theta), own], assumptions=given, discriminator=critic)


PLAIN, PUSHED = (Game("g", [Player("a", x, x**2 / 2), Player("b", y, y**2 / 2 + c * y)]) for c in (0, 1))
LINE = Static("numbers")
CIRCLE, DECAY, ROOT, BLOWUP = flow(-y, x), flow(-x), flow(sqrt(Abs(x))), flow(x**2)
HALVED, EULER = step(x / 2), step(x - h * x + h**2 * x)
ARROW_FLOW = flow(-x + y, x * -1 - y)
PLAYED = {3: (("1",), ("0", "1"))}
AGE, COUNT = symbols("age count", integer=True, nonnegative=True)


def arrow(rate_of_mass: Any) -> Arrow:
    mass = Symbol("q", positive=True)
    return Arrow(mass, ONE, ONE, -ONE, rate_of_mass(mass), x, ((y, ONE),))


def table(verdict: str, step_size: Any) -> StepSizeTable:
    """x -> (1 - eta_g) x, with eta_g = 2 marginal; the simulated run belongs to another game and is not reached."""
    names = (*symbols("width eta_d", positive=True), h, Symbol("lam", positive=True))
    return StepSizeTable(names, ((ONE, HALF, step_size, ONE, verdict, "converges", "0.000000"),), ONE, 200)


REFUSED: dict[str, tuple[Any, Any]] = {
    "an orbit backwards": (DECAY, orbit(exp(-T), time=-ONE, end=(exp(1),))),
    "through the blow-up": (BLOWUP, orbit(1 / (1 - T), time=TWO, end=(-ONE,))),
    "one of two trajectories": (ROOT, orbit(T**2 / 4, time=TWO, end=(ONE,))),
    "the other one": (ROOT, orbit(ZERO * T, time=TWO, end=(ZERO,))),
    "one of two on a side": (ROOT, orbit(T**2 / 4, time=TWO, end=(ONE,), sides=((x, 1),))),
    "held without a bound": (DECAY, orbit(ONE + 0 * T, time=ONE, end=(ONE,), held=(x,))),
    "a simulation backwards": (DECAY, lambda: FlowReaches({x: 1}, -1, ("2.718",))),
    "a quantity backwards": (DECAY, lambda: QuantityAlong({x: 1}, x, {-1: "2.718"})),
    "a simulation beyond the blow-up": (BLOWUP, lambda: FlowReaches({x: 1}, 2, ("-1.000",))),
    "a window backwards": (CIRCLE, lambda: Amplitude(x, {x: 1, y: 0}, (2, 1), (((), "1.0"),))),
    "iterates backwards": (HALVED, lambda: AlongOrbit({x: 1}, x, 3, 2, least="0.1")),
    "a passage before the start": (DECAY, lambda: FirstPassage({x: 1}, x - HALF, "-0.6931")),
    "no law": (LINE, lambda: PackedDistances((2, -1), (0, 1), (2,))),
    "laws on other points": (LINE, lambda: PackedDistances((1,), (HALF, HALF), (HALF,))),
    "masses that do not add up": (LINE, lambda: LargestGap((HALF, HALF), (HALF, ONE), HALF)),
    "weights with roots": (LINE, lambda: LargestGap((sqrt(2) / 2, 1 - sqrt(2) / 2), (0, 1), HALF)),
    "a distance above 1": (LINE, lambda: PackedMinimum(2, 2, "1.0")),
    "data without mass": (LINE, lambda: FictitiousDistance((0, 1), 0, {10: "0.1"})),
    "a strategy that is not there": (LINE, lambda: AverageStrategies([[1, 0]], [[0, 1]], (1, 0), PLAYED)),
    "payoffs of two shapes": (LINE, lambda: AverageStrategies([[1, 0]], [[0]], (0, 0), PLAYED)),
    "no rounds": (LINE, lambda: AverageStrategies([[1, 0]], [[0, 1]], (0, 0), {0: PLAYED[3]})),
    "a remainder h^(3/2)": (step(x - h * x + h ** Rational(3, 2) * x), lambda: FirstOrderInStep(h, [[-1]])),
    "a step that is no step": (DECAY, lambda: FirstOrderInStep(h, [[-1]])),
    "a negative radius": (EULER, lambda: PowersOfOrder(-ONE, {h: HALF})),
    "a rate outside the hypotheses": (step(a * x, given=[a > 1]), lambda: PowersOfOrder(ONE, {a: HALF})),
    "powers of a flow": (DECAY, lambda: PowersOfOrder(ONE)),
    "a negative power": (EULER, lambda: PowerNorms(ONE, {-1: "1.0"}, {h: HALF})),
    "a marginal row": (step(x - h * x), lambda: table("unstable", TWO)),
    "a marginal row called stable": (step(x - h * x), lambda: table("stable", TWO)),
    "the dimension at a = 1": (critic_game(a >= 1), lambda: ProjectedHurwitz(3)),
    "the dimension for all a": (critic_game(), lambda: ProjectedHurwitz(3)),
    "a product that loses a degree": (flow(-x), lambda: FactorsAre(((a * SYM + a, 1),), SYM)),
    "no polynomial": (flow(-x), lambda: FactorsAre(((1 / SYM, 1),), SYM)),
    "eigenvalues that are not real": (flow(-y, x), lambda: OscillatesIff(ZERO, ONE, (symbols("z"),), a > 0)),
    "a block outside the hypotheses": (flow(-rate * x), lambda: JordanBlock(ONE, {rate: -ONE})),
    "numbers outside the hypotheses": (flow(-rate * x), lambda: EigenvaluesAt({rate: -ONE}, (("1.0", "0"),))),
    "a limit outside the hypotheses": (
        step(x - h * rate * x),
        lambda: StepLimit(h, 2 / rate, rate < 1, ((((rate, TWO),), "1.0"),)),
    ),
    "a bound of a spectrum with a kink": (flow(-x - Abs(x)), lambda: RealPartsAtMost(ZERO)),
    "a field that is not odd": (flow(-sign(x) + 1, -y), lambda: CycleByEvents(x, (ONE, ONE), 2, crossing="1.0")),
    "a characteristic polynomial that is none": (DECAY, lambda: CharacteristicAt((1 / SYM,), SYM, {x: ZERO})),
    "a form that is not quadratic": (CIRCLE, lambda: LyapunovCoefficient(x**2 + y**2 + 1, 2, ZERO)),
    "a gap of too many points": (LINE, lambda: LargestGap((Rational(1, 40),) * 40, (Rational(1, 40),) * 40, ZERO)),
    "a packing of too many points": (LINE, lambda: PackedMinimum(HALF, 40, "0.5")),
    "too many orders": (LINE, lambda: LargestNumberOfIntervals(9, 9, 9)),
    "a logarithm below 0": (DECAY, lambda: QuantityAlong({x: -1}, log(x), {1: "1.0"})),
    "a form where nothing rests": (PUSHED, lambda: DampedForm("b")),
    "a set that solutions leave": (flow(3 * Abs(x) ** Rational(2, 3)), lambda: InvariantSet({x: ZERO})),
    "a set that a step leaves": (flow(sign(x)), lambda: InvariantSet({x: ZERO})),
    "a set given by itself": (CIRCLE, lambda: InvariantSet({x: y, y: x})),
    "a sign where there is no value": (flow(1 / Abs(x) + 1), lambda: NeverAtRest(x, 1)),
    "a multiplier with a pole": (PUSHED, lambda: SameRestPoints(PLAIN, {y: {x: 1 / x}})),
    "a kink elsewhere": (flow(-sign(x), -y), lambda: OneSidedField(x, (-ONE, ZERO), (ONE, ZERO), {x: ONE, y: ZERO})),
    "a limit that depends on the way": (flow(-sign(x + y), -y), lambda: OneSidedField(x, (-ONE, ZERO), (ONE, ZERO))),
    "one point twice": (step(-x / 2), lambda: CycleOfMap(((ZERO,), (ZERO,)))),
    "a rest point as a cycle": (step(-2 * x), lambda: RepellingCycle((0, 0), ("0", "0"))),
    "values nowhere": (LINE, lambda: Identity(log(-1 - x**2), log(-1 - x**2))),
    "a term that is none": (LINE, lambda: LeadingTerm(x, x, sqrt(x))),
    "a spiral": (flow(-y - x, x - y), lambda: Period({ONE: "6.283185307"})),
    "a circle with a rest point": (flow(-y * (x - 1), x * (x - 1)), lambda: Period({ONE: "6.283185307"})),
    "a negative squared radius": (CIRCLE, lambda: Period({-ONE: "6.283185307"})),
    "a curve with a kink": (flow(ZERO, -y), lambda: ConvergesToSet({x: Abs(a) + a, y: ZERO}, (a,), {a: ZERO})),
    "a pole of a follower": (ARROW_FLOW, lambda: ArrowStable(arrow(lambda q: 1 / (q - 2) ** 2), ONE)),
    "a sum with a pole": (
        LINE,
        lambda: RecurrenceSolution(1 - a, ONE, AGE, (1 - a) ** AGE, COUNT, (1 - (1 - a) ** COUNT) / a),
    ),
    "a wave without strength": (LINE, lambda: WaveSpeed(ONE, -ONE, ONE, ONE, "0")),
    "an order of other means": (LINE, lambda: LargestNumberOfIntervals(1, 1, 1, {"TGT": (1,)})),
    "a number with a symbol": (LINE, lambda: NumberIs(x + 1, "1.0")),
    "events on a line": (DECAY, lambda: CycleByEvents(x, (ONE,), 2, crossing="1.0")),
    "an interval inside out": (
        flow(ONE, -ONE),
        lambda: NarrowIntervalsVanish(((x, y, ONE, ZERO),), ((x, ZERO),), HALF, ONE, ONE, ONE),
    ),
    "an argument without an end": (
        flow(-x - x**3),
        lambda: AttractingThrough(x**2, x, 1 / (T - 1) + 1, T),
    ),
}

KEPT: dict[str, tuple[Any, Any]] = {
    "an orbit": (DECAY, orbit(exp(-T), time=ONE, end=(exp(-1),))),
    "an orbit for ever": (flow(-(x**2)), orbit(1 / (1 + T), time=oo, end=(ZERO,))),
    "up to half the blow-up": (BLOWUP, orbit(1 / (1 - T), time=HALF, end=(TWO,))),
    "off the branching": (ROOT, orbit((T / 2 + 1) ** 2, time=TWO, end=(Integer(4),))),
    "a turn": (CIRCLE, orbit(cos(T), sin(T), time=2 * pi, end=(ONE, ZERO))),
    "a simulation": (DECAY, lambda: FlowReaches({x: 1}, 1, ("0.3679",))),
    "a quantity": (DECAY, lambda: QuantityAlong({x: 1}, x**2, {1: "0.1353"})),
    "iterates": (HALVED, lambda: AlongOrbit({x: 1}, x, 1, 2, least="0.2500")),
    "a passage": (DECAY, lambda: FirstPassage({x: 1}, x - HALF, "0.69314718")),
    "laws": (LINE, lambda: PackedDistances((1, 0), (HALF, HALF), (HALF, Rational(3, 4)))),
    "a gap": (LINE, lambda: LargestGap((1, 0), (HALF, HALF), HALF)),
    "averages": (LINE, lambda: AverageStrategies([[1, 0]], [[0, 1]], (0, 0), {2: (("1.0",), ("0.5", "0.5"))})),
    "a remainder h^2": (EULER, lambda: FirstOrderInStep(h, [[-1]])),
    "a radius": (EULER, lambda: PowersOfOrder(ONE, {h: HALF})),
    "the dimension off a = 1": (critic_game(a > 1), lambda: ProjectedHurwitz(3)),
    "a product": (flow(-x), lambda: FactorsAre(((5 * SYM + 5, 1),), SYM)),
    "a set": (flow(Abs(x)), lambda: InvariantSet({x: ZERO})),
    "a set that a map keeps": (step(sign(x)), lambda: InvariantSet({x: ZERO})),
    "a sign": (flow(1 + x**2), lambda: NeverAtRest(x, 1)),
    "a multiplier": (
        Game("h", [Player("a", x, x**2 / 2), Player("b", y, y**2 / 2 + x * y)]),
        lambda: SameRestPoints(PLAIN, {y: {x: ONE}}),
    ),
    "a kink": (flow(-sign(x), -y), lambda: OneSidedField(x, (-ONE, ZERO), (ONE, ZERO))),
    "a cycle": (step(-x - x * (1 - x**2) / 4), lambda: CycleOfMap(((ONE,), (-ONE,)))),
    "values somewhere": (LINE, lambda: Identity(log(x) * (x + 1) ** 2, log(x) * (x**2 + 2 * x + 1))),
    "a period": (CIRCLE, lambda: Period({ONE: "6.28318530717958"})),
    "a period the other way round": (flow(2 * y, -2 * x), lambda: Period({ONE: "3.14159265358979"})),
    "a curve": (flow(ZERO, -y), lambda: ConvergesToSet({x: a, y: ZERO}, (a,), {a: ZERO})),
    "an arrow": (ARROW_FLOW, lambda: ArrowStable(arrow(lambda q: q), ONE)),
    "no wave": (LINE, lambda: WaveSpeed(ONE, HALF, ONE, ONE, "0")),
    "a number": (LINE, lambda: NumberIs(x + 1, "1.5", {x: HALF})),
    "a bound": (DECAY, lambda: RealPartsAtMost(ZERO)),
}


@pytest.mark.parametrize("name", REFUSED)
def test_outside_its_hypotheses_a_claim_is_not_confirmed(name: str) -> None:
    """BadInput that says what is wrong, or an outcome that is not CONFIRMED; never another exception."""
    assert found(*REFUSED[name]) is not Outcome.CONFIRMED


@pytest.mark.parametrize("name", KEPT)
def test_within_its_hypotheses_it_is_confirmed(name: str) -> None:
    """The same kinds, with data that make sense."""
    assert found(*KEPT[name]) is Outcome.CONFIRMED


def test_witnesses_of_refusals() -> None:
    """The blow-up and the drop of the rank are exact places."""
    late = REFUSED["through the blow-up"]
    assert "t = 1" in late[1]().check(late[0]).witness
    game, claim = REFUSED["the dimension at a = 1"]
    finding = verify(Theorem("a claim", "none", "a statement", (), game, claim()))
    assert finding.outcome is Outcome.REFUTED
    assert "a = 1" in finding.witness
    there = Matrix([[-1, 1], [1, -1]])  # by hand: J_DD at a = 1
    assert there.rank() + 1 == 2


def test_kernels_hold_for_every_value() -> None:
    """(a, 1) has a kernel for every a, written without dividing by a; ((a)) has none that does not depend on a."""
    (vector,) = kernel(Matrix([[a, 1]])) or ()
    assert list(Matrix([[a, 1]]) * vector) == [0]
    assert all(entry.is_polynomial(a) for entry in vector)
    assert kernel(Matrix([[a]])) is None
    assert kernel(Matrix([[a]]), [a > 0]) == []
    assert regular_minor(Matrix([[a, 1], [a**2, a]]), ()) == ((0,), (1,))


def test_packed_distances_by_hand() -> None:
    """TV of the squares of (1, 0) and (1/2, 1/2): sum over the four pairs of |P - Q| / 2 = (3/4 + 3 (1/4)) / 2."""
    pairs = [(1 if i == j == 0 else 0, Fraction(1, 4)) for i in (0, 1) for j in (0, 1)]
    assert sum(abs(p - q) for p, q in pairs) / 2 == Fraction(3, 4)


def test_every_orbit_meets_a_cycle_of_different_points_only() -> None:
    """x -> -x/2 has no cycle of period 2: its rest point, passed twice, is none."""
    assert EveryOrbitConverges(ZERO).check(step(-x / 2)).outcome is Outcome.UNDECIDED
    assert isinstance(EveryOrbitConverges(ZERO), Claim)
