"""Zeros of sums of exponentials: complete, exact at rational points, refinable, and refused where they stay open."""

from __future__ import annotations

import itertools
from fractions import Fraction

import mpmath
import pytest
from flint import arb, ctx
from hypothesis import given, settings
from hypothesis import strategies as st

from stability.algebra.exponential_sums import ExponentialSum, Zero
from stability.errors import BadInput, CannotSolve

HALF = Fraction(1, 2)


def difference(target: list[Fraction], generator: list[Fraction]) -> ExponentialSum:
    """exp(x^2/2) times the difference of two mixtures of unit Gaussians, up to a constant."""
    signed = [(Fraction(1, len(target)), m) for m in target] + [(-Fraction(1, len(generator)), m) for m in generator]
    return ExponentialSum.of((w, m, -m * m / 2) for w, m in signed)


def fractions(*values: float) -> list[Fraction]:
    return [Fraction(v) for v in values]


#: Means whose gaps are neither tiny nor huge, so that a dense scan with 40 digits sees every zero.
MEANS = st.lists(st.integers(-12, 12).map(lambda k: Fraction(k, 4)), min_size=1, max_size=3)


@settings(max_examples=12, deadline=None)
@given(MEANS, MEANS)
def test_a_dense_scan_finds_no_other_zeros(target: list[Fraction], generator: list[Fraction]) -> None:
    """Certified zeros against sign changes between neighbouring points of an irrational grid."""
    total = difference(target, generator)
    if not total.terms:
        return
    with mpmath.workdps(40):
        terms = [(mpmath.mpf(t.coefficients[0].numerator) / t.coefficients[0].denominator, t) for t in total.terms]

        def value(x: object) -> object:
            return mpmath.fsum(c * mpmath.exp(float(t.rate) * x + float(t.offset)) for c, t in terms)

        grid = [mpmath.mpf(k) / 50 + mpmath.pi / 10**4 for k in range(-750, 751)]
        signs = [mpmath.sign(value(x)) for x in grid]
    scanned = sum(a * b < 0 for a, b in itertools.pairwise(signs))
    inside = [z for z in total.zeros if abs(z.lower) < 15]
    pairs = sum(0 < b.lower - a.upper < Fraction(1, 25) for a, b in itertools.pairwise(inside))
    assert scanned <= len(inside) <= scanned + 2 * pairs
    assert all(z.multiplicity == 1 for z in total.zeros)


@settings(max_examples=60, deadline=None)
@given(MEANS, MEANS)
def test_descartes_rule_is_never_broken(target: list[Fraction], generator: list[Fraction]) -> None:
    """The number of zeros is at most the number of sign changes, with the same parity."""
    total = difference(target, generator)
    if total.terms:
        count = sum(z.multiplicity for z in total.zeros)
        assert count <= total.sign_changes and (total.sign_changes - count) % 2 == 0


@settings(max_examples=40, deadline=None)
@given(MEANS, MEANS, st.integers(10, 60))
def test_balls_contain_a_zero_and_are_small(target: list[Fraction], generator: list[Fraction], digits: int) -> None:
    """The sign of the sum changes across every ball, which is as small as asked."""
    total = difference(target, generator)
    for zero in total.zeros if total.terms else ():
        with ctx.workprec(400):
            ball, margin = zero.ball(digits), arb(10) ** (-digits + 1)
            assert ball.rad() <= arb(10) ** -digits
            below, above = total.value(ball.mid() - margin), total.value(ball.mid() + margin)
            assert below * above < 0


def test_zeros_at_rational_points_are_exact() -> None:
    """A crossing of two exponents is a candidate, decided by Lindemann and Weierstrass and not by balls."""
    (zero,) = difference(fractions(-1, 1), fractions(0, 2)).zeros
    assert zero.exact and zero.lower == HALF
    left, middle, right = difference(fractions(-4, 2), fractions(-2, 4)).zeros
    assert (left.exact, middle.lower, middle.exact, right.exact) == (False, 0, True, False)
    assert middle.ball(20) == 0


