"""Random questions from fixed seeds: systems, games, files, matrices, conditions, claims.

``outcome(k)`` asks the k-th question and says how it ended: in a result, in a refusal of ours, or in anything else,
which is a defect.  To look at one: ``python tests/random_inputs.py 4711``; a range, in worker processes with a hard
limit: ``python tests/random_inputs.py 0 5000 [SECONDS]``.
"""

from __future__ import annotations

import random
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sympy import (
    Abs,
    Function,
    GoldenRatio,
    Heaviside,
    Integer,
    Matrix,
    Max,
    Min,
    Rational,
    Symbol,
    cos,
    exp,
    floor,
    log,
    pi,
    sign,
    sin,
    sqrt,
    tan,
    tanh,
)

from stability.errors import StabilityError

SIGNS: tuple[dict[str, bool], ...] = (
    {"real": True}, {"real": True}, {"positive": True}, {"nonnegative": True}, {"negative": True},
    {"real": True, "nonzero": True}, {"integer": True, "positive": True},
)  # fmt: skip
CONSTANTS = (pi, sqrt(2), exp(1), GoldenRatio, exp(Rational(-1, 2)), log(2), sqrt(3 + 2 * sqrt(2)), cos(pi / 7))
SMOOTH: tuple[Callable[[Any], Any], ...] = (exp, tanh, sin, cos, lambda u: log(1 + u**2), lambda u: sqrt(1 + u**2),
                                            lambda u: 1 / (1 + exp(-u)))  # fmt: skip
PARTIAL: tuple[Callable[[Any], Any], ...] = (log, sqrt, tan, lambda u: 1 / u, lambda u: u ** Rational(1, 3))
KINKED: tuple[Callable[[Any], Any], ...] = (Abs, sign, floor, Heaviside, lambda u: Max(0, u), lambda u: Min(u, 1),
                                            lambda u: u * Abs(u), lambda u: Max(0, u) ** 2)  # fmt: skip
#: Seconds for one question in a worker process, far more than any may need on an idle machine.
SECONDS = 30.0


