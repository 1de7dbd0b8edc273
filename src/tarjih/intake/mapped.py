"""Mapped: a piece of text that knows where its characters stood in the decoded original."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from tarjih.records.report import Segment

__all__ = ["Mapped", "join", "lines_of", "located_in_json"]

# What ends a line anywhere: the set of str.splitlines, with CR LF as one.
_LINE_END = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Control characters that carry no text, and halves of surrogate pairs, which no UTF-8 can hold.
_UNFIT = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufeff\ud800-\udfff]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_GAP = 4_096  # characters between two lines that are searched: blanks, a further field, no more
_JSON_ESCAPED = re.compile(r'["\\\t]')


class Mapped(msgspec.Struct, frozen=True):
    """Text with the segments that stand word for word in the decoded original."""

    text: str
    segments: tuple[Segment, ...] = ()

    def part(self, start: int, end: int) -> "Mapped":
        """Return the characters `[start, end)` with their share of the map."""
        kept = []
        for segment in self.segments:
            first = max(segment.start, start)
            last = min(segment.start + segment.length, end)
            if first < last:
                kept.append(Segment(first - start, segment.origin + first - segment.start, last - first))
        return Mapped(self.text[start:end], tuple(kept))

    def strip(self) -> "Mapped":
        """Return the text without blanks at its ends."""
        text = self.text.strip()
        if len(text) == len(self.text):
            return self
        start = len(self.text) - len(self.text.lstrip())
        return self.part(start, start + len(text))


def join(separator: str, pieces: Iterable[Mapped]) -> Mapped:
    """Join pieces with a separator that the original does not hold; neighbours in both become one."""
    texts: list[str] = []
    segments: list[Segment] = []
    at = 0
    for piece in pieces:
        if texts:
            at += len(separator)
        for segment in piece.segments:
            moved = Segment(segment.start + at, segment.origin, segment.length)
            last = segments[-1] if segments else None
            if (
                last is not None
                and last.start + last.length == moved.start
                and last.origin + last.length == moved.origin
            ):
                segments[-1] = Segment(last.start, last.origin, last.length + moved.length)
            else:
                segments.append(moved)
        texts.append(piece.text)
        at += len(piece.text)
    return Mapped(separator.join(texts), tuple(segments))


def lines_of(text: str, *, origin: int | None = 0) -> Iterator[Mapped]:
    """Yield the lines of `text` without their ends and without blanks around them, empty ones too.

    Control characters are left out; half a surrogate pair becomes U+FFFD, which maps to nothing.

    Args:
        text: Any text.
        origin: Where `text` begins in the decoded original, None where it does not stand there.
    """
    start = 0
    while True:
        match = _LINE_END.search(text, start)
        end = match.start() if match else len(text)
        yield _fit(text[start:end], origin=None if origin is None else origin + start)
        if match is None:
            return
        start = match.end()


def _fit(line: str, *, origin: int | None) -> Mapped:
    """Return one line without blanks around it and without characters that no text holds."""
    if not _UNFIT.search(line):
        kept = line.strip()
        if origin is None or not kept:
            return Mapped(kept)
        begin = len(line) - len(line.lstrip())
        return Mapped(kept, (Segment(0, origin + begin, len(kept)),))
    pieces = []
    start = 0
    for match in _UNFIT.finditer(line):
        pieces.append(_plain(line, start, match.start(), origin=origin))
        pieces.append(Mapped("\ufffd" * len(_SURROGATE.findall(match.group()))))
        start = match.end()
    pieces.append(_plain(line, start, len(line), origin=origin))
    return join("", pieces).strip()


def _plain(line: str, start: int, end: int, *, origin: int | None) -> Mapped:
    text = line[start:end]
    return Mapped(text, (Segment(0, origin + start, len(text)),) if text and origin is not None else ())


def located_in_json(text: str, *, line: str, after: int, base: int) -> tuple[Mapped, int]:
    """Find where a decoded JSON string stands in its JSON, and map it.

    Args:
        text: A stretch of the decoded string without line ends.
        line: The JSON as decoded text.
        after: Where to begin the search.
        base: Where `line` begins in the decoded original.

    Returns:
        The text with its map, empty where the JSON writes it another way (by code points), and where to
        search on.
    """
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    found = line.find(escaped, after, after + len(escaped) + _GAP) if text else -1
    if found < 0:
        # It takes at least as much room in the JSON, however it is written there.
        return Mapped(text), after + len(text)
    segments = []
    start, origin = 0, base + found
    for match in _JSON_ESCAPED.finditer(text):
        # A quotation mark or backslash stands after its backslash; a tab stands as "\t", not as itself.
        if match.start() > start:
            segments.append(Segment(start, origin, match.start() - start))
        origin += match.start() - start + 1
        start = match.start()
        if match.group() == "\t":
            start += 1
            origin += 1
    if start < len(text):
        segments.append(Segment(start, origin, len(text) - start))
    return Mapped(text, tuple(segments)), found + len(escaped)
