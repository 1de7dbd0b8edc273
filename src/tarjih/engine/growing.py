"""Growing: one report more in a fused case, fused with those that it touches and no others.

What comes out is the same, to the byte, as if all reports were fused at once: whatever hangs on several
reports (who meets whom, who copies whom, which accounts are one event) is worked out again for those
whose neighbours changed, by the same functions.
"""

from collections.abc import Iterable, Sequence

import msgspec
import numpy as np

from tarjih.engine.kept import CARDS, CROSSING, FACTS, RETOLD, TEXT, TRANSLATED, WORDED, Kept
from tarjih.fusion.candidates import ACCOUNTS, REPORTS, TEXTS, order_of, slots_keys
from tarjih.fusion.cards import Card, Leaf
from tarjih.fusion.copies import judge_copy
from tarjih.fusion.copying import keys_of
from tarjih.fusion.events import REASONS, event_id, event_of, lineage_of
from tarjih.fusion.fuse import Joined, align_cards, tie_tolls, toll_families, unsure_of, vote
from tarjih.fusion.groups import Group, Link, Pair, Ties, components, join_component, link_cards
from tarjih.fusion.retellings import find_retellings, find_translations, may_retell
from tarjih.fusion.sameness import LINK, Verdict
from tarjih.records.event import Copy, Event

__all__ = ["grow", "keep_all"]

_WINDOWS = {TEXT: TEXTS, FACTS: REPORTS, CROSSING: REPORTS, CARDS: ACCOUNTS}
_TEXTUAL = frozenset(("verbatim", "edited"))
Reports = tuple[str, str]


def keep_all(kept: Kept, joined: Joined, *, digests: dict[str, str]) -> tuple[Event, ...]:
    """Keep the state of a case that was fused at once, and return its events.

    Args:
        kept: Where to; what is there is forgotten.
        joined: The reports, joined without rulings.
        digests: The digest of each report's reading.
    """
    kept.clear()
    leaves = joined.leaves
    kept.add_leaves(((leaf, digests[report]) for report, leaf in leaves.items()), tolls=toll_families())
    keyed = {report: keys_of(leaf) for report, leaf in leaves.items()}
    for kind in (TEXT, FACTS, CROSSING):
        kept.add_members(kind, ((order_of(report), keys[kind]) for report, keys in keyed.items()))
    for part in (joined.attacks, joined.tolls):
        kept.add_members(CARDS, ((_tie(card), slots_keys(card.slots)) for card in part.cards))
        kept.set_links(
            (
                _tie(part.cards[k.first]),
                _tie(part.cards[k.second]),
                k.score,
                part.known[k.first, k.second].reasons,
            )
            for k in part.links
        )
        for number, group in enumerate(part.groups):
            kept.place_cards((_tie(part.cards[n]) for n in group.members), event=part.ids[number])
    kept.set_copies(WORDED, joined.copies.worded)
    kept.set_copies(RETOLD, joined.copies.retold)
    kept.set_copies(TRANSLATED, joined.copies.translated)
    events = joined.events()
    kept.set_events(events)
    return events


def grow(kept: Kept, leaf: Leaf, *, digest: str) -> None:
    """Fuse one report more into a kept state; the caller holds a transaction.

    Args:
        kept: The state without the report.
        leaf: The report.
        digest: That of its reading.
    """
    kept.add_leaves([(leaf, digest)], tolls=toll_families())
    changed = _Copying(kept, leaf).run()
    ties = [_tie(card) for card in leaf.cards]
    meeting: list[Pair] = []
    apart: list[Pair] = []
    for tie, card in zip(ties, leaf.cards, strict=True):
        kept.add_members(CARDS, [(tie, slots_keys(card.slots))])
        gained, lost = _neighbours(kept, CARDS, tie)
        meeting += gained
        apart += lost
    _Regroup(kept, changed=changed, meeting=meeting, apart=apart, new=ties).run()


def _tie(card: Card) -> int:
    return order_of(card.report, card.number)


def _pair(one: int, two: int) -> Pair:
    return (min(one, two), max(one, two))


def _neighbours(kept: Kept, kind: int, tie: int) -> tuple[list[Pair], list[Pair]]:
    """Return the pairs in which a new member meets others, and those that it may have pushed apart.

    Between two members that met over a whole window at a key it stands as one too many.
    """
    window = _WINDOWS[kind]
    member = kept.member(kind, tie)
    gained: dict[Pair, None] = {}
    lost: dict[Pair, None] = {}
    for key in member.keys:
        before, behind = kept.around(kind, key, member, window=window)
        gained |= {_pair(tie, other): None for _, other, last in before if last >= member.first}
        gained |= {_pair(tie, other): None for first, other, _ in behind if first <= member.last}
        for step, (_, one, last) in enumerate(before):
            place = window - 1 - step
            if place < len(behind) and behind[place][0] <= last:
                lost[_pair(one, behind[place][1])] = None
    return list(gained), [pair for pair in lost if pair not in gained]


