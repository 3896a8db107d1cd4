"""Enclosures: ranges, isolating boxes and their refinement, poles, searches of whole boxes, digits."""

from __future__ import annotations

import random
from typing import Any

import mpmath
import pytest
from flint import arb, arb_mat, ctx
from sympy import (
    Abs,
    Integer,
    Max,
    Min,
    Rational,
    acos,
    asin,
    asinh,
    atan,
    cos,
    cosh,
    coth,
    erf,
    erfc,
    exp,
    lambdify,
    log,
    pi,
    sec,
    sin,
    sinh,
    sqrt,
    symbols,
    tan,
    tanh,
)

from stability.algebra.systems.balls import by_known_functions
from stability.algebra.systems.boxes import SquareSystem, distinct, holds_on
from stability.algebra.systems.forms import is_zero, quotient
from stability.algebra.systems.poles import Poles
from stability.algebra.systems.pruning import branch_and_prune
from stability.algebra.systems.ranges import Nowhere, RangeFunction
from stability.algebra.systems.values import ends
from stability.analysis import analyze
from stability.clock import Time
from stability.equilibrium import Completeness, Equilibrium, EquilibriumSet, find_equilibria, near_equilibrium
from stability.errors import CannotSolve
from stability.games import dirac_gan
from stability.objectives import logistic
from stability.region import decimal, locate_balls
from stability.regularizers import ConsensusPenalty
from stability.system import System, gradient_field

x, y, z = symbols("x y z", real=True)


def flow(state: tuple[Any, ...], *field: Any) -> System:
    """The flow of a field."""
    return System(Time.CONTINUOUS, state, field)


def found(field: tuple[Any, ...], **sides: tuple[Any, Any]) -> EquilibriumSet:
    """The equilibria of a field in a box; the sides are named like the state."""
    state = tuple(s for s in (x, y, z) if str(s) in sides)
    return find_equilibria(System(Time.CONTINUOUS, state, field), box=sides)


def _number(value: Any) -> Any:
    return arb(int(value.p)) / int(value.q)


# Ranges.

EXPRESSIONS = (
    exp(x) * y,
    tanh(x * y),
    1 / (x - y),
    log(x + y),
    sqrt(x * y),
    (x * y) ** Rational(1, 3),
    sin(x) * cos(y),
    tan(x / 3),
    x**3 - y**2 + x * y,
    cosh(x) / sinh(y),
    erf(x * y) + erfc(x),
    atan(x) * asin(y / 4),
    acos(x / 4) - asinh(y),
    (x**2 + y**2) ** Rational(-3, 2),
    (x**2 - y) ** -2,
    Abs(x) - Max(x, y) * Min(x, y),
    sec(x) + coth(y),
    exp(-1 / x**2),
    exp(2 * x) / (1 + exp(x)) ** 2 + exp(x) / (2 + 3 * exp(x)) ** 2,
)


@pytest.mark.parametrize("expression", EXPRESSIONS, ids=str)
def test_ranges_hold_the_values(expression: Any) -> None:
    """Random boxes and points in them: the value lies in the range; where it is sure, there is a value."""
    generator = random.Random(str(expression))
    ranges, plain = RangeFunction([expression], [x, y]), lambdify([x, y], expression, "mpmath")
    for _ in range(60):
        sides = [sorted(Rational(generator.randint(-40, 40), 10) for _ in "ab") for _ in "xy"]
        try:
            low, high = ranges([(_number(a), _number(b)) for a, b in sides])[0]
        except Nowhere:
            low, high = arb("inf"), arb("-inf")
        for _ in range(6):
            point = [a + (b - a) * Rational(generator.randint(0, 8), 8) for a, b in sides]
            try:
                value = plain(*(mpmath.mpf(int(v.p)) / int(v.q) for v in point))
            except (ZeroDivisionError, ValueError):
                value = mpmath.nan
            if isinstance(value, mpmath.mpc) or not mpmath.isfinite(value):
                assert not ranges.sure or not low < high
            else:
                slack = 1e-9 * (1 + abs(float(value)))  # mpmath works with 53 bits here
                assert low <= float(value) + slack and high >= float(value) - slack


