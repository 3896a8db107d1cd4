"""``verify`` for a theorem record."""

from __future__ import annotations

import time
from dataclasses import replace

from stability.algebra.conditions import Fact, Satisfied, clash, satisfiable
from stability.errors import CannotSolve, NotApplicable
from stability.system import System
from stability.theorem.claim import Checked, Claim, Outcome, undecided
from stability.theorem.record import Finding, Theorem, TwinResult

#: The worst claim of a theorem decides its outcome.
_ORDER = (Outcome.VACUOUS, Outcome.REFUTED, Outcome.UNDECIDED, Outcome.CONFIRMED)


def verify_theorem(theorem: Theorem) -> Finding:
    """Check every claim of the theorem and, where it is confirmed, that its false twins are refuted."""
    started = time.perf_counter()
    contradiction = clash(_facts(theorem))
    if contradiction:
        return _alone(theorem, _vacuous(contradiction), started)
    try:
        system = theorem.system
    except (CannotSolve, NotApplicable) as refusal:
        return _alone(theorem, undecided(f"its subject cannot be built: {refusal}"), started)
    theorem = replace(theorem, claim=tuple(claim.about(system) for claim in theorem.claim))
    found = satisfiable(system.assumptions, system.parameters, system.functions)
    if found.contradiction:
        return _alone(theorem, _vacuous(found.contradiction), started)
    results = tuple(_held(_checked(claim, system), found) for claim in theorem.claim)
    twins = tuple(
        TwinResult(twin, _checked(twin, system))
        for claim, result in zip(theorem.claim, results, strict=True)
        if result.outcome is Outcome.CONFIRMED and theorem.expected == "CONFIRMED"
        for twin in claim.twins()
    )
    sample = "" if found.sample is None else str(found.sample)
    return _worst(theorem, results, twins, sample, started)


def _worst(
    theorem: Theorem, results: tuple[Checked, ...], twins: tuple[TwinResult, ...], sample: str, started: float
) -> Finding:
    worst = min(results, key=lambda r: _ORDER.index(r.outcome))
    deciding = [r for r in results if r.outcome is worst.outcome]
    reason = "; ".join(dict.fromkeys(r.reason for r in deciding))
    rigor, elapsed = min(r.rigor for r in deciding), time.perf_counter() - started
    return Finding(theorem, worst.outcome, rigor, reason, results, twins, sample, elapsed)


def _alone(theorem: Theorem, checked: Checked, started: float) -> Finding:
    """A finding without a check of the claims."""
    return _worst(theorem, (checked,), (), "", started)


def _vacuous(contradiction: str) -> Checked:
    return Checked(Outcome.VACUOUS, f"nothing satisfies the hypotheses: {contradiction}")


def _held(checked: Checked, found: Satisfied) -> Checked:
    """A confirmation counts where a point that satisfies the hypotheses is known."""
    if found.open and checked.outcome is Outcome.CONFIRMED:
        return undecided("no exact point that satisfies the hypotheses is known, so that they may hold nowhere")
    return checked


def _facts(theorem: Theorem) -> list[Fact]:
    subject = theorem.subject[0] if isinstance(theorem.subject, tuple) else theorem.subject
    return [a for a in (*subject.assumptions, *theorem.hypotheses) if isinstance(a, Fact)]


def _checked(claim: Claim, system: System) -> Checked:
    try:
        return claim.check(system)
    except (CannotSolve, NotApplicable) as reason:
        return undecided(str(reason))
