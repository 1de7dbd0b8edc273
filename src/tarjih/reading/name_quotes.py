"""Outlets that no list knows, by their quotation marks."""

from tarjih.reading.bodies import CLOSERS, OPENERS, Found
from tarjih.reading.name_facts import facts_of
from tarjih.records.page import Words

__all__ = ["find_quoted_again", "find_quoted_outlet"]

_TO = "\u0644"
_LONGEST_OUTLET = 3
_LISTED_OUTLETS = frozenset(("actors", "homonyms", "name_types"))
_CUE_REACH = 8


def find_quoted_outlet(words: Words, i: int, first: int, limit: int) -> Found | None:
    """Find an outlet known only by its quotation marks behind "to" and a verb of saying: he told "X"."""
    if i == first or words.words[i - 1].key != _TO or i + 2 >= limit:
        return None
    start = words.words[i + 1]
    if start.kind != "word" or not _LISTED_OUTLETS.isdisjoint(words.hits[i + 1]):
        return None
    end = next(
        (k for k in range(i + 2, min(i + 2 + _LONGEST_OUTLET, limit)) if words.words[k].form in CLOSERS), 0
    )
    named = any(facts_of(word).article or facts_of(word).unknown for word in words.words[i + 1 : end])
    if not named or not any("cues" in words.words[k].hits for k in range(max(first, i - _CUE_REACH), i - 1)):
        return None
    if end + 1 < limit and not (facts_of(words.words[end + 1]).ends or words.words[end + 1].kind == "mark"):
        return None
    if end == i + 2 and not facts_of(start).article:
        return None
    name = words.string(i + 1, end)
    return Found(first=i + 1, end=end, kind="OUTLET", name=name, rule="quoted-outlet", head=(i + 1, end))


def find_quoted_again(words: Words, found: list[Found]) -> list[Found]:
    """Find outlets that grammar found once where their names stand in quotation marks again."""
    outlets = {
        words.string(*f.head): f
        for f in found
        if f.kind == "OUTLET" and not f.row and f.head and not f.nominal
    }
    if not outlets:
        return []
    taken = {i for f in found for i in range(f.first, f.end)}
    again = []
    for i, word in enumerate(words.words):
        if word.form not in OPENERS or i + 1 in taken:
            continue
        for name, outlet in outlets.items():
            first, end = outlet.head or (0, 0)
            end = i + 1 + end - first
            if end < len(words) and words.words[end].form in CLOSERS and words.string(i + 1, end) == name:
                again.append(outlet.moved(i + 1, end))
    return again
