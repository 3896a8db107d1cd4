"""The commands ``stability list | analyze | verify | derive | check | experiment``.

Every command imports what it needs when it runs: ``--help`` and ``check`` load neither SymPy nor SciPy nor NumPy.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from stability import __version__
from stability.cli.experiments import experiment
from stability.cli.program import UNEXPECTED, OneOf, Program, emit, print_json
from stability.errors import BadInput

if TYPE_CHECKING:
    from stability.cli.verification import Row

Command = TypeVar("Command", bound=Callable[..., Any])
SHELVES = ("games", "regularizers", "dynamics", "theorems")


def _limit(meaning: str, shown: bool | str, default: int | None = None) -> Callable[[Command], Command]:
    kind = click.IntRange(min=1)
    return click.option(
        "--time-limit", "seconds", metavar="SECONDS", type=kind, default=default, show_default=shown, help=meaning
    )


_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document on the standard output.")


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="stability")
def main() -> None:
    """Exact stability verdicts for differentiable games.

    Exit status: 0 when all is as expected, 1 when a result is not, 2 for bad usage or input, 130 when interrupted.
    """


@main.command("list", short_help="List games, regularizers, dynamics, theorems.")
@click.argument("shelf", type=OneOf(*SHELVES), required=False)
@_json
def list_members(shelf: str | None, as_json: bool) -> None:
    """List games, regularizers, dynamics and theorems, or one of these shelves; theorems alone with their outcomes."""
    from stability.cli import listing

    found = {kind: listing.members(kind) for kind in ([shelf] if shelf else SHELVES)}
    if as_json:
        print_json(found)
        return
    from stability.cli.display import show

    for number, (kind, members) in enumerate(found.items()):
        if number:
            emit()
        show(listing.index_table(members) if shelf == "theorems" else listing.shelf_table(kind, members))
    if shelf == "theorems":
        emit(listing.index_note(found["theorems"]))


@main.command(short_help="Analyze the game, flow or map in a TOML file.")
@click.argument("file", type=click.Path())
@click.option("--certificate", metavar="CERT", type=click.Path(), help="Also write the verdict's certificate to CERT.")
@click.option(
    "--equilibria-certificate",
    "list_certificate",
    metavar="CERT",
    type=click.Path(),
    help="Also write the certificate of the list of equilibria to CERT: of completeness, else of isolation.",
)
@_limit("Wall-clock limit; what was established until then is printed.", True, 600)
@_json
def analyze(file: str, certificate: str | None, list_certificate: str | None, seconds: int, as_json: bool) -> None:
    """Analyze the game, flow or map in a TOML FILE: equilibria, verdicts and their cross-check.

    Exit status 1 when no verdict is reached, when the analysis does not finish within its budget or the time limit, or
    when prediction and simulation disagree.  A certificate that cannot exist is refused, if possible before the
    analysis; the other one is written all the same.
    """
    from stability import processes

    processes.warm()  # its imports run beside those below
    from stability import report
    from stability.cli import analyses
    from stability.cli.display import progress

    files = analyses.Certificates(certificate, list_certificate)
    files.refuse_early(file)
    with progress(f"analyzing {file}"):
        analysis = analyses.analyzed(file, seconds)
    if as_json:
        print_json(json.loads(report.analysis_json(analysis)))
    else:
        emit(report.analysis_text(analysis).rstrip("\n"))
    for remark in files.saved(analysis):
        click.echo(remark, err=True)
    if not analyses.decided(analysis):
        raise click.exceptions.Exit(UNEXPECTED)


@main.command(short_help="Verify theorems, all, by name, or those in your own file.")
@click.argument("names", metavar="[NAME|FILE.py[:NAME]]...", nargs=-1)
@click.option(
    "--jobs", "-j", type=click.IntRange(min=1), help="Worker processes; by default one for each processor."
)
@_limit("Wall-clock limit for each theorem.", "600 for your own files")
@_json
def verify(names: tuple[str, ...], jobs: int | None, seconds: int | None, as_json: bool) -> None:
    """Verify theorems by NAME, or all of them; FILE.py runs your own file and verifies every Theorem at its top level.

    Exit status 0 when every outcome is the expected one and every false twin is refuted.
    """
    from stability.cli import theorem_files, verification
    from stability.cli.display import progress

    chosen = theorem_files.chosen(names)
    rows: list[Row] = []
    interrupted = False
    try:
        with progress("verifying", len(chosen)) as step:
            for row in verification.run(chosen, jobs or verification.default_jobs(chosen), seconds):
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


def _show_verification(rows: list[Row], total: int, as_json: bool, interrupted: bool) -> None:
    from stability.cli import verification

    if as_json:
        print_json(verification.document(rows, interrupted))
        return
    from stability.cli.display import console, show

    if rows:
        show(verification.table(rows, console().width))
        emit()
    emit(verification.summary(rows, total))


@main.command(short_help="Accept or refuse a certificate.")
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
        emit(f"{'accepted' if result.accepted else 'refused'}: {result.reason}")
    if not result.accepted:
        raise click.exceptions.Exit(UNEXPECTED)


@main.command(short_help="Write LaTeX derivations of theorems or of your own game.")
@click.argument("subjects", metavar="[NAME|FILE.py[:NAME]|FILE.toml]...", nargs=-1)
@click.option(
    "--output",
    "-o",
    "directory",
    type=click.Path(file_okay=False),
    default="derivations",
    show_default=True,
    help="Directory of the .tex files.",
)
@_limit("Wall-clock limit for each theorem and each game.", "600 for your own files")
@_json
def derive(subjects: tuple[str, ...], directory: str, seconds: int | None, as_json: bool) -> None:
    """Write a LaTeX derivation for each theorem NAME (default: all of them, and an index), each theorem in your own
    FILE.py, and each game, flow or map in a FILE.toml.

    Exit status 1 when a theorem's outcome is not the expected one; its derivation says so.
    """
    from stability.cli import derivations

    written, strange = derivations.write(subjects, directory, seconds)
    if as_json:
        print_json({"written": [str(path) for path in written], "unexpected": strange})
    else:
        for path in written:
            emit(str(path))
    if strange:
        click.echo(f"Not as expected: {', '.join(strange)}; see `stability verify`.", err=True)
        raise click.exceptions.Exit(UNEXPECTED)


main.add_command(experiment)
