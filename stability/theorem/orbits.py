"""Claims about simulated orbits of maps: extreme and mean values along the iterates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
from sympy import lambdify

from stability.clock import Time
from stability.errors import BadInput
from stability.rigor import Rigor
from stability.system import System
from stability.theorem.claim import Checked, Claim, confirmed, refuted, undecided
from stability.theorem.data import natural, start_of
from stability.theorem.decimals import like, moved_digit, near
from stability.theorem.fields import Count, Expression, OptionalDigits, Place
from stability.theorem.reading import says_something
from stability.trajectory import Array, simulate


@dataclass(frozen=True)
class AlongOrbit(Claim):
    """Simulated: along the iterates ``first``, ..., ``last`` from ``start`` the quantity has this least, greatest and
    mean value, to all digits but the last; what is not listed is not claimed.

    A second run from a start moved by 1e-12 must give the same digits: they are then no accident of rounding.
    """

    start: Place
    quantity: Expression
    first: Count
    last: Count
    least: OptionalDigits = None
    greatest: OptionalDigits = None
    mean: OptionalDigits = None

    def __post_init__(self) -> None:
        super().__post_init__()
        says_something(self, "least", "greatest", "mean")
        if self.first > self.last:
            raise BadInput("iterates along an orbit", f"first = {self.first} > last = {self.last}", "first <= last")

    def check(self, system: System) -> Checked:
        if system.time is not Time.DISCRETE:
            return undecided("iterates belong to a map")
        if natural(self.first, "the first iterate") > natural(self.last, "the last iterate"):
            raise BadInput("values along an orbit", f"iterates {self.first} to {self.last}", "first <= last")
        if (self.least, self.greatest, self.mean) == (None, None, None):
            raise BadInput("values along an orbit", "nothing is stated", "least, greatest or mean")
        given = start_of(system, self.start)
        start = tuple(float(given[s]) for s in system.state)
        of = quantity_of(system, self.quantity)
        runs = [of(_iterates(system, moved, self.last))[self.first :] for moved in (start, _moved(start))]
        stated = (("least", self.least, np.min), ("greatest", self.greatest, np.max), ("mean", self.mean, np.mean))
        shown = []
        for name, text, statistic in stated:
            if text is None:
                continue
            values = [float(statistic(run)) for run in runs]
            for value in values:
                if not near(value, text):
                    witness = f"the {name} value is {like(text, value)}, not {text}"
                    return refuted("the simulated orbit differs", witness, rigor=Rigor.SIMULATED)
            shown.append((f"{name} {text}", f"{name} {like(text, values[0])}"))
        return confirmed(
            f"{self.last} iterations in double precision, from two starts at a distance of 1e-12",
            rigor=Rigor.SIMULATED,
            predicted=", ".join(p for p, _ in shown),
            observed=", ".join(o for _, o in shown),
        )

    def twins(self) -> tuple[Claim, ...]:
        if self.least is not None:
            return (replace(self, least=moved_digit(self.least)),)
        if self.greatest is not None:
            return (replace(self, greatest=moved_digit(self.greatest)),)
        return () if self.mean is None else (replace(self, mean=moved_digit(self.mean)),)


@lru_cache(maxsize=8)
def _iterates(system: System, start: tuple[float, ...], steps: int) -> Array:
    """All iterates, shape (steps + 1, n); kept, because a claim and its twin look at the same orbit."""
    return simulate(system, list(start), steps, samples=steps + 1).states


def _moved(start: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(x * (1 - 1e-12) for x in start)


def quantity_of(system: System, quantity: Any) -> Callable[[Array], Array]:
    """The quantity at each row of an array of states."""
    function = lambdify(system.state, quantity, modules="numpy")

    def of(states: Array) -> Array:
        return np.broadcast_to(np.asarray(function(*states.T), dtype=float), states.shape[:1])

    return of
