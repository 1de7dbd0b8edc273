"""Names of bodies: states' armies and ministries, and names that a type word announces.

"الجيش اليمني" is a body and an adjective of nationality; "صحيفة X" a type word and a name, which ends
where its chain of nouns and adjectives does, or with its quotation marks.
"""

from tarjih.reading.chains import (
    ARTICLES,
    CLAIMED,
    LONGEST_CHAIN,
    SHY,
    chain_end,
    has_cue,
    is_adjective,
    tail_end,
    unknown_end,
)
from tarjih.reading.name_facts import Facts, facts_of, place_hits
from tarjih.reading.naming import actors, bodies, homonyms, type_stops, types
from tarjih.reading.wordlist import is_listed_whole
from tarjih.records.page import Words
from tarjih.records.reading import Kind

__all__ = ["Found", "find_actor", "find_body", "find_typed", "skip_quote"]

OPENERS = frozenset("\u00ab\u201c\u201d\"'(\u2018[")
CLOSERS = frozenset("\u00bb\u201d\u201c\"')\u2019]")
_NOTHING = "none"
_IN = "\u0641\u064a"
_FORCES = "t-forces"
_PARTY = "t-party"
_NO_PLACES = frozenset(("bodies", "nominals"))
_TOWN = "t-town"
_TA_MARBUTA = "\u0629"
_MEEM = "\u0645"
_HIS = "\u0647"
_LONGEST_QUOTED = 6
_DEFINITE = frozenset((*SHY, "t-movement", "t-coalition"))
_MILITARY = "military"
_NAMED_AFTER = frozenset(("t-quarter", "t-village", "t-town", "t-camp"))
_LOOSE_PLACES = frozenset(("t-city", "t-town", "t-village", "t-district", "t-camp", "t-house"))


class Found:
    """A possible mention over words `[first, end)`; `head` is where the bare name begins and ends.

    `doubt` names what must still be true of the report: "context", "country=YE", "title".
    """

    __slots__ = ("doubt", "end", "first", "head", "kind", "name", "nominal", "row", "rule")

    def __init__(
        self,
        *,
        first: int,
        end: int,
        kind: Kind,
        name: str,
        rule: str,
        row: str | None = None,
        head: tuple[int, int] | None = None,
        nominal: bool = False,
        doubt: str = "",
    ) -> None:
        self.first = first
        self.end = end
        self.kind: Kind = kind
        self.name = name
        self.rule = rule
        self.row = row
        self.head = head
        self.nominal = nominal
        self.doubt = doubt

    def moved(self, first: int, end: int) -> "Found":
        """Return the same name where its words stand once more, `[first, end)`, in quotation marks."""
        return Found(
            first=first,
            end=end,
            kind=self.kind,
            name=self.name,
            rule="quoted-outlet",
            row=self.row,
            head=(first, end),
            nominal=self.nominal,
            doubt=self.doubt,
        )

    def trusted(self) -> "Found":
        """Return the same name without its doubt."""
        return Found(
            first=self.first,
            end=self.end,
            kind=self.kind,
            name=self.name,
            rule=self.rule,
            row=self.row,
            head=self.head,
            nominal=self.nominal,
        )


def skip_quote(words: Words, i: int, limit: int) -> int:
    """Return the index behind one opening mark at word i, or i."""
    return i + 1 if i < limit and words.words[i].form in OPENERS else i


def close_quote(words: Words, opened: int, end: int, limit: int) -> int:
    """Return `end` behind a closing mark if a mark was opened before."""
    return end + 1 if opened and end < limit and words.words[end].form in CLOSERS else end


def find_actor(words: Words, i: int, limit: int) -> Found | None:
    """Find a listed actor at word i, with the quotation marks that stand around or inside it."""
    hits = words.hits[i].get("actors")
    if not hits:
        return None
    hit = hits[0]
    end = min(i + 1 + hit.last, limit)
    return Found(first=i, end=end, kind="ORGANISATION", name="", rule="actor", row=hit.row, head=(i, end))


def find_homonym(words: Words, i: int, limit: int) -> Found | None:
    """Find a form that names an actor only with something beside it."""
    hits = words.hits[i].get("homonyms")
    if not hits:
        return None
    hit = hits[0]
    row = homonyms()[hit.row]
    end = min(i + 1 + hit.last, limit)
    doubt = row.needs.removeprefix(_NOTHING)
    if doubt == "quote" and i and words.words[i - 1].form in OPENERS and end < limit:
        doubt = "" if words.words[end].form in CLOSERS else doubt
    return Found(
        first=i,
        end=end,
        kind="ORGANISATION",
        name="",
        rule="homonym",
        row=row.actor,
        head=(i, end),
        doubt=doubt,
    )


