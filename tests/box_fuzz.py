"""Random calls of near= and box= with exp, tanh and log, for a child process: ``python tests/box_fuzz.py FIRST LAST``.

Each call ends in a result or in an error of the package.  A child that is ended by flint shows it by its exit status;
the last line that it printed names the seed.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sympy import Integer, Rational, exp, log, symbols, tanh

from stability.clock import Time
from stability.equilibrium import find_equilibria, near_equilibrium
from stability.errors import StabilityError
from stability.system import System

x, y = symbols("x y", real=True)
#: Sizes of starts and boxes: ordinary, large and extreme ones.
SIZES = (1.0, 1.0, 1.0, 10.0, 1e3, 1e8, 1e30, 1e300, 1e-12, 1e-300)


POWERS = (2, 3, -1, -2, Rational(1, 2), Rational(-1, 3))


def term(generator: random.Random, state: tuple[Any, ...]) -> Any:
    """A random summand."""
    inner = sum(Rational(generator.randint(-12, 12), generator.randint(1, 7)) * s for s in state)
    inner = inner + Rational(generator.randint(-9, 9), generator.randint(1, 4))
    kind = generator.choice(("exp", "tanh", "log", "log1p", "power", "product", "plain"))
    scale = Rational(generator.randint(-8, 8), generator.randint(1, 5))
    body = {
        "exp": lambda: exp(inner),
        "tanh": lambda: tanh(inner),
        "log": lambda: log(inner) if inner.free_symbols else inner,
        "log1p": lambda: log(1 + exp(inner)),
        "power": lambda: (inner + Integer(inner == 0)) ** generator.choice(POWERS),
        "product": lambda: inner * exp(state[0] * generator.randint(-3, 3)),
        "plain": lambda: inner,
    }[kind]
    return scale * body()


def call(seed: int) -> str:
    """One call; the name of its outcome."""
    generator = random.Random(seed)
    state = (x,) if generator.random() < 0.6 else (x, y)
    field = tuple(sum(term(generator, state) for _ in range(generator.randint(1, 3))) for _ in state)
    try:
        system = System(Time.CONTINUOUS, state, field)
        size = generator.choice(SIZES)
        if generator.random() < 0.7:
            near_equilibrium(system, {s: generator.uniform(-size, size) for s in state})
        else:
            ends = {s: sorted(Rational(generator.uniform(-size, size)) for _ in "ab") for s in state}
            find_equilibria(system, box=ends, budget=40)
    except StabilityError as problem:
        return type(problem).__name__
    return "found"


if __name__ == "__main__":
    outcomes: dict[str, int] = {}
    for number in range(int(sys.argv[1]), int(sys.argv[2])):
        print(number, flush=True)
        name = call(number)
        outcomes[name] = outcomes.get(name, 0) + 1
    print(outcomes)
