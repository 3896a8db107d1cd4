"""One function for many names, in this process or in worker processes."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from typing import TypeVar

Result = TypeVar("Result")


def each(function: Callable[[str], Result], names: Sequence[str], jobs: int = 1) -> Iterator[Result]:
    """The results as they are finished; with several jobs in any order.

    function: importable by its name; its results must be picklable, so it returns texts and numbers.
    """
    if jobs == 1 or len(names) < 2:
        yield from map(function, names)
    else:
        yield from _in_processes(function, names, jobs)


def _in_processes(function: Callable[[str], Result], names: Sequence[str], jobs: int) -> Iterator[Result]:
    """Fresh processes, because a fork would copy the threads of z3 and of the linear algebra without their state."""
    pool = ProcessPoolExecutor(
        min(jobs, len(names)), multiprocessing.get_context("spawn"), _leave_interrupts_to_the_parent
    )
    finished = False
    try:
        for future in as_completed([pool.submit(function, name) for name in names]):
            yield future.result()
        finished = True
    finally:
        pool.shutdown(wait=finished, cancel_futures=True)
        if not finished:
            for child in multiprocessing.active_children():
                child.terminate()


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
