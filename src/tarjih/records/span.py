"""Span: a half-open range of code points in a report's text."""

import msgspec

__all__ = ["Span"]


class Span(msgspec.Struct, frozen=True, array_like=True, order=True):
    """Mark the code points `[start, end)` of `Report.text`; written as `[start, end]` in JSON.

    >>> Span(0, 4).within("قالت المصادر")
    'قالت'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a span that runs backwards or starts before the text."""
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, found [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: "Span") -> bool:
        """Say whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def within(self, text: str) -> str:
        """Return the words of `text` under this span."""
        return text[self.start : self.end]
