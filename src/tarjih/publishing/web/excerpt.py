"""Excerpts: the words of a report around what was searched for, marked where they match."""

from tarjih.arabic.orthography import fold
from tarjih.arabic.search import WORD, search_words, stem

__all__ = ["Piece", "excerpt"]

Piece = tuple[str, bool]  # words, and whether they were searched for
_BEFORE, _AFTER = 60, 160  # code points


def excerpt(text: str, words: str) -> list[Piece]:
    """Cut out of a text what stands around the first match, every match in it marked.

    Without words, or with none that stand in the text, it is the beginning.
    """
    wanted = set(search_words(words))
    hits = [m.span() for m in WORD.finditer(text) if wanted and stem(fold(m.group())) in wanted]
    first = max(0, hits[0][0] - _BEFORE) if hits else 0
    first = text.rfind(" ", 0, first) + 1 if first else 0
    end = min(len(text), first + _BEFORE + _AFTER)
    end = max(text.rfind(" ", first, end), first + 1) if end < len(text) else end
    pieces: list[Piece] = [("… ", False)] if first else []
    at = first
    for start, stop in hits:
        if start < at or stop > end:
            continue
        pieces += [(text[at:start], False), (text[start:stop], True)]
        at = stop
    pieces.append((text[at:end] + (" …" if end < len(text) else ""), False))
    return [(part, marked) for part, marked in pieces if part]
