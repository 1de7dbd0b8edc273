"""Fuse the readings of many reports: copies, events, origins, conflicts."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from tarjih.errors import InputError
from tarjih.fusion.cards import Card, Leaf
from tarjih.fusion.copies import Alignment, align
from tarjih.fusion.copying import copies_of
from tarjih.fusion.events import event_id, event_of, lineage_of
from tarjih.fusion.groups import Group, Pair, Ties, components, join_component, link_cards, meeting_pairs
from tarjih.fusion.leaves import leaf_of
from tarjih.fusion.rulings import forced_pairs, settle_origins
from tarjih.fusion.signs import type_rows
from tarjih.records.event import Copy, Event, Fused, Judgement
from tarjih.records.reading import Reading
from tarjih.records.ruling import Ruled
from tarjih.records.span import Span

__all__ = [
    "Joined",
    "MakeLeaves",
    "Part",
    "align_cards",
    "doubts_of",
    "event_order",
    "fuse",
    "fuse_leaves",
    "join_leaves",
    "judgement_order",
    "tie_tolls",
    "toll_families",
    "unsure_of",
    "vote",
]

Doubt = tuple[int, float, str]
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
    joined = join_leaves(leaves, rulings=rulings)
    judgements = (j for leaf in joined.leaves.values() for j in leaf.judgements)
    return Fused(
        events=settle_origins(joined.events(), rulings),
        copies=joined.copies.final,
        judgements=tuple(sorted(judgements, key=judgement_order)),
    )


def judgement_order(judgement: Judgement) -> tuple[str, Span, str]:
    """Return what orders quoted judgements."""
    return (judgement.report, judgement.span, judgement.tendency)


def event_order(event: Event) -> tuple[dt.date, str]:
    """Return what orders events: the first day, undated ones last."""
    return (event.first_day or dt.date.max, event.id)


def align_cards(left: Leaf, right: Leaf, alignment: Alignment) -> dict[tuple[int, int], int]:
    """Count for pairs of accounts of two reports the mentions that both texts have in the same words."""
    counts: dict[tuple[int, int], int] = {}
    for (word, kind), number in left.at.items():
        other = right.at.get((alignment.pairs.get(word, -1), kind))
        if other is not None:
            counts[number, other] = counts.get((number, other), 0) + 1
    return counts


class Part:
    """All accounts of one sort, attacks and the like or tolls, joined into events."""

    def __init__(self, cards: Sequence[Card], pairs: NDArray[np.int64], *, ties: Ties) -> None:
        self.cards = cards
        links, known = link_cards(cards, pairs, ties=ties)
        self.links, self.known = links, dict(known)
        joined: list[Group] = []
        for part in components(links):
            joined += join_component(part, cards, ties=ties, known=known)
        taken = {n for group in joined for n in group.members}
        joined += [Group((n,)) for n in range(len(cards)) if n not in taken]
        self.groups = sorted(joined, key=lambda group: group.members)
        self.home = {n: number for number, group in enumerate(self.groups) for n in group.members}
        self.ids = [event_id(cards[group.members[0]]) for group in self.groups]
        self.doubts = doubts_of(
            (link.first, link.second, link.score, known[link.first, link.second].reasons) for link in links
        )
        self.unsure = {n: self._unsure(group) for n, group in enumerate(self.groups)}

    def _unsure(self, group: Group) -> tuple[str, ...]:
        return unsure_of(
            (d for n in group.members for d in self.doubts.get(n, ())),
            event=lambda n: self.ids[self.home[n]],
            own=self.ids[self.home[group.members[0]]],
        )


def doubts_of(links: Iterable[tuple[int, int, float, tuple[str, ...]]]) -> dict[int, list[Doubt]]:
    """Return for each account the others that it is linked with, the score and the reason."""
    found: dict[int, list[Doubt]] = {}
    for one, two, score, reasons in links:
        why = "; ".join(reasons)
        found.setdefault(one, []).append((two, score, why))
        found.setdefault(two, []).append((one, score, why))
    return found


def unsure_of(doubts: Iterable[Doubt], *, event: Callable[[int], str], own: str) -> tuple[str, ...]:
    """Say which other events may be the same as one, the likeliest few, with the reason."""
    others: dict[str, tuple[float, str]] = {}
    for account, score, why in doubts:
        name = event(account)
        if name != own:
            others[name] = min(others.get(name, (-score, why)), (-score, why))
    ranked = sorted(others.items(), key=lambda other: (other[1], other[0]))[:_UNSURE]
    return tuple(sorted(f"{name}: {why}" for name, (_, why) in ranked))


def toll_families() -> set[str]:
    """Return the families of types that an attack may cause."""
    return {row.family for row in type_rows().values() if row.result}


def tie_tolls(cards: Sequence[Card], causes: Sequence[str | None]) -> set[Pair]:
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


def vote(causes: Iterable[str | None]) -> str | None:
    """Return the attack that most accounts of a toll belong to."""
    votes = [cause for cause in causes if cause is not None]
    return max(sorted(set(votes)), key=votes.count) if votes else None


class Joined:
    """Reports joined into events: attacks and the like first, then the tolls, which follow their causes."""

    def __init__(self, leaves: Mapping[str, Leaf], *, rulings: Sequence[Ruled]) -> None:
        self.leaves = leaves
        self.copies = copies_of(leaves)
        self.alignments = {
            c.reports: align(leaves[c.reports[0]].text, leaves[c.reports[1]].text) for c in self.copies.final
        }
        cards = sorted((card for leaf in leaves.values() for card in leaf.cards), key=lambda card: card.key)
        families = toll_families()
        sides = [[c for c in cards if (c.slots.family in families) is tolls] for tolls in (False, True)]
        ruled = [forced_pairs(side, rulings) for side in sides]
        numbers = [{card.name: n for n, card in enumerate(side)} for side in sides]
        aligned = [self._aligned(number) for number in numbers]
        ties = Ties(aligned=aligned[0], joined=ruled[0][0], parted=ruled[0][1])
        self.attacks = Part(sides[0], meeting_pairs(sides[0]), ties=ties)
        home = {card.name: self.attacks.ids[self.attacks.home[n]] for n, card in enumerate(sides[0])}
        causes = [home.get((c.report, c.cause)) if c.cause is not None else None for c in sides[1]]
        tied = tie_tolls(sides[1], causes)
        ties = Ties(aligned=aligned[1], tied=tied, joined=ruled[1][0], parted=ruled[1][1])
        self.tolls = Part(sides[1], meeting_pairs(sides[1]), ties=ties)
        self.causes = [vote(causes[n] for n in group.members) for group in self.tolls.groups]

    def _aligned(self, numbers: Mapping[tuple[str, int], int]) -> dict[Pair, int]:
        found: dict[Pair, int] = {}
        for copy in self.copies.final:
            if copy.kind == "shared origin":
                continue
            left, right = copy.reports
            counts = align_cards(self.leaves[left], self.leaves[right], self.alignments[copy.reports])
            for (one, two), count in counts.items():
                if (left, one) in numbers and (right, two) in numbers:
                    a, b = numbers[left, one], numbers[right, two]
                    found[min(a, b), max(a, b)] = count
        return found

    def events(self) -> tuple[Event, ...]:
        """Make the record of each event, in order."""
        caused: dict[str, list[Card]] = {}
        for group, cause in zip(self.tolls.groups, self.causes, strict=True):
            if cause is not None:
                caused.setdefault(cause, []).extend(self.tolls.cards[n] for n in group.members)
        copied: dict[str, list[Copy]] = {}
        for copy in self.copies.final:
            for report in copy.reports:
                copied.setdefault(report, []).append(copy)
        found = []
        for part, causes in ((self.attacks, None), (self.tolls, self.causes)):
            for number, group in enumerate(part.groups):
                told = [part.cards[n] for n in group.members]
                found.append(
                    event_of(
                        told,
                        lineage=lineage_of(
                            (card.report for card in told), copied=copied, alignments=self.alignments
                        ),
                        leaves=self.leaves,
                        tolls=caused.get(part.ids[number], ()) if causes is None else (),
                        cause=causes[number] if causes is not None else None,
                        reasons=group.reasons,
                        unsure=part.unsure[number],
                    )
                )
        return tuple(sorted(found, key=event_order))


def join_leaves(leaves: Iterable[Leaf], *, rulings: Sequence[Ruled] = ()) -> Joined:
    """Join reports into events, each once, in whatever order they come."""
    by_report = {leaf.report: leaf for leaf in leaves}
    return Joined({report: by_report[report] for report in sorted(by_report)}, rulings=rulings)
