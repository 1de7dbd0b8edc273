"""Names of bodies: states' armies and ministries, and names that a type word announces.

"الجيش اليمني" is a body and an adjective of nationality; "صحيفة X" a type word and a name, which ends
where its chain of nouns and adjectives does, or with its quotation marks.
"""

from tarjih.reading.naming import (
    Facts,
    actors,
    bodies,
    facts_of,
    homonyms,
    place_hits,
    type_stops,
    types,
)
from tarjih.reading.wordlist import is_listed_whole
from tarjih.records.page import Word, Words
from tarjih.records.reading import Kind
from tarjih.records.record import Record

__all__ = ["Found", "find_actor", "find_body", "find_typed", "is_adjective", "skip_quote"]

OPENERS = frozenset("\u00ab\u201c\u201d\"'(\u2018[")
CLOSERS = frozenset("\u00bb\u201d\u201c\"')\u2019]")
_IN = "\u0641\u064a"
_PURPOSES = ("\u0644\u0644", "\u0644\u062d\u0642\u0648\u0642")  # "for the", "for rights"
_YEH = "\u064a"
_STUCK = ("\u0644", "\u0628")
_FORCES = "t-forces"
_PREPOSITIONS = frozenset((*_STUCK, "\u0644\u0644"))
_PARTY = "t-party"
_NO_PLACES = frozenset(("bodies", "nominals"))
_TOWN = "t-town"
_HIS = "\u0647"
_FREE = frozenset(("t-newspaper", "t-channel", "t-magazine", "t-radio"))
_PLURAL = "\u064a\u0646"
_AND_THE = "\u0648\u0627\u0644"
_SHORTEST_TAIL = 4
_CLAIMED = frozenset(("bodies", "actors", "nominals", "titles"))
_PRESENT = ("\u064a", "\u062a")
_LONGEST_QUOTED = 6
_LONGEST_CHAIN = 5
_STRICT = frozenset((
    "t-movement",
    "t-army",
    "t-battalion",
    "t-brigade",
    "t-coalition",
    "t-forces",
    "t-site",
    "t-channel",
    "t-radio",
))
_SHY = frozenset(("t-organisation", "t-party", "t-council", "t-administration", "t-agency"))
_DEFINITE = frozenset((*_SHY, "t-movement", "t-coalition"))
_ARTICLES = ("\u0627\u0644", "\u0644\u0644")
_ADJECTIVES = ("\u064a", "\u064a\u0647")  # how adjectives of relation end
_ADJECTIVE = "adjective"
_MEMBER = "member"
_MILITARY = "military"
_NAMED_AFTER = frozenset(("t-quarter", "t-village", "t-town", "t-camp"))
_LOOSE_PLACES = frozenset(("t-city", "t-town", "t-village", "t-district", "t-camp"))


class Found(Record, frozen=True, kw_only=True):
    """A possible mention over words `[first, end)`; `head` is where the bare name begins and ends.

    `doubt` names what must still be true of the report: "context", "country=YE", "title".
    """

    first: int
    end: int
    kind: Kind
    name: str
    rule: str
    row: str | None = None
    head: tuple[int, int] | None = None
    nominal: bool = False
    doubt: str = ""


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
    doubt = row.needs
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
    if hit.before.endswith(_ARTICLES):
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
    end = (
        _quoted_end(words, at, limit)
        if opened
        else _chain_end(words, at, limit, row_id=hit.row, noun=words.words[start - 1].form[len(hit.before) :])
    )
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
        name=words.string(at, end),
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
    if not _CLAIMED.isdisjoint(words.hits[i].keys() - {"nominals"}):
        return None
    if at < limit and words.words[at].key in type_stops()[row_id]:
        return None
    end = at
    while end < min(at + _LONGEST_CHAIN, limit) and is_adjective(words, end):
        end += 1
    adjectives = end - at
    if adjectives and end < limit and row_id != _PARTY:
        end = _tail_end(words, end, limit)
    if not adjectives or (end - at < 2):
        return None
    return Found(
        first=i,
        end=end,
        kind="ARMED_GROUP" if _has_cue(words, at, _MILITARY) else types()[row_id].kind,
        name=words.string(i, end),
        rule=f"typed:{row_id}",
        head=(i, end),
    )


def is_adjective(words: Words, i: int) -> bool:
    """Say whether word i has the article and the shape of an adjective that belongs to a name."""
    word = words.words[i]
    if not word.key.startswith(_ARTICLES[0]) or word.kind != "word":
        return False
    facts = facts_of(word)
    if facts.ends or facts.title:
        return False
    return word.key.endswith(_ADJECTIVES) or _has_cue(words, i, _ADJECTIVE)


def _has_cue(words: Words, i: int, row: str) -> bool:
    return any(hit.row == row for hit in words.hits[i].get("name_cues", ()))


def _tail_end(words: Words, at: int, limit: int) -> int:
    """Return where a tail "for ..." of a name that begins at `at` ends; `at` where none does."""
    key = words.words[at].key
    facts = facts_of(words.words[at])
    if "name_stops" in words.hits[at]:
        return at
    if words.words[at].kind != "word" or facts.ends or facts.verb or facts.title or len(key) < _SHORTEST_TAIL:
        return at
    if key.startswith(_ARTICLES[1]):
        end = at + 1
    elif key[0] == _STUCK[0] and not facts.given and at + 1 < limit and not place_hits(words, at):
        behind = facts_of(words.words[at + 1])
        if behind.ends or not (behind.article or place_hits(words, at + 1)):
            return at
        end = at + 2
    else:
        return at
    while end < min(at + _LONGEST_CHAIN, limit) and (is_adjective(words, end) or _goes_on(words, end)):
        end += 1
    return end