class Source:
    """Random pieces; everything from one seed."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)

    def chance(self, percent: int) -> bool:
        return self.random.randrange(100) < percent

    def pick(self, items: Any) -> Any:
        return self.random.choice(list(items))

    def number(self) -> Any:
        kind = self.random.randrange(20)
        if kind == 0:
            return Integer(self.random.choice((-1, 1)) * 10 ** self.random.randrange(10, 40) + self.random.randrange(9))
        if kind == 1:
            return Rational(self.random.randrange(1, 10**12), self.random.randrange(1, 10**12))
        if kind == 2:
            return self.pick(CONSTANTS)
        if kind < 8:
            return Rational(self.random.randint(-9, 9), self.random.randint(1, 9))
        return Integer(self.random.randint(-4, 4))

    def symbols(self, names: str) -> tuple[Symbol, ...]:
        return tuple(Symbol(name, **self.pick(SIGNS)) for name in names.split())

    def state(self) -> tuple[Symbol, ...]:
        names = self.pick(("x", "x", "x y", "x y", "x y z", "S I", "theta psi"))
        plain = not self.chance(25)
        return tuple(Symbol(n, real=True) if plain else Symbol(n, **self.pick(SIGNS[:5])) for n in names.split())

    def expression(self, leaves: tuple[Any, ...], depth: int, wild: bool) -> Any:
        """wild: functions with kinks, jumps, poles and edges of their domain as well."""
        if depth == 0 or self.chance(15):
            return self.pick(leaves) if leaves and self.chance(75) else self.number()
        kind = self.random.randrange(12)
        if kind < 4:
            return self.expression(leaves, depth - 1, wild) + self.expression(leaves, depth - 1, wild)
        if kind < 8:
            return self.expression(leaves, depth - 1, wild) * self.expression(leaves, depth - 1, wild)
        inner = self.expression(leaves, depth - 1, wild)
        if kind == 8:
            return inner ** self.random.randint(2, 4)
        if kind == 9:  # a repeated factor
            return inner**2 * (inner - self.number())
        if kind == 10:
            return self.pick(SMOOTH)(inner)
        return self.pick((*PARTIAL, *KINKED) if wild else SMOOTH)(inner)

    def polynomial(self, leaves: tuple[Any, ...]) -> Any:
        terms = []
        for _ in range(self.random.randint(1, 4)):
            term = self.number()
            for leaf in leaves:
                term *= leaf ** self.random.choice((0, 0, 1, 1, 2, 3))
            terms.append(term)
        return sum(terms, Integer(0))

    def component(self, leaves: tuple[Any, ...]) -> Any:
        kind = self.random.randrange(10)
        if kind < 4:
            return self.polynomial(leaves)
        if kind == 4:
            return self.polynomial(leaves) / (1 + self.polynomial(leaves) ** 2)
        return self.expression(leaves, self.random.randint(1, 3), wild=kind > 6)

    def relation(self, leaves: tuple[Any, ...]) -> Any:
        while True:
            left, right = self.expression(leaves, 2, self.chance(30)), self.expression(leaves, 1, False)
            try:
                return self.pick((left < right, left <= right, left > right, left >= right))
            except TypeError:  # SymPy compares no numbers that are not real
                continue

    def point(self, state: tuple[Symbol, ...]) -> dict[Any, Any]:
        return {self.pick((s, s, s.name)): self.number() for s in state}

    def system(self) -> Any:
        from stability import System, Time

        state = self.state()
        parameters = self.symbols(self.pick(("", "", "a", "a b", "E t")))
        leaves = (*state, *state, *parameters)
        rhs = [self.component(leaves) for _ in state]
        given = [self.relation(parameters or state) for _ in range(self.random.randrange(2))] if self.chance(20) else []
        return System(self.pick(Time), state, rhs, assumptions=given)

    def game(self) -> Any:
        from stability import Game, Player

        variables = tuple(Symbol(n, real=True) for n in "uvw"[: self.random.randint(1, 3)])
        leaves = (*variables, *self.symbols(self.pick(("", "", "c"))))
        if len(variables) == 2 and self.chance(40):
            value = self.component(leaves) + variables[0] * variables[1]
            return Game.zero_sum(
                "random", value, minimizes=("one", (variables[0],)), maximizes=("two", (variables[1],))
            )
        return Game("random", [Player(f"p{v}", (v,), self.component(leaves)) for v in variables])

    def gan(self) -> Any:
        from stability import Finite, Game, Normal, PointMass, Uniform, games

        theta, psi, x = (Symbol(n, real=True) for n in ("theta", "psi", "x"))
        if self.chance(40):
            return getattr(games, self.pick(("dirac_gan", "bilinear", "biased_dirac_gan")))()
        law = self.pick((PointMass(0), Finite((-1, 1), (Rational(1, 2), Rational(1, 2))), Normal(0, 1), Uniform(-1, 1)))
        fake = self.pick((PointMass(theta), Normal(theta, 1), Uniform(theta - 1, theta + 1), PointMass(tanh(theta))))
        f = self.pick((Function("f"), lambda u: -log(1 + exp(-u)), lambda u: u, lambda u: u - u**2))
        output = self.pick((psi * x, psi * x**2, psi * x + psi**2, psi * tanh(x)))
        return Game.gan("random", output=output, input=(x,), real=law, fake=fake, generator=(theta,),
                        discriminator=(psi,), f=f, saturating=self.chance(50))  # fmt: skip

    def dynamics(self) -> Any:
        from stability import dynamics

        h = self.pick((Symbol("h", positive=True), Rational(1, 5), Integer(2)))
        gamma = self.pick((Symbol("gamma", positive=True), Rational(1, 3)))
        return self.pick(
            (None, None, dynamics.SimultaneousGD(h), dynamics.AlternatingGD(h), dynamics.TwoTimeScale(2, gamma))
        )

    def entry(self) -> Any:
        if self.chance(60):
            return self.pick((0, 0, 1, -1, 2, Rational(1, 3)))
        found = self.expression((), 2, wild=self.chance(20))
        return found

    def matrix(self) -> Any:
        n = self.pick((1, 2, 2, 3, 3, 4, 5))
        rows = [[self.entry() for _ in range(n)] for _ in range(n)]
        if self.chance(30):  # repeated eigenvalues
            rows = [[rows[i][j] if j >= i else Integer(0) for j in range(n)] for i in range(n)]
        return rows


def _analysis(source: Source) -> Any:
    from stability import analyze

    system = source.system()
    options: dict[str, Any] = {"cross_check": source.chance(20)}
    place = source.random.randrange(6)
    if place == 0:
        options["at"] = source.point(system.state)
    if place == 1:
        options["near"] = {s: source.random.randint(-30, 30) / 10 for s in system.state}
    if place == 2:
        options["box"] = {s: (-source.random.randint(0, 5), source.random.randint(1, 5)) for s in system.state}
    if system.parameters and source.chance(40):
        options["parameters"] = {s: source.number() for s in system.parameters}
    found = analyze(system, **options)
    return str(found), found.to_json()


def _game(source: Source) -> Any:
    from stability import analyze

    found = analyze(source.game(), source.dynamics(), cross_check=source.chance(20))
    return str(found), found.latex()


def _gan(source: Source) -> Any:
    from stability import analyze
    from stability.regularizers import R1Penalty

    game = source.gan()
    if source.chance(30):
        game = R1Penalty(source.pick((Symbol("gamma", positive=True), Rational(1, 2), 0)))(game)
    at = dict.fromkeys(game.state, 0) if source.chance(50) else None
    return str(analyze(game, source.dynamics(), at=at, cross_check=False))


def _matrix(source: Source) -> Any:
    from stability import Time, locate
    from stability.spectrum import spectrum

    rows, time = source.matrix(), source.pick(Time)
    matrix = Matrix(rows) if source.chance(50) else rows
    return locate(matrix, time) if source.chance(50) else str(spectrum(matrix, time, digits=20))


def _condition(source: Source) -> Any:
    from stability import holds

    leaves = source.symbols(source.pick(("a", "a b", "a b c")))
    return str(holds(source.relation(leaves), [source.relation(leaves) for _ in range(source.random.randrange(3))]))


def _numbers(source: Source) -> Any:
    """Newton's method and boxes on exp, tanh and log: what once ended the interpreter."""
    from stability import System, Time, find_equilibria
    from stability.equilibrium import near_equilibrium

    state = tuple(Symbol(n, real=True) for n in "xy"[: source.random.randint(1, 2)])

    def part() -> Any:
        inner = source.polynomial(state)
        return source.random.randint(-3, 3) * source.pick((exp, tanh, log, lambda u: u))(inner)

    system = System(Time.CONTINUOUS, state, [part() + part() - source.random.randint(-3, 3) for _ in state])
    if source.chance(50):
        return str(near_equilibrium(system, {s: source.random.randint(-300, 300) / 100 for s in state}))
    return str(
        find_equilibria(system, box={s: (-source.random.randint(0, 4), source.random.randint(1, 4)) for s in state})
    )


