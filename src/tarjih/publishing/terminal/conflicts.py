"""Conflict cards: every value side by side, each with its chain, none averaged away."""

from collections.abc import Mapping, Sequence

from tarjih.publishing.terminal.chains import branches, joined
from tarjih.publishing.terminal.naming import Naming
from tarjih.publishing.terminal.sheet import Piece, Sheet, data, number, words
from tarjih.records.assessment import Assessment, Chain, CountEstimate
from tarjih.records.event import Conflict, Event, Value

__all__ = ["draw_conflict", "draw_conflicts"]

_NOT_COUNTED = frozenset(("who", "whom", "where", "when", "how", "outcome"))
_MOST_WORDS = 8
_MOST_CARDS = 6
_INDENT = "  "


def draw_conflicts(sheet: Sheet, assessment: Assessment, *, events: Sequence[Event], naming: Naming) -> None:
    """Draw the conflicts of all events, those first that bear on the question."""
    sheet.heading(naming.texts.say("conflicts"))
    weight = {evidence.event: n for n, evidence in enumerate(assessment.evidence)}
    cards: list[tuple[Event, Conflict]] = [
        (event, conflict)
        for event in sorted(events, key=lambda e: (weight.get(e.id, len(weight)), e.id))
        for conflict in event.conflicts
    ]
    if not cards:
        sheet.line(words(naming.texts.say("no_conflicts")), lead=_INDENT)
    chains = {evidence.event: evidence.chains for evidence in assessment.evidence}
    estimates = {(count.event, count.about): count for count in assessment.counts}
    for event, conflict in cards[:_MOST_CARDS]:
        draw_conflict(
            sheet,
            conflict,
            event=event,
            chains=chains.get(event.id, ()),
            estimate=estimates.get((event.id, conflict.about)),
            naming=naming,
            lead=_INDENT,
        )
    more = len(cards) - _MOST_CARDS
    if more > 0:
        sheet.line(
            words(naming.texts.say("more_conflicts", things=naming.texts.count("conflict", more)), "dim"),
            lead=_INDENT,
        )


def draw_conflict(
    sheet: Sheet,
    conflict: Conflict,
    *,
    event: Event,
    chains: Sequence[Chain],
    estimate: CountEstimate | None,
    naming: Naming,
    lead: str = "",
) -> None:
    """Draw one card: what it is about, each side with its origin and outlets, and what numbers allow."""
    about = naming.texts.conflict.get(conflict.about, conflict.about)
    pieces = [words(about, "bold")]
    for part in naming.title(event):
        pieces += [words(" · "), data(part)]
    sheet.line(*pieces, lead=lead)
    graded = {chain.origin: chain for chain in chains}
    sides = _sides(conflict)
    under = lead + _INDENT
    twigs = branches(sheet, len(sides), lead=under)
    for ((shown, origin), values), (first, rest) in zip(sides.items(), twigs, strict=True):
        side = _side(shown, values, naming=naming)
        said_by = _origin(origin, event=event, graded=graded, naming=naming)
        reports = list(dict.fromkeys(naming.outlet(value.report) for value in values))
        sheet.line(
            *side,
            words(" · "),
            *said_by,
            words(" · "),
            *joined(reports, naming=naming),
            lead=first,
            hang=rest,
        )
    if estimate is not None and conflict.about not in _NOT_COUNTED:
        text = naming.texts.say("estimate", low=estimate.low, best=estimate.best, high=estimate.high)
        fits = naming.texts.say("no_common" if estimate.contradiction else "common")
        sheet.line(words(f"{text} · {fits}"), lead=under)


def _sides(conflict: Conflict) -> Mapping[tuple[str, str], list[Value]]:
    """Group values that say the same on the word of the same origin."""
    sides: dict[tuple[str, str], list[Value]] = {}
    for value in conflict.values:
        sides.setdefault((value.value, value.origin or ""), []).append(value)
    return sides


def _side(shown: str, values: Sequence[Value], *, naming: Naming) -> list[Piece]:
    quoted = " ".join(naming.words(values[0].report, values[0].span).split(" ")[:_MOST_WORDS])
    name = naming.value(shown)
    if not name:
        return [words("«"), data(quoted or shown, "bold"), words("»")]
    pieces = [number(name, "bold") if name == shown and name[:1].isdecimal() else data(name, "bold")]
    if quoted and quoted != name:
        pieces += [words(" «"), data(quoted), words("»")]
    return pieces


def _origin(origin: str, *, event: Event, graded: Mapping[str, Chain], naming: Naming) -> list[Piece]:
    chain = graded.get(origin)
    if chain is not None:
        mark, _ = naming.grade(chain.grade)
        return [data(naming.origin(chain.origin, chain.name), "magenta"), words(" "), number(mark)]
    known = next((o for o in event.origins if o.id == origin), None)
    if known is None:
        return [words(naming.texts.say("unknown_origin"), "magenta")]
    return [data(naming.origin(known.id, known.name), "magenta")]
