"""Theorems in a user's own Python file: verified and derived by path; what is wrong is told with its line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import refused, run

FILE = """
from sympy import symbols
from stability import System, Theorem, Time
from stability.theorem import Conserved, StabilityIs

x, y = symbols("x y", real=True)
centre = System(Time.CONTINUOUS, (x, y), (-y, x))
energy = Theorem("my_energy", "own", "The energy is kept.", (), centre, Conserved(x**2 + y**2))
wrong = Theorem("my_error", "own", "It is attracting.", (), centre, StabilityIs("EXPONENTIALLY_STABLE"))
again = energy
other = 3
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.py"
    path.write_text(FILE, encoding="utf-8")
    return path


def test_all_theorems_of_a_file(file: Path) -> None:
    """Every record once, by the name of its variable; the false one makes the status 1."""
    result = run("verify", file, "--json")
    found = {entry["name"]: entry["outcome"] for entry in json.loads(result.stdout)["theorems"]}
    assert result.exit_code == 1 and found == {"my_energy": "CONFIRMED", "my_error": "REFUTED"}


def test_one_theorem_of_a_file(file: Path) -> None:
    """FILE.py:name is one theorem, beside others from the shelf."""
    result = run("verify", f"{file}:energy", "mescheder2018_unregularized_spectrum")
    assert result.exit_code == 0 and "2 theorems: 2 CONFIRMED" in result.stdout and "mine.py:energy" in result.stdout


def test_derivations_of_a_file(file: Path, tmp_path: Path) -> None:
    """One document for each record, named by the record; --json lists what was written."""
    result = run("derive", f"{file}:energy", "--output", tmp_path / "out", "--json")
    assert result.exit_code == 0 and json.loads(result.stdout)["written"] == [str(tmp_path / "out" / "my_energy.tex")]
    assert "energy is kept" in (tmp_path / "out" / "my_energy.tex").read_text(encoding="utf-8")


REFUSALS = {
    "unknown name": (FILE, ":nothing", ["'nothing'", "energy, wrong"]),
    "no theorem": ("x = 3\n", "", ["no Theorem record"]),
    "syntax": ("x = 3\ny = = 4\n", "", ["line 2", "SyntaxError"]),
    "own mistake": ("x = 3\n\ny = 1/0\n", "", ["line 3", "ZeroDivisionError"]),
    "bad record": (FILE.replace("Conserved(x**2 + y**2)", "3"), "", ["my_energy", "kind of Claim"]),
    "exit": ("raise SystemExit(5)\n", "", ["SystemExit", "line 1"]),
}


@pytest.mark.parametrize("case", REFUSALS, ids=lambda case: case.replace(" ", "-"))
def test_files_that_are_refused(case: str, tmp_path: Path) -> None:
    """Exit status 2 and one paragraph, for both commands; nothing is written."""
    text, name, said = REFUSALS[case]
    path = tmp_path / "mine.py"
    path.write_text(text, encoding="utf-8")
    for command in (("verify",), ("derive", "--output", str(tmp_path / "out"))):
        paragraph = refused(run(command[0], f"{path}{name}", *command[1:]))
        assert all(word in paragraph for word in said)
    assert not (tmp_path / "out").exists()


def test_missing_file(tmp_path: Path) -> None:
    """A path that names nothing is told as such."""
    assert "no such file" in refused(run("verify", tmp_path / "none.py"))


def test_a_derivation_overwrites_none(file: Path, tmp_path: Path) -> None:
    """A record named like a theorem of the shelf, or with a name that is no file name, has no derivation."""
    for name in ("mescheder2018_unregularized_spectrum", "a/b"):
        file.write_text(FILE.replace("my_energy", name), encoding="utf-8")
        assert name in refused(run("derive", f"{file}:energy", "--output", tmp_path / "out"))
