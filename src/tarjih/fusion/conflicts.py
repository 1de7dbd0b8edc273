"""Conflicts: what reports say of one event that cannot all hold. Both sides stand; nothing is averaged."""

from collections.abc import Iterable, Mapping, Sequence

from tarjih.fusion.accounts import Account
from tarjih.fusion.origins import Lineage
from tarjih.fusion.sameness import kilometres
from tarjih.fusion.signs import hints
from tarjih.fusion.slots import Telling
from tarjih.fusion.tolls import Toll, disagree, tolls_of
from tarjih.records.event import Conflict, EventTelling, Value
from tarjih.records.span import Span

__all__ = ["conflicts_of"]

_PRECISE = 10.0  # km: only towns and points can contradict each other
_APART = 40.0  # km
_MUTUAL = frozenset(("clash", "negotiation", "agreement", "violation"))
_EARLY = 2  # sentences: further down a report tells of others, too
_DENIED = "denied"

Row = tuple[str, Span, str, str | None]


def _value(row: Row, low: float | None = None, high: float | None = None) -> Value:
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


def _day_conflict(
    accounts: Sequence[Account], origin_of: Mapping[tuple[str, str], str | None]
) -> Conflict | None:
    """Contradict only dates that hang on no publication date: "yesterday" of a late copy is no conflict."""
    firm: list[tuple[Telling, Row]] = []
    for account in accounts:
        for t in account.tellings:
            if (
                t.days is not None
                and not (t.days.relative or t.days.soft or t.days.night)
                and t.days.length == 1
            ):
                span = t.mention.time or t.mention.trigger
                origin = origin_of.get((t.report, t.mention.id))
                firm.append((t, (t.report, span, t.days.first.isoformat(), origin)))
    days = {row[2] for _, row in firm}
    reports = {t.report for t, _ in firm}
    if len(days) < 2 or len(reports) < 2:
        return None
    return Conflict(
        about="when",
        values=tuple(dict.fromkeys(_value(row) for _, row in sorted(firm, key=lambda f: (f[1][0], f[1][1])))),
        reasons=(f"days given: {', '.join(sorted(days))}",),
    )


def _place_conflict(
    accounts: Sequence[Account], origin_of: Mapping[tuple[str, str], str | None]
) -> Conflict | None:
    told = [
        t
        for account in accounts
        for t in account.tellings
        if t.spot is not None
        and not t.spot.soft
        and t.spot.radius <= _PRECISE
        and t.mention.place is not None
    ]
    reasons = set()
    for i, left in enumerate(told):
        for right in told[i + 1 :]:
            if left.report == right.report or left.spot is None or right.spot is None:
                continue
            distance = kilometres(left.spot, right.spot)
            if distance is not None and distance > _APART:
                reasons.add(f"{left.spot.name} and {right.spot.name} lie {distance:.0f} km apart")
    if not reasons:
        return None
    values = [
        _value((
            t.report,
            t.mention.place or t.mention.trigger,
            t.spot.name,
            origin_of.get((t.report, t.mention.id)),
        ))
        for t in told
        if t.spot is not None
    ]
    return Conflict(about="where", values=tuple(dict.fromkeys(values)), reasons=tuple(sorted(reasons)))


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


def _claim_conflict(accounts: Sequence[Account]) -> Conflict | None:
    """Set "nobody has claimed it" against a claim of responsibility for the same attack."""
    rows: dict[str, list[Row]] = {"unclaimed": [], "claimed": []}
    for account in accounts:
        sheet = account.sheet
        for number in dict.fromkeys(t.sentence for t in account.tellings):
            for sign in sheet.sentence_signs(number):
                sense = hints().get(f"fusion_hints/{sign.row}") if sign.table == "fusion_hints" else None
                if sense in rows:
                    p = sheet.passages
                    span = Span(p.starts[sign.first], p.ends[sign.end - 1])
                    rows[sense].append((account.report, span, sense, None))
    denied = {(r[0], r[1]) for r in rows["unclaimed"]}
    claims = [r for r in rows["claimed"] if not any(r[0] == d[0] and r[1].overlaps(d[1]) for d in denied)]
    if not claims or not rows["unclaimed"]:
        return None
    values = tuple(
        dict.fromkeys(_value(r) for r in sorted([*claims, *rows["unclaimed"]], key=lambda r: (r[0], r[1])))
    )
    return Conflict(about="who", values=values, reasons=("claimed, and said to be claimed by nobody",))


def _actor_conflict(
    accounts: Sequence[Account], origin_of: Mapping[tuple[str, str], str | None]
) -> Conflict | None:
    """Set different named doers against each other, where reports name one doer each."""
    rows: list[tuple[str, Row]] = []
    for account in accounts:
        for t in account.tellings:
            if t.type in _MUTUAL or not t.mention.actors or t.sentence > _EARLY:
                continue
            entity = account.sheet.entity_at(t.mention.actors[0])
            if entity is not None and entity.kind in {"ARMED_GROUP", "MILITARY"} and entity.row is not None:
                origin = origin_of.get((t.report, t.mention.id))
                side = entity.side or entity.row
                rows.append((side, (t.report, t.mention.actors[0], entity.name, origin)))
    sides = {side for side, _ in rows}
    if len(sides) < 2 or len({row[0] for _, row in rows}) < 2:
        return None
    per_report: dict[str, set[str]] = {}
    for side, row in rows:
        per_report.setdefault(row[0], set()).add(side)
    if any(len(named) > 1 for named in per_report.values()):
        return None  # one report names both: they fought side by side or in turn
    values = tuple(dict.fromkeys(_value(row) for _, row in sorted(rows, key=lambda r: (r[1][0], r[1][1]))))
    return Conflict(about="who", values=values, reasons=("different doers named",))


def conflicts_of(
    accounts: Sequence[Account],
    tellings: Sequence[EventTelling],
    *,
    lineage: Lineage,
    tolls_from: Sequence[Account] = (),
    with_numbers: bool = True,
) -> tuple[Conflict, ...]:
    """Find what cannot all hold in the accounts of one event.

    Args:
        accounts: What each report tells of the event.
        tellings: The same mentions with their origins.
        lineage: Which reports copy which.
        tolls_from: Accounts of the tolls that this event caused; their numbers stand on its card.
        with_numbers: False for a toll whose numbers stand on the card of its cause.
    """
    origin_of = {(t.report, t.mention): t.origin for t in tellings if t.mention}
    own = {(a.report, t.mention.id) for a in accounts for t in a.tellings}
    tolls = []
    for account in [*accounts, *tolls_from] if with_numbers else ():
        here = {
            mention: origin for (report, mention), origin in origin_of.items() if report == account.report
        }
        tolls += tolls_of(account, origin_of=here)
    found = _number_conflicts(_once(tolls, lineage))
    found += [
        c
        for c in (
            _day_conflict(accounts, origin_of),
            _place_conflict(accounts, origin_of),
            _claim_conflict(accounts) or _actor_conflict(accounts, origin_of),
            _outcome_conflict([t for t in tellings if not t.mention or (t.report, t.mention) in own]),
        )
        if c is not None
    ]
    return tuple(found)


def _once(tolls: Iterable[Toll], lineage: Lineage) -> list[Toll]:
    """Keep the numbers of all reports, sorted; copies keep theirs, for an editor may have changed one."""
    return sorted(tolls, key=lambda t: (lineage.group(t.report), t.report, t.span, t.about))
