"""A case in the terminal: what it holds, and one report, event or origin of it."""

from collections.abc import Mapping, Sequence

from tarjih.publishing.terminal.chains import branches, joined
from tarjih.publishing.terminal.conflicts import draw_conflict
from tarjih.publishing.terminal.naming import Naming
from tarjih.publishing.terminal.sheet import Piece, Sheet, data, number, words
from tarjih.records.assessment import Assessment, Chain
from tarjih.records.event import Event, EventTelling, Origin
from tarjih.records.failure import Failure
from tarjih.records.reading import Reading
from tarjih.store.entries import Counts, Decision

__all__ = ["draw_case", "draw_event", "draw_origin", "draw_retraction"]

_INDENT = "  "
_UNDER = "     "
_MOST_ROWS = 40
_MOST_EXCERPTS = 12
_AROUND = 60  # code points of a report before and after a trigger


def draw_case(
    sheet: Sheet,
    counts: Counts,
    *,
    failures: Sequence[Failure],
    assessments: Sequence[Assessment],
    readings: Mapping[str, Reading],
    retracted: Mapping[str, Decision],
    naming: Naming,
) -> None:
    """Draw what a case holds: reports, retracted ones, events, what could not be read, and judgements."""
    say = naming.texts
    parts = [say.count("report", counts.reports)]
    parts += [say.count("retracted", counts.retracted)] if counts.retracted else []
    parts += [say.count("duplicate", counts.duplicates)] if counts.duplicates else []
    parts += [say.count("failure", counts.failures)] if counts.failures else []
    parts += [say.count("event", len(naming.events)), say.count("judgement", counts.assessments)]
    sheet.line(words(say.comma.join(parts), "bold"))
    if readings:
        sheet.heading(say.say("reports"))
    for reading in list(readings.values())[:_MOST_ROWS]:
        _draw_row(sheet, reading.report, _about_report(reading, naming=naming))
    _draw_rest(sheet, "report", len(readings), naming=naming)
    if retracted:
        sheet.heading(say.say("taken_out"))
    for report, decision in list(retracted.items())[:_MOST_ROWS]:
        _draw_row(sheet, report, _about_retraction(decision, naming=naming))
    _draw_rest(sheet, "report", len(retracted), naming=naming)
    events = sorted(
        naming.events.values(), key=lambda e: (-_reports(e), e.first_day is None, e.first_day, e.id)
    )
    if events:
        sheet.heading(say.say("events"))
    for event in events[:_MOST_ROWS]:
        _draw_row(sheet, event.id, _about_event(event, naming=naming))
    _draw_rest(sheet, "event", len(events), naming=naming)
    if failures:
        sheet.heading(say.say("failures"))
    for failure in failures[:_MOST_ROWS]:
        _draw_row(sheet, failure.report, [data(failure.reason)])
    _draw_rest(sheet, "failure", len(failures), naming=naming)
    if assessments:
        sheet.heading(say.say("judgements"))
    for assessment in assessments[-_MOST_ROWS:]:
        _draw_row(sheet, assessment.set_id, _about_judgement(assessment, naming=naming))


def _draw_row(sheet: Sheet, name: str, about: Sequence[Piece]) -> None:
    sheet.line(number(name, "cyan"), words("  "), *about, lead=_INDENT, hang=_UNDER)


def _draw_rest(sheet: Sheet, thing: str, count: int, *, naming: Naming) -> None:
    if count > _MOST_ROWS:
        things = naming.texts.count(thing, count - _MOST_ROWS)
        sheet.line(words(naming.texts.say("more_rows", things=things), "dim"), lead=_INDENT)


def _reports(event: Event) -> int:
    return len({telling.report for telling in event.mentions})


def _about_report(reading: Reading, *, naming: Naming) -> list[Piece]:
    say = naming.texts
    day = say.day(reading.published) if reading.published else say.say("no_date")
    outlet = data(reading.outlet, "magenta") if reading.outlet else words(say.say("no_outlet"))
    return [words(day), words(" · "), outlet, words(" · "), data(reading.title)]


def _about_retraction(decision: Decision, *, naming: Naming) -> list[Piece]:
    say = naming.texts
    told = say.fill(
        "retracted_on", day=words(say.day(decision.decided_at.date())), reason=data(decision.reason)
    )
    reading = naming.reading(decision.subject)
    return [*told, words(" · "), *_about_report(reading, naming=naming)] if reading else told


def draw_retraction(sheet: Sheet, decision: Decision, *, naming: Naming) -> None:
    """Mark a report as taken out, with day and reason."""
    say = naming.texts
    day = words(say.day(decision.decided_at.date()))
    sheet.line(
        *(p._replace(style="red") for p in say.fill("retracted_on", day=day, reason=data(decision.reason)))
    )


def _about_event(event: Event, *, naming: Naming) -> list[Piece]:
    pieces: list[Piece] = []
    for part in naming.title(event):
        pieces += [data(part, "" if pieces else "bold"), words(" · ")]
    return [*pieces, words(naming.rests_on(_reports(event), len(event.origins)))]


