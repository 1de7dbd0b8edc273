"""Events: the accounts of one happening made into one record, with origins, gatherers and conflicts."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tarjih.fusion.accounts import main_type
from tarjih.fusion.cards import Card, Leaf, Word
from tarjih.fusion.conflicts import conflicts_of
from tarjih.fusion.copies import Alignment
from tarjih.fusion.gatherers import gatherers_of
from tarjih.fusion.origins import Lineage, origins_of
from tarjih.fusion.slots import COMMON, name_key, rank_days, rank_spot
from tarjih.records.event import Copy, Event, EventTelling
from tarjih.records.identity import content_id

__all__ = ["REASONS", "event_id", "event_of", "lineage_of"]

REASONS = 12


def event_id(card: Card) -> str:
    """Return the id of the event whose first account this is."""
    return content_id("X", card.report, str(card.start), str(card.end), card.first_type)


def lineage_of(
    reports: Iterable[str],
    *,
    copied: Mapping[str, Sequence[Copy]],
    alignments: Mapping[tuple[str, str], Alignment],
) -> Lineage:
    """Group the reports of one event by the text that they carry.

    Args:
        reports: Those that tell the event.
        copied: The copies that each report is in.
        alignments: How two texts share words, by the copies' reports.
    """
    here = sorted(set(reports))
    leader = {report: report for report in here}

    def find(report: str) -> str:
        while leader[report] != report:
            report = leader[report]
        return report

    for report in here:
        for copy in copied.get(report, ()):
            if copy.kind != "shared origin" and all(r in leader for r in copy.reports):
                first, second = sorted(find(r) for r in copy.reports)
                leader[second] = first
    return Lineage(alignments, {report: find(report) for report in here})


def event_of(
    cards: Sequence[Card],
    *,
    lineage: Lineage,
    leaves: Mapping[str, Leaf],
    tolls: Sequence[Card] = (),
    cause: str | None = None,
    reasons: Sequence[str] = (),
    unsure: Sequence[str] = (),
) -> Event:
    """Make one record of the accounts of one event.

    Args:
        cards: The accounts, sorted by key.
        lineage: Which of their reports carry one text.
        leaves: The reports by id.
        tolls: Accounts of the tolls that the event caused; their numbers stand on its card.
        cause: The id of the attack that this toll belongs to.
        reasons: Why the accounts were joined.
        unsure: Events that may be the same, with the reason.
    """
    tellings, origins, unknown, words = origins_of(cards, lineage)
    conflicts = conflicts_of(
        cards,
        (*tellings, *_with_origins(tolls, tellings)),
        lineage=lineage,
        tolls_from=tolls,
        with_numbers=cause is None,
    )
    days = min((c.slots.days for c in cards if c.slots.days is not None), key=rank_days, default=None)
    spots = [c.slots.spot for c in cards if c.slots.spot is not None]
    counts = Counter(s.country for s in spots)
    spot = min(spots, key=lambda s: (-counts[s.country], *rank_spot(s)), default=None)
    return Event(
        id=event_id(cards[0]),
        type=main_type([kind for card in cards for kind in card.types]),
        mentions=tellings,
        origins=origins,
        gatherers=gatherers_of(words, leaves=leaves, lineage=lineage),
        unknown=unknown,
        circular=_circular(words, unknown, leaves=leaves),
        conflicts=conflicts,
        reasons=tuple(reasons[:REASONS]),
        place=spot.name if spot else None,
        country=spot.country if spot else None,
        lat=spot.lat if spot else None,
        lon=spot.lon if spot else None,
        radius=spot.radius if spot and spot.lat is not None else None,
        first_day=days.first if days else None,
        last_day=days.end if days else None,
        actors=_keys(c.slots.actors for c in cards),
        targets=_keys(c.slots.targets for c in cards),
        kinds=_kinds(cards),
        accused=_accused(cards),
        unsure=tuple(unsure),
        cause=cause,
    )


def _circular(
    words: Sequence[Word], unknown: Sequence[str], *, leaves: Mapping[str, Leaf]
) -> tuple[str, ...]:
    """Return the reports that only cite newsrooms which only cite each other: a circle without a source.

    Args:
        words: Where reports tell the event.
        unknown: Reports whose origin cannot be known.
        leaves: The reports by id.
    """
    cited: dict[str, list[str]] = {report: [] for report in unknown}
    for word in words:
        if word.report in cited:
            # "" stands for the report's own word
            cited[word.report].append(name_key(word.newsroom or ""))
    outlets = {report: name_key(leaves[report].outlet or "") for report in unknown}
    left = set(unknown)
    while True:
        known = {outlets[report] for report in left} - {""}
        circle = {report for report in left if cited[report] and all(key in known for key in cited[report])}
        if circle == left:
            return tuple(sorted(circle))
        left = circle


def _kinds(cards: Sequence[Card]) -> dict[str, str]:
    """Return the kind of each named player of an event, by its key."""
    found: dict[str, str] = {}
    for card in cards:
        found |= card.kinds
    return {key: found[key] for key in sorted(found)}


def _accused(cards: Sequence[Card]) -> tuple[str, ...]:
    """Return the actors whom nobody names but who accuses them."""
    stated = (card.slots.actors - card.accused for card in cards)
    return _keys([frozenset(key for card in cards for key in card.accused).difference(*stated)])


def _keys(players: Iterable[frozenset[str]]) -> tuple[str, ...]:
    return tuple(sorted({key.removeprefix(COMMON) for keys in players for key in keys}))


def _with_origins(tolls: Sequence[Card], tellings: Sequence[EventTelling]) -> list[EventTelling]:
    """Give the mentions of an event's tolls the origins that vouch for the event itself."""
    by_source = {(t.report, t.source): t.origin for t in tellings if t.source is not None}
    return [
        EventTelling(
            report=word.report,
            span=word.span,
            origin=by_source.get((word.report, word.source)),
            mention=word.mention,
            status="attempted",
        )
        for card in tolls
        for word in card.words
        if word.mention and word.source is not None
    ]
