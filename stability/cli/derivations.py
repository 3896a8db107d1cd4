"""``stability derive``: theorems and game files -> one .tex each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from stability import catalogue, report, store
from stability.cli.analyses import analyzed
from stability.cli.display import progress
from stability.cli.theorem_files import chosen, is_file, theorem
from stability.cli.verification import PATIENCE
from stability.errors import BadInput, CannotSolve
from stability.processes import each
from stability.store import Derived


def write(subjects: Sequence[str], directory: str, seconds: float | None = None) -> tuple[tuple[Path, ...], list[str]]:
    """The files written, and the names of the theorems whose outcome is not the expected one.

    All subjects are checked before the first one is worked on, and nothing is written before the last one is done.
    Nothing else in the directory is touched: it may be the user's own.  seconds: a limit for each subject; the theorems
    of the shelf are known to end.
    """
    asked = [subject for subject in subjects if not subject.endswith(".toml")]
    names = chosen(asked) if asked or not subjects else []
    own = [name for name in names if is_file(name)]
    files = _stems([*own, *(subject for subject in subjects if subject.endswith(".toml"))])
    records, games = [], {}
    with progress("deriving", len(names) + len(files) - len(own)) as step:
        for record in each(_derived, names, seconds=seconds or (PATIENCE if own else None), late=_late):
            records.append(record)
            step(record.name)
        for path, stem in files.items():
            if path not in own:
                games[f"{stem}.tex"] = report.analysis_document(analyzed(path, seconds or PATIENCE))
                step(stem)
        texts = store.documents(sorted(records, key=lambda record: record.name), index=not subjects)
    written = store.write({**texts, **games}, directory)
    return written, [record.name for record in records if not record.entry["as_expected"]]


def _derived(name: str) -> Derived:
    return store.derived(theorem(name) if is_file(name) else name)


def _late(name: str, problem: CannotSolve) -> Derived:
    raise CannotSolve(f"a derivation of {name}: {problem.asked}", problem.found, problem.remedy) from None


def _stems(files: Sequence[str]) -> dict[str, str]:
    """game file or theorem in a file -> name of its derivation; none may overwrite another, nor that of a theorem."""
    stems: dict[str, str] = {}
    taken = {*catalogue.names("theorems"), Path(store.INDEX).stem}
    for path in dict.fromkeys(files):
        stem = str(theorem(path).name) if is_file(path) else Path(path).stem
        if is_file(path) and not re.fullmatch(r"\w[\w.-]*", stem):
            raise BadInput(f"a derivation of {path}", f"the name {stem!r}", "a name of letters, digits and underscores")
        if stem in taken:
            raise BadInput(
                f"a derivation of {path}", f"{stem}.tex is that of something else", "another name for the file"
            )
        taken.add(stem)
        stems[path] = stem
    return stems
