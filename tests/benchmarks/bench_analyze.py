"""Cost of ``analyze`` on the penalised Dirac-GAN against SymPy and SciPy doing the same by hand.

Peer: ``Matrix.jacobian``, ``eigenvals``, ``lambdify`` and one ``solve_ivp`` (DOP853) over the same time as the
cross-check, at the same tolerances.  Ratios of medians in one process: ``python tests/benchmarks/bench_analyze.py``.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from scipy.integrate import solve_ivp
from sympy import Matrix, Rational, exp, lambdify, log, symbols

from stability import Game, Player, analyze
from stability.trajectory import ATOL, RTOL

theta, psi = symbols("theta psi", real=True)
GAMMA = Rational(3, 10)
LOSS = -log(1 + exp(-theta * psi))


def ours(**arguments: object) -> object:
    """The whole pipeline, from the losses to a checked verdict."""
    game = Game("g", [Player("generator", theta, LOSS), Player("discriminator", psi, -LOSS + GAMMA / 2 * psi**2)])
    return analyze(game, **arguments)  # type: ignore[arg-type]


def peer(until: float) -> object:
    """What a user would type: field, Jacobian at the origin, eigenvalues, one trajectory."""
    field = Matrix([-LOSS.diff(theta), LOSS.diff(psi) - GAMMA * psi])
    eigenvalues = field.jacobian([theta, psi]).subs({theta: 0, psi: 0}).eigenvals()
    compiled = lambdify((theta, psi), list(field))
    path = solve_ivp(lambda _, x: compiled(*x), (0, until), [0.01, 0.0], method="DOP853", rtol=RTOL, atol=ATOL)
    return eigenvalues, path


def medians(*functions: Callable[[], object], runs: int = 15) -> list[float]:
    """Medians of interleaved runs after one warm-up, in seconds."""
    times: list[list[float]] = [[] for _ in functions]
    for turn in range(runs + 1):
        for function, kept in zip(functions, times, strict=True):
            start = time.perf_counter()
            function()
            if turn:
                kept.append(time.perf_counter() - start)
    return [statistics.median(kept) for kept in times]


def main() -> None:
    until = ours(at={theta: 0, psi: 0}).local[0].cross_check.runs[0].until  # type: ignore[attr-defined]
    given, searched, other = medians(lambda: ours(at={theta: 0, psi: 0}), ours, lambda: peer(until))
    print(f"numpy {np.__version__}; medians of 15 interleaved runs; simulated time {until:.3g}")
    for name, seconds, limit in (
        ("jacobian + eigenvals + lambdify + solve_ivp", other, ""),
        ("analyze, equilibrium given", given, "limit 3"),
        ("analyze, with the completeness search", searched, "limit 40"),
    ):
        print(f"{name:45} {seconds * 1e3:8.2f} ms   ratio {seconds / other:5.2f}   {limit}")


if __name__ == "__main__":
    main()