def _claim(source: Source, system: Any, at: dict[Any, Any]) -> Any:
    from stability import theorem

    leaves = (*system.state, *system.parameters)

    def some(depth: int = 2) -> Any:
        return source.expression(leaves, depth, source.chance(30))

    stability = source.pick(("UNSTABLE", "STABLE", "EXPONENTIALLY_STABLE", "SEMISTABLE"))
    n = len(system.state)
    return source.pick((
        lambda: theorem.StabilityIs(stability, at=at),
        lambda: theorem.StableIff(source.relation(system.parameters or system.state), at=at),
        lambda: theorem.LocationIs(source.random.randrange(3), source.random.randrange(2), 0, at=at),
        lambda: theorem.SpectrumIs(tuple(some(1) for _ in range(n)), at=at),
        lambda: theorem.JacobianIs(Matrix(n, n, lambda i, j: some(1)), at=at),
        lambda: theorem.EquilibriaAre((at,)),
        lambda: theorem.Conserved(some()),
        lambda: theorem.ChangeIs(some(), some()),
        lambda: theorem.Holds(source.relation(leaves)),
        lambda: theorem.Identity(some(), some()),
        lambda: theorem.CentreByIntegral(some()),
        lambda: theorem.ClosedOrbits(some()),
        lambda: theorem.RegionAttracted(some()),
        lambda: theorem.InvariantSet(((system.state[0], some()),)),
        lambda: theorem.LeadingTerm(some(), system.state[0], some()),
        lambda: theorem.GloballyAttracting(some(), at=at),
        lambda: theorem.InvariantVolume(some(1), at=at),
    ))()  # fmt: skip


