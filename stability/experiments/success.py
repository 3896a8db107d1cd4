"""How often training succeeds: seeded draws of discriminator starts, Wilson intervals, maps over generator starts."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from statistics import NormalDist
from typing import Any

import numpy as np

from stability.errors import BadInput
from stability.experiments.crossing import Array
from stability.experiments.simulation import Setting, State, run
from stability.experiments.updates import AbstractUpdate

SEED = 20180706
#: Endpoints are drawn uniformly from [-REACH, REACH].
REACH = 2.0


def wilson(successes: int, trials: int, confidence: float = 0.99) -> tuple[float, float]:
    """The Wilson score interval of a probability.

    >>> [round(bound, 4) for bound in wilson(53, 300)]
    [0.1271, 0.2402]
    >>> wilson(0, 300)[0]
    0.0

    Raises BadInput unless 0 <= successes <= trials and 0 < confidence < 1.
    Reference: Wilson 1927, Probable inference, the law of succession, and statistical inference.
    """
    if not 0 <= successes <= trials or not trials or not 0 < confidence < 1:
        raise BadInput(
            "a Wilson interval", f"{successes} of {trials} at {confidence}", "0 <= successes <= trials, 0 < level < 1"
        )
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share, stretch = successes / trials, 1 + z * z / trials
    centre = (share + z * z / (2 * trials)) / stretch
    half = z * math.sqrt(share * (1 - share) / trials + (z / (2 * trials)) ** 2) / stretch
    # at the ends the interval touches 0 and 1, up to rounding
    return (0.0 if successes == 0 else centre - half), (1.0 if successes == trials else centre + half)


def draw_endpoints(draws: int, seed: int = SEED, intervals: int = 2) -> Array:
    """(2 K, draws): sorted independent uniform endpoints l1 <= r1 <= l2 <= ..., the same for every generator start.

    >>> draw_endpoints(3).shape
    (4, 3)
    """
    rng = np.random.default_rng(seed)
    return np.ascontiguousarray(np.sort(rng.uniform(-REACH, REACH, (draws, 2 * intervals)), axis=1).T)


@dataclass(frozen=True)
class Trial:
    """A run repeated for random discriminator starts; success: each sorted mean ends within ``tolerance`` of its own.

    Not success in total variation: two means that have collapsed may be near in total variation.
    The generator of random numbers is seeded anew for each generator start, so that all see the same draws.
    """

    setting: Setting
    draws: int = 300
    seed: int = SEED
    tolerance: float = 0.1

    def __post_init__(self) -> None:
        for number, least in ((self.draws, 1), (self.seed, 0)):
            if isinstance(number, bool) or not isinstance(number, int) or number < least:
                raise BadInput("an experiment", f"{self.draws} draws, seed {self.seed}", "draws >= 1 and seed >= 0")

    @property
    def repeats(self) -> int:
        """Runs per generator start: one where the discriminator's start does not matter."""
        return self.draws if self.setting.update.uses_endpoints else 1

    def successes(self, starts: Sequence[Sequence[float]]) -> tuple[int, ...]:
        """Of ``repeats`` runs each, for every start of the means.

        >>> from stability.experiments.updates import Simultaneous
        >>> Trial(Setting((-0.5, 0.5), Simultaneous(), steps=1000), draws=20).successes([(-1, 1), (0.5, 1)])
        (2, 0)
        """
        ends = draw_endpoints(self.draws, self.seed)[:, : self.repeats]
        means = np.repeat(np.array(starts, dtype=float).T, self.repeats, axis=1)
        end = run(self.setting, State.at(np.tile(ends, len(starts)), means))
        good = distance(end.means, self.setting.targets) < self.tolerance
        return tuple(int(n) for n in good.reshape(len(starts), self.repeats).sum(axis=1))


def distance(means: Array, targets: Sequence[float]) -> Any:
    """(m,): the largest distance of a mean to its target, both sorted, for there is no first and no second one."""
    return np.max(np.abs(np.sort(means, axis=0) - np.sort(np.array(targets))[:, None]), axis=0)


@dataclass(frozen=True)
class Survey:
    """Trials over a square grid of generator starts in [-1, 1]^2, for several update rules; made tile by tile.

    grid: starts in each direction; a tile is (index of the update, row), a row has one first mean.
    """

    updates: tuple[AbstractUpdate, ...]
    targets: tuple[float, float] = (-0.5, 0.5)
    grid: int = 21
    draws: int = 300
    step: float = 0.1
    steps: int = 3000
    seed: int = SEED
    tolerance: float = 0.1

    def __post_init__(self) -> None:
        if isinstance(self.grid, bool) or not isinstance(self.grid, int) or self.grid < 2:
            raise BadInput("a grid of starts", repr(self.grid), "an integer of at least 2")
        if not self.updates:
            raise BadInput("a survey", "no update rule", "at least one, such as Simultaneous()")
        self.trial(0)

    @property
    def axis(self) -> tuple[float, ...]:
        return tuple(-1 + 2 * k / (self.grid - 1) for k in range(self.grid))

    def trial(self, update: int) -> Trial:
        setting = Setting(self.targets, self.updates[update], self.step, self.steps)
        return Trial(setting, self.draws, self.seed, self.tolerance)

    def tiles(self) -> Iterator[tuple[int, int]]:
        """All tiles; the slowest updates take part in every stretch, so that the remaining time can be guessed."""
        return ((update, row) for row in range(self.grid) for update in range(len(self.updates)))

    def tile(self, update: int, row: int) -> tuple[int, ...]:
        """Successes along one row of the grid; depends on nothing but the survey and the tile."""
        return self.trial(update).successes([(self.axis[row], second) for second in self.axis])

    def described(self) -> dict[str, Any]:
        """Everything that the counts depend on, as JSON holds it."""
        return {**asdict(self), "targets": list(self.targets), "updates": [u.label for u in self.updates]}


@dataclass(frozen=True)
class SuccessMaps:
    """A finished survey: counts[update][row][column] successes of ``survey.trial(update).repeats``."""

    survey: Survey
    counts: tuple[tuple[tuple[int, ...], ...], ...]

    def share(self, update: int) -> Array:
        """(grid, grid): observed success probability; rows by first mean, columns by second."""
        return np.array(self.counts[update], dtype=float) / self.survey.trial(update).repeats
