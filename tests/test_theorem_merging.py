"""The lower bound on the distance of packed laws, against the definition."""

from __future__ import annotations

from fractions import Fraction

import pytest
from sympy import Rational

from stability.theorem import PackedLowerBound, Static
from stability.theorem.merging import _merged
from stability.theorem.packing import packed_distance

NOTHING = Static("nothing").system
P = (Fraction(1, 2), Fraction(1, 3), Fraction(1, 6))
Q = (Fraction(1, 4), Fraction(1, 4), Fraction(1, 2))


def test_merged_laws_by_hand() -> None:
    """P exceeds Q on the first two points, which hold 5/6 and 1/2."""
    assert _merged(P, Q) == ((Fraction(5, 6), Fraction(1, 6)), (Fraction(1, 2), Fraction(1, 2)))


@pytest.mark.parametrize("m", [2, 3, 4])
def test_merging_never_raises_a_packed_distance(m: int) -> None:
    """The distance of single laws is kept, that of products is not raised."""
    merged = _merged(P, Q)
    assert packed_distance(*merged, 1) == packed_distance(P, Q, 1) == Fraction(1, 3)
    assert packed_distance(*merged, m) <= packed_distance(P, Q, m)


def test_the_bound_is_attained_so_that_no_larger_factor_holds() -> None:
    """The pair (3/5, 2/5), (2/5, 3/5) gains nothing by packing two points, and refutes a larger bound."""
    first, second = (Fraction(3, 5), Fraction(2, 5)), (Fraction(2, 5), Fraction(3, 5))
    assert packed_distance(first, second, 2) == packed_distance(first, second, 1) == Fraction(1, 5)
    claim = PackedLowerBound()
    assert claim.check(NOTHING).outcome.name == "CONFIRMED"
    (twin,) = claim.twins()
    checked = twin.check(NOTHING)
    assert checked.outcome.name == "REFUTED"
    assert "P = (3/5, 2/5), Q = (2/5, 3/5)" in checked.witness


def test_a_smaller_factor_is_true_but_not_what_is_proven_here() -> None:
    """Half the bound is implied, yet the check claims only what its proof says."""
    assert PackedLowerBound(Rational(1, 2)).check(NOTHING).outcome.name == "UNDECIDED"
