"""A wall clock for the heavy polynomial step: Groebner bases in a process of their own, which can be ended.

Only a guard against hangs, never part of an argument; without it nothing costs more.  The process reads a question from
standard input: ``python -m stability.cli.worker``.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from stability.algebra.systems.guard import answer, elsewhere
from stability.errors import BadInput, CannotSolve


@contextmanager
def wall_clock(seconds: float) -> Iterator[None]:
    """Inside, every Groebner basis ends after so many seconds: CannotSolve, and a search keeps what it has.

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
    with elsewhere(lambda question: _asked(question, seconds)):
        yield


def _asked(question: str, seconds: float) -> str:
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
            found, _ = process.communicate(question, timeout=seconds)
        except subprocess.TimeoutExpired:
            raise CannotSolve(
                "a Groebner basis",
                f"none within {seconds:g} seconds of wall-clock time",
                "more seconds, rational numbers for some parameters, or the equilibrium by at=",
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
