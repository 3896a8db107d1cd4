"""The kinds of claim behind packing, fictitious play and quantities along trajectories, against second routes."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import prod

import numpy as np
import pytest
from sympy import Rational, exp, sin, symbols

from stability import BadInput, verify
from stability.clock import Time
from stability.system import System
from stability.theorem import (
    AverageStrategies,
    FictitiousDistance,
    Identity,
    LargestGap,
    LeadingChange,
    NotDecided,
    PackedMinimum,
    PackedUpperBound,
    QuantityAlong,
    Static,
    Theorem,
)
from stability.theorem.packing import PACKED, TAU, packed_distance

x, y = symbols("x y", real=True)
NOTHING = Static("nothing").system
ROTATION = System(Time.CONTINUOUS, (x, y), (-y, x))


def by_tuples(p: tuple[Fraction, ...], q: tuple[Fraction, ...], m: int) -> Fraction:
    """The definition: half the sum of |P - Q| over ordered tuples."""
    tuples = product(range(len(p)), repeat=m)
    return sum((abs(prod(p[k] for k in t) - prod(q[k] for k in t)) for t in tuples), Fraction(0)) / 2


@pytest.mark.parametrize("m", [1, 2, 3, 5])
def test_packed_distance_is_the_sum_over_ordered_tuples(m: int) -> None:
    """Counting types with multinomials gives the same as the definition."""
    p = (Fraction(1, 2), Fraction(1, 3), Fraction(1, 6))
    q = (Fraction(1, 7), Fraction(2, 7), Fraction(4, 7))
    assert packed_distance(p, q, m) == by_tuples(p, q, m)


def test_packed_minimum_against_a_fine_grid() -> None:
    """The certified minimum lies below every grid value, and near the least of them."""
    tau, m = Fraction(1, 5), 3
    grid = [Fraction(k, 2000) for k in range(1601)]
    least = min(by_tuples((1 - a, a), (1 - a - tau, a + tau), m) for a in grid)
    checked = PackedMinimum(Rational(1, 5), 3, "0.2646514373572").check(NOTHING)
    assert checked.outcome.name == "CONFIRMED"
    # the distance is Lipschitz in a with constant below 2 m, the grid has steps of 1/2000
    assert 0 <= float(least) - 0.2646514373572 < 6 / 2000
    assert PackedMinimum(Rational(1, 5), 3, "0.26528").check(NOTHING).outcome.name == "REFUTED"


def test_upper_bound_of_another_form_is_not_confirmed() -> None:
    """A weaker bound is true and has no proof here; a sharper one is refuted by a pair of laws."""
    assert PackedUpperBound(TAU * PACKED).check(NOTHING).outcome.name == "UNDECIDED"
    wrong = PackedUpperBound(TAU).check(NOTHING)
    assert wrong.outcome.name == "REFUTED" and "P = " in wrong.witness


def test_largest_gap_is_checked() -> None:
    """The set is named when the claimed value is wrong."""
    laws = (Rational(1, 2), Rational(1, 2), 0), (Rational(1, 4), Rational(1, 4), Rational(1, 2))
    assert LargestGap(*laws, Rational(1, 2)).check(NOTHING).outcome.name == "CONFIRMED"
    assert "[1, 2]" in LargestGap(*laws, Rational(1, 3)).check(NOTHING).witness


def test_fictitious_play_against_numpy() -> None:
    """The same recursion with arrays."""
    row, column = np.array([[0, 1, 0], [0, 0, 1], [1, 0, 0]]), np.array([[0, 0, 1], [1, 0, 0], [0, 1, 0]])
    i, j, first, second = 0, 1, np.zeros(3), np.zeros(3)
    for _ in range(500):
        first[i] += 1
        second[j] += 1
        i, j = int(np.argmax(row @ second)), int(np.argmax(first @ column))
    averages = {500: tuple(tuple(f"{v / 500:.3f}" for v in played) for played in (first, second))}
    claim = AverageStrategies(row.tolist(), column.tolist(), (0, 1), averages)
    assert claim.check(NOTHING).outcome.name == "CONFIRMED"
    assert all(twin.check(NOTHING).outcome.name == "REFUTED" for twin in claim.twins())


def test_fictitious_gan_depends_on_the_data() -> None:
    """A distance of other data is refuted."""
    right = FictitiousDistance((Rational(1, 3), Rational(2, 3)), 0, {10: "0.242"})
    assert right.check(NOTHING).outcome.name == "CONFIRMED"
    wrong = FictitiousDistance((Rational(1, 2), Rational(1, 2)), 0, {10: "0.242"})
    assert wrong.check(NOTHING).outcome.name == "REFUTED"


def test_leading_change_is_a_taylor_polynomial() -> None:
    """sin and exp are expanded exactly; one degree less or more is told apart."""
    system = System(Time.CONTINUOUS, (x, y), (sin(y), exp(x) - 1))
    right = x * y + x**2 * y / 2
    assert LeadingChange(y**2 / 2, right, 3).check(system).outcome.name == "CONFIRMED"
    assert LeadingChange(y**2 / 2, x * y, 3).check(system).outcome.name == "REFUTED"
    assert LeadingChange(y**2 / 2, right, 4).check(system).outcome.name == "REFUTED"


def test_quantity_along_a_rotation() -> None:
    """x = cos t: a decimal is confirmed, its twin refuted."""
    claim = QuantityAlong({x: 1, y: 0}, x, {2: "-0.41614684"})
    assert claim.check(ROTATION).outcome.name == "CONFIRMED"
    assert all(twin.check(ROTATION).outcome.name == "REFUTED" for twin in claim.twins())


def test_identities_of_functions() -> None:
    """Equal functions are confirmed, others refuted with a point."""
    assert Identity((x + y) ** 2, x**2 + 2 * x * y + y**2).check(NOTHING).outcome.name == "CONFIRMED"
    assert Identity(1 / (1 + exp(-x)), exp(x) / (1 + exp(x))).check(NOTHING).outcome.name == "CONFIRMED"
    assert Identity((x + y) ** 2, x**2 + y**2).check(NOTHING).witness


def test_open_statements_say_why_and_what_would_decide() -> None:
    """They are never confirmed, and an empty reason is refused."""
    theorem = Theorem("open", "nobody", "Nothing.", (), Static("nothing"), NotDecided("no proof", "a proof"))
    finding = verify(theorem)
    assert finding.outcome.name == "UNDECIDED" and not finding.as_expected
    assert "what would decide it: a proof" in finding.reason
    with pytest.raises(BadInput, match="why it is open"):
        NotDecided("", "a proof")
