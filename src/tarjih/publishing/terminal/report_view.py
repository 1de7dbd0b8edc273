"""One report in the terminal: who says what in it, and what it says has happened."""

from collections.abc import Sequence

from tarjih.publishing.terminal.chains import branches
from tarjih.publishing.terminal.naming import Naming
from tarjih.publishing.terminal.sheet import Piece, Sheet, data, number, words
from tarjih.records.reading import Attribution, EventMention, Reading
from tarjih.records.span import Span

__all__ = ["draw_facts", "draw_report", "event_slots", "quoted"]

_INDENT = "  "
_MOST_WORDS = 30
_OPENING, _CLOSING = '«“"', '»”"'


def draw_report(sheet: Sheet, reading: Reading, *, naming: Naming) -> None:
    """Draw a report with its claims, each with the words it rests on."""
    say = naming.texts
    sheet.line(data(reading.title or reading.report, "bold"))
    draw_facts(sheet, reading, naming=naming)
    if reading.language != "ar":
        sheet.blank()
        sheet.line(words(say.say("not_read")))
        return
    sheet.heading(say.say("claims"))
    for attribution in reading.attributions:
        _draw_claim(sheet, reading, attribution, naming=naming)
    if not reading.attributions:
        sheet.line(words(say.say("no_claims")), lead=_INDENT)
    own = [event for event in reading.events if event.attribution is None]
    sheet.heading(say.say("happenings"))
    if not reading.events:
        sheet.line(words(say.say("no_events")), lead=_INDENT)
    elif own:
        sheet.line(words(say.say("own_words")), lead=_INDENT)
        _draw_events(sheet, reading, own, naming=naming)
    if reading.assessments:
        sheet.heading(say.say("forecasts"))
    for forecast in reading.assessments:
        sheet.line(*quoted(_words(reading, forecast.span)), lead=_INDENT)


def draw_facts(sheet: Sheet, reading: Reading, *, naming: Naming) -> None:
    """Draw what is known of a report as a whole."""
    say = naming.texts
    published = words(say.day(reading.published) if reading.published else say.say("no_date"))
    facts: list[tuple[str, Piece]] = [
        ("report", number(reading.report, "cyan")),
        ("outlet", data(reading.outlet, "magenta") if reading.outlet else words(say.say("no_outlet"))),
        ("published", published),
    ]
    facts += [("byline", data(reading.byline))] if reading.byline else []
    facts += [("url", number(reading.url))] if reading.url else []
    facts += [("encoding", number(reading.encoding)), ("original", number(reading.sha256, "dim"))]
    for name, piece in facts:
        sheet.line(words(f"{say.say(name)}{say.colon}", "dim"), piece, lead=_INDENT)
    for note in reading.notes if sheet.language == "en" else ():  # intake writes them in English only
        sheet.line(words(f"{say.say('notes')}{say.colon}", "dim"), data(note), lead=_INDENT)
    for cut in reading.cut:
        text = " ".join(cut.text.split()[:_MOST_WORDS])
        sheet.line(words(f"{say.say('cut')}{say.colon}", "dim"), data(text), lead=_INDENT)


def _words(reading: Reading, span: Span | None) -> str:
    if span is None:
        return ""
    found = span.within(reading.text).split()
    return " ".join(found[:_MOST_WORDS]) + (" …" if len(found) > _MOST_WORDS else "")


def quoted(text: str) -> list[Piece]:
    """Return words of a report in quotation marks, unless they bring their own."""
    if text[:1] in _OPENING and text[-1:] in _CLOSING and text:
        return [data(text)]
    return [words("«"), data(text), words("»")]


def _draw_claim(sheet: Sheet, reading: Reading, attribution: Attribution, *, naming: Naming) -> None:
    say = naming.texts
    voices = [_words(reading, source.span) for source in attribution.sources][::-1]
    pieces = [data(voices[0] if voices else say.say("unnamed"), "magenta")]
    for voice in voices[1:]:
        pieces += [words(f" {say.say('via')} "), data(voice, "magenta")]
    certainty = say.certainty[attribution.certainty]
    pieces += [
        words(f" {certainty}{say.colon}"),
        *quoted(_words(reading, attribution.content)),
    ]
    sheet.line(*pieces, lead=_INDENT, hang="    ")
    held = [event for event in reading.events if event.attribution == attribution.id]
    _draw_events(sheet, reading, held, naming=naming)


def _draw_events(sheet: Sheet, reading: Reading, events: Sequence[EventMention], *, naming: Naming) -> None:
    say = naming.texts
    for event, (first, rest) in zip(events, branches(sheet, len(events), lead="    "), strict=True):
        pieces = [
            words(naming.type(event.type), "bold"),
            words(" «"),
            data(_words(reading, event.trigger)),
            words("»"),
        ]
        if event.status != "occurred":
            pieces += [words(" · "), words(say.status[event.status], "red")]
        sheet.line(*pieces, *event_slots(reading, event, naming=naming), lead=first, hang=rest)


def event_slots(reading: Reading, event: EventMention, *, naming: Naming) -> list[Piece]:
    """Return who, whom, how many, where and when, each with its words."""
    say = naming.texts
    slots = (
        ("who", event.actors),
        ("whom", event.targets),
        ("how_many", (event.quantity,)),
        ("where", (event.place,)),
        ("when", (event.time,)),
    )
    pieces: list[Piece] = []
    for name, spans in slots:
        for filled in filter(None, (_words(reading, span) for span in spans)):
            pieces += [words(f" · {say.say(name)}{say.colon}"), data(filled)]
    return pieces
