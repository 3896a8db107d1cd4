"""Random transcendental systems in boxes: every zero once, enclosed; the count by two other routes."""

from __future__ import annotations

import random
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import mpmath
import numpy as np
import pytest
from sympy import Rational, atan, cos, erf, exp, lambdify, log, sin, sqrt, symbols, tanh

from stability.analysis import analyze
from stability.clock import Time
from stability.equilibrium import Completeness, EquilibriumSet, find_equilibria
from stability.system import System

x, y = symbols("x y", real=True)
HERE = Path(__file__).resolve().parent
SIDE = 4
#: Width of the boxes that are reported, for numbers around 1.
_WIDTH = Rational(1, 10**15)


def _rational(generator: random.Random, size: int = 4) -> Rational:
    return Rational(generator.randint(-10 * size, 10 * size), generator.choice((7, 9, 10, 11)))


def _term(generator: random.Random, inner: Any) -> Any:
    """A smooth function on the whole line of a linear form, times a coefficient."""
    kinds = (
        lambda u: exp(u / 4),
        lambda u: tanh(u),
        lambda u: sin(u),
        lambda u: cos(u),
        lambda u: atan(u),
        lambda u: erf(u / 2),
        lambda u: exp(-(u**2) / 3),
        lambda u: 1 / (1 + exp(-u)),
        lambda u: 1 / (1 + u**2),
        lambda u: log(2 + u**2),
        lambda u: sqrt(1 + u**2),
        lambda u: u,
        lambda u: u**2 / 5,
    )
    return _rational(generator, 2) * generator.choice(kinds)(inner)


def univariate(seed: int) -> Any:
    """A sum of two to four terms and a constant in x."""
    generator = random.Random(seed)
    count = generator.randint(2, 4)
    terms = [_term(generator, _rational(generator, 1) * x + _rational(generator, 1)) for _ in range(count)]
    return sum(terms) + _rational(generator, 1)


def sign_changes(field: Any) -> list[tuple[float, float]] | None:
    """Brackets of the zeros in [-SIDE, SIDE] on a fine grid of floats; None when a value comes too near 0 to tell."""
    grid = np.linspace(-SIDE, SIDE, 40_001)
    values = np.broadcast_to(lambdify([x], field, ["scipy", "numpy"])(grid), grid.shape)
    size = np.abs(values).max()
    inner = np.abs(values[1:-1])
    dips = (inner < np.abs(values[:-2])) & (inner < np.abs(values[2:])) & (np.sign(values[:-2]) == np.sign(values[2:]))
    if size == 0 or np.abs(values[[0, -1]]).min() < 1e-6 * size or (inner[dips] < 1e-5 * size).any():
        return None
    changes = np.flatnonzero(np.sign(values[:-1]) * np.sign(values[1:]) < 0)
    return [(float(grid[i]), float(grid[i + 1])) for i in changes]


def _sides(found: EquilibriumSet) -> list[tuple[tuple[Any, Any], ...]]:
    return [tuple(dict(p.box)[s] if p.box else (v, v) for s, v in p.point) for p in found.points]


def check_univariate(seed: int) -> bool:
    """Whether the case counts: as many disjoint narrow boxes as sign changes, one in each bracket."""
    field = univariate(seed)
    brackets = sign_changes(field) if field.free_symbols else None
    if brackets is None:
        return False
    found = find_equilibria(System(Time.CONTINUOUS, (x,), (field,)), box={x: (-SIDE, SIDE)})
    assert found.completeness in (Completeness.COMPLETE_IN_BOX, Completeness.PROVEN_COMPLETE), (seed, found.reason)
    intervals = sorted(side[0] for side in _sides(found))
    assert len(intervals) == len(brackets), (seed, field, len(intervals), len(brackets))
    assert all(a[1] < b[0] for a, b in pairwise(intervals)), seed
    for (low, high), (left, right) in zip(intervals, brackets, strict=True):
        assert high - low <= _WIDTH * max(1, abs(low)) and left - 1e-9 <= low <= high <= right + 1e-9, seed
    return True


def bivariate(seed: int) -> tuple[tuple[Any, Any], tuple[Rational, Rational]]:
    """Two sums of three terms, shifted so that a planted point with odd coordinates is a zero."""
    generator = random.Random(seed)
    planted = Rational(generator.randint(-400, 400), 127), Rational(generator.randint(-400, 400), 131)
    field = []
    for main in (x, y):
        total = main * generator.choice((1, -2, 3))
        for _ in range(3):
            a, b, c = (_rational(generator, 1) for _ in "abc")
            total += _term(generator, a * x + b * y + c)
        field.append(total - total.subs({x: planted[0], y: planted[1]}))
    return (field[0], field[1]), planted


