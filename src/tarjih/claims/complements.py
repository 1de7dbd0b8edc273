"""Complements: where the statement of a cue begins, by what the cue takes (that, a quotation, a masdar)."""

from collections.abc import Callable

from tarjih.claims.cues import Cue
from tarjih.claims.drafts import STANCE
from tarjih.claims.objects import (
    Opening,
    find_count,
    find_object,
    find_owned,
    find_shown,
    find_two_objects,
)
from tarjih.claims.outline import Outline, Role
from tarjih.claims.quotations import QUOTES, may_open

__all__ = ["Opening", "open_statement", "states_in_it"]

_LONGEST_GAP = 45  # words between a verb and its "that": titles with a relative clause are long
_PARTICIPLE_GAP = 14
_STRICT_GAP = 9
_LONGEST_QUOTED_NAME = 4
_ONE_WORD = 2  # from mark to mark
_TALKING = frozenset({"add", "say"})
_SHORTEST_BARE = 2  # words of speech without marks
_SEEN = "\u0633"
_NEAR_ON, _FAR_ON = 8, 16  # words before "on": of any kind, and "on the need to"
_COLON_REACH = 14
_ALEF, _BEH, _HEH, _LAM, _WAW = "\u0627", "\u0628", "\u0647", "\u0644", "\u0648"
_NISBA = ("\u064a", "\u064a\u0647")
_PARTICIPLE = 4  # letters
_IN, _ITS = "\u0641\u064a", ("\u0647", "\u0647\u0627", "\u0647\u0645")
_SHORTEST_WITH_BEH = 3
_ISSUES = ("say-issue", "say-rest", "say-nashara", "say-baththa")


_Finder = Callable[[Outline, Cue, int], "Opening | None"]


def open_statement(outline: Outline, cue: Cue, *, stops: frozenset[int]) -> Opening | None:
    """Find where the statement of a cue begins, None if no frame of its row fits.

    Args:
        outline: The page.
        cue: The cue.
        stops: Words at which another finite cue begins a clause of its own.
    """
    _, end = outline.sentence_bounds(cue.at)
    strict = "strict" in cue.row.needs
    short = strict and cue.row.frame != "stated"
    gap = _STRICT_GAP if short else _PARTICIPLE_GAP if cue.voice == "participle" else _LONGEST_GAP
    limit = _cut_at_stops(outline, cue, limit=min(end, cue.end + gap), stops=stops)
    best: Opening | None = None
    for frame in cue.row.frames:
        finder = _FINDERS.get(frame)
        opening = finder(outline, cue, limit) if finder else None
        if opening is None or opening.start >= end:
            continue
        plain = opening.frame == "bi" and not outline.roles[opening.start] & Role.MASDAR
        if (
            best is not None
            and best.frame == "an"
            and opening.frame == "obj"
            and _is_aside(outline, opening, best)
        ):
            continue
        about = opening.frame == "obj" and best is not None and best.frame == "about"
        if about and _opens_genitive(outline, cue, opening):
            continue
        if best is None or (opening.start < best.start and not (plain and best.frame == "an")):
            best = opening
    if best is None and cue.voice == "verb" and cue.row.kind in _TALKING and "quote" in cue.row.frames:
        best = _find_bare(outline, cue, limit)
    if best is not None and strict and _is_broken(outline, cue, best.subject_end):
        return None
    return best


def _find_bare(outline: Outline, cue: Cue, limit: int) -> Opening | None:
    """Find speech without any sign: a verb of the first person or the future right behind the cue."""
    if cue.end + _SHORTEST_BARE >= limit:
        return None
    hits = [hit for found in outline.words.words[cue.end].hits.values() for hit in found if hit.features]
    own = bool(hits) and all(
        _SEEN in hit.before or hit.features[0].endswith(("_1s", "_1p")) for hit in hits if not hit.last
    )
    return Opening(cue.end, cue.end, "quote") if own else None


def _is_aside(outline: Outline, opening: Opening, best: Opening) -> bool:
    """Say whether a verbal noun stands between two commas before "that": "who asked for anonymity,"."""
    commas = outline.roles[opening.start - 1] & outline.roles[best.subject_end - 1]
    return opening.start < best.subject_end and bool(commas & Role.COMMA)


def _opens_genitive(outline: Outline, cue: Cue, best: Opening) -> bool:
    """Say whether an object right behind a title rather completes it: "the director of health"."""
    title = bool(outline.roles[cue.end] & Role.SOURCE) and not outline.roles[cue.end] & Role.DEFINITE
    own = any(hit.after for hit in outline.words.hits[best.start].get("masdars", ()))
    return best.start == cue.end + 1 and title and not own