def _goes_on(words: Words, i: int) -> bool:
    """Say whether word i goes on with what a body is for: "and the opposition", a plural adjective."""
    word = words.words[i]
    facts = facts_of(word)
    if word.kind != "word" or facts.ends or facts.starter or facts.title or facts.given:
        return False
    return word.key.startswith(_AND_THE) or (
        word.key.startswith(_ARTICLES[0]) and word.key.endswith(_PLURAL) and facts.nisba is None
    )


def _is_vouched(words: Words, i: int, at: int, end: int, *, noun: str) -> bool:
    """Say whether something beside its form speaks for a name behind a type word at word i.

    It is said twice in the report, the report has "the" type word too, or members, leaders or a verb stand
    before it.
    """
    if words.text.count(f"{noun} {words.string(at, end)}") > 1:
        return True
    if end - at > 1 and any(f"{article}{noun} " in words.text for article in _ARTICLES):
        return True
    if i == 0:
        return False
    before = facts_of(words.words[i - 1])
    return bool(before.title) or before.verb or _has_cue(words, i - 1, _MEMBER)


def _chain_end(words: Words, at: int, limit: int, *, row_id: str, noun: str) -> int:
    """Return where the chain of nouns and adjectives that is the name ends; `at` where there is none.

    `noun` is the type word as written, without particles.
    """
    word = words.words[at]
    first = facts_of(word)
    if first.ends or first.title or word.kind != "word" or (first.nisba is not None and not first.article):
        return at
    strict = row_id in _STRICT
    if word.key in type_stops()[row_id] or (row_id not in _FREE and _is_indefinite(word)):
        return at
    if strict and not (first.unknown or first.given == "strong" or first.link in {"group", "kunya"}):
        return _vouched_end(words, at, limit, noun=noun)
    if first.unknown and not first.article:
        return _unknown_end(words, at, limit)
    if not first.article and types()[row_id].kind == "OUTLET":
        return _vouched_end(words, at, limit, noun=noun)
    if not first.article and _looks_finite(word.key):
        return at
    end = _noun_chain_end(words, at, limit)
    if end - at == 1 and row_id in _SHY and not first.unknown:
        vouched = _CLAIMED.isdisjoint(words.hits[at]) and _is_vouched(words, at - 1, at, end, noun=noun)
        return end if vouched else at
    return end if end - at > 1 or strict or first.article else at


def _is_indefinite(word: Word) -> bool:
    """Say whether a word has the shape of an adjective without article, or a preposition stuck to it."""
    if word.form.startswith(_ARTICLES[0]) or "places" in word.hits or "places_extra" in word.hits:
        return False
    if word.key.endswith(_ADJECTIVES) and not facts_of(word).given:
        return True
    return word.key[0] in _STUCK and any(before in _PREPOSITIONS for before, _, _ in word.stems)


def _vouched_end(words: Words, at: int, limit: int, *, noun: str) -> int:
    """Return where a chain of ordinary words ends that something vouches for as a name; `at` if none."""
    if not _CLAIMED.isdisjoint(words.hits[at]) or place_hits(words, at) or facts_of(words.words[at]).verb:
        return at
    end = _noun_chain_end(words, at, limit)
    if end - at < 2 and not words.words[at].key.startswith(_ARTICLES[0]):
        return at
    return end if end > at and _is_vouched(words, at - 1, at, end, noun=noun) else at


def _unknown_end(words: Words, at: int, limit: int) -> int:
    """Return where a run of at most three words ends that no list knows."""
    end = at + 1
    while end < min(at + 3, limit) and facts_of(words.words[end]).unknown:
        end += 1
    return end


def _noun_chain_end(words: Words, at: int, limit: int) -> int:
    """Return where a chain in construct ends with its adjectives; `at` where it never becomes definite."""
    end, definite = at, False
    while end < min(at + _LONGEST_CHAIN, limit):
        word = words.words[end]
        facts = facts_of(word)
        if facts.ends or word.kind != "word" or any(hit.before in _STUCK for hit in place_hits(words, end)):
            break
        if end > at and (
            facts.title
            or _breaks_chain(word.key, facts, definite=definite, adjective=_has_cue(words, end, _ADJECTIVE))
        ):
            break
        purpose = definite and not facts.article and _is_purpose(word.key)
        bare = purpose and not word.key.startswith(_ARTICLES[1])
        definite = not bare and (definite or facts.article or facts.unknown or bool(facts.given))
        end += 1
    return end if definite else at


def _breaks_chain(key: str, facts: Facts, *, definite: bool, adjective: bool) -> bool:
    """Say whether a word without the article, a verb or a prepositional phrase, ends a chain."""
    if facts.article:
        return definite and not key.endswith(_ADJECTIVES) and not adjective
    if definite:
        return not _is_purpose(key)
    return key[0] in _STUCK or (key[0] == _YEH and not facts.given)


def _looks_finite(key: str) -> bool:
    """Say whether a word has the shape of a verb in the present, and not that of a verbal noun."""
    return len(key) > 2 and key[0] in _PRESENT and key[-2] != _YEH


def _is_purpose(key: str) -> bool:
    """Say whether a word goes on with what a body is for: "للدراسات", "لحقوق"."""
    return key.startswith(_PURPOSES)


def _is_bare_name(words: Words, i: int) -> bool:
    """Say whether word i, behind "town of", is a name: known to the word list only with particles peeled."""
    word = words.words[i]
    facts = facts_of(word)
    return not (facts.listed or facts.starter or facts.given or is_listed_whole(word.key))


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
    elif facts.ends or facts.nisba is not None or facts.title or words.words[at].kind != "word":
        return None
    elif facts.unknown or (facts.article and row_id in _LOOSE_PLACES):
        end = _unknown_end(words, at, limit)
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
