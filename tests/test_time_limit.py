"""A wall-clock limit around everything: an answer in time, with what was established, and nothing left running."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sympy import Function, Symbol, symbols

from stability import Analysis, System, Time, analyze, verify
from stability.__main__ import main
from stability.equilibrium import Completeness
from stability.errors import BadInput, CannotSolve, StabilityError
from stability.processes import each, here, limited

x, y = symbols("x y", real=True)
TWO = System(Time.CONTINUOUS, (x, y), (x - x**3, -y))
#: A basis of this system takes minutes; every equation involves three of the seven variables.
STATE = tuple(Symbol(f"x{k}", real=True) for k in range(7))
HARD = System(
    Time.CONTINUOUS,
    STATE,
    [
        s**3 * f - 2 * a**3 + 3 * f**2 * s - 5 * s + k + 1
        for k in range(7)
        for s, f, a in [(STATE[k], STATE[(k + 1) % 7], STATE[(k + 2) % 7])]
    ],
)
FILE = 'name = "hard"\n[symbols]\n' + "".join(f'{s} = "real"\n' for s in STATE)
FILE += '[system]\ntime = "continuous"\n[system.rhs]\n'
FILE += "".join(f'{s} = "{expression}"\n' for s, expression in zip(STATE, HARD.rhs, strict=True))
BOWL = 'name = "bowl"\n[symbols]\nx = "real"\n[[player]]\nname = "p"\nvariables = ["x"]\nloss = "x**2"\n'


def twice(number: int) -> int:
    if number < 0:
        time.sleep(60)
    if number > 100:
        os.abort()
    return 2 * number


def late(number: int, problem: CannotSolve) -> int:
    assert "0.3 seconds" in str(problem) or "ended with code" in str(problem)
    return number


def test_endless_work_ends_and_the_next_call_is_answered() -> None:
    """CannotSolve soon after the limit, with the remedy, also where a process dies; then a fresh one answers."""
    start = time.monotonic()
    with limited(3) as call:
        with pytest.raises(CannotSolve, match=r"0\.6 of 3 seconds.*more seconds"):
            call(0.2, twice, -1)
        with pytest.raises(CannotSolve, match=r"ended with code -6"):
            call(0.5, twice, 101)
        assert call(1, twice, 21) == 42
    assert time.monotonic() - start < 40  # 3 seconds on an idle machine


def test_errors_travel() -> None:
    """A refusal keeps its kind and what was established; the twin is a call in this process."""
    for call_in in (limited(20), limited(None)):
        with call_in as call, pytest.raises(CannotSolve) as refusal:
            call(1, raising, ("one", "two"))
        assert refusal.value.established == ("one", "two")
    with limited(None) as call:
        assert call is here


def raising(established: tuple[str, ...]) -> None:
    raise CannotSolve("a", "b", "c", established)


def test_items_that_do_not_end() -> None:
    """One item is late and one kills its process: ``late`` tells of both, and the others are answered."""
    found = each(twice, [1, -1, 2, 101, 3], 2, seconds=0.3, late=late)
    assert sorted(found) == [-1, 2, 4, 6, 101]
    with pytest.raises(CannotSolve):
        list(each(twice, [1, -1], 2, seconds=0.3))


def test_quick_work_is_not_disturbed() -> None:
    """The record that comes back prints as the one made here, in the main thread and in others."""
    free = str(analyze(TWO))
    results: list[str] = []
    threads = [threading.Thread(target=lambda: results.append(str(analyze(TWO, time_limit=60)))) for _ in range(2)]
    for thread in threads:
        thread.start()
    results.append(str(analyze(TWO, time_limit=60)))
    for thread in threads:
        thread.join()
    assert results == [free] * 3


def test_a_search_that_does_not_end_is_followed_by_a_quick_one() -> None:
    """What Newton's method finds is listed as NOT PROVEN, with verdicts; the reason says what ran out."""
    found = analyze(HARD, time_limit=6, cross_check=False)
    assert found.equilibria.completeness is Completeness.NOT_PROVEN
    assert "Groebner basis" in found.equilibria.reason and "of 6 seconds" in found.equilibria.reason


def test_one_point_does_not_take_along_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """A point whose analysis fails stands in ``refused`` with its reason; given alone, it is the answer."""
    import stability.analysis as pipeline

    local = pipeline._local

    def refusing(system: Any, equilibrium: Any, *rest: Any) -> Any:
        if equilibrium.as_dict()[x] == 0:
            raise CannotSolve("a verdict", "a budget of 10 steps used up", "more", ("a sign",))
        return local(system, equilibrium, *rest)

    monkeypatch.setattr(pipeline, "_local", refusing)
    result = analyze(TWO, cross_check=False)
    assert len(result.local) == 2 and [str(p) for p, _ in result.refused] == ["(x, y) = (0, 0)"]
    assert "10 steps" in result.refused[0][1] and "a sign" in result.refused[0][1]
    assert "10 steps" in str(result)
    with pytest.raises(CannotSolve, match=r"0, 0\).*10 steps"):
        _ = result.verdict
    with pytest.raises(CannotSolve, match="10 steps") as refusal:
        analyze(TWO, at={x: 0, y: 0})
    assert "equilibria POINT GIVEN" in refusal.value.established[0]


