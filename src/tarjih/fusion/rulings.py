"""What people ruled about sameness and origins, as fusion takes it: it goes before every sign of ours."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

import msgspec

from tarjih.arabic.orthography import fold
from tarjih.fusion.cards import Card
from tarjih.records.event import Event, EventTelling, Origin
from tarjih.records.identity import content_id
from tarjih.records.ruling import Joined, OneBody, Parted, Place, Ruled, Struck, Traced

__all__ = ["Pair", "forced_pairs", "settle_origins"]

Pair = tuple[int, int]


def forced_pairs(cards: Sequence[Card], rulings: Sequence[Ruled]) -> tuple[dict[Pair, str], dict[Pair, str]]:
    """Return the pairs of accounts that a person joined, and those that one parted, each with the reason.

    A mention that no reading tells any more (its report is retracted, or it is read otherwise today) is
    passed over.
    """
    at = (
        {
            Place(report=card.report, span=word.span): number
            for number, card in enumerate(cards)
            for word in card.words
            if word.mention
        }
        if rulings
        else {}
    )
    joined: dict[Pair, str] = {}
    parted: dict[Pair, str] = {}
    for ruled in rulings:
        ruling = ruled.ruling
        if isinstance(ruling, Joined):
            found = sorted({at[place] for place in ruling.mentions if place in at})
            joined |= dict.fromkeys(combinations(found, 2), _why(ruled))
        elif isinstance(ruling, Parted):
            sides = [
                [at[place] for place in side if place in at] for side in (ruling.mentions, ruling.others)
            ]
            parted |= {(min(a, b), max(a, b)): _why(ruled) for a, b in product(*sides) if a != b}
    return joined, parted


def settle_origins(events: Iterable[Event], rulings: Sequence[Ruled]) -> tuple[Event, ...]:
    """Return events with the origins that people ruled: accounts traced, bodies made one, words struck.

    An event that nobody tells any more, since the word of its only origin was struck, is left out.
    """
    mine = [r for r in rulings if isinstance(r.ruling, Traced | OneBody | Struck)]
    return tuple(_settle(events, mine)) if mine else tuple(events)


def _settle(events: Iterable[Event], rulings: Sequence[Ruled]) -> Iterator[Event]:
    traced = {place: r for r in rulings if isinstance(r.ruling, Traced) for place in r.ruling.mentions}
    names = {
        fold(name): (r, r.ruling.names[0])
        for r in rulings
        if isinstance(r.ruling, OneBody)
        for name in r.ruling.names
    }
    struck = {fold(r.ruling.body) for r in rulings if isinstance(r.ruling, Struck)}
    known = {name: o for e in events for o in e.origins for name in (o.key or "", o.name)}
    for event in events:
        changed = _trace(event, traced, known=known)
        changed = _make_one(changed, names, known=known)
        left = _strike(changed, struck)
        if left is not None:
            yield left


def _trace(event: Event, traced: Mapping[Place, Ruled], *, known: Mapping[str, Origin]) -> Event:
    """Give the accounts that a person traced their origin."""
    if not any(_place(t) in traced for t in event.mentions):
        return event
    origins = {origin.id: origin for origin in event.origins}
    mentions = []
    for telling in event.mentions:
        ruled = traced.get(_place(telling))
        if ruled is not None and isinstance(ruled.ruling, Traced):
            origin = _called(ruled.ruling.body, known=known, why=_why(ruled))
            origins.setdefault(origin.id, origin)
            telling = msgspec.structs.replace(telling, origin=origin.id)
        mentions.append(telling)
    return _rebuild(event, mentions, origins)


def _make_one(event: Event, names: Mapping[str, tuple[Ruled, str]], *, known: Mapping[str, Origin]) -> Event:
    """Make the bodies that a person called one, one origin under the first name."""
    origins = {origin.id: origin for origin in event.origins}
    instead = {}
    for origin in event.origins:
        found = next((names[fold(n)] for n in (origin.key, origin.name) if n and fold(n) in names), None)
        if found is not None:
            one = _called(found[1], known=known, why=_why(found[0]))
            instead[origin.id] = one.id
            origins.setdefault(one.id, one)
    if not instead:
        return event
    mentions = [
        msgspec.structs.replace(t, origin=instead[t.origin]) if t.origin in instead else t
        for t in event.mentions
    ]
    return _rebuild(event, mentions, origins)


def _strike(event: Event, struck: set[str]) -> Event | None:
    """Leave out what rests on a word that was struck; None where nothing is left."""
    gone = {o.id for o in event.origins if any(n and fold(n) in struck for n in (o.key, o.name))}
    if not gone:
        return event
    mentions = [t for t in event.mentions if t.origin not in gone]
    if not mentions:
        return None
    return _rebuild(event, mentions, {o.id: o for o in event.origins if o.id not in gone})


def _rebuild(event: Event, mentions: Sequence[EventTelling], origins: Mapping[str, Origin]) -> Event:
    """Return an event with other tellings: origins that nobody is traced to any more are gone."""
    told = {t.report for t in mentions}
    reports: dict[str, set[str]] = {}
    for telling in mentions:
        if telling.origin is not None:
            reports.setdefault(telling.origin, set()).add(telling.report)
    kept = []
    for name, origin in sorted(origins.items()):
        # A report that copies a text which names the origin tells it without a mention of its own.
        heirs = set(origin.reports) & told if any(t.origin == name for t in event.mentions) else set()
        traced_away = {t.report for t in mentions if t.origin not in {None, name}}
        here = reports.get(name, set()) | (heirs - traced_away)
        if here:
            kept.append(msgspec.structs.replace(origin, reports=tuple(sorted(here))))
    attributed = {report for origin in kept for report in origin.reports}
    conflicts = tuple(
        msgspec.structs.replace(c, values=values)
        for c in event.conflicts
        if len(values := tuple(v for v in c.values if v.report in told)) > 1
    )
    return msgspec.structs.replace(
        event,
        mentions=tuple(mentions),
        origins=tuple(kept),
        unknown=tuple(sorted(told - attributed)),
        conflicts=conflicts,
    )


def _called(name: str, *, known: Mapping[str, Origin], why: str) -> Origin:
    """Return the origin of that key or name; one of its own where no report names it."""
    found = known.get(name)
    if found is None:
        key = fold(name)
        return Origin(id=content_id("O", key), name=name, kind="person", reports=(), key=key, reasons=(why,))
    return msgspec.structs.replace(found, reports=(), probability=1.0, reasons=(why,))


def _place(telling: EventTelling) -> Place:
    return Place(report=telling.report, span=telling.span)


def _why(ruled: Ruled) -> str:
    return f"decision {ruled.number} of {ruled.who}, {ruled.day.isoformat()}: {ruled.reason}"
