"""Speed of the success survey of Li, Madry, Peebles, Schmidt 2018: time per trajectory and step, and of the whole.

    python tests/benchmarks/bench_experiments.py            # about a minute
    python tests/benchmarks/bench_experiments.py --blocks   # also for several sizes of the blocks

Every rule steps the starts of three rows of the 21 x 21 grid, 300 draws each, for a fraction of the 3,000 steps; the
whole is extrapolated from processor time, which a busy machine disturbs least.  The peer is a plain loop over the same
starts, one at a time, with the same formulas in NumPy.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")  # before NumPy loads
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from stability.experiments import (
    AbstractUpdate,
    Alternating,
    OptimalDiscriminator,
    Setting,
    Simultaneous,
    State,
    Survey,
    Unrolled,
    draw_endpoints,
    run,
)

UPDATES: tuple[AbstractUpdate, ...] = (
    Simultaneous(),
    Alternating(1),
    Alternating(5),
    Unrolled(5),
    OptimalDiscriminator(),
)
SURVEYED = (Simultaneous(), Alternating(1), Unrolled(5), OptimalDiscriminator())
TARGETS = (-0.5, 0.5)
STEPS = 200


def starts(update: AbstractUpdate) -> State:
    """Three rows of the grid; the best discriminator needs no draws."""
    axis = Survey((update,)).axis
    means = np.array([(axis[row], second) for row in (2, 8, 14) for second in axis]).T
    draws = draw_endpoints(300 if update.uses_endpoints else 1)
    return State.at(np.tile(draws, means.shape[1]), np.repeat(means, draws.shape[1], axis=1))


def seconds(update: AbstractUpdate, start: State, steps: int, **more: int) -> float:
    """Processor time, best of three: what disturbs a measurement only adds to it."""
    found = []
    for _ in range(3):
        begin = time.process_time()
        run(Setting(TARGETS, update, steps=steps), start, **more)
        found.append(time.process_time() - begin)
    return min(found)


def peer(start: State, steps: int) -> float:
    """Simultaneous steps of one trajectory after the other."""
    target = np.array(TARGETS)
    signs = np.array([-1.0, 1.0, -1.0, 1.0])
    begin = time.process_time()
    for k in range(start.means.shape[1]):
        points, means = start.points[:, k].copy(), start.means[:, k].copy()
        for _ in range(steps):
            fake = np.exp(-0.5 * (points[:, None] - means) ** 2)
            real = np.exp(-0.5 * (points[:, None] - target) ** 2)
            scale = 0.1 / (2 * np.sqrt(2 * np.pi))
            points = points + scale * signs * (real - fake).sum(axis=1)
            means = means - scale * (signs @ fake)
    return time.process_time() - begin


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--blocks", action="store_true", help="several sizes of the blocks")
    sizes = (512, 1024, 2048, 4096, 8192) if parser.parse_args().blocks else ()
    whole = 0.0
    for update in UPDATES:
        start = starts(update)
        spent = seconds(update, start, STEPS)
        total = spent * 7 * 3000 / STEPS  # 7 times as many rows
        whole += total if update in SURVEYED else 0
        print(f"{update.label:36} {1e9 * spent / STEPS / len(start):9.1f} ns per step  {total:7.1f} s for the grid")
        for size in sizes if update.uses_endpoints else ():
            part = seconds(update, start, STEPS // 4, block=size)
            print(f"    blocks of {size:5}: {1e9 * part / (STEPS // 4) / len(start):9.1f} ns per step")
    few = starts(Simultaneous()).part(slice(0, 20))
    slow = peer(few, 100) / (100 * len(few))
    fast = seconds(Simultaneous(), starts(Simultaneous()), STEPS) / (STEPS * len(starts(Simultaneous())))
    print(f"one trajectory at a time: {1e9 * slow:.0f} ns per step, {slow / fast:.0f} times slower")
    print(f"whole survey: {whole:.0f} s of one core, {whole / 2:.0f} s on two")


if __name__ == "__main__":
    main()
