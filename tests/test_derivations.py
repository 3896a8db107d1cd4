"""The committed derivations: up to date, and typeset by pdflatex without errors or overfull lines."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sympy import Rational, Symbol, symbols

from stability import BadInput, Game, Player, analyze, catalogue, store
from stability.dynamics import AlternatingGD, SimultaneousGD
from stability.games import bilinear, dirac_gan
from stability.objectives import least_squares
from stability.regularizers import R1Penalty

FOLDER = Path(__file__).parent.parent / "derivations"
NAMES = catalogue.names("theorems")
#: An overfull line up to this is not seen by a reader.
OVERFULL = 10.0
#: longtable writes its column widths for the next pass, and says when they have settled.
PASSES = 5
x, y = symbols("x y", real=True)


def test_stale_files_are_found(tmp_path: Path) -> None:
    """Changed, missing and left-over files are reported; writing everything mends all three."""
    texts = {"a.tex": "a\n", "b.tex": "b\n"}
    assert store.write(texts, tmp_path) == (tmp_path / "a.tex", tmp_path / "b.tex")
    assert store.stale(tmp_path, texts) == ()
    (tmp_path / "a.tex").write_text("changed\n")
    (tmp_path / "b.tex").unlink()
    (tmp_path / "old.tex").write_text("x")
    assert store.stale(tmp_path, texts) == ("a.tex", "b.tex", "old.tex")
    store.write(texts, tmp_path, complete=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.tex", "b.tex"]
    assert store.stale(tmp_path, texts) == ()


def test_derive_by_name(tmp_path: Path) -> None:
    """One name writes one file and leaves the others alone."""
    (tmp_path / "mine.tex").write_text("mine")
    (path,) = store.derive([NAMES[0]], tmp_path)
    assert path.name == f"{NAMES[0]}.tex"
    assert (tmp_path / "mine.tex").exists()
    with pytest.raises(BadInput, match="no_such_theorem"):
        store.derive(["no_such_theorem"], tmp_path)


def test_directory_that_is_a_file(tmp_path: Path) -> None:
    """The error names the directory and what to try."""
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match="directory that can be written"):
        store.write({"a.tex": ""}, tmp_path / "file")


def user_games() -> dict[str, str]:
    """Documents of games: hostile names, many cases, long expressions, components, large matrices."""
    gamma, h = symbols("gamma h", positive=True)
    k = symbols("k_0:5", positive=True)
    long = x**2 * sum(k) * (1 + y**2) + x * y / sum(k[1:])
    origin = {x: 0, y: 0}
    hostile = "50% & _x_ \\input{/etc/passwd} $x$ ~^#{} ``--'' \u00fc \u03c8 \u4e2d \u00a7 " + "x" * 150
    evil = Symbol("\\input{/etc/passwd}", real=True)
    names = (Player("a_\\b% " + "y" * 90, x, x**2 * (1 + evil**2) + x * y), Player("b~^#", y, y**2 - x * y))
    wide = (Player("a", x, long), Player("b", y, y**2 * sum(s**2 for s in k) - x * y))
    transcendental = (Player("a", x, x**2 / 2 + x * y), Player("b", y, y**2 - x * y * 2))
    found = {
        "hostile": analyze(Game(hostile, names), at=origin, cross_check=False),
        "cases": analyze(R1Penalty(gamma)(dirac_gan()), SimultaneousGD(h)),
        "stages": analyze(R1Penalty(gamma)(dirac_gan()), AlternatingGD(h)),
        "wide": analyze(Game("wide", wide), at=origin, cross_check=False),
        "component": analyze(dirac_gan(least_squares)),
        "large": analyze(
            bilinear([[Rational(i * j + i - j, 7) for i in range(7)] for j in range(7)]), cross_check=False
        ),
        "plain": analyze(Game("plain", transcendental)),
    }
    return {f"game-{name}.tex": analysis.latex() for name, analysis in found.items()}


def typeset(path: Path) -> str:
    """Run pdflatex and return its log, lines unwrapped."""
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", path.name]
    environment = {**os.environ, "max_print_line": "10000", "openin_any": "p"}
    for _ in range(PASSES):
        done = subprocess.run(command, cwd=path.parent, env=environment, capture_output=True, timeout=120, check=False)
        log = path.with_suffix(".log").read_text(encoding="latin-1")
        if done.returncode != 0 or "Rerun" not in log:
            break
    return log if done.returncode == 0 else f"! pdflatex ended with {done.returncode}\n{log}"


def faults(log: str) -> list[str]:
    """Errors, undefined references, missing characters and lines that are too wide."""
    found = re.findall(r"^(?:!.*|LaTeX Warning: .*undefined.*|Missing character.*)$", log, flags=re.MULTILINE)
    for width, line in re.findall(
        r"^Overfull \\[hv]box \(([0-9.]+)pt too (?:wide|high)\) (.*)$", log, flags=re.MULTILINE
    ):
        if float(width) > OVERFULL:
            found.append(f"overfull by {width}pt {line}")
    return found


def test_every_document_compiles(tmp_path: Path) -> None:
    """Each derivation, and those of users' games, without errors, undefined references or overfull boxes over 10 pt.

    The committed files are typeset; that they are what the records give is tested where the theorems are verified.
    """
    if shutil.which("pdflatex") is None and not os.environ.get("CI"):
        pytest.skip("pdflatex is not installed; set CI=1 to insist on it")
    documents = {path.name: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.tex"))} | user_games()
    for name, text in documents.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with ThreadPoolExecutor(2) as pool:
        logs = dict(zip(documents, pool.map(typeset, (tmp_path / name for name in documents)), strict=True))
    assert {name: faults(log) for name, log in logs.items() if faults(log)} == {}


def test_faults_are_seen() -> None:
    """The twins of a clean log: an error, an undefined reference, a line that is too wide."""
    assert faults("This is fine\nOverfull \\hbox (9.5pt too wide) in paragraph at lines 1--2\n") == []
    assert faults("! Undefined control sequence.\n")
    assert faults("LaTeX Warning: Reference `a' on page 1 undefined on input line 3.\n")
    assert faults("Overfull \\hbox (10.5pt too wide) in paragraph at lines 1--2\n") == [
        "overfull by 10.5pt in paragraph at lines 1--2"
    ]
