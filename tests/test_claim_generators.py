"""Random members of the kinds that differentiate: what is confirmed holds along exact flows and in limits.

The references are closed forms evaluated with mpmath: flows of linear systems, and quotients near 0.
"""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import mpmath
import pytest
from sympy import Abs, Expr, Heaviside, Integer, Max, Rational, atan, exp, floor, lambdify, log, sign, sqrt, symbols

from stability.clock import Time
from stability.system import System
from stability.theorem import Conserved, LeadingTerm, Outcome

x, y = symbols("x y", real=True)


def turned(c: Any, s: Any, a: Any, b: Any) -> tuple[Any, Any]:
    return a * c - b * s, a * s + b * c


#: Fields with their flows and a conserved quantity.
FLOWS: tuple[tuple[tuple[Any, Any], Any, Any], ...] = (
    ((-y, x), lambda t, a, b: turned(mpmath.cos(t), mpmath.sin(t), a, b), x**2 + y**2),
    ((x, -y), lambda t, a, b: (a * mpmath.exp(t), b * mpmath.exp(-t)), x * y),
    ((Integer(1), Integer(2)), lambda t, a, b: (a + t, b + 2 * t), y - 2 * x),
    ((x, y), lambda t, a, b: (a * mpmath.exp(t), b * mpmath.exp(t)), x / y),
)


def step(of: Expr, rng: random.Random) -> Expr:
    """A function whose formal derivative is 0, or one that jumps or not by the way it is written."""
    return rng.choice(
        (
            atan(of) + atan(1 / of),
            sign(of) ** 2,
            Heaviside(of),
            of / Abs(of),
            Abs(of) / of + 1,
            sqrt(of**2) / of,
            log(of**2) - 2 * log(Abs(of)),
            Integer(rng.randint(0, 3)),
        )
    )


def around(kept: Expr, rng: random.Random) -> Expr:
    """A function of a conserved quantity."""
    return rng.choice((kept, kept**2 + kept, 1 / kept, log(kept**2), Abs(kept), exp(kept), atan(kept), Max(kept, 1)))


def drift(quantity: Expr, flow: Any, rng: random.Random) -> float:
    """The largest change along exact trajectories, among times at which the quantity has a real value."""
    at = lambdify((x, y), quantity, "mpmath")
    worst = 0.0
    for _ in range(6):
        start = rng.uniform(-2, 2), rng.uniform(-2, 2)
        values = []
        for k in range(-40, 41):
            value = mpmath.mpmathify(_value(at, flow(mpmath.mpf(k) / 16, *start)))
            if mpmath.isfinite(value) and abs(mpmath.im(value)) < 1e-12:
                values.append(float(mpmath.re(value)))
        if values:
            scale = 1 + max(map(abs, values))
            worst = max(worst, (max(values) - min(values)) / scale)
    return worst


def _value(at: Any, place: Any) -> Any:
    try:
        return at(*place)
    except (ZeroDivisionError, ValueError):  # no value there
        return mpmath.nan


def conserved_members(count: int, seed: int) -> Counter[str]:
    """Quantities with a formal derivative 0: what is confirmed does not drift.  Figures by outcome."""
    rng, seen = random.Random(seed), Counter[str]()
    for _ in range(count):
        field, flow, kept = rng.choice(FLOWS)
        line = rng.choice((x, y, x + y, x - 2 * y, x - 1, x * y - 1))
        quantity = around(kept, rng) + rng.choice((0, 1)) * step(line, rng)
        outcome = Conserved(quantity).check(System(Time.CONTINUOUS, (x, y), field)).outcome
        seen[outcome.name] += 1
        change = drift(quantity, flow, rng)
        # 1e-9: fifteen digits of mpmath, with room for cancellation in quotients
        assert outcome is not Outcome.CONFIRMED or change < 1e-9, f"{quantity} along {field} drifts by {change}"
        assert outcome is not Outcome.REFUTED or change > 1e-9, f"{quantity} along {field} does not drift"
    return seen


def leading_members(count: int, seed: int) -> Counter[str]:
    """Sums of |x|^p, x^q and steps against a leading term, by quotients at +-10^-30.  Figures by outcome."""
    rng, seen = random.Random(seed), Counter[str]()
    with mpmath.workdps(60):
        for _ in range(count):
            pieces = (x, x**2, x**3, Abs(x), Abs(x) ** 3, x * Abs(x), x**2 * sign(x), floor(x) * x)
            chosen = rng.sample(pieces, rng.randint(1, 3))
            expression = sum((rng.randint(-3, 3) * p for p in chosen), Integer(0) * x) + x**4
            order = rng.choice((1, 2, 3))
            term = Rational(rng.choice((1, 2, 3, -1)), rng.choice((1, 2))) * x**order
            if rng.random() < 0.5:
                term = (expression.coeff(x, order) or Integer(1)) * x**order
                if term.free_symbols != {x} or not term.is_polynomial(x):
                    continue
            outcome = LeadingTerm(expression, x, term).check(System(Time.CONTINUOUS, (), ())).outcome
            seen[outcome.name] += 1
            at = lambdify(x, (expression - term) / x**order, "mpmath")
            gap = max(abs(at(side * mpmath.mpf(10) ** -30)) for side in (1, -1))
            # a difference of higher order is below 10^-29 there, another one at least 1/2
            assert outcome is not Outcome.CONFIRMED or gap < mpmath.mpf(10) ** -20, f"{expression} ~ {term}"
            assert outcome is not Outcome.REFUTED or gap > mpmath.mpf(10) ** -20, f"{expression} ~ {term}"
    return seen


def test_confirmed_quantities_do_not_drift() -> None:
    """Some members; the slow test has more."""
    seen = conserved_members(25, 1)
    assert seen["CONFIRMED"]
    assert seen["UNDECIDED"]


def test_confirmed_terms_lead() -> None:
    """Some members; the slow test has more."""
    seen = leading_members(60, 2)
    assert seen["CONFIRMED"]
    assert seen["REFUTED"]


@pytest.mark.slow
def test_many_members() -> None:
    """Four hundred quantities and two thousand terms."""
    assert conserved_members(400, 3)["CONFIRMED"] > 40
    assert leading_members(2000, 4)["CONFIRMED"] > 40