def test_ranges_keep_signs_where_balls_lose_them() -> None:
    """exp and the logistic function stay positive, tanh inside (-1, 1), 1/x on (0, 1] above 1."""
    wide = [(arb(-40), arb(40))]
    for e, low, high in ((exp(x), 0, None), (tanh(x), -1, 1), (1 / (1 + exp(x)), 0, 1), (1 / cosh(x), 0, 1)):
        bottom, top = RangeFunction([e], [x])(wide)[0]
        slack = 1e-15  # an end is a ball of 53 bits here
        assert bottom >= low - slack and (high is None or top <= high + slack)
    bottom, top = RangeFunction([1 / x], [x])([(arb(0), arb(1))])[0]
    assert bottom == 1 and top == arb("inf")


def test_ranges_nowhere_defined() -> None:
    """log of negative numbers has no value: Nowhere; on a part of the box it has, and is not sure."""
    function = RangeFunction([log(x)], [x])
    with pytest.raises(Nowhere):
        function([(arb(-2), arb(-1))])
    function([(arb(-1), arb(1))])
    assert not function.sure
    function([(arb(1), arb(2))])
    assert function.sure


def test_logistic_terms_become_one_function() -> None:
    """The rewriting is an identity, and 1/(1 + exp(x)) - exp(-x)/(1 + exp(-x)) is seen to be 0 by its form."""
    for e in (exp(-2 * x) / (1 + exp(-x)) ** 2, exp(x) / (1 + exp(x)) ** 3, x * exp(3 * x) / (2 + 5 * exp(x)) ** 2):
        changed = by_known_functions(e)
        assert changed != e and is_zero(changed - e)
    assert by_known_functions(exp(x) / (1 - exp(x))) == exp(x) / (1 - exp(x))  # the twin: a pole at x = 0


@pytest.mark.parametrize(
    ("operator", "ends_of", "expected"),
    [
        (">", (1, 2), True),
        (">", (-1, 0), False),
        (">", (0, 1), None),
        (">=", (0, 1), True),
        ("<", (0, 1), False),
        ("<=", (-1, 0), True),
        ("!=", (1, 2), True),
        ("!=", (-1, 1), None),
        ("!=", (0, 0), False),
        ("==", (0, 0), True),
    ],
)
def test_relations_over_ranges(operator: str, ends_of: tuple[int, int], expected: bool | None) -> None:
    """A relation with 0 holds for all values of a range, for none, or neither is seen."""
    assert holds_on(operator, (arb(ends_of[0]), arb(ends_of[1]))) is expected


# Zeros: certified, refined, told apart.

ONE = SquareSystem([exp(x) + tanh(x) - 3], [x])


@pytest.mark.parametrize("bits", [20, 64, 300, 2000])
def test_a_zero_is_refined_to_the_width_asked(bits: int) -> None:
    """The box has the width asked, and holds the zero that mpmath finds with more digits."""
    with ctx.workprec(96):
        zero = ONE.certify(ONE.newton((arb(1),)))
    assert zero is not None
    box = zero.refined(bits)[0]
    assert box.rad() <= arb(2) ** -bits
    with mpmath.workprec(bits + 64), ctx.workprec(bits + 64):
        root = mpmath.findroot(lambda t: mpmath.exp(t) + mpmath.tanh(t) - 3, 0.8)
        assert box.overlaps(arb(mpmath.nstr(root, int(0.31 * (bits + 40)))))


def test_a_double_zero_is_not_certified() -> None:
    """The twin: Newton's method converges to a double zero, and nothing certifies it."""
    double = SquareSystem([(exp(x) - 2) ** 2], [x])
    with ctx.workprec(96):
        reached = double.newton((arb(1),))
        assert reached is None or double.certify(reached) is None