def test_a_crossing_that_is_no_zero_is_not_reported() -> None:
    """The twin: the same candidates where the coefficients do not cancel."""
    total = ExponentialSum.of([(2, 0, 0), (-1, 1, 0)])  # 2 - exp(x): the exponents cross at 0, where it is 1
    assert not total.vanishes_at(Fraction(0)) and not total.zeros[0].exact
    with ctx.workprec(200):
        assert total.zeros[0].ball(40).overlaps(arb(2).log())


def test_equal_rates_cancel_exactly() -> None:
    """Coincident means leave the other terms only, or nothing."""
    assert len(difference(fractions(0, 1), fractions(0, 3)).terms) == 2
    assert difference(fractions(0, 1), fractions(1, 0)).terms == ()


def test_the_zero_sum_has_no_zeros_to_isolate() -> None:
    """The sum 0 vanishes everywhere: BadInput instead of an empty list."""
    with pytest.raises(BadInput, match="vanishes everywhere"):
        _ = ExponentialSum(()).zeros


def test_close_zeros_are_separated() -> None:
    """Two zeros at distance 10^-8, which every reasonable grid misses: cosh(x) - 1 - 10^-17/2."""
    tiny = Fraction(1, 10**17)
    total = ExponentialSum.of([(1, -1, 0), (-2 - tiny, 0, 0), (1, 1, 0)])
    left, right = total.zeros
    with ctx.workprec(300):
        expected = 2 * (arb(tiny.numerator) / tiny.denominator / 4).sqrt().asinh()
        assert right.ball(60).overlaps(expected) and left.ball(60).overlaps(-expected)


def test_without_the_last_bit_there_is_no_zero() -> None:
    """The twin of the two close zeros: the parabola above the axis has none."""
    tiny = Fraction(1, 10**17)
    assert ExponentialSum.of([(1, -1, 0), (-2 + tiny, 0, 0), (1, 1, 0)]).zeros == ()


def test_multiple_zeros_at_rational_points() -> None:
    """(exp(x) - 1)^2 touches the axis at 0; the density of two Gaussians at distance 2 has a flat top."""
    (double,) = ExponentialSum.of([(1, 0, 0), (-2, 1, 0), (1, 2, 0)]).zeros
    assert double.exact and double.multiplicity == 2
    (flat,) = ExponentialSum.of([((1, 1), -1, -HALF), ((-1, 1), 1, -HALF)]).zeros
    assert flat.lower == 0 and flat.multiplicity == 3


def test_a_multiple_zero_elsewhere_is_refused() -> None:
    """(exp(x) - 2)^2 touches the axis at log 2: balls cannot decide it, and say so."""
    with pytest.raises(CannotSolve, match="multiple zero"):
        _ = ExponentialSum.of([(4, 0, 0), (-4, 1, 0), (1, 2, 0)]).zeros


def test_polynomial_coefficients() -> None:
    """x exp(x) = 1 has the solution of Lambert; x exp(x) = -1/2 none, x exp(x) = -1/4 two."""
    (omega,) = ExponentialSum.of([(-1, 0, 0), ((0, 1), 1, 0)]).zeros
    with ctx.workprec(200):
        assert omega.ball(40).overlaps(arb(1).lambertw())
    assert ExponentialSum.of([(HALF, 0, 0), ((0, 1), 1, 0)]).zeros == ()
    assert len(ExponentialSum.of([(Fraction(1, 4), 0, 0), ((0, 1), 1, 0)]).zeros) == 2


def test_two_offsets_at_one_rate_are_refused() -> None:
    """exp(x) + exp(x + 1) would need coefficients beyond the rationals."""
    with pytest.raises(BadInput, match="two offsets"):
        ExponentialSum.of([(1, 1, 0), (1, 1, 1)])


def test_narrowing_keeps_the_zero() -> None:
    """The interval shrinks below every width, and still brackets the zero."""
    zero = difference(fractions(-0.5, 0.5), fractions(-1, 1)).zeros[1]
    for bits in (5, 40, 200):
        small = zero.narrowed(Fraction(1, 2**bits))
        assert isinstance(small, Zero) and small.upper - small.lower <= Fraction(1, 2**bits)
        assert zero.of.sign_at(small.lower) * zero.of.sign_at(small.upper) < 0
