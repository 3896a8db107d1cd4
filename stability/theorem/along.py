"""Claims about a quantity along trajectories: the leading terms of its change, and its simulated values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import factorial, isfinite, nan
from typing import Any

import numpy as np
from sympy import Dummy, Rational, lambdify

from stability.clock import Time
from stability.nonlinear import increment
from stability.rigor import Rigor
from stability.system import System
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
from stability.theorem.data import natural, positive, start_of, stated
from stability.theorem.decimals import like, moved_digit, near
from stability.theorem.equal import vanishes
from stability.theorem.fields import Count, Expression, Place, Rows
from stability.theorem.local import at_point
from stability.trajectory import simulate


@dataclass(frozen=True)
class LeadingChange(Claim):
    """The Taylor polynomial at the origin of the change of ``quantity``, up to total degree ``degree``, is ``leading``.

    The change is the derivative along a flow and the increment of a map.  leading: a polynomial in the state with
    coefficients in the parameters.  The quantity and the field (of a map: the increment) are smooth near the origin.
    """

    quantity: Expression
    leading: Expression
    degree: Count

    def check(self, system: System) -> Checked:
        natural(self.degree, "the degree of a Taylor polynomial")
        origin = at_point(system, None)
        flow = system.time is Time.CONTINUOUS
        parts = [self.quantity, *system.rhs] if flow else [increment(system, self.quantity)]
        rough = not_smooth(system, "the change of the quantity", parts, at=origin)
        if rough is not None:
            return replace(rough, exhibits=(("Quantity", self.quantity),))
        found = _taylor(increment(system, self.quantity), system.state, self.degree)
        exhibits = (("Quantity", self.quantity), ("Leading terms of its change", found.factor()))
        difference = (found - self.leading).expand()
        if vanishes(difference):
            return confirmed("exact Taylor coefficients", exhibits=exhibits, predicted=f"change {self.leading} + ...")
        witness = nonzero_witness(system, difference)
        return (
            refuted("the leading terms differ", witness, exhibits=exhibits)
            if witness
            else undecided("no exact witness", exhibits=exhibits)
        )

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, leading=perturbed(self.leading)),)


def _taylor(expression: Any, state: Any, degree: int) -> Any:
    """The Taylor polynomial at the origin."""
    # Symbols without assumptions: deducing signs at every node would take most of the time.
    plain = {s: Dummy(s.name) for s in expression.free_symbols}
    scale = Dummy("scale")
    term = expression.xreplace(plain).xreplace({plain[x]: scale * plain[x] for x in state if x in plain})
    found = term * 0
    for order in range(degree + 1):
        found += (term.xreplace({scale: scale * 0}) / factorial(order)).expand()
        term = term.diff(scale)
    return found.xreplace({new: old for old, new in plain.items()})


@dataclass(frozen=True)
class QuantityAlong(Claim):
    """Simulated: along the trajectory from ``start`` the quantity has these decimals, to all digits but the last.

    values: {time: decimal string}.  A flow is integrated at two tolerances, which must both agree with the decimals.
    """

    start: Place
    quantity: Expression
    values: Rows

    def check(self, system: System) -> Checked:
        numbers, start = stated(self.values, "values of a quantity"), start_of(system, self.start)
        measure = lambdify(system.state, self.quantity, ["scipy", "numpy"])
        observed: list[str] = []
        for time, text in numbers.items():
            positive(time, "the time of a value", zero=True)
            # the second run is a hundred times coarser: where both give the printed digits, the solver does not matter
            for rtol in (1e-11, 1e-9):
                value = _measured(measure, simulate(system, start, float(Rational(time)), rtol=rtol).last)
                if not isfinite(value):
                    return undecided(f"the quantity has no value at time {time}")
                if not near(value, text):
                    witness = f"at time {time} it is {like(text, value)}, not {text}"
                    return refuted("the simulated quantity differs", witness, rigor=Rigor.SIMULATED)
            observed.append(like(text, value))
        return confirmed(
            "the simulated trajectory, at two tolerances",
            rigor=Rigor.SIMULATED,
            predicted=", ".join(numbers.values()),
            observed=", ".join(observed),
            exhibits=(("Quantity", self.quantity),),
        )

    def twins(self) -> tuple[Claim, ...]:
        numbers = dict(self.values)
        last = max(numbers)
        return (replace(self, values={**numbers, last: moved_digit(numbers[last])}),)


def _measured(measure: Any, state: Any) -> float:
    """The quantity in floating point; nan where it has no real value."""
    with np.errstate(all="ignore"):
        value = complex(measure(*state))
    return value.real if value.imag == 0 else nan
