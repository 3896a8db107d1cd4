"""``stability derive``: theorems and game files -> one .tex each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from stability import catalogue, report, store
from stability.cli.analyses import analyzed
from stability.cli.display import progress
from stability.cli.verification import chosen
from stability.errors import BadInput


def write(subjects: Sequence[str], directory: str) -> tuple[tuple[Path, ...], list[str]]:
    """The files written, and the names of the theorems whose outcome is not the expected one.

    All subjects are checked before the first one is worked on, and nothing is written before the last one is done.
    Nothing else in the directory is touched: it may be the user's own.
    """
    files = _stems([subject for subject in subjects if subject.endswith(".toml")])
    asked = [subject for subject in subjects if not subject.endswith(".toml")]
    names = chosen(asked) if asked or not subjects else []
    records, games = [], {}
    with progress("deriving", len(names) + len(files)) as step:
        for name in names:
            records.append(store.derived(name))
            step(name)
        for path, stem in files.items():
            games[f"{stem}.tex"] = report.analysis_document(analyzed(path))
            step(stem)
        texts = store.documents(records, index=not subjects)
    written = store.write({**texts, **games}, directory)
    return written, [record.name for record in records if not record.entry["as_expected"]]


def _stems(files: Sequence[str]) -> dict[str, str]:
    """path -> name of its derivation; no derivation may overwrite another, nor that of a theorem."""
    stems: dict[str, str] = {}
    taken = {*catalogue.names("theorems"), Path(store.INDEX).stem}
    for path in dict.fromkeys(files):
        stem = Path(path).stem
        if stem in taken:
            raise BadInput(
                f"a derivation of {path}", f"{stem}.tex is that of something else", "another name for the game file"
            )
        taken.add(stem)
        stems[path] = stem
    return stems
