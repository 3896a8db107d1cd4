"""Records: three facts about an equilibrium, and the verdict derived from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Any

from sympy import true

from stability.rigor import Rigor
from stability.verdict.evidence import Evidence


class Stability(Enum):
    """What is proven about a rest point; the value says by what."""

    EXPONENTIALLY_STABLE = "every eigenvalue is inside the stability region"
    ASYMPTOTICALLY_STABLE = "not hyperbolic, settled by a Lyapunov function or a Lyapunov coefficient"
    SEMISTABLE = "the equilibrium set explains the boundary eigenvalue; starts nearby converge to some equilibrium"
    STABLE = "Lyapunov stable, attraction refuted"
    NOT_ASYMPTOTICALLY_STABLE = "attraction refuted, Lyapunov stability unknown"
    UNSTABLE = "an eigenvalue is outside, or a nonlinear argument says so"
    UNDECIDED = "none of these; the reason lists what was tried and what would decide it"


class Truth(Enum):
    """The state of a fact."""

    PROVEN = "PROVEN"
    REFUTED = "REFUTED"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True)
class Settled:
    """A fact with its argument."""

    truth: Truth
    argument: str

    def __str__(self) -> str:
        return f"{self.truth.value}: {self.argument}"


def proven(argument: str) -> Settled:
    return Settled(Truth.PROVEN, argument)


def refuted(argument: str) -> Settled:
    return Settled(Truth.REFUTED, argument)


def unknown(argument: str) -> Settled:
    return Settled(Truth.UNKNOWN, argument)


@dataclass(frozen=True)
class Facts:
    """lyapunov_stable: starts near stay near.  attracting: starts near converge to this point.  exponential: they do so
    at an exponential rate (and stay near).  semistable: starts near converge to some equilibrium, and stay near."""

    lyapunov_stable: Settled
    attracting: Settled
    exponential: Settled
    semistable: Settled = field(default_factory=lambda: unknown("not asked"))


def stability_of(facts: Facts) -> Stability:
    """The verdict is nothing but a summary of the facts.

    >>> yes, no = proven("..."), refuted("...")
    >>> stability_of(Facts(yes, no, no)).name
    'STABLE'
    """
    stable, attracting = facts.lyapunov_stable.truth, facts.attracting.truth
    if facts.exponential.truth is Truth.PROVEN:
        return Stability.EXPONENTIALLY_STABLE
    if stable is Truth.REFUTED:
        return Stability.UNSTABLE
    if stable is Truth.PROVEN and attracting is Truth.PROVEN:
        return Stability.ASYMPTOTICALLY_STABLE
    if facts.semistable.truth is Truth.PROVEN:
        return Stability.SEMISTABLE
    if stable is Truth.PROVEN and attracting is Truth.REFUTED:
        return Stability.STABLE
    return Stability.NOT_ASYMPTOTICALLY_STABLE if attracting is Truth.REFUTED else Stability.UNDECIDED


@dataclass(frozen=True)
class Case:
    """What is proven where ``condition`` holds.  rate: see Verdict.  conserved: a conserved quantity, or None."""

    condition: Any
    location: Any
    facts: Facts
    rate: Any
    conserved: Any = None
    reason: str = ""

    @property
    def stability(self) -> Stability:
        return stability_of(self.facts)


@dataclass(frozen=True)
class Verdict:
    """What happens near a rest point.

    rate: for a flow, minus the spectral abscissa: perturbations shrink like exp(-rate t), per unit time (negative:
    growth).  For a map, the spectral radius: they shrink by that factor per iteration.  Exact where it is short, else
    a number of the requested digits; None when the location is undecided.
    condition: where ``stability`` holds.  cases: every case (condition, stability, rate).
    certificate: exact data for the independent checker, or None with the reason in ``certificate_reason``; made when
    first asked for, from the evidence, which is a reason where there is none.
    """

    stability: Stability
    rigor: Rigor
    rate: Any
    condition: Any
    cases: tuple[Case, ...]
    facts: Facts
    reason: str
    evidence: Evidence | str = field(default="not asked for", repr=False, compare=False)

    @cached_property
    def _certified(self) -> tuple[Any, str]:
        return (None, self.evidence) if isinstance(self.evidence, str) else self.evidence.certificate(self.conserved)

    @property
    def certificate(self) -> Any:
        return self._certified[0]

    @property
    def certificate_reason(self) -> str:
        return self._certified[1]

    @property
    def conserved(self) -> Any:
        """The conserved quantity of the only case, if there is one."""
        return self.cases[0].conserved if len(self.cases) == 1 else None

    def __str__(self) -> str:
        where = "" if self.condition == true else f" where {self.condition}"
        return f"{self.stability.name}{where} ({self.rigor.name}): {self.reason}"
