"""Accounts: what one report tells of one event, its mentions brought together inside the report.

Title and lead tell one event; a definite noun ("the attack") takes up the one before it; a day, place,
player or number that does not fit opens another. Tolls are accounts of their own, tied to what caused them.
"""

from collections.abc import Sequence

import msgspec

from tarjih.fusion.players import resolve_own
from tarjih.fusion.sameness import Slots, are_kin, compare_days, compare_spots
from tarjih.fusion.signs import hints, type_rows
from tarjih.fusion.slots import COMMON, Days, Sheet, Spot, Telling, rank_days, rank_spot
from tarjih.records.reading import Attribution, Quantity
from tarjih.records.span import Span

__all__ = ["Account", "accounts_of", "fit", "main_type"]

# Weights inside one report, checked on the gold clusters.
_JOIN = 1.0
_NEVER = -9.0
_LINKED = 1.5  # the reader's own link counts much, and is not beyond doubt
_LINKED_LOOSELY = 0.3  # "the attack" for an air strike
_ENOUGH = 4  # one mention in four


def main_type(types: Sequence[str]) -> str:
    """Return the type that names an event best: a specific one, if enough mentions give it."""
    rows = type_rows()
    if len(types) == 1:
        return types[0]
    counts = {kind: types.count(kind) for kind in sorted(set(types))}
    specific = {
        k: n for k, n in counts.items() if k in rows and not rows[k].broad and n * _ENOUGH >= len(types)
    }
    chosen = specific or counts
    return max(chosen, key=lambda kind: chosen[kind])


class _Best(msgspec.Struct, frozen=True, eq=False):
    """What so many mentions say together."""

    tellings: int
    type: str
    days: Days | None
    spot: Spot | None
    planned: bool


def _sum_up(tellings: Sequence[Telling]) -> _Best:
    days = [t.days for t in tellings if t.days is not None]
    spots = [(t.spot, t.sentence == 0) for t in tellings if t.spot is not None]
    # a headline names places of more than one event
    best = min(spots, key=lambda f: (*rank_spot(f[0])[:3], f[1], *rank_spot(f[0])[3:]), default=None)
    return _Best(
        tellings=len(tellings),
        type=main_type([t.type for t in tellings]),
        # the first of equals: a report dates its event where it first tells it
        days=min(days, key=lambda d: rank_days(d)[:-1], default=None),
        spot=best[0] if best is not None else None,
        planned=all(t.planned for t in tellings),
    )


class Account(msgspec.Struct, eq=False):
    """The mentions with which one report tells one event, in the order of the text.

    `cause` is the account of the attack that a toll belongs to; `vouchers` are attributions that stand
    behind the account without a mention of the event ("the police confirmed the toll"), with their words.
    """

    number: int
    sheet: Sheet
    tellings: list[Telling]
    cause: "Account | None" = None
    vouchers: list[tuple[str, Span]] = []
    best: "_Best | None" = None

    def _sum_up(self) -> "_Best":
        """Return what all mentions say together; worked out again once a mention is added."""
        best = self.best
        if best is None or best.tellings != len(self.tellings):
            best = self.best = _sum_up(self.tellings)
        return best

    @property
    def report(self) -> str:
        """Return the report's id."""
        return self.sheet.reading.report

    @property
    def key(self) -> tuple[str, int, int, str]:
        """Return what orders and names an account: its first telling."""
        return self.tellings[0].key

    @property
    def type(self) -> str:
        """Return the most specific type told; among those the most frequent, then the first."""
        return self._sum_up().type

    @property
    def family(self) -> str:
        """Return the type family."""
        return self.tellings[0].family

    @property
    def days(self) -> Days | None:
        """Return the best days: bound to a mention before near it, shortest first."""
        return self._sum_up().days

    @property
    def spot(self) -> Spot | None:
        """Return the best place: bound to a mention before near it, smallest first."""
        return self._sum_up().spot

    @property
    def quantity(self) -> Quantity | None:
        """Return the first number told beside a mention of the account's type."""
        return next((t.quantity for t in self.tellings if t.quantity is not None), None)

    @property
    def is_planned(self) -> bool:
        """Say whether the account only looks ahead."""
        return self._sum_up().planned

    def slots(self) -> Slots:
        """Return the account as it is compared with others."""
        published = self.sheet.reading.published
        return Slots(
            type=self.type,
            family=self.family,
            days=self.days,
            spot=self.spot,
            actors=frozenset().union(*(t.actors for t in self.tellings)),
            targets=frozenset().union(*(t.targets for t in self.tellings)),
            quantity=self.quantity,
            words=frozenset().union(*(self.sheet.words_in(n) for n in {t.sentence for t in self.tellings})),
            published=published.toordinal() if published else None,
            lead=self.tellings[0].lead,
            places=frozenset().union(*(t.places for t in self.tellings)),
        )


