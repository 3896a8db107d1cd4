"""What the command line shows in terminals of any width and alphabet, in logs, and to readers that go away."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command_line import GAME, HOME, SPECTRUM, WRONG, process, run

from stability.cli import display, verification


@pytest.mark.parametrize("columns", ["60", "80", "100", "120", "160"])
def test_tables_fit_the_terminal(columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line is wider than the terminal, and names stay whole from 80 columns on."""
    monkeypatch.setenv("COLUMNS", columns)
    result = run("verify", SPECTRUM, WRONG)
    table = result.stdout.partition("\n\n")[0].splitlines()
    assert all(len(line) <= int(columns) for line in [*table, *run("list").stdout.splitlines()])
    assert columns not in ("80", "120", "160") or any(line.startswith(SPECTRUM) for line in table)


def test_output_for_an_ascii_terminal() -> None:
    """Frames and text stay printable where only ASCII is."""
    done = process("verify", SPECTRUM, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    assert done.stdout.isascii() and "\\u2500" not in done.stdout


def test_names_of_any_alphabet(tmp_path: Path) -> None:
    """A Greek name is shown, and escaped where it cannot be."""
    path = tmp_path / "game.toml"
    path.write_text(GAME.replace("Dirac-GAN with", "\N{GREEK SMALL LETTER THETA}-[bold]GAN"), encoding="utf-8")
    assert "[bold]GAN" in run("analyze", path).stdout
    done = process("analyze", path, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    assert done.stdout.isascii() and "\\u03b8-[bold]GAN" in done.stdout
    assert run("analyze", path, "--json").stdout.isascii()


@pytest.mark.parametrize("arguments", [["list"], ["list", "--json"], ["verify", SPECTRUM], ["--help"]])
def test_a_reader_that_goes_away(arguments: list[str]) -> None:
    """``stability ... | head -c 1`` ends without a traceback."""
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "stability", *arguments],
            stdout=closed,
            stderr=subprocess.PIPE,
            text=True,
            timeout=200,
            check=False,
            cwd=HOME,
        )
    assert done.returncode != 0
    assert done.stderr == ""


class Terminal(io.StringIO):
    """A standard error that somebody watches."""

    def isatty(self) -> bool:
        return True


def watched(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal in place of the standard error; in the test itself, because the runner captures each phase anew."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    return terminal


def test_long_work_shows_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """After the patience has run out a bar counts the steps."""
    terminal = watched(monkeypatch)
    monkeypatch.setattr(display, "PATIENCE", 0.0)
    with display.progress("verifying", 3) as step:
        time.sleep(0.3)  # the bar is drawn ten times a second
        step("a_theorem")
        time.sleep(0.3)
    assert "verifying" in terminal.getvalue() and "1/3" in terminal.getvalue()


def test_short_work_shows_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work under a second leaves the terminal alone."""
    terminal = watched(monkeypatch)
    with display.progress("verifying", 3) as step:
        step("a_theorem")
    assert terminal.getvalue() == ""


def test_no_bar_without_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A log gets no control characters."""
    monkeypatch.setattr(display, "PATIENCE", 0.0)
    with display.progress("verifying") as step:
        time.sleep(0.2)
        step("a_theorem")
    assert capsys.readouterr().err == ""


def test_the_summary_counts_what_is_missing() -> None:
    """No finished theorem is no success."""
    assert verification.summary([], 3).startswith("0 of 3 theorems: none finished; false twins refuted: 0 of 0")
