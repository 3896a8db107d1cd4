"""The search for equilibria, side by side with what it is measured against.

Run: python tests/benchmarks/bench_equilibrium.py
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flint import arb, ctx
from sympy import groebner, symbols

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from equilibrium_games import random_game

from stability.algebra.systems.boxes import BITS, SquareSystem
from stability.clock import Time
from stability.equilibrium import find_equilibria
from stability.system import System

GAMES = 100


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    """Wall time and result of one call."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def newton_alone(system: SquareSystem, starts: int, seed: int) -> tuple[set[tuple[int, ...]], float, float]:
    """Distinct limits of Newton's method from random starts, the time for them, and that for certifying them."""
    generator = random.Random(seed)
    with ctx.workprec(BITS):

        def search() -> dict[tuple[int, ...], Any]:
            found: dict[tuple[int, ...], Any] = {}
            for _ in range(starts):
                reached = system.newton(tuple(arb(generator.uniform(-6, 6)) for _ in range(system.size)))
                if reached is not None:
                    found.setdefault(tuple(round(float(v) * 10**6) for v in reached), reached)
            return found

        time_found, found = seconds(search)
        time_certified, _ = seconds(lambda: [system.certify(v) for v in found.values()])
    return set(found), time_found, time_certified


def known_games() -> None:
    """Games with known equilibria: the complete search, and Newton from 50 starts alone."""
    lost_games = lost_points = total = 0
    ours = newton = certified = 0.0
    for seed in range(GAMES):
        game = random_game(seed)
        if game.hyperplane is not None or not game.points:
            continue
        spent, found = seconds(lambda game=game: find_equilibria(System(Time.CONTINUOUS, game.state, game.field)))
        if {tuple(v for _, v in p.point) for p in found.points} != game.points:
            raise SystemExit(f"game {seed}: the complete search is wrong")
        reached, time_found, time_certified = newton_alone(SquareSystem(game.field, game.state), 50, seed)
        expected = {tuple(round(float(v) * 10**6) for v in p) for p in game.points}
        missing = sum(
            not any(all(abs(a - b) <= 2 for a, b in zip(e, r, strict=True)) for r in reached) for e in expected
        )
        lost_games, lost_points, total = lost_games + (missing > 0), lost_points + missing, total + len(expected)
        ours, newton, certified = ours + spent, newton + time_found, certified + time_certified
    print(
        f"known games: {total} points; complete search lost 0 in {ours:.2f} s; "
        f"Newton from 50 starts lost {lost_points} points "
        f"in {lost_games} games, {newton:.2f} s; certification {certified:.2f} s = {certified / newton:.2f} of finding"
    )


def cubic_game(seed: int, coupled: int) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Four players, cubic losses' gradients, 81 complex solutions; ``coupled`` further cubic terms in each equation."""
    generator = random.Random(seed)
    state = symbols("x0:4", real=True)
    field = []
    for s in state:
        e = (
            generator.choice((-2, -1, 1)) * s**3
            + sum(generator.randint(-2, 2) * y for y in state)
            + generator.randint(-2, 2)
        )
        for _ in range(coupled):
            first, second, third = (generator.choice(state) for _ in range(3))
            e += generator.choice((-1, 1)) * first * second * third
        field.append(e)
    return state, tuple(field)


#: What the complete search may cost, in multiples of the Groebner basis alone, on the same system in the same run.
ALLOWED = 25


def eighty_one() -> None:
    """The complete search against ``sympy.groebner`` alone, on the same systems.

    Without couplings the equations are a basis already, so that ``groebner`` has nothing to do: the hardest comparison.
    """
    worst = 0.0
    for coupled in (0, 1, 3):
        for seed in range(1, 6):
            state, field = cubic_game(seed, coupled)
            base, _ = seconds(lambda field=field, state=state: groebner(field, *state, order="grevlex"))
            spent, found = seconds(
                lambda field=field, state=state: find_equilibria(System(Time.CONTINUOUS, state, field))
            )
            worst = max(worst, spent / base)
            print(
                f"81 solutions, {coupled} couplings, seed {seed}: groebner {base:.4f} s, complete search {spent:.4f} s "
                f"= {spent / base:.1f} times; {found}"
            )
    print(f"at most {worst:.1f} times, allowed {ALLOWED}: {'kept' if worst <= ALLOWED else 'NOT KEPT'}")


def decoupled() -> None:
    """All 81 solutions real, each to be isolated, boxed and listed, while the basis is given: shown, not promised."""
    state = symbols("x0:4", real=True)
    for name, field in (
        ("rational", tuple(s - s**3 for s in state)),
        ("one cubic field", tuple(1 - 3 * s + s**3 for s in state)),
        ("four cubic fields", tuple(1 - (k + 3) * s + s**3 for k, s in enumerate(state))),
    ):
        base, _ = seconds(lambda field=field: groebner(field, *state, order="grevlex"))
        spent, found = seconds(lambda field=field: find_equilibria(System(Time.CONTINUOUS, state, field)))
        print(f"81 real points, {name}: groebner {base:.4f} s, complete search {spent:.4f} s; {found}")


if __name__ == "__main__":
    find_equilibria(System(Time.CONTINUOUS, symbols("x y", real=True), symbols("x y", real=True)))
    known_games()
    eighty_one()
    decoupled()
