"""One function for many items, in this process or in worker processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing.connection import wait
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def each(function: Callable[[Item], Result], items: Sequence[Item], jobs: int = 1) -> Iterator[Result]:
    """The results as they are finished; with several jobs in any order.

    function: importable by its name; its results must be picklable, so it returns texts and numbers.
    """
    if jobs == 1 or len(items) < 2:
        yield from map(function, items)
    else:
        yield from _in_processes(function, items, jobs)


def _in_processes(function: Callable[[Item], Result], items: Sequence[Item], jobs: int) -> Iterator[Result]:
    """Fresh processes, because a fork would copy the threads of z3 and of the linear algebra without their state."""
    pool = ProcessPoolExecutor(min(jobs, len(items)), multiprocessing.get_context("spawn"), _end_with_the_parent)
    finished = False
    try:
        for future in as_completed([pool.submit(function, item) for item in items]):
            yield future.result()
        finished = True
    finally:
        pool.shutdown(wait=finished, cancel_futures=True)
        if not finished:
            for child in multiprocessing.active_children():
                child.terminate()


def _end_with_the_parent() -> None:
    """Ctrl-C is the parent's to handle; a worker whose parent was killed ends at once instead of waiting for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_watch, args=(parent.sentinel,), daemon=True).start()


def _watch(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
