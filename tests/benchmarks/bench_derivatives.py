"""Derivation of fields and Jacobians against plain SymPy ``diff``, and compiled right-hand sides against ``lambdify``.

Peers, on the same losses and in the same process: ``[-loss.diff(s)]`` and ``[c.diff(s)]`` for the derivation;
``lambdify(state, [[...], [...]], cse=True)`` (nested lists) for the evaluation.  SymPy's cache is cleared before each
run of either side.  Run ``python tests/benchmarks/bench_derivatives.py``.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from sympy import Rational, lambdify, symbols
from sympy.core.cache import clear_cache

from stability import Finite, Game
from stability.expectation import gradient, jacobian
from stability.games import linear_quadratic_gan
from stability.objectives import logistic, wasserstein
from stability.system import gradient_field
from stability.trajectory import compile_field

x, y = symbols("x y", real=True)


def points(f: Any, count: int = 20) -> Game:
    """``count`` generated points in the plane, as many data points, a quadratic discriminator."""
    generated = [symbols(f"g{i}x g{i}y", real=True) for i in range(count)]
    v = symbols("v1:7", real=True)
    output = v[0] * x + v[1] * y + v[2] * x * y + v[3] * x**2 + v[4] * y**2 + v[5]
    data = Finite.uniform([(Rational(k, 7), Rational(k * k, 50)) for k in range(count)])
    return Game.gan("points", output=output, input=(x, y), real=data, fake=Finite.uniform(generated),
                    generator=[c for p in generated for c in p], discriminator=v, f=f)


GAMES = {"20 points in the plane, logistic": lambda: points(logistic),
         "20 points in the plane, Wasserstein": lambda: points(wasserstein),
         "linear-quadratic in dimension 6": lambda: linear_quadratic_gan(6)}


def derive(game: Game) -> Any:
    """Field and Jacobian, ours."""
    field = [-c for p in game.players for c in gradient(p.loss, p.variables)]
    return jacobian(field, game.state)


def plain(game: Game) -> Any:
    """Field and Jacobian, by ``diff``."""
    field = [-p.loss.diff(s) for p in game.players for s in p.variables]
    return [[c.diff(s) for s in game.state] for c in field]


def seconds(task: Callable[[], Any], runs: int) -> float:
    """Median time of a run, SymPy's cache cleared before each."""
    found = []
    for _ in range(runs):
        clear_cache()
        start = time.perf_counter()
        task()
        found.append(time.perf_counter() - start)
    return statistics.median(found)


def evaluations(game: Game) -> tuple[float, float]:
    """Seconds per evaluation of the compiled right-hand side: ours, and ``lambdify`` on a nested list."""
    system = gradient_field(game)
    half = len(system.state) // 2
    nested = lambdify(system.state, [list(system.rhs[:half]), list(system.rhs[half:])], modules="numpy", cse=True)
    ours, state = compile_field(system), np.linspace(-0.5, 0.5, len(system.state))
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(15):
        for which, task in enumerate((lambda: ours(state), lambda: nested(*state))):
            start = time.perf_counter()
            for _ in range(20):
                task()
            times[which].append((time.perf_counter() - start) / 20)
    return statistics.median(times[0]), statistics.median(times[1])


def main() -> None:
    for name, make in GAMES.items():
        game = make()
        ours, theirs = seconds(lambda g=game: derive(g), 5), seconds(lambda g=game: plain(g), 3)
        print(f"{name}: derived in {ours:.3f} s, plain diff {theirs:.3f} s, ratio {theirs / ours:.1f}", flush=True)
        fast, slow = evaluations(game)
        print(f"    one evaluation {1e6 * fast:.0f} us, lambdify nested {1e6 * slow:.0f} us, ratio {slow / fast:.1f}",
              flush=True)


if __name__ == "__main__":
    main()
