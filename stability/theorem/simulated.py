"""Claims about seeded simulated runs: where they end, whether they agree, how often they succeed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from math import isqrt
from typing import Annotated, Any

from sympy import Integer, Rational

from stability.errors import BadInput
from stability.experiments import AbstractUpdate, Setting, State, Trial, distance, run, wilson
from stability.rigor import Rigor
from stability.system import System
from stability.theorem import doors
from stability.theorem.claim import Checked, Claim, confirmed, refuted
from stability.theorem.data import listed
from stability.theorem.decimals import like, moved_digit, near
from stability.theorem.doors import each, row, table
from stability.theorem.fields import Count, Flag, Number, Numbers, Ordinal, Positive

_TENTH = Rational(1, 10)


@dataclass(frozen=True)
class RunReaches(Claim):
    """Simulated run: after each number of steps the named coordinates are these decimals, to all digits but the last.

    targets: means of the target; points: endpoints l1, r1, l2, r2, ... at the start; means: of the generator; values:
    {steps: {name: decimal}} with names l1, r1, ..., mu1, ...; rests: whether one more step after the last changes no
    bit of the state.
    """

    update: Annotated[AbstractUpdate, doors.instance(AbstractUpdate)]
    targets: Numbers
    points: Numbers
    means: Numbers
    values: Annotated[Mapping[int, Mapping[str, str]], table(doors.count, table(doors.word, doors.decimal, 1), 1)]
    step: Positive = _TENTH
    rests: Flag = False

    def check(self, system: System) -> Checked:
        state, done = _start(self.points, self.means), 0
        listed(self.means, len(self.targets), "means of the generator, one for each of the target")
        stray = {name for row in self.values.values() for name in row} - set(_named(state))
        if stray:
            raise BadInput("coordinates of a run", ", ".join(sorted(stray)), ", ".join(_named(state)))
        for steps, stated in sorted(self.values.items()):
            state, done = _continued(self.update, self.targets, self.step, steps - done, state), steps
            found = _named(state)
            for name, text in stated.items():
                if not near(found[name], text):
                    witness = f"{name} = {like(text, found[name])} after {steps} steps, not {text}"
                    return refuted("the run is elsewhere", witness, rigor=Rigor.SIMULATED)
        if self.rests and not _rests(self.update, self.targets, self.step, state):
            witness = f"one more step after {done} steps changes the state"
            return refuted("the run does not rest", witness, rigor=Rigor.SIMULATED)
        last = self.values[done]
        return confirmed(
            "a run in double precision" + (", at rest to the last bit" if self.rests else ""),
            rigor=Rigor.SIMULATED,
            predicted=", ".join(f"{name} = {text}" for name, text in last.items()),
            observed=", ".join(
                f"{name} = {found[name]:.{max(0, -int(Decimal(text).as_tuple().exponent))}f}"
                for name, text in last.items()
            ),
        )

    def twins(self) -> tuple[Claim, ...]:
        last = max(self.values)
        (name, text), *rest = self.values[last].items()
        return (replace(self, values={**self.values, last: {name: moved_digit(text), **dict(rest)}}),)


@dataclass(frozen=True)
class RunsEndWithin(Claim):
    """Simulated bound: after so many steps from each of these starts of the means, every sorted mean is within
    ``distance`` of its sorted target."""

    update: Annotated[AbstractUpdate, doors.instance(AbstractUpdate)]
    targets: Numbers
    starts: Annotated[tuple[tuple[Any, ...], ...], each(each(doors.number, 1), 1)]
    distance: Number
    steps: Count
    step: Positive = _TENTH
    points: Numbers = (Integer(0), Integer(0))

    def check(self, system: System) -> Checked:
        ends = self._distances()
        worst = max(range(len(ends)), key=ends.__getitem__)
        shown = f"{ends[worst]:.1e} or less"
        if ends[worst] > float(self.distance):
            witness = f"the run from {_tuple(self.starts[worst])} ends {ends[worst]:.3g} away"
            return refuted("a run ends farther away", witness, rigor=Rigor.SIMULATED)
        return confirmed(
            f"{len(ends)} runs in double precision",
            rigor=Rigor.SIMULATED,
            predicted=f"within {self.distance}",
            observed=shown,
        )

    def _distances(self) -> tuple[float, ...]:
        return _end_distances(self.update, self.targets, self.step, self.steps, self.points, self.starts)

    def twins(self) -> tuple[Claim, ...]:
        nearest = Decimal(f"{max(self._distances()) / 2:.0e}").adjusted()  # a power of ten: no digits of the machine
        return (replace(self, distance=Rational(10) ** nearest),)


@dataclass(frozen=True)
class RunsAgree(Claim):
    """Simulated agreement: the runs under all these update rules, from one start, end within ``distance`` of each
    other in every sorted mean."""

    updates: Annotated[tuple[AbstractUpdate, ...], each(doors.instance(AbstractUpdate), 1)]
    targets: Numbers
    points: Numbers
    means: Numbers
    steps: Count
    distance: Number
    step: Positive = _TENTH

    def check(self, system: System) -> Checked:
        if len(set(self.updates)) < 2:
            raise BadInput("runs that agree", "one update rule", "two different rules or more")
        start = _start(self.points, self.means)
        ends = [_continued(u, self.targets, self.step, self.steps, start).means[:, 0] for u in self.updates]
        for update, end in zip(self.updates, ends, strict=True):
            gap = float(distance(end[:, None], [float(m) for m in ends[0]])[0])
            if gap > float(self.distance):
                texts = [f"({', '.join(f'{m:.4g}' for m in e)})" for e in (ends[0], end)]
                witness = (
                    f"after {self.steps} steps the means are {texts[0]} under the rule "
                    f"'{self.updates[0]}' and {texts[1]} under the rule '{update}'"
                )
                return refuted("two of the runs end apart", witness, rigor=Rigor.SIMULATED)
        return confirmed("runs in double precision", rigor=Rigor.SIMULATED, predicted=f"within {self.distance}")

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, distance=-self.distance),)


@dataclass(frozen=True)
class SuccessProbability(Claim):
    """Probability with a confidence interval: from each start of the means, a run from random sorted endpoints ends
    with every sorted mean near its target with this probability; a Wilson interval of seeded runs contains it.

    probabilities: (start, probability) pairs; draws: runs from each start, seeded anew for each; tolerance: what near
    means; confidence: of each interval.  Runs that do not depend on the endpoints have probability 0 or 1, and one is
    made.
    """

    update: Annotated[AbstractUpdate, doors.instance(AbstractUpdate)]
    targets: Numbers
    probabilities: Annotated[tuple[tuple[tuple[Any, ...], Any], ...], each(row(each(doors.number, 1), doors.number), 1)]
    draws: Ordinal = 300
    steps: Count = 3000
    step: Positive = _TENTH
    tolerance: Positive = _TENTH
    confidence: Positive = field(default=Rational(99, 100))

    def check(self, system: System) -> Checked:
        _level(self.confidence)
        trial = _trial(self.update, self.targets, self.step, self.steps, self.draws, self.tolerance)
        counts = _successes(trial, tuple(start for start, _ in self.probabilities))
        shown = []
        for (start, probability), count in zip(self.probabilities, counts, strict=True):
            low, high = _interval(trial, count, float(self.confidence))
            if not low <= float(probability) <= high:
                witness = (
                    f"from {_tuple(start)}: {count} of {trial.repeats} runs succeed, interval {low:.4f} to {high:.4f}, "
                    f"which does not contain {probability}"
                )
                return refuted("a probability lies outside its interval", witness, rigor=Rigor.SIMULATED)
            shown.append(f"from {_tuple(start)}: {count} of {trial.repeats}, interval {low:.3f} to {high:.3f}")
        return confirmed(
            "each probability lies in the Wilson interval of seeded runs",
            rigor=Rigor.SIMULATED,
            predicted=", ".join(str(p) for _, p in self.probabilities),
            observed=", ".join(f"{c}/{trial.repeats}" for c in counts),
            exhibits=(("Runs that succeed", tuple(shown)),),
        )

    def twins(self) -> tuple[Claim, ...]:
        # a Wilson interval is narrower than z / sqrt(draws), and z < 4 for every level up to 0.9999
        shift = Rational(4, isqrt(self.draws)) if self.update.uses_endpoints else Integer(1)
        made = []
        for k in sorted({0, len(self.probabilities) - 1}):
            start, probability = self.probabilities[k]
            moved = probability + (shift if probability <= Rational(1, 2) else -shift)
            made.append(
                replace(self, probabilities=(*self.probabilities[:k], (start, moved), *self.probabilities[k + 1 :]))
            )
        return tuple(made)


@dataclass(frozen=True)
class SuccessIncreases(Claim):
    """Ordered success probabilities: from each of these starts every update rule succeeds more often than the one
    before it; their Wilson intervals are disjoint."""

    updates: Annotated[tuple[AbstractUpdate, ...], each(doors.instance(AbstractUpdate), 1)]
    targets: Numbers
    starts: Annotated[tuple[tuple[Any, ...], ...], each(each(doors.number, 1), 1)]
    draws: Ordinal = 300
    steps: Count = 3000
    step: Positive = _TENTH
    tolerance: Positive = _TENTH
    confidence: Positive = field(default=Rational(99, 100))

    def check(self, system: System) -> Checked:
        if len(set(self.updates)) < 2:
            raise BadInput("success that increases", "one update rule", "two different rules or more")
        _level(self.confidence)
        before: list[tuple[float, float]] = []
        rows: list[str] = []
        for update in self.updates:
            trial = _trial(update, self.targets, self.step, self.steps, self.draws, self.tolerance)
            counts = _successes(trial, self.starts)
            now = [_interval(trial, count, float(self.confidence)) for count in counts]
            for start, old, new in zip(self.starts, before, now, strict=False):
                if new[0] <= old[1]:
                    witness = (
                        f"from {_tuple(start)} the interval of '{update}' is {new[0]:.4f} to {new[1]:.4f}, "
                        f"that of the rule before it {old[0]:.4f} to {old[1]:.4f}"
                    )
                    return refuted("the intervals are not in this order", witness, rigor=Rigor.SIMULATED)
            before = now
            rows.append(f"{update}: " + ", ".join(f"{c}/{trial.repeats}" for c in counts))
        return confirmed(
            "disjoint Wilson intervals of seeded runs",
            rigor=Rigor.SIMULATED,
            predicted=" < ".join(u.label for u in self.updates),
            exhibits=(("Runs that succeed", tuple(rows)),),
        )

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, updates=self.updates[::-1]),)


def _level(confidence: Any) -> None:
    if not 0 < confidence <= Rational(9999, 10000):  # the false twins move a probability by four standard deviations
        raise BadInput("the confidence of an interval", str(confidence), "a level above 0, up to 0.9999")


def _interval(trial: Trial, count: int, confidence: float) -> tuple[float, float]:
    """A point where nothing is random."""
    return wilson(count, trial.repeats, confidence) if trial.setting.update.uses_endpoints else (count, count)


def _trial(update: AbstractUpdate, targets: Any, step: Any, steps: int, draws: int, tolerance: Any) -> Trial:
    return Trial(_setting(update, targets, step, steps), draws, tolerance=float(tolerance))


def _setting(update: AbstractUpdate, targets: Any, step: Any, steps: int) -> Setting:
    return Setting(tuple(float(t) for t in targets), update, float(step), steps)


@lru_cache(maxsize=64)
def _successes(trial: Trial, starts: tuple[tuple[Any, ...], ...]) -> tuple[int, ...]:
    """Runs are deterministic, so that a claim and its twins share them."""
    return trial.successes([[float(x) for x in start] for start in starts])


@lru_cache(maxsize=64)
def _end_distances(
    update: AbstractUpdate, targets: Any, step: Any, steps: int, points: Any, starts: Any
) -> tuple[float, ...]:
    columns = [[float(start[k]) for start in starts] for k in range(len(targets))]
    end = run(_setting(update, targets, step, steps), State.at([float(p) for p in points], columns))
    return tuple(float(d) for d in distance(end.means, [float(t) for t in targets]))


def _start(points: Any, means: Any) -> State:
    return State.at([float(p) for p in points], [float(m) for m in means])


def _continued(update: AbstractUpdate, targets: Any, step: Any, steps: int, state: State) -> State:
    return run(_setting(update, targets, step, steps), state)


def _rests(update: AbstractUpdate, targets: Any, step: Any, state: State) -> bool:
    return _named(_continued(update, targets, step, 1, state)) == _named(state)


def _named(state: State) -> dict[str, float]:
    names = [f"{side}{k + 1}" for k in range(len(state.points) // 2) for side in "lr"]
    names += [f"mu{k + 1}" for k in range(len(state.means))]
    return dict(zip(names, (float(x) for x in (*state.points[:, 0], *state.means[:, 0])), strict=True))


def _tuple(values: Any) -> str:
    return f"({', '.join(str(v) for v in values)})"
