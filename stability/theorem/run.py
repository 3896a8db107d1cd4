"""``verify`` for a theorem record."""

from __future__ import annotations

import time
from dataclasses import replace

from stability.algebra.conditions import find_sample
from stability.errors import CannotSolve, NotApplicable
from stability.region import feasible
from stability.system import System
from stability.theorem.claim import Checked, Claim, Outcome, undecided
from stability.theorem.record import Finding, Theorem, TwinResult

#: The worst claim of a theorem decides its outcome.
_ORDER = (Outcome.VACUOUS, Outcome.REFUTED, Outcome.UNDECIDED, Outcome.CONFIRMED)


def verify_theorem(theorem: Theorem) -> Finding:
    """Check every claim of the theorem and, where it is confirmed, that its false twins are refuted."""
    started = time.perf_counter()
    try:
        system = theorem.system
    except (CannotSolve, NotApplicable) as refusal:
        open_claim = undecided(f"its subject cannot be built: {refusal}")
        elapsed = time.perf_counter() - started
        return Finding(theorem, open_claim.outcome, open_claim.rigor, open_claim.reason, (open_claim,), (), "", elapsed)
    theorem = replace(theorem, claim=tuple(claim.about(system) for claim in theorem.claim))
    sample = find_sample(system.assumptions, system.parameters, system.functions)
    if sample is None and not feasible(system.assumptions):
        results: tuple[Checked, ...] = (Checked(Outcome.VACUOUS, "no parameter value satisfies the hypotheses"),)
    else:
        results = tuple(_checked(claim, system) for claim in theorem.claim)
    twins = tuple(
        TwinResult(twin, _checked(twin, system))
        for claim, result in zip(theorem.claim, results, strict=False)
        if result.outcome is Outcome.CONFIRMED and theorem.expected == "CONFIRMED"
        for twin in claim.twins()
    )
    worst = min(results, key=lambda r: _ORDER.index(r.outcome))
    deciding = [r for r in results if r.outcome is worst.outcome]
    reason = "; ".join(dict.fromkeys(r.reason for r in deciding))
    return Finding(
        theorem,
        worst.outcome,
        min(r.rigor for r in deciding),
        reason,
        results,
        twins,
        "" if sample is None else str(sample),
        time.perf_counter() - started,
    )


def _checked(claim: Claim, system: System) -> Checked:
    try:
        return claim.check(system)
    except (CannotSolve, NotApplicable) as reason:
        return undecided(str(reason))
