"""Claims about the first time at which a quantity vanishes along a flow, certified in balls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Annotated, Any

from flint import arb
from sympy import Integer, Rational

from stability.algebra.balls import evaluate, hull, within_last_digit
from stability.algebra.numbers import ball_of
from stability.clock import Time
from stability.errors import CannotSolve
from stability.rigor import Rigor
from stability.system import System
from stability.theorem import doors
from stability.theorem.claim import Checked, Claim, confirmed, refuted, undecided
from stability.theorem.data import positive, start_of
from stability.theorem.decimals import moved_digit
from stability.theorem.doors import each, row
from stability.theorem.enclosure import Piece, enclosed_flow, number, working_precision
from stability.theorem.fields import Digits, Expression, Place, Ratio

#: Steps before a search is given up: time 32.
_STEPS = 512
#: Width of the bracket around a passage time: about 36 decimals.
_BRACKET = Fraction(1, 2**120)


@dataclass(frozen=True)
class FirstPassage(Claim):
    """First passage: along the flow from ``start`` the quantity, positive at first, vanishes for the first time at
    ``time``, where it decreases and the expressions of ``values`` have these decimals, to all digits but the last.

    values: (expression, decimal) pairs.
    """

    start: Place
    quantity: Expression
    time: Digits
    values: Annotated[tuple[tuple[Any, str], ...], each(row(doors.expression, doors.decimal))] = ()

    def check(self, system: System) -> Checked:
        if system.time is not Time.CONTINUOUS:
            return undecided("first passages are certified for flows; a map steps over the zero")
        start_of(system, self.start)
        positive(self.time, "the time of a first passage")
        with working_precision():
            time, state = _first_passage(system, tuple(dict(self.start).items()), self.quantity)
            stated = (("time", time, self.time), *((str(e), evaluate(e, state), d) for e, d in self.values))
            for name, value, text in stated:
                if not within_last_digit(value, text):
                    witness = f"{name} = {value.str(30, radius=False)}, not {text}"
                    return refuted("the passage is elsewhere", witness, rigor=Rigor.CERTIFIED)
            return confirmed(
                "a solution enclosed in balls: the quantity is positive before, and decreases through zero there",
                rigor=Rigor.CERTIFIED,
                predicted=f"time {self.time}",
                observed=f"time {time.str(15, radius=False)}",
                exhibits=(("Quantity", self.quantity), *((name, text) for name, _, text in stated)),
            )

    def twins(self) -> tuple[Claim, ...]:
        moved = [replace(self, time=moved_digit(self.time))]
        if self.values:
            (expression, text), *rest = self.values
            moved.append(replace(self, values=((expression, moved_digit(text)), *rest)))
        return tuple(moved)


@dataclass(frozen=True)
class PassageFromBox(Claim):
    """First passages from an open set: along the flow from every start whose coordinates are within ``radius`` of
    ``start`` the quantity, positive at first, vanishes before ``time`` while ``negative`` is below zero and each
    expression of ``within`` lies in its interval.

    within: (expression, low, high) triples, which hold from the start until that time.
    """

    start: Place
    radius: Ratio
    quantity: Expression
    time: Ratio
    negative: Expression
    within: Annotated[tuple[tuple[Any, Any, Any], ...], each(row(doors.expression, doors.number, doors.number))] = ()

    def check(self, system: System) -> Checked:
        if system.time is not Time.CONTINUOUS:
            return undecided("first passages are certified for flows; a map steps over the zero")
        start_of(system, self.start)
        positive(self.radius, "the radius of a box of starts", zero=True)
        positive(self.time, "the time of a passage")
        with working_precision():
            around = hull(-self.radius, self.radius)
            start = {s: ball + around for s, ball in _balls(system, self.start).items()}
            if not evaluate(self.quantity, start) > 0:
                return undecided("the quantity is not positive at all starts")
            return self._followed(system, start)

    def _followed(self, system: System, start: Any) -> Checked:
        until = Fraction(str(self.time))
        positive = True  # so far, for all starts
        for piece in _pieces(system, start):
            last = min(until - piece.begin, piece.length)
            state = piece.during() if last == piece.length else piece.at(_from_zero(last))
            for expression, low, high in self.within:
                value = evaluate(expression, state)
                if not (value > _ball(low) and value < _ball(high)):
                    return undecided(f"{expression} is only known to lie in {value.str(8)}")
            positive = positive and bool(evaluate(self.quantity, state) > 0)
            if not positive and not evaluate(self.negative, state) < 0:
                return undecided(f"{self.negative} is not shown to be negative where the quantity vanishes")
            if last < piece.length or until == piece.begin + piece.length:
                value = evaluate(self.quantity, piece.at(number(last)))
                break
        if positive:
            witness = f"from every such start the quantity is positive up to time {self.time}"
            return refuted("it does not vanish by then", witness, rigor=Rigor.CERTIFIED)
        if not value < 0:
            return undecided(f"the quantity at that time is only known to lie in {value.str(8)}")
        return confirmed(
            "solutions from the whole box enclosed in balls: the quantity changes its sign",
            rigor=Rigor.CERTIFIED,
            predicted=f"before time {self.time}",
            observed=f"{float(value.mid()):.3f} +- {float(value.rad()):.3f} at that time",
            exhibits=(("Quantity", self.quantity), ("Negative where it vanishes", self.negative)),
        )

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, time=Rational(self.time) / 2),)


def _balls(system: System, start: Any) -> dict[Any, Any]:
    given = dict(start)
    return {s: _ball(given[s]) for s in system.state}


def _ball(value: Any) -> Any:
    """The ball of an exact number, Python's integers among them."""
    return ball_of(value + Integer(0))


