"""The command line as tests run it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

import stability
from stability.__main__ import main

HOME = Path(stability.__file__).parents[1]
SPECTRUM = "mescheder2018_unregularized_spectrum"
WRONG = "r3gan2024_r1_spectrum_missing_square"
GAME = """
name = "Dirac-GAN with a gradient penalty"

[symbols]
theta = "real"
psi = "real"
gamma = "positive"

[[player]]
name = "generator"
variables = ["theta"]
loss = "-log(1 + exp(-theta*psi))"

[[player]]
name = "discriminator"
variables = ["psi"]
loss = "log(1 + exp(-theta*psi)) + gamma/2*psi**2"

[dynamics]
method = "AlternatingGD"
h = 0.2

[at]
theta = 0
psi = 0

[parameters]
gamma = "3/10"
"""


def run(*arguments: str | Path) -> Result:
    """The command in this process."""
    return CliRunner().invoke(main, [str(a) for a in arguments], prog_name="stability")


def process(*arguments: str | Path, code: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    command = ["-c", code, *arguments] if code else ["-m", "stability", *arguments]
    return subprocess.run(
        [sys.executable, *map(str, command)],
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
        env={**os.environ, **environment},
        cwd=HOME,
    )


def refused(result: Result | subprocess.CompletedProcess[str]) -> str:
    """The refusal: exit status 2, one paragraph on the standard error, nothing else."""
    status = result.exit_code if isinstance(result, Result) else result.returncode
    assert status == 2, result
    assert result.stdout == ""
    [paragraph] = result.stderr.splitlines()
    assert paragraph.startswith("Error: Asked for ") and ". Found: " in paragraph and ". Try: " in paragraph
    return paragraph
