"""Copying: all pairs of reports that share words or facts, judged."""

from collections.abc import Callable, Mapping, Sequence

import msgspec
import numpy as np

from tarjih.fusion.candidates import (
    REPORTS,
    TEXTS,
    Keyed,
    crossing_keys,
    facts_keys,
    find_pairs,
    order_of,
    text_keyed,
)
from tarjih.fusion.cards import Leaf
from tarjih.fusion.copies import find_copies
from tarjih.fusion.retellings import find_retellings, find_translations
from tarjih.records.event import Copy

__all__ = ["Copies", "copies_of", "keys_of"]

_NO_KEYS = Keyed(0, 0, ())


def _words(leaf: Leaf) -> Keyed:
    return text_keyed(np.frombuffer(leaf.anchors, np.uint64))


def _facts(leaf: Leaf) -> Keyed:
    return facts_keys(leaf.facts) if leaf.facts is not None else _NO_KEYS


def _crossing(leaf: Leaf) -> Keyed:
    return crossing_keys(leaf.crossing) if leaf.crossing is not None else _NO_KEYS


def keys_of(leaf: Leaf) -> tuple[Keyed, Keyed, Keyed]:
    """Return what a report is found by: its words, its facts, and what survives translation."""
    return _words(leaf), _facts(leaf), _crossing(leaf)


def _pairs(
    leaves: Mapping[str, Leaf], reports: Sequence[str], keys: Callable[[Leaf], Keyed], *, window: int
) -> list[tuple[str, str]]:
    order = [order_of(report) for report in reports]
    found = find_pairs([keys(leaves[r]) for r in reports], order=order, window=window)
    return [(reports[a], reports[b]) for a, b in found.tolist()]


class Copies(msgspec.Struct, frozen=True, eq=False):
    """What reports have of each other: word for word, retold, in another language.

    One pair may stand in several of them; what comes later says more.
    """

    worded: tuple[Copy, ...] = ()
    retold: tuple[Copy, ...] = ()
    translated: tuple[Copy, ...] = ()

    @property
    def final(self) -> tuple[Copy, ...]:
        """Return one record for each pair, in order."""
        found = {copy.reports: copy for copy in (*self.worded, *self.retold, *self.translated)}
        return tuple(found[pair] for pair in sorted(found))


def copies_of(leaves: Mapping[str, Leaf]) -> Copies:
    """Find copies word for word, then retellings, which may say more of a pair that shares few words."""
    reports = sorted(leaves)
    texts = {report: leaves[report].text for report in reports}
    worded = find_copies(texts, pairs=_pairs(leaves, reports, _words, window=TEXTS))
    retold = find_retellings(leaves, pairs=_pairs(leaves, reports, _facts, window=REPORTS), copies=worded)
    translated: tuple[Copy, ...] = ()
    if len({leaf.language for leaf in leaves.values()}) > 1:
        pairs = _pairs(leaves, reports, _crossing, window=REPORTS)
        translated = find_translations(leaves, pairs=pairs)
    return Copies(worded, retold, translated)
