"""``stability analyze``: a game file -> an analysis and its certificate, with refusals that name the file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stability.analysis import Analysis, analyze
from stability.certificate import Certificate
from stability.certify import certificate_of_equilibria
from stability.errors import BadInput, CannotSolve, NotApplicable
from stability.gamefile import GameFile, load_game


def analyzed(path: str) -> Analysis:
    """The analysis that a game file asks for."""
    given = load_game(path)
    with _located(given):
        return analyze(
            given.game, given.dynamics, at=given.at, near=given.near, parameters=given.parameters, box=given.box
        )


def save_certificate(analysis: Analysis, path: str) -> None:
    """Write the certificate of the only verdict, which the command ``check`` reads."""
    verdict = analysis.verdict
    if verdict.certificate is None:
        raise NotApplicable("a certificate of the verdict", verdict.certificate_reason, "exact rational [parameters]")
    _save(verdict.certificate, path)


def save_certificate_of_list(analysis: Analysis, path: str) -> str:
    """Write the certificate of the equilibria; returns why it is one of isolation only, empty for completeness."""
    certificate, reason = certificate_of_equilibria(analysis.system, analysis.equilibria)
    if certificate is None:
        remedy = "a polynomial or rational field without parameters"
        raise NotApplicable("a certificate of the equilibria", reason, remedy)
    _save(certificate, path)
    return reason


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
