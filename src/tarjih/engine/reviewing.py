"""A reading as people reviewed it: what they rejected is out, what they corrected or added is in.

The reading itself stays as the machine made it; the review is laid over it each time, by the words it is
about, so that it outlives a new version of the reader.
"""

from collections.abc import Iterable, Mapping

import msgspec

from tarjih.records.identity import content_id
from tarjih.records.reading import EventMention, Reading
from tarjih.records.ruling import Added, Corrected, Place, Reviewed, Ruled

__all__ = ["BY_PERSON", "as_reviewed", "reviews_by_report"]

BY_PERSON = "person"  # the rule of what a person added or corrected

Review = Reviewed | Corrected | Added


def reviews_by_report(rulings: Iterable[Ruled]) -> dict[str, list[Ruled]]:
    """Return the reviews that stand by the report they are about, oldest first."""
    found: dict[str, list[Ruled]] = {}
    for ruled in rulings:
        if isinstance(ruled.ruling, Review):
            found.setdefault(ruled.ruling.place.report, []).append(ruled)
    return found


def as_reviewed(reading: Reading, reviews: Iterable[Ruled]) -> Reading:
    """Return a reading with the reviews of its report laid over it."""
    rejected: dict[tuple[str, Place], bool] = {}
    corrected: dict[Place, Corrected] = {}
    added: list[Added] = []
    for ruled in reviews:
        ruling = ruled.ruling
        if isinstance(ruling, Reviewed):
            rejected[ruling.claim, ruling.place] = ruling.verdict == "reject"
        elif isinstance(ruling, Corrected):
            corrected[ruling.place] = ruling
        elif isinstance(ruling, Added):
            added.append(ruling)
    if not (rejected or corrected or added):
        return reading
    gone = {
        a.id
        for a in reading.attributions
        if rejected.get(("attribution", Place(report=reading.report, span=a.cue)))
    }
    parents = {a.id: a.parent for a in reading.attributions}
    events = [
        _corrected(_moved(event, gone, parents), corrected.get(place))
        for event in reading.events
        if not rejected.get(("event", place := Place(report=reading.report, span=event.trigger)))
    ]
    return msgspec.structs.replace(
        reading,
        attributions=tuple(
            msgspec.structs.replace(a, parent=_standing(a.parent, gone, parents))
            for a in reading.attributions
            if a.id not in gone
        ),
        events=(*events, *(_added(reading, one) for one in added)),
    )


def _standing(name: str | None, gone: set[str], parents: Mapping[str, str | None]) -> str | None:
    """Return the nearest attribution around one that still stands."""
    while name in gone:
        name = parents.get(name) if name is not None else None
    return name


def _moved(event: EventMention, gone: set[str], parents: Mapping[str, str | None]) -> EventMention:
    if event.attribution not in gone:
        return event
    return msgspec.structs.replace(event, attribution=_standing(event.attribution, gone, parents))


def _corrected(event: EventMention, correction: Corrected | None) -> EventMention:
    if correction is None:
        return event
    return msgspec.structs.replace(
        event,
        type=correction.event_type or event.type,
        status=correction.status or event.status,
        rule=BY_PERSON,
        rows=(),
    )


def _added(reading: Reading, one: Added) -> EventMention:
    holders = [a for a in reading.attributions if a.content.contains(one.place.span)]
    holder = min(holders, key=lambda a: (len(a.content), a.id), default=None)
    return EventMention(
        id=content_id("P", str(one.place), one.event_type),
        type=one.event_type,
        trigger=one.place.span,
        status=one.status,
        attribution=holder.id if holder is not None else None,
        rule=BY_PERSON,
    )
