"""A table of methods: each entry follows from claims that are checked, none is typed in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

from stability.errors import CannotSolve, NotApplicable
from stability.system import System
from stability.theorem import doors
from stability.theorem.claim import Checked, Claim, Outcome, confirmed, refuted, undecided
from stability.theorem.doors import each
from stability.theorem.fields import Flag, Word
from stability.theorem.reading import coerce


@dataclass(frozen=True)
class Method:
    """One row.

    name: of the method; converges: what the published table says; system: the method on the example game; proof: a
    claim that establishes "converges locally"; disproof: a claim that establishes the contrary; decided: names of the
    theorem files with the same subject, for the reader.
    """

    name: Word
    converges: Flag
    system: Annotated[System, doors.instance(System)]
    proof: Annotated[tuple[Claim, ...], each(doors.instance(Claim))] = ()
    disproof: Annotated[tuple[Claim, ...], each(doors.instance(Claim))] = ()
    decided: Annotated[tuple[str, ...], each(doors.word)] = ()

    def __post_init__(self) -> None:
        coerce(self)

    def __str__(self) -> str:
        return f"{self.name}: {'yes' if self.converges else 'no'}"


@dataclass(frozen=True)
class ConvergenceTable(Claim):
    """For each method the table says whether it converges locally on the example; every entry is checked.

    An entry "yes" needs its ``proof`` claims confirmed, an entry "no" its ``disproof`` claims; a row that carries the
    other kind of evidence instead is wrong, and is refuted by it.
    """

    rows: Annotated[tuple[Method, ...], each(doors.instance(Method), 1)]

    def check(self, system: System) -> Checked:
        entries = [(row, *_judged(row)) for row in self.rows]
        shown = {"method": ("converges locally", "decided by")}
        shown |= {row.name: (_word(found), ", ".join(row.decided)) for row, found, _ in entries}
        exhibits = (("Which method converges", shown),)
        for row, found, result in entries:
            if found is None:
                return undecided(f"{row.name}: {result.reason}", exhibits=exhibits)
        wrong = next(((row, result) for row, found, result in entries if found is not row.converges), None)
        if wrong is not None:
            row, result = wrong
            witness = f"{row.name} {'does not converge' if row.converges else 'converges'}: {result.reason}"
            return refuted("an entry is the other way round", witness, exhibits=exhibits)
        return confirmed(
            f"{len(entries)} entries, each by claims of its own that were checked here",
            rigor=min(result.rigor for _, _, result in entries),
            predicted=", ".join(f"{row.name} {_word(row.converges)}" for row in self.rows),
            exhibits=exhibits,
        )

    def twins(self) -> tuple[Claim, ...]:
        return tuple(
            replace(self, rows=(replace(row, converges=not row.converges),)) for row in (self.rows[0], self.rows[-1])
        )


def _word(found: bool | None) -> str:
    return {True: "yes", False: "no", None: "undecided"}[found]


def _judged(row: Method) -> tuple[bool | None, Checked]:
    """Whether the method converges, by the evidence that the row carries."""
    results = []
    for claims, answer in ((row.proof, True), (row.disproof, False)):
        for claim in claims:
            try:
                results.append(claim.check(row.system))
            except (CannotSolve, NotApplicable) as reason:
                results.append(undecided(str(reason)))
        if claims and all(r.outcome is Outcome.CONFIRMED for r in results):
            return answer, replace(results[0], rigor=min(r.rigor for r in results))
        results = [r for r in results if r.outcome is not Outcome.CONFIRMED] or results
    return None, results[0] if results else undecided("no claim is given")