def _about_judgement(assessment: Assessment, *, naming: Naming) -> list[Piece]:
    leading = next(j for j in assessment.judged if j.hypothesis == assessment.leading)
    pieces = [
        words(naming.hypothesis(assessment, assessment.leading)),
        words(" · "),
        number(naming.texts.percent(leading.probability.value)),
    ]
    if assessment.as_of is not None:
        pieces.append(words(f" · {naming.texts.say('as_of')} {naming.texts.day(assessment.as_of)}"))
    return pieces


def draw_event(sheet: Sheet, event: Event, *, chains: Sequence[Chain], naming: Naming) -> None:
    """Draw one event: its origins with the words of the reports, conflicts, and why it is one event."""
    say = naming.texts
    _draw_row(sheet, event.id, _about_event(event, naming=naming))
    sheet.heading(say.say("tellings"))
    groups = [(origin, _of(event, origin.id)) for origin in event.origins]
    unknown = [t for t in event.mentions if t.origin is None]
    rows: list[tuple[Origin | None, list[EventTelling]]] = [*groups, *([(None, unknown)] if unknown else [])]
    for (origin, tellings), (first, rest) in zip(rows, branches(sheet, len(rows), lead=_INDENT), strict=True):
        sheet.line(*_about_origin(origin, naming=naming), lead=first, hang=rest)
        _draw_tellings(sheet, tellings, naming=naming, lead=rest)
    if event.conflicts:
        sheet.heading(say.say("conflicts"))
    for conflict in event.conflicts:
        draw_conflict(sheet, conflict, event=event, chains=chains, estimate=None, naming=naming, lead=_INDENT)
    if event.gatherers:
        sheet.heading(say.say("gatherers"))
    for gatherer in event.gatherers:
        outlets = list(dict.fromkeys(naming.outlet(report) for report in gatherer.reports))
        names = joined(outlets, naming=naming)
        sheet.line(data(gatherer.name, "magenta"), words(say.colon), *names, lead=_INDENT, hang=_UNDER)
    if event.reasons and sheet.language == "en":  # the reasons are written for English readers only
        sheet.heading(say.say("reasons"))
        sheet.line(*joined(event.reasons, naming=naming, most=20), lead=_INDENT)


def _of(event: Event, origin: str) -> list[EventTelling]:
    return [telling for telling in event.mentions if telling.origin == origin]


def _about_origin(origin: Origin | None, *, naming: Naming) -> list[Piece]:
    if origin is None:
        return [words(naming.texts.say("unknown_origin"), "magenta")]
    return [
        data(naming.origin(origin.id, origin.name), "magenta"),
        words(" · "),
        words(naming.kind(origin.kind)),
        words(" · "),
        number(origin.id, "cyan"),
    ]


def _draw_tellings(sheet: Sheet, tellings: Sequence[EventTelling], *, naming: Naming, lead: str) -> None:
    """Draw the tellings of one origin, one for each report: the first that names the event itself."""
    best: dict[str, EventTelling] = {}
    for telling in sorted(tellings, key=lambda t: (not t.mention, t.span)):
        best.setdefault(telling.report, telling)
    shown = [best[report] for report in sorted(best)][:_MOST_EXCERPTS]
    for telling, (first, rest) in zip(shown, branches(sheet, len(shown), lead=lead), strict=True):
        pieces = [data(naming.outlet(telling.report)), words(" · "), number(telling.report, "cyan")]
        if telling.status != "occurred":
            pieces += [words(" · "), words(naming.texts.status[telling.status], "red")]
        if telling.certainty != "asserted":
            pieces += [words(" · "), words(naming.texts.certainty[telling.certainty])]
        sheet.line(*pieces, lead=first, hang=rest)
        excerpt = _excerpt(naming.reading(telling.report), telling)
        if excerpt:
            sheet.line(words("«"), data(excerpt, "dim"), words("»"), lead=rest, hang=rest)


def _excerpt(reading: Reading | None, telling: EventTelling) -> str:
    """Return the words around a trigger, cut at spaces and at the paragraph."""
    if reading is None:
        return ""
    text, span = reading.text, telling.span
    start, end = max(0, span.start - _AROUND), min(len(text), span.end + _AROUND)
    before = text[start : span.start].rsplit("\n", 1)[-1]
    after = text[span.end : end].split("\n", 1)[0]
    if start and len(before) == span.start - start:
        before = f"… {before.partition(' ')[2]}"
    if end < len(text) and len(after) == end - span.end:
        after = f"{after.rpartition(' ')[0]} …"
    return " ".join(f"{before}{span.within(text)}{after}".split())


def draw_origin(sheet: Sheet, origin: Origin, *, events: Sequence[Event], naming: Naming) -> None:
    """Draw one origin: who it is, and every event that rests on its word."""
    sheet.line(*_about_origin(origin, naming=naming))
    sheet.heading(naming.texts.say("rests_on_it"))
    for event in events:
        _draw_row(sheet, event.id, _about_event(event, naming=naming))
        reports = sorted({t.report for t in _of(event, origin.id)})
        names = list(dict.fromkeys(naming.outlet(report) for report in reports))
        sheet.line(*joined(names, naming=naming), lead=_UNDER)