def _pieces(system: System, start: Any) -> Iterator[Piece]:
    for count, piece in enumerate(enclosed_flow(system, start)):
        if count == _STEPS:
            break
        yield piece
    raise CannotSolve(
        "a first passage", f"none within {_STEPS} steps of the enclosed solution", "a later time, or another start"
    )


@lru_cache(maxsize=16)
def _first_passage(system: System, start: tuple[tuple[Any, Any], ...], quantity: Any) -> tuple[Any, dict[Any, Any]]:
    """Time and state of the first passage, in balls; kept, for a claim and its twins differ in the decimals only."""
    piece = _passage_step(system, _balls(system, start), quantity)
    elapsed = _passage(piece, quantity)
    return number(piece.begin) + elapsed, piece.at(elapsed)


def _passage_step(system: System, start: Any, quantity: Any) -> Piece:
    """The step in which the quantity vanishes; it is positive at the start and during all steps before."""
    if not evaluate(quantity, start) > 0:
        raise CannotSolve("a first passage", "a quantity that is not positive at the start", "its negative")
    for piece in _pieces(system, start):
        if not evaluate(quantity, piece.during()) > 0:
            slope = sum(quantity.diff(s) * f for s, f in zip(system.state, system.maps[0], strict=True))
            if not evaluate(slope, piece.during()) < 0:
                raise CannotSolve(
                    "a first passage", f"a quantity that need not decrease near time {piece.begin}", "another start"
                )
            if evaluate(quantity, piece.at(number(piece.length))) < 0:
                return piece
    raise CannotSolve("a first passage", "none", "a later time")


def _passage(piece: Piece, quantity: Any) -> Any:
    """The ball of the time in the step at which the quantity, decreasing there, vanishes: by bisection."""
    low, high = Fraction(0), piece.length
    while high - low > _BRACKET:
        middle = (low + high) / 2
        value = evaluate(quantity, piece.at(number(middle)))
        if value > 0:
            low = middle
        elif value < 0:
            high = middle
        else:
            break
    return number(low).union(number(high))


def _from_zero(last: Fraction) -> Any:
    """The ball of [0, last]."""
    return arb(0).union(number(last))
