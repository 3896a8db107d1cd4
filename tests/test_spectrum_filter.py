"""The fast stages, filter and prime, never contradict exact algebra, and refuse what they cannot decide."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pytest
from flint import fmpq_mat, fmpz_mat, fmpz_poly
from test_spectrum_torture import make

from stability.algebra import univariate
from stability.clock import Time
from stability.spectrum import locate
from stability.spectrum.floats import UNIT, filter_counts, gershgorin, to_floats
from stability.spectrum.matrices import read_matrix
from stability.spectrum.rational import characteristic, from_polynomial


def test_filter_never_contradicts_the_construction() -> None:
    """On matrices with prescribed spectra the filter is right or silent, and not always silent."""
    decided = 0
    for seed in range(400):
        time, matrix, known = make(seed)
        numerator, denominator = matrix.numer_denom()
        found = filter_counts(numerator, denominator, time is Time.DISCRETE)
        if found is not None:
            decided += 1
            assert found == (known.inside, known.outside) and known.boundary == 0, seed
    assert decided > 10


@pytest.mark.parametrize("exponent", [6, 10, 13, 15, 16, 18, 30])
def test_filter_near_the_axis(exponent: int) -> None:
    """Real parts of +-10^-k under an orthogonal-like disguise: right or silent at every k, silent in the end."""
    rng = random.Random(exponent)
    n, tiny = 20, Fraction(1, 10**exponent)
    signs = [rng.choice([1, -1]) for _ in range(n)]
    rows = [[Fraction(0)] * n for _ in range(n)]
    for i in range(n):
        rows[i][i] = signs[i] * tiny if i < 2 else Fraction(signs[i] * (i + 1))
    for _ in range(30):
        i, j = rng.sample(range(n), 2)
        rows[i] = [a + b for a, b in zip(rows[i], rows[j], strict=True)]
        for row in rows:
            row[j] -= row[i]
    matrix = read_matrix(rows)
    found = filter_counts(matrix.numerator, matrix.denominator, False)
    assert found in (None, (signs.count(-1), signs.count(1)))
    if exponent >= 18:
        assert found is None
    assert locate(rows).inside == signs.count(-1)


def test_filter_is_silent_on_the_boundary_and_on_defective_matrices() -> None:
    """A centre and a Jordan block leave it without an answer: it cannot prove Re = 0."""
    assert filter_counts(fmpz_mat([[0, 1], [-1, 0]]), 1, False) is None
    assert filter_counts(fmpz_mat([[0, 1], [0, 0]]), 1, False) is None
    assert filter_counts(fmpz_mat([[1, 0], [0, -1]]), 1, True) is None


def test_radii_contain_the_true_eigenvalues() -> None:
    """Gershgorin discs of random integer matrices hold the certified roots of the characteristic polynomial."""
    rng = random.Random(5)
    for _ in range(25):
        n = rng.randint(2, 12)
        matrix = fmpz_mat(n, n, [rng.randint(-9, 9) for _ in range(n * n)])
        discs = gershgorin(*to_floats(matrix, 1)[:2])
        if discs is None:
            continue
        centres, radii = discs
        assert np.all(radii < 1e-6)
        for root, _ in matrix.charpoly().complex_roots():
            near = abs(centres - complex(float(root.real.mid()), float(root.imag.mid())))
            # the root itself is rounded to floats here: one unit of its own size on top of the radius
            assert np.any(near <= radii + 4 * UNIT * (1 + abs(centres)))


def test_conversion_to_floats_bounds_its_error() -> None:
    """Huge and tiny numbers: the float matrix is within the stated error of the scaled integers."""
    for entries in ([3, -7, 0, 2**60 + 1], [10**400 + 1, 1, -(10**399), 5], [2**900, -(2**901) + 1, 1, 0]):
        a, e, edge = to_floats(fmpz_mat(2, 2, entries), 10**20)
        bits = max(max(abs(v) for v in entries).bit_length(), (10**20).bit_length())
        scale = Fraction(1) if bits <= 53 else Fraction(1, 2**bits)
        for value, number, bound in zip(entries, a.ravel(), e.ravel(), strict=True):
            assert abs(Fraction(float(number)) - value * scale) <= Fraction(float(bound))
        assert abs(Fraction(edge) - 10**20 * scale) <= Fraction(2) ** -898 + 10**20 * scale / 2**50


def test_stages_agree_on_random_matrices() -> None:
    """The filter and the exact route give the same counts, n = 12..60, for flows and maps."""
    rng = random.Random(11)
    for n in (12, 24, 40, 60):
        rows = [[rng.randint(-9, 9) for _ in range(n)] for _ in range(n)]
        for time, matrix in (
            (Time.CONTINUOUS, fmpq_mat(rows)),
            (Time.DISCRETE, fmpq_mat(fmpz_mat(rows)) * 1 / (3 * n)),
        ):
            exact = read_matrix(matrix)
            slow = from_polynomial(exact, characteristic(exact), time)
            fast = filter_counts(exact.numerator, exact.denominator, time is Time.DISCRETE)
            assert fast is None or (slow.boundary == 0 and fast == (slow.inside, slow.outside))
            assert (locate(matrix, time).inside, locate(matrix, time).outside) == (slow.inside, slow.outside)


def test_prime_certificate_proves_and_does_not_overclaim(monkeypatch: pytest.MonkeyPatch) -> None:
    """A constant gcd modulo a prime certifies; with a bad prime nothing is concluded and nothing is wrong."""
    p, q = fmpz_poly([1, 1]), fmpz_poly([2, 1])
    assert univariate.coprime_modulo_prime(p, q) and not univariate.coprime_modulo_prime(p * q, q)
    for prime in (2, 3, 5):
        monkeypatch.setattr(univariate, "PRIME", prime)
        for seed in range(80):
            time, matrix, known = make(seed)
            if matrix.nrows() <= 8:
                found = locate(matrix, time)
                assert (found.inside, found.boundary, found.outside) == (known.inside, known.boundary, known.outside)
    monkeypatch.setattr(univariate, "PRIME", 3)
    assert not univariate.coprime_modulo_prime(fmpz_poly([1, 3]), fmpz_poly([2, 3]))  # both leading coefficients vanish