def _theorem(source: Source) -> Any:
    from stability import Theorem, verify

    system = source.system()
    at = {s: source.pick((0, 0, 1, source.number())) for s in system.state}
    hypotheses = tuple(source.relation(system.parameters or system.state) for _ in range(source.random.randrange(2)))
    claim = _claim(source, system, at)
    return str(verify(Theorem("random", "none", "none", hypotheses, system, claim)))


FILE = """name = "a file"
assumptions = ["a < 3"]
[symbols]
x = "real"
y = "positive"
a = "positive"
[functions]
f = ["f'(0) != 0"]
[system]
time = "continuous"
[system.rhs]
x = "{0}"
y = "{1}"
[parameters]
a = {2}
"""


def _file(source: Source) -> Any:
    """A file of the right form with random expressions, and the same after some random damage."""
    from stability import analyze, load_game

    names = tuple(Symbol(n, real=True) for n in "xya")
    text = FILE.format(*(str(source.component(names)) for _ in range(2)), source.pick(("1", "0.5", '"2/7"', "1e3")))
    if source.chance(60):
        cut = list(text)
        for _ in range(source.random.randint(1, 4)):
            place = source.random.randrange(len(cut))
            cut[place] = source.pick(("", "\n", '"', "[", "]", "=", "e", "0", "(", ")", "*", "λ", "x", " ", "'", "\0"))
        text = "".join(cut)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "random.toml"
        path.write_text(text, encoding="utf-8")
        given = load_game(path)
    return str(analyze(given.subject, given.dynamics, at=given.at, parameters=given.parameters, cross_check=False))


#: One kind for each last digit of the number of a question.
KINDS: tuple[Callable[[Source], Any], ...] = (
    _analysis, _game, _matrix, _numbers, _theorem, _analysis, _gan, _condition, _theorem, _file,
)  # fmt: skip


@dataclass(frozen=True)
class Ended:
    """How a question ended: "result", the kind of a refusal, "foreign" (with the traceback), "late" or "dead"."""

    number: int
    kind: str
    how: str
    text: str = field(default="", compare=False)


def outcome(number: int) -> Ended:
    """Ask the question; nothing is raised."""
    ask = KINDS[number % len(KINDS)]
    try:
        ask(Source(f"{ask.__name__} {number}"))
    except StabilityError as refusal:
        return Ended(number, ask.__name__, type(refusal).__name__, str(refusal))
    except Exception as defect:
        return Ended(number, ask.__name__, "foreign", f"{type(defect).__name__}: {defect}\n{traceback.format_exc()}")
    return Ended(number, ask.__name__, "result")


def late(number: int, problem: StabilityError) -> Ended:
    kind = KINDS[number % len(KINDS)].__name__
    return Ended(number, kind, "dead" if "ended with code" in str(problem) else "late", str(problem))


def ended(numbers: Sequence[int], jobs: int, seconds: float = SECONDS) -> Iterator[Ended]:
    """How each question ended, asked in worker processes."""
    from stability.processes import each

    return each(outcome, numbers, jobs, seconds=seconds, late=late)


def main(arguments: list[str]) -> None:
    if len(arguments) == 1:
        number = int(arguments[0])
        print(KINDS[number % len(KINDS)](Source(f"{KINDS[number % len(KINDS)].__name__} {number}")))
        return
    seconds = float(arguments[2]) if arguments[2:] else SECONDS
    counts: Counter[tuple[str, str]] = Counter()
    for e in ended(range(int(arguments[0]), int(arguments[1])), 1, seconds):
        counts[e.kind, e.how] += 1
        if e.how in ("foreign", "late", "dead"):
            print(f"---- {e.number} {e.kind} {e.how}\n{e.text}", flush=True)
    print(counts)


if __name__ == "__main__":
    main(sys.argv[1:])
