"""Leaves: one reading laid out for fusion and reduced to what comparing it with other reports needs."""

import msgspec

from tarjih.arabic.lookup import without_particles
from tarjih.fusion.accounts import Account, accounts_of, fit
from tarjih.fusion.bodies import Body
from tarjih.fusion.cards import Card, Leaf, Word
from tarjih.fusion.copies import text_keys
from tarjih.fusion.credits import mark_of, newsroom_of
from tarjih.fusion.crossing import crossing_of
from tarjih.fusion.facts import FEWEST_WORDS, facts_of
from tarjih.fusion.passages import wording_of
from tarjih.fusion.sameness import are_kin, compare_days, compare_spots
from tarjih.fusion.slots import Sheet, Telling, entity_key
from tarjih.fusion.stated import claims_of, days_of, doers_of, places_of
from tarjih.fusion.tellings import sheet_of
from tarjih.fusion.tolls import tolls_of
from tarjih.fusion.voices import Voice, chain_of, deepest
from tarjih.records.event import Judgement
from tarjih.records.reading import Reading
from tarjih.records.span import Span

__all__ = ["leaf_of"]


class _Heard(msgspec.Struct, frozen=True, eq=False):
    """What one attribution says of who speaks; the same for all mentions in its statement."""

    voices: tuple[Voice, ...]
    body: Body | None
    content: tuple[int, int] | None
    chain: tuple[str, ...]
    newsroom: str | None


def leaf_of(reading: Reading) -> Leaf:
    """Reduce one reading to its leaf; a pure function of the reading."""
    sheet = sheet_of(reading)
    long = len(sheet.passages) >= FEWEST_WORDS
    accounts = accounts_of(sheet)
    text = wording_of(sheet.passages)
    heard: dict[str | None, _Heard] = {}
    kinds: dict[str, str] = {entity_key(e): e.kind for e in reading.entities if e.kind != "PLACE"}
    return Leaf(
        report=reading.report,
        outlet=reading.outlet,
        published=reading.published,
        language=reading.language,
        mark=mark_of(sheet),
        text=text,
        anchors=text_keys(text).tobytes(),
        facts=facts_of(sheet) if long and reading.language == "ar" else None,
        crossing=crossing_of(sheet) if long else None,
        cards=tuple(_card(account, accounts, kinds=kinds, heard=heard) for account in accounts),
        judgements=_judgements(sheet),
    )


def _card(
    account: Account,
    accounts: list[Account],
    *,
    kinds: dict[str, str],
    heard: dict[str | None, _Heard],
) -> Card:
    slots = account.slots()
    named = slots.actors | slots.targets
    _, start, end, first_type = account.key
    return Card(
        report=account.report,
        number=account.number,
        start=start,
        end=end,
        first_type=first_type,
        types=tuple(t.type for t in account.tellings),
        slots=slots,
        cause=account.cause.number if account.cause is not None else None,
        apart=_apart(account, accounts, kind=slots.type),
        at=tuple((t.word, t.type) for t in account.tellings),
        words=_words_of(account, heard),
        kinds={key: kinds[key] for key in sorted(named & kinds.keys())},
        tolls=tuple(tolls_of(account)),
        days=days_of(account),
        places=places_of(account),
        doers=doers_of(account),
        claims=claims_of(account),
        accused=_accused(account),
    )


def _accused(account: Account) -> frozenset[str]:
    """Return the actors whom nobody names but who accuses them."""
    certainty = {a.id: a.certainty for a in account.sheet.reading.attributions}
    named: dict[bool, set[str]] = {True: set(), False: set()}
    for telling in account.tellings:
        named[certainty.get(telling.mention.attribution or "") == "alleged"] |= telling.actors
    return frozenset(named[True] - named[False])


def _apart(account: Account, accounts: list[Account], *, kind: str) -> tuple[int, ...]:
    """Return the numbers of further accounts of the report that this one cannot be one event with.

    Those that differ in kind, day or place are left out: everywhere that forbids a join.
    """
    return tuple(
        other.number
        for other in accounts[account.number + 1 :]
        if other.family == account.family
        and are_kin(kind, other.type)
        and not compare_days(account.days, other.days).veto
        and not compare_spots(account.spot, other.spot).veto
        and not fit(account, other)
    )


def _words_of(account: Account, heard: dict[str | None, _Heard]) -> tuple[Word, ...]:
    """Return all places where an account's report tells the event."""
    sheet = account.sheet
    rows: list[tuple[Telling | None, Span, str | None]] = [
        (t, t.mention.trigger, t.mention.attribution) for t in account.tellings
    ]
    rows += [(None, span, attribution) for attribution, span in dict.fromkeys(account.vouchers)]
    words = []
    for telling, span, given in rows:
        attribution = given or _holding(sheet, span)
        if attribution not in heard:
            heard[attribution] = _hear(sheet, attribution)
        words.append(_word(sheet, telling, span, heard[attribution]))
    return tuple(words)


def _hear(sheet: Sheet, attribution: str | None) -> _Heard:
    voices = chain_of(sheet, attribution)
    text = sheet.reading.text
    return _Heard(
        voices=voices,
        body=deepest(sheet, voices),
        content=_content_words(sheet, voices),
        chain=tuple(without_particles(v.source.span.within(text)) for v in voices),
        newsroom=newsroom_of(sheet, voices),
    )


def _word(sheet: Sheet, telling: Telling | None, span: Span, heard: _Heard) -> Word:
    last = heard.voices[-1] if heard.voices else None
    return Word(
        report=sheet.reading.report,
        mention=telling.mention.id if telling is not None else "",
        status=telling.mention.status if telling is not None else "occurred",
        span=span,
        certainty=last.attribution.certainty if last is not None else "asserted",
        mode=last.attribution.mode if last is not None else "indirect",
        chain=heard.chain,
        cue=last.attribution.cue if last is not None else None,
        source=last.source.span if last is not None else None,
        denied=any(v.attribution.certainty == "denied" for v in heard.voices),
        body=heard.body,
        content=heard.content,
        newsroom=heard.newsroom,
    )


def _holding(sheet: Sheet, span: Span) -> str | None:
    """Return the innermost attribution whose statement holds the words, where the mention names none."""
    found = [a for a in sheet.reading.attributions if a.content.contains(span)]
    return min(found, key=lambda a: (len(a.content), a.id)).id if found else None


def _content_words(sheet: Sheet, voices: tuple[Voice, ...]) -> tuple[int, int] | None:
    """Return the range of words of the statement itself."""
    if not voices:
        return None
    p, content = sheet.passages, voices[-1].attribution.content
    return p.word_at(content.start), p.word_at(max(content.end - 1, 0)) + 1


def _judgements(sheet: Sheet) -> tuple[Judgement, ...]:
    """Carry the quoted forecasts of a reading along, each with the deepest voice behind it."""
    found = []
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
    return tuple(found)
