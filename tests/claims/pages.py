"""Pages for tests: a text with the names, times and quantities that a test says stand in it."""

from collections.abc import Sequence

from tarjih.reading.tokens import lay_out
from tarjih.records.page import Page
from tarjih.records.reading import Mention, Quantity, Time
from tarjih.records.report import Report
from tarjih.records.span import Span

__all__ = ["page_of", "span_of"]


def span_of(text: str, words: str) -> Span:
    """Return where `words` first stand in `text`."""
    start = text.index(words)
    return Span(start, start + len(words))


def page_of(
    text: str,
    *,
    names: Sequence[Sequence[str]] = (),
    quantities: Sequence[Sequence[str | int]] = (),
    times: Sequence[str] = (),
) -> Page:
    """Lay `text` out behind an empty title, with (words, kind), (words, number) and words of time."""
    text = f"عنوان\n\n{text}"
    mentions = [
        Mention(span=span_of(text, name[0]), kind=name[1], name=name[0], rule="test")  # type: ignore[arg-type]
        for name in names
    ]
    counted = [
        Quantity(span=span_of(text, str(words)), min=int(number), max=int(number))
        for words, number in quantities
    ]
    told = [Time(span=span_of(text, words), value="PAST_REF") for words in times]
    return Page(
        report=Report(id="test", title=text.split("\n", 1)[0], text=text, sha256="0" * 64),
        words=lay_out(text),
        mentions=tuple(sorted(mentions, key=lambda m: m.span.start)),
        quantities=tuple(sorted(counted, key=lambda q: q.span.start)),
        times=tuple(sorted(told, key=lambda t: t.span.start)),
    )
