"""A wall clock: heavy Groebner bases in a process of their own, which can be ended, and an alarm for everything else.

Only a guard against hangs, never part of an argument; without it nothing costs more.  The process reads a question from
standard input: ``python -m stability.cli.worker``.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from stability.algebra.systems.guard import answer, elsewhere
from stability.errors import BadInput, CannotSolve

#: Seconds after the limit at which the alarm rings, so that a worker's end is reported as such, and between two rings:
#: a search that keeps what it has goes on after the first one.
_GRACE, _AGAIN = 0.5, 2.0
_REMEDY = "more seconds, rational numbers for some parameters, or the equilibrium by at="


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Inside, everything ends after so many seconds: CannotSolve with what was established so far.

    On POSIX systems and in the main thread; elsewhere this is ``wall_clock`` alone.  A single call into a library ends
    first; Groebner bases, the longest of them, are ended as in ``wall_clock``.

    >>> with time_limit(60):
    ...     print("in time")
    in time

    Raises BadInput unless the limit is positive.
    """
    with wall_clock(seconds):
        if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
            yield
            return

        def ring(_number: int, _frame: Any) -> None:
            raise CannotSolve("an answer within the time limit", f"none after {seconds:g} seconds", _REMEDY)

        before = signal.signal(signal.SIGALRM, ring)
        signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE, _AGAIN)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)


@contextmanager
def wall_clock(seconds: float) -> Iterator[None]:
    """Inside, Groebner bases take so many seconds together, then CannotSolve; a search keeps what it has.

    Ctrl-C ends the process as well, where the library itself would not look at signals.

    >>> from sympy import symbols
    >>> from stability import System, Time, find_equilibria
    >>> x, y = symbols("x y", real=True)
    >>> with wall_clock(60):
    ...     print(find_equilibria(System(Time.CONTINUOUS, (x, y), (x**2 - y**3 - 1, y**2 + x*y - 2))))
    PROVEN COMPLETE: 1 found, 1 certified

    Raises BadInput unless the limit is positive.
    """
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)) or not seconds > 0:
        raise BadInput("a limit in seconds", repr(seconds), "a positive number")
    end = time.monotonic() + seconds
    with elsewhere(lambda question: _asked(question, seconds, end - time.monotonic())):
        yield


def _asked(question: str, seconds: float, left: float) -> str:
    """The worker's answer; the process is ended on a timeout and on an interrupt."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    process = subprocess.Popen(
        [sys.executable, "-m", "stability.cli.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    )
    with process:
        try:
            found, _ = process.communicate(question, timeout=max(left, 0))
        except subprocess.TimeoutExpired:
            raise CannotSolve(
                "a Groebner basis",
                f"none within {seconds:g} seconds of wall-clock time",
                _REMEDY,
            ) from None
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
    if process.returncode:
        raise CannotSolve(
            "a Groebner basis",
            f"a worker process that ended with code {process.returncode}",
            "a smaller system, or the equilibrium by at=",
        )
    return found


if __name__ == "__main__":
    sys.stdout.write(answer(sys.stdin.read()))
