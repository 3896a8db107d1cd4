"""Claims that state numbers to many digits, and limits on a step size."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sympy import N, im, re

from stability.algebra.balls import decimal_agrees
from stability.errors import BadInput
from stability.system import System
from stability.theorem.claim import Checked, Claim, confirmed, refuted, undecided
from stability.theorem.data import admissible
from stability.theorem.decimals import moved_digit
from stability.theorem.fields import (
    Condition,
    DigitPairs,
    Expression,
    Letter,
    OptionalDigits,
    ParameterRows,
    Point,
    Values,
)
from stability.theorem.local import StableIff, analysed
from stability.theorem.reading import says_something


@dataclass(frozen=True)
class EigenvaluesAt(Claim):
    """Numbers: at ``parameters`` the eigenvalues with non-negative imaginary part are these decimals.

    values: pairs (real part, imaginary part) of decimal strings, right to all digits but the last; ordered by
    decreasing real part.  radius: the spectral radius as a decimal string, or None.
    """

    parameters: Values
    values: DigitPairs = ()
    radius: OptionalDigits = None
    at: Point = None

    def __post_init__(self) -> None:
        super().__post_init__()
        says_something(self, "values", "radius")

    def check(self, system: System) -> Checked:
        concrete = system.instantiate(admissible(system, self.parameters))
        analysis, local = analysed(concrete, self.at)
        if local.spectrum is None:
            return undecided("parameters without values are left")
        upper = [e.evalf(60) for e in local.spectrum.eigenvalues if im(e.evalf(20)) >= 0]
        upper.sort(key=lambda value: -re(value))
        expected = [part for pair in self.values for part in pair] + ([self.radius] if self.radius else [])
        found = [part for value in upper for part in (re(value), im(value))] if self.values else []
        found += [N(local.spectrum.radius, 60)] if self.radius else []
        if len(found) != len(expected):
            return refuted("their number differs", f"{len(upper)} eigenvalues with non-negative imaginary part")
        for number, text in zip(found, expected, strict=True):
            if not decimal_agrees(number, text):
                return refuted("a decimal differs", f"{N(number, 36)}, not {text}", analysis=analysis)
        rows = [(run, row) for run in local.cross_check.runs for row in run.rows]
        seen = next((row for _, row in rows if row.predicted), None)
        return confirmed(
            "enclosures of the eigenvalues contain the claimed decimals",
            analysis=analysis,
            rows=tuple(rows),
            predicted=", ".join(t[:12] for t in expected[:2]),
            observed="" if seen is None else f"{seen.quantity} {seen.observed:.9g} +- {seen.tolerance:.0e}",
        )

    def twins(self) -> tuple[Claim, ...]:
        if self.radius:
            return (replace(self, radius=moved_digit(self.radius)),)
        (real, imaginary), *rest = self.values
        moved = (moved_digit(real), imaginary) if real.strip("-0.") else (real, moved_digit(imaginary))
        return (replace(self, values=(moved, *rest)),)


@dataclass(frozen=True)
class StepLimit(Claim):
    """Stable if and only if ``step`` < ``limit`` wherever ``where`` holds, with the limit's decimals.

    step: the step symbol; limit: an expression in the other parameters; values: pairs (parameters, decimal string) that
    satisfy ``where`` and the hypotheses.
    """

    step: Letter
    limit: Expression
    where: Condition
    values: ParameterRows = ()
    at: Point = None

    @property
    def restrictions(self) -> tuple[Any, ...]:
        return (self.where,)

    def check(self, system: System) -> Checked:
        checked = StableIff(self.step < self.limit, self.at).check(system.assuming(self.where))
        if checked.outcome.name != "CONFIRMED":
            return checked
        for parameters, text in self.values:
            number = self.limit.xreplace(admissible(system.assuming(self.where), parameters))
            if number.free_symbols:
                raise BadInput("a limit in numbers", str(number), "values for all its parameters")
            if not decimal_agrees(N(number, 60), text):
                return refuted("a decimal of the limit differs", f"{N(number, 36)}, not {text}")
        return replace(checked, predicted=f"{self.step} < {self.limit}")

    def twins(self) -> tuple[Claim, ...]:
        return (replace(self, limit=2 * self.limit), replace(self, limit=self.limit / 2))
