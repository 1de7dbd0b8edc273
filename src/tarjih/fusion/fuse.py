"""Fuse the readings of many reports: copies, events, origins, conflicts."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from tarjih.errors import InputError
from tarjih.fusion.cards import Card, Leaf
from tarjih.fusion.copies import Alignment, align
from tarjih.fusion.copying import copies_of
from tarjih.fusion.events import event_id, event_of, lineage_of
from tarjih.fusion.groups import Group, Link, Pair, Ties, components, join_component, link_cards
from tarjih.fusion.leaves import leaf_of
from tarjih.fusion.rulings import forced_pairs, settle_origins
from tarjih.fusion.sameness import Verdict
from tarjih.fusion.signs import type_rows
from tarjih.records.event import Copy, Event, Fused
from tarjih.records.reading import Reading
from tarjih.records.ruling import Ruled

__all__ = ["MakeLeaves", "fuse", "fuse_leaves"]

MakeLeaves = Callable[[Iterable[Reading]], Iterable[Leaf]]
_TOGETHER = 8  # tolls of one attack that each toll is compared with
_UNSURE = 12  # events that may be the same, the likeliest first


def _one_by_one(readings: Iterable[Reading]) -> Iterator[Leaf]:
    return map(leaf_of, readings)


def fuse(
    readings: Iterable[Reading], *, rulings: Sequence[Ruled] = (), make_leaves: MakeLeaves = _one_by_one
) -> Fused:
    """Fuse readings into events with their origins, copies, conflicts and quoted judgements.

    The order of the readings does not matter; the same reading given twice counts once.

    Args:
        readings: One for each report. Those in another language than Arabic hold no events; their words
            still count for copies.
        rulings: What people ruled about the case: events joined or parted, origins traced, made one or
            struck. Their word goes before every sign of ours.
        make_leaves: Applies `leaf_of` to each reading, keeping their order; an engine may do so in
            several processes.

    Raises:
        InputError: Two different readings have one id.
    """
    return fuse_leaves(make_leaves(_unique(readings)), rulings=rulings)


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


def fuse_leaves(leaves: Iterable[Leaf], *, rulings: Sequence[Ruled] = ()) -> Fused:
    """Fuse reports that are laid out already, each once; see `fuse`."""
    by_report = {leaf.report: leaf for leaf in leaves}
    by_report = {report: by_report[report] for report in sorted(by_report)}
    copies = copies_of(by_report)
    alignments = {
        c.reports: align(by_report[c.reports[0]].text, by_report[c.reports[1]].text) for c in copies
    }
    events = _events(by_report, copies=copies, alignments=alignments, rulings=rulings)
    judgements = (j for leaf in by_report.values() for j in leaf.judgements)
    return Fused(
        events=settle_origins(events, rulings),
        copies=copies,
        judgements=tuple(sorted(judgements, key=lambda j: (j.report, j.span, j.tendency))),
    )


def _aligned(
    numbers: Mapping[tuple[str, int], int],
    leaves: Mapping[str, Leaf],
    taken: Mapping[tuple[str, str], Alignment],
) -> dict[Pair, int]:
    """Count for pairs of accounts the mentions that copied texts have in the same words."""
    counts: dict[Pair, int] = {}
    for (left, right), alignment in sorted(taken.items()):
        there = leaves[right].at
        for (word, kind), number in leaves[left].at.items():
            other = there.get((alignment.pairs.get(word, -1), kind))
            if other is None or (left, number) not in numbers or (right, other) not in numbers:
                continue
            a, b = numbers[left, number], numbers[right, other]
            pair = (min(a, b), max(a, b))
            counts[pair] = counts.get(pair, 0) + 1
    return counts


class _Part:
    """All accounts of one sort, attacks and the like or tolls, joined into events."""

    def __init__(self, cards: Sequence[Card], *, ties: Ties) -> None:
        self.cards = cards
        links, known = link_cards(cards, ties=ties)
        joined: list[Group] = []
        for part in components(links):
            joined += join_component(part, cards, ties=ties, known=known)
        taken = {n for group in joined for n in group.members}
        joined += [Group((n,)) for n in range(len(cards)) if n not in taken]
        self.groups = sorted(joined, key=lambda group: group.members)
        self.home = {n: number for number, group in enumerate(self.groups) for n in group.members}
        self.ids = [event_id(cards[group.members[0]]) for group in self.groups]
        self.unsure = self._doubts(links, known)

    def _doubts(self, links: Sequence[Link], known: Mapping[Pair, Verdict]) -> dict[int, tuple[str, ...]]:
        """Return for each group those that may be the same event, with the reason."""
        found: dict[int, dict[str, tuple[float, str]]] = {}
        for link in links:
            one, two = self.home[link.first], self.home[link.second]
            if one == two:
                continue
            reason = "; ".join(known[link.first, link.second].reasons)
            for here, there in ((one, two), (two, one)):
                row = (-link.score, reason)
                others = found.setdefault(here, {})
                others[self.ids[there]] = min(others.get(self.ids[there], row), row)
        return {here: _likeliest(others) for here, others in found.items()}


def _likeliest(others: Mapping[str, tuple[float, str]]) -> tuple[str, ...]:
    ranked = sorted(others.items(), key=lambda other: (other[1], other[0]))[:_UNSURE]
    return tuple(sorted(f"{name}: {reason}" for name, (_, reason) in ranked))


def _toll_families() -> set[str]:
    return {row.family for row in type_rows().values() if row.result}


def _tie_tolls(cards: Sequence[Card], causes: Sequence[str | None]) -> set[Pair]:
    """Pair the tolls of one attack, of one kind each."""
    also: dict[tuple[str, str], list[int]] = {}
    for number, (card, cause) in enumerate(zip(cards, causes, strict=True)):
        if cause is not None:
            also.setdefault((cause, card.slots.family), []).append(number)
    return {
        (a, b)
        for members in also.values()
        for i, a in enumerate(members)
        for b in members[i + 1 : i + 1 + _TOGETHER]
    }


def _events(
    leaves: Mapping[str, Leaf],
    *,
    copies: Sequence[Copy],
    alignments: Mapping[tuple[str, str], Alignment],
    rulings: Sequence[Ruled],
) -> tuple[Event, ...]:
    """Join attacks and the like first, then the tolls, which follow what caused them."""
    cards = sorted((card for leaf in leaves.values() for card in leaf.cards), key=lambda card: card.key)
    families = _toll_families()
    sides = [[c for c in cards if (c.slots.family in families) is tolls] for tolls in (False, True)]
    taken = {c.reports: alignments[c.reports] for c in copies if c.kind != "shared origin"}
    numbers = [{card.name: n for n, card in enumerate(side)} for side in sides]
    ruled = [forced_pairs(side, rulings) for side in sides]
    aligned = [_aligned(number, leaves, taken) for number in numbers]
    attacks = _Part(sides[0], ties=Ties(aligned=aligned[0], joined=ruled[0][0], parted=ruled[0][1]))

    def cause_of(card: Card) -> str | None:
        place = numbers[0].get((card.report, card.cause)) if card.cause is not None else None
        return attacks.ids[attacks.home[place]] if place is not None else None

    causes = [cause_of(card) for card in sides[1]]
    tied = _tie_tolls(sides[1], causes)
    ties = Ties(aligned=aligned[1], tied=tied, joined=ruled[1][0], parted=ruled[1][1])
    tolls = _Part(sides[1], ties=ties)
    caused: dict[str, list[Card]] = {}
    cause: list[str | None] = []
    for group in tolls.groups:
        votes = [vote for n in group.members if (vote := causes[n]) is not None]
        chosen = max(sorted(set(votes)), key=votes.count) if votes else None
        cause.append(chosen)
        if chosen is not None:
            caused.setdefault(chosen, []).extend(tolls.cards[n] for n in group.members)
    copied: dict[str, list[Copy]] = {}
    for copy in copies:
        for report in copy.reports:
            copied.setdefault(report, []).append(copy)

    def make(part: _Part, number: int, *, cause: str | None, tolls: Sequence[Card]) -> Event:
        group = part.groups[number]
        told = [part.cards[n] for n in group.members]
        return event_of(
            told,
            lineage=lineage_of((card.report for card in told), copied=copied, alignments=alignments),
            leaves=leaves,
            tolls=tolls,
            cause=cause,
            reasons=group.reasons,
            unsure=part.unsure.get(number, ()),
        )

    events = [
        make(attacks, n, cause=None, tolls=caused.get(attacks.ids[n], ())) for n in range(len(attacks.groups))
    ]
    events += [make(tolls, n, cause=cause[n], tolls=()) for n in range(len(tolls.groups))]
    return tuple(sorted(events, key=lambda e: (e.first_day or dt.date.max, e.id)))
