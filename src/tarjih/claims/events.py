"""Events: what happened, goes on or is planned, with who, whom, where, when and on whose word."""

from tarjih.claims.chunks import Chunk, lay_ground
from tarjih.claims.clauses import split_clauses
from tarjih.claims.conditions import holds
from tarjih.claims.cutter import cut_sentence
from tarjih.claims.event_drafts import Draft
from tarjih.claims.event_types import Evidence, is_accident, settle_movers, settle_sufferers, settle_types
from tarjih.claims.page_facets import lay_facets
from tarjih.claims.places_times import share_incident
from tarjih.claims.retellings import Retellings
from tarjih.claims.roles import bind_roles
from tarjih.claims.status import set_statuses
from tarjih.claims.traces import event_rows, status_rows
from tarjih.claims.verb_forms import is_first_person
from tarjih.records.page import Page, Words
from tarjih.records.reading import Attribution, EventMention
from tarjih.records.span import Span

__all__ = ["find_events"]

_CASUALTIES = frozenset(("killing", "injury", "destruction"))


def find_events(page: Page, *, attributions: tuple[Attribution, ...]) -> tuple[EventMention, ...]:
    """Find the events told on a page.

    Args:
        page: A page with its names, times and quantities.
        attributions: The attributions of the page; an event belongs to the innermost whose content
            holds its trigger.

    Returns:
        Events in text order, "V1", "V2", ...; arguments that the grammar does not give are left empty.

    Source: lexicons/claims/triggers.tsv and frames.toml; types after PLOVER and ACLED.
    """
    words = page.words
    facets = lay_facets(words)
    ground = lay_ground(page, facets)
    evidence = Evidence(words, facets)
    speakers = frozenset(page.word_at(s.span.start) for a in attributions for s in a.sources)
    clauses = split_clauses(words, facets=facets)
    headlines = _headlines(words)
    last: dict[str, str] = {}
    drafts: list[Draft] = []
    speaker: list[Chunk] = []
    subject: list[Chunk] = []
    for number, sentence in enumerate(words.sentences):
        chunks = cut_sentence(ground, sentence)
        found = bind_roles(chunks, speaker=speaker, subject=subject)
        if not found:
            continue
        settle_types(found, number, evidence, last)
        settle_movers(found)
        settle_sufferers(found)
        is_told_again = number in headlines
        set_statuses(chunks, found, facets=facets, where="title" if is_told_again else "body")
        share_incident(chunks, found, statement_of=clauses.statement_of, speakers=speakers)
        for draft in found:
            draft.governors = status_rows(words, chunks, draft)
        accident = is_accident(evidence.seen[number], found)
        drafts += [d for d in found if holds(d, chunks) and not (accident and d.type in _CASUALTIES)]
    return _write(drafts, words, attributions)


def _headlines(words: Words) -> frozenset[int]:
    """Return the sentences that are headlines, or end in the words of the page's own headline."""
    if not words.sentences:
        return frozenset()
    title = [w.key for w in words.words[: words.sentences[0].end] if w.kind == "word"]
    found = set()
    for number, sentence in enumerate(words.sentences):
        if sentence.paragraph == 0:
            found.add(number)
        elif title and words.words[sentence.end - 1].key == title[-1]:
            told = [w.key for w in words.words[sentence.first : sentence.end] if w.kind == "word"]
            if told[-len(title) :] == title:
                found.add(number)
    return frozenset(found)


def _write(
    drafts: list[Draft], words: Words, attributions: tuple[Attribution, ...]
) -> tuple[EventMention, ...]:
    events: list[EventMention] = []
    retellings = Retellings(words)
    innermost = _Innermost(attributions)
    for number, draft in enumerate(drafts, 1):
        trigger = _trigger_span(draft, words)
        said = innermost.holding(trigger)
        actors = _spans(draft.actors, words)
        if said is not None and said.sources and is_first_person(draft.chunk):
            actors = (said.sources[-1].span,)  # "we condemn": whoever is quoted
        event = EventMention(
            id=f"V{number}",
            type=draft.type,
            trigger=trigger,
            actors=actors,
            targets=_spans(draft.targets, words),
            place=_span(draft.place, words),
            time=draft.time.span if draft.time else None,
            quantity=draft.quantity.span if draft.quantity else None,
            status=draft.status,
            attribution=said.id if said is not None else None,
            same_as=retellings.tell(draft, identity=f"V{number}"),
            rule=draft.rule,
            rows=event_rows(words, draft),
        )
        events.append(event)
    return tuple(events)


def _trigger_span(draft: Draft, words: Words) -> Span:
    at = draft.chunk.head + draft.row.head
    return words.span(at, at + 1)


def _span(chunk: Chunk | None, words: Words) -> Span | None:
    if chunk is None:
        return None
    return words.span(chunk.first, chunk.end)


def _spans(chunks: list[Chunk], words: Words) -> tuple[Span, ...]:
    if not chunks:
        return ()
    if len(chunks) == 1:
        return (words.span(chunks[0].first, chunks[0].end),)
    return tuple(dict.fromkeys([words.span(c.first, c.end) for c in chunks]))


class _Innermost:
    """Finds the innermost attribution whose content holds a trigger."""

    def __init__(self, attributions: tuple[Attribution, ...]) -> None:
        # the smallest content first; of two over one statement the longer chain
        self.ordered = sorted(
            attributions,
            key=lambda a: (a.content.end - a.content.start, -len(a.sources), a.content.start, a.id),
        )

    def holding(self, trigger: Span) -> Attribution | None:
        """Return the innermost attribution around a trigger, None where none is."""
        for attribution in self.ordered:
            if attribution.content.start <= trigger.start and trigger.end <= attribution.content.end:
                return attribution
        return None
