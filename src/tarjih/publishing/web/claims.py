"""Claims as the pages show them: who says it, what it says, in which words, what people made of it."""

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from tarjih.records.reading import Attribution, EventMention, Reading
from tarjih.records.record import Record
from tarjih.records.ruling import Added, Corrected, Reviewed, Ruled
from tarjih.records.span import Span

__all__ = ["Claim", "Undo", "Voice", "claims_of"]


class Voice(Record, frozen=True, kw_only=True):
    """One link of a chain: who speaks, and the words that hand the word on; `named` if anybody is."""

    words: str
    cue: str
    named: bool


class Claim(Record, frozen=True, kw_only=True):
    """An attribution or an event of one report.

    `at` is its cue or trigger, `words` what is claimed; `chain` runs from the report to the deepest voice.
    `state` is "machine" as long as nobody has looked at it.
    """

    ref: str
    kind: Literal["attribution", "event"]
    at: Span
    words: str
    chain: tuple[Voice, ...]
    certainty: str
    mode: str
    rule: str
    rows: tuple[str, ...]
    type: str = ""
    status: str = ""
    distance: str = ""
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    place: str = ""
    time: str = ""
    value: str = ""
    quantity: str = ""
    state: str = "machine"
    verdict: str = ""
    who: str = ""
    reason: str = ""
    number: int = 0


class Undo(Record, frozen=True, kw_only=True):
    """The decision that a key takes back: its number, and the report that it is about."""

    report: str
    number: int


def claims_of(reading: Reading, reviews: Iterable[Ruled]) -> list[Claim]:
    """Return the claims of a reading in the order of the text.

    Args:
        reading: The reading, as people reviewed it.
        reviews: What people made of it, oldest first.
    """
    by_id = {a.id: a for a in reading.attributions}
    last = {key: ruled for ruled in reviews for key in _keys(ruled)}
    found = [_attribution(reading, a, by_id) for a in reading.attributions]
    found += [_event(reading, e, by_id) for e in reading.events]
    found.sort(key=lambda c: (c.at, c.ref))
    return [_reviewed(claim, last.get((claim.kind, claim.at))) for claim in found]


def _keys(ruled: Ruled) -> list[tuple[str, Span]]:
    ruling = ruled.ruling
    if isinstance(ruling, Reviewed):
        return [(ruling.claim, ruling.place.span)]
    return [("event", ruling.place.span)] if isinstance(ruling, Corrected | Added) else []


def _reviewed(claim: Claim, ruled: Ruled | None) -> Claim:
    if ruled is None:
        return claim

    ruling = ruled.ruling
    looked = isinstance(ruling, Reviewed)
    return msgspec.structs.replace(
        claim,
        state=ruling.state if isinstance(ruling, Reviewed) else "reviewed",
        verdict=ruling.verdict if looked and isinstance(ruling, Reviewed) else "correct",
        who=ruled.who,
        reason=ruled.reason,
        number=ruled.number,
    )


def _words(reading: Reading, span: Span | None) -> str:
    return " ".join(span.within(reading.text).split()) if span is not None else ""


def _chain(reading: Reading, name: str | None, by_id: dict[str, Attribution]) -> tuple[Voice, ...]:
    """Return the voices from the report inwards to the one that makes the claim."""
    holders: list[Attribution] = []
    while name is not None and name in by_id and len(holders) < len(by_id):
        holders.append(by_id[name])
        name = by_id[name].parent
    voices = []
    for holder in reversed(holders):
        spoken: Sequence[Span] = [s.span for s in holder.sources or holder.carried]
        cue = _words(reading, holder.cue)
        voices += [Voice(words=_words(reading, span), cue=cue, named=True) for span in spoken]
        if not spoken:
            voices.append(Voice(words="", cue=cue, named=False))
    return tuple(voices)


def _attribution(reading: Reading, claim: Attribution, by_id: dict[str, Attribution]) -> Claim:
    return Claim(
        ref=claim.id,
        kind="attribution",
        at=claim.cue,
        words=_words(reading, claim.content),
        chain=_chain(reading, claim.id, by_id),
        certainty=claim.certainty,
        mode=claim.mode,
        distance=claim.distance or "",
        rule=claim.rule,
        rows=claim.rows,
    )


def _event(reading: Reading, claim: EventMention, by_id: dict[str, Attribution]) -> Claim:
    holder = by_id.get(claim.attribution or "")
    time = next((t for t in reading.times if t.span == claim.time), None)
    return Claim(
        ref=claim.id,
        kind="event",
        at=claim.trigger,
        words=_words(reading, claim.trigger),
        chain=_chain(reading, claim.attribution, by_id),
        certainty=holder.certainty if holder is not None else "asserted",
        mode=holder.mode if holder is not None else "",
        rule=claim.rule,
        rows=claim.rows,
        type=claim.type,
        status=claim.status,
        actors=tuple(_words(reading, span) for span in claim.actors),
        targets=tuple(_words(reading, span) for span in claim.targets),
        place=_words(reading, claim.place),
        time=_words(reading, claim.time),
        value=(time.value or "") if time is not None else "",
        quantity=_words(reading, claim.quantity),
    )
