"""Runs of many starts: in blocks that fit the cache, and without those that have come to rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from stability.errors import BadInput
from stability.experiments.block import Block
from stability.experiments.crossing import Array, Mask
from stability.experiments.updates import AbstractUpdate

#: Trajectories stepped together: their buffers, about 200 bytes each for two means and two intervals, fit the cache.
BLOCK = 4096
#: Steps between two looks at which trajectories rest.
_LOOK = 250


@dataclass(frozen=True)
class State:
    """points: (2 K, m), endpoints l1, r1, l2, r2, ... of m discriminators; means: (n, m); frozen: (K, m)."""

    points: Array
    means: Array
    frozen: Mask

    @classmethod
    def at(cls, points: Any, means: Any) -> State:
        """From arrays (2 K,) or (2 K, m) and (n,) or (n, m); one start is repeated for all of the other.

        >>> State.at([-1, 1], [[0.0, 3.0]]).points.tolist()
        [[-1.0, -1.0], [1.0, 1.0]]

        Raises BadInput for other shapes and for numbers that are not finite.
        """
        ends, centres = (_columns(a) for a in (points, means))
        width = max(ends.shape[1], centres.shape[1])
        if len(ends) % 2 or {ends.shape[1], centres.shape[1]} - {1, width} or not len(centres):
            raise BadInput(
                "starts of intervals and means",
                f"shapes {ends.shape} and {centres.shape}",
                "an even number of endpoints, at least one mean, and equally many starts of both",
            )
        copies = [np.repeat(a, width, axis=1) if a.shape[1] < width else a.copy() for a in (ends, centres)]
        return cls(copies[0], copies[1], np.zeros((len(ends) // 2, width), dtype=bool))

    def part(self, which: Any) -> State:
        """The starts that a slice, an index array or a mask selects."""
        return State(self.points[:, which], self.means[:, which], self.frozen[:, which])

    def __len__(self) -> int:
        return int(self.means.shape[1])


def _columns(values: Any) -> Array:
    """A finite array (k, m), from one start or many."""
    try:
        array = np.array(values, dtype=float)
    except (TypeError, ValueError):
        array = np.full(1, np.nan)
    if array.ndim not in (1, 2) or not np.all(np.isfinite(array)):
        raise BadInput("starts", repr(values), "finite numbers in an array of one or two dimensions")
    return array[:, None] if array.ndim == 1 else array


@dataclass(frozen=True)
class Setting:
    """targets: means t_j of the target mixture; update: the rule; step: the step size eta; steps: how many."""

    targets: tuple[float, ...]
    update: AbstractUpdate
    step: float = 0.1
    steps: int = 3000

    def __post_init__(self) -> None:
        finite = all(np.isfinite(t) for t in self.targets) and len(self.targets) > 0
        if not finite or not 0 < self.step < np.inf or isinstance(self.steps, bool) or self.steps < 0:
            raise BadInput(
                "a run",
                f"targets {self.targets}, step {self.step}, {self.steps} steps",
                "finite targets, a positive step size and a number of steps",
            )


def run(setting: Setting, start: State, block: int = BLOCK) -> State:
    """The state after ``setting.steps`` steps, the same for every size of the blocks.

    A trajectory that one step leaves unchanged to the last bit stays for ever, so it is not stepped on.

    >>> from stability.experiments.updates import Simultaneous
    >>> end = run(Setting((0.0,), Simultaneous(), steps=1000), State.at([-1, 1], [3.0]))
    >>> [round(float(x), 5) for x in (*end.points[:, 0], end.means[0, 0])]
    [-1.46131, 1.46131, 0.0]

    Raises BadInput unless there are as many means as targets.
    """
    if len(start.means) != len(setting.targets):
        raise BadInput(
            "a start of the generator", f"{len(start.means)} means, {len(setting.targets)} targets", "one for each"
        )
    end = State(start.points.copy(), start.means.copy(), start.frozen.copy())
    for first in range(0, len(start), block):
        _run_block(setting, end, np.arange(first, min(first + block, len(start))))
    return end


def _run_block(setting: Setting, end: State, where: np.ndarray) -> None:  # type: ignore[type-arg]
    """Step the trajectories ``where`` and store their last states."""
    part = Block(end.points[:, where], end.means[:, where], end.frozen[:, where], setting.targets)
    for done in range(setting.steps):
        looking = done % _LOOK == _LOOK - 1
        before = (part.points.copy(), part.means.copy(), part.frozen.copy()) if looking else None
        setting.update.advance(part, setting.step)
        if before is not None:
            pairs = zip((part.points, part.means, part.frozen), before, strict=True)
            moving = np.any([np.any(now != was, axis=0) for now, was in pairs], axis=0)
            if not moving.all():
                _store(end, where, part)
                where = where[moving]
                if not len(where):
                    return
                part = Block(part.points[:, moving], part.means[:, moving], part.frozen[:, moving], setting.targets)
    _store(end, where, part)


def _store(end: State, where: np.ndarray, part: Block) -> None:  # type: ignore[type-arg]
    end.points[:, where], end.means[:, where], end.frozen[:, where] = part.points, part.means, part.frozen
