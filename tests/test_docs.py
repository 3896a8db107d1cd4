"""Every example in a docstring and in the README runs and prints what it says."""

from __future__ import annotations

import contextlib
import doctest
import importlib
import io
import pkgutil
import re
from pathlib import Path

import pytest

import stability

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
MODULES = sorted(
    info.name
    for info in pkgutil.walk_packages(stability.__path__, "stability.")
    if not info.name.endswith("__main__") and not info.name.startswith("stability.theorems.")
)


@pytest.mark.parametrize("name", MODULES)
def test_docstring_examples(name: str) -> None:
    """The doctests of one module pass."""
    result = doctest.testmod(importlib.import_module(name))
    assert result.failed == 0


def blocks(language: str) -> list[str]:
    """The fenced blocks of one language in the README."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)


def test_readme_python() -> None:
    """The README's Python blocks run in order, and print the verdicts that the text shows."""
    space: dict[str, object] = {}
    printed = []
    for block in blocks("python"):
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(block, "README.md", "exec"), space)
        printed.append(out.getvalue())
    assert printed[0] == blocks("text")[0]
    assert "EXPONENTIALLY_STABLE where" in printed[1]
    assert printed[2] == blocks("text")[1]
    assert str(space["derivation"]).startswith("\\documentclass")
    assert printed[3].strip() == "((I*f'(0), 1), (-I*f'(0), 1))"
    assert printed[4].strip() == "REFUTED - f(t) = -log(1 + exp(-t)): the difference is 1/4, not 0"


def test_readme_comments_show_what_is_printed() -> None:
    """Comments after a print in the README are its output, so that they cannot drift either."""
    block = blocks("python")[3] + blocks("python")[4]
    assert "# ((I*f'(0), 1), (-I*f'(0), 1))" in block
    assert "# REFUTED - f(t) = -log(1 + exp(-t)): the difference is 1/4, not 0" in block


@pytest.mark.parametrize("number", [0, 1])
def test_readme_game_files(number: int, tmp_path: Path) -> None:
    """The README's game files load and give a verdict under their dynamics."""
    from stability import analyze, load_game

    path = tmp_path / "game.toml"
    path.write_text(blocks("toml")[number], encoding="utf-8")
    loaded = load_game(path)
    result = analyze(loaded.game, loaded.dynamics, at=loaded.at, parameters=loaded.parameters)
    assert result.verdict.stability.name == "EXPONENTIALLY_STABLE"


def test_readme_has_exactly_the_two_commands_that_ci_runs() -> None:
    """One command installs and verifies, one installs and tests."""
    commands = [line for block in blocks("sh") for line in block.splitlines()]
    assert len(commands) == 2
    assert commands[0].endswith("stability verify")
    assert commands[1].endswith("python -m pytest")


def test_a_wrong_example_is_noticed() -> None:
    """The twin: a docstring whose output is wrong fails the same check."""
    test = doctest.DocTestParser().get_doctest(">>> 1 + 1\n3\n", {}, "wrong", None, 0)
    assert doctest.DocTestRunner(verbose=False).run(test, out=lambda _: None).failed == 1
