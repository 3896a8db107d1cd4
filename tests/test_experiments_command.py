"""``stability experiment li2018``: surveys that are resumed after a kill, the same bytes whoever makes the tiles."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command_line import HOME, process, refused
from command_line import run as command

SMALL = ("experiment", "li2018", "--grid", "4", "--draws", "40", "--steps", "400")


def results(folder: Path) -> tuple[bytes, ...]:
    """The bytes of everything that a finished run leaves."""
    tiles = (f"tiles/tile_{update}_{row:03d}.json" for update in range(4) for row in range(4))
    return tuple((folder / name).read_bytes() for name in ("li2018_success.json", "li2018_success.png", *tiles))


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that nobody disturbed."""
    folder = tmp_path_factory.mktemp("survey") / "new"
    assert command(*SMALL, "--out", folder).exit_code == 0
    return folder


def test_the_command_shows_what_it_wrote(finished: Path) -> None:
    """A table with one line per rule, and the names of both files; the same as JSON."""
    shown = command(*SMALL, "--out", finished)
    assert "unrolled by 5 steps" in shown.stdout and "li2018_success.png" in shown.stdout
    document = json.loads(command(*SMALL, "--out", finished, "--json").stdout)
    assert document["runs"] == [40, 40, 40, 1] and len(document["successes"]) == 4
    assert document["survey"]["seed"] == 20180706


def test_processes_do_not_matter(finished: Path, tmp_path: Path) -> None:
    """Two worker processes write the same bytes."""
    assert process(*SMALL, "--jobs", "2", "--out", tmp_path).returncode == 0
    assert results(tmp_path) == results(finished)


def children(process_id: int) -> list[int]:
    """The processes that a process has started; none where the system does not list them."""
    path = Path(f"/proc/{process_id}/task/{process_id}/children")
    return [int(n) for n in path.read_text().split()] if path.exists() else []


def alive(process_id: int) -> bool:
    """Whether a process is still there, and no zombie that nobody has waited for."""
    try:
        state = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize("jobs", [1, 2])
def test_an_ended_run_goes_on(number: signal.Signals, jobs: int, finished: Path, tmp_path: Path) -> None:
    """After a kill and after Ctrl-C finished tiles are kept, no worker is left, and the second run gives the same."""
    child = subprocess.Popen(
        [sys.executable, "-m", "stability", *SMALL, "--jobs", str(jobs), "--out", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=HOME,
    )
    tiles = tmp_path / "tiles"
    deadline = time.monotonic() + 120
    while len(list(tiles.glob("tile_*.json"))) < 3 and time.monotonic() < deadline:
        time.sleep(0.002)
    workers = children(child.pid)
    child.send_signal(number)
    _, said = child.communicate(timeout=60)
    assert child.returncode == (130 if number is signal.SIGINT else -number)
    assert said == "Interrupted.\n" or number is signal.SIGKILL
    deadline = time.monotonic() + 60
    while any(map(alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not any(map(alive, workers))
    kept = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in tiles.glob("tile_*.json")}
    assert 3 <= len(kept) < 16 and not (tmp_path / "li2018_success.json").exists()
    assert command(*SMALL, "--out", tmp_path).exit_code == 0
    assert {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in kept} == kept  # not made again
    assert results(tmp_path) == results(finished)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"survey": "another", "successes": [9, 9, 9, 9]}'])
def test_a_tile_that_is_not_ours_is_made_again(content: str, finished: Path, tmp_path: Path) -> None:
    """Damaged files and those of another survey are not believed."""
    (tmp_path / "tiles").mkdir()
    for path in (finished / "tiles").iterdir():
        (tmp_path / "tiles" / path.name).write_bytes(path.read_bytes())
    (tmp_path / "tiles" / "tile_1_002.json").write_text(content)
    assert command(*SMALL, "--out", tmp_path).exit_code == 0
    assert results(tmp_path) == results(finished)


def test_another_survey_in_the_same_directory(tmp_path: Path) -> None:
    """Another seed, or another rule for crossing endpoints, is another survey; the first one can be made again."""
    tiny = ("experiment", "li2018", "--grid", "2", "--draws", "40", "--steps", "200", "--out", tmp_path)
    found = []
    for more in ((), ("--seed", "1"), ("--crossing", "freeze"), ()):
        assert command(*tiny, *more).exit_code == 0
        found.append((tmp_path / "li2018_success.json").read_bytes())
    assert len(set(found)) == 3 and found[0] == found[3]


def test_a_directory_that_cannot_be_written(tmp_path: Path) -> None:
    """A file in its place is refused in one paragraph."""
    (tmp_path / "file").write_text("")
    assert "can be written to" in refused(command(*SMALL, "--out", tmp_path / "file" / "inside"))


@pytest.mark.parametrize("arguments", [("--grid", "1"), ("--crossing", "middle"), ("--draws", "0"), ("--seed", "-1")])
def test_bad_usage(arguments: tuple[str, str]) -> None:
    """Exit status 2 before anything is made."""
    assert command("experiment", "li2018", *arguments).exit_code == 2


@pytest.mark.parametrize("arguments", [["experiment", "--help"], ["experiment", "li2018", "--help"]])
def test_help_is_light(arguments: list[str]) -> None:
    """--help loads neither NumPy nor SymPy."""
    code = f"import sys\nfrom stability.__main__ import main\nmain({arguments}, standalone_mode=False)\n"
    done = process(code=code + "print([m for m in ('numpy', 'sympy', 'rich', 'matplotlib') if m in sys.modules])")
    assert done.returncode == 0 and done.stdout.splitlines()[-1] == "[]", done.stderr


def test_no_partial_files_are_left(finished: Path) -> None:
    """Files are replaced, not written in place."""
    assert sorted(os.listdir(finished)) == ["li2018_success.json", "li2018_success.png", "tiles"]
    assert len(os.listdir(finished / "tiles")) == 16
