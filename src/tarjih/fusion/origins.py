"""Origins: the independent bodies behind an event, and who gathered their words.

What the words say comes first (attribution chains), the same words in two texts second, descriptions that
fit one body third and with less than certainty. That two reports give the same number proves nothing.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from tarjih.arabic.lookup import without_particles
from tarjih.fusion.bodies import Body
from tarjih.fusion.cards import Card, Word
from tarjih.fusion.copies import Alignment
from tarjih.fusion.likeness import Likeness, compare_bodies
from tarjih.records.event import EventTelling, Origin
from tarjih.records.identity import content_id

__all__ = ["Lineage", "origins_of"]

_SAME = 0.5  # from here on two descriptions are taken for one origin, with that probability
_SAME_WORDS = 0.85
_FEWEST_WORDS = 8
_TRIED = 3  # places tried for the same words
_REASONS = 6


class Lineage(msgspec.Struct, frozen=True, eq=False):
    """How the reports of a run hang together: aligned texts by pair, and the copy group of each report."""

    alignments: Mapping[tuple[str, str], Alignment]
    group_of: Mapping[str, str]

    def group(self, report: str) -> str:
        """Return the first report of the copy group; the report itself where it has none."""
        return self.group_of.get(report, report)


class _Description(msgspec.Struct, frozen=True, eq=False):
    """One way to describe a source, with all the places where it stands."""

    body: Body
    words: list[Word]


class _Cluster(msgspec.Struct, eq=False):
    """Descriptions taken for one body; `probability` is that of the weakest link."""

    members: list[_Description]
    probability: float = 1.0
    reasons: list[str] = []

    @property
    def is_plain(self) -> bool:
        """Say whether any description names its body."""
        return any(not d.body.vague for d in self.members)


def _same_words(left: Word, right: Word, lineage: Lineage) -> bool:
    """Say whether two statements are the same words in two texts."""
    names = (left.report, right.report)
    alignment = lineage.alignments.get((min(names), max(names)))
    a, b = left.content, right.content
    if alignment is None or a is None or b is None:
        return False
    if names[0] > names[1]:
        a, b = b, a
    shared = sum(b[0] <= j < b[1] for i in range(*a) if (j := alignment.pairs.get(i, -1)) >= 0)
    return shared >= max(_FEWEST_WORDS, 0.6 * min(a[1] - a[0], b[1] - b[0]))


def _describe(words: Sequence[Word], lineage: Lineage) -> list[_Description]:
    """Gather the words that describe a source alike; vague ones only within one copied text."""
    found: dict[tuple[str, ...], _Description] = {}
    for word in words:
        body = word.body
        if body is None:
            continue
        body = msgspec.structs.replace(body, report=lineage.group(word.report))
        key = (body.identity, body.person or "", body.kind, body.report if body.vague else "")
        found.setdefault(key, _Description(body, [])).words.append(word)
    return [found[key] for key in sorted(found)]


def _denies(description: _Description) -> bool | None:
    """Say whether a source denies the event wherever it tells of it; None where it does both or neither."""
    told = {word.status == "denied" or word.denied for word in description.words if word.mention}
    return told.pop() if len(told) == 1 else None


def _likeness(left: _Description, right: _Description, lineage: Lineage) -> Likeness | None:
    one, two = left.body, right.body
    if (one.vague or two.vague) and {_denies(left), _denies(right)} == {True, False}:
        return None  # who denies is not the unnamed source who asserts
    # a plain description stands in many reports; a vague one is read beside it in its own
    if one.vague and any(lineage.group(w.report) == one.report for w in right.words):
        two = msgspec.structs.replace(two, report=one.report)
    elif two.vague and any(lineage.group(w.report) == two.report for w in left.words):
        one = msgspec.structs.replace(one, report=two.report)
    found = compare_bodies(one, two)
    if found is not None and found.probability >= _SAME_WORDS:
        return found
    for a in left.words[:_TRIED]:
        for b in right.words[:_TRIED]:
            if a.report != b.report and _same_words(a, b, lineage):
                return Likeness(_SAME_WORDS, f"the same words from {left.body.name} and {right.body.name}")
    return found


def _cluster(descriptions: Sequence[_Description], lineage: Lineage) -> list[_Cluster]:
    """Bring the descriptions of one body together: plain ones first, then each vague one to its best."""
    links = []
    for i, left in enumerate(descriptions):
        for j in range(i + 1, len(descriptions)):
            found = _likeness(left, descriptions[j], lineage)
            if found is not None and found.probability >= _SAME:
                links.append((-found.probability, i, j, found))
    links.sort(key=lambda row: row[:3])
    home = [_Cluster([d], reasons=[]) for d in descriptions]
    for vague in (False, True):
        for _, i, j, found in links:
            one, two = home[i], home[j]
            if (descriptions[i].body.vague or descriptions[j].body.vague) != vague or one is two:
                continue
            if vague and one.is_plain and two.is_plain:
                continue  # a vague description is no bridge between two plain ones
            one.members += two.members
            one.probability = min(one.probability, two.probability, found.probability)
            one.reasons += [r for r in (*two.reasons, found.reason) if r not in one.reasons]
            home = [one if cluster is two else cluster for cluster in home]
    return list({id(cluster): cluster for cluster in home}.values())


def _rank(body: Body) -> tuple[bool, bool, bool, int, str, str]:
    return (
        body.vague,
        body.key is None,
        body.organ is None,
        -len(body.key or body.name),
        body.name,
        body.report,
    )


def _origin(cluster: _Cluster) -> Origin:
    """Name an origin by its plainest description: a known name first, then the fullest."""
    head = min((d.body for d in cluster.members), key=_rank)
    key = head.identity
    if head.vague:
        key = f"{key}#{min(d.body.report for d in cluster.members)}"
    return Origin(
        id=content_id("O", key),
        name=without_particles(head.name),
        kind=head.kind,
        reports=tuple(sorted({w.report for d in cluster.members for w in d.words})),
        key=key,
        side=head.side,
        probability=round(cluster.probability, 4),
        reasons=(f"{head.name} ({head.report})", *cluster.reasons[:_REASONS]),
    )


def _telling(word: Word, origin: str | None) -> EventTelling:
    return EventTelling(
        report=word.report,
        span=word.span,
        origin=origin,
        mention=word.mention,
        status=word.status,
        certainty=word.certainty,
        mode=word.mode,
        chain=word.chain,
        cue=word.cue,
        source=word.source,
    )


def _inherit(
    origins: Iterable[Origin], orphans: Sequence[str], lineage: Lineage
) -> tuple[list[Origin], list[str]]:
    """Give a report without a named source the origins of the text it copies."""
    changed = {o.id: o for o in origins}
    left = []
    for report in orphans:
        mine = lineage.group(report)
        heirs = [o for o in changed.values() if any(lineage.group(r) == mine for r in o.reports)]
        if not heirs:
            left.append(report)
        for origin in heirs:
            changed[origin.id] = msgspec.structs.replace(
                origin,
                reports=tuple(sorted({*origin.reports, report})),
                reasons=(*origin.reasons, f"{report} copies a text that names it"),
            )
    return list(changed.values()), left


def origins_of(
    cards: Sequence[Card], lineage: Lineage
) -> tuple[tuple[EventTelling, ...], tuple[Origin, ...], tuple[str, ...], tuple[Word, ...]]:
    """Find the origins of one event.

    Returns:
        The tellings with their origins, the origins by id, the reports whose origin cannot be known, and
        the words of each telling for whoever asks who gathered them.
    """
    words = [word for card in cards for word in card.words]
    merged: dict[str, Origin] = {}
    origin_of: dict[int, str] = {}
    for cluster in _cluster(_describe(words, lineage), lineage):
        origin = _origin(cluster)
        other = merged.get(origin.id)
        if other is not None:
            origin = msgspec.structs.replace(other, reports=tuple(sorted({*other.reports, *origin.reports})))
        merged[origin.id] = origin
        origin_of |= {id(word): origin.id for d in cluster.members for word in d.words}
    attributed = {r for o in merged.values() for r in o.reports}
    orphans = sorted({word.report for word in words} - attributed)
    origins, unknown = _inherit(merged.values(), orphans, lineage)
    tellings = {_telling(word, origin_of.get(id(word))) for word in words}
    ordered = sorted(tellings, key=lambda t: (t.report, t.span, t.mention, t.origin or "", t.cue or t.span))
    return tuple(ordered), tuple(sorted(origins, key=lambda o: o.id)), tuple(unknown), tuple(words)