def newton_limits(field: tuple[Any, Any]) -> set[tuple[float, float]]:
    """Zeros inside the box that Newton's method reaches from a grid of 21 x 21 starts, in floats."""
    values = lambdify([x, y], list(field), ["scipy", "numpy"], cse=True)
    slopes = lambdify([x, y], [f.diff(s) for f in field for s in (x, y)], ["scipy", "numpy"], cse=True)
    a, b = (g.ravel() for g in np.meshgrid(np.linspace(-SIDE, SIDE, 21), np.linspace(-SIDE, SIDE, 21)))
    with np.errstate(all="ignore"):
        for _ in range(60):
            f, g = (np.broadcast_to(v, a.shape) for v in values(a, b))
            p, q, r, s = (np.broadcast_to(v, a.shape) for v in slopes(a, b))
            d = p * s - q * r
            a, b = a - (s * f - q * g) / d, b - (p * g - r * f) / d
        f, g = (np.broadcast_to(v, a.shape) for v in values(a, b))
        good = np.isfinite(a + b) & (abs(f) + abs(g) < 1e-10) & (np.maximum(abs(a), abs(b)) < SIDE - 1e-6)
    limits: set[tuple[float, float]] = set()
    for u, v in zip(a[good], b[good], strict=True):
        if not any(abs(u - c) + abs(v - d) < 1e-5 for c, d in limits):
            limits.add((float(u), float(v)))
    return limits


def check_bivariate(seed: int) -> bool:
    """Every limit of Newton's method lies in one box of the list, the planted point too; boxes are disjoint."""
    field, planted = bivariate(seed)
    found = find_equilibria(System(Time.CONTINUOUS, (x, y), field), box={x: (-SIDE, SIDE), y: (-SIDE, SIDE)})
    if found.completeness is not Completeness.COMPLETE_IN_BOX:
        assert found.completeness is Completeness.NOT_PROVEN and found.reason
        return False
    boxes = _sides(found)
    assert sum(all(a <= v <= b for (a, b), v in zip(box, planted, strict=True)) for box in boxes) == 1, seed
    limits = newton_limits(field)
    assert len(limits) <= len(boxes), (seed, limits)
    for limit in limits:
        near = [b for b in boxes if all(abs(float(a) - v) < 1e-5 for (a, _), v in zip(b, limit, strict=True))]
        assert len(near) == 1, (seed, limit)
    for i, one in enumerate(boxes):
        assert all(b - a <= _WIDTH * max(1, abs(a)) for a, b in one), seed
        assert all(any(p[1] < q[0] or q[1] < p[0] for p, q in zip(one, two, strict=True)) for two in boxes[:i]), seed
    return True


def test_univariate_fields() -> None:
    """Random sums; most of them tell their sign changes apart."""
    assert sum(check_univariate(seed) for seed in range(12)) >= 6


def test_bivariate_fields_with_planted_zeros() -> None:
    """Random systems; a box that is left undecided is said."""
    assert sum(check_bivariate(seed) for seed in range(3)) >= 2


@pytest.mark.slow
def test_many_univariate_fields() -> None:
    """The same for a thousand sums."""
    assert sum(check_univariate(seed) for seed in range(1000, 2000)) >= 600


@pytest.mark.slow
def test_many_bivariate_fields() -> None:
    """The same for a hundred systems."""
    assert sum(check_bivariate(seed) for seed in range(1000, 1100)) >= 80


@pytest.mark.parametrize("seed", [0])
def test_digits_of_random_eigenvalues(seed: int) -> None:
    """All twenty digits of the eigenvalues at the planted points, by mpmath with forty digits."""
    field, _ = bivariate(seed)
    system = System(Time.CONTINUOUS, (x, y), field)
    result = analyze(system, box={x: (-SIDE, SIDE), y: (-SIDE, SIDE)}, cross_check=False)
    plain = lambdify([x, y], field, "mpmath")
    slopes = [[lambdify([x, y], f.diff(s), "mpmath") for s in (x, y)] for f in field]
    boxed = [item for item in result.local if not item.equilibrium.exact and item.eigenvalues]
    with mpmath.workdps(40):
        for item in boxed:
            start = [mpmath.mpf(int(v.p)) / int(v.q) for _, v in item.equilibrium.point]
            root = mpmath.findroot(plain, start)
            jacobian = mpmath.matrix([[slope(*root) for slope in row] for row in slopes])
            expected = mpmath.eig(jacobian)[0]
            for value, _ in item.eigenvalues or ():
                real, imaginary = (mpmath.mpf(str(part)) for part in value.as_real_imag())
                gap = min(abs(mpmath.mpc(real, imaginary) - e) for e in expected)
                assert gap < mpmath.mpf(10) ** -19 * max(1, abs(real), abs(imaginary))
    assert boxed or result.local


def _child(first: int, last: int) -> None:
    run = subprocess.run(
        [sys.executable, str(HERE / "box_fuzz.py"), str(first), str(last)],
        capture_output=True,
        text=True,
        timeout=60 + 20 * (last - first),  # no call comes near twenty seconds
        check=False,
    )
    assert run.returncode == 0, (run.stdout.splitlines()[-1:], run.stderr[-2000:])


def test_the_process_lives() -> None:
    """Random calls with starts and boxes of every size in a child process."""
    _child(0, 15)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 10_000, 500))
def test_the_process_lives_long(first: int) -> None:
    """Ten thousand calls."""
    _child(first, first + 500)