def _is_apart(sheet: Sheet, left: Telling, right: Telling) -> bool:
    """Say whether words between two mentions of one sentence set them apart ("the day after")."""
    low, high = sorted((left.word, right.word))
    return any(
        low < s.first <= high and s.row.startswith("apart")
        for s in sheet.sentence_signs(left.sentence)
        if s.table == "fusion_hints"
    )


def _players(left: Telling, right: Telling) -> float:
    score = 0.0
    for a, b in ((left.actors, right.actors), (left.targets, right.targets)):
        if a & b:
            score += 1.0
        elif all(any(not key.startswith(COMMON) for key in side) for side in (a, b)):
            score -= 1.0
    return score


def _numbers(left: Quantity | None, right: Quantity | None) -> float:
    if left is None or right is None:
        return 0.0
    if (left.min, left.max) == (right.min, right.max):
        return 1.0
    return -1.2


def _pair_score(sheet: Sheet, account: Account, telling: Telling) -> float:
    """Score how well a mention fits an account of the same report; _NEVER where it cannot."""
    latest = account.tellings[-1]
    if not all(are_kin(telling.type, other.type) for other in account.tellings):
        return _NEVER
    if telling.planned != account.is_planned:
        return _NEVER
    days, spots = compare_days(telling.days, account.days), compare_spots(telling.spot, account.spot)
    if days.veto or spots.veto or any(_other_day(telling.days, other.days) for other in account.tellings):
        return _NEVER
    placed = telling.spot is not None and account.spot is not None
    score = days.score * 0.6 + _widths(telling.days, account.days)
    score += max(spots.score, -1.0) * 0.5 if placed else 0.0
    score += max(_players(telling, other) for other in account.tellings)
    score += _numbers(telling.quantity, account.quantity)
    if telling.type == account.type and not type_rows()[telling.type].broad:
        score += 1.4  # a report seldom tells two events of one kind, unless a slot says so
    elif telling.type == latest.type:
        score += 0.3
    if telling.sentence == latest.sentence:
        score += -3.0 if _is_apart(sheet, latest, telling) else 0.5
    if telling.lead and account.tellings[0].lead:
        score += 1.6
    return score + _manner(telling, latest, first=account.tellings[0])


def _other_day(left: Days | None, right: Days | None) -> bool:
    """Say whether one report dates two mentions to two days: its own "yesterday" does not lag."""
    if left is None or right is None or left.soft or right.soft:
        return False
    gap = max((right.first - left.end).days, (left.first - right.end).days) + 1
    return gap > (1 if left.night or right.night else 0)


def _manner(telling: Telling, latest: Telling, *, first: Telling) -> float:
    """Score how a mention is worded: taking up what was told, or bringing up something else."""
    score = 0.0
    if telling.anaphoric and not telling.plural:
        score += 1.7 if first.lead else 1.3
    elif telling.genitive:
        score += 1.0 if first.lead else 0.7
    if (telling.mention.status == "ongoing") != (latest.mention.status == "ongoing"):
        score -= 0.6
    if telling.introduces and not telling.lead:
        score -= 0.7
    if telling.plural != latest.plural:
        score -= 0.8
    if telling.elsewhere != first.elsewhere:
        score -= 1.5
    return score


def _widths(left: Days | None, right: Days | None) -> float:
    """Count against an event dated to the day that it is dated again to the month."""
    if left is None or right is None:
        return 0.0
    short, long = sorted((left.length, right.length))
    return -1.2 if short <= 2 and long > 8 else 0.0


def fit(left: Account, right: Account) -> bool:
    """Say whether two accounts of one report could after all be one event: nothing in it speaks against."""
    first, second = (left, right) if left.key <= right.key else (right, left)
    return all(_pair_score(first.sheet, first, telling) >= 0.0 for telling in second.tellings)


def _gather(sheet: Sheet, tellings: Sequence[Telling], *, causes: dict[int, Account]) -> list[Account]:
    """Bring the mentions of one family together, from the title down."""
    accounts: list[Account] = []
    of_mention: dict[str, Account] = {}
    for telling in tellings:
        best, top = None, _JOIN
        linked = of_mention.get(telling.mention.same_as or "")
        cause = causes.get(telling.word)
        for account in reversed(accounts):
            score = _pair_score(sheet, account, telling)
            if account is linked:
                score += _LINKED if telling.type == account.type else _LINKED_LOOSELY
            if cause is not None and account.cause is not None:
                score += 1.5 if cause is account.cause else -2.0
            if score > top:
                best, top = account, score
        if best is None:
            best = Account(0, sheet, [], vouchers=[])
            accounts.append(best)
        best.tellings.append(telling)
        best.cause = best.cause or causes.get(telling.word)
        of_mention[telling.mention.id] = best
    return accounts


