"""Source records: what a phrase that names a speaker becomes in a reading."""

from tarjih.claims.outline import Named, Outline
from tarjih.claims.sources import Phrase, head_kind
from tarjih.records.reading import Source

__all__ = ["describe"]

_KIND_OF_ENTITY = {
    "PERSON": "person",
    "ARMED_GROUP": "armed_group",
    "MILITARY": "military",
    "GOVERNMENT": "official",
    "OUTLET": "outlet",
    "ORGANISATION": "monitor",
    "PLACE": "official",
}


def describe(outline: Outline, phrase: Phrase) -> Source:
    """Make the record of a source: its span, its kind and the entity it names.

    The entity is the one whose mention heads the phrase, else a person named in it.
    """
    first, end = phrase
    quoted = outline.closing.get(first) == end - 1 and end - first > 2
    if quoted:
        first, end = first + 1, end - 1
    named = _entity_in(outline, first, end)
    kind = head_kind(outline, first)
    if (
        kind in {None, "person", "anonymous", "outlet"}
        and named is not None
        and (kind is None or named.entity.kind != "PLACE")
    ):
        of_entity = _KIND_OF_ENTITY[named.entity.kind]
        kind = of_entity if kind is None or kind == "person" else kind
    if kind == "anonymous":
        kind = _refine(outline, first, end)
    return Source(
        span=outline.words.span(first, end),
        entity=named.entity.id if named is not None else None,
        kind=kind or ("outlet" if quoted or first in outline.closing else "person"),
    )


def _refine(outline: Outline, first: int, end: int) -> str:
    """Return the kind that the words behind "a source" give it."""
    for j in range(first + 1, end):
        if any(hit.row == "official" for hit in outline.words.hits[j].get("joints", ())):
            return "official"
        kind = head_kind(outline, j)
        if kind in {"official", "military", "armed_group"}:
            return kind
    return "anonymous"


def _entity_in(outline: Outline, first: int, end: int) -> Named | None:
    head = outline.named.get(first)
    if head is not None and head.end <= end and (head.entity.kind != "PLACE" or head.end == end):
        return head
    for j in range(first + 1, end):
        name = outline.named.get(j)
        if name is not None and name.end <= end and name.entity.kind == "PERSON":
            return name
    if head is not None and head.entity.kind != "PLACE":
        return head
    last = outline.named_ends.get(end)
    return (
        last
        if last is not None and last.entity.kind != "PLACE" and head_kind(outline, first) is None
        else None
    )
