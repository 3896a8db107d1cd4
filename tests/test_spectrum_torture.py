"""Matrices with prescribed spectra, hidden by unimodular similarity: not one count may be wrong."""

from __future__ import annotations

import os
import random
from dataclasses import dataclass
from fractions import Fraction

import pytest
from flint import fmpq, fmpq_mat

from stability.clock import Time
from stability.spectrum import locate, spectrum

Rows = list[list[Fraction]]
FLOW, MAP = Time.CONTINUOUS, Time.DISCRETE
SAMPLE, ALL = 800, 20_000


@dataclass(frozen=True)
class Block:
    """A real block with what is known about it by construction."""

    rows: Rows
    inside: int = 0
    boundary: int = 0
    outside: int = 0
    zero: int = 0
    semisimple: bool = True


def jordan(block: Rows, size: int) -> Rows:
    """``size`` copies of a block with identities above the diagonal: Jordan blocks of that size at its eigenvalues."""
    k = len(block)
    rows = [[Fraction(0)] * (k * size) for _ in range(k * size)]
    for copy in range(size):
        for i in range(k):
            for j in range(k):
                rows[copy * k + i][copy * k + j] = Fraction(block[i][j])
            if copy + 1 < size:
                rows[copy * k + i][copy * k + k + i] = Fraction(1)
    return rows


def companion(coefficients: list[int]) -> Rows:
    """Of s^n + c_{n-1} s^{n-1} + ... + c_0, from [c_0, ..., c_{n-1}]."""
    n = len(coefficients)
    return [
        [Fraction(int(i == j + 1)) - (Fraction(coefficients[i]) if j == n - 1 else 0) for j in range(n)]
        for i in range(n)
    ]


def placed(rows: Rows, side: int, multiplicity: int = 1, zero: bool = False, semisimple: bool = True) -> Block:
    """A block all of whose eigenvalues are on one side: -1 inside, 0 on the boundary, 1 outside."""
    n = len(rows)
    return Block(rows, n * (side < 0), n * (side == 0), n * (side > 0), n if zero else 0, semisimple or side != 0)


def sign(x: Fraction) -> int:
    return (x > 0) - (x < 0)


def flow_block(rng: random.Random) -> Block:
    """Centres, near-centres, Jordan and nilpotent blocks, companions of products of known factors."""
    tiny = rng.choice(
        [
            Fraction(0),
            Fraction(1, 10**12),
            -Fraction(1, 10**12),
            Fraction(1, 10**40),
            -Fraction(1, 10**40),
            Fraction(rng.randint(-5, 5), rng.randint(1, 4)),
        ]
    )
    b, c = Fraction(rng.randint(1, 5)), Fraction(rng.randint(1, 5), rng.randint(1, 3))
    pair = [[tiny, b], [-c, tiny]]  # tiny +- i sqrt(b c): rational or irrational frequency
    size = rng.choice([1, 1, 1, 1, 2, 4])
    kind = rng.randrange(6)
    if kind <= 1:
        return placed(jordan(pair, size), sign(tiny), semisimple=size == 1)
    if kind <= 3:
        return placed(jordan([[tiny]], size), sign(tiny), zero=tiny == 0, semisimple=size == 1)
    if kind == 4:
        return rng.choice(
            [
                Block(companion([-4, 0, 0, 0]), 1, 2, 1),  # s^4 = 4: two real, two imaginary roots
                Block(companion([1, 0, 0, 0]), 2, 0, 2),  # s^4 = -1: nothing on the axis, all in gcd(E, O)
                Block(companion([4, 0, 5, 0]), 0, 4, 0),  # (s^2 + 1)(s^2 + 4)
                Block(companion([1, 0, 2, 0]), 0, 4, 0, 0, False),  # (s^2 + 1)^2: a companion has one block per root
                Block(companion([1, 2, 2, 1]), 2, 0, 2),  # a zero in Routh's first column
                Block(companion([0, 0, 1]), 1, 2, 0, 2, False),  # s^2 (s + 1)
                Block(companion([1, 1, 1]), 1, 2, 0),  # (s + 1)(s^2 + 1)
                Block(companion([-1, -1]), 1, 0, 1),
                Block(companion([-1, 1, -1]), 0, 2, 1),
            ]
        )
    return (
        Block(jordan([[Fraction(1)]], 2), outside=2)
        if rng.random() < 0.5
        else Block(jordan([[Fraction(-1)]], 2), inside=2)
    )


