"""Conflicts: what reports say of one event that cannot all hold. Both sides stand; nothing is averaged."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from tarjih.fusion.cards import Card, Row
from tarjih.fusion.origins import Lineage
from tarjih.fusion.sameness import kilometres
from tarjih.fusion.tolls import Toll, disagree
from tarjih.records.event import Conflict, EventTelling, Value
from tarjih.records.span import Span

__all__ = ["conflicts_of"]

_APART = 40.0  # km
_DENIED = "denied"

Origins = Mapping[tuple[str, str], str | None]


def _value(
    row: tuple[str, Span, str, str | None], low: float | None = None, high: float | None = None
) -> Value:
    report, span, said, origin = row
    return Value(report=report, span=span, value=said, origin=origin, min=low, max=high)


def _number_conflicts(tolls: Sequence[Toll]) -> list[Conflict]:
    found = []
    for about in sorted({t.about for t in tolls}):
        rows = [t for t in tolls if t.about == about]
        reasons: dict[str, None] = {}
        for i, left in enumerate(rows):
            for right in rows[i + 1 :]:
                if _may_differ(left, right) and (reason := disagree(left, right)):
                    reasons[reason] = None
        if not reasons:
            continue
        values = dict.fromkeys(
            _value(
                (t.report, t.span, _said(t), t.origin),
                t.low,
                None if t.high == float("inf") else t.high,
            )
            for t in sorted(rows, key=lambda t: (t.report, t.span))
            if t.scope != "part"
        )
        found.append(Conflict(about=about, values=tuple(values), reasons=tuple(sorted(reasons))))
    return found


def _said(toll: Toll) -> str:
    return f"{toll.said} (first toll, superseded)" if toll.scope == "first" else toll.said


def _may_differ(left: Toll, right: Toll) -> bool:
    """Say whether two numbers are rival accounts and not two items of one list.

    Inside a report only another voice or the headline can contradict.
    """
    if left.report != right.report:
        return True
    return left.is_title != right.is_title or (left.origin != right.origin and left.origin is not None)


def _valued(card: Card, row: Row, origin_of: Origins) -> Value:
    return _value((card.report, row.span, row.value, origin_of.get((card.report, row.mention))))


def _day_conflict(cards: Sequence[Card], origin_of: Origins) -> Conflict | None:
    rows = [(card, row) for card in cards for row in card.days]
    days = {row.value for _, row in rows}
    if len(days) < 2 or len({card.report for card, _ in rows}) < 2:
        return None
    rows.sort(key=lambda found: (found[0].report, found[1].span))
    return Conflict(
        about="when",
        values=tuple(dict.fromkeys(_valued(card, row, origin_of) for card, row in rows)),
        reasons=(f"days given: {', '.join(sorted(days))}",),
    )


def _place_conflict(cards: Sequence[Card], origin_of: Origins) -> Conflict | None:
    told = [(card, row, row.spot) for card in cards for row in card.places if row.spot is not None]
    reasons = set()
    for i, (card, _, spot) in enumerate(told):
        for other, _, far in told[i + 1 :]:
            if card.report == other.report:
                continue
            distance = kilometres(spot, far)
            if distance is not None and distance > _APART:
                reasons.add(f"{spot.name} and {far.name} lie {distance:.0f} km apart")
    if not reasons:
        return None
    values = dict.fromkeys(_valued(card, row, origin_of) for card, row, _ in told)
    return Conflict(about="where", values=tuple(values), reasons=tuple(sorted(reasons)))


def _outcome_conflict(tellings: Sequence[EventTelling]) -> Conflict | None:
    """Set those who deny an event against those who assert it."""

    def denies(t: EventTelling) -> bool:
        # "it did not take part" is no denial: somebody must deny
        return t.certainty == _DENIED

    against = [t for t in tellings if denies(t)]
    claimed = [t for t in tellings if not denies(t) and t.status in {"occurred", "ongoing"}]
    sides = {t.origin for t in against} - {None}
    claimed = [t for t in claimed if t.origin is None or t.origin not in sides]
    if not against or not claimed:
        return None
    values = [
        _value((t.report, t.span, _DENIED if denies(t) else _stance(t), t.origin))
        for t in sorted([*against, *claimed], key=lambda t: (t.report, t.span))
    ]
    return Conflict(about="outcome", values=tuple(dict.fromkeys(values)), reasons=("asserted and denied",))


def _stance(telling: EventTelling) -> str:
    return telling.status if telling.certainty == "asserted" else f"{telling.status} ({telling.certainty})"


def _claim_conflict(cards: Sequence[Card]) -> Conflict | None:
    """Set "nobody has claimed it" against a claim of responsibility for the same attack."""
    rows = [(card.report, row.span, row.value, None) for card in cards for row in card.claims]
    unclaimed = [row for row in rows if row[2] == "unclaimed"]
    claims = [
        row
        for row in rows
        if row[2] == "claimed" and not any(row[0] == d[0] and row[1].overlaps(d[1]) for d in unclaimed)
    ]
    if not claims or not unclaimed:
        return None
    values = dict.fromkeys(_value(r) for r in sorted([*claims, *unclaimed], key=lambda r: (r[0], r[1])))
    return Conflict(about="who", values=tuple(values), reasons=("claimed, and said to be claimed by nobody",))


def _actor_conflict(cards: Sequence[Card], origin_of: Origins) -> Conflict | None:
    """Set different named doers against each other, where reports name one doer each."""
    rows = [(card, row) for card in cards for row in card.doers]
    per_report: dict[str, set[str]] = {}
    for card, row in rows:
        per_report.setdefault(card.report, set()).add(row.side)
    if len({row.side for _, row in rows}) < 2 or len(per_report) < 2:
        return None
    if any(len(named) > 1 for named in per_report.values()):
        return None  # one report names both: they fought side by side or in turn
    rows.sort(key=lambda found: (found[0].report, found[1].span))
    values = dict.fromkeys(_valued(card, row, origin_of) for card, row in rows)
    return Conflict(about="who", values=tuple(values), reasons=("different doers named",))


def conflicts_of(
    cards: Sequence[Card],
    tellings: Sequence[EventTelling],
    *,
    lineage: Lineage,
    tolls_from: Sequence[Card] = (),
    with_numbers: bool = True,
) -> tuple[Conflict, ...]:
    """Find what cannot all hold in the accounts of one event.

    Args:
        cards: What each report tells of the event.
        tellings: The same mentions with their origins.
        lineage: Which reports copy which.
        tolls_from: Accounts of the tolls that this event caused; their numbers stand on its card.
        with_numbers: False for a toll whose numbers stand on the card of its cause.
    """
    origin_of = {(t.report, t.mention): t.origin for t in tellings if t.mention}
    own = {(c.report, w.mention) for c in cards for w in c.words if w.mention}
    tolls = [
        msgspec.structs.replace(toll, origin=origin_of.get((card.report, toll.mention)))
        for card in ([*cards, *tolls_from] if with_numbers else ())
        for toll in card.tolls
    ]
    found = _number_conflicts(_once(tolls, lineage))
    found += [
        c
        for c in (
            _day_conflict(cards, origin_of),
            _place_conflict(cards, origin_of),
            _claim_conflict(cards) or _actor_conflict(cards, origin_of),
            _outcome_conflict([t for t in tellings if not t.mention or (t.report, t.mention) in own]),
        )
        if c is not None
    ]
    return tuple(found)


def _once(tolls: Iterable[Toll], lineage: Lineage) -> list[Toll]:
    """Keep the numbers of all reports, sorted; copies keep theirs, for an editor may have changed one."""
    return sorted(tolls, key=lambda t: (lineage.group(t.report), t.report, t.span, t.about))
