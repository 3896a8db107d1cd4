"""Tables on the standard output and a progress bar on the standard error."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from stability.cli.program import emit

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

#: Columns when nobody looks: a classic wide line, in which names stay whole.
WIDTH = 132
#: Seconds of work before a progress bar appears.
PATIENCE = 1.0


def console() -> Console:
    """The standard output: as wide as the terminal, as COLUMNS says, or WIDTH."""
    from rich.console import Console

    fixed = sys.stdout.isatty() or os.environ.get("COLUMNS", "").isdigit()
    return Console(width=None if fixed else WIDTH, highlight=False, markup=False, emoji=False)


def show(content: RenderableType) -> None:
    """Print a table, without the blanks that fill its lines."""
    out = console()
    with out.capture() as capture:
        out.print(content)
    lines = (line.rstrip() for line in capture.get().splitlines())
    emit("\n".join(lines))


def listing(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> RenderableType:
    """A table of names with what they are; names break at underscores where the terminal is narrow."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    widest = [max((len(cell) for cell in cells), default=0) for cells in zip(*rows, strict=True)]
    # 30 columns of text are the least that reads well beside the names; 3 separate two columns.
    room = max(20, console().width - 33 - sum(width + 3 for width in widest[1:-1]))
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column != columns[-1])
    for name, *rest in rows:
        table.add_row(Text(broken(name, room)), *map(Text, rest))
    return table


def broken(name: str, room: int) -> str:
    """A name in lines of at most ``room`` columns, broken after underscores where it has any.

    >>> broken("mescheder2018_r1_spectrum", 17)
    'mescheder2018_r1_\\nspectrum'
    """
    lines = [""]
    for part in name.replace("_", "_ ").split():
        if lines[-1] and len(lines[-1]) + len(part) > room:
            lines.append("")
        lines[-1] += part
    return "\n".join(line[k : k + room] for line in lines for k in range(0, len(line), room))


@contextmanager
def progress(label: str, total: int | None = None) -> Iterator[Callable[[str], None]]:
    """Yields a function that takes one step; a bar appears after PATIENCE seconds, and only on a terminal."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    count = () if total is None else (MofNCompleteColumn(),)
    # The text comes last: its length changes, and a long one is cut on a narrow terminal.
    bar = Progress(
        BarColumn(bar_width=20),
        *count,
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task(label, total=total)
    timer = threading.Timer(PATIENCE, bar.start)
    timer.daemon = True
    timer.start()
    try:
        yield lambda description: bar.update(task, advance=1, description=description)
    finally:
        timer.cancel()
        timer.join()
        bar.stop()
