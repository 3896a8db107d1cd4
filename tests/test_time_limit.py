"""A wall-clock limit around everything: a refusal in time, with what was established, and nothing left running."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sympy import symbols

from stability import System, Time, analyze
from stability.__main__ import main
from stability.cli.worker import time_limit
from stability.errors import BadInput, CannotSolve

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="alarms of POSIX")
x, y = symbols("x y", real=True)
TWO = System(Time.CONTINUOUS, (x, y), (x - x**3, -y))
GAME = """
name = "bowl"
[symbols]
x = "real"
[[player]]
name = "p"
variables = ["x"]
loss = "x**2"
"""
#: A basis of this system takes minutes; every equation involves three of the seven variables.
HARD = 'name = "hard"\n[symbols]\n' + "".join(f'x{k} = "real"\n' for k in range(7))
for k in range(7):
    s, f, a = f"x{k}", f"x{(k + 1) % 7}", f"x{(k + 2) % 7}"
    loss = f"-({s}**4*{f}/4 - 2*{a}**3*{s} + 3*{f}**2*{s}**2/2 - 5*{s}**2/2 + {k + 1}*{s})"
    HARD += f'[[player]]\nname = "p{k}"\nvariables = ["{s}"]\nloss = "{loss}"\n'


def spin(*_arguments: Any, **_options: Any) -> None:
    """Work without an end."""
    while True:
        time.sleep(0.001)


def test_endless_work_ends() -> None:
    """CannotSolve soon after the limit, with the remedy; afterwards no alarm is set, and the old handler is back."""
    before = signal.getsignal(signal.SIGALRM)
    start = time.monotonic()
    with pytest.raises(CannotSolve, match=r"0\.2 seconds.*more seconds"), time_limit(0.2):
        spin()
    assert time.monotonic() - start < 10  # 0.7 seconds on an idle machine
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0) and signal.getsignal(signal.SIGALRM) is before


def test_quick_work_is_not_disturbed() -> None:
    """The twin: the result is that without a limit, and nothing rings later."""
    with time_limit(30):
        limited = analyze(TWO, cross_check=False)
    free = analyze(TWO, cross_check=False)
    assert [i.verdict.stability for i in limited.local] == [i.verdict.stability for i in free.local]
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_a_search_that_keeps_what_it_has_does_not_escape() -> None:
    """The alarm rings again when the first one is taken as one more thing that is missing."""
    rings = 0
    with pytest.raises(CannotSolve), time_limit(0.1):
        while rings < 2:
            try:
                spin()
            except CannotSolve:
                rings += 1
                if rings == 2:
                    raise
    assert rings == 2


def test_what_was_established_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The search and one verdict are done when the second local analysis hangs."""
    import stability.analysis as pipeline

    local, seen = pipeline._local, []

    def second_hangs(*arguments: Any) -> Any:
        seen.append(arguments)
        return local(*arguments) if len(seen) == 1 else spin()

    monkeypatch.setattr(pipeline, "_local", second_hangs)
    with pytest.raises(CannotSolve) as refusal, time_limit(2):
        analyze(TWO, cross_check=False)
    first, second = refusal.value.established
    assert "PROVEN COMPLETE: 3 found" in first and "UNSTABLE" in second
    assert "Established so far" in str(refusal.value)


@pytest.mark.parametrize("seconds", [0, -1, "1", True])
def test_limits_are_positive(seconds: Any) -> None:
    """A limit that is none is BadInput, before anything runs."""
    with pytest.raises(BadInput), time_limit(seconds):
        raise AssertionError("not reached")


def test_command_with_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """``stability analyze --time-limit``: exit status 1 and one paragraph when the time is up, 0 otherwise."""
    path = tmp_path / "bowl.toml"
    path.write_text(GAME, encoding="utf-8")
    assert CliRunner().invoke(main, ["analyze", str(path), "--time-limit", "100"]).exit_code == 0
    for wrong in ("0", "-1", "nan", "1.5", "soon"):
        assert CliRunner().invoke(main, ["analyze", str(path), "--time-limit", wrong]).exit_code == 2
    monkeypatch.setattr("stability.cli.analyses.analyze", spin)
    result = CliRunner().invoke(main, ["analyze", str(path), "--time-limit", "1"])
    assert result.exit_code == 1 and "none after 1 seconds" in result.output and str(path) in result.output


def test_the_limit_is_documented() -> None:
    """--help names the option and its default."""
    text = " ".join(CliRunner().invoke(main, ["analyze", "--help"]).output.split())
    assert "--time-limit SECONDS" in text and "default: 600" in text


def children(parent: int) -> list[str]:
    """The processes that a process has started and that still run."""
    listed = subprocess.run(["ps", "-o", "ppid=,args=", "-A"], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if line.split()[:1] == [str(parent)]]


@pytest.mark.skipif(not shutil.which("ps"), reason="lists processes by ps")
@pytest.mark.parametrize("option", [["--time-limit", "1"], []])
def test_a_basis_that_takes_minutes(tmp_path: Path, option: list[str]) -> None:
    """It ends at the limit with what is missing, or at Ctrl-C with status 130; no process stays behind."""
    path = tmp_path / "hard.toml"
    path.write_text(HARD, encoding="utf-8")
    root = str(Path(__file__).resolve().parents[1])
    process = subprocess.Popen(
        [sys.executable, "-c", "from stability.__main__ import main; main()", "analyze", str(path), *option],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": root},
    )
    start = time.monotonic()
    if not option:
        while not children(process.pid) and time.monotonic() - start < 60:
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        start = time.monotonic()
    output, errors = process.communicate(timeout=60)
    if option:
        assert process.returncode == 0 and "NOT PROVEN" in output and "within 1 seconds" in " ".join(output.split())
    else:
        assert process.returncode == 130 and errors == "Interrupted.\n" and time.monotonic() - start < 10
    assert not children(process.pid)