def map_block(rng: random.Random) -> Block:
    """Roots of unity, irrational angles, +1 and -1 with Jordan blocks, and the same pushed off the circle a little."""
    push = 1 + rng.choice([Fraction(0)] * 3 + [Fraction(s, 10**k) for s in (1, -1) for k in (1, 12, 40)])
    size = rng.choice([1, 1, 1, 1, 2, 4])
    kind = rng.randrange(5)
    if kind == 0:
        value = push * rng.choice([1, -1])
        return placed(jordan([[value]], size), sign(push - 1), zero=value == 1, semisimple=size == 1)
    if kind == 1:
        c, s = rng.choice(
            [(Fraction(3, 5), Fraction(4, 5)), (Fraction(-5, 13), Fraction(12, 13)), (Fraction(0), Fraction(1))]
        )
        return placed(jordan([[push * c, push * s], [-push * s, push * c]], size), sign(push - 1), semisimple=size == 1)
    if kind == 2:
        trace = rng.choice(
            [Fraction(1), Fraction(-1), Fraction(1, 2), Fraction(-3, 2), Fraction(19, 10), Fraction(1, 3)]
        )
        rows = [[Fraction(0), -push * push], [Fraction(1), push * trace]]
        return placed(jordan(rows, size), sign(push - 1), semisimple=size == 1)
    if kind == 3:
        return placed(jordan([[Fraction(rng.randint(-2, 2), 3)]], size), -1)
    return rng.choice(
        [
            Block(companion([1, -3]), 1, 0, 1),  # reciprocal pair off the circle: self-reciprocal, nothing on it
            Block(companion([1, 1, -1, 1, 1, -1, 1, 1]), *salem([1, 1, -1, 1, 1, -1, 1, 1])),
            Block(companion([1, 1, 1, 1]), 0, 4),
            Block(companion([1, 0, 0, 0]), 0, 4),
            Block(companion([1, 0, -1, 0]), 0, 4),
            Block(companion([-1, 0, 0, 0]), 0, 4, 0, 1),
            Block(companion([1, -2]), 0, 2, 0, 2, False),
            Block(companion([0, 0]), 2),
            Block(companion([1, -1, -1, -1]), 1, 2, 1),
        ]
    )  # the last: the Salem number 1.722...


def salem(coefficients: list[int]) -> tuple[int, int, int]:
    """(inside, boundary, outside) by 60-digit roots: on the circle is within 1e-40, off it farther than 1e-6."""
    import mpmath

    with mpmath.workdps(60):
        roots = mpmath.polyroots([1, *coefficients[::-1]], maxsteps=500, extraprec=400)
        gaps = [abs(r) - 1 for r in roots]
    boundary = sum(abs(g) < mpmath.mpf(10) ** -40 for g in gaps)
    inside = sum(g < -(mpmath.mpf(10) ** -6) for g in gaps)
    return inside, boundary, len(gaps) - inside - boundary


def block_sum(blocks: list[Block]) -> Block:
    n = sum(len(b.rows) for b in blocks)
    rows, at = [[Fraction(0)] * n for _ in range(n)], 0
    for b in blocks:
        for i, row in enumerate(b.rows):
            rows[at + i][at : at + len(row)] = row
        at += len(b.rows)
    return Block(
        rows,
        sum(b.inside for b in blocks),
        sum(b.boundary for b in blocks),
        sum(b.outside for b in blocks),
        sum(b.zero for b in blocks),
        all(b.semisimple for b in blocks),
    )


def disguise(rows: Rows, steps: int, rng: random.Random) -> Rows:
    """A unimodular similarity: row i += c row j, column j -= c column i, ``steps`` times; then a random permutation."""
    n, rows = len(rows), [list(row) for row in rows]
    for _ in range(steps if n > 1 else 0):
        i, j = rng.sample(range(n), 2)
        c = rng.choice([1, -1])
        rows[i] = [x + c * y for x, y in zip(rows[i], rows[j], strict=True)]
        for row in rows:
            row[j] -= c * row[i]
    order = rng.sample(range(n), n)
    return [[rows[i][j] for j in order] for i in order]


