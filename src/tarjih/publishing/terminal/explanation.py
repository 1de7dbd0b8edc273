"""One report explained in the terminal: every result with the rule and the lexicon rows that made it."""

from collections.abc import Iterator, Sequence

import msgspec

from tarjih.publishing.rules import Layer, explain_certainty, explain_row, explain_rule, explain_status
from tarjih.publishing.terminal.naming import Naming
from tarjih.publishing.terminal.report_view import draw_facts, event_slots, quoted
from tarjih.publishing.terminal.sheet import Piece, Sheet, data, number, words
from tarjih.records.reading import Attribution, Entity, EventMention, Quantity, Reading
from tarjih.records.span import Span

__all__ = ["draw_explanation"]

_UNDER = "     "
_ORDER: tuple[Layer, ...] = ("claim", "event", "forecast", "time", "quantity", "name")


class _Result(msgspec.Struct, frozen=True):
    """One result: the words that made it, what it says, and why; `more` goes behind the rule."""

    layer: Layer
    anchor: Span
    kind: str
    value: tuple[Piece, ...]
    rule: str
    rows: tuple[str, ...]
    more: str = ""


def draw_explanation(sheet: Sheet, reading: Reading, *, naming: Naming) -> None:
    """Draw a report paragraph by paragraph, each with numbered results and what made them."""
    say = naming.texts
    sheet.line(data(reading.title or reading.report, "bold"))
    draw_facts(sheet, reading, naming=naming)
    if reading.language != "ar":
        sheet.blank()
        sheet.line(words(say.say("not_read")))
        return
    results = sorted(_results(reading, naming=naming), key=_place)
    at = 0
    number_ = 1
    for paragraph in _paragraphs(reading.text):
        here = []
        while at < len(results) and results[at].anchor.start < paragraph.end:
            here.append((number_, results[at]))
            number_, at = number_ + 1, at + 1
        sheet.blank()
        sheet.line(data(_marked(reading.text, paragraph, here)))
        for n, result in here:
            _draw(sheet, reading, n, result, naming=naming)


def _place(result: _Result) -> tuple[int, int, int]:
    return result.anchor.start, _ORDER.index(result.layer), result.anchor.end


def _paragraphs(text: str) -> Iterator[Span]:
    """Yield the paragraphs of a text that hold something."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(start, start + len(line))
        start += len(line) + 1


def _marked(text: str, paragraph: Span, here: Sequence[tuple[int, _Result]]) -> str:
    """Return a paragraph with the number of each result behind the words that made it."""
    marks: dict[int, list[int]] = {}
    for n, result in here:
        marks.setdefault(min(result.anchor.end, paragraph.end), []).append(n)
    parts, at = [], paragraph.start
    for end in sorted(marks):
        numbers = ",".join(map(str, marks[end]))
        parts += [text[at:end], f"[{numbers}]"]
        at = end
    return "".join([*parts, text[at : paragraph.end]])


def _draw(sheet: Sheet, reading: Reading, n: int, result: _Result, *, naming: Naming) -> None:
    """Draw one result: what it is, its rule in plain words, and its rows by file and id."""
    mark = f"{n:>4} "
    kind = words(f"{result.kind}{naming.texts.colon}", "bold")
    sheet.line(kind, *quoted(_words(reading, result.anchor)), *result.value, lead=mark, hang=_UNDER)
    why = explain_rule(result.layer, result.rule, language=sheet.language)
    sheet.line(words(f"{why} {result.more}".rstrip()), lead=_UNDER)
    rows: list[Piece] = []
    for row in result.rows:
        file, id_ = explain_row(row)
        rows += [words(" · " if rows else ""), number(f"{file}:{id_}", "cyan")]
    sheet.line(*(rows or [words(naming.texts.say("no_rows"), "dim")]), lead=_UNDER)


def _words(reading: Reading, span: Span) -> str:
    return " ".join(span.within(reading.text).split())


def _results(reading: Reading, *, naming: Naming) -> Iterator[_Result]:
    """Yield everything found in a report."""
    say = naming.texts
    for claim in reading.attributions:
        value = tuple(_said(reading, claim, naming=naming))
        more = explain_certainty(claim, language=naming.language)
        yield _Result("claim", claim.cue, say.say("claim"), value, claim.rule, claim.rows, more)
    for event in reading.events:
        value = tuple(_happened(reading, event, naming=naming))
        more = explain_status(event, language=naming.language)
        yield _Result("event", event.trigger, say.say("event"), value, event.rule, event.rows, more)
    for forecast in reading.assessments:
        value = (words(" · "), words(say.certainty[forecast.certainty]))
        yield _Result("forecast", forecast.span, say.say("forecast"), value, forecast.rule, forecast.rows)
    for time in reading.times:
        unresolved = words(say.say("unresolved"), "red")
        value = (words(" · "), number(time.value) if time.value else unresolved)
        yield _Result("time", time.span, say.say("time"), value, time.rule, time.rows)
    for quantity in reading.quantities:
        value = (words(" · "), number(_bounds(quantity)))
        yield _Result("quantity", quantity.span, say.say("quantity"), value, quantity.rule, quantity.rows)
    for entity in reading.entities:
        yield from _named(entity, naming=naming)


def _said(reading: Reading, claim: Attribution, *, naming: Naming) -> Iterator[Piece]:
    say = naming.texts
    voices = [_words(reading, source.span) for source in claim.sources][::-1]
    yield words(" · ")
    yield data(voices[0] if voices else say.say("unnamed"), "magenta")
    for voice in voices[1:]:
        yield words(f" {say.say('via')} ")
        yield data(voice, "magenta")
    yield words(f" {say.certainty[claim.certainty]}{say.colon}")
    yield from quoted(_words(reading, claim.content))


def _happened(reading: Reading, event: EventMention, *, naming: Naming) -> Iterator[Piece]:
    yield words(" · ")
    yield words(naming.type(event.type), "bold")
    yield words(" · ")
    yield words(naming.texts.status[event.status])
    yield from event_slots(reading, event, naming=naming)


def _bounds(quantity: Quantity) -> str:
    """Return the least and the most, "…" for an open end."""
    low, high = (f"{n:,g}" if n is not None else "…" for n in (quantity.min, quantity.max))
    return low if low == high else f"{low}–{high}"


def _named(entity: Entity, *, naming: Naming) -> Iterator[_Result]:
    say = naming.texts
    kind = say.kind[entity.kind]
    facts: list[Piece] = [words(" · "), data(entity.name, "magenta")]
    if entity.lat is not None and entity.lon is not None:
        facts += [words(" · "), number(f"{entity.lat:.2f}, {entity.lon:.2f}")]
    elif entity.kind == "PLACE":
        facts += [words(" · "), words(say.say("unresolved"), "red")]
    _, _, chosen = entity.rule.partition(" ")
    for span, reason in zip(entity.mentions, entity.reasons, strict=False):
        points_back = reason.rule.startswith("nominal")  # what it points at was chosen elsewhere
        rule = f"{reason.rule} {chosen}" if chosen and not points_back else reason.rule
        yield _Result("name", span, kind, tuple(facts), rule, reason.rows)
