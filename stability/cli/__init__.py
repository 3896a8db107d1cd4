"""The commands ``stability list | analyze | verify | derive | check``.

Every command imports what it needs when it runs: ``--help`` and ``check`` load neither SymPy nor SciPy nor NumPy.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from stability import __version__
from stability.cli.program import BAD_INPUT, INTERRUPTED, UNEXPECTED, OneOf, Program, print_json
from stability.errors import BadInput, CannotSolve, NotApplicable, StabilityError

if TYPE_CHECKING:
    from stability.analysis import Analysis
    from stability.cli.verification import Row
    from stability.gamefile import GameFile

SHELVES = ("games", "regularizers", "dynamics", "theorems")
_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document on the standard output.")


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="stability")
def main() -> None:
    """Exact stability verdicts for differentiable games.

    Exit status: 0 when all is as expected, 1 when a result is not, 2 for bad usage or input, 130 when interrupted.
    """


@main.command("list")
@click.argument("shelf", type=OneOf(*SHELVES), required=False)
@_json
def list_members(shelf: str | None, as_json: bool) -> None:
    """List games, regularizers, dynamics and theorems, or one of these shelves."""
    found = {kind: _members(kind) for kind in ([shelf] if shelf else SHELVES)}
    if as_json:
        print_json(found)
        return
    from stability.cli.display import listing, show
    for number, (kind, members) in enumerate(found.items()):
        if number:
            click.echo()
        columns = (kind, *(["expected"] if kind == "theorems" else []), "what it is")
        show(listing(columns, [tuple(member.values()) for member in members]))


def _members(kind: str) -> list[dict[str, str]]:
    """Name and first line of the documentation; for a theorem of its file, with the expected outcome."""
    import inspect

    from stability import catalogue
    rows = []
    for name in catalogue.names(kind):
        member = catalogue.find(kind, name)
        documented = sys.modules[f"stability.theorems.{name}"] if kind == "theorems" else member
        summary = (inspect.getdoc(documented) or "").partition("\n")[0]
        expected = {"expected": member.expected} if kind == "theorems" else {}
        rows.append({"name": name, **expected, "summary": summary})
    return rows


@main.command()
@click.argument("file", type=click.Path())
@_json
def analyze(file: str, as_json: bool) -> None:
    """Analyze the game in a TOML FILE: equilibria, verdicts and their cross-check.

    Exit status 1 when the analysis does not finish within its budget, or when prediction and simulation disagree.
    """
    from stability import report
    _, analysis = _analyzed(file)
    click.echo((report.analysis_json if as_json else report.analysis_text)(analysis).rstrip("\n"))


def _analyzed(path: str) -> tuple[GameFile, Analysis]:
    """The game file, and the analysis it asks for."""
    from stability.analysis import analyze as run
    from stability.cli.display import progress
    from stability.gamefile import load_game
    with progress(f"analyzing {path}"):
        given = load_game(path)
        with _located(given):
            return given, run(given.game, given.dynamics, at=given.at, near=given.near, parameters=given.parameters, box=given.box)


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
        raise CannotSolve(f"{problem.asked} ({given.path})", problem.found, problem.remedy, problem.established) from None


@main.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--jobs", "-j", type=click.IntRange(min=1), default=1, show_default=True, help="Worker processes.")
@_json
def verify(names: tuple[str, ...], jobs: int, as_json: bool) -> None:
    """Verify theorems by NAME, or all of them.

    Exit status 0 when every outcome is the expected one and every false twin is refuted.
    """
    from stability.cli import verification
    from stability.cli.display import progress
    chosen = _theorems(names)
    rows: list[Row] = []
    interrupted = False
    try:
        with progress("verifying", len(chosen)) as step:
            for row in verification.run(chosen, jobs):
                rows.append(row)
                step(row.name)
    except KeyboardInterrupt:
        interrupted = True
    finally:  # a defect of one theorem does not take along what the others gave
        rows.sort(key=lambda row: chosen.index(row.name))
        _show_verification(rows, len(chosen), as_json, interrupted)
    if interrupted:
        raise KeyboardInterrupt
    if not all(row.as_expected for row in rows):
        raise click.exceptions.Exit(UNEXPECTED)


def _theorems(names: tuple[str, ...]) -> list[str]:
    """The names, each once, or all theorems; an unknown one is refused before anything runs."""
    from stability import catalogue
    known = catalogue.names("theorems")
    for name in names:
        if name not in known:
            catalogue.find("theorems", name)
    return list(dict.fromkeys(names)) or list(known)


def _show_verification(rows: list[Row], total: int, as_json: bool, interrupted: bool) -> None:
    from stability.cli import verification
    if as_json:
        print_json(verification.document(rows, interrupted))
        return
    from stability.cli.display import console, show
    if rows:
        show(verification.table(rows, console().width))
        click.echo()
    click.echo(verification.summary(rows, total))


@main.command()
@click.argument("certificate", metavar="CERT", type=click.Path())
@_json
def check(certificate: str, as_json: bool) -> None:
    """Accept or refuse the certificate in the file CERT, independently of everything that made it.

    Exit status 0 when accepted, 1 when refused.
    """
    from stability import checker
    try:
        with open(certificate, "rb") as file:
            content = file.read(checker.SIZE + 1)
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or "a path that names no file"
        raise BadInput(f"a certificate in {certificate!r}", reason, "the path of a file with a certificate") from None
    result = checker.check(content.decode("utf-8", errors="surrogateescape"))
    if as_json:
        print_json({"accepted": result.accepted, "reason": result.reason})
    else:
        click.echo(f"{'accepted' if result.accepted else 'refused'}: {result.reason}")
    if not result.accepted:
        raise click.exceptions.Exit(UNEXPECTED)
