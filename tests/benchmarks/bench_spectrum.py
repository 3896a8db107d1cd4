"""Speed of ``locate`` and ``spectrum`` against their peers, in the same process and run: medians, as ratios.

    python tests/benchmarks/bench_spectrum.py            # everything, a few minutes (mpmath at n = 64 is slow)
    python tests/benchmarks/bench_spectrum.py --quick    # without mpmath

Inputs are ``fmpq_mat``; what it costs to build one from nested lists is shown apart.  mpmath uses its Python backend.
"""

from __future__ import annotations

import argparse
import math
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MPMATH_NOGMPY="1")  # before numpy and mpmath load
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import mpmath
import numpy as np
from flint import acb_mat, ctx, fmpq_mat

from stability.clock import Time
from stability.spectrum import locate, spectrum
from stability.spectrum.matrices import read_matrix
from stability.spectrum.rational import characteristic, from_polynomial

REPEATS = 7
Matrix = list[list[int]]


def median_seconds(call: Callable[[], Any], repeats: int = REPEATS) -> float:
    return medians([call], repeats)[0]


def medians(calls: list[Callable[[], Any]], repeats: int = REPEATS) -> list[float]:
    """Median processor time of each call, samples taken in turn so that a busy machine disturbs all alike.

    Processor time, for everything here runs on one thread; short calls are batched to at least 2 ms for the timer.
    """
    batches, samples = [], [[] for _ in calls]
    for call in calls:
        call()
        begin = time.perf_counter()
        call()
        batches.append(max(1, int(0.002 / max(time.perf_counter() - begin, 1e-9))))
    for _ in range(repeats):
        for call, batch, record in zip(calls, batches, samples, strict=True):
            begin = time.process_time()
            for _ in range(batch):
                call()
            record.append((time.process_time() - begin) / batch)
    return [statistics.median(record) for record in samples]


def dense(n: int, seed: int = 1) -> Matrix:
    rng = random.Random(seed)
    return [[rng.randint(-20, 20) for _ in range(n)] for _ in range(n)]


def game(n: int, seed: int = 2) -> Matrix:
    """A Jacobian of a zero-sum game [[-P, -B], [B^T, -Q]] with P, Q positive definite: hyperbolic, simple spectrum."""
    rng, k = random.Random(seed), n // 2
    b = [[rng.randint(-9, 9) for _ in range(n - k)] for _ in range(k)]
    rows = [[0] * n for _ in range(n)]
    for i in range(n):
        rows[i][i] = -1 - i
    for i in range(k):
        for j in range(n - k):
            rows[i][k + j], rows[k + j][i] = -b[i][j], b[i][j]
    return rows


def unregularized(n: int, seed: int = 3) -> Matrix:
    """[[0, -B], [B^T, 0]]: every eigenvalue on the imaginary axis; nothing a filter or a prime can decide."""
    rows = game(n, seed)
    for i in range(n):
        rows[i][i] = 0
    return rows


FAMILIES: dict[str, Callable[[int], Matrix]] = {"dense": dense, "game": game, "centre": unregularized}


def line(label: str, ours: float, peer: float, target: float, at_least: bool = True) -> None:
    ratio = peer / ours if at_least else ours / peer
    met = ratio >= target if at_least else ratio <= target
    print(
        f"{label:58s} ours {ours * 1e3:10.3f} ms   peer {peer * 1e3:11.3f} ms   ratio {ratio:9.2f}   "
        f"target {'>=' if at_least else '<='} {target:g}   {'met' if met else 'NOT MET'}",
        flush=True,
    )


def against_mpmath(sizes: tuple[int, ...]) -> None:
    mpmath.mp.dps = 30
    for n in sizes:
        for name, family in FAMILIES.items():
            rows = family(n)
            a, m = fmpq_mat(rows), mpmath.matrix(rows)
            peer = median_seconds(lambda m=m: mpmath.eig(m, left=False, right=False), REPEATS)
            line(f"locate against mpmath.eig(30), n={n}, {name}", median_seconds(lambda a=a: locate(a)), peer, 400)
            if n >= 16:
                certified = median_seconds(lambda a=a: spectrum(a, digits=30))
                line(f"30-digit enclosures against mpmath.eig(30), n={n}, {name}", certified, peer, 15)


