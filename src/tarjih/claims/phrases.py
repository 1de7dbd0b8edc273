"""Phrases: when a noun goes on with the noun phrase before it, by article, ending and kind."""

from tarjih.claims.chunks import Chunk
from tarjih.claims.facets import Facet
from tarjih.claims.tables import triggers
from tarjih.records.reading import Mention

__all__ = [
    "describes_event",
    "ends_phrase",
    "goes_on",
    "is_counted",
    "may_describe",
    "names_on",
]

_SINGULAR_HEADS = frozenset(("official", "fighter", "civilian"))
_PEOPLE = frozenset(("agent", "fighter", "civilian", "official"))
_LONGEST_PHRASE = 14
_TANWIN = "\u064b"
_ALEF = "\u0627"
_CLOSED_ENDS = ("\u064a\u0646", "\u0627\u0646", "\u0648\u0646")  # duals and plurals outside the construct
_PHRASE_ENDS = (_TANWIN, _ALEF, *_CLOSED_ENDS)
_PLURAL_ENDS = ("\u064a\u0646", "\u0648\u0646")
_ADJECTIVE_ENDS = ("\u064a", "\u064a\u0647", "\u064a\u0627", "\u064a\u062a\u064a\u0646")
_NISBA_SINGULARS = _ADJECTIVE_ENDS[:2]
_INDEFINITE_ENDS = ("\u064a\u0647", "\u064a\u064a\u0646", "\u064a\u0627", "\u064a", "\u0647")
_NISBA_ENDS = ("\u064a", "\u064a\u0647", "\u064a\u064a\u0646", "\u064a\u0648\u0646")
_SHORTEST = 3  # letters of a word whose last ones can be an ending


def ends_phrase(form: str, *, article: bool) -> bool:
    """Say whether a noun can govern no other: it is definite, or has tanwin or a full dual or plural."""
    return article or (len(form) > _SHORTEST and form.endswith(_PHRASE_ENDS))


def may_describe(key: str) -> bool:
    """Say whether an indefinite word has the shape of a nisba or a participle in -a."""
    return len(key) > _SHORTEST and key.endswith(_INDEFINITE_ENDS)


def is_counted(facet: Facet) -> bool:
    """Say whether a noun behind a number may be what it counts."""
    return not facet.prefix and bool(facet.human or (facet.thing and facet.thing != "area"))


def goes_on(last: Chunk | None, facet: Facet, *, at: int, before: str, article: bool) -> bool:
    """Say whether a listed noun at word `at` goes on with the chunk before.

    That chunk ends in the form `before`, with the article or without.
    """
    if last is None or last.kind != "np" or last.end != at or facet.prefix or facet.joined:
        return False
    governs = last.mention is None and not last.closed
    is_many = facet.key.endswith(_CLOSED_ENDS)  # "the forces the gunmen" are two
    agrees = last.article == facet.article and (_is_nisba(facet) or _are_plurals(before, facet))
    is_human = last.cls in _PEOPLE and (last.mention is None or not is_many)
    is_human = is_human or last.quantity is not None
    is_nisba = facet.key.endswith(_NISBA_SINGULARS)
    agrees = agrees or (
        facet.adjectival and (is_human or is_nisba) and facet.article in {article, last.article}
    )
    agrees = agrees or (last.mention is not None and facet.adjectival and facet.article and is_nisba)
    is_office = last.mention is not None and last.mention.kind == "PERSON" and facet.human == "official"
    return governs or agrees or (is_office and facet.article)


def _is_nisba(facet: Facet) -> bool:
    """Say whether a listed noun has the shape of an adjective of nationality."""
    return facet.human in {"civilian", "fighter"} and facet.key.endswith(_NISBA_ENDS)


def _are_plurals(before: str, facet: Facet) -> bool:
    """Say whether noun and adjective bear the same full plural: "unknown gunmen"."""
    one, other = _PLURAL_ENDS
    key = facet.key
    return (before.endswith(one) and key.endswith(one)) or (before.endswith(other) and key.endswith(other))


def names_on(last: Chunk | None, mention: Mention, *, at: int) -> bool:
    """Say whether a name goes on with the noun phrase right before it: "fighters of the group"."""
    if last is None or last.kind != "np" or last.end != at or last.end - last.first > _LONGEST_PHRASE:
        return False
    is_title = last.cls in _SINGULAR_HEADS and mention.kind == "PERSON"
    if last.mention is not None:
        return is_title
    return not last.closed or (is_title and last.quantity is None)


def describes_event(last: Chunk | None, facet: Facet, *, at: int) -> bool:
    """Say whether a word is the adjective of the event before it: "a terrorist attack"."""
    if last is None or last.kind != "noun_event" or last.hit is None:
        return False
    if last.end != at or facet.prefix or facet.joined or facet.human == "force":
        return False
    frame = triggers()[last.hit.row].frame
    if frame in {"victim", "held", "free", "send", "recruit"} and not last.article:
        return False
    is_definite = last.article or bool(last.hit.after)
    return is_definite == facet.article and facet.key.endswith(_ADJECTIVE_ENDS)
