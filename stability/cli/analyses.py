"""``stability analyze``: a game file -> an analysis and its certificates, with refusals that name the file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from stability.analysis import Analysis, analyze
from stability.certificate import Certificate
from stability.certify import certificate_of_equilibria, uncertifiable
from stability.equilibrium import Completeness
from stability.errors import BadInput, CannotSolve, NotApplicable, StabilityError
from stability.gamefile import GameFile, load_game
from stability.verdict import Stability

_PLAIN = "a polynomial or rational field without parameters"


def analyzed(path: str, seconds: float | None = None) -> Analysis:
    """The analysis that a game file asks for, within so many seconds."""
    given = load_game(path)
    with _located(given):
        return analyze(
            given.subject,
            given.dynamics,
            at=given.at,
            near=given.near,
            parameters=given.parameters,
            box=given.box,
            time_limit=seconds,
        )


def decided(analysis: Analysis) -> bool:
    """Whether there is a verdict, or a proof that there is nothing to have one about."""
    if not analysis.local and not analysis.refused:
        return analysis.equilibria.completeness is not Completeness.NOT_PROVEN
    return any(case.stability is not Stability.UNDECIDED for item in analysis.local for case in item.verdict.cases)


@dataclass(frozen=True)
class Certificates:
    """The files that are asked for: of the only verdict, and of the list of equilibria; ``check`` reads them."""

    verdict: str | None
    equilibria: str | None

    def refuse_early(self, path: str) -> None:
        """NotApplicable where nothing that is asked for can exist, whatever the analysis finds."""
        if self.equilibria is None or self.verdict is not None:
            return
        given = load_game(path)
        system = given.system()
        missing = uncertifiable(system.instantiate(given.parameters) if given.parameters else system)
        if missing:
            raise NotApplicable("a certificate of the equilibria", missing, _PLAIN)

    def saved(self, analysis: Analysis) -> list[str]:
        """Write what exists; returns remarks.  What does not exist is refused after everything else is written."""
        remarks: list[str] = []
        problems: list[StabilityError] = []
        for save in (self._save_verdict, self._save_equilibria):
            try:
                remarks += save(analysis)
            except StabilityError as problem:
                problems.append(problem)
        if len(problems) > 1:
            both = "; ".join(f"{problem.asked}: {problem.found}" for problem in problems)
            raise NotApplicable("the certificates", both, problems[-1].remedy)
        if problems:
            raise problems[0]
        return remarks

    def _save_verdict(self, analysis: Analysis) -> list[str]:
        if self.verdict is not None:
            found = analysis.verdict
            if found.certificate is None:
                raise NotApplicable(
                    "a certificate of the verdict", found.certificate_reason, "exact rational [parameters]"
                )
            _save(found.certificate, self.verdict)
        return []

    def _save_equilibria(self, analysis: Analysis) -> list[str]:
        if self.equilibria is None:
            return []
        certificate, reason = certificate_of_equilibria(analysis.system, analysis.equilibria)
        if certificate is None:
            raise NotApplicable("a certificate of the equilibria", reason, _PLAIN)
        _save(certificate, self.equilibria)
        return [f"{self.equilibria} certifies isolation only: {reason}"] if reason else []


def _save(certificate: Certificate, path: str) -> None:
    try:
        Path(path).write_text(certificate.to_json(), encoding="utf-8")
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or "a path that names no file"
        raise BadInput(f"a certificate in {path!r}", reason, "the path of a file that can be written") from None


@contextmanager
def _located(given: GameFile) -> Iterator[None]:
    """Add the file, and the table that a refusal is about, to what the analysis raises."""
    table = next((name for name in ("at", "near", "box") if getattr(given, name) is not None), None)
    try:
        yield
    except (BadInput, NotApplicable) as problem:
        place = f"[{table}] of {given.path}" if table else given.path
        raise type(problem)(f"{problem.asked} ({place})", problem.found, problem.remedy) from None
    except CannotSolve as problem:
        raise CannotSolve(
            f"{problem.asked} ({given.path})", problem.found, problem.remedy, problem.established
        ) from None
