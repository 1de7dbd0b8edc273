"""A bar for what takes longer than a second, on a terminal only."""

import sys
import time
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

__all__ = ["Bar", "follow"]

ItemT = TypeVar("ItemT")

_PATIENCE_SECONDS = 1.0


class Bar:
    """A bar on standard error; shown from the second second on, and only to a terminal."""

    def __init__(self) -> None:
        self._begun = time.monotonic()
        self._progress: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress is not None:
            self._progress.stop()

    def advance(self, label: str, done: int, total: int | None) -> None:
        """Show how far a piece of work is; `total` is None where nobody knows how much there is."""
        if self._progress is None:
            if not sys.stderr.isatty() or time.monotonic() - self._begun < _PATIENCE_SECONDS:
                return
            self._progress = _start()
        if label not in self._tasks:
            self._tasks[label] = self._progress.add_task(label, total=total)
        self._progress.update(self._tasks[label], completed=done, total=total)


def _start() -> "Progress":
    # Imported late: Rich takes a tenth of a second, and most runs show no bar.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    progress = Progress(*columns, console=Console(stderr=True), transient=True)
    progress.start()
    return progress


def follow(items: Iterable[ItemT], *, label: str, total: int | None = None) -> Iterator[ItemT]:
    """Pass items through and show how far they are.

    Args:
        items: What is worked on, one after the other.
        label: What is done with them ("Reading").
        total: How many there are, None where nobody knows.
    """
    with Bar() as bar:
        for done, item in enumerate(items):
            bar.advance(label, done, total)
            yield item
