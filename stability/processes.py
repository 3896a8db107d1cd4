"""Work in fresh processes, by pebble: one function for many items, and calls that end after so many seconds.

A limit in seconds only guards against hangs; it is never part of an argument, and what an answer depends on is counted
in steps.  Processes are fresh (spawn), because a fork would copy the threads of z3 and of the linear algebra without
their state.  Ground, like ``rigor``: nothing here knows what is computed.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait
from multiprocessing.context import SpawnContext, SpawnProcess
from multiprocessing.reduction import ForkingPickler
from types import ModuleType
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from stability.errors import BadInput, CannotSolve

Item = TypeVar("Item")
Result = TypeVar("Result")
#: Makes a call: the share of the time left that it may use, the function, its arguments.
Call = Callable[..., Any]

_REMEDY = "more seconds, rational numbers for some parameters, or the equilibrium by at="
#: Pools of one process each that wait for the next question; starting one takes as long as importing SymPy.
_idle: list[ProcessPool] = []


def each(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    jobs: int = 1,
    *,
    seconds: float | None = None,
    late: Callable[[Item, CannotSolve], Result] | None = None,
) -> Iterator[Result]:
    """The results as they are finished; with several jobs in any order.

    function: importable by its name; its results must be picklable.  seconds: a limit for each item; what happens to an
    item that does not end in it, or that ends its process, is told by ``late``, else raised as CannotSolve.
    """
    if seconds is None and (jobs == 1 or len(items) < 2):
        yield from map(function, items)
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPool(max(min(jobs, len(items)), 1), initializer=_end_with_the_parent, context=context)
    try:
        futures = {pool.schedule(function, args=(item,), timeout=seconds): item for item in items}
        for future in as_completed(futures):
            try:
                yield _result(future)
            except TimeoutError:
                problem = CannotSolve("an answer within the time limit", f"none after {seconds:g} seconds", _REMEDY)
                yield _told(futures[future], problem, late)
            except CannotSolve as problem:
                yield _told(futures[future], problem, late)
        pool.close()
    finally:
        pool.stop()
        pool.join()


def _told(item: Item, problem: CannotSolve, late: Callable[[Item, CannotSolve], Result] | None) -> Result:
    if late is None:
        raise problem
    return late(item, problem)


def here(_share: float, function: Callable[..., Result], *arguments: Any) -> Result:
    """A call in this process, without a limit."""
    return function(*arguments)


@contextmanager
def limited(seconds: float | None) -> Iterator[Call]:
    """Yields what makes the calls of one question: in a process of their own, for so many seconds in all.

    The process is started, or taken over from an earlier question, before the clock runs.  A call that does not end in
    its share of the time raises CannotSolve, and so does one that ends its process; the next call gets a fresh one.
    None is no limit: the calls are made here.

    >>> with limited(60) as call:
    ...     call(1, pow, 2, 10)
    1024

    Raises BadInput unless the limit is positive.
    """
    if seconds is None:
        yield here
        return
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)) or not 0 < seconds < float("inf"):
        raise BadInput("a limit in seconds", repr(seconds), "a positive number")
    pool = _taken()
    try:
        yield _Limited(pool, seconds)
    except (KeyboardInterrupt, GeneratorExit):  # the process is at work, and nobody waits for its answer
        pool.stop()
        pool.join()
        raise
    finally:
        if pool.active:
            _idle.append(pool)


def warm() -> None:
    """Start the process of the next ``limited`` now, beside the work of this one."""
    pool = _taken()
    pool.schedule(_ready, args=(None,))
    _idle.append(pool)


def _taken() -> ProcessPool:
    while _idle:
        pool = _idle.pop()
        if pool.active:  # its process may have been ended from outside meanwhile
            return pool
    return ProcessPool(1, initializer=_end_with_the_parent, context=_Fresh())


class _Limited:
    """The calls of one question."""

    def __init__(self, pool: ProcessPool, seconds: float) -> None:
        self._pool, self._seconds, self._left = pool, seconds, float(seconds)

    def __call__(self, share: float, function: Callable[..., Any], *arguments: Any) -> Any:
        if b"__main__" in bytes(ForkingPickler.dumps((function, arguments))):
            raise BadInput(
                "an answer within a time limit",
                "an object whose class or function is defined in the script that runs",
                "defining it in a module of its own, which the process with the limit can import",
            )
        _result(self._pool.schedule(_ready, args=(function,)))  # importing what the function needs takes no time of it
        start = time.monotonic()
        try:
            # never 0, which pebble reads as no limit
            return _result(self._pool.schedule(function, args=arguments, timeout=max(share * self._left, 0.01)))
        except TimeoutError:
            found = f"none after {share * self._left:.3g} of {self._seconds:g} seconds"
            raise CannotSolve("an answer within the time limit", found, _REMEDY) from None
        finally:
            self._left = max(self._left - (time.monotonic() - start), 0.0)


def _result(future: Any) -> Any:
    try:
        return future.result()
    except (ProcessExpired, BrokenProcessPool) as end:
        code = getattr(end, "exitcode", "unknown")
        found = f"a process that ended with code {code}"
        raise CannotSolve("an answer of a worker process", found, _REMEDY) from None


def _ready(_function: Any) -> None:
    """Unpickling the argument has imported its module."""


class _FreshProcess(SpawnProcess):
    """A process that does not run the user's script again, so that scripts need no ``if __name__`` around a call."""

    @staticmethod
    def _Popen(process_obj: Any) -> Any:
        script = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            return SpawnProcess._Popen(process_obj)  # type: ignore[attr-defined]
        finally:
            sys.modules["__main__"] = script


class _Fresh(SpawnContext):
    Process = _FreshProcess  # type: ignore[assignment]


def _end_with_the_parent() -> None:
    """A worker whose parent was killed ends at once instead of waiting for ever, and one that is told to end does.

    Ctrl-C is the parent's to handle (pebble sees to that).
    """
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # a handler in Python would wait for the library call that hangs
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_watch, args=(parent.sentinel,), daemon=True).start()


def _watch(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
