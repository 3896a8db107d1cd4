"""Surveys on disk: one small file per finished tile, so that a run that was ended goes on where it stopped."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from stability.errors import BadInput
from stability.experiments import SuccessMaps, Survey
from stability.processes import each

Tile = tuple[int, int]


def surveyed(survey: Survey, folder: Path, jobs: int, step: Callable[[str], None]) -> SuccessMaps:
    """The finished survey; tiles of an earlier run of the same survey are read, the others made and kept.

    A tile's file appears whole or not at all, and names the survey it belongs to by a hash; any other file is made
    again.  ``step`` is called once for each tile.  Raises BadInput for a folder that cannot be written to.
    """
    key = hashlib.sha256(json.dumps(survey.described(), sort_keys=True).encode()).hexdigest()
    counts: dict[Tile, tuple[int, ...]] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for tile in survey.tiles():
            found = _read(folder / _name(tile), key, survey)
            if found is not None:
                counts[tile] = found
                step("read")
        missing = [tile for tile in survey.tiles() if tile not in counts]
        for tile, row in _made(survey, missing, jobs):
            text = json.dumps({"survey": key, "successes": row}) + "\n"
            replace(folder / _name(tile), text.encode())
            counts[tile] = row
            step(survey.updates[tile[0]].label)
    except OSError as error:
        reason = f"{type(error).__name__}: {error.strerror}"
        raise BadInput(f"tiles in {str(folder)!r}", reason, "a directory that can be written to") from None
    rows = range(survey.grid)
    return SuccessMaps(survey, tuple(tuple(counts[u, row] for row in rows) for u in range(len(survey.updates))))


def replace(path: Path, data: bytes) -> None:
    """All of the data or nothing."""
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    partial.write_bytes(data)
    partial.replace(path)


def _name(tile: Tile) -> str:
    return f"tile_{tile[0]}_{tile[1]:03d}.json"


def _read(path: Path, key: str, survey: Survey) -> tuple[int, ...] | None:
    """The successes in a tile's file; None for a file that is missing, damaged, or of another survey."""
    try:
        content: Any = json.loads(path.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    if not isinstance(content, dict) or content.get("survey") != key:
        return None
    row = content.get("successes")
    if not isinstance(row, list) or len(row) != survey.grid or not all(type(n) is int for n in row):
        return None
    return tuple(row)


def _made(survey: Survey, tiles: list[Tile], jobs: int) -> Iterator[tuple[Tile, tuple[int, ...]]]:
    return each(partial(_tile, survey), tiles, jobs)


def _tile(survey: Survey, tile: Tile) -> tuple[Tile, tuple[int, ...]]:
    return tile, survey.tile(*tile)