@pytest.mark.parametrize("seconds", [0, -1, "1", True, float("nan"), float("inf")])
def test_limits_are_positive(seconds: Any) -> None:
    """A limit that is none is BadInput, before anything runs."""
    with pytest.raises(BadInput, match="limit in seconds"):
        analyze(TWO, time_limit=seconds)


def test_what_the_script_defines_cannot_travel() -> None:
    """The refusal names the remedy; the twin, an abstract function, travels."""
    f = Function("f")
    assert isinstance(analyze(System(Time.CONTINUOUS, (x,), (f(x) - f(0) - x,)), at={x: 0}, time_limit=60), Analysis)
    script = (
        "from stability import *\nfrom stability.processes import limited\n"
        "def own(n): return n\n"
        "try:\n    with limited(5) as call: call(1, own, 2)\nexcept BadInput as problem: print(problem)\n"
        "with limited(5) as call: print(call(1, pow, 2, 5))\n"
    )
    done = subprocess.run([sys.executable, "-"], input=script, capture_output=True, text=True, env=environment())
    assert "module of its own" in done.stdout and done.stdout.endswith("32\n") and not done.stderr


def test_scripts_need_no_guard(tmp_path: Path) -> None:
    """A script that calls ``analyze`` at its top level is not run again by the process with the limit."""
    script = tmp_path / "script.py"
    script.write_text(
        "print('once')\nfrom sympy import Symbol\nfrom stability import *\nx = Symbol('x', real=True)\n"
        "print(analyze(System(Time.CONTINUOUS, (x,), (-x,)), time_limit=60).verdict.stability.name)\n"
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, env=environment())
    assert done.stdout == "once\nEXPONENTIALLY_STABLE\n" and not done.stderr


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}


def test_verify_with_a_limit() -> None:
    """A theorem is verified in the process with the limit as here."""
    name = "mescheder2018_unregularized_spectrum"
    assert verify(name, time_limit=60).outcome is verify(name).outcome


def test_command_with_a_limit(tmp_path: Path) -> None:
    """``stability analyze --time-limit``: bad limits are bad usage."""
    path = tmp_path / "bowl.toml"
    path.write_text(BOWL, encoding="utf-8")
    assert CliRunner().invoke(main, ["analyze", str(path), "--time-limit", "100"]).exit_code == 0
    for wrong in ("0", "-1", "nan", "1.5", "soon"):
        assert CliRunner().invoke(main, ["analyze", str(path), "--time-limit", wrong]).exit_code == 2


def test_the_limit_is_documented() -> None:
    """--help names the option and its default."""
    text = " ".join(CliRunner().invoke(main, ["analyze", "--help"]).output.split())
    assert "--time-limit SECONDS" in text and "default: 600" in text


def children(parent: int) -> list[str]:
    """The processes that a process has started and that still run."""
    listed = subprocess.run(["ps", "-o", "ppid=,args=", "-A"], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if line.split()[:1] == [str(parent)]]


@pytest.mark.skipif(not shutil.which("ps"), reason="lists processes by ps")
@pytest.mark.parametrize("option", [["--time-limit", "4"], []])
def test_a_basis_that_takes_minutes(tmp_path: Path, option: list[str]) -> None:
    """It ends at the limit with what is missing, or at Ctrl-C with status 130; no process stays behind."""
    path = tmp_path / "hard.toml"
    path.write_text(FILE, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", "from stability.__main__ import main; main()", "analyze", str(path), *option],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    )
    start = time.monotonic()
    if not option:
        while not children(process.pid) and time.monotonic() - start < 60:
            time.sleep(0.1)
        time.sleep(3)
        process.send_signal(signal.SIGINT)
        start = time.monotonic()
    output, errors = process.communicate(timeout=60)
    if option:
        text = " ".join(output.split())
        assert process.returncode in (0, 1) and "NOT PROVEN" in text and "of 4 seconds" in text
    else:
        assert process.returncode == 130 and errors == "Interrupted.\n" and time.monotonic() - start < 10
    assert not children(process.pid)


def test_limits_refuse_in_our_words() -> None:
    """Whatever a limit does to an analysis, it ends in a result or a StabilityError."""
    for seconds in (0.01, 0.1, 0.5):
        try:
            assert isinstance(analyze(TWO, time_limit=seconds), Analysis)
        except StabilityError as problem:
            assert "seconds" in str(problem)
