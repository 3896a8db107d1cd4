"""Derivation of fields and Jacobians against plain SymPy ``diff``, and compiled right-hand sides against ``lambdify``.

Peers, on the same losses and in the same process: ``[-loss.diff(s)]`` and ``[c.diff(s)]`` for the derivation;
``lambdify(state, [[...], [...]], cse=True)`` (nested lists) for the evaluation.  SymPy's cache is cleared before each
run of either side; both sides run in turn, in processor time, and the median of the paired ratios counts, so that other
load on the machine does not.  Run ``python tests/benchmarks/bench_derivatives.py``; with ``--all`` also dimension 4 of
the logistic linear-quadratic game, where plain ``diff`` takes five minutes (in dimension 6, hours: only our time is
shown, and the ratio of dimension 4 is a lower bound, because it grows with the dimension).
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
from sympy import Function, Rational, lambdify, symbols
from sympy.core.cache import clear_cache

from stability import Finite, Game
from stability.expectation import Expectation, gradient, jacobian
from stability.games import linear_quadratic_gan
from stability.objectives import hellinger, hinge, jensen_shannon, kl, least_squares, logistic, wasserstein
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


POINTS = {"logistic": logistic, "Wasserstein": wasserstein, "least squares": least_squares, "hinge": hinge, "KL": kl,
          "Hellinger": hellinger, "Jensen-Shannon": jensen_shannon, "abstract f": Function("f")}
GAMES: dict[str, Callable[[], Game]] = {
    **{f"20 points in the plane, {name}": lambda f=f: points(f) for name, f in POINTS.items()},  # type: ignore[misc]
    "linear-quadratic in dimension 6, Wasserstein": lambda: linear_quadratic_gan(6),
    "linear-quadratic in dimension 2, logistic": lambda: linear_quadratic_gan(2, logistic),
    "linear-quadratic in dimension 3, abstract f": lambda: linear_quadratic_gan(3, Function("f")),
}
LONG: dict[str, Callable[[], Game]] = {
    "linear-quadratic in dimension 3, logistic": lambda: linear_quadratic_gan(3, logistic),
    "linear-quadratic in dimension 4, logistic": lambda: linear_quadratic_gan(4, logistic),
}
#: Only our side: plain ``diff`` does not end within an hour.
ALONE: dict[str, Callable[[], Game]] = {
    "linear-quadratic in dimension 6, logistic": lambda: linear_quadratic_gan(6, logistic),
    "linear-quadratic in dimension 6, abstract f": lambda: linear_quadratic_gan(6, Function("f")),
}


def derive(game: Game) -> Any:
    """Field and Jacobian, ours."""
    field = [-c for p in game.players for c in gradient(p.loss, p.variables)]
    return jacobian(field, game.state)


def plain(game: Game) -> Any:
    """Field and Jacobian, by ``diff``."""
    field = [-p.loss.diff(s) for p in game.players for s in p.variables]
    return [[c.diff(s) for s in game.state] for c in field]


def seconds(task: Callable[[], Any]) -> float:
    """Processor time of one run, SymPy's cache cleared before."""
    clear_cache()
    start = time.process_time()
    task()
    return time.process_time() - start


def paired(game: Game, runs: int) -> tuple[float, float, float]:
    """Median seconds of ours and of plain ``diff``, and the median of their ratios, run in turn."""
    pairs = [(seconds(lambda: derive(game)), seconds(lambda: plain(game))) for _ in range(runs)]
    ours, theirs = zip(*pairs, strict=True)
    return statistics.median(ours), statistics.median(theirs), statistics.median(b / a for a, b in pairs)


def evaluations(game: Game) -> tuple[float, float]:
    """Seconds per evaluation of the compiled right-hand side: ours, and ``lambdify`` on a nested list."""
    system = gradient_field(game)
    half = len(system.state) // 2
    nested = lambdify(system.state, [list(system.rhs[:half]), list(system.rhs[half:])], modules="numpy", cse=True)
    ours, state = compile_field(system), np.linspace(-0.5, 0.5, len(system.state))
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(15):
        for which, task in enumerate((lambda: ours(state), lambda: nested(*state))):
            start = time.process_time()
            for _ in range(20):
                task()
            times[which].append((time.process_time() - start) / 20)
    return statistics.median(times[0]), statistics.median(times[1])


def main() -> None:
    chosen = {**GAMES, **LONG} if "--all" in sys.argv else GAMES
    for name, make in chosen.items():
        game = make()
        derive(game)  # first use of the shared caches of bounds
        ours, theirs, ratio = paired(game, 1 if name in LONG else 3)
        print(f"{name}: derived in {ours:.3f} s, plain diff {theirs:.3f} s, ratio {ratio:.1f}", flush=True)
        if not any(p.loss.has(Expectation) for p in game.players) and "abstract" not in name and "hinge" not in name:
            fast, slow = evaluations(game)
            print(f"    one evaluation {1e6 * fast:.0f} us, lambdify nested {1e6 * slow:.0f} us, "
                  f"ratio {slow / fast:.1f}", flush=True)
    for name, make in ALONE.items():
        game = make()
        print(f"{name}: derived in {seconds(lambda g=game: derive(g)):.2f} s", flush=True)  # type: ignore[misc]


if __name__ == "__main__":
    main()
