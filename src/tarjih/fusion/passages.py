"""The words of a report as fusion compares them: folded keys, where they stand, sentence by sentence."""

import re
from bisect import bisect_right
from functools import cache, cached_property, lru_cache
from hashlib import blake2b

import msgspec
import numpy as np
from numpy.typing import NDArray

from tarjih.arabic.orthography import fold
from tarjih.lexicons import load

__all__ = [
    "GRAM",
    "Passages",
    "Wording",
    "common_stems",
    "common_words",
    "gram_hashes",
    "lay_passages",
    "short_hash",
    "stem",
    "stem_hash",
    "wording_of",
]

_LONGER = 3  # letters
GRAM = 4  # words; shorter runs are stock phrases, longer ones break at every changed word
_WORD = re.compile(r"[^\W_]+")
_END = re.compile(r"[.!?\u061f\u2026](?=\s|$|[\"'\u00bb\u201d\u2019)])|\n")
_ARTICLES = (
    "\u0648\u0627\u0644",
    "\u0628\u0627\u0644",
    "\u0641\u0627\u0644",
    "\u0643\u0627\u0644",
    "\u0644\u0644",
    "\u0627\u0644",
)
_ENDINGS = ("\u064a\u0646", "\u0648\u0646", "\u0627\u062a", "\u0627\u0646", "\u0647", "\u0627")
_PARTICLES = "\u0648\u0641\u0628\u0644"


class Passages(msgspec.Struct, frozen=True, eq=False):
    """One text in columns: word i stands at `[starts[i], ends[i])` in sentence `sentence_of[i]`.

    `bounds[k]` is the range of words of sentence k; the title is sentence 0. `grams[i]` is the hash of
    the words i to i + GRAM.
    """

    keys: list[str]
    starts: list[int]
    ends: list[int]
    sentence_of: list[int]
    bounds: list[tuple[int, int]]
    hashes: NDArray[np.uint64]
    grams: NDArray[np.uint64]

    def __len__(self) -> int:
        return len(self.keys)

    def word_at(self, offset: int) -> int:
        """Return the index of the word at code point `offset`, or the next one; at most the last."""
        return min(bisect_right(self.ends, offset), max(len(self.keys) - 1, 0))

    def sentence_at(self, offset: int) -> int:
        """Return the number of the sentence at code point `offset`; 0 where there are no words."""
        return self.sentence_of[self.word_at(offset)] if self.keys else 0


class Wording(msgspec.Struct, frozen=True, eq=False, dict=True):
    """What of a text tells whether another one has its words; small enough to be kept.

    `words` holds the hash of each word in order, `bounds` the range of words of each sentence, `stems` a
    hash of the stem of each word, `longer` those of words of more than three letters; all as raw bytes.
    """

    words: bytes
    bounds: tuple[tuple[int, int], ...]
    stems: bytes
    longer: bytes

    def __len__(self) -> int:
        return len(self.words) // 8

    @cached_property
    def hashes(self) -> NDArray[np.uint64]:
        """Return the hash of each word."""
        return np.frombuffer(self.words, np.uint64)

    @cached_property
    def grams(self) -> NDArray[np.uint64]:
        """Return the hash of each run of GRAM words."""
        return gram_hashes(self.hashes)

    @cached_property
    def sorted_grams(self) -> NDArray[np.uint64]:
        """Return the hashes of all runs in order."""
        return np.sort(self.grams)


class _CommonRow(msgspec.Struct, frozen=True):
    id: str
    words: str
    source: str


@cache
def _common() -> frozenset[str]:
    rows = load("fusion/common_words.tsv", _CommonRow)
    return frozenset(fold(word) for row in rows for word in row.words.split("|"))


@cache
def common_words() -> frozenset[int]:
    """Return the short hashes of words that very many reports have, so that they tell nothing."""
    return frozenset(short_hash(word) for word in _common())


@cache
def common_stems() -> frozenset[int]:
    """Return the short hashes of the stems of common words."""
    return frozenset(stem_hash(word) for word in _common())


@lru_cache(maxsize=1 << 18)
def short_hash(key: str) -> int:
    """Return 32 bits of the hash of a word: few enough to be kept for very many reports."""
    return _word_hash(key) >> 32


@lru_cache(maxsize=1 << 18)
def _word_hash(key: str) -> int:
    # not Python's own hash: that one differs from run to run
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


_FACTORS = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5], np.uint64
)


def gram_hashes(hashes: NDArray[np.uint64], length: int = GRAM) -> NDArray[np.uint64]:
    """Hash every run of `length` words, given the words' hashes; empty if there are too few."""
    if len(hashes) < length:
        return np.empty(0, np.uint64)
    total = np.zeros(len(hashes) - length + 1, np.uint64)
    for n in range(length):
        part = hashes[n : n + len(total)] * _FACTORS[n % 4]
        total = (total ^ part) * _FACTORS[(n + 1) % 4] + (part >> np.uint64(29))
    return total


@lru_cache(maxsize=1 << 18)
def _key(form: str) -> str:
    return fold(form)


def lay_passages(text: str) -> Passages:
    """Lay out `text` (title, blank line, paragraphs) in folded words and sentences."""
    keys: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    sentence_of: list[int] = []
    bounds: list[tuple[int, int]] = []
    begin = 0
    for stop in [m.end() for m in _END.finditer(text)] + [len(text)]:
        first = len(keys)
        for match in _WORD.finditer(text, begin, stop):
            if key := _key(match.group()):
                keys.append(key)
                starts.append(match.start())
                ends.append(match.end())
        if len(keys) > first:
            sentence_of.extend([len(bounds)] * (len(keys) - first))
            bounds.append((first, len(keys)))
        begin = stop
    hashes = np.array([_word_hash(key) for key in keys], np.uint64)
    return Passages(keys, starts, ends, sentence_of, bounds, hashes, gram_hashes(hashes))


@lru_cache(maxsize=1 << 18)
def stem_hash(key: str) -> int:
    """Return the short hash of the stem of a word."""
    return short_hash(stem(key))


def wording_of(passages: Passages) -> Wording:
    """Return what is kept of a text to compare it with others."""
    stems = [stem_hash(key) for key in passages.keys]
    longer = [s for s, key in zip(stems, passages.keys, strict=True) if len(key) > _LONGER]
    return Wording(
        words=passages.hashes.tobytes(),
        bounds=tuple(passages.bounds),
        stems=np.array(stems, np.uint32).tobytes(),
        longer=np.array(longer, np.uint32).tobytes(),
    )


@lru_cache(maxsize=1 << 17)
def stem(key: str) -> str:
    """Cut the article, one particle and one ending off a folded word; for likeness only.

    >>> stem("والهجوم") == stem("هجوما")
    True
    """
    for article in _ARTICLES:
        if key.startswith(article) and len(key) - len(article) >= 3:
            key = key[len(article) :]
            break
    else:
        if key[:1] in _PARTICLES and len(key) >= 5:
            key = key[1:]
    for ending in _ENDINGS:
        if key.endswith(ending) and len(key) - len(ending) >= 3:
            return key[: -len(ending)]
    return key
