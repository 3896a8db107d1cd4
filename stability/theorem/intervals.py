"""The number of intervals of an optimal discriminator for all means, by counting sign changes in every order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, product
from typing import Annotated, Any

from sympy import Rational

from stability.errors import BadInput, CannotSolve
from stability.optimal_discriminator import OptimalDiscriminator, optimal_discriminator
from stability.rigor import Rigor
from stability.system import System
from stability.theorem import doors
from stability.theorem.claim import Checked, Claim, confirmed, refuted, undecided
from stability.theorem.data import natural
from stability.theorem.doors import each, table
from stability.theorem.fields import Count, Ordinal

#: Distances between neighbouring means of the instances that attain a count.
_GAPS = (Rational(1, 2), Rational(1), Rational(2), Rational(4))

#: Means of which all orders are examined; their number grows like a factorial.
_MEANS = 6
#: One order of the means: for each distinct mean, from left to right, how many of the target and of the generator.
Order = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class LargestNumberOfIntervals(Claim):
    """For equal mixtures of ``target`` and ``generator`` unit Gaussians with any means, the set p* > p_mu is a union of
    at most ``largest`` intervals of the extended line, and that many occur.

    ends: {order of distinct means: possible numbers of zeros of p* - p_mu}, an order being a word in T (target) and
    G (generator), up to exchanging the two; every number listed occurs.

    Proof.  exp(x^2/2) (p* - p_mu) is a sum of exponentials; its zeros, with multiplicity, are at most as many as the
    sign changes of its coefficients in the order of the means, and as many up to an even number (Descartes' rule, due
    to Laguerre for exponentials).  No zero at all would contradict that p* - p_mu integrates to 0.  Every order of the
    means, with coincidences, is examined: equal means of both sides cancel.
    """

    target: Ordinal
    generator: Ordinal
    largest: Count
    ends: Annotated[Any, table(doors.word, each(doors.count))] = ()

    def check(self, system: System) -> Checked:
        self._asked()
        signs = {order: _signs(order, self.target, self.generator) for order in self._orders()}
        cases = {order: possible(s) for order, s in signs.items()}
        bound = max(_intervals(signs[order], n) for order, counts in cases.items() for n in counts)
        table = self._table(cases)
        exhibits = (("Possible numbers of ends, for each order of distinct means", table),)
        instance = self._instance(bound)
        if instance is None:
            return undecided(f"the bound is {bound}, but no instance tried attains it", exhibits=exhibits)
        shown = _described(instance)
        if self.largest != bound:
            witness = f"{shown}: {bound} intervals" if self.largest < bound else f"at most {bound} in every order"
            return refuted("the largest number differs", witness, exhibits=exhibits)
        for word, counts in dict(self.ends).items():
            known = table.get(word, table.get(_exchanged(word)))
            if known != counts:
                return refuted("the numbers of ends differ", f"order {word}: {known}, not {counts}", exhibits=exhibits)
            missing = next((n for n in counts if self._with_ends(word, n) is None), None)
            if missing is not None:
                return undecided(f"no instance tried of the order {word} has {missing} ends", exhibits=exhibits)
        return confirmed(
            f"sign changes in each of the {len(cases)} orders of the means, coincidences included; attained by {shown}",
            rigor=Rigor.EXACT,
            predicted=f"at most {bound}",
            exhibits=exhibits,
        )

    def _asked(self) -> None:
        natural(self.target, "a number of means of the target", 1)
        natural(self.generator, "a number of means of the generator", 1)
        if self.target + self.generator > _MEANS:
            found = f"{self.target + self.generator} means"
            raise CannotSolve("the number of intervals in every order", found, f"at most {_MEANS} means in all")
        for word in dict(self.ends):
            counts = {(word.count("T"), word.count("G")), (word.count("G"), word.count("T"))}
            if len(word) != self.target + self.generator or (self.target, self.generator) not in counts:
                found = f"{word!r} for {self.target} and {self.generator} means"
                raise BadInput("an order of distinct means", found, "a T for each mean of the target, else G")

    def _orders(self) -> Iterator[Order]:
        yield from _weak_orders(self.target, self.generator)

    def _table(self, cases: dict[Order, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
        """Only orders of distinct means; of two that differ by exchanging T and G the one that begins with T."""
        table: dict[str, tuple[int, ...]] = {}
        for order, counts in cases.items():
            if all(a + b == 1 for a, b in order):
                word = "".join("T" if a else "G" for a, _ in order)
                if self.target != self.generator or word.startswith("T"):
                    table[word] = counts
        return dict(sorted(table.items(), reverse=True))

    def _candidates(self, word: str = "") -> Iterator[OptimalDiscriminator]:
        words = [word] if word else ["".join("T" if a else "G" for a, _ in o) for o in self._orders() if _distinct(o)]
        for gaps in product(_GAPS, repeat=self.target + self.generator - 1):
            places = [sum(gaps[:k], Rational(0)) for k in range(len(gaps) + 1)]
            for letters in words:
                real = [x for x, c in zip(places, letters, strict=True) if c == "T"]
                fake = [x for x, c in zip(places, letters, strict=True) if c == "G"]
                yield optimal_discriminator(real, fake)

    def _instance(self, intervals: int) -> OptimalDiscriminator | None:
        return next((best for best in self._candidates() if len(best.intervals) == intervals), None)

    def _with_ends(self, word: str, ends: int) -> OptimalDiscriminator | None:
        return next((best for best in self._candidates(word) if len(best.zeros) == ends), None)

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, largest=self.largest - 1), replace(self, largest=self.largest + 1))


def possible(signs: tuple[int, ...]) -> tuple[int, ...]:
    """Numbers of zeros, with multiplicity, that Descartes' rule leaves when the integral is 0; () for the sum 0.

    >>> possible((1, 1, -1, -1)), possible((1, -1, 1)), possible((1, -1, 1, -1))
    ((1,), (2,), (1, 3))
    """
    changes = sum(a != b for a, b in pairwise(signs))
    return tuple(range(changes, 0, -2))[::-1]


def _intervals(signs: tuple[int, ...], zeros: int) -> int:
    """Components of the positive set with that many sign changes."""
    return (zeros + 2) // 2 if signs and signs[0] > 0 else (zeros + 1) // 2


def _signs(order: Order, target: int, generator: int) -> tuple[int, ...]:
    """Signs of the coefficients a/target - b/generator; those that cancel are left out."""
    values = [a * generator - b * target for a, b in order]
    return tuple(1 if v > 0 else -1 for v in values if v)


def _weak_orders(stars: int, hats: int) -> Iterator[Order]:
    if stars == hats == 0:
        yield ()
    for a, b in product(range(stars + 1), range(hats + 1)):
        if a + b:
            for rest in _weak_orders(stars - a, hats - b):
                yield ((a, b), *rest)


def _distinct(order: Order) -> bool:
    return all(a + b == 1 for a, b in order)


def _exchanged(word: str) -> str:
    return word.translate(str.maketrans("TG", "GT"))


def _described(best: OptimalDiscriminator) -> str:
    real, fake = (", ".join(map(str, law.means)) for law in (best.target, best.generator))
    return f"the means {real} against {fake}"