def country_behind(words: Words, i: int, limit: int) -> tuple[str, int]:
    """Return the country that the words at i give a body, and the index behind them ("" if none).

    An adjective of nationality with the article, a country in construct, or "in" and a country.
    """
    at = skip_quote(words, i, limit)
    if at >= limit:
        return "", i
    opened = at - i
    facts = facts_of(words.words[at])
    if facts.nisba is not None and facts.article and not opened:
        return facts.nisba, at + 1
    jump = at + 1 if words.words[at].key == _IN and not opened else at
    if jump < limit:
        for hit in place_hits(words, jump):
            if len(hit.row) == 2 and hit.before in {"", "\u0628"}:
                # behind a preposition the country is a place named for itself
                return hit.row, i if jump > at or hit.before else jump + 1 + hit.last
    return "", i


def find_body(words: Words, i: int, limit: int) -> Found | None:
    """Find a body that every state has, with its country where the words say it."""
    hits = words.hits[i].get("bodies")
    if not hits:
        return None
    hit = hits[0]
    row = bodies()[hit.row]
    end = i + 1 + hit.last
    opened = i > 0 and words.words[i - 1].form in OPENERS and end < limit and words.words[end].form in CLOSERS
    country, behind = country_behind(words, end + opened, limit)
    if not country and (row.needs == "country" or not any(facts_of(w).article for w in words.words[i:end])):
        return None
    body = hit.row.partition(".")[0]
    return Found(
        first=i,
        end=max(behind, end) if country else end,
        kind=row.kind,
        name=row.name,
        rule="body",
        row=f"{body}/{country}",
        head=(i, end),
    )


def find_typed(words: Words, i: int, limit: int) -> Found | None:
    """Find a name that a type word at i announces: "صحيفة X", "كتيبة X", "بلدة X"."""
    hits = words.hits[i].get("name_types")
    if not hits:
        return None
    hit = hits[0]
    row = types()[hit.row]
    start = i + 1 + hit.last
    # "his country" and "a town" fold to one key
    if hit.row == _TOWN and words.words[start - 1].form[-1] == _HIS:
        return None
    if hit.before.endswith(ARTICLES):
        return _find_definite(words, i, start, limit, row_id=hit.row) if hit.row in _DEFINITE else None
    at = skip_quote(words, start, limit)
    if at >= limit:
        return None
    opened = at - start
    if row.kind == "PLACE":
        return _typed_place(words, i, at, limit, row_id=hit.row, opened=opened)
    known = _known_behind(words, at, limit, kind=row.kind) if row.extent == "name" else None
    if known is not None and hit.row == _FORCES:
        return None
    if known is not None and opened and _quoted_end(words, at, limit) > known[1]:
        known = None
    if known is not None:
        return Found(
            first=i,
            end=close_quote(words, opened, known[1], limit),
            kind=row.kind,
            name="",
            rule=f"typed:{hit.row}",
            row=known[0],
            head=(at, known[1]),
        )
    if row.extent == "place":
        return _typed_by_place(words, i, at, row_id=hit.row)
    noun = words.words[start - 1].form[len(hit.before) :]
    end = _quoted_end(words, at, limit) if opened else chain_end(words, at, limit, row_id=hit.row, noun=noun)
    if end <= at:
        return None
    behind = close_quote(words, opened, end, limit)
    if not opened and behind < limit:
        facts = facts_of(words.words[behind])
        behind += facts.nisba is not None and facts.article
    return Found(
        first=i,
        end=behind,
        kind=row.kind,
        name=f"{noun} {words.string(at, end)}",
        rule=f"typed:{hit.row}",
        head=(at, end),
    )


def _typed_by_place(words: Words, i: int, at: int, *, row_id: str) -> Found | None:
    """Find a body named after the place behind it: "شرطة X"."""
    hits = [hit for hit in place_hits(words, at) if not hit.before]
    facts = facts_of(words.words[at])
    if not hits and (facts.ends or not facts.article or facts.nisba is not None):
        return None
    end = at + 1 + (hits[0].last if hits else 0)
    return Found(
        first=i,
        end=end,
        kind=types()[row_id].kind,
        name=words.string(i, end),
        rule=f"typed:{row_id}",
        head=(i, end),
    )


