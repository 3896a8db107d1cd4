"""Balls: enclosures of expressions, iterates and integrals that contain the true value, and printed decimals."""

from __future__ import annotations

import random
from typing import Any

import mpmath
import pytest
from flint import acb, arb, ctx
from sympy import (
    Abs,
    Float,
    Integer,
    Rational,
    atan,
    besselj,
    cos,
    cosh,
    erf,
    exp,
    floor,
    lambdify,
    log,
    pi,
    sin,
    sinh,
    sqrt,
    symbols,
    tan,
    tanh,
)

from stability.algebra.balls import (
    Ball,
    decimal_agrees,
    evaluate,
    hull,
    integral,
    iterate,
    squared_norm,
    within_last_digit,
)
from stability.errors import BadInput, CannotSolve

x, y = symbols("x y", real=True)


@pytest.mark.parametrize(
    ("decimal", "expected"),
    [("1.41421356", True), ("1.414213562", True), ("1.41421358", False), ("-1.414", False), ("1.4", True), ("2", True)],
)
def test_printed_decimals(decimal: str, expected: bool) -> None:
    """Within one unit of the last digit, whether the printer rounded or cut."""
    assert decimal_agrees(sqrt(2), decimal) is expected


def test_zero_and_wide_balls() -> None:
    """The text "0" means zero exactly; a ball that cannot tell is refused, never guessed."""
    assert within_last_digit(arb(0), "0") is True
    assert within_last_digit(arb(1), "0") is False
    assert decimal_agrees(Float("0.123456789012345678901234567890", 30), "0.1234567890") is True
    for ball, decimal in ((arb(0, 1e-30), "0"), (arb(1, 0.1), "1.00"), (arb("nan"), "1.0")):
        with pytest.raises(CannotSolve):
            within_last_digit(ball, decimal)


@pytest.mark.parametrize("text", ["nan", "inf", "", "abc", "1,5", "0x10", "1_000"])
def test_text_that_is_no_decimal_is_refused(text: str) -> None:
    """Printed decimals have digits, one point and perhaps an exponent."""
    with pytest.raises(BadInput):
        within_last_digit(arb(1), text)


FORMS = (
    x**3 - 2 * x * y + Rational(1, 7),
    1 / (1 + x**2) - y / (3 + y),
    exp(x * y) * log(2 + x**2),
    sin(x) * cos(y) + tan(x / 3),
    sinh(x) - cosh(y) * tanh(x * y),
    atan(3 * x) * erf(y),
    (x - y) ** 6 / (x + 5) ** 2,
)


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_balls_contain_the_values_of_their_points(form: Any) -> None:
    """At random points of random boxes, against mpmath."""
    rng, value = random.Random(3), lambdify((x, y), form, "mpmath")
    with ctx.workprec(80), mpmath.workdps(40):
        for _ in range(30):
            radius = rng.choice((0, 1e-6, 0.1))
            middle = {s: rng.uniform(-2, 2) for s in (x, y)}
            ball = evaluate(form, {s: arb(m, radius) for s, m in middle.items()})
            point = [m + rng.uniform(-radius, radius) for m in middle.values()]
            true = mpmath.mpf(value(*map(mpmath.mpf, point)))
            printed = arb(mpmath.nstr(true, 38))
            assert ball.overlaps(printed + arb(0, 1e-30)), (point, ball)  # 1e-30: the digits mpmath keeps


def test_an_even_power_of_a_ball_around_zero_is_finite() -> None:
    """arb(0, r)**2 is nan in python-flint 0.9."""
    ball = evaluate(x**2, {x: arb(0, 0.5)})
    assert ball.is_finite() and ball.contains(arb(0.25)) and not ball.contains(1)


def test_unknown_functions_are_refused() -> None:
    """No ball is better than a wrong one; a root is not a number where its base may be negative."""
    for unknown in (Abs(x), floor(x), besselj(0, x)):
        with pytest.raises(CannotSolve):
            evaluate(unknown, {x: arb(1)})
    root = x ** Rational(1, 3)
    assert evaluate(root, {x: arb(8, 0.1)}).contains(2) and not evaluate(root, {x: arb(0, 0.1)}).is_finite()


INTEGRALS = (
    (sin(x), 0, pi),
    (exp(-(x**2)), -3, 2),
    (log(x**2 + Rational(1, 1000)), -1, 2),
    (atan(10 * x), -1, 2),
    (log(1 + exp(20 * x)), -1, 2),
    (tanh(30 * x), -1, 2),
    (1 / (1 + 25 * x**2), -1, 1),
)


@pytest.mark.parametrize(("form", "low", "high"), INTEGRALS, ids=str)
def test_integrals_contain_the_true_value(form: Any, low: Any, high: Any) -> None:
    """Also near branch points of log and atan, against mpmath's quadrature."""
    ball = integral(form, x, Integer(0) + low, Integer(0) + high)
    with mpmath.workdps(30), ctx.workprec(200):
        ends = mpmath.linspace(mpmath.mpf(low), mpmath.pi if high == pi else mpmath.mpf(2 * high) / 2, 40)
        value = arb(mpmath.nstr(mpmath.quad(lambdify(x, form, "mpmath"), ends), 25))
        assert ball.rad() < arb(10) ** -30
        assert abs(ball - value) < arb(10) ** -18
        assert not abs(ball - value - arb(10) ** -15) < arb(10) ** -18


def test_branch_cuts_are_reported_to_the_integrator() -> None:
    """On a complex ball that meets a cut the analytic value is not finite; away from it nothing changes."""
    on_cut, off_cut = acb(arb(-2), arb(0, 0.5)), acb(2, 1)
    assert not evaluate(log(x), {x: on_cut}, analytic=True).is_finite()
    assert evaluate(log(x), {x: on_cut}).is_finite()
    assert not evaluate(atan(x), {x: acb(arb(0, 0.1), 2)}, analytic=True).is_finite()
    for form in (log(x), atan(x)):
        assert evaluate(form, {x: off_cut}, analytic=True).is_finite()


def test_iterates_are_certified() -> None:
    """The logistic-type map against exact rational arithmetic; the stages are applied in turn."""
    path = iterate([[x / 2, y + x], [x + y, y]], [x, y], [Rational(1), Rational(1, 3)], 3)
    state = (Rational(1), Rational(1, 3))
    for step in path:
        with ctx.workprec(2000):
            exact = [arb(int(v.p)) / arb(int(v.q)) for v in state]
            assert all(ball.enclosure.overlaps(v) for ball, v in zip(step, exact, strict=True))
        first, second = state[0] / 2, state[1] + state[0]
        state = (first + second, second)
    norm = squared_norm(path[0])
    assert norm.agrees("1.1111") and not norm.agrees("1.1131")
    assert str(Ball(arb(2).sqrt())).startswith("1.41421356")


def test_hull_contains_both_ends() -> None:
    """The ball around a rational interval."""
    ball = hull(Rational(1, 3), Rational(2, 3))
    assert ball.contains(arb(1) / 2) and not ball.contains(1)
