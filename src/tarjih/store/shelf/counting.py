"""Count facets of any number of reports at once: the facets of a whole shelf held as arrays."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from tarjih.records.record import Record

if TYPE_CHECKING:
    from tarjih.store.shelf.shelf import Shelf

__all__ = ["FacetCount", "Index"]

_REMEMBERED = 64  # searches
_Numbers = npt.NDArray[np.int64]
_Chosen = npt.NDArray[np.bool_]


class FacetCount(Record, frozen=True, kw_only=True):
    """A value of a facet: what it is called, and how many reports have it."""

    value: str
    name: str
    reports: int


class Index:
    """The reports of a shelf in the order in which they are shown, newest first, and their facets.

    A report is told by its place in that order; a choice of reports is an array of booleans over it.
    """

    def __init__(self, shelf: "Shelf") -> None:
        """Read what is counted; some 3 s for 100,000 reports with 1.5 million values."""
        rows = shelf.pairs("SELECT no, id, leader FROM report ORDER BY published DESC, leader, id")
        self.numbers: _Numbers = np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))
        at = {row[1]: place for place, row in enumerate(rows)}
        self._leader: _Numbers = np.fromiter(
            (at.get(row[2], place) for place, row in enumerate(rows)), dtype=np.int64, count=len(rows)
        )
        self._place: _Numbers = np.zeros(int(self.numbers.max(initial=0)) + 1, dtype=np.int64)
        self._place[self.numbers] = np.arange(len(rows))
        self._matches: dict[str, _Chosen] = {}
        self._read_facets(shelf)
        self._all = np.bincount(self._value, minlength=len(self._values))

    def _read_facets(self, shelf: "Shelf") -> None:
        names = dict(shelf.pairs("SELECT 'actor' || key, name FROM actor"))
        names |= dict(shelf.pairs("SELECT 'origin' || id, name FROM origin"))
        found = shelf.pairs("SELECT DISTINCT kind, value FROM facet")
        self._values = [(kind, value, str(names.get(kind + value, value))) for kind, value in found]
        self._ids = {(kind, value): number for number, (kind, value, _) in enumerate(self._values)}
        values, reports = [], []
        for number, (kind, value, _) in enumerate(self._values):
            some = shelf.numbers("SELECT report AS no FROM facet WHERE kind = ? AND value = ?", [kind, value])
            reports.append(some)
            values.append(np.full(len(some), number, dtype=np.int64))
        nothing = np.zeros(0, dtype=np.int64)
        self._value: _Numbers = np.concatenate([nothing, *values])
        self._report: _Numbers = self._place[np.concatenate([nothing, *reports])]

    def every(self) -> _Chosen:
        """Choose all reports."""
        return np.ones(len(self.numbers), dtype=np.bool_)

    def among(self, numbers: _Numbers) -> _Chosen:
        """Choose reports by their numbers on the shelf."""
        chosen = np.zeros(len(self.numbers), dtype=np.bool_)
        chosen[self._place[numbers]] = True
        return chosen

    def matching(self, match: str, shelf: "Shelf") -> _Chosen:
        """Choose the reports that hold some words; what was asked last is remembered, for its next pages."""
        found = self._matches.get(match)
        if found is None:
            if len(self._matches) >= _REMEMBERED:
                self._matches.clear()
            numbers = shelf.numbers("SELECT rowid AS no FROM words WHERE words MATCH ?", [match])
            found = self._matches[match] = self.among(numbers)
        return found

    def having(self, kind: str, values: Iterable[str]) -> _Chosen:
        """Choose the reports that have one of some values of a facet."""
        chosen = np.zeros(len(self.numbers), dtype=np.bool_)
        for value in values:
            if (number := self._ids.get((kind, value))) is not None:
                chosen[self._report[self._value == number]] = True
        return chosen

    def texts(self, chosen: _Chosen) -> tuple[_Numbers, _Numbers]:
        """Fold copies: return the numbers of the first of each text, newest first, and how many carry it."""
        leaders = self._leader[np.flatnonzero(chosen)]
        each, first, copies = np.unique(leaders, return_index=True, return_counts=True)
        order = np.argsort(first, kind="stable")
        return self.numbers[each[order]], copies[order]

    def count(self, chosen: _Chosen) -> dict[str, list[FacetCount]]:
        """Count the values of all facets among some reports, by kind."""
        counts: Sequence[int] = (self._all if chosen.all() else self._counted(chosen)).tolist()
        found: dict[str, list[FacetCount]] = {}
        for (kind, value, name), reports in zip(self._values, counts, strict=True):
            if reports:
                found.setdefault(kind, []).append(FacetCount(value=value, name=name, reports=reports))
        return found

    def _counted(self, chosen: _Chosen) -> _Numbers:
        return np.bincount(self._value[chosen[self._report]], minlength=len(self._values))
