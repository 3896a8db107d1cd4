"""Claims that state a number to many digits, and where a simulated flow arrives."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated, Any

from stability.algebra.balls import within_last_digit
from stability.clock import Time
from stability.errors import BadInput
from stability.expectation import ball
from stability.rigor import Rigor
from stability.system import System
from stability.theorem import doors
from stability.theorem.claim import Checked, Claim, confirmed, refuted, undecided
from stability.theorem.data import admissible, listed, positive, start_of
from stability.theorem.decimals import like, moved_digit, near
from stability.theorem.doors import maybe, vector
from stability.theorem.fields import Digits, Expression, Place, Values
from stability.theorem.reading import says_something
from stability.trajectory import simulate

#: Digits enclosed beyond the printed ones.
_MORE = 10


@dataclass(frozen=True)
class NumberIs(Claim):
    """Number: the quantity at these values is this decimal, to all digits but the last.

    quantity: an exact expression, with expectations where needed; at: values of its symbols; decimal: as printed,
    "0" for exactly zero.
    """

    quantity: Expression
    decimal: Digits
    at: Values = ()

    def check(self, system: System) -> Checked:
        value = self.quantity.xreplace(admissible(system, self.at))
        if value.free_symbols:
            open_ = ", ".join(sorted(map(str, value.free_symbols)))
            raise BadInput("a number", f"no value for {open_} in {self.quantity}", "at=((symbol, value), ...)")
        exhibits = (("Quantity", self.quantity),)
        if self.decimal == "0":
            exact = value.expand()
            if exact == 0:
                return confirmed("it vanishes identically", predicted="0", exhibits=exhibits)
            enclosure = ball(exact, digits=_MORE)
            if enclosure.contains(0):
                return undecided("it is not shown to vanish", exhibits=exhibits)
            return refuted("it does not vanish", f"it is {enclosure.str(12, radius=False)}", exhibits=exhibits)
        enclosure = ball(value, digits=len(self.decimal) + _MORE)
        if not within_last_digit(enclosure, self.decimal):
            shown = enclosure.str(36, radius=False)
            return refuted("the decimal differs", f"it is {shown}, not {self.decimal}", exhibits=exhibits)
        return confirmed(
            "a certified enclosure contains the decimal",
            rigor=Rigor.EXACT if value.is_Rational else Rigor.CERTIFIED,
            predicted=self.decimal[:14],
            exhibits=exhibits,
        )

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, decimal="1" if self.decimal == "0" else moved_digit(self.decimal)),)


@dataclass(frozen=True)
class FlowReaches(Claim):
    """Simulated: the flow that starts at ``start`` is at these decimals after ``time``, to all digits but the last.

    values: one decimal string, or None where nothing is stated, for each state variable.  Two tolerances of the
    integrator must agree with the decimals; the rigor is SIMULATED.
    """

    start: Place
    time: Annotated[Any, doors.duration]
    values: Annotated[tuple[str | None, ...], vector(maybe(doors.decimal))]

    def __post_init__(self) -> None:
        super().__post_init__()
        says_something(self, "values")

    def check(self, system: System) -> Checked:
        if system.time is not Time.CONTINUOUS:
            return undecided("only a flow is simulated; iterates of a map are certified by Iterates")
        start = start_of(system, self.start)
        positive(self.time, "the time of a flow", zero=True)
        if not any(listed(self.values, len(system.state), "values, one for each state variable")):
            raise BadInput("where a flow arrives", "nothing is stated", "a decimal for some state variable")
        # the second run is a hundred times coarser: where both give the printed digits, the solver does not matter
        runs = [simulate(system, start, float(self.time), rtol=rtol).last for rtol in (1e-11, 1e-9)]
        for symbol, text, *seen in zip(system.state, self.values, *runs, strict=True):
            if text is None:
                continue
            for value in seen:
                if not near(float(value), text):
                    witness = f"{symbol} = {like(text, float(value))} at time {self.time}, not {text}"
                    return refuted("the simulated flow is elsewhere", witness, rigor=Rigor.SIMULATED)
        return confirmed(
            "the simulated flow, at two tolerances",
            rigor=Rigor.SIMULATED,
            predicted=", ".join(text for text in self.values if text),
            observed=", ".join(like(text, float(v)) for text, v in zip(self.values, runs[0], strict=True) if text),
        )

    def twins(self) -> tuple[Claim, ...]:
        place = next(i for i, text in enumerate(self.values) if text)
        moved = tuple(moved_digit(t) if i == place and t else t for i, t in enumerate(self.values))
        return (replace(self, values=moved),)
