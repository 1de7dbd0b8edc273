"""Who has whose words: near-copies found by MinHash and shared runs, told apart by aligned passages.

Two kinds of evidence bring a pair together: MinHash bands over the whole text, and anchors, the smallest
hash in each window of words (winnowing), by which a short retelling meets a long text although their
MinHashes have little in common. Only then are the two texts aligned word by word.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations

import msgspec
import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash  # type: ignore[import-untyped]

from tarjih.fusion.passages import GRAM, Passages, gram_hashes, stem
from tarjih.records.event import Copy

__all__ = ["Alignment", "align", "copy_candidates", "find_copies", "judge_copy"]

# Measured on 35 marked reports: copies share a run of 14 words or more, mere neighbours at most 12.
_LONG_RUN = 14
_WHOLE_SENTENCE = 10  # words
_WHOLE_SHARE = 0.85
_VERBATIM_SHARE = 0.86
_SUMMARY_RUN = 8
_SHARED_RUN = 6
_SUMMARY_SHARE = 0.30
_SUMMARY_LENGTH = 0.55
_SUMMARY_WORDS = 0.75
_SHARED_SHARE = 0.15
_ANCHOR_WORDS = 5
_ANCHOR_WINDOW = 4
_CROWDED = 48  # reports at one anchor beyond which only neighbours are paired
_NEIGHBOURS = 6
_PERMUTATIONS = 64
_ROWS = 4
_SEED = 42
_FEWEST_WORDS = 12


class Alignment(msgspec.Struct, frozen=True, eq=False):
    """How two texts share words: `pairs` maps words of the left text to their counterparts on the right."""

    pairs: dict[int, int]


def _spread(hits: NDArray[np.bool_], words: int) -> NDArray[np.bool_]:
    """Return which words stand in one of the matching grams."""
    mask = np.zeros(words, np.bool_)
    for n in range(GRAM):
        mask[n : n + len(hits)] |= hits
    return mask


def _longest(mask: NDArray[np.bool_]) -> int:
    edges = np.diff(np.concatenate(([0], mask.astype(np.int8), [0])))
    begins, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    return int((ends - begins).max()) if len(begins) else 0


def align(left: Passages, right: Passages) -> Alignment:
    """Align two texts by the runs of four words that they share; the first of several places counts."""
    places: dict[int, int] = {}
    for j, gram in enumerate(right.grams.tolist()):
        places.setdefault(gram, j)
    pairs: dict[int, int] = {}
    for i, gram in enumerate(left.grams.tolist()):
        j = places.get(gram, -1)
        if j >= 0:
            for n in range(GRAM):
                pairs.setdefault(i + n, j + n)
    return Alignment(pairs)


def _has_whole_sentence(text: Passages, mask: NDArray[np.bool_]) -> bool:
    for first, end in text.bounds:
        if end - first >= _WHOLE_SENTENCE and mask[first:end].mean() >= _WHOLE_SHARE:
            return True
    return False


def _shared_words(short: Passages, long: Passages) -> float:
    """Return the share of the shorter text's longer words that stand anywhere in the other, stem by stem."""
    wanted = [stem(key) for key in short.keys if len(key) > 3]
    known = {stem(key) for key in long.keys}
    return sum(word in known for word in wanted) / len(wanted) if wanted else 0.0


def judge_copy(reports: tuple[str, str], left: Passages, right: Passages) -> Copy | None:
    """Say whether one text copies the other, and how; None where they have too little in common.

    `score` is the share of the shorter text that stands in shared runs.

    Source: kinds as marked in the gold clusters: verbatim, edited (a whole sentence taken over), summary
    (retold shortly), shared origin (same statement, no whole sentence).
    """
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    if len(short) < _FEWEST_WORDS:
        return None
    mask = _spread(np.isin(short.grams, long.grams), len(short))
    share, longest = float(mask.mean()), _longest(mask)
    if share < _SHARED_SHARE or longest < _SHARED_RUN:
        return None
    score = round(share, 4)
    if longest >= _LONG_RUN or _has_whole_sentence(short, mask):
        return Copy(reports=reports, kind="verbatim" if share >= _VERBATIM_SHARE else "edited", score=score)
    retold = (
        share >= _SUMMARY_SHARE
        and longest >= _SUMMARY_RUN
        and len(short) <= _SUMMARY_LENGTH * len(long)
        and _shared_words(short, long) >= _SUMMARY_WORDS
    )
    return Copy(reports=reports, kind="summary" if retold else "shared origin", score=score)


def _anchors(text: Passages) -> NDArray[np.uint64]:
    """Return the smallest gram hash of each window, so that any shared run of 8 words shares one."""
    hashes = gram_hashes(text.hashes, _ANCHOR_WORDS)
    if len(hashes) <= _ANCHOR_WINDOW:
        return np.unique(hashes)
    windows = np.lib.stride_tricks.sliding_window_view(hashes, _ANCHOR_WINDOW)
    return np.unique(windows.min(axis=1))


def _buckets(texts: Mapping[str, Passages]) -> Iterator[list[int]]:
    """Yield groups of reports (numbers in the order of `texts`) that share an anchor or a band."""
    numbers, hashes = [], []
    bands: dict[tuple[int, ...], list[int]] = {}
    for number, text in enumerate(texts.values()):
        anchors = _anchors(text)
        hashes.append(anchors)
        numbers.append(np.full(len(anchors), number, np.int64))
        if len(text.grams):
            sketch = RMinHash(_PERMUTATIONS, _SEED)
            sketch.update([str(gram) for gram in set(text.grams.tolist())])
            digest = sketch.digest()
            for band in range(0, _PERMUTATIONS, _ROWS):
                bands.setdefault((band, *digest[band : band + _ROWS]), []).append(number)
    yield from (members for members in bands.values() if len(members) > 1)
    if not hashes:
        return
    joined, owners = np.concatenate(hashes), np.concatenate(numbers)
    order = np.lexsort((owners, joined))
    joined, owners = joined[order], owners[order]
    cuts = np.flatnonzero(np.diff(joined)) + 1
    firsts = np.concatenate(([0], cuts))
    ends = np.concatenate((cuts, [len(joined)]))
    for first, end in zip(firsts.tolist(), ends.tolist(), strict=True):
        if end - first > 1:
            yield owners[first:end].tolist()


def copy_candidates(texts: Mapping[str, Passages]) -> list[tuple[str, str]]:
    """Return the pairs of reports that may share a run of 8 words or half of their text, sorted.

    Where very many reports share one anchor, each is paired with its next few only: of a text that
    hundreds carry the links stay connected, and of a stock phrase hardly any pairs come.
    """
    names = list(texts)
    pairs: set[tuple[int, int]] = set()
    for members in _buckets(texts):
        if len(members) <= _CROWDED:
            pairs.update(combinations(members, 2))
        else:
            pairs.update(
                (members[i], other)
                for i in range(len(members))
                for other in members[i + 1 : i + 1 + _NEIGHBOURS]
            )
    return sorted((min(names[a], names[b]), max(names[a], names[b])) for a, b in pairs)


def find_copies(texts: Mapping[str, Passages]) -> tuple[Copy, ...]:
    """Find all pairs of reports with words in common beyond chance.

    Args:
        texts: The passages of each report by its id.

    Returns:
        One record a pair, sorted by the reports' ids.
    """
    ordered = dict(sorted(texts.items()))
    found = (judge_copy((a, b), ordered[a], ordered[b]) for a, b in copy_candidates(ordered))
    return tuple(copy for copy in found if copy is not None)