def test_zeros_are_told_apart() -> None:
    """Two zeros of sin x = 2/3, and one of them twice."""
    sine = SquareSystem([sin(x) - Rational(2, 3)], [x])
    with ctx.workprec(96):
        first, second, again = (sine.certify(sine.newton((arb(s),))) for s in (0.5, 2.5, 0.9))
    assert first is not None and second is not None and again is not None
    assert distinct(first, second) is True and distinct(first, again) is False


def test_no_zero_is_certified_where_the_field_is_not_defined() -> None:
    """(x + 2) sqrt(x): the factor x + 2 vanishes at -2, where the field has no value."""
    system = SquareSystem([(x + 2) * sqrt(x)], [x])
    with ctx.workprec(96):
        assert system.proven((arb(-2),), [arb(2) ** -40]) is None
        assert system.excluded((arb(-2, 0.5),)) and not system.excluded((arb(0, 0.5),))


# Poles.


def test_poles_are_excluded_and_zeros_beside_them_are_not() -> None:
    """x/r^3 - 1: a pole at 0, a zero at (1, 0); with the pole moved to sqrt 2 nothing is recognised, nor claimed."""
    r = sqrt(x**2 + y**2)
    poles = Poles(SquareSystem([x / r**3 - 1, y / r**3], [x, y]))
    near, far = (arb(-1) / 16, arb(1) / 16), (arb(-1) / 4, arb(5) / 4)
    assert poles.excluded((near, near)) and not poles.excluded((far, near))
    moved = Poles(SquareSystem([e.subs(x, x - sqrt(2)) for e in (x / r**3 - 1, y / r**3)], [x, y]))
    with ctx.workprec(96):
        centre = arb(2).sqrt()
    assert not moved.excluded(((centre - arb(1) / 16, centre + arb(1) / 16), near))


def test_five_lagrange_points() -> None:
    """Masses 3/10 and 7/10: two equilateral points, and three on the axis between and beyond the masses."""
    m, n = Rational(3, 10), Rational(7, 10)
    potential = (x**2 + y**2) / 2 + m / sqrt((x + n) ** 2 + y**2) + n / sqrt((x - m) ** 2 + y**2)
    result = found((potential.diff(x), potential.diff(y)), x=(-2, 2), y=(Rational(-3, 2), Rational(3, 2)))
    assert result.completeness is Completeness.COMPLETE_IN_BOX and not result.undecided

    def axis(t: Any) -> Any:
        return t - 0.3 * (t + 0.7) / abs(t + 0.7) ** 3 - 0.7 * (t - 0.3) / abs(t - 0.3) ** 3

    expected = [(float(mpmath.findroot(axis, start)), 0.0) for start in (-1.2, -0.3, 1.1)]
    expected += [(-0.2, 0.75**0.5), (-0.2, -(0.75**0.5))]
    points = [tuple(float(v) for _, v in p.point) for p in result.points]
    assert len(points) == 5
    assert all(any(max(abs(a - b) for a, b in zip(p, e, strict=True)) < 1e-9 for p in points) for e in expected)


# Whole boxes.


def test_a_budget_leaves_the_list_unproven_and_says_where() -> None:
    """sin x in [-100, 100] has 63 zeros; 20 boxes do not find them, and the reason names what is left."""
    system = flow((x,), sin(x))
    part = find_equilibria(system, box={x: (-100, 100)}, budget=20)
    assert part.completeness is Completeness.NOT_PROVEN and part.undecided and "x in [" in part.reason
    assert 15 <= len(part.points) <= 63
    whole = find_equilibria(system, box={x: (-100, 100)})
    assert whole.completeness is Completeness.COMPLETE_IN_BOX and len(whole.points) == 63


