"""Theorems by name: those of the shelf, and the ``Theorem`` records in a user's own Python file.

A Python file is run when its theorems are asked for: it is the user's own code, run on purpose.  Everything else that
comes from files is read, never run.
"""

from __future__ import annotations

import runpy
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from stability.errors import BadInput

#: What a user's code may raise; told as a refusal with its line.
_RAISED = (
    ArithmeticError, AssertionError, AttributeError, EOFError, ImportError, LookupError, MemoryError, NameError,
    OSError, RuntimeError, SyntaxError, SystemExit, TypeError, ValueError, Warning,
)  # fmt: skip
_ADVICE = "a file with lines such as  theorem = Theorem(name=..., ...)  at its top level"


def chosen(names: Sequence[str]) -> list[str]:
    """The names, each once, or all theorems of the shelf; an unknown one is refused before anything is verified.

    FILE.py stands for all theorems of the file, FILE.py:name for one; each becomes FILE.py:name.
    """
    from stability import catalogue

    known = catalogue.names("theorems")
    found: list[str] = []
    for name in names:
        path, wanted = _split(name)
        if path is not None:
            found += [f"{path}:{key}" for key in theorems_of(path) if wanted in (None, key)] or [_unknown(path, wanted)]
            continue
        if name not in known:
            catalogue.find("theorems", name)
        found.append(name)
    return list(dict.fromkeys(found)) or list(known)


def theorem(name: str) -> Any:
    """The record of a name that ``chosen`` gives."""
    from stability import catalogue

    path, wanted = _split(name)
    return catalogue.find("theorems", name) if path is None else theorems_of(path)[wanted or ""]


def is_file(name: str) -> bool:
    """Whether this names a Python file, or a theorem in one."""
    return _split(name)[0] is not None


def _split(name: str) -> tuple[str | None, str | None]:
    """(path, name in it) of FILE.py or FILE.py:name; (None, None) for anything else."""
    if name.endswith(".py"):
        return name, None
    path, colon, wanted = name.rpartition(":")
    return (path, wanted) if colon and path.endswith(".py") else (None, None)


def _unknown(path: str, wanted: str | None) -> str:
    names = ", ".join(theorems_of(path))
    raise BadInput(f"{wanted!r} in {path}", f"the theorems {names}", "one of these names, or the file alone for all")


def theorems_of(path: str) -> dict[str, Any]:
    """Name of the variable -> record, for every Theorem at the top level of the file."""
    from stability.theorem import Theorem

    found: dict[str, Any] = {}
    for key, value in _run(path).items():
        if isinstance(value, Theorem) and not any(value is other for other in found.values()):
            found[key] = value
    if not found:
        raise BadInput(f"theorems in {path}", "no Theorem record at its top level", _ADVICE)
    return found


def _run(path: str) -> dict[str, Any]:
    """The names that the file defines; it can import its neighbours, as a script can."""
    if not Path(path).is_file():
        raise BadInput(f"theorems in {path!r}", "no such file", "the path of a Python file")
    sys.path.insert(0, str(Path(path).resolve().parent))
    try:
        return runpy.run_path(path, run_name="theorems")
    except _RAISED as problem:
        lines = [f.lineno for f in traceback.extract_tb(problem.__traceback__) if f.filename == path]
        line = problem.lineno if isinstance(problem, SyntaxError) else lines[-1] if lines else None
        where = f"{path}, line {line}" if line else path
        raise BadInput(
            f"the theorems in {where}",
            f"{type(problem).__name__}: {' '.join(str(problem).split())}",
            f"correcting the file, or {_ADVICE}",
        ) from None
    finally:
        sys.path.pop(0)
