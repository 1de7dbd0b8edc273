"""Who has whose words: near-copies found by MinHash and shared runs, told apart by aligned passages.

Two kinds of evidence bring a pair together: MinHash bands over the whole text, and anchors, the smallest
hash in each window of words (winnowing), by which a short retelling meets a long text although their
MinHashes have little in common. Only then are the two texts aligned word by word.
"""

from collections.abc import Iterable, Mapping

import msgspec
import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash  # type: ignore[import-untyped]

from tarjih.fusion.passages import GRAM, Wording, gram_hashes
from tarjih.records.event import Copy

__all__ = ["Alignment", "align", "find_copies", "judge_copy", "text_keys"]

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


def align(left: Wording, right: Wording) -> Alignment:
    """Align two texts by the runs of four words that they share; the first of several places counts."""
    if not len(left.grams) or not len(right.grams):
        return Alignment({})
    known, places = np.unique(right.grams, return_index=True)
    found = np.minimum(np.searchsorted(known, left.grams), len(known) - 1)
    pairs: dict[int, int] = {}
    for i in np.flatnonzero(known[found] == left.grams).tolist():
        j = int(places[found[i]])
        for n in range(GRAM):
            pairs.setdefault(i + n, j + n)
    return Alignment(pairs)


def _has_whole_sentence(text: Wording, mask: NDArray[np.bool_]) -> bool:
    for first, end in text.bounds:
        if end - first >= _WHOLE_SENTENCE and mask[first:end].mean() >= _WHOLE_SHARE:
            return True
    return False


def _shared_words(short: Wording, long: Wording) -> float:
    """Return the share of the shorter text's longer words that stand anywhere in the other, stem by stem."""
    wanted = np.frombuffer(short.longer, np.uint32)
    return float(np.isin(wanted, np.frombuffer(long.stems, np.uint32)).mean()) if len(wanted) else 0.0


def _shared_grams(short: Wording, long: Wording) -> NDArray[np.bool_]:
    """Say for each run of words of the shorter text whether the other has it."""
    known = long.sorted_grams
    if not len(known):
        return np.zeros(len(short.grams), np.bool_)
    found = np.minimum(np.searchsorted(known, short.grams), len(known) - 1)
    return np.asarray(known[found] == short.grams)


def judge_copy(reports: tuple[str, str], left: Wording, right: Wording) -> Copy | None:
    """Say whether one text copies the other, and how; None where they have too little in common.

    `score` is the share of the shorter text that stands in shared runs.

    Source: kinds as marked in the gold clusters: verbatim, edited (a whole sentence taken over), summary
    (retold shortly), shared origin (same statement, no whole sentence).
    """
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    if len(short) < _FEWEST_WORDS:
        return None
    hits = _shared_grams(short, long)
    if not hits.any():
        return None
    mask = _spread(hits, len(short))
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


def text_keys(text: Wording) -> NDArray[np.uint64]:
    """Return what a text can be found by: anchors, and bands of a MinHash over its runs of words.

    Anchors are the smallest hash in each window of runs, so that any shared run of 8 words shares one.
    """
    hashes = gram_hashes(text.hashes, _ANCHOR_WORDS)
    if len(hashes) > _ANCHOR_WINDOW:
        hashes = np.lib.stride_tricks.sliding_window_view(hashes, _ANCHOR_WINDOW).min(axis=1)
    if not len(text.grams):
        return np.unique(hashes)
    sketch = RMinHash(_PERMUTATIONS, _SEED)
    sketch.update([str(gram) for gram in dict.fromkeys(text.grams.tolist())])
    digest = np.array(sketch.digest(), np.uint64).reshape(-1, _ROWS)
    columns = np.arange(1, len(digest) + 1, dtype=np.uint64)[:, None]
    bands = gram_hashes(np.concatenate([columns, digest], axis=1).ravel(), _ROWS + 1)[:: _ROWS + 1]
    return np.unique(np.concatenate([hashes, bands]))


def find_copies(texts: Mapping[str, Wording], *, pairs: Iterable[tuple[str, str]]) -> tuple[Copy, ...]:
    """Judge all pairs of reports that may have words in common beyond chance.

    Args:
        texts: The words of each report by its id.
        pairs: What `tarjih.fusion.candidates` brought together.

    Returns:
        One record a pair, in the order of the pairs.
    """
    found = (judge_copy((a, b), texts[a], texts[b]) for a, b in pairs)
    return tuple(copy for copy in found if copy is not None)
