"""Result files on disk: derivations, written, compared, regenerated.

``python -m stability.store [DIRECTORY]``, in a clone, regenerates every derivation (default directory: ``derivations``)
and the recorded outcomes that ``stability list theorems`` shows.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stability import catalogue
from stability.errors import BadInput

INDEX = "index.tex"
#: The outcome of every theorem when the derivations were generated.
OUTCOMES = Path(__file__).with_name("outcomes.json")


@dataclass(frozen=True)
class Derived:
    """A verified theorem in texts only, so that a worker process can send it.

    tex: its derivation; entry: its line in the index; finding: the JSON of the finding.
    """

    name: str
    tex: str
    entry: dict[str, Any]
    finding: dict[str, Any]


def derived(name_or_theorem: Any) -> Derived:
    """Verify one theorem, of the shelf or a record, and write everything down."""
    from stability import report

    finding = catalogue.verify(name_or_theorem)
    name = name_or_theorem if isinstance(name_or_theorem, str) else str(finding.theorem.name)
    return Derived(name, report.theorem_document(finding), report.index_entry(finding), report.finding_json(finding))


def documents(records: Iterable[Derived], *, index: bool = True) -> dict[str, str]:
    """File name -> LaTeX, one file for each theorem and, with ``index``, the list of them."""
    from stability.report import index_document

    found = list(records)
    texts = {f"{record.name}.tex": record.tex for record in found}
    return {**texts, INDEX: index_document([record.entry for record in found])} if index else texts


def derive(names: Iterable[str] | None = None, directory: Any = "derivations") -> tuple[Path, ...]:
    """Verify theorems and write their derivations; returns the files written.

    names: of theorems; None: all of them, and the index.

    Raises BadInput for an unknown name or a directory that cannot be written to.
    """
    chosen = catalogue.names("theorems") if names is None else tuple(dict.fromkeys(names))
    return write(documents(map(derived, chosen), index=names is None), directory, complete=names is None)


def write(texts: Mapping[str, str], directory: Any, *, complete: bool = False) -> tuple[Path, ...]:
    """Write files that changed; ``complete`` removes .tex files that belong to no text."""
    folder = Path(directory)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            _replace(folder / name, text)
        for name in stale(folder, texts) if complete else ():
            (folder / name).unlink()
    except OSError as error:
        raise BadInput(
            f"derivations in {str(folder)!r}",
            f"{type(error).__name__}: {error.strerror}",
            "a directory that can be written to",
        ) from None
    return tuple(folder / name for name in texts)


def _replace(path: Path, text: str) -> None:
    """All of the text or nothing: a reader never sees half a file."""
    data = text.encode("utf-8")
    if path.exists() and path.read_bytes() == data:
        return
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    partial.write_bytes(data)
    partial.replace(path)


def recorded() -> dict[str, dict[str, Any]]:
    """Name -> entry of the index, as recorded; empty when nothing is."""
    return {e["name"]: e for e in json.loads(OUTCOMES.read_text("utf-8"))} if OUTCOMES.exists() else {}


def summary(name: str) -> str:
    """The first line of the documentation of a theorem's file, which is read and not loaded.

    >>> summary("mescheder2018_unregularized_spectrum")
    'The unregularized Dirac-GAN has a purely imaginary spectrum.'
    """
    with (Path(__file__).parent / "theorems" / f"{name}.py").open(encoding="utf-8") as file:
        return file.readline().strip().strip('"')


def stale(directory: Any, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Names of .tex files that are missing, differ from the texts, or belong to none of them."""
    folder = Path(directory)
    present = {path.name for path in folder.glob("*.tex")}
    wrong = [
        name
        for name, text in texts.items()
        if name not in present or (folder / name).read_bytes() != text.encode("utf-8")
    ]
    return tuple(sorted({*wrong, *(present - set(texts))}))


def main(arguments: list[str]) -> int:
    """Regenerate all derivations and the record, on all processors; 0 when every outcome is the expected one."""
    from stability.processes import each
    from stability.report import index_json

    names = catalogue.names("theorems")
    records = sorted(each(derived, names, os.cpu_count() or 1), key=lambda record: record.name)
    files = write(documents(records), arguments[0] if arguments else "derivations", complete=True)
    _replace(OUTCOMES, index_json(record.entry for record in records))
    unexpected = [record.name for record in records if not record.entry["as_expected"]]
    print(f"{len(files)} files written" + (f"; not as expected: {', '.join(unexpected)}" if unexpected else ""))
    return 1 if unexpected else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
