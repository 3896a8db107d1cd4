"""``stability derive``: theorems and game files -> one .tex each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from stability import catalogue, report, store
from stability.cli.analyses import analyzed
from stability.cli.display import progress
from stability.cli.verification import chosen
from stability.errors import BadInput

INDEX = "index"


def write(subjects: Sequence[str], directory: str) -> tuple[list[Path], list[str]]:
    """The files written, and the names of the theorems whose outcome is not the expected one.

    All subjects are checked before the first one is worked on.
    """
    files = [subject for subject in subjects if subject.endswith(".toml")]
    names = chosen([subject for subject in subjects if subject not in files]) if len(files) < len(subjects) or not files else []
    stems = _stems(files, names)
    written, findings = [], []
    with progress("deriving", len(names) + len(stems)) as step:
        for name in names:
            findings.append(catalogue.verify(name))
            written.append(_save(directory, name, report.theorem_document(findings[-1])))
            step(name)
        for path, stem in stems.items():
            written.append(_save(directory, stem, report.analysis_document(analyzed(path))))
            step(stem)
    if not subjects:
        written.append(_save(directory, INDEX, report.index_document(findings)))
    return written, [finding.theorem.name for finding in findings if not finding.as_expected]


def _stems(files: Sequence[str], names: Sequence[str]) -> dict[str, str]:
    """path -> name of its derivation; no derivation may overwrite another, nor that of a theorem."""
    stems: dict[str, str] = {}
    taken = {*names, *catalogue.names("theorems"), INDEX}
    for path in dict.fromkeys(files):
        stem = Path(path).stem
        if stem in taken:
            raise BadInput(f"a derivation for {path}", f"{stem}.tex is that of something else", "another name for the game file")
        taken.add(stem)
        stems[path] = stem
    return stems


def _save(directory: str, name: str, text: Any) -> Path:
    try:
        return store.write(Path(directory), f"{name}.tex", text)
    except OSError as problem:
        raise BadInput(f"the derivation {name}.tex in {directory}", problem.strerror or "an error while writing",
                       "--output with a directory that can be written") from None
