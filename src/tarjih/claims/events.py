"""Events: what happened, goes on or is planned, with who, whom, where, when and on whose word."""

from tarjih.claims.chunks import AGENTS, Chunk, cut_sentence, lay_ground
from tarjih.claims.clauses import split_clauses
from tarjih.claims.event_types import Evidence, is_accident, settle_types
from tarjih.claims.places_times import share_incident
from tarjih.claims.roles import Draft, bind_roles
from tarjih.claims.status import set_statuses
from tarjih.records.page import Page, Words
from tarjih.records.reading import Attribution, EventMention
from tarjih.records.span import Span

__all__ = ["find_events"]

_ARMED = frozenset(("force", "fighter"))
_ARMED_KINDS = frozenset(("ARMED_GROUP", "MILITARY"))
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
    ground = lay_ground(page)
    evidence = Evidence(words)
    clauses = split_clauses(words)
    last: dict[str, str] = {}
    drafts: list[Draft] = []
    speaker: list[Chunk] = []
    for number, sentence in enumerate(words.sentences):
        chunks = cut_sentence(ground, sentence)
        found = bind_roles(chunks, speaker)
        if not found:
            continue
        settle_types(found, number, evidence, last)
        set_statuses(chunks, found, where="body" if sentence.paragraph else "title")
        share_incident(chunks, found, statement_of=clauses.statement_of)
        accident = is_accident(evidence.seen[number], found)
        drafts += [d for d in found if _holds(d, chunks) and not (accident and d.type in _CASUALTIES)]
    return _write(drafts, words, attributions)


def _holds(draft: Draft, chunks: list[Chunk]) -> bool:
    """Say whether the condition of the trigger's row is met."""
    if draft.dropped:
        return False
    condition = draft.row.condition
    match condition:
        case "argued":
            return bool(draft.actors or draft.targets or (draft.frame.object == "place" and draft.place))
        case "people":
            return _is_people(draft)
        case "targeted":
            return bool(draft.targets)
        case "troops":
            return any(_is_armed(c) for c in draft.targets)
        case "anaphor":
            hit = draft.chunk.hit
            return draft.chunk.article or (hit is not None and bool(hit.after))
        case "force":
            return any(_is_armed(c) for c in draft.actors)
        case "foe":
            return bool(draft.targets or draft.actors) or draft.place is not None
        case "mover":
            return any(c.cls in AGENTS for c in draft.actors)
        case "past":
            hit = draft.chunk.hit
            return hit is not None and any(f.startswith("past") for f in hit.features)
        case "governed":
            return _is_governed(draft, chunks)
        case "predicate":
            return _is_predicate(draft)
        case "counted":
            return draft.quantity is not None
        case "of_group":
            return any(_is_armed(c) or c.cls == "agent" for c in draft.actors)
        case _:
            return True


def _is_armed(chunk: Chunk) -> bool:
    if chunk.mention is not None:
        return chunk.mention.kind in _ARMED_KINDS or chunk.cls in _ARMED
    return chunk.cls in _ARMED


def _is_people(draft: Draft) -> bool:
    """Say whether it was done to people, not to goods."""
    if any(c.cls in AGENTS or c.cls == "counted" for c in draft.targets):
        return True
    hit = draft.chunk.hit
    return hit is not None and hit.after in _PEOPLE_PRONOUNS


_PEOPLE_PRONOUNS = frozenset(("\u0647\u0645", "\u0647\u0645\u0627", "\u0647\u0646"))


def _is_governed(draft: Draft, chunks: list[Chunk]) -> bool:
    """Say whether a word of taking stands right before: control is imposed, not merely held."""
    for chunk in chunks[max(draft.index - 3, 0) : draft.index]:
        if chunk.kind == "verb" and chunk.cls == "carry":
            return True
    return False


def _is_predicate(draft: Draft) -> bool:
    """Say whether a participle tells of an event: it describes somebody named before it."""
    if draft.quantity is not None and draft.chunk.head > draft.chunk.first:
        return False
    described = draft.targets or draft.actors
    return any(c.end >= draft.chunk.first - 2 and c.first < draft.chunk.first for c in described)


def _write(
    drafts: list[Draft], words: Words, attributions: tuple[Attribution, ...]
) -> tuple[EventMention, ...]:
    events: list[EventMention] = []
    earlier: dict[tuple[str, str], str] = {}
    innermost = _Innermost(attributions)
    for number, draft in enumerate(drafts, 1):
        trigger = _trigger_span(draft, words)
        key = (draft.type, words.words[draft.chunk.head].key[-4:])
        same = earlier.get(key) if draft.chunk.article else None
        event = EventMention(
            id=f"V{number}",
            type=draft.type,
            trigger=trigger,
            actors=_spans(draft.actors, words),
            targets=_spans(draft.targets, words),
            place=_span(draft.place, words),
            time=draft.time.span if draft.time else None,
            quantity=draft.quantity.span if draft.quantity else None,
            status=draft.status,  # type: ignore[arg-type]
            attribution=innermost.holding(trigger),
            same_as=same,
            rule=draft.rule,
        )
        earlier.setdefault(key, event.id)
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
    return tuple(dict.fromkeys(words.span(c.first, c.end) for c in chunks))


class _Innermost:
    """Finds the innermost attribution whose content holds a trigger."""

    def __init__(self, attributions: tuple[Attribution, ...]) -> None:
        # the smallest content first; of two over one statement the longer chain
        self.ordered = sorted(
            attributions,
            key=lambda a: (a.content.end - a.content.start, -len(a.sources), a.content.start, a.id),
        )

    def holding(self, trigger: Span) -> str | None:
        """Return the id of the innermost attribution around a trigger, None where none is."""
        for attribution in self.ordered:
            if attribution.content.start <= trigger.start and trigger.end <= attribution.content.end:
                return attribution.id
        return None
