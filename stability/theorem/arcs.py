"""Claims about exact trajectories of flows that are smooth in pieces: arcs with closed forms, joined end to end."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

import numpy as np
from sympy import Dummy, PoleError, limit, oo, pi, sin

from stability.algebra.balls import decimal_agrees
from stability.algebra.conditions import always_positive, sign_set
from stability.algebra.names import placeholder
from stability.clock import Time
from stability.errors import BadInput, CannotSolve
from stability.system import System
from stability.theorem import doors
from stability.theorem.claim import (
    Checked,
    Claim,
    confirmed,
    nonzero_witness,
    not_smooth,
    perturbed,
    refuted,
    undecided,
)
from stability.theorem.data import listed
from stability.theorem.doors import each, maybe, row
from stability.theorem.equal import vanishes
from stability.theorem.events import until_one_vanishes
from stability.theorem.fields import OptionalDigits, Vector
from stability.theorem.positivity import positive_between
from stability.theorem.reading import coerce
from stability.theorem.smooth import rough
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
            try:
                return tuple(limit(component, T, oo) for component in self.path)
            except (NotImplementedError, ValueError, PoleError):
                raise CannotSolve("the limit of an arc", f"none found for {self}", "a finite duration") from None
        return tuple(component.subs(T, time) for component in self.path)


@dataclass(frozen=True)
class ExactOrbit(Claim):
    """The trajectory from ``start`` consists of these arcs, reaches ``end`` and takes this time.

    Each arc satisfies the differential equation identically, starts where the one before ends and stays on its side of
    the kink, or within the ``bounds``: pairs (variable, g) that keep |variable| <= g by projection, as clipping does in
    the limit of small steps.  end: the last point, or the limit when the last arc takes for ever; duration: the whole
    time, None when it is infinite; decimal: its digits.

    Every arc takes a positive time, only the last one for ever; it has no pole on the way, and the field of its sides
    is Lipschitz along it, ends included, so that no other trajectory runs on these sides from the same start.
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
        self._asked(system)
        reached, elapsed = self.start, T * 0
        for number, arc in enumerate(self.arcs, 1):
            failed = _runs(system, arc, f"arc {number}") or self._joined(system, arc, reached, f"arc {number}")
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

    def _asked(self, system: System) -> None:
        """Raises BadInput for data that make no sense."""
        n, held = len(system.state), {v for a in self.arcs for v in a.held}
        for what, point in (("the start", self.start), ("the end", self.end), *(("an arc", a.path) for a in self.arcs)):
            listed(point, n, f"{what} of an exact orbit, one expression for each state variable")
        if not self.arcs or any(a.duration == oo for a in self.arcs[:-1]):
            raise BadInput("an exact orbit", "no arc, or one after an arc that takes for ever", "arcs, end to end")
        if not held <= {v for v, _ in self.bounds}:
            raise BadInput("an arc at a bound", "a held variable without one", "bounds=((variable, bound),)")
        sides = [pair for a in self.arcs for pair in a.sides]
        if any(v not in system.state or side not in (1, -1) for v, side in sides):
            raise BadInput("the sides of an arc", str(sides), "pairs (state variable, 1 or -1)")
        if self.decimal is not None and self.duration is None:
            raise BadInput("the digits of a duration", "no duration", "duration=...")

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
        during = system if arc.duration == oo else system.assuming(arc.duration > T)
        return _equal(during, law) or _equal(system, starts)

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


def _runs(system: System, arc: Arc, what: str) -> Checked | None:
    """None when the arc takes a positive time, has values all the way, and its field admits one solution along it."""
    if 1 not in sign_set(arc.duration, system.assumptions):
        raise BadInput(f"the duration of {what}", str(arc.duration), "a positive time")
    if not always_positive(arc.duration, system.assumptions):
        return undecided(f"{what}: whether its duration {arc.duration} is positive")
    during = system if arc.duration == oo else system.assuming(arc.duration > T)
    rough_path = not_smooth(during, what, arc.path)
    if rough_path is not None:
        return rough_path
    ends = (T * 0,) if arc.duration == oo else (T * 0, arc.duration)
    places = [(arc.path, during.assumptions), *((arc.after(end), system.assumptions) for end in ends)]
    for path, given in places:
        bent = rough(pushed(system, arc), given, dict(zip(system.state, path, strict=True)), kinks=True)
        if bent:
            return undecided(f"{what}: whether the field admits one solution along it: {bent}")
    return None


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