def _cut_at_stops(outline: Outline, cue: Cue, *, limit: int, stops: frozenset[int]) -> int:
    """Return where the search ends: at the next clause with a cue of its own."""
    bracket = False
    for j in range(cue.end, limit):
        if j in stops:
            return j
        form = outline.words.words[j].form
        bracket = form == "(" or (bracket and form != ")")
        if bracket:
            continue
        if outline.roles[j] & Role.STOPPER and j + 1 < limit and outline.quoted_in[j] < 0:
            initial = len(outline.words.words[j - 1].key) == 1
            apart = outline.words.starts[j + 1] > outline.words.ends[j] and not initial
            if apart and outline.words.words[j + 1].form not in QUOTES:
                return j
    return limit


def _is_broken(outline: Outline, cue: Cue, end: int) -> bool:
    """Say whether a sign parts a strict cue from its statement.

    A comma right before the statement, around a time or in a sentence that the cue leads parts nothing.
    """
    first, _ = outline.sentence_bounds(cue.at)
    leads = cue.at == first and cue.voice == "verb"
    for j in range(cue.end, end):
        bits = outline.roles[j]
        if bits & Role.REL:
            return True
        if bits & Role.COMMA and not leads and j + 1 != end and not outline.roles[j + 1] & Role.TIME:
            return not outline.roles[j - 1] & Role.TIME
    return False


def _is_that(outline: Outline, j: int) -> bool:
    """Say whether word j is a "that" which opens a statement, not "after that" or "and that"."""
    bits = outline.roles[j]
    if not bits & Role.COMP or bits & Role.AND:
        return False
    before = outline.roles[j - 1] if j else 0
    if before & Role.FROM and j > 1 and outline.roles[j - 2] & Role.BLOCK:
        return False  # "in spite of the fact that"
    return not before & (Role.BLOCK | Role.BUT) or bool(before & Role.MARK)


def _find_that(outline: Outline, cue: Cue, limit: int) -> Opening | None:
    """Find "that", also behind a preposition ("pointed to that")."""
    noun = cue.voice == "noun"
    foreign = 0  # a cue in a relative clause has a "that" of its own
    for j in range(cue.end, min(limit, cue.end + 8) if noun else limit):
        if outline.roles[j] & Role.CUE and j > cue.end and outline.roles[j - 1] & Role.REL:
            foreign += not _is_issue(outline, j)
        if outline.roles[j] & Role.COMMA:
            foreign = 0
        if foreign and outline.roles[j] & Role.COMP:
            foreign -= 1
            continue
        allowed = (
            outline.roles[j] & Role.COMP and j and outline.roles[j - 1] & Role.ON and "ala" in cue.row.frames
        )
        if allowed or _is_that(outline, j):
            link = outline.roles[j - 1] & (Role.TO | Role.ON | Role.FROM | Role.ABOUT)
            return Opening(j + 1, j - 1 if link and j - 1 >= cue.end else j, "an")
        if noun and outline.roles[j] & (Role.COMMA | Role.CUE | Role.STOPPER):
            return None
    return None


def _is_issue(outline: Outline, j: int) -> bool:
    """Say whether word j only says where a document comes from: "issued", "based on", "published"."""
    return any(hit.row.startswith(_ISSUES) for hit in outline.words.hits[j].get("cues", ()))


def _find_quote(outline: Outline, cue: Cue, limit: int) -> Opening | None:
    """Find a colon or a quotation that is speech, not a name."""
    strict = "strict" in cue.row.needs
    for j in range(cue.end, limit):
        if outline.roles[j] & Role.COLON:
            start = j + 1
            if start < len(outline.words) and outline.roles[start] & Role.COMP:
                start += 1
            return Opening(start, j, "quote") if start < len(outline.words) else None
        if outline.words.words[j].form not in QUOTES or j in outline.opening:
            continue
        close = outline.closing.get(j)
        if close is None:
            if not may_open(outline.words, j):
                continue  # a closing mark whose opening one is missing
            if j + 4 < limit and outline.quoted_in[j] < 0 and not strict:
                return Opening(j, j, "quote")
        elif not _names_speaker(outline, cue, j, limit=limit):
            return Opening(j, j, "quote")
    return None