def size_of(rng: random.Random) -> int:
    """Mostly small, now and then up to 64."""
    return rng.choice([1, 2, 3, 4, 4, 6, 6, 8, 8, 12]) if rng.random() < 0.96 else rng.choice([20, 32, 48, 64])


def make(seed: int) -> tuple[Time, fmpq_mat, Block]:
    """Case number ``seed``: reproducible on its own."""
    rng = random.Random(seed)
    time = rng.choice([FLOW, MAP])
    blocks, wanted = [], size_of(rng)
    while (room := wanted - sum(len(b.rows) for b in blocks)) > 0:
        block = flow_block(rng) if time is FLOW else map_block(rng)
        if len(block.rows) <= room:
            blocks.extend([block] * rng.choice([1, 1, 1, min(2, room // len(block.rows))]))
    total = block_sum(blocks)
    rows = disguise(total.rows, rng.choice([20, 60]), rng)
    return time, fmpq_mat([[fmpq(x.numerator, x.denominator) for x in row] for row in rows]), total


def check(seed: int) -> None:
    time, matrix, known = make(seed)
    found = locate(matrix, time)
    expected = (known.inside, known.boundary, known.outside, known.zero, known.semisimple)
    got = (found.inside, found.boundary, found.outside, found.zero, found.semisimple)
    assert got == expected, f"case {seed}: {got} instead of {expected}"


def test_sample_of_the_torture_suite() -> None:
    """The first cases of the 20,000: zero wrong answers."""
    for seed in range(SAMPLE):
        check(seed)


@pytest.mark.slow
def test_whole_torture_suite() -> None:
    """20,000 matrices with prescribed spectra, n up to 64: zero wrong answers."""
    wrong = []
    for seed in range(int(os.environ.get("TORTURE_CASES", ALL))):
        try:
            check(seed)
        except AssertionError as error:
            wrong.append(str(error))
    assert not wrong, f"{len(wrong)} wrong: {wrong[:5]}"


def test_spectrum_agrees_with_locate_and_construction() -> None:
    """The eigenvalue route (factors, roots, ranks) and the counting route (gcd, Routh, minimal polynomial) agree."""
    for seed in range(400):
        time, matrix, known = make(seed)
        if matrix.nrows() <= 12:
            s = spectrum(matrix, time, 20).location
            assert (s.inside, s.boundary, s.outside, s.zero, s.semisimple) == (
                known.inside,
                known.boundary,
                known.outside,
                known.zero,
                known.semisimple,
            ), seed


def test_a_wrong_expectation_is_noticed() -> None:
    """The twin: the check itself fails when the construction is changed behind its back."""
    time, matrix, known = make(3)
    shifted = locate(
        matrix + fmpq_mat([[fmpq(9 * (i == j)) for j in range(matrix.nrows())] for i in range(matrix.nrows())]), time
    )
    assert (shifted.inside, shifted.boundary, shifted.outside) != (known.inside, known.boundary, known.outside)


@pytest.mark.parametrize("n", [1, 2, 5, 8, 16, 31, 40])
def test_frank_matrix(n: int) -> None:
    """Frank's eigenvalues are positive and come in reciprocal pairs: all unstable as a flow, half inside as a map."""
    frank = [[n + 1 - max(i, j) if j >= i - 1 else 0 for j in range(1, n + 1)] for i in range(1, n + 1)]
    assert locate(frank).outside == n
    found = locate(frank, MAP)
    assert (found.inside, found.boundary, found.outside, found.zero) == (n // 2, n % 2, n // 2, n % 2)


@pytest.mark.parametrize("n", [1, 4, 9, 16, 33, 64])
def test_grcar_matrix(n: int) -> None:
    """Grcar's counts agree with certified root isolation of the characteristic polynomial, which shares no code."""
    rows = [[-1 if j == i - 1 else 1 if i <= j <= i + 3 else 0 for j in range(n)] for i in range(n)]
    roots = fmpq_mat(rows).charpoly().numer().complex_roots()
    assert locate(rows).outside == sum(m for r, m in roots if r.real > 0)
    assert locate(rows).inside == sum(m for r, m in roots if r.real < 0)
