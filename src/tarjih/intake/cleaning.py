"""Cut junk from the edges of a report: share bars, tags, links to other reports, notices.

Only lines before the first and after the last real paragraph are looked at, the tail of that last
paragraph, and the head of the first. What is cut is kept with its reason.
"""

import re
from functools import cache
from itertools import islice
from typing import Literal

import msgspec

from tarjih.arabic.orthography import fold
from tarjih.intake.mapped import Mapped
from tarjih.lexicons import load
from tarjih.records.record import Record
from tarjih.records.report import Cut

__all__ = ["JunkLine", "clean", "why_junk"]

_REAL = 25  # words: a paragraph as long as that, or one that ends a sentence, is no edge any more
_EDGE = 40  # paragraphs looked at from each end
_TAIL = 600  # characters looked at from the end of the last paragraph
_TAIL_WORD = re.compile(r"\S+")
_HEADLINE = 22  # words a line under "read also" may have
_SURE_TAIL = 3  # words: a marker as long as that needs no full stop before it
_ENDS = ".!?\u061f\u2026"
_STOPS = (".", "\u061f")
_SHORT = 45  # words: rows but those of notices at the start of a line match nothing longer
_NOTICE = 20  # words: rows for shorter lines do not touch a line that ends with a full stop
_SHORT_LINES = 4  # lines at the start that may stand before junk: dateline, byline, a deck
_CLOSERS = "\"'»”’)]"
_AROUND = " .,:;!?\"'()[]{}<>|/\\-*#&«»“”‘’،؛؟…–—•·"  # marks that stick to words
_TOKENS = re.compile(r"[^\W_]+|:")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_HANDLE = re.compile(r"[#@]\w+")
_SHAPES = {
    "email": _EMAIL,
    "url": _URL,
    "handles": re.compile(rf"{_HANDLE.pattern}(?:[\s,،|]+{_HANDLE.pattern})*"),
    "marks": re.compile(r"\W+"),
    "counts": re.compile(r"\d{1,7}(?:[\s/|,-]+\d{1,7})*"),
}
Where = Literal["start", "end", "inside"]


class JunkLine(Record, frozen=True, kw_only=True):
    """One row of junk.

    `match` says how: the whole line is one of the forms; the line begins with one (prefix) or holds one
    (contains) and has at most `most` words; it is one beside numbers (count); the line is one and
    announces others, which go with it (header); the last paragraph ends (tail) or the first begins
    (head) with one; or it has a shape.
    """

    id: str
    match: Literal["line", "prefix", "contains", "count", "header", "tail", "head", "shape"]
    forms: str
    reason: str
    most: int = 12
    source: str


class _Index(msgspec.Struct, frozen=True):
    """The rows by how they are looked up; forms are folded."""

    lines: dict[str, JunkLine]
    headers: dict[str, JunkLine]
    prefixes: dict[str, list[tuple[str, JunkLine]]]
    contained: list[tuple[str, JunkLine]]
    counts: dict[str, JunkLine]
    tails: dict[str, list[tuple[tuple[str, ...], JunkLine]]]
    heads: dict[str, list[tuple[tuple[str, ...], JunkLine]]]
    shapes: list[tuple[re.Pattern[str], JunkLine]]


def clean(title: str, paragraphs: list[Mapped]) -> tuple[list[Mapped], tuple[Cut, ...]]:
    """Cut the junk at both ends of a report's paragraphs.

    Args:
        title: The title, which a first paragraph may repeat.
        paragraphs: The paragraphs without the title, none empty.

    Returns:
        The paragraphs that stay, in order, and what was cut, in order. Where all of them look like junk
        they all stay.
    """
    start = _cut_start(title, paragraphs)
    end = _cut_end(paragraphs)
    whole = start | end
    if len(whole) == len(paragraphs):
        return paragraphs, ()
    kept: list[Mapped] = []
    cuts: list[Cut] = []
    for at, paragraph in enumerate(paragraphs):
        if at in whole:
            where: Where = "start" if at in start else "end"
            cuts.append(Cut(text=paragraph.text, reason=whole[at], at=where))
        else:
            kept.append(paragraph)
    kept, head = _cut_head(kept)
    kept, tail = _cut_tail(kept)
    first = sum(cut.at == "start" for cut in cuts)
    return kept, (*cuts[:first], *head, *tail, *cuts[first:])


def why_junk(line: str) -> str | None:
    """Return why a whole line is junk, None where it is not."""
    return _reason(line)


def _cut_start(title: str, paragraphs: list[Mapped]) -> dict[int, str]:
    """Return the reasons for cutting paragraphs before the first real one, by their number."""
    cut: dict[int, str] = {}
    key = _key(title)
    for at, paragraph in enumerate(paragraphs[:_EDGE]):
        text = paragraph.text
        if key and len(text) < 2 * len(title) + 9 and _key(text) == key:
            # What stands above the title on a page is the page's head, not the report's.
            cut.update({above: "above the title" for above in range(at) if above not in cut})
            cut[at] = "the title again"
            continue
        reason = _reason(text)
        if reason is not None:
            cut[at] = reason
        elif _is_real(text) or at - len(cut) >= _SHORT_LINES:
            break
    return cut