def _cause(sheet: Sheet, telling: Telling, attacks: Sequence[Account]) -> Account | None:
    """Find the attack that a toll belongs to: in its sentence, else the one told last before it."""
    near = [
        (abs(t.word - telling.word), account)
        for account in attacks
        for t in account.tellings
        if t.sentence == telling.sentence
        and not _is_apart(sheet, t, telling)
        and _may_cause(account, telling)
    ]
    if near:
        return min(near, key=lambda pair: pair[0])[1]
    before = [
        (t.word, account)
        for account in attacks
        for t in account.tellings
        if t.word < telling.word and telling.sentence - t.sentence <= 3 and _may_cause(account, telling)
    ]
    if before and not telling.elsewhere:
        return max(before, key=lambda pair: pair[0])[1]
    if telling.sentence == 0:
        return next((a for a in attacks if a.tellings[0].lead and _may_cause(a, telling)), None)
    return None


def _may_cause(account: Account, telling: Telling) -> bool:
    if account.is_planned != telling.planned:
        return False
    return not (
        compare_days(account.days, telling.days).veto or compare_spots(account.spot, telling.spot).veto
    )


def accounts_of(sheet: Sheet) -> list[Account]:
    """Bring the event mentions of one report together, in the order of their first mention."""
    families: dict[str, list[Telling]] = {}
    for telling in (resolve_own(sheet, t) for t in sheet.tellings):
        families.setdefault(telling.family, []).append(telling)
    accounts: list[Account] = []
    tolls = {row.family for row in type_rows().values() if row.result}
    for family in families:
        if family not in tolls:
            accounts += _gather(sheet, families[family], causes={})
    attacks = [a for a in accounts if a.family == "force"]
    for family in (f for f in families if f in tolls):
        causes = {t.word: c for t in families[family] if (c := _cause(sheet, t, attacks)) is not None}
        accounts += _gather(sheet, families[family], causes=causes)
    accounts.sort(key=lambda a: a.key)
    _add_vouchers(sheet, accounts)
    for number, account in enumerate(accounts):
        account.number = number
    return accounts


def _add_vouchers(sheet: Sheet, accounts: Sequence[Account]) -> None:
    """Let those vouch for an attack who give its toll, or who confirm "the incident" without naming it."""
    for account in accounts:
        if account.cause is not None:
            for telling in account.tellings:
                attribution = sheet.attributions.get(telling.mention.attribution or "")
                if attribution is not None and attribution.sources:
                    account.cause.vouchers.append((attribution.id, attribution.sources[-1].span))
    for attribution in sheet.reading.attributions:
        found = _reference(sheet, attribution)
        if found is None:
            continue
        word, span = found
        target = _told_before(accounts, word)
        if target is not None:
            target.vouchers.append((attribution.id, span))


def _reference(sheet: Sheet, attribution: Attribution) -> tuple[int, Span] | None:
    """Return where a statement without a mention of its own refers to an event told before.

    A witness who tells no attack tells of the one that the report is about.
    """
    if not attribution.sources:
        return None
    told = [t for t in sheet.tellings if attribution.content.contains(t.mention.trigger)]
    if any(t.family == "force" for t in told):
        return None
    p = sheet.passages
    deepest = attribution.sources[-1]
    if deepest.kind == "witness":
        return p.word_at(attribution.content.start), attribution.content
    found = None if told else _anaphor(sheet, attribution)
    return None if found is None else (found, Span(p.starts[found], p.ends[found]))


def _anaphor(sheet: Sheet, attribution: Attribution) -> int | None:
    """Return the word by which a statement takes up an event told before ("the toll", "an incident")."""
    p = sheet.passages
    first, end = p.word_at(attribution.content.start), p.word_at(max(attribution.content.end - 1, 0)) + 1
    for sign in sheet.signs_in(first, end, "fusion_hints"):
        if hints()[f"fusion_hints/{sign.row}"] in {"toll", "happening", "news"}:
            return sign.first
    return None


def _told_before(accounts: Sequence[Account], word: int) -> Account | None:
    """Return the account told last before a word, the attack rather than its toll, else the lead's."""
    before = [(t.word, a) for a in accounts for t in a.tellings if t.word < word and not a.is_planned]
    if not before:
        return None
    latest = max(before, key=lambda pair: pair[0])[1]
    lead = next((a for a in accounts if a.family == "force" and a.tellings[0].lead), None)
    chosen = latest.cause or latest
    return chosen if chosen.family == "force" or lead is None else lead
