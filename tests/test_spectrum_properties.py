"""What holds for every matrix: similarity, transposition, permutation, block sums, mirrors, Cayley transform."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import fmpq, fmpq_mat
from hypothesis import given, settings
from hypothesis import strategies as st

from stability.clock import Time
from stability.spectrum import Location, locate, spectrum

FLOW, MAP = Time.CONTINUOUS, Time.DISCRETE
ENTRIES = st.one_of(st.integers(-3, 3), st.fractions(-2, 2, max_denominator=3))
TIMES = st.sampled_from([FLOW, MAP])
RELAXED = settings(deadline=None, max_examples=60)  # time per example says nothing about correctness


@st.composite
def matrices(draw: st.DrawFn, largest: int = 5) -> fmpq_mat:
    """Small rational matrices; small entries make boundary and defective eigenvalues frequent."""
    n = draw(st.integers(1, largest))
    flat = [Fraction(draw(ENTRIES)) for _ in range(n * n)]
    return fmpq_mat(n, n, [fmpq(v.numerator, v.denominator) for v in flat])


def facts(location: Location) -> tuple[int, int, int, bool, int]:
    return location.inside, location.boundary, location.outside, location.semisimple, location.zero


def identity(n: int) -> fmpq_mat:
    return fmpq_mat(n, n, [int(i == j) for i in range(n) for j in range(n)])


@RELAXED
@given(matrices(), TIMES)
def test_counts_add_up(a: fmpq_mat, time: Time) -> None:
    """inside + boundary + outside = n, zero <= boundary, an empty boundary is semisimple; spectrum says the same."""
    found = locate(a, time)
    assert found.inside + found.boundary + found.outside == a.nrows() and found.zero <= found.boundary
    assert found.boundary or found.semisimple
    assert facts(spectrum(a, time, 15).location) == facts(found)


@RELAXED
@given(matrices(), TIMES, st.data())
def test_similarity_transposition_permutation(a: fmpq_mat, time: Time, data: st.DataObject) -> None:
    """Nothing changes under A -> P A P^-1, A -> A^T, and a renumbering of the coordinates."""
    n = a.nrows()
    p = identity(n)
    for i in range(n):
        for j in range(i):
            p[i, j] = data.draw(st.integers(-2, 2))
    order = data.draw(st.permutations(range(n)))
    q = fmpq_mat(n, n, [int(order[i] == j) for i in range(n) for j in range(n)])
    expected = facts(locate(a, time))
    for other in (p * a * p.inv(), a.transpose(), q * a * q.transpose()):
        assert facts(locate(other, time)) == expected


@RELAXED
@given(matrices(4), matrices(4), ENTRIES, TIMES)
def test_block_sums_add(a: fmpq_mat, b: fmpq_mat, coupling: Fraction, time: Time) -> None:
    """Counts of block-triangular matrices add; semisimplicity too when the coupling is zero."""
    m, n = a.nrows(), b.nrows()
    c = Fraction(coupling)

    def joined(corner: Fraction) -> fmpq_mat:
        rows = [[*row, *[fmpq(corner.numerator, corner.denominator)] * n] for row in a.tolist()]
        return fmpq_mat(rows + [[*[fmpq(0)] * m, *row] for row in b.tolist()])

    left, right = locate(a, time), locate(b, time)
    total = tuple(x + y for x, y in zip(facts(left)[:3], facts(right)[:3], strict=True))
    assert facts(locate(joined(c), time))[:3] == total
    diagonal = locate(joined(Fraction(0)), time)
    assert diagonal.semisimple == (left.semisimple and right.semisimple) and diagonal.zero == left.zero + right.zero


@RELAXED
@given(matrices())
def test_mirror(a: fmpq_mat) -> None:
    """locate(-A) exchanges inside and outside (flows), and leaves maps alone save for the eigenvalues +1 and -1."""
    there, back = locate(a), locate(-a)
    assert facts(back) == (there.outside, there.boundary, there.inside, there.semisimple, there.zero)
    assert facts(locate(-a, MAP))[:4] == facts(locate(a, MAP))[:4]


@RELAXED
@given(matrices())
def test_cayley_transform(a: fmpq_mat) -> None:
    """(I - A)^-1 (I + A) as a map has the counts of A as a flow, and eigenvalue 1 where A has 0."""
    one = identity(a.nrows())
    if (one - a).det() == 0:
        a = a * fmpq(1, 101)
    if (one - a).det() != 0:
        assert facts(locate((one - a).inv() * (one + a), MAP)) == facts(locate(a, FLOW))


@RELAXED
@given(matrices(4), st.integers(1, 6), st.integers(1, 6))
def test_positive_scaling(a: fmpq_mat, p: int, q: int) -> None:
    """Flows do not mind a positive factor."""
    assert facts(locate(a * fmpq(p, q))) == facts(locate(a))


@RELAXED
@given(matrices(4))
def test_against_certified_roots(a: fmpq_mat) -> None:
    """Strict counts agree with isolated roots of the characteristic polynomial: another route."""
    p, found = a.charpoly().numer(), locate(a)
    roots = p.complex_roots()
    if all(r.real > 0 or r.real < 0 for r, _ in roots):
        assert (found.inside, found.boundary) == (sum(m for r, m in roots if r.real < 0), 0)
    else:
        assert found.inside >= sum(m for r, m in roots if r.real < 0)


def test_the_properties_can_fail() -> None:
    """The twin: a matrix that is not similar is told apart."""
    with pytest.raises(AssertionError):
        assert facts(locate([[0, 1], [-1, 0]])) == facts(locate([[0, 1], [-1, 1]]))
