"""``stability list``: what is on the shelves, and the index of the theorems with their recorded outcomes."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import RenderableType

#: What a theorem without a recorded outcome shows.
UNRECORDED = "-"
#: Columns for the labels of a result; longer ones are broken between words.
_RESULT = 12
_INDEX = ("result", "theorem", "expected", "outcome", "rigor", "erratum")


def members(kind: str) -> list[dict[str, Any]]:
    """Name and first line of the documentation; for a theorem of its file, with its entry in the index."""
    from stability import catalogue

    if kind == "theorems":
        return _theorems()
    documented = {name: inspect.getdoc(catalogue.find(kind, name)) or "" for name in catalogue.names(kind)}
    return [{"name": name, "summary": text.partition("\n")[0]} for name, text in documented.items()]


def _theorems() -> list[dict[str, Any]]:
    """The columns of the index as they were recorded with the derivations: no theorem is loaded for it, nor SymPy.

    Only a theorem that is not recorded yet is loaded.
    """
    from stability import catalogue, store

    recorded = store.recorded()
    rows = []
    for name in catalogue.names("theorems"):
        entry = recorded.get(name) or _unrecorded(catalogue.find("theorems", name))
        shown = {key: entry[key] for key in ("paper", "result", "expected", "outcome", "rigor", "erratum")}
        rows.append({"name": name, **shown, "summary": store.summary(name)})
    return rows


def _unrecorded(theorem: Any) -> dict[str, Any]:
    from stability.report.index import publication

    return {
        "paper": publication(theorem.source),
        "result": theorem.label,
        "expected": theorem.expected,
        "outcome": UNRECORDED,
        "rigor": UNRECORDED,
        "erratum": theorem.erratum or "",
    }


def shelf_table(kind: str, rows: Sequence[dict[str, Any]]) -> RenderableType:
    """Names with what they are."""
    from stability.cli.display import listing

    shown = ("name", "expected", "summary") if kind == "theorems" else ("name", "summary")
    return listing((kind, *shown[1:-1], "what it is"), [tuple(row[key] for key in shown) for row in rows])


def index_table(rows: Sequence[dict[str, Any]]) -> RenderableType:
    """Paper by paper: result, theorem, expected, outcome, rigor, erratum; made for 80 columns."""
    from rich import box
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    from stability.cli.display import broken, console

    parts: list[Any] = []
    for paper, group in groupby(sorted(rows, key=lambda r: (r["paper"], r["result"], r["name"])), lambda r: r["paper"]):
        found = list(group)
        widest = max(6, min(_RESULT, max(len(row["result"]) for row in found)))
        # expected, outcome and rigor take 9 columns each, erratum 7; five gaps of 2
        room = max(20, console().width - 34 - 10 - widest)
        table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
        for title in _INDEX:
            size = widest if title == "result" else None
            table.add_column(title, no_wrap=title not in ("result", "theorem"), overflow="fold", width=size)
        for row in found:
            table.add_row(
                Text(row["result"]),
                Text(broken(row["name"], room)),
                row["expected"],
                Text(row["outcome"], style="" if row["outcome"] == row["expected"] else "bold red"),
                row["rigor"],
                "yes" if row["erratum"] else "",
            )
        parts += [Text(paper, style="bold"), table, Text("")]
    return Group(*parts)


def index_note(rows: Sequence[dict[str, Any]]) -> str:
    """What the columns mean, and how to check them."""
    from stability.cli.display import console

    known = [row for row in rows if row["outcome"] != UNRECORDED]
    wrong = sum(bool(row["erratum"]) for row in rows)
    note = (
        f"{len(rows)} theorems, {len(known)} with a recorded outcome; {wrong} are claims with an erratum. Outcomes "
        "were recorded when the derivations were generated; `stability verify` computes them again."
    )
    return textwrap.fill(note, console().width)