def _is_name_in_quotes(outline: Outline, j: int, close: int) -> bool:
    """Say whether the quotation [j, close] only names something."""
    if close - j > 6:
        return False
    named = outline.named.get(j + 1) or outline.named.get(j)
    if named is not None and named.end >= close - 1:
        return True
    before = outline.roles[j - 1] if j else 0
    if j > 1 and outline.words.words[j - 1].key == _WAW and j - 2 in outline.opening:
        return _is_name_in_quotes(outline, outline.opening[j - 2], j - 2)
    if j and outline.words.words[j - 1].key in {_LAM, _BEH}:
        return True
    if before & (Role.NAMING | Role.ADDRESSEE) and not before & Role.MEDIUM:
        return True
    return bool(before & Role.TO) and j > 1 and bool(outline.roles[j - 2] & Role.MEDIUM)


def _names_speaker(outline: Outline, cue: Cue, j: int, *, limit: int) -> bool:
    """Say whether the quotation at word j is a name beside the cue, not what is said."""
    close = outline.closing[j]
    if _is_name_in_quotes(outline, j, close) or _that_follows(outline, close, limit):
        return True
    reach = close + 2 < limit and "ala" in cue.row.frames
    if reach and outline.roles[close + 1] & Role.ON and outline.roles[close + 2] & Role.COMP:
        return True
    if cue.row.kind in STANCE and close - j <= _LONGEST_QUOTED_NAME + 1:
        titled = Role.NAMING | Role.SOURCE | Role.MEDIUM | Role.RULE
        if outline.roles[j + 1] & titled:  # "called on the «contact group» to"
            return True
    if close - j <= _LONGEST_QUOTED_NAME and _colon_follows(outline, close, limit):
        return True
    if close + 1 >= limit:
        return False
    word_follows = outline.words.words[close + 1].kind == "word" and not outline.roles[close + 1] & Role.AND
    if j > cue.end and close - j == _ONE_WORD and word_follows and outline.roles[j - 1] & Role.DEFINITE:
        return True
    if j != cue.end:
        return False
    if close - j <= _LONGEST_QUOTED_NAME + 1 and _describes_name(outline, close + 1):
        return True
    return (close - j <= _LONGEST_QUOTED_NAME + 1 and bool(outline.roles[close + 1] & Role.COMMA)) or (
        cue.row.kind in {"believe", "describe"} and word_follows and close - j < _LONGEST_QUOTED_NAME
    )


def _describes_name(outline: Outline, j: int) -> bool:
    """Say whether word j tells who or what a quoted name is: "the spokesman", an adjective of relation."""
    bits = outline.roles[j]
    relation = bool(bits & Role.DEFINITE) and outline.words.words[j].key.endswith(_NISBA)
    return relation or bool(bits & Role.SOURCE and bits & Role.DEFINITE)


def _that_follows(outline: Outline, close: int, limit: int) -> bool:
    """Say whether "that" stands soon behind a quotation, which then named the speaker or the medium."""
    return any(_is_that(outline, j) for j in range(close + 1, min(close + 7, limit)))


def _colon_follows(outline: Outline, close: int, limit: int) -> bool:
    """Say whether a colon stands behind a quotation before the clause ends: what is said comes there."""
    for j in range(close + 1, min(close + _COLON_REACH, limit)):
        if outline.roles[j] & Role.COLON:
            return True
        if outline.roles[j] & (Role.STOPPER | Role.COMP):
            return False
    return False


def _finder_of(role: int, frame: str) -> _Finder:
    """Make a finder of the first preposition of a kind behind the cue."""

    def find(outline: Outline, cue: Cue, limit: int) -> Opening | None:
        near = cue.voice != "verb"
        for j in range(cue.end, min(limit, cue.end + 3) if near else limit):
            bits = outline.roles[j]
            if bits & role and j + 1 < limit and not _is_issue(outline, j - 1):
                opens = outline.roles[j + 1] & (Role.COMP | Role.MASDAR | Role.DEFINITE | Role.WHAT)
                apart = j == cue.end or outline.roles[j - 1] & (Role.TIME | Role.ADVERB)
                if role == Role.FROM and not near and not opens and not apart:
                    continue
                return Opening(j + 2 if outline.roles[j + 1] & Role.COMP else j + 1, j, frame)
            if bits & Role.COMMA and near:
                return None
        return None

    return find


