"""Claims about exact trajectories of flows that are smooth in pieces: arcs with closed forms, joined end to end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

import numpy as np
from sympy import Dummy, limit, oo, pi, sin

from stability.algebra.balls import decimal_agrees
from stability.algebra.conditions import sign_set
from stability.algebra.names import placeholder
from stability.clock import Time
from stability.errors import CannotSolve
from stability.nonlinear import vanishes
from stability.system import System
from stability.theorem import doors
from stability.theorem.claim import Checked, Claim, confirmed, nonzero_witness, perturbed, refuted, undecided
from stability.theorem.doors import each, maybe, row
from stability.theorem.events import until_one_vanishes
from stability.theorem.fields import OptionalDigits, Vector
from stability.theorem.positivity import positive_between
from stability.theorem.reading import coerce
from stability.trajectory import Array

#: Time since the beginning of an arc; an arc is judged for t > 0.
T = placeholder("t", __name__, positive=True)


@dataclass(frozen=True)
class Arc:
    """One piece of a trajectory.

    path: one expression in the time ``T`` for each state variable, T = 0 at its start; duration: exact, or oo.
    sides: pairs (variable, 1 or -1): the arc runs where these variables have these signs.  held: variables that stand
    at their bound because the field pushes them outwards.
    """

    path: Vector
    duration: Annotated[Any, doors.limit]
    sides: Annotated[tuple[Any, ...], each(row(doors.variable, doors.sign))] = ()
    held: Annotated[tuple[Any, ...], each(doors.variable)] = ()

    def __post_init__(self) -> None:
        coerce(self)

    def __str__(self) -> str:
        return f"({', '.join(map(str, self.path))}) for 0 < t < {self.duration}"

    def after(self, time: Any) -> tuple[Any, ...]:
        """The exact state at a time."""
        if time == oo:
            return tuple(limit(component, T, oo) for component in self.path)
        return tuple(component.subs(T, time) for component in self.path)


@dataclass(frozen=True)
class ExactOrbit(Claim):
    """The trajectory from ``start`` consists of these arcs, reaches ``end`` and takes this time.

    Each arc satisfies the differential equation identically, starts where the one before ends and stays on its side of
    the kink, or within the ``bounds``: pairs (variable, g) that keep |variable| <= g by projection, as clipping does in
    the limit of small steps.  end: the last point, or the limit when the last arc takes for ever; duration: the whole
    time, None when it is infinite; decimal: its digits.
    """

    own = (T,)

    start: Vector
    arcs: Annotated[tuple[Arc, ...], each(doors.instance(Arc), 1)]
    end: Vector
    duration: Annotated[Any, maybe(doors.expression)] = None
    decimal: OptionalDigits = None
    bounds: Annotated[tuple[Any, ...], each(row(doors.variable, doors.expression))] = ()

    def check(self, system: System) -> Checked:
        if system.time is not Time.CONTINUOUS:
            return undecided("exact arcs belong to a flow")
        reached, elapsed = self.start, T * 0
        for number, arc in enumerate(self.arcs, 1):
            failed = self._joined(system, arc, reached, f"arc {number}")
            if failed is not None:
                return failed
            problem = self._region(system, arc)
            if problem:
                return undecided(f"arc {number}: {problem}")
            reached, elapsed = arc.after(arc.duration), elapsed + arc.duration
        statements = [(a - b, "the end") for a, b in zip(reached, self.end, strict=True)]
        if self.duration is not None:
            statements.append((elapsed - self.duration, "the time"))
        failed = _equal(system, statements)
        if failed is not None:
            return failed
        if self.decimal is not None and not decimal_agrees(self.duration, self.decimal):
            return refuted("the decimal differs", f"{self.duration.evalf(36)}, not {self.decimal}")
        return confirmed(
            "every arc satisfies the differential equation identically, they fit together, and each stays where its "
            "equation holds",
            predicted=f"end {_point(self.end)}" + (f" at time {self.decimal[:12]}" if self.decimal else ""),
            observed=self._observed(system),
        )

    def _joined(self, system: System, arc: Arc, reached: Any, what: str) -> Checked | None:
        field = pushed(system, arc)
        moving = dict(zip(system.state, arc.path, strict=True))
        law = [
            (component.diff(T) - v.xreplace(moving), f"the derivative along {what}")
            for s, component, v in zip(system.state, arc.path, field, strict=True)
            if s not in arc.held
        ]
        law += [(moving[s].diff(T), f"a held variable along {what}") for s in arc.held]
        starts = [(a - b, f"the start of {what}") for a, b in zip(arc.after(T * 0), reached, strict=True)]
        return _equal(system, [*law, *starts])

    def _region(self, system: System, arc: Arc) -> str:
        """What is not proven about where the arc runs; empty when everything is."""
        moving = dict(zip(system.state, arc.path, strict=True))
        positive = []
        positive += [sign * moving[variable] for variable, sign in arc.sides]
        for variable, bound in self.bounds:
            position = moving[variable]
            if variable not in arc.held:
                positive += [bound - position, bound + position]
                continue
            push = dict(zip(system.state, pushed(system, arc), strict=True))[variable].xreplace(moving)
            standing = [sign for sign in (1, -1) if vanishes((position - sign * bound).expand())]
            if not standing:
                return f"{variable} is held away from its bound"
            positive.append(standing[0] * push)
        for quantity in positive:
            if not _stays_positive(quantity, arc.duration, system.assumptions):
                return f"{quantity} > 0 is not proven"
        return ""

    def _observed(self, system: System) -> str:
        """The same trajectory by a solver that finds the ends of the arcs itself."""
        free = system.parameters or system.functions or any(value.free_symbols for value in self.start)
        if free or any(a.duration == oo for a in self.arcs):
            return ""
        try:
            time, state = self._by_events(system)
        except CannotSolve:
            return ""
        shown = ", ".join(f"{float(v):.8f}" for v in (state + 0.0).round(8) + 0.0)
        return f"end ({shown}) at time {time:.8f}, by events"

    def _by_events(self, system: System) -> tuple[float, Array]:
        here, time = np.array([float(v) for v in self.start]), 0.0
        for arc in self.arcs:
            rates = pushed(system, arc)
            field = tuple(v * 0 if s in arc.held else v for s, v in zip(system.state, rates, strict=True))
            elapsed, here = until_one_vanishes(system, field, self._ends(system, arc, rates), here)
            time += elapsed
        return time, here

    def _ends(self, system: System, arc: Arc, rates: tuple[Any, ...]) -> list[Any]:
        """What becomes zero at the end of an arc: the kink, a bound, or the push against it."""
        quantities = [sign * variable for variable, sign in arc.sides]
        for variable, bound in self.bounds:
            if variable in arc.held:
                at = dict(zip(system.state, arc.path, strict=True))[variable]
                quantities.append(rates[system.state.index(variable)] * at / bound)
            else:
                quantities += [bound - variable, bound + variable]
        return quantities

    def twins(self) -> tuple[Claim, ...]:
        first, *rest = self.end
        moved: Claim = replace(self, end=(perturbed(first), *rest))
        return (moved,) if self.duration is None else (moved, replace(self, duration=perturbed(self.duration)))


def pushed(system: System, arc: Arc) -> tuple[Any, ...]:
    """The field on the arc's side of the kinks, as expressions that are smooth across them."""
    field = tuple(system.rhs)
    for variable, sign in arc.sides:
        size = Dummy("size", positive=True)
        field = tuple(v.xreplace({variable: sign * size}).xreplace({size: sign * variable}) for v in field)
    return field


def _stays_positive(quantity: Any, duration: Any, given: Any) -> bool:
    tidy = quantity.expand().factor()
    until = () if duration == oo else (duration > T,)
    if sign_set(tidy, (*given, *until)) == {1}:
        return True
    if duration != oo:
        turn = sin(pi * T / duration)  # positive between 0 and the duration
        arch = Dummy("arch", positive=True)
        if sign_set(tidy.xreplace({turn: arch}), given) == {1}:
            return True
    if quantity.free_symbols - {T} or duration == oo:
        return False
    return positive_between(quantity, T, T * 0, duration)


def _equal(system: System, statements: Any) -> Checked | None:
    """None when every difference vanishes identically; otherwise what is wrong."""
    for difference, what in statements:
        if vanishes(difference.expand()) or vanishes(difference.simplify()):
            continue
        witness = nonzero_witness(system, difference)
        reason = f"{what} is another one"
        return refuted(reason, f"{what}: {witness}") if witness else undecided(f"{what}: whether {difference} vanishes")
    return None


def _point(values: tuple[Any, ...]) -> str:
    return f"({', '.join(map(str, values))})"
