"""The engine of one machine: itself for little work, processes for much."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Hashable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice
from multiprocessing import forkserver
from time import monotonic
from typing import Generic, TypeVar

from tarjih.engine.engine import Stage, attempt, describe_mistake
from tarjih.records.failure import Failure

__all__ = ["LocalEngine"]

T = TypeVar("T")
R = TypeVar("R")
K = TypeVar("K", bound=Hashable)

# Processes need about a second to start and load the lexicons: work that is done by then needs none.
_PATIENCE_SECONDS = 2.0
_CHUNK = 16  # a chunk of 400-word reports takes some 60 ms, its way to a process and back under 2 ms
_CHUNKS_AHEAD = 3  # for each process: enough to keep it busy, little enough to hold in memory


class LocalEngine:
    """Runs functions here for a while, and in processes of their own when that does not finish the work.

    Where an item is run changes no result, so that the clock this looks at does not either.
    The processes start with a clean interpreter (no fork of this one, which may have threads and an open
    case), leave Ctrl-C to this process, and end when this one does, even if it is killed. A script of
    one's own that uses them does its work under `if __name__ == "__main__":`, since they import it.
    """

    def __init__(
        self,
        *,
        processes: int | None = None,
        patience_seconds: float = _PATIENCE_SECONDS,
        chunk: int = _CHUNK,
    ) -> None:
        """Set up; nothing is started before there is work.

        Args:
            processes: How many, None for as many as there are cores for us; 1 runs everything here.
            patience_seconds: So long everything runs here.
            chunk: So many items go to a process at a time.
        """
        self.processes = processes or _count_cores()
        self.patience_seconds = patience_seconds
        self.chunk = chunk

    def each(
        self, fn: Callable[[T], R], items: Iterable[T], *, stage: Stage, name: Callable[[T], str]
    ) -> Generator[R | Failure]:
        """Apply `fn` to each item; see `Engine.each`."""
        until = monotonic() + self.patience_seconds
        rest = iter(items)
        for item in rest:
            if self.processes > 1 and monotonic() >= until:
                run = _Run(fn, stage=stage, name=name, processes=self.processes)
                yield from run.over(chain([item], rest), chunk=self.chunk)
                return
            yield attempt(fn, item, stage=stage, name=name(item))

    def grouped(
        self, fn: Callable[[K, list[T]], R], items: Iterable[T], *, key: Callable[[T], K], stage: Stage
    ) -> Generator[R | Failure]:
        """Apply `fn` to each group of items that share a key; see `Engine.grouped`."""
        groups: dict[K, list[T]] = {}
        for item in items:
            groups.setdefault(key(item), []).append(item)
        return self.each(partial(_apply, fn), groups.items(), stage=stage, name=_name_group)


class _Run(Generic[T, R]):
    """One function on its way over many items, in processes."""

    def __init__(
        self, fn: Callable[[T], R], *, stage: Stage, name: Callable[[T], str], processes: int
    ) -> None:
        self.fn = fn
        self.stage = stage
        self.name = name
        self.processes = processes
        self.pool = self._start(processes)

    def over(self, items: Iterator[T], *, chunk: int) -> Generator[R | Failure]:
        """Give the results in order, with some chunks always under way."""
        waiting: deque[tuple[list[T], Future[list[R | Failure]]]] = deque()
        try:
            while True:
                while len(waiting) < self.processes * _CHUNKS_AHEAD and (some := list(islice(items, chunk))):
                    waiting.append((some, self._send(some)))
                if not waiting:
                    return
                some, future = waiting.popleft()
                try:
                    results = future.result()
                except BrokenExecutor:
                    results = self._one_by_one(some)
                    self._restart(waiting)
                except Exception:  # noqa: BLE001 - results of a chunk that cannot be pickled: find the one
                    results = self._one_by_one(some)
                yield from results
        finally:
            # Ctrl-C too ends here: what is under way is finished, some milliseconds, the rest dropped.
            self.pool.shutdown(wait=True, cancel_futures=True)

    def _send(self, some: list[T]) -> "Future[list[R | Failure]]":
        names = [self.name(item) for item in some]
        try:
            # A process whose start is cut short by Ctrl-C would be nobody's, and complain when we are gone.
            with _uninterrupted():
                return self.pool.submit(_attempt_all, self.fn, some, self.stage, names)
        except BrokenExecutor as error:
            broken: Future[list[R | Failure]] = Future()
            broken.set_exception(error)
            return broken

    def _restart(self, waiting: "deque[tuple[list[T], Future[list[R | Failure]]]]") -> None:
        """Start new processes for the chunks that went down with the old ones."""
        self.pool.shutdown(wait=True, cancel_futures=True)
        self.pool = self._start(self.processes)
        for number, (some, future) in enumerate(waiting):
            if not future.done() or future.cancelled() or future.exception() is not None:
                waiting[number] = (some, self._send(some))

    def _one_by_one(self, some: list[T]) -> list[R | Failure]:
        """Run each item in a process that only it can take down."""
        results: list[R | Failure] = []
        for item in some:
            with self._start(1) as alone:
                name = self.name(item)
                try:
                    results += alone.submit(_attempt_all, self.fn, [item], self.stage, [name]).result()
                except BrokenExecutor:
                    reason = (
                        "wanted to use this report, found that the process reading it was killed (out of "
                        "memory, or a crash): look at the file, it may be far too big; the run went on"
                    )
                    results.append(Failure(report=name, stage=self.stage, reason=reason))
                except Exception as error:  # noqa: BLE001 - this one item's result, see above
                    results.append(Failure(report=name, stage=self.stage, reason=describe_mistake(error)))
        return results

    @staticmethod
    def _start(processes: int) -> ProcessPoolExecutor:
        _start_server()
        context = multiprocessing.get_context("forkserver")
        return ProcessPoolExecutor(processes, mp_context=context, initializer=_prepare)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Put Ctrl-C off until the end of the block."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _attempt_all(fn: Callable[[T], R], some: list[T], stage: Stage, names: list[str]) -> list[R | Failure]:
    return [attempt(fn, item, stage=stage, name=name) for item, name in zip(some, names, strict=True)]


def _apply(fn: Callable[[K, list[T]], R], group: tuple[K, list[T]]) -> R:
    return fn(*group)


def _name_group(group: tuple[Hashable, object]) -> str:
    return str(group[0])


def _count_cores() -> int:
    # Containers and batch systems give us fewer cores than the machine has.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _start_server() -> None:
    """Start what starts our processes with Ctrl-C ignored, which they inherit from their first moment."""
    if threading.current_thread() is not threading.main_thread():
        forkserver.ensure_running()
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        forkserver.ensure_running()
    finally:
        signal.signal(signal.SIGINT, before)


def _prepare() -> None:
    """Make a new process ready: deaf to Ctrl-C, and gone when its parent is."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.join,), daemon=True).start()


def _end_with(wait_for_parent: Callable[[], None]) -> None:
    # A pool's process whose parent was killed would wait for work for ever.
    wait_for_parent()
    os._exit(1)