COUNTS: list[tuple[tuple[Any, ...], dict[str, Any], int]] = [
    ((sin(x) - Rational(2, 3),), {"x": (-3, 3)}, 2),
    ((y, Rational(2, 3) - sin(x) - y / 5), {"x": (-6, 6), "y": (-1, 1)}, 4),
    ((exp(x) - x - 2, -y * log(x + Rational(9, 5))), {"x": (-4, 4), "y": (-4, 4)}, 1),
    ((log(x) + y, y - cos(x) * log(y + 2)), {"x": (-4, 4), "y": (-4, 4)}, 1),
    ((exp(-((x - 2) ** 2) / 2) - exp(-((x + 2) ** 2) / 2) - x / 7,), {"x": (-6, 6)}, 3),
    (
        (exp(-((x - 1) ** 2) / 2) / sqrt(2 * pi) - exp(-((x + 1) ** 2) / 8) / sqrt(8 * pi) - x / 20,),
        {"x": (-6, 6)},
        3,
    ),
    ((1 / (x + y) - x + Rational(1, 3), 1 / (y + z**2) - y, 1 / (z + x + y) - z), dict.fromkeys("xyz", (-3, 3)), 7),
    ((1 / (x + y) - x / 2 + 1 / (x - 2), 1 / (y - x**2) - y + 1 / (y + 3)), dict.fromkeys("xy", (-4, 4)), 7),
]


@pytest.mark.parametrize(("field", "box", "count"), COUNTS, ids=[str(c[0])[:50] for c in COUNTS])
def test_every_zero_in_a_box_once(field: tuple[Any, ...], box: dict[str, Any], count: int) -> None:
    """The number of zeros, counted by Newton's method from a fine grid in mpmath as well; disjoint narrow boxes."""
    result = found(field, **box)
    assert result.completeness is Completeness.COMPLETE_IN_BOX and len(result.points) == count
    state = [s for s in (x, y, z) if str(s) in box]
    plain = lambdify(state, field, "mpmath")
    for point in result.points:
        at = [mpmath.mpf(int(v.p)) / int(v.q) if v.is_Rational else mpmath.mpf(v.evalf(30)) for _, v in point.point]
        assert max(map(abs, plain(*at))) < 1e-10
        assert all(high - low < Rational(1, 10**15) for _, (low, high) in point.box or ())


def test_analysis_of_all_points_in_a_box() -> None:
    """A pendulum under a torque: two foci with spectrum -1/10 +- ..., two saddles, and no complaint about decimals."""
    result = analyze(
        flow((x, y), y, Rational(2, 3) - sin(x) - y / 5), box={x: (-6, 6), y: (-1, 1)}, cross_check=False
    )
    names = sorted(item.verdict.stability.name for item in result.local)
    assert names == ["EXPONENTIALLY_STABLE"] * 2 + ["UNSTABLE"] * 2


def test_an_exact_point_inside_an_isolating_box_is_its_zero() -> None:
    """Consensus on the logistic Dirac-GAN: the origin once, and two rest points that the penalty makes."""
    game = ConsensusPenalty(1)(dirac_gan(logistic))
    system = gradient_field(game)
    result = find_equilibria(system, box=dict.fromkeys(system.state, (-3, 3)))
    assert result.completeness is Completeness.COMPLETE_IN_BOX and len(result.points) == 3
    assert sum(p.exact and all(v == 0 for _, v in p.point) for p in result.points) == 1


def test_points_outside_the_domain_are_not_listed() -> None:
    """exp(x) = x + 2 has a negative solution, at which log(x) has no value; without the logarithm it is a point."""
    inside = find_equilibria(flow((x, y), exp(x) - x - 2, -y * log(x)))
    assert len(inside.points) == 1 and inside.points[0].as_dict()[x] > 1
    assert len(find_equilibria(flow((x, y), exp(x) - x - 2, -y)).points) == 2