def against_acb() -> None:
    for n in (16, 32, 64):
        for name in ("dense", "game"):
            a = fmpq_mat(FAMILIES[name](n))
            with ctx.workprec(53):
                ours, peer = medians([lambda a=a: locate(a), lambda a=a: acb_mat(a).eig(multiple=True)])
            line(f"locate against acb_mat.eig(multiple), n={n}, {name}", ours, peer, 5 if n == 64 else 8)


def against_numpy() -> None:
    for n in (16, 32, 64, 128, 256, 512):
        for name in ("dense", "game"):
            rows = FAMILIES[name](n)
            a, f = fmpq_mat(rows), np.array(rows, dtype=float)
            ours, peer = medians([lambda a=a: locate(a), lambda f=f: np.linalg.eigvals(f)])
            by = locate(a).decided_by
            line(f"locate against numpy.eigvals, n={n}, {name} ({by})", ours, peer, 6, at_least=False)
        print(f"    conversion of nested lists, n={n}: {median_seconds(lambda r=rows: fmpq_mat(r), 3) * 1e3:.3f} ms")


def exact_route(a: Any) -> Any:
    """The exact route alone, without the filter."""
    matrix = read_matrix(a)
    return from_polynomial(matrix, characteristic(matrix), Time.CONTINUOUS)


def exact_growth() -> None:
    for name in FAMILIES:
        rows = FAMILIES[name](100)
        a, f = fmpq_mat(rows), np.array(rows, dtype=float)
        ours, peer = medians([lambda a=a: exact_route(a), lambda f=f: np.linalg.eigvals(f)])
        line(f"exact route against numpy.eigvals, n=100, {name}", ours, peer, 100, at_least=False)
        inputs = {n: fmpq_mat(FAMILIES[name](n)) for n in (64, 128, 256)}
        times = {n: median_seconds(lambda a=a: exact_route(a)) for n, a in inputs.items()}
        exponent = math.log(times[256] / times[64]) / math.log(4)
        print(
            f"exact route, {name}: {', '.join(f'n={n} {t * 1e3:.1f} ms' for n, t in times.items())}; "
            f"growth exponent {exponent:.2f}, target <= 4.3, {'met' if exponent <= 4.3 else 'NOT MET'}",
            flush=True,
        )


def import_time() -> None:
    def fresh(code: str) -> float:
        script = f"import time; t = time.perf_counter(); {code}; print(time.perf_counter() - t)"
        root = str(Path(__file__).resolve().parents[2])
        runs = [
            float(
                subprocess.run(
                    [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=root
                ).stdout
            )
            for _ in range(7)
        ]
        return statistics.median(runs)

    ours = fresh("from stability.spectrum import locate; locate([[0, 1], [-1, 0]])")
    line("import of what locate needs against import sympy", ours, fresh("import sympy"), 0.5, at_least=False)


def small() -> None:
    for n in (2, 3, 4, 8):
        a = dense(n)
        print(
            f"n={n} nested lists: locate {median_seconds(lambda a=a: locate(a)) * 1e6:.0f} us, "
            f"spectrum {median_seconds(lambda a=a: spectrum(a)) * 1e6:.0f} us"
        )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="leave mpmath out")
    arguments = parser.parse_args()
    print(f"mpmath backend {mpmath.libmp.BACKEND}; numpy {np.__version__}; python {sys.version.split()[0]}")
    small()
    import_time()
    against_acb()
    against_numpy()
    exact_growth()
    if not arguments.quick:
        against_mpmath((8, 16, 32, 64))


if __name__ == "__main__":
    main()
