"""Stated: the values that one report gives of an event, by which it can contradict another."""

from tarjih.fusion.accounts import Account
from tarjih.fusion.cards import Row
from tarjih.fusion.signs import hints
from tarjih.records.span import Span

__all__ = ["claims_of", "days_of", "doers_of", "places_of"]

_PRECISE = 10.0  # km: only towns and points can contradict each other
_MUTUAL = frozenset(("clash", "negotiation", "agreement", "violation"))
_EARLY = 2  # sentences: further down a report tells of others, too


def days_of(account: Account) -> tuple[Row, ...]:
    """Return the days that hang on no publication date: "yesterday" of a late copy contradicts nobody."""
    return tuple(
        Row(t.mention.id, t.mention.time or t.mention.trigger, t.days.first.isoformat())
        for t in account.tellings
        if t.days is not None and not (t.days.relative or t.days.soft or t.days.night) and t.days.length == 1
    )


def places_of(account: Account) -> tuple[Row, ...]:
    """Return the towns and points that are bound to a mention."""
    return tuple(
        Row(t.mention.id, t.mention.place, t.spot.name, spot=t.spot)
        for t in account.tellings
        if t.spot is not None
        and not t.spot.soft
        and t.spot.radius <= _PRECISE
        and t.mention.place is not None
    )


def claims_of(account: Account) -> tuple[Row, ...]:
    """Return the words by which somebody claims an attack, or nobody is said to have."""
    sheet, rows = account.sheet, []
    for number in dict.fromkeys(t.sentence for t in account.tellings):
        for sign in sheet.sentence_signs(number):
            sense = hints().get(f"fusion_hints/{sign.row}") if sign.table == "fusion_hints" else None
            if sense in {"unclaimed", "claimed"}:
                p = sheet.passages
                rows.append(Row("", Span(p.starts[sign.first], p.ends[sign.end - 1]), sense))
    return tuple(rows)


def doers_of(account: Account) -> tuple[Row, ...]:
    """Return the armed doers named early on, each with its side."""
    rows = []
    for t in account.tellings:
        if t.type in _MUTUAL or not t.mention.actors or t.sentence > _EARLY:
            continue
        entity = account.sheet.entity_at(t.mention.actors[0])
        if entity is not None and entity.kind in {"ARMED_GROUP", "MILITARY"} and entity.row is not None:
            rows.append(Row(t.mention.id, t.mention.actors[0], entity.name, entity.side or entity.row))
    return tuple(rows)