class _Copying:
    """Finds out what a new report changes in who has whose words."""

    def __init__(self, kept: Kept, leaf: Leaf) -> None:
        self.kept, self.leaf = kept, leaf
        self.before: dict[Reports, Copy | None] = {}
        self._names: dict[int, str] = {}

    def run(self) -> dict[Reports, Copy | None]:
        """Bring the copies up to date; return those pairs that changed with what stood there before."""
        tie = order_of(self.leaf.report)
        met: dict[int, list[Pair]] = {}
        pushed: dict[int, list[Pair]] = {}
        for kind, keyed in zip((TEXT, FACTS, CROSSING), keys_of(self.leaf), strict=True):
            self.kept.add_members(kind, [(tie, keyed)])
            met[kind], pushed[kind] = _neighbours(self.kept, kind, tie)
        touched = {self.leaf.report}
        for pair in map(self._reports, met[TEXT]):
            left, right = (self.kept.trunk(report).text for report in pair)
            copy = judge_copy(pair, left, right)
            if copy is not None:
                self._set(WORDED, copy)
        touched |= self._drop(TEXT, WORDED, pushed[TEXT])
        touched |= self._drop(FACTS, RETOLD, pushed[FACTS])
        self._drop(CROSSING, TRANSLATED, pushed[CROSSING])
        self._retell(touched)
        across = sorted(map(self._reports, met[CROSSING]))
        leaves = {report: self.kept.trunk(report) for pair in across for report in pair}
        for copy in find_translations(leaves, pairs=across):
            self._set(TRANSLATED, copy)
        return {pair: was for pair, was in self.before.items() if self.kept.final_copy(pair) != was}

    def _reports(self, pair: Pair) -> Reports:
        for tie in pair:
            if tie not in self._names:
                self._names[tie] = self.kept.report_at(tie)
        one, two = sorted(self._names[tie] for tie in pair)
        return one, two

    def _set(self, kind: int, copy: Copy) -> None:
        self.before.setdefault(copy.reports, self.kept.final_copy(copy.reports))
        self.kept.set_copies(kind, [copy])

    def _drop(self, kind: int, copies: int, pairs: Iterable[Pair]) -> set[str]:
        """Forget the copies between reports that do not meet any more; return these reports."""
        gone: set[str] = set()
        for pair in pairs:
            reports = self._reports(pair)
            held = [c for c in self.kept.copies(reports[0], copies) if c.reports == reports]
            if held and not self.kept.meet(kind, *pair, window=_WINDOWS[kind]):
                self.before.setdefault(reports, self.kept.final_copy(reports))
                self.kept.drop_copy(copies, reports)
                gone |= set(reports)
        return gone

    def _carriers(self, reports: Iterable[str]) -> set[str]:
        """Return those who carry the text of any of some reports."""
        return {
            other
            for report in sorted(reports)
            for copy in self.kept.copies(report, WORDED)
            if copy.kind in _TEXTUAL
            for other in copy.reports
        }

    def _near_facts(self, reports: Iterable[str]) -> set[Reports]:
        """Return the pairs that any of some reports makes by its facts, and in which one may be retold."""
        found: set[Reports] = set()
        for report in sorted(reports):
            tie = order_of(report)
            member = self.kept.member(FACTS, tie)
            others: dict[int, None] = {}
            for key in member.keys:
                before, behind = self.kept.around(FACTS, key, member, window=REPORTS)
                others |= {other: None for _, other, last in before if last >= member.first}
                others |= {other: None for first, other, _ in behind if first <= member.last}
            pairs = (self._reports((tie, other)) for other in others)
            found |= {pair for pair in pairs if may_retell(*map(self.kept.trunk, pair))}
        return found

    def _retell(self, touched: set[str]) -> None:
        """Judge again all retellings that hang on some reports and on the carriers of their texts."""
        near = touched | self._carriers(touched)
        facing = near | {report for pair in self._near_facts(near) for report in pair}
        held = {r for report in sorted(near) for c in self.kept.copies(report, RETOLD) for r in c.reports}
        core = facing | held
        core |= self._carriers(core)
        around = core | self._carriers(core)
        around |= self._carriers(around)
        pairs = sorted(p for p in self._near_facts(core) if set(p) <= around)
        worded = {c.reports: c for r in sorted(around) for c in self.kept.copies(r, WORDED)}
        copies = [worded[p] for p in sorted(worded) if set(p) <= around]
        leaves = {report: self.kept.trunk(report) for report in around}
        found = {c.reports: c for c in find_retellings(leaves, pairs=pairs, copies=copies)}
        stood = {c.reports: c for r in sorted(core) for c in self.kept.copies(r, RETOLD)}
        for pair in sorted({*found, *stood}):
            if not set(pair) <= core or found.get(pair) == stood.get(pair):
                continue
            self.before.setdefault(pair, self.kept.final_copy(pair))
            if pair in found:
                self.kept.set_copies(RETOLD, [found[pair]])
            else:
                self.kept.drop_copy(RETOLD, pair)


