"""Claims about the size of an oscillation that a simulated flow settles on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Annotated, Any

import numpy as np
from sympy import lambdify

from stability.clock import Time
from stability.errors import BadInput
from stability.rigor import Rigor
from stability.system import System
from stability.theorem import doors
from stability.theorem.claim import Checked, Claim, confirmed, refuted, undecided
from stability.theorem.data import admissible, listed, positive, start_of
from stability.theorem.decimals import like, moved_digit, near
from stability.theorem.doors import each, row, table
from stability.theorem.fields import Expression, Place
from stability.trajectory import simulate

#: Samples in the window; an extremum between two of them is missed by (omega dt)^2/8 of its size, below 1e-6 for
#: windows of up to a hundred units of 1/omega.
_SAMPLES = 40001


@dataclass(frozen=True)
class Amplitude(Claim):
    """Simulated: the largest absolute value of ``quantity`` over the window of time is this decimal, to all digits but
    the last, for each row of parameters.

    start: where the flow starts; window: (from, until); rows: pairs (parameters, decimal).  Two tolerances of the
    integrator must give the digits; the rigor is SIMULATED.
    """

    quantity: Expression
    start: Place
    window: Annotated[tuple[Any, Any], row(doors.number, doors.number)]
    rows: Annotated[tuple[Any, ...], each(row(table(doors.unknown, doors.expression), doors.decimal), 1)]

    def check(self, system: System) -> Checked:
        if system.time is not Time.CONTINUOUS:
            return undecided("only a flow is simulated")
        if not self.rows:
            raise BadInput("amplitudes", "no row", "pairs (parameters, decimal)")
        first, last = listed(self.window, 2, "the ends of a window of time")
        if not positive(first, "the start of a window", zero=True) < positive(last, "the end of a window"):
            raise BadInput("a window of time", str(self.window), "(from, until) with from < until")
        seen = []
        for parameters, text in self.rows:
            concrete = system.instantiate(admissible(system, parameters))
            exponent = int(Decimal(text).as_tuple().exponent)
            # the second run is a hundred times coarser: where both give the printed digits, the solver does not matter
            sizes = [self._size(concrete, rtol) for rtol in (1e-8, 1e-6)]
            for size in sizes:
                if not near(size, text):
                    shown = ", ".join(f"{k} = {v}" for k, v in dict(parameters).items())
                    witness = f"{like(text, size)} at {shown}, not {text}"
                    return refuted("the simulated amplitude differs", witness, rigor=Rigor.SIMULATED)
            seen.append(f"{sizes[0]:.{max(0, -exponent)}f}")
        return confirmed(
            "the simulated flow, at two tolerances",
            rigor=Rigor.SIMULATED,
            predicted=", ".join(text for _, text in self.rows),
            observed=", ".join(seen),
        )

    def _size(self, system: System, rtol: float) -> float:
        first, last = (float(t) for t in self.window)
        start = [float(v) for v in start_of(system, self.start).values()]
        atol = rtol / 100  # an amplitude below it counts as 0; the default would follow a decay far below any digit
        settled = simulate(system, start, first, rtol=rtol, atol=atol).last
        path = simulate(system, settled, last - first, samples=_SAMPLES, rtol=rtol, atol=atol)
        measured = lambdify(system.state, self.quantity, "numpy")(*path.states.T)
        return float(np.max(np.abs(measured)))

    def twins(self) -> tuple[Claim, ...]:
        *_others, (parameters, text) = self.rows
        return (replace(self, rows=((parameters, moved_digit(text)),)),)
