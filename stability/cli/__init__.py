"""The commands ``stability list | analyze | verify | derive | check | experiment``.

Every command imports what it needs when it runs: ``--help`` and ``check`` load neither SymPy nor SciPy nor NumPy.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from stability import __version__
from stability.cli.experiments import experiment
from stability.cli.program import UNEXPECTED, OneOf, Program, emit, print_json
from stability.errors import BadInput

if TYPE_CHECKING:
    from stability.cli.verification import Row

SHELVES = ("games", "regularizers", "dynamics", "theorems")
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


@main.command(short_help="Analyze the game in a TOML file.")
@click.argument("file", type=click.Path())
@click.option("--certificate", metavar="CERT", type=click.Path(), help="Also write the verdict's certificate to CERT.")
@click.option(
    "--equilibria-certificate",
    "list_certificate",
    metavar="CERT",
    type=click.Path(),
    help="Also write the certificate of the list of equilibria to CERT: of completeness, else of isolation.",
)
@click.option(
    "--time-limit",
    "seconds",
    metavar="SECONDS",
    type=click.IntRange(min=1),
    default=600,
    show_default=True,
    help="Wall-clock limit; what was established until then is printed.",
)
@_json
def analyze(file: str, certificate: str | None, list_certificate: str | None, seconds: int, as_json: bool) -> None:
    """Analyze the game in a TOML FILE: equilibria, verdicts and their cross-check.

    Exit status 1 when the analysis does not finish within its budget or the time limit, or when prediction and
    simulation disagree.
    """
    from stability import report
    from stability.cli.analyses import analyzed, save_certificate, save_certificate_of_list
    from stability.cli.display import progress
    from stability.cli.worker import time_limit

    with time_limit(seconds):
        with progress(f"analyzing {file}"):
            analysis = analyzed(file)
        text = report.analysis_json(analysis) if as_json else report.analysis_text(analysis).rstrip("\n")
    if as_json:
        print_json(json.loads(text))
    else:
        emit(text)
    if certificate is not None:
        save_certificate(analysis, certificate)
    if list_certificate is not None:
        shortfall = save_certificate_of_list(analysis, list_certificate)
        if shortfall:
            click.echo(f"{list_certificate} certifies isolation only: {shortfall}", err=True)


@main.command(short_help="Verify theorems, all or by name.")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option(
    "--jobs", "-j", type=click.IntRange(min=1), help="Worker processes; by default one for each processor."
)
@_json
def verify(names: tuple[str, ...], jobs: int | None, as_json: bool) -> None:
    """Verify theorems by NAME, or all of them.

    Exit status 0 when every outcome is the expected one and every false twin is refuted.
    """
    from stability.cli import verification
    from stability.cli.display import progress

    chosen = verification.chosen(names)
    rows: list[Row] = []
    interrupted = False
    try:
        with progress("verifying", len(chosen)) as step:
            for row in verification.run(chosen, jobs or verification.default_jobs(chosen)):
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
@click.argument("subjects", metavar="[NAME|FILE.toml]...", nargs=-1)
@click.option(
    "--output",
    "-o",
    "directory",
    type=click.Path(file_okay=False),
    default="derivations",
    show_default=True,
    help="Directory of the .tex files.",
)
@_json
def derive(subjects: tuple[str, ...], directory: str, as_json: bool) -> None:
    """Write a LaTeX derivation for each theorem NAME (default: all of them, and an index) and each game in a FILE.toml.

    Exit status 1 when a theorem's outcome is not the expected one; its derivation says so.
    """
    from stability.cli import derivations

    written, strange = derivations.write(subjects, directory)
    if as_json:
        print_json({"written": [str(path) for path in written], "unexpected": strange})
    else:
        for path in written:
            emit(str(path))
    if strange:
        click.echo(f"Not as expected: {', '.join(strange)}; see `stability verify`.", err=True)
        raise click.exceptions.Exit(UNEXPECTED)


main.add_command(experiment)
