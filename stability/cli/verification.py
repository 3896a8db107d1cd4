"""``stability verify``: runs the theorems, one after the other or in worker processes, and tabulates what was found."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from stability.errors import StabilityError

if TYPE_CHECKING:
    from rich.console import RenderableType

#: The outcome of a theorem whose record is refused, or that does not end in time; never an expected one.
ERROR = "ERROR"
#: Characters of a predicted or observed quantity in the table; the whole text is in the JSON document.
CELL = 60
#: Fewer theorems than this are verified in this process: a worker needs a second to load SymPy.
FEW = 8
#: Seconds for a theorem of a user's own file.
PATIENCE = 600
COLUMNS = ("theorem", "expected", "outcome", "rigor", "predicted", "observed", "seconds")


@dataclass(frozen=True)
class Row:
    """What a Finding says, in texts and numbers only, so that a worker process can send it.

    twins: number of false twins; surviving: those that no exact witness refuted; document: the JSON of the finding.
    """

    name: str
    expected: str
    outcome: str
    rigor: str = ""
    predicted: str = ""
    observed: str = ""
    seconds: float = 0.0
    as_expected: bool = False
    reason: str = ""
    twins: int = 0
    surviving: tuple[str, ...] = ()
    document: dict[str, Any] = field(default_factory=dict)


def verified(name: str) -> Row:
    """Verify one theorem; a record that is refused becomes a row too, so that the others are still run."""
    from stability import catalogue, report
    from stability.cli.theorem_files import is_file, theorem

    try:
        finding = catalogue.verify(theorem(name) if is_file(name) else name)
    except StabilityError as problem:
        return refused(name, problem)
    surviving = tuple(
        f"{twin.claim}: {twin.checked.outcome.name}, {twin.checked.reason}"
        for twin in finding.twins
        if not twin.refuted
    )
    return Row(
        name,
        finding.expected.name,
        finding.outcome.name,
        finding.rigor.name,
        finding.predicted,
        finding.observed,
        finding.seconds,
        finding.as_expected,
        finding.reason,
        len(finding.twins),
        surviving,
        report.finding_json(finding),
    )


def refused(name: str, problem: StabilityError) -> Row:
    """The row of a theorem that has no finding."""
    reason = " ".join(str(problem).split())
    return Row(name, "", ERROR, reason=reason, document={"name": name, "outcome": ERROR, "reason": reason})


def default_jobs(names: Sequence[str]) -> int:
    """One worker for each processor; starting them is not worth it for a few theorems."""
    return 1 if len(names) < FEW else os.cpu_count() or 1


def run(names: Sequence[str], jobs: int, seconds: float | None = None) -> Iterator[Row]:
    """The rows as they are finished, each within so many seconds; with several jobs in any order.

    The theorems of the shelf are known to end; those of a user's file have a limit in any case.
    """
    from stability.cli.theorem_files import is_file
    from stability.processes import each

    if seconds is None and any(map(is_file, names)):
        seconds = PATIENCE

    return each(verified, names, jobs, seconds=seconds, late=refused)


def document(rows: Sequence[Row], interrupted: bool) -> dict[str, Any]:
    """The JSON document of a run."""
    return {
        "theorems": [row.document for row in rows],
        "counts": dict(counts(rows)),
        "twins": sum(row.twins for row in rows),
        "twins_refuted": sum(row.twins - len(row.surviving) for row in rows),
        "as_expected": all(row.as_expected for row in rows),
        "interrupted": interrupted,
    }


def counts(rows: Sequence[Row]) -> Counter[str]:
    return Counter(row.outcome for row in rows)


def table(rows: Sequence[Row], width: int) -> RenderableType:
    """One line per theorem where ``width`` columns allow it, else each name above the rest of its line."""
    longest = max((len(row.name) for row in rows), default=0)
    # The four narrow columns take 34 and the gaps 12; predicted and observed read well from 18 columns each.
    room = min(longest, width - 46 - 2 * 18)
    # A name that is broken more than once reads worse than one above its line.
    return _wide_table(rows, room) if room >= min(30, longest) else _stacked_table(rows, width)


def _wide_table(rows: Sequence[Row], room: int) -> RenderableType:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from stability.cli.display import broken

    result = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for title in COLUMNS:
        result.add_column(
            title,
            overflow="fold",
            justify="right" if title == "seconds" else "left",
            no_wrap=title not in ("predicted", "observed"),
        )
    for row in rows:
        result.add_row(Text(broken(row.name, room)), *_cells(row))
    return result


def _stacked_table(rows: Sequence[Row], width: int) -> RenderableType:
    from rich.console import Group
    from rich.rule import Rule
    from rich.table import Table
    from rich.text import Text

    half = max(10, (width - 2 - 34 - 5) // 2)
    widths = (9, 9, 9, half, half, 7)

    def grid(*cells: Any) -> Table:
        line = Table(box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False, collapse_padding=True)
        line.add_column(width=1)
        for title, size in zip(COLUMNS[1:], widths, strict=True):
            line.add_column(width=size, overflow="fold", justify="right" if title == "seconds" else "left")
        line.add_row("", *cells)
        return line

    lines = [part for row in rows for part in (Text(row.name, overflow="fold"), grid(*_cells(row)))]
    return Group(
        Text(COLUMNS[0], style="bold"),
        grid(*(Text(title, style="bold") for title in COLUMNS[1:])),
        Rule(style="none"),
        *lines,
    )


def _cells(row: Row) -> tuple[Any, ...]:
    """Everything but the name."""
    from rich.text import Text

    outcome = Text(row.outcome, style="green" if row.as_expected else "bold red")
    return (
        Text(row.expected),
        outcome,
        Text(row.rigor),
        Text(_cell(row.predicted)),
        Text(_cell(row.observed)),
        Text(f"{row.seconds:.2f}"),
    )


def _cell(text: str) -> str:
    """Each quantity once, and shortened."""
    once = "; ".join(dict.fromkeys(text.split("; ")))
    return once if len(once) <= CELL else once[: CELL - 3] + "..."


def summary(rows: Sequence[Row], total: int) -> str:
    """Counts per outcome, false twins, and one line for everything that is not as expected."""
    found = ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts(rows).items())) or "none finished"
    strange = [row for row in rows if not row.as_expected]
    verdict = f"{len(strange)} not as expected" if strange else "all as expected" if len(rows) > 1 else "as expected"
    twins = sum(row.twins for row in rows)
    parts = [
        f"{len(rows)} of {total} theorems: {found}"
        if len(rows) < total
        else f"{total} theorem{'s' * (total != 1)}: {found}",
        *([verdict] if rows else []),
        f"false twins refuted: {twins - sum(len(row.surviving) for row in rows)} of {twins}",
        f"{sum(row.seconds for row in rows):.1f} s.",
    ]
    lines = ["; ".join(parts)]
    for row in strange:
        if row.outcome != row.expected:
            lines.append(
                f"{row.name}: expected {row.expected or 'a verifiable record'}, found {row.outcome}: {row.reason}"
            )
        lines.extend(f"{row.name}: a false twin is not refuted: {twin}" for twin in row.surviving)
    return "\n".join(lines)