def test_sums_of_logistic_terms_are_searched_as_they_are_written() -> None:
    """Six neurons: the common denominator would have thousands of terms; the field has seven."""
    weights = ((3, 2, 1), (-2, 4, 0), (1, -3, -1))
    field = tuple(
        -s + sum(Integer(k + 1) / (1 + exp(-(a * x - b * y + c) / (k + 2))) for k, (a, b, c) in enumerate(weights)) / 3
        for s in (x, y)
    )
    result = found((field[0], field[1] - tanh(x + y) - tanh(2 * x - y)), x=(-5, 5), y=(-5, 5))
    assert result.completeness is Completeness.COMPLETE_IN_BOX and len(result.points) == 1
    assert "as it is written" in " ".join(result.argument)


# Points near a start.


@pytest.mark.parametrize(
    ("field", "start", "value"),
    [
        ((exp(x) + exp(y) - 3, x - y), {x: 0.4, y: 0.41}, log(Rational(3, 2))),
        ((exp(x) + tanh(x) - 3,), {x: 0.4}, None),
        ((exp(100 * x) + exp(y) - 3, x - y), {x: 0.007, y: 0.0}, None),
        ((tanh(x) - Rational(1, 2),), {x: 0.1 + 0.2}, log(3) / 2),
    ],
)
def test_floats_are_starts_only(field: tuple[Any, ...], start: dict[Any, float], value: Any) -> None:
    """Newton's method from floats: the process lives, the point is enclosed."""
    point = near_equilibrium(flow(tuple(start), *field), start).points[0]
    low, high = dict(point.box or ())[x]
    assert high - low < Rational(1, 10**15)
    if value is not None:
        assert low <= value <= high


def test_messages_show_the_start_as_it_was_given() -> None:
    """No zero near 0.1: the message says 0.1, and no fraction with the denominator 2^55."""
    with pytest.raises(CannotSolve, match=r"near x = 0\.1\."):
        near_equilibrium(flow((x,), exp(x) + 1), {x: 0.1})
    assert str(near_equilibrium(flow((x, y), x * y, -y), {x: 0.1, y: 0.0}).points[0]) == "(x, y) = (1/10, 0)"


def test_powers_of_one_exponential_are_limited() -> None:
    """exp(x) and exp(0.4...) with a denominator of 2^52 have no common unit of moderate power: refused, not aborted."""
    with pytest.raises(CannotSolve, match="as power"):
        quotient(exp(x) + exp(x / 3**40) - 3)
    assert not is_zero(exp(40 * x) - exp(x))


def test_enclosures_of_extreme_size_become_fractions_or_are_refused() -> None:
    """exp(10^13) as a fraction would fill the memory, and exp(-10^13) too: one is refused, the other rounded."""
    with pytest.raises(CannotSolve):
        ends((arb(10) ** 13).exp())
    low, high = ends((-(arb(10) ** 13)).exp())
    assert low < 0 < high < Rational(1, 2**60000)


# Digits.


@pytest.mark.parametrize(
    ("field", "start", "value"),
    [
        (3 - exp(11 * z / 50 - Rational(47, 5)), 47.7, Rational(-33, 50)),
        (3 - exp((z - 45) / 5), 47.7, Rational(-3, 5)),
        (exp(z) - 3, 1.0, Integer(3)),
        (1 - 700 * exp(-z) * exp(2), 8.0, Integer(1)),
    ],
)
def test_certified_eigenvalues_are_right_to_every_digit(field: Any, start: float, value: Any) -> None:
    """The box is refined until the twenty digits shown are enclosed; the cross-check is not needed for that."""
    result = analyze(flow((z,), field), near={z: start}, cross_check=False)
    assert result.local[0].eigenvalues is not None
    shown = result.local[0].eigenvalues[0][0]
    assert abs(Rational(str(shown)) - value) <= Abs(value) / 10**19


