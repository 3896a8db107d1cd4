"""Claims about fictitious play: every player answers the average of what the others have played so far."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import log
from typing import Annotated, Any

from stability.algebra.balls import decimal_agrees
from stability.errors import BadInput
from stability.rigor import Rigor
from stability.system import System
from stability.theorem import doors
from stability.theorem.claim import Checked, Claim, confirmed, refuted
from stability.theorem.data import law, listed, natural
from stability.theorem.decimals import moved_digit
from stability.theorem.doors import each, table
from stability.theorem.fields import Count, Ratios


@dataclass(frozen=True)
class AverageStrategies(Claim):
    """Exact run: fictitious play of a bimatrix game with integer payoffs, both players maximizing their own.

    row, column: payoff matrices of the row and the column player; first: the pair of their first pure strategies,
    from 0.  Both answer at once the sum of the other's past; of several best answers the first is taken.
    averages: {n: (decimals of the row player's average after n rounds, those of the column player's)}, rounded.
    """

    row: Annotated[Any, each(each(doors.integer, 1), 1)]
    column: Annotated[Any, each(each(doors.integer, 1), 1)]
    first: Annotated[tuple[int, int], doors.row(doors.count, doors.count)]
    averages: Annotated[Any, table(doors.count, doors.row(each(doors.decimal, 1), each(doors.decimal, 1)), 1)]

    def check(self, system: System) -> Checked:
        stated = dict(self.averages)
        self._asked(stated)
        for n, counts in self._counts(max(stated)):
            if n not in stated:
                continue
            for player, texts, played in zip(("row", "column"), stated[n], counts, strict=True):
                for k, (text, count) in enumerate(zip(texts, played, strict=True)):
                    value = Fraction(count, n)
                    if not _rounds_to(value, text):
                        witness = f"the {player} player's average of strategy {k + 1} after {n} rounds is {value}"
                        return refuted("an average differs", f"{witness}, not {text}")
        last = max(stated)
        return confirmed(
            "integer arithmetic, round by round",
            predicted=f"n = {last}: {', '.join(stated[last][0])}",
            exhibits=tuple(
                (f"Averages after {n} rounds", "; ".join(", ".join(average) for average in texts))
                for n, texts in stated.items()
            ),
        )

    def _asked(self, stated: dict[int, Any]) -> None:
        rows, columns = len(self.row), len(self.row[0])
        if any(len(r) != columns for r in (*self.row, *self.column)) or len(self.column) != rows:
            raise BadInput("payoffs of a bimatrix game", "rows of different lengths", "two matrices of one shape")
        if not (0 <= self.first[0] < rows and 0 <= self.first[1] < columns):
            raise BadInput("the first strategies", str(self.first), f"indices below {rows} and {columns}")
        for n, (own, other) in stated.items():
            natural(n, "a number of rounds", 1)
            listed(own, rows, "averages of the row player")
            listed(other, columns, "averages of the column player")

    def _counts(self, rounds: int) -> Iterator[tuple[int, tuple[list[int], list[int]]]]:
        row, column = [list(r) for r in self.row], [list(c) for c in zip(*self.column, strict=True)]
        played = ([0] * len(row), [0] * len(column))
        sums = ([0] * len(row), [0] * len(column))
        i, j = self.first
        for n in range(1, rounds + 1):
            played[0][i] += 1
            played[1][j] += 1
            yield n, played
            for r, payoffs in enumerate(row):
                sums[0][r] += payoffs[j]
            for c, payoffs in enumerate(column):
                sums[1][c] += payoffs[i]
            i, j = sums[0].index(max(sums[0])), sums[1].index(max(sums[1]))

    def twins(self) -> tuple[Claim, ...]:
        stated = dict(self.averages)
        last = max(stated)
        (first, *rest), column = stated[last]
        return (replace(self, averages={**stated, last: ((moved_digit(first), *rest), column)}),)


@dataclass(frozen=True)
class FictitiousDistance(Claim):
    """Simulated: fictitious play of a GAN on finitely many points, started from one generated point.

    data: the law p_d, positive rationals; first: the index of the first generated point.  In every round the
    discriminator answers the average p of what was generated, D = p_d/(p_d + p), and the generator adds the point that
    minimizes the sum of all log(1 - D) so far (-inf is replaced by log 10^-300; of several points the first).
    distances: {n: decimal of |p(point 1) - p_d(point 1)| after n rounds}, rounded.
    """

    data: Ratios
    first: Count
    distances: Annotated[Any, table(doors.count, doors.decimal, 1)]

    def check(self, system: System) -> Checked:
        stated = dict(self.distances)
        masses = law(self.data, "the law of the data")
        if min(masses) == 0 or natural(self.first, "the first generated point") >= len(masses):
            found = f"{self.data}, first {self.first}"
            raise BadInput("data and a first point", found, "positive masses, and an index of one of them")
        for n in stated:
            natural(n, "a number of rounds", 1)
        observed = []
        for n, distance in self._run(max(stated)):
            if n in stated:
                observed.append(f"{distance:.3g}")
                if not _rounds_to(Fraction(distance), stated[n]):
                    witness = f"after {n} rounds the distance is {distance:.6g}, not {stated[n]}"
                    return refuted("a distance differs", witness, rigor=Rigor.SIMULATED)
        return confirmed(
            "one run in double precision",
            rigor=Rigor.SIMULATED,
            predicted=", ".join(stated.values()),
            observed=", ".join(observed),
        )

    def _run(self, rounds: int) -> Iterator[tuple[int, float]]:
        data = [float(p) for p in self.data]
        counts, sums = [0] * len(data), [0.0] * len(data)
        counts[self.first] = 1
        for n in range(1, rounds + 1):
            for x, p in enumerate(data):
                average = counts[x] / n
                sums[x] += log(max(average / (p + average), 1e-300))
            counts[sums.index(min(sums))] += 1
            yield n, abs(counts[0] / (n + 1) - data[0])

    def twins(self) -> tuple[Claim, ...]:
        stated = dict(self.distances)
        last = max(stated)
        return (replace(self, distances={**stated, last: moved_digit(stated[last])}),)


def _rounds_to(value: Fraction, text: str) -> bool:
    """Whether the printed decimal is the value, cut or rounded."""
    from sympy import Rational

    return bool(decimal_agrees(Rational(value.numerator, value.denominator), text))
