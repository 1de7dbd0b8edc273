"""Forms: what one step works out from a written form alone, remembered for all the places where it stands."""

from collections.abc import Callable
from typing import Generic, TypeVar

from tarjih.records.page import Word

__all__ = ["PerForm"]

_LARGEST = 200_000  # written forms remembered by one step; `look_up` keeps as many
T = TypeVar("T")


class PerForm(Generic[T]):
    """Remembers by written form what `work_out` says of a word; it must never say None.

    A text has some ten times more words than written forms.
    """

    __slots__ = ("_known", "_work_out")

    def __init__(self, work_out: Callable[[Word], T]) -> None:
        self._work_out = work_out
        self._known: dict[Word, T] = {}

    def of(self, word: Word) -> T:
        """Return what is worked out from one word's form."""
        found = self._known.get(word)
        return self._learn(word) if found is None else found

    def column(self, words: list[Word]) -> list[T]:
        """Return what is worked out from each word's form."""
        known = self._known
        found = [known.get(word) for word in words]
        return [self._learn(words[i]) if f is None else f for i, f in enumerate(found)]

    def _learn(self, word: Word) -> T:
        if len(self._known) >= _LARGEST:
            self._known.clear()
        found = self._known[word] = self._work_out(word)
        return found
