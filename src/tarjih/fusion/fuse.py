"""Fuse the readings of many reports: copies, events, origins, conflicts."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from tarjih.errors import InputError
from tarjih.fusion.accounts import Account, accounts_of, main_type
from tarjih.fusion.conflicts import conflicts_of
from tarjih.fusion.copies import Alignment, align, find_copies
from tarjih.fusion.gatherers import Mark, gatherers_of, mark_of
from tarjih.fusion.groups import Group, Pair, group_accounts
from tarjih.fusion.origins import Lineage, origins_of, words_of
from tarjih.fusion.retellings import find_retellings
from tarjih.fusion.rulings import settle_origins
from tarjih.fusion.signs import type_rows
from tarjih.fusion.slots import COMMON, Sheet, entity_key, rank_days, rank_spot
from tarjih.fusion.tellings import sheet_of
from tarjih.fusion.voices import chain_of
from tarjih.records.event import Copy, Event, EventTelling, Fused, Judgement
from tarjih.records.identity import content_id
from tarjih.records.reading import Reading
from tarjih.records.ruling import Ruled

__all__ = ["fuse"]

_REASONS = 12


def fuse(readings: Iterable[Reading], *, rulings: Sequence[Ruled] = ()) -> Fused:
    """Fuse readings into events with their origins, copies, conflicts and quoted judgements.

    The order of the readings does not matter; the same reading given twice counts once.

    Args:
        readings: One for each report. Those in another language than Arabic hold no events; their words
            still count for copies.
        rulings: What people ruled about the case: events joined or parted, origins traced, made one or
            struck. Their word goes before every sign of ours.

    Raises:
        InputError: Two different readings have one id.
    """
    sheets = {reading.report: sheet_of(reading) for reading in _unique(readings)}
    marks = {report: mark_of(sheet) for report, sheet in sheets.items()}
    copies = _copies(sheets)
    alignments = {
        c.reports: align(sheets[c.reports[0]].passages, sheets[c.reports[1]].passages) for c in copies
    }
    accounts = [account for sheet in sheets.values() for account in accounts_of(sheet)]
    events = _events(accounts, marks=marks, copies=copies, alignments=alignments, rulings=rulings)
    return Fused(
        events=settle_origins(events, rulings), copies=copies, judgements=_judgements(sheets.values())
    )


def _copies(sheets: Mapping[str, Sheet]) -> tuple[Copy, ...]:
    """Find copies word for word, then retellings, which may say more of a pair that shares few words."""
    copied = find_copies({report: sheet.passages for report, sheet in sheets.items()})
    found = {copy.reports: copy for copy in copied}
    found |= {copy.reports: copy for copy in find_retellings(sheets, copies=copied)}
    return tuple(found[pair] for pair in sorted(found))


def _unique(readings: Iterable[Reading]) -> list[Reading]:
    found: dict[str, Reading] = {}
    for reading in readings:
        other = found.setdefault(reading.report, reading)
        if other is not reading and other != reading:
            raise InputError(
                f"wanted one reading for each report, found two different ones of {reading.report!r}; "
                "rename one of the reports"
            )
    return [found[report] for report in sorted(found)]


def _aligned(accounts: Sequence[Account], alignments: Mapping[tuple[str, str], Alignment]) -> dict[Pair, int]:
    """Count for pairs of accounts the mentions that copied texts have in the same words."""
    at: dict[str, dict[tuple[int, str], int]] = {}
    for number, account in enumerate(accounts):
        places = at.setdefault(account.report, {})
        for telling in account.tellings:
            places[telling.word, telling.type] = number
    counts: dict[Pair, int] = {}
    for (left, right), alignment in sorted(alignments.items()):
        for (word, kind), number in at.get(left, {}).items():
            other = at.get(right, {}).get((alignment.pairs.get(word, -1), kind))
            if other is not None:
                pair = (min(number, other), max(number, other))
                counts[pair] = counts.get(pair, 0) + 1
    return counts


def _group_all(
    accounts: Sequence[Account],
    alignments: Mapping[tuple[str, str], Alignment],
    *,
    rulings: Sequence[Ruled],
) -> tuple[list[Group], dict[int, int]]:
    """Join attacks and the like first, then the tolls, which follow what caused them.

    Returns:
        All groups, and for each account (by identity) the number of its group.
    """
    tolls = {row.family for row in type_rows().values() if row.result}
    groups: list[Group] = []
    home: dict[int, int] = {}
    for results in (False, True):
        part = [a for a in accounts if (a.family in tolls) == results]
        also: dict[tuple[int, str], list[int]] = {}
        for number, account in enumerate(part):
            if account.cause is not None:
                also.setdefault((home[id(account.cause)], account.family), []).append(number)
        pairs = [
            (a, b) for members in also.values() for i, a in enumerate(members) for b in members[i + 1 : i + 9]
        ]
        for group in group_accounts(part, aligned=_aligned(part, alignments), tied=pairs, rulings=rulings):
            for account in group.accounts:
                home[id(account)] = len(groups)
            unsure = tuple((id(part[n]), reason) for n, reason in group.unsure)
            groups.append(Group(group.accounts, group.reasons, unsure))
    return groups, home


def _lineage(
    reports: Iterable[str],
    copied: Mapping[str, Sequence[Copy]],
    alignments: Mapping[tuple[str, str], Alignment],
) -> Lineage:
    """Group the reports of one event by the text that they carry."""
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


def _event_id(group: Group) -> str:
    report, start, end, kind = group.accounts[0].key
    return content_id("X", report, str(start), str(end), kind)


def _events(
    accounts: Sequence[Account],
    *,
    marks: Mapping[str, Mark],
    copies: Sequence[Copy],
    alignments: Mapping[tuple[str, str], Alignment],
    rulings: Sequence[Ruled],
) -> tuple[Event, ...]:
    taken = {c.reports: alignments[c.reports] for c in copies if c.kind != "shared origin"}
    groups, home = _group_all(accounts, taken, rulings=rulings)
    copied: dict[str, list[Copy]] = {}
    for copy in copies:
        for report in copy.reports:
            copied.setdefault(report, []).append(copy)
    ids = [_event_id(group) for group in groups]
    causes = {n: cause for n, group in enumerate(groups) if (cause := _cause(group, home)) is not None}
    caused: dict[int, list[Account]] = {}
    for toll, cause in causes.items():
        caused.setdefault(cause, []).extend(groups[toll].accounts)
    events = []
    for number, group in enumerate(groups):
        lineage = _lineage((a.report for a in group.accounts), copied, alignments)
        unsure = tuple(sorted({f"{ids[home[a]]}: {reason}" for a, reason in group.unsure}))
        event = _event(
            group, lineage=lineage, marks=marks, tolls=caused.get(number, []), owns=number not in causes
        )
        cause = causes.get(number)
        events.append(
            msgspec.structs.replace(
                event, id=ids[number], unsure=unsure, cause=ids[cause] if cause is not None else None
            )
        )
    return tuple(sorted(events, key=lambda e: (e.first_day or dt.date.max, e.id)))


def _cause(group: Group, home: Mapping[int, int]) -> int | None:
    """Return the group of attacks that most tolls of a group belong to."""
    votes = [home[id(a.cause)] for a in group.accounts if a.cause is not None]
    return max(sorted(set(votes)), key=votes.count) if votes else None


def _event(
    group: Group,
    *,
    lineage: Lineage,
    marks: Mapping[str, Mark],
    tolls: Sequence[Account],
    owns: bool,
) -> Event:
    accounts = group.accounts
    tellings, origins, unknown, words = origins_of(accounts, lineage)
    toll_tellings = _with_origins(tolls, tellings)
    conflicts = conflicts_of(
        accounts, (*tellings, *toll_tellings), lineage=lineage, tolls_from=tolls, with_numbers=owns
    )
    days = [a.days for a in accounts if a.days is not None]
    best_days = min(days, key=rank_days, default=None)
    spots = [a.spot for a in accounts if a.spot is not None]
    counts = Counter(s.country for s in spots)
    spot = min(spots, key=lambda s: (-counts[s.country], *rank_spot(s)), default=None)
    return Event(
        id="",
        type=main_type([t.type for a in accounts for t in a.tellings]),
        mentions=tellings,
        origins=origins,
        gatherers=gatherers_of(words, marks=marks, lineage=lineage),
        unknown=unknown,
        conflicts=conflicts,
        reasons=group.reasons[:_REASONS],
        place=spot.name if spot else None,
        country=spot.country if spot else None,
        lat=spot.lat if spot else None,
        lon=spot.lon if spot else None,
        first_day=best_days.first if best_days else None,
        last_day=best_days.end if best_days else None,
        actors=_keys(t.actors for a in accounts for t in a.tellings),
        targets=_keys(t.targets for a in accounts for t in a.tellings),
        kinds=_kinds(accounts),
    )


def _kinds(accounts: Sequence[Account]) -> dict[str, str]:
    """Return the kind of each named player of an event, by its key."""
    named = {key for a in accounts for t in a.tellings for key in t.actors | t.targets}
    found = {
        key: entity.kind
        for account in accounts
        for entity in account.sheet.entities.values()
        if entity.kind != "PLACE" and (key := entity_key(entity)) in named
    }
    return {key: found[key] for key in sorted(found)}


def _keys(players: Iterable[frozenset[str]]) -> tuple[str, ...]:
    return tuple(sorted({key.removeprefix(COMMON) for keys in players for key in keys}))


def _with_origins(tolls: Sequence[Account], tellings: Sequence[EventTelling]) -> list[EventTelling]:
    """Give the mentions of an event's tolls the origins that vouch for the event itself."""
    by_source = {(t.report, t.source): t.origin for t in tellings if t.source is not None}
    found = []
    for account in tolls:
        for word in words_of(account):
            if word.telling is not None and word.voices:
                source = word.voices[-1].source.span
                found.append(
                    EventTelling(
                        report=word.report,
                        span=word.span,
                        origin=by_source.get((word.report, source)),
                        mention=word.telling.mention.id,
                        status="attempted",
                    )
                )
    return found


def _judgements(sheets: Iterable[Sheet]) -> tuple[Judgement, ...]:
    """Carry the quoted forecasts of all readings along, each with the deepest voice behind it."""
    found = []
    for sheet in sheets:
        for row in sheet.reading.assessments:
            about = sheet.entities.get(row.about or "")
            voices = chain_of(sheet, row.attribution)
            found.append(
                Judgement(
                    report=sheet.reading.report,
                    span=row.span,
                    about=about.name if about is not None else row.about,
                    tendency=row.tendency,
                    certainty=row.certainty,
                    origin=voices[-1].source.span.within(sheet.reading.text) if voices else None,
                )
            )
    return tuple(sorted(found, key=lambda j: (j.report, j.span, j.tendency)))