def _cut_end(paragraphs: list[Mapped]) -> dict[int, str]:
    """Return the reasons for cutting paragraphs after the last real one, by their number."""
    cut: dict[int, str] = {}
    under: list[int] = []  # short lines that stand between here and what follows: headlines, perhaps
    for at in range(len(paragraphs) - 1, max(-1, len(paragraphs) - 1 - _EDGE), -1):
        text = paragraphs[at].text
        header = _index().headers.get(_key(text).strip(" :")) if len(text) < 200 else None
        reason = header.reason if header else _reason(text)
        if header:
            cut.update(dict.fromkeys(under, f"listed under: {header.reason}"))
            under = []
        if reason is not None:
            cut[at] = reason
        elif _is_real(text):
            break
        elif len(text.split()) <= _HEADLINE:
            under.append(at)
        else:
            break
    return cut


def _is_real(text: str) -> bool:
    """Say whether a paragraph is running text, not a line at the edge of a page."""
    words = len(text.split())
    return words >= _REAL or (words > 3 and text.rstrip(_CLOSERS + " ").endswith(tuple(_ENDS)))


def _reason(text: str) -> str | None:
    """Return why a whole paragraph is junk, None where it is not."""
    index = _index()
    if text.count(" ") > _SHORT and not _may_be_notice(text):
        return None
    for shape, row in index.shapes:
        if shape.fullmatch(text):
            return row.reason
    key = _key(text)
    row_of_line = index.lines.get(key.strip(" :")) or index.headers.get(key.strip(" :"))
    if row_of_line is not None:
        return row_of_line.reason
    tokens = key.split()
    words = len(tokens)
    if not tokens:
        return None
    names = [name for name in tokens if not name.isdigit() and name != ":"]
    counted = index.counts.get(" ".join(names)) if len(names) < words else None
    if counted is not None:
        return counted.reason
    sentence = text.endswith(_STOPS)
    for form, row in index.prefixes.get(tokens[0], ()):
        if words > row.most or (sentence and row.most < _NOTICE):
            continue
        if key == form or key.startswith(form + " "):
            return row.reason
    padded = f" {key} "
    for form, row in index.contained:
        if words <= row.most and f" {form} " in padded:
            return row.reason
    return None


def _may_be_notice(text: str) -> bool:
    """Say whether a long paragraph begins like a notice: a quick look that spares folding all of it."""
    words = text.count(" ") + 1
    first = _TOKENS.search(fold(text.split(maxsplit=1)[0]))
    rows = _index().prefixes.get(first.group(), ()) if first else ()
    return any(words <= row.most for _, row in rows)


def _cut_tail(paragraphs: list[Mapped]) -> tuple[list[Mapped], list[Cut]]:
    """Cut what hangs on the end of the last running paragraph: tags, a link to the report itself."""
    if not paragraphs:
        return paragraphs, []
    last = paragraphs[-1]
    spots = [(m.start(), m.group()) for m in _TAIL_WORD.finditer(last.text, max(0, len(last.text) - _TAIL))]
    keys = [_word(word) for _, word in spots]
    for i in range(1, len(spots)):
        for form, row in _index().tails.get(keys[i], ()):
            if tuple(keys[i : i + len(form)]) != form or len(spots) - i > row.most:
                continue
            before = spots[i - 1][1].rstrip(_CLOSERS)
            if len(form) < _SURE_TAIL and not (before.endswith(tuple(_ENDS)) or before != spots[i - 1][1]):
                continue
            if len(form) < _SURE_TAIL and last.text.rstrip(_CLOSERS).endswith(tuple(_ENDS)):
                continue
            begin = spots[i][0]
            cut = Cut(text=last.text[begin:], reason=row.reason, at="end")
            return [*paragraphs[:-1], last.part(0, begin).strip()], [cut]
    return paragraphs, []


def _cut_head(paragraphs: list[Mapped]) -> tuple[list[Mapped], list[Cut]]:
    """Cut what stands before the first paragraph's own first word: the buttons of a slide show."""
    if not paragraphs:
        return paragraphs, []
    first = paragraphs[0]
    spots = [(m.start(), _word(m.group())) for m in islice(re.finditer(r"\S+", first.text), 12)]
    keys = [key for _, key in spots]
    for form, row in _index().heads.get(keys[0], ()) if keys else ():
        if tuple(keys[: len(form)]) == form and len(spots) > len(form):
            begin = spots[len(form)][0]
            cut = Cut(text=first.text[:begin].rstrip(), reason=row.reason, at="start")
            return [first.part(begin, len(first.text)), *paragraphs[1:]], [cut]
    return paragraphs, []


def _key(text: str) -> str:
    """Fold a line word by word and leave out all marks but the colon."""
    return " ".join(_TOKENS.findall(" ".join(map(fold, text.split()))))


def _word(word: str) -> str:
    """Fold one word without the marks around it."""
    return fold(word).strip(_AROUND)


@cache
def _index() -> _Index:
    index = _Index({}, {}, {}, [], {}, {}, {}, [])
    for row in load("intake/junk_lines.tsv", JunkLine):
        for form in row.forms.split("|"):
            key = form if row.match == "shape" else _key(form)
            words = tuple(_word(word) for word in form.split())
            if row.match == "line":
                index.lines[key.strip(" :")] = row
            elif row.match == "header":
                index.headers[key.strip(" :")] = row
            elif row.match == "prefix":
                index.prefixes.setdefault(key.split()[0], []).append((key, row))
            elif row.match == "contains":
                index.contained.append((key, row))
            elif row.match == "count":
                index.counts[key] = row
            elif row.match == "tail":
                index.tails.setdefault(words[0], []).append((words, row))
            elif row.match == "head":
                index.heads.setdefault(words[0], []).append((words, row))
            else:
                index.shapes.append((_SHAPES[form], row))
    return index
