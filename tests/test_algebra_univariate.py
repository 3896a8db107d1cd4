"""Root counts of integer polynomials: Routh in balls, exact remainder sequences, Moebius images, enclosures."""

from __future__ import annotations

import random

import pytest
from flint import fmpz_poly

from stability.algebra import univariate as u
from stability.algebra.roots import irreducible_roots, sided_roots
from stability.clock import Time

POLYNOMIALS = [
    [1, 1], [-1, 1], [1, 0, 1], [2, 2, 1], [2, -2, 1], [1, 2, 2, 1, 1], [-4, 0, 0, 0, 1], [1, 0, 0, 0, 1],
    [3, 1, 4, 1, 5, 9, 2, 6], [1, -3, 1], [5, 0, 6, 0, 1],
]  # fmt: skip


def by_roots(p: fmpz_poly) -> tuple[int, int]:
    """(left, right) from certified isolation; the axis is what is neither."""
    roots = p.complex_roots()
    return sum(m for r, m in roots if r.real < 0), sum(m for r, m in roots if r.real > 0)


def test_inertia_of_products() -> None:
    """Counts of a product are sums of counts, for all pairs and squares of a list of small polynomials."""
    single = {tuple(c): u.inertia(fmpz_poly(c)) for c in POLYNOMIALS}
    for a in POLYNOMIALS:
        for b in POLYNOMIALS:
            found, x, y = u.inertia(fmpz_poly(a) * fmpz_poly(b)), single[tuple(a)], single[tuple(b)]
            assert (found.left, found.axis, found.right) == (x.left + y.left, x.axis + y.axis, x.right + y.right)
            assert found.multiple or a != b or x.axis == 0


def test_single_inertias() -> None:
    """The list itself, by hand and by isolated roots."""
    assert u.inertia(fmpz_poly([1, 0, 1])) == u.Inertia(0, 2, 0, 0, False, "exact")
    assert u.inertia(fmpz_poly([0, 0, 1])) == u.Inertia(0, 2, 0, 2, True, "prime")
    for c in POLYNOMIALS:
        found = u.inertia(fmpz_poly(c))
        left, right = by_roots(fmpz_poly(c))
        assert found.axis or (found.left, found.right) == (left, right)


def test_three_ways_to_count_on_the_right() -> None:
    """Balls, the exact remainder sequence and isolated roots agree on 300 random polynomials, also degenerate."""
    rng = random.Random(7)
    for _ in range(300):
        p = fmpz_poly([rng.randint(1, 3)] + [rng.randint(-2, 2) for _ in range(rng.randint(1, 9))] + [1])
        even, odd = u.even_odd(p)
        if even.gcd(odd).degree() > 0:
            continue
        expected = by_roots(p)[1]
        assert u.count_right(even, odd) == u._count_right_exactly(even, odd) == expected, p