def test_eigenvalues_of_a_real_matrix_are_conjugate() -> None:
    """The pair of x' = y, y' = 2 - exp(x) - 5y/2 at x = log 2: -5/4 +- i sqrt(7)/4."""
    result = analyze(flow((x, y), y, 2 - exp(x) - 5 * y / 2), near={x: 0.9, y: 0.2}, cross_check=False)
    assert result.local[0].eigenvalues is not None
    pair = [value for value, _ in result.local[0].eigenvalues]
    assert pair[0] == pair[1].conjugate()
    real, imaginary = pair[0].as_real_imag()
    assert Rational(str(real)) == Rational(-5, 4)
    assert Abs(Abs(imaginary) - sqrt(7) / 4) < Rational(1, 10**18)


def test_decimals_stop_where_the_enclosure_does() -> None:
    """Each printed number lies within one unit of its last digit of everything in the ball."""
    for digits in range(1, 18):
        ball = arb(1) / 3 + arb(0, arb(10) ** -digits / 7)
        text = str(decimal(ball))
        unit = Rational(1, 10 ** len(text.split(".")[1]))
        assert abs(Rational(text) - Rational(1, 3)) + Rational(1, 7 * 10**digits) <= unit


def test_points_print_the_digits_of_their_boxes() -> None:
    """A coordinate known to 10^-5 prints five digits, one known well prints twelve."""
    middle = Rational(1, 3)

    def shown(width: Rational) -> str:
        return str(Equilibrium(((x, middle),), False, box=((x, (middle - width, middle + width)),)))

    assert shown(Rational(1, 10**6)) == "x ~ 0.33333" and shown(Rational(1, 10**20)) == "x ~ 0.333333333333"


@pytest.mark.parametrize("time", [Time.CONTINUOUS, Time.DISCRETE])
def test_multiple_eigenvalues_are_located_by_signs(time: Time) -> None:
    """Jordan blocks at -1/2 (inside both regions) and at 2 (outside both); at the edge nothing is said."""
    block = [[-0.5, 1, 0, 0], [0, -0.5, 0, 0], [0, 0, 2, 1], [0, 0, 0, 2]]
    location = locate_balls(arb_mat([[arb(v, 1e-12) for v in row] for row in block]), time)[0]
    assert location is not None and (location.inside, location.outside) == (2, 2)
    edge = 0 if time is Time.CONTINUOUS else 1
    assert locate_balls(arb_mat([[arb(edge, 1e-12), 1], [0, arb(edge, 1e-12)]]), time)[0] is None


def test_roots_are_linearized_in_balls() -> None:
    """Distance to a far centre: the eigenvalues of the Jacobian at the point, by mpmath at 40 digits."""
    field = (1 - sqrt(x**2 + (y + 620) ** 2) / 700, x - y / 7 + exp(-x))
    result = analyze(flow((x, y), *field), near={x: 10, y: 80}, cross_check=False)
    with mpmath.workdps(40):
        point = mpmath.findroot(lambdify([x, y], field, "mpmath"), (11, 80))
        jacobian = [[lambdify([x, y], f.diff(s), "mpmath")(*point) for s in (x, y)] for f in field]
        expected = sorted(mpmath.eig(mpmath.matrix(jacobian))[0], key=lambda v: v.real)
        shown = sorted(Rational(str(v)) for v, _ in result.local[0].eigenvalues or ())
        for a, b in zip(shown, expected, strict=True):
            assert abs(mpmath.mpf(int(a.p)) / int(a.q) - b) < mpmath.mpf(10) ** -19


def test_a_search_at_two_budgets_never_disagrees() -> None:
    """More boxes only add: the points of the short search are points of the long one."""
    system = SquareSystem([sin(3 * x) - y, cos(2 * y) - x], [x, y])
    sides = [(Integer(-2), Integer(2))] * 2
    short, long = (branch_and_prune(system, sides, budget) for budget in (8, None))
    assert not long.undecided and len(short.zeros) <= len(long.zeros)
    assert all(any(distinct(a, b) is False for b in long.zeros) for a in short.zeros)