class _Regroup:
    """Joins anew what new accounts and changed copies touch, and makes the events of it."""

    def __init__(
        self,
        kept: Kept,
        *,
        changed: dict[Reports, Copy | None],
        meeting: Sequence[Pair],
        apart: Sequence[Pair],
        new: Sequence[int],
    ) -> None:
        self.kept = kept
        self.changed, self.apart, self.new = changed, set(apart), new
        self.meeting = set(meeting) - self.apart  # one account of a report may push another apart
        self.old: dict[int, str] = {}  # the event of each account that was looked at, as it was
        self.rebuilt: dict[str, Group] = {}  # by event: numbers are those of accounts
        self.doubtful: set[int] = set()  # accounts whose links changed

    def run(self) -> None:
        """Bring links, events and what they say of each other up to date."""
        aligned = self._changed_alignments()
        sides: tuple[set[Pair], set[Pair]] = (set(), set())
        for pair in {*self.meeting, *aligned, *self.apart}:
            if self.kept.is_toll(pair[0]) == self.kept.is_toll(pair[1]):
                sides[self.kept.is_toll(pair[0])].add(pair)
        touched = {t for pair in aligned for t in pair} | set(self.new)
        self._join(self._relink(sides[0], tied=set()) | {t for t in touched if not self.kept.is_toll(t)})
        moved = [tie for tie, event in self.old.items() if event != self.kept.event_of(tie)]
        tolls = {t for t in touched if self.kept.is_toll(t)} | {t for pair in sides[1] for t in pair}
        fellows = self._fellows(tolls | set(self.kept.caused_by(moved)), old=self.old.values())
        tied = self._tied(fellows)
        linked = {
            _pair(one, two) for one in sorted(fellows) for two in self.kept.links(one) if two in fellows
        }
        self._join(self._relink(sides[1] | tied | linked, tied=tied) | fellows)
        self._make(touched=fellows)

    # --- links

    def _alignment(self, pair: Reports, copy: Copy | None) -> dict[Pair, int]:
        """Return the accounts that a copy aligns, with the number of mentions."""
        if copy is None or copy.kind == "shared origin":
            return {}
        left, right = (self.kept.leaf(report) for report in pair)
        counts = align_cards(left, right, self.kept.alignment(pair))
        return {
            _pair(order_of(left.report, one), order_of(right.report, two)): count
            for (one, two), count in counts.items()
        }

    def _changed_alignments(self) -> set[Pair]:
        found: set[Pair] = set()
        for pair, before in self.changed.items():
            found |= {*self._alignment(pair, before), *self._alignment(pair, self.kept.final_copy(pair))}
        return found

    def _ties(self, ties: Sequence[int], tied: set[Pair]) -> Ties:
        """Return what binds some accounts, by their place in the list."""
        place = {tie: n for n, tie in enumerate(ties)}
        told: dict[str, list[Card]] = {}
        for tie in ties:
            told.setdefault(self.kept.card(tie).report, []).append(self.kept.card(tie))
        copies = {c.reports: c for r in sorted(told) for c in self.kept.copies(r)}
        aligned: dict[Pair, int] = {}
        for pair, copy in copies.items():
            if all(report in told for report in pair) and copy.kind != "shared origin":
                left, right = (
                    msgspec.structs.replace(self.kept.trunk(r), cards=tuple(told[r])) for r in pair
                )
                counts = align_cards(left, right, self.kept.alignment(pair))
                for (one, two), count in counts.items():
                    a, b = place[order_of(pair[0], one)], place[order_of(pair[1], two)]
                    aligned[_pair(a, b)] = count
        return Ties(
            aligned=aligned,
            tied={_pair(place[a], place[b]) for a, b in tied if a in place and b in place},
        )

    def _in_order(self, ties: Iterable[int]) -> list[int]:
        return sorted(set(ties), key=lambda tie: self.kept.card(tie).key)

    def _relink(self, pairs: set[Pair], *, tied: set[Pair]) -> set[int]:
        """Judge pairs again; return the accounts whose firm links changed."""
        ties = self._in_order(tie for pair in pairs for tie in pair)
        if not ties:
            return set()
        place = {tie: n for n, tie in enumerate(ties)}
        cards = [self.kept.card(tie) for tie in ties]
        numbered = {_pair(place[a], place[b]): _pair(a, b) for a, b in pairs}
        held = {pair: self.kept.links(pair[0]).get(pair[1]) for pair in numbered.values()}
        meeting = [
            number
            for number, pair in sorted(numbered.items())
            if pair in self.meeting or self.kept.meet(CARDS, *pair, window=ACCOUNTS)
        ]
        bound = self._ties(ties, tied)
        bound = Ties(
            aligned={pair: n for pair, n in bound.aligned.items() if pair in numbered},
            tied={pair for pair in bound.tied if pair in numbered},
        )
        array = np.array(meeting, np.int64).reshape(-1, 2)
        links, known = link_cards(cards, array, ties=bound)
        fresh = {numbered[k.first, k.second]: (k.score, known[k.first, k.second].reasons) for k in links}
        changed = sorted(pair for pair in held if held[pair] != fresh.get(pair))
        self.doubtful |= {tie for pair in changed for tie in pair}
        for pair in changed:
            if pair not in fresh:
                self.kept.drop_link(*pair)
        self.kept.set_links((*pair, *fresh[pair]) for pair in changed if pair in fresh)
        nothing = (0.0, ())
        return {
            tie
            for pair in changed
            if max((held[pair] or nothing)[0], fresh.get(pair, nothing)[0]) >= LINK
            for tie in pair
        }

    # --- events

    def _join(self, seeds: set[int]) -> None:
        """Join anew the components that some accounts are in or were in."""
        todo = self._in_order({*seeds, *self.kept.cards_in(self.kept.event_of(tie) for tie in sorted(seeds))})
        seen: set[int] = set()
        firm: set[tuple[int, int, float]] = set()
        while todo:
            tie = todo.pop()
            if tie in seen:
                continue
            seen.add(tie)
            for other, (score, _) in self.kept.links(tie).items():
                if score >= LINK:
                    firm.add((*_pair(tie, other), score))
                    todo.append(other)
        ties = self._in_order(seen)
        place = {tie: n for n, tie in enumerate(ties)}
        cards = [self.kept.card(tie) for tie in ties]
        bound = self._ties(ties, self._tied(self._fellows(t for t in ties if self.kept.is_toll(t))))
        links = [Link(*_pair(place[a], place[b]), score) for a, b, score in sorted(firm)]
        known = {
            _pair(place[one], place[two]): Verdict(score, reasons)
            for one in ties
            for two, (score, reasons) in self.kept.links(one).items()
            if two in place
        }
        groups: list[Group] = []
        for part in components(links):
            groups += join_component(part, cards, ties=bound, known=known)
        taken = {n for group in groups for n in group.members}
        groups += [Group((n,)) for n in range(len(cards)) if n not in taken]
        for group in groups:
            members = tuple(ties[n] for n in group.members)
            name = event_id(cards[group.members[0]])
            self.rebuilt[name] = Group(members, group.reasons)
        for tie in ties:
            self.old[tie] = self.kept.event_of(tie)
        for name, group in self.rebuilt.items():
            if group.members[0] in place:
                self.kept.place_cards(group.members, event=name)

    def _cause(self, tie: int) -> str | None:
        card = self.kept.card(tie)
        if card.cause is None:
            return None
        cause = order_of(card.report, card.cause)
        return None if self.kept.is_toll(cause) else self.kept.event_of(cause)

    def _fellows(self, tolls: Iterable[int], *, old: Iterable[str] = ()) -> set[int]:
        """Return some tolls with all others of the attacks that caused them, and of some other attacks."""
        found = set(tolls)
        causes = {cause for tie in sorted(found) if (cause := self._cause(tie)) is not None}
        causes |= {event for event in old if event}
        attacks = self.kept.cards_in(causes)
        return {t for t in found | set(self.kept.caused_by(attacks)) if self.kept.is_toll(t)}

    def _tied(self, tolls: set[int]) -> set[Pair]:
        """Return the pairs of tolls of one attack."""
        ties = self._in_order(tolls)
        pairs = tie_tolls([self.kept.card(tie) for tie in ties], [self._cause(tie) for tie in ties])
        return {_pair(ties[a], ties[b]) for a, b in pairs}

    def _make(self, *, touched: set[int]) -> None:
        """Make the events that changed, bring what others say of them up to date, drop those no more."""
        before: dict[str, set[int]] = {}
        for tie, event in self.old.items():
            before.setdefault(event, set()).add(tie)
        anew = {name for name, group in self.rebuilt.items() if before.get(name) != set(group.members)}
        for pair in self.changed:
            told = [{self.kept.event_of(t) for t in self.kept.cards_of([report])} for report in pair]
            anew |= told[0] & told[1]
        anew |= self._settle_causes({self.kept.event_of(tie) for tie in touched}, anew)
        gone = before.keys() - self.rebuilt.keys() - {""}
        self.kept.drop_events(sorted(gone))
        groups = self._standing(anew)
        self.kept.set_events(self._event(name, group) for name, group in sorted(groups.items()))
        renamed = {tie for tie, event in self.old.items() if event != self.kept.event_of(tie)}
        uncertain = self.doubtful | {two for tie in sorted(renamed) for two in self.kept.links(tie)}
        rest = {self.kept.event_of(tie) for tie in uncertain} | self.rebuilt.keys()
        self._refresh(rest - anew)

    def _settle_causes(self, tolls: set[str], anew: set[str]) -> set[str]:
        """Say which attacks some tolls belong to; return the tolls and attacks that must be made anew."""
        found: set[str] = set()
        gone = {event for event in self.old.values() if event} - self.rebuilt.keys()
        found |= {cause for name in sorted(gone) if (cause := self.kept.cause_of(name)) is not None}
        for name in sorted(tolls | {n for n, group in self.rebuilt.items() if self._is_toll(group)}):
            ties = self.kept.cards_in([name])
            now, stood = vote(self._cause(tie) for tie in self._in_order(ties)), self.kept.cause_of(name)
            if now != stood or name in anew:
                found |= {name, now or "", stood or ""}
                self.kept.note_cause(name, now)
        return found - gone - {""}

    def _standing(self, names: Iterable[str]) -> dict[str, Group]:
        """Return the accounts of events and why they were joined; of others the reasons of then."""
        found: dict[str, Group] = {}
        for name in sorted(names):
            group = self.rebuilt.get(name)
            if group is None:
                ties, event = self._in_order(self.kept.cards_in([name])), self.kept.event(name)
                group = Group(tuple(ties), event.reasons if event is not None else ())
            if group.members:
                found[name] = group
        return found

    def _refresh(self, names: Iterable[str]) -> None:
        """Bring up to date why events were joined and which others may be the same."""
        changed = []
        for name, group in self._standing(names).items():
            event = self.kept.event(name)
            if event is None:
                continue
            reasons, unsure = group.reasons[:REASONS], self._unsure(name, group)
            if (event.reasons, event.unsure) != (reasons, unsure):
                changed.append(msgspec.structs.replace(event, reasons=reasons, unsure=unsure))
        self.kept.set_events(changed)

    def _is_toll(self, group: Group) -> bool:
        return self.kept.is_toll(group.members[0])

    def _unsure(self, name: str, group: Group) -> tuple[str, ...]:
        doubts = [
            (other, score, "; ".join(why))
            for tie in group.members
            for other, (score, why) in self.kept.links(tie).items()
        ]
        return unsure_of(doubts, event=self.kept.event_of, own=name)

    def _event(self, name: str, group: Group) -> Event:
        cards = [self.kept.card(tie) for tie in group.members]
        reports = sorted({card.report for card in cards})
        copied = {report: self.kept.copies(report) for report in reports}
        here = {c.reports: c for copies in copied.values() for c in copies if set(c.reports) <= set(reports)}
        leaves = {report: self.kept.trunk(report) for report in reports}
        alignments = {pair: self.kept.alignment(pair) for pair in sorted(here)}
        groups = [self._in_order(self.kept.cards_in([toll])) for toll in self.kept.tolls_of(name)]
        groups.sort(key=lambda ties: self.kept.card(ties[0]).key)
        return event_of(
            cards,
            lineage=lineage_of(reports, copied=copied, alignments=alignments),
            leaves=leaves,
            tolls=[self.kept.card(tie) for ties in groups for tie in ties],
            cause=self.kept.cause_of(name),
            reasons=group.reasons,
            unsure=self._unsure(name, group),
        )
