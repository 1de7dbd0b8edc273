"""What an engine has to offer: two verbs, `each` and `grouped`, over functions from records to records."""

from collections.abc import Callable, Generator, Hashable, Iterable
from typing import Literal, Protocol, TypeVar

from tarjih.errors import TarjihError
from tarjih.records.failure import Failure

__all__ = ["Engine", "Stage", "attempt", "describe_mistake"]

Stage = Literal["intake", "reading", "claims", "fusion", "weighing"]

T = TypeVar("T")
R = TypeVar("R")
K = TypeVar("K", bound=Hashable)

_LONGEST_REASON = 500  # code points; some errors quote the whole text they stumbled over


class Engine(Protocol):
    """Runs a function over many items, on one machine or on many.

    Every engine gives the same results in the same order. An item that cannot be used becomes a
    Failure in its place; the run goes on. Functions are named ones of a module, so that another
    process can find them, and items and results can be pickled.
    """

    def each(
        self, fn: Callable[[T], R], items: Iterable[T], *, stage: Stage, name: Callable[[T], str]
    ) -> Generator[R | Failure]:
        """Apply `fn` to each item; give the results in the order of the items.

        Args:
            fn: A pure function of one item.
            items: Taken only as far ahead as there is work for.
            stage: What a Failure says about where it happened.
            name: The name of an item's report or file, for its Failure.

        Returns:
            One result or Failure for each item.
        """
        ...

    def grouped(
        self, fn: Callable[[K, list[T]], R], items: Iterable[T], *, key: Callable[[T], K], stage: Stage
    ) -> Generator[R | Failure]:
        """Apply `fn` to each group of items that share a key, groups by their first item.

        Args:
            fn: A pure function of a key and its items, which stand in the order given.
            items: All of them are taken before the first result.
            key: What makes a group.
            stage: What a Failure says about where it happened; its report is the key.

        Returns:
            One result or Failure for each group.
        """
        ...


def attempt(fn: Callable[[T], R], item: T, *, stage: Stage, name: str) -> R | Failure:
    """Apply `fn` to one item; whatever it raises becomes a Failure."""
    try:
        return fn(item)
    except TarjihError as error:
        return Failure(report=name, stage=stage, reason=_one_line(str(error)))
    except Exception as error:  # noqa: BLE001 - a mistake of ours in one report must not cost the other reports
        return Failure(report=name, stage=stage, reason=describe_mistake(error))


def describe_mistake(error: BaseException) -> str:
    """Describe an error that nobody foresaw in one line, with the place it came from."""
    place, trace = "", error.__traceback__
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__", ""))
        if module.startswith("tarjih.") and not module.startswith("tarjih.engine."):
            place = f" in {module}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return _one_line(
        f"wanted to use this report, found an error we did not foresee ({type(error).__name__}{place}): "
        f"please report it with the text that caused it; it said: {error}"
    )


def _one_line(reason: str) -> str:
    line = " ".join(reason.split())
    return line if len(line) <= _LONGEST_REASON else f"{line[: _LONGEST_REASON - 1]}…"