def _known_behind(words: Words, at: int, limit: int, *, kind: Kind) -> tuple[str, int] | None:
    """Return the listed actor or homonym at word `at` and the index behind it."""
    found = find_actor(words, at, limit) or find_homonym(words, at, limit)
    if (
        found is None
        or found.row is None
        or words.hits[at].get("actors", words.hits[at].get("homonyms", ()))[0].before
    ):
        return None
    other = actors()[found.row].kind
    if other == "OUTLET" and kind != "OUTLET":
        return None
    return found.row, found.end


def _quoted_end(words: Words, at: int, limit: int) -> int:
    """Return where the quoted name that begins at `at` ends; `at` where it is no name."""
    for end in range(at, min(at + _LONGEST_QUOTED + 1, limit)):
        if words.words[end].form in CLOSERS:
            return end
    return at


def _find_definite(words: Words, i: int, at: int, limit: int, *, row_id: str) -> Found | None:
    """Find a name whose type word has the article: "المجلس الأعلى للقضاء", "الحزب الوطني الديمقراطي"."""
    if not CLAIMED.isdisjoint(words.hits[i].keys() - {"nominals"}):
        return None
    if at < limit and words.words[at].key in type_stops()[row_id]:
        return None
    end = at
    while end < min(at + LONGEST_CHAIN, limit) and is_adjective(words, end):
        end += 1
    adjectives = end - at
    if adjectives and end < limit and row_id != _PARTY:
        end = tail_end(words, end, limit)
    if not adjectives or (end - at < 2):
        return None
    return Found(
        first=i,
        end=end,
        kind="ARMED_GROUP" if has_cue(words, at, _MILITARY) else types()[row_id].kind,
        name=words.string(i, end),
        rule=f"typed:{row_id}",
        head=(i, end),
    )


def _is_bare_name(words: Words, i: int) -> bool:
    """Say whether word i, behind "town of", is a name: known to the word list only with particles peeled."""
    word = words.words[i]
    facts = facts_of(word)
    return not (facts.listed or facts.starter or facts.given or is_listed_whole(word.key))


def _is_else(words: Words, at: int, facts: Facts) -> bool:
    """Say whether word `at` rather describes a place ("a crowded market") or goes on ("to the agency")."""
    word = words.words[at]
    if word.key.startswith(ARTICLES[1]) or any(hit.before for hit in words.hits[at].get("actors", ())):
        return True
    return not facts.article and word.form.endswith(_TA_MARBUTA) and word.form[0] == _MEEM


def _typed_place(words: Words, i: int, at: int, limit: int, *, row_id: str, opened: int) -> Found | None:
    """Find a place behind a type word: one of the gazetteer, or else a name that no list knows."""
    if words.words[at].key in type_stops()[row_id] or not _NO_PLACES.isdisjoint(words.hits[at]):
        return None
    hits = [hit for hit in place_hits(words, at) if not hit.before]
    if hits:
        last = hits[0].last
        end = at + 1 + last
        rows = "|".join(dict.fromkeys(hit.row for hit in hits if hit.last == last))
        return Found(
            first=i,
            end=close_quote(words, opened, end, limit),
            kind="PLACE",
            name=words.string(at, end),
            rule=f"typed:{row_id}",
            row=rows,
            head=(at, end),
        )
    facts = facts_of(words.words[at])
    if opened:
        end = _quoted_end(words, at, limit)
    elif (
        facts.ends
        or facts.nisba is not None
        or facts.title
        or words.words[at].kind != "word"
        or _is_else(words, at, facts)
    ):
        return None
    elif facts.unknown or (facts.article and row_id in _LOOSE_PLACES):
        end = unknown_end(words, at, limit)
    elif row_id in _LOOSE_PLACES and _is_bare_name(words, at):
        end = at + 1
    elif facts.given and row_id in _NAMED_AFTER:
        end = at + 1
        while end < min(at + 3, limit) and facts_of(words.words[end]).given:
            end += 1
    else:
        return None
    if end <= at:
        return None
    return Found(
        first=i,
        end=close_quote(words, opened, end, limit),
        kind="PLACE",
        name=words.string(at, end),
        rule=f"typed:{row_id}",
        head=(at, end),
    )