def _find_on(outline: Outline, cue: Cue, limit: int) -> Opening | None:
    """Find "on": soon behind the cue and a short subject, as titles take it too."""
    main = "ala" in cue.row.frames[:2]
    for j in range(cue.end, min(limit, cue.end + _FAR_ON)):
        if outline.roles[j] & Role.ON and j + 1 < limit:
            needful = bool(outline.roles[j + 1] & (Role.NECESSITY | Role.COMP))
            if j > cue.end + (_NEAR_ON if main else _NEAR_ON // 2) and not needful:
                return None
            if (
                not main
                and not needful
                and j > cue.end
                and (j not in outline.named_ends or outline.roles[j - 1] & Role.FOR)
            ):
                return None
            needed = cue.row.needs == "necessity" and not outline.roles[j + 1] & Role.NECESSITY
            if needed and outline.words.words[j + 1].form not in QUOTES:
                return None
            return Opening(j + 2 if outline.roles[j + 1] & Role.COMP else j + 1, j, "ala")
        if outline.roles[j] & (Role.COMMA | Role.REL):
            return None
    return None


def _find_by(outline: Outline, cue: Cue, limit: int) -> Opening | None:
    """Find a phrase with beh: "told of the death of", "admitted taking part".

    A verbal noun is preferred; else the first such phrase that is not the speaker's own place.
    """
    best: Opening | None = None
    for j in range(cue.end, min(limit, cue.end + 16)):
        bits = outline.roles[j]
        if best is None and j > cue.end and bits & (Role.COMMA | Role.REL) and cue.voice != "verb":
            return None
        if not _has_beh(outline, j, cue) or bits & (Role.COMP | Role.ADVERB | Role.AND) or outline.in_name[j]:
            continue
        if bits & Role.MASDAR or (bits & Role.DEFINITE and outline.words.hits[j].get("masdars")):
            return Opening(j, j, "bi")
        if best is None and not (j > cue.end and outline.roles[j - 1] & Role.SOURCE):
            best = Opening(j, j, "bi")
    return best


def _has_beh(outline: Outline, j: int, cue: Cue) -> bool:
    """Say whether word j may carry the preposition beh; a word no list knows is given the doubt."""
    if outline.roles[j] & Role.BY:
        return True
    word = outline.words.words[j]
    if not word.key.startswith(_BEH) or len(word.key) <= _SHORTEST_WITH_BEH:
        return False
    if (cue.voice == "noun" and j == cue.end) or not word.hits:
        return not _is_adjective(word.key)
    if outline.roles[j] & (Role.MEDIUM | Role.SOURCE | Role.CUE):
        return False
    return any(_BEH in hit.before for hits in word.hits.values() for hit in hits)


def _is_adjective(key: str) -> bool:
    """Say whether a key in beh is built like an active participle: an adjective, no noun behind beh."""
    return len(key.removesuffix(_HEH)) == _PARTICIPLE and key[1] == _ALEF


def _find_object_by(outline: Outline, cue: Cue, limit: int) -> Opening | None:
    """Find the predicate of "accused A of", "described A as"; the object is parted later."""
    for j in range(cue.end, min(limit, cue.end + 30)):
        bits = outline.roles[j]
        if bits & Role.COMP and outline.words.words[j].key.startswith(_BEH):
            return Opening(j, j, "obj_bi")
        other = bits & (Role.ADVERB | Role.COMP | Role.MEDIUM | Role.AND) or outline.in_name[j]
        if bits & Role.NAMING and j > cue.end:
            continue
        if bits & Role.CUE and outline.roles[j - 1] & Role.WHAT:
            return _find_that_by(outline, j, limit)  # "what is known as"
        if _has_beh(outline, j, cue) and not other:
            if j == cue.end and cue.voice == "participle":
                return None
            before = outline.roles[j - 1]
            if j == cue.end or not before & Role.SOURCE or before & Role.DEFINITE or bits & Role.MASDAR:
                return Opening(j, j, "obj_bi")
    return None


def _find_that_by(outline: Outline, first: int, limit: int) -> Opening | None:
    """Find "as being" behind word `first`."""
    for j in range(first, limit):
        if outline.roles[j] & Role.COMP and outline.words.words[j].key.startswith(_BEH):
            return Opening(j, j, "obj_bi")
    return None


def _find_charge(outline: Outline, cue: Cue, limit: int) -> Opening | None:
    """Find "pointed fingers at", "laid the blame on": a light verb with its noun."""
    needs = {"charge": Role.CHARGE, "blame": Role.BLAME}.get(cue.row.needs, 0)
    for j in range(cue.end, min(limit, cue.end + 14)):
        if outline.roles[j] & needs:
            for k in range(j + 1, min(limit, j + 6)):
                if outline.roles[k] & (Role.TO | Role.ON) and k + 1 < limit:
                    return Opening(k + 1, j, "light")
    return None


def _find_to(outline: Outline, cue: Cue, limit: int) -> Opening | None:
    """Find "to" behind a verb of pointing."""
    for j in range(cue.end, min(limit, cue.end + 16)):
        if outline.roles[j] & Role.TO and j + 1 < limit:
            return Opening(j + 2 if outline.roles[j + 1] & Role.COMP else j + 1, j, "ila")
        if outline.roles[j] & Role.REL:
            return None
    return None


def _find_relayed(outline: Outline, cue: Cue, limit: int) -> Opening | None:
    """Find "from SOURCE, his saying: ...": the words come behind the deeper source."""
    role = Role.TO if "to" in cue.row.frames else Role.ABOUT
    at = next((j for j in range(cue.end, min(limit, cue.end + 12)) if outline.roles[j] & role), None)
    if at is None:
        return None
    for k in range(at + 2, limit):
        bits = outline.roles[k]
        if bits & Role.SAYING:
            return Opening(_behind_saying(outline, k, limit), at, "from")
        if _is_that(outline, k):
            return Opening(k + 1, at, "from")
        if bits & Role.COLON:
            return Opening(min(k + 1, limit - 1), at, "from")
        close = outline.closing.get(k)
        named = close is None or _is_name_in_quotes(outline, k, close) or _that_follows(outline, close, limit)
        if not named:
            return Opening(k, at, "from")
    return None


def _behind_saying(outline: Outline, k: int, limit: int) -> int:
    """Return the first word of the statement behind "his saying", its comma, colon and "that"."""
    j = k + 1
    while j < limit - 1 and outline.roles[j] & (Role.COMMA | Role.COLON | Role.COMP):
        j += 1
    return min(j, limit - 1)


def _find_stated(outline: Outline, cue: Cue, limit: int) -> Opening | None:
    """Find "it was stated in the document that"; the subject is the document."""
    if cue.end >= limit:
        return None
    if states_in_it(outline, cue):  # "a note in which there came:"
        return _find_that(outline, cue, limit) or _find_quote(outline, cue, limit)
    if not outline.roles[cue.end] & Role.IN:
        return None
    if not any(
        outline.roles[j] & (Role.MEDIUM | Role.SOURCE) for j in range(cue.end + 1, min(cue.end + 3, limit))
    ):
        return None
    return _find_that(outline, cue, limit) or _find_quote(outline, cue, limit)


def states_in_it(outline: Outline, cue: Cue) -> bool:
    """Say whether "in it" stands behind a verb: a document before it holds what is said."""
    if cue.end >= len(outline.words):
        return False
    key = outline.words.words[cue.end].key
    return key.startswith(_IN) and key.removeprefix(_IN) in _ITS


def _find_seeming(outline: Outline, cue: Cue, limit: int) -> Opening | None:
    """Take what follows "as it seems" in the midst of a clause."""
    if not cue.at or not outline.roles[cue.at - 1] & (Role.WHAT | Role.ALSO | Role.CONTRAST):
        return None
    if cue.end >= limit or outline.roles[cue.end] & (Role.MARK | Role.COMP):
        return None
    return Opening(cue.end, cue.end, "seeming")


def _find_here(outline: Outline, cue: Cue, limit: int) -> Opening | None:
    """Take what follows at once."""
    if cue.end >= limit:
        return None
    start = cue.end + 1 if outline.roles[cue.end] & Role.COMP and cue.end + 1 < limit else cue.end
    return Opening(start, cue.at, "here")


def _find_suspicion(outline: Outline, cue: Cue, limit: int) -> Opening | None:
    """Take what follows "on suspicion of" at once."""
    if cue.end >= limit or not outline.words.words[cue.at].key.startswith(_BEH):
        return None
    return Opening(cue.end, cue.at, "shubha")


_FINDERS: dict[str, _Finder] = {
    "an": _find_that,
    "quote": _find_quote,
    "about": _finder_of(Role.ABOUT, "about"),
    "min": _finder_of(Role.FROM, "min"),
    "fi": _finder_of(Role.IN, "fi"),
    "ala": _find_on,
    "ila": _find_to,
    "bi": _find_by,
    "obj": find_object,
    "owned": find_owned,
    "seeming": _find_seeming,
    "shown": find_shown,
    "obj_bi": _find_object_by,
    "obj2": find_two_objects,
    "from": _find_relayed,
    "to": _find_relayed,
    "light": _find_charge,
    "stated": _find_stated,
    "here": _find_here,
    "count": find_count,
    "shubha": _find_suspicion,
}