def test_a_short_ladder_falls_back_on_exact_arithmetic(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any precision to try, the count still comes out, from the exact remainder sequence."""
    monkeypatch.setattr(u, "_ladder", lambda degree, height: iter(()))
    assert u.inertia(fmpz_poly([1, 2, 2, 1, 1])).right == 2


def test_routh_in_balls_stays_silent_rather_than_wrong() -> None:
    """A zero in the first column, or too few bits, gives None."""
    even, odd = u.even_odd(fmpz_poly([1, 2, 2, 1, 1]))
    assert u.routh_count(even.coeffs(), odd.coeffs(), 4, 64) is None
    p = fmpz_poly([10**40 + 1, 10**40, 1]) * fmpz_poly([10**40 - 1, -(10**40), 1]) * fmpz_poly([7, 1])
    even, odd = u.even_odd(p)
    assert u.routh_count(even.coeffs(), odd.coeffs(), 5, 4) in (None, 2)


def test_a_leading_zero_keeps_its_place_in_the_table() -> None:
    """(s + 1)(s^2 - s + 5) has no s^2: the short row is padded, the zero pivot is seen, nothing is misaligned."""
    even, odd = u.even_odd(fmpz_poly([5, 4, 0, 1]))
    assert u.routh_count(even.coeffs(), odd.coeffs(), 3, 64) is None
    assert u.routh_count([5, 4], [4, 1], 3, 64) == 0 and u.inertia(fmpz_poly([5, 4, 0, 1])).right == 2


def test_later_rungs_agree_with_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """With useless early precisions the factors (s + 3), (s + 5), ... decide, and decide the same."""
    rng = random.Random(9)
    for _ in range(200):
        p = fmpz_poly(
            [rng.randint(1, 9)] + [rng.randint(-9, 9) for _ in range(rng.randint(1, 7))] + [rng.randint(1, 3)]
        )
        expected = u.inertia(p)
        with monkeypatch.context() as patch:
            patch.setattr(u, "_ladder", lambda degree, height: iter((2, 2, 3, 8, 16, 32, 256)))
            assert u.inertia(p) == expected, p


def test_negative_roots_with_multiplicity() -> None:
    """Multiplicities are counted; a multiple root elsewhere does not make a negative one multiple."""
    assert u.negative_roots(fmpz_poly([1, 1]) ** 3) == (3, True)
    assert u.negative_roots(fmpz_poly([-1, 1]) ** 2 * fmpz_poly([1, 1])) == (1, False)
    assert u.negative_roots(fmpz_poly([1, 0, 1]) ** 2) == (0, False)
    assert u.negative_roots(fmpz_poly([3])) == (0, False)


def test_moebius_matches_substitution() -> None:
    """(1-s)^n p((1+s)/(1-s)) agrees with evaluation at rational points, up to the content removed."""
    from fractions import Fraction

    rng = random.Random(3)
    for _ in range(40):
        p = fmpz_poly([rng.randint(-4, 4) for _ in range(rng.randint(1, 6))] + [rng.randint(1, 4)])
        n, (lost, image) = p.degree(), u.moebius(p)
        assert lost == n - image.degree()
        ratios = set()
        for s in (Fraction(1, 3), Fraction(-2), Fraction(5)):
            z = (1 + s) / (1 - s)
            direct = (1 - s) ** n * sum(int(c) * z**k for k, c in enumerate(p.coeffs()))
            mapped = sum(int(c) * s**k for k, c in enumerate(image.coeffs()))
            if mapped:
                ratios.add(direct / mapped)
        assert len(ratios) <= 1


@pytest.mark.parametrize("order", range(1, 31))
def test_cyclotomic_polynomials_lie_on_the_circle(order: int) -> None:
    """All roots of unity are on the boundary, simple, and 1 is recognised."""
    p = fmpz_poly.cyclotomic(order)
    found = u.disc_inertia(p)
    assert (found.left, found.axis, found.right, found.zero) == (
        0,
        p.degree(),
        0,
        int(order == 1),
    ) and not found.multiple
    assert all(side == "boundary" for _, side in sided_roots(p, Time.DISCRETE, 80))


def test_lehmer_polynomial() -> None:
    """Lehmer's Salem number: one root inside, one outside, eight on the circle."""
    p = fmpz_poly([1, 1, 0, -1, -1, -1, -1, -1, 0, 1, 1])
    found = u.disc_inertia(p)
    assert (found.left, found.axis, found.right) == (1, 8, 1)
    sides = [side for _, side in sided_roots(p, Time.DISCRETE, 200)]
    assert (sides.count("inside"), sides.count("boundary"), sides.count("outside")) == (1, 8, 1)


def test_enclosures_know_exact_zeros() -> None:
    """Imaginary roots have real part exactly 0, real roots imaginary part exactly 0, and every other part is sharp."""
    for c in ([2, 0, 5, 0, 1], [-2, 0, 1], [-2, 0, 0, 0, 1], [7, 0, 0, 1], [1, 0, 1, 0, 1], [-1, -1, 0, 0, 0, 1]):
        for root, _ in sided_roots(fmpz_poly(c), Time.CONTINUOUS, 150):
            for part in (root.real, root.imag):
                assert part == 0 or part.rel_accuracy_bits() >= 150
    imaginary = [r for r in irreducible_roots(fmpz_poly([2, 0, 5, 0, 1]), 60) if r.real == 0]
    assert len(imaginary) == 4


def test_nearly_imaginary_roots_are_not_imaginary() -> None:
    """Real parts of 10^-40: refined until their side is visible, never rounded to the axis."""
    scale = 10**40
    p = fmpz_poly([scale**2 + 1, 2 * scale, scale**2])  # roots (-1 +- i sqrt(scale^4 + scale^2 - 1 ...)) / scale
    assert [side for _, side in sided_roots(p, Time.CONTINUOUS, 60)] == ["inside", "inside"]
    q = p * fmpz_poly([3, 0, 1])
    assert (u.inertia(q).left, u.inertia(q).axis) == (2, 2)
