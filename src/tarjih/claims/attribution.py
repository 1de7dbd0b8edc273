"""Attribution: who says what on whose word."""

import msgspec

from tarjih.claims.certainty import certainty_of, distance_of
from tarjih.claims.contents import end_of_statement, mode_of, trim
from tarjih.claims.cues import Cue, find_cues
from tarjih.claims.complements import Opening, open_statement
from tarjih.claims.headlines import find_headlines
from tarjih.claims.outline import Outline, Role, outline
from tarjih.claims.sources import (
    Phrase,
    chain_of,
    describe,
    follow_name,
    subject_before,
    subject_behind,
)
from tarjih.records.page import Page
from tarjih.records.reading import Attribution, Source
from tarjih.records.span import Span

__all__ = ["find_attributions"]

_IMPERSONAL = frozenset({"expect", "believe", "seem", "suspect", "fear", "hedge"})
_INNER = frozenset({
    "admit",
    "believe",
    "seem",
    "suspect",
    "fear",
    "own",
    "describe",
    "hedge",
    "issue",
    "deny",
})
_STANCE = frozenset({"demand", "praise", "pledge", "agree"})
_SPEAKING_NOUNS = frozenset({"say", "add", "admit"})
_HEH = "\u0647"


class Draft(msgspec.Struct):
    """An attribution in the making, by words."""

    cue: Cue
    start: int
    end: int
    chain: list[Phrase]
    frame: str
    opening: int = 0
    speaks: bool = True
    feminine: bool = False


class _Accepted(msgspec.Struct, frozen=True):
    """A cue with the opening that its frame found, None for one that stands behind its statement."""

    cue: Cue
    opening: Opening | None
    trailing: bool = False


def find_attributions(page: Page) -> tuple[Attribution, ...]:
    """Find every place where the report gives words or a belief to somebody.

    Returns:
        Attributions in the order of their cues, A1, A2 ...; sources run from the voice nearest to the
        report to the deepest, and are empty where nobody is named in the paragraph.
    """
    seen = outline(page)
    cues = find_cues(seen)
    accepted = _accept(seen, cues)
    breaks = _breaks(seen, accepted)
    drafts: list[Draft] = []
    for item in accepted:
        draft = _draft(seen, item, drafts=drafts, breaks=breaks)
        if draft is not None and draft.start < draft.end:
            drafts.append(draft)
    drafts += [
        Draft(cue=h.cue, start=h.start, end=h.end, chain=[h.speaker], frame="colon")
        for h in find_headlines(seen, breaks=breaks)
    ]
    spoken = [d for d in drafts if d.frame != "silent"]
    spoken.sort(key=lambda d: (d.cue.at, d.cue.end))
    _keep_inside(spoken)
    return _write(seen, spoken)


def _accept(seen: Outline, cues: list[Cue]) -> list[_Accepted]:
    """Keep the cues whose frame fits, with where their statement begins."""
    stops = frozenset(c.at for c in cues if _opens_clause(seen, c))
    accepted = []
    trailing_at = -1
    for cue in cues:
        if cue.row.kind == "issue":
            continue
        match cue.row.frame:
            case "prep" | "prep_li" | "naqlan" | "basis":
                if _has_source(seen, cue):
                    accepted.append(_Accepted(cue, None, trailing=True))
                elif cue.end < len(seen.roles) and seen.roles[cue.end] & Role.WHAT:
                    trailing_at = cue.end + 1
                continue
            case "prep_ma" | "kama":
                trailing_at = cue.end
                continue
            case "none":
                continue
        opening = open_statement(seen, cue, stops=stops - {cue.at}) if _may_speak(seen, cue) else None
        by_what = cue.at == trailing_at and not (opening is not None and _is_also(seen, cue))
        if cue.voice == "verb" and (by_what or _is_relayed(seen, cue)) and not cue.negated:
            accepted.append(_Accepted(cue, None, trailing=True))
        elif opening is not None:
            accepted.append(_Accepted(cue, opening))
        elif cue.voice == "verb" and cue.row.kind in _STANCE and not cue.negated:
            accepted.append(_Accepted(cue, None))
    return accepted


def _is_also(seen: Outline, cue: Cue) -> bool:
    return cue.at > 0 and bool(seen.roles[cue.at - 1] & Role.ALSO)


def _may_speak(seen: Outline, cue: Cue) -> bool:
    """Say whether a cue is not denied, nor a form that only looks like one."""
    if cue.negated and cue.row.kind not in {"deny", "doubt"}:
        return False
    if cue.row.needs == "min":
        return cue.at > 0 and bool(seen.roles[cue.at - 1] & Role.FROM)
    before = seen.roles[cue.at - 1] if cue.at else 0
    if cue.voice == "participle" and before & (Role.IN | Role.FROM | Role.TO | Role.ON):
        return False
    return not (before & Role.WITHOUT or (cue.at > 1 and seen.roles[cue.at - 2] & Role.WITHOUT))


def _is_relayed(seen: Outline, cue: Cue) -> bool:
    """Say whether a verb carries a pronoun for what was said: "which the agency carried"."""
    if cue.row.kind not in {"relay", "inform", "announce", "say"} or not cue.after.startswith(_HEH):
        return False
    before = seen.roles[cue.at - 1] if cue.at else 0
    return cue.row.kind == "relay" or bool(before & Role.WHAT)


def _opens_clause(seen: Outline, cue: Cue) -> bool:
    """Say whether a cue begins a clause of its own, at which the search of another must stop."""
    if cue.voice == "participle":
        return cue.at > 0 and not seen.roles[cue.at - 1] & Role.CUE
    return cue.voice == "verb" and cue.joined


def _has_source(seen: Outline, cue: Cue) -> bool:
    """Say whether "according to" is followed by somebody, not by a law or a plan."""
    j = cue.end
    if cue.row.id == "prep-ala-hadd":
        return True
    if j >= len(seen.roles) or seen.words.sentence_of[j] != seen.words.sentence_of[cue.at]:
        return False
    bits = seen.roles[j]
    if cue.row.frame == "prep_li" and not (bits & Role.FOR or seen.words.words[j].key.startswith("\u0644")):
        return False
    if seen.words.words[j].key == "\u0644":
        bits = seen.roles[j + 1] if j + 1 < len(seen.roles) else 0
    if bits & (Role.RULE | Role.WHAT | Role.COMP | Role.MARK | Role.STOP) and j not in seen.closing:
        return j + 1 in seen.closing
    return seen.words.words[j].kind != "number"


def _breaks(seen: Outline, accepted: list[_Accepted]) -> frozenset[int]:
    """Return the words at which a cue ends the statement before it."""
    found = set()
    for item in accepted:
        cue = item.cue
        at = cue.at
        before = seen.roles[at - 1] if at else 0
        if item.trailing:
            if cue.voice == "verb":
                while (
                    at > 0
                    and seen.roles[at - 1] & (Role.WHAT | Role.ALSO | Role.CUE)
                    and not before & Role.REL
                ):
                    at -= 1
            found.add(at)
        elif cue.voice == "participle" or cue.row.frame == "here":
            found.add(at)
        elif cue.voice == "verb" and (item.opening is not None or cue.row.kind in _STANCE):
            apart = bool(before & (Role.COMMA | Role.STOPPER)) or at - 1 in seen.opening
            if cue.joined and (apart or cue.row.kind not in _INNER):
                found.add(at)
            elif before & Role.ALSO:
                found.add(at - 1)
                found.add(at)
            elif not cue.joined and _leads_clause(seen, at):
                found.add(at)
    return frozenset(found)


def _leads_clause(seen: Outline, at: int) -> bool:
    """Say whether an unjoined verb stands in a clause of the report, not under "that"."""
    first, _ = seen.sentence_bounds(at)
    for j in range(at - 1, max(first, at - 9) - 1, -1):
        bits = seen.roles[j]
        if bits & (Role.CONTRAST | Role.BUT | Role.TURN):
            return True
        if bits & (Role.COMP | Role.REL | Role.COLON):
            return False
        if bits & Role.COMMA:
            return j == at - 1
        if bits & Role.WAS and bits & Role.AND:
            return True
    return False


def _draft(seen: Outline, item: _Accepted, *, drafts: list[Draft], breaks: frozenset[int]) -> Draft | None:
    """Work out sources and content of one accepted cue."""
    cue = item.cue
    if item.trailing:
        return _draft_trailing(seen, cue, drafts=drafts, breaks=breaks)
    if item.opening is None:
        phrase = subject_behind(seen, cue, min(cue.end + 12, seen.sentence_bounds(cue.at)[1]))
        phrase = phrase or (None if cue.joined else subject_before(seen, cue))
        if phrase is None:
            return None
        return Draft(
            cue=cue, start=cue.at, end=cue.end, chain=[phrase], frame="silent", feminine=cue.feminine
        )
    opening = item.opening
    start = opening.start
    chain, speaks = _chain(seen, cue, opening=opening, drafts=drafts)
    if opening.frame == "obj_bi":
        chain, start = _part_object(seen, cue, opening=opening, chain=chain, drafts=drafts)
    free = (
        opening.frame == "quote"
        and seen.words.words[start].kind != "mark"
        and start > 0
        and bool(seen.roles[start - 1] & Role.COLON)
    )
    _, limit = seen.sentence_bounds(cue.at)
    end = end_of_statement(
        seen,
        min(start, len(seen.roles) - 1),
        breaks=breaks - {cue.at},
        free=free,
        short=cue.row.kind == "praise",
    )
    return Draft(
        cue=cue,
        start=start,
        end=end,
        chain=chain,
        frame=opening.frame,
        opening=opening.subject_end,
        speaks=speaks,
        feminine=_is_feminine(seen, cue),
    )


def _is_feminine(seen: Outline, cue: Cue) -> bool:
    if cue.voice == "verb":
        return cue.feminine
    return seen.words.words[cue.at].key.endswith(_HEH)


def _chain(seen: Outline, cue: Cue, *, opening: Opening, drafts: list[Draft]) -> tuple[list[Phrase], bool]:
    """Return the chain of sources of a cue, and whether they may go on speaking."""
    if cue.voice == "participle":
        return _carried(seen, cue, drafts), True
    if cue.voice == "noun":
        return _chain_of_noun(seen, cue, opening=opening, drafts=drafts), False
    if cue.passive:
        return [], False
    if opening.frame == "from":
        return _relayed_chain(seen, cue, opening=opening, drafts=drafts), True
    if cue.row.frame == "stated":
        first = cue.end + 1
        return chain_of(
            seen, (first, follow_name(seen, first, opening.subject_end)), opening.subject_end
        ), True
    at_once = opening.subject_end == cue.end
    if cue.row.kind in _IMPERSONAL and cue.impersonal and at_once and not _has_subject_before(seen, cue):
        return [], False
    if cue.row.kind == "seem":
        return [], False
    phrase = None if at_once else subject_behind(seen, cue, opening.subject_end)
    if phrase is None and (not cue.joined or seen.roles[cue.at - 1] & Role.REL):
        phrase = subject_before(seen, cue)
    if phrase is None:
        return _carried(seen, cue, drafts), True
    return chain_of(seen, phrase, opening.subject_end), True


def _has_subject_before(seen: Outline, cue: Cue) -> bool:
    """Say whether a verb of belief has its own subject before it, a name or a known source."""
    if cue.joined:
        return False
    phrase = subject_before(seen, cue)
    return phrase is not None and (
        bool(seen.roles[phrase[0]] & Role.SOURCE) or phrase[0] in seen.named or phrase[1] in seen.named_ends
    )


def _chain_of_noun(seen: Outline, cue: Cue, *, opening: Opening, drafts: list[Draft]) -> list[Phrase]:
    if opening.frame == "here" or (cue.row.kind in _SPEAKING_NOUNS and opening.subject_end <= cue.end):
        return _carried(seen, cue, drafts)
    if opening.subject_end > cue.end and not seen.roles[cue.at] & Role.DEFINITE:
        if seen.roles[cue.end] & Role.SOURCE or cue.end in seen.named:
            return [(cue.end, follow_name(seen, cue.end, opening.subject_end))]
    return []


def _relayed_chain(seen: Outline, cue: Cue, *, opening: Opening, drafts: list[Draft]) -> list[Phrase]:
    """Return [carrier, deeper source ...] of "X quoted Y as saying"."""
    at = opening.subject_end
    nearest = None if at == cue.end else subject_behind(seen, cue, at)
    if nearest is None and not cue.joined:
        nearest = subject_before(seen, cue)
    deeper = chain_of(seen, (at + 1, follow_name(seen, at + 1, opening.start)), opening.start)
    near = [nearest] if nearest is not None else _carried(seen, cue, drafts)[:1]
    return [*near, *deeper]


def _part_object(
    seen: Outline, cue: Cue, *, opening: Opening, chain: list[Phrase], drafts: list[Draft]
) -> tuple[list[Phrase], int]:
    """Part subject and object of "A accused B of": return the chain and where the object begins."""
    predicate = opening.subject_end
    if cue.after or cue.voice == "participle" or predicate == cue.end:
        return chain, predicate if cue.after or predicate == cue.end else cue.end
    before = None if cue.joined else subject_before(seen, cue)
    if before is not None:
        return [before], cue.end
    first = cue.end
    end = _first_noun_phrase(seen, first, predicate)
    if end >= predicate:
        if seen.roles[first] & Role.SOURCE and not cue.joined:
            return [(first, predicate)], predicate
        return _carried(seen, cue, drafts), first
    while end < predicate and seen.roles[end] & (Role.TIME | Role.ADVERB | Role.COMMA):
        end += 1
    stop = end
    while stop > first + 1 and seen.roles[stop - 1] & (Role.TIME | Role.ADVERB | Role.COMMA):
        stop -= 1
    return [(first, stop)], end


def _first_noun_phrase(seen: Outline, first: int, limit: int) -> int:
    """Return the end of the first of two noun phrases that follow each other without a sign between."""
    name = seen.named.get(first)
    j = name.end if name is not None and name.end < limit else first + 1
    nisba = ("\u064a", "\u064a\u0647", "\u064a\u064a\u0646", "\u064a\u0648\u0646")
    closed = bool(seen.roles[j - 1] & Role.DEFINITE) or name is not None
    while j < limit:
        bits = seen.roles[j]
        key = seen.words.words[j].key
        if bits & (Role.TIME | Role.ADVERB | Role.COMMA):
            return j
        if j in seen.named and closed and seen.named[j].entity.kind != "PERSON":
            return j
        if closed and not key.endswith(nisba) and not (j in seen.named):
            return j
        closed = closed or bool(bits & Role.DEFINITE)
        j = seen.named[j].end if j in seen.named and seen.named[j].end <= limit else j + 1
    return limit


def _carried(seen: Outline, cue: Cue, drafts: list[Draft]) -> list[Phrase]:
    """Return who speaks on in the same paragraph: the last speaker who agrees in gender, else the last."""
    paragraph = seen.paragraph_of(cue.at)
    sentence, _ = seen.sentence_bounds(cue.at)
    feminine = _is_feminine(seen, cue)
    last: list[Phrase] | None = None
    for draft in reversed(drafts):
        if seen.paragraph_of(draft.cue.at) != paragraph:
            break
        if not draft.speaks or not draft.chain or _is_nested(draft, drafts):
            continue
        if last is None:
            last = draft.chain
        if draft.feminine == feminine or cue.voice == "particle":
            return _speaker(draft, cue)
        if cue.voice == "participle" and draft.cue.at >= sentence:
            return _speaker(draft, cue)
    if last is not None:
        return last
    return _topic(seen, cue, sentence)


def _speaker(draft: Draft, cue: Cue) -> list[Phrase]:
    """Return the one who goes on speaking: whoever was quoted, if the form does not point at the carrier."""
    if draft.frame == "from" and len(draft.chain) > 1:
        return draft.chain[:1] if cue.voice == "verb" and cue.feminine == draft.feminine else draft.chain[1:]
    return draft.chain


def _is_nested(draft: Draft, drafts: list[Draft]) -> bool:
    """Say whether a draft stands inside the statement of an earlier one."""
    at = draft.cue.at
    return any(
        d is not draft and d.frame != "silent" and d.start <= at < d.end and d.cue.at < at for d in drafts
    )


def _topic(seen: Outline, cue: Cue, sentence: int) -> list[Phrase]:
    """Return the first person or body named in the sentence of a participle: its likely subject."""
    if cue.voice != "participle":
        return []
    for j in range(sentence, min(cue.at, sentence + 8)):
        name = seen.named.get(j)
        if name is not None and name.entity.kind != "PLACE" and name.end <= cue.at:
            return [(j, name.end)]
    return []


def _draft_trailing(seen: Outline, cue: Cue, *, drafts: list[Draft], breaks: frozenset[int]) -> Draft | None:
    """Work out a cue that stands behind, before or inside its statement: "according to X"."""
    sentence, limit = seen.sentence_bounds(cue.at)
    chain, behind = _trailing_chain(seen, cue, limit=limit, drafts=drafts)
    if not chain and cue.row.id != "prep-ala-hadd" and cue.voice != "verb":
        return None
    here = [d for d in drafts if d.frame != "silent" and d.cue.at >= sentence and d.cue.at < cue.at]
    host = next((d for d in reversed(here) if d.cue.at < cue.at < d.start), None)
    if host is not None:
        if cue.voice == "verb" or cue.row.frame == "naqlan":
            deeper = [p for p in host.chain if p not in chain]
            chain = [*deeper[:1], *chain] if cue.row.frame == "naqlan" else [*chain, *deeper]
        return Draft(cue=cue, start=host.start, end=host.end, chain=chain, frame="host", speaks=False)
    lead = _lead(seen, cue)
    if lead <= sentence:
        start = _behind_lead(seen, behind, limit)
        if start >= limit:
            return None
        end = end_of_statement(seen, start, breaks=breaks - {cue.at}, free=False, short=False)
        return Draft(cue=cue, start=start, end=end, chain=chain, frame="before", speaks=True)
    if cue.row.frame == "naqlan" and here:
        chain = [*here[-1].chain[:1], *chain]
    start, end = _statement_before(
        seen, cue, here=here, sentence=sentence, lead=lead, behind=behind, limit=limit
    )
    return Draft(cue=cue, start=start, end=end, chain=chain, frame="after", speaks=False)


def _lead(seen: Outline, cue: Cue) -> int:
    """Return the first word of the phrase of a trailing cue, with its "according to what"."""
    at = cue.at
    first, _ = seen.sentence_bounds(at)
    while at > first and seen.roles[at - 1] & (Role.WHAT | Role.ALSO | Role.CUE | Role.COMMA | Role.MARK):
        if seen.roles[at - 1] & (Role.STOPPER | Role.COLON) or at - 1 in seen.opening:
            break
        at -= 1
    return at


def _behind_lead(seen: Outline, j: int, limit: int) -> int:
    """Return where the statement begins behind "according to X,": behind comma and "so"."""
    while j < limit and seen.roles[j] & (Role.COMMA | Role.TIME | Role.ADVERB | Role.COMP):
        j += 1
    return j


def _trailing_chain(seen: Outline, cue: Cue, *, limit: int, drafts: list[Draft]) -> tuple[list[Phrase], int]:
    """Return the sources of a trailing cue and the word behind them."""
    if cue.voice == "verb":
        phrase = subject_behind(seen, cue, limit)
        behind = phrase[1] if phrase is not None else cue.end
        chain = chain_of(seen, phrase, limit) if phrase is not None else []
        if behind + 1 < limit and seen.roles[behind] & Role.ABOUT and cue.row.kind == "relay":
            first = behind + 1
            behind = _with_description(seen, follow_name(seen, first, limit), limit)
            chain = [*chain, (first, behind)]
        return (chain or _carried(seen, cue, drafts)), max(behind, chain[-1][1] if chain else behind)
    first = cue.end
    if first < limit and seen.words.words[first].key == "\u0644":
        first += 1
    while first < limit and seen.roles[first] & Role.SAYING or _is_wording(seen, first, limit):
        first += 1
    pronoun = cue.row.id == "prep-ala-hadd" and seen.words.words[cue.end - 1].key.endswith((
        _HEH,
        "\u0647\u0627",
        "\u0647\u0645",
    ))
    if first >= limit or pronoun or seen.roles[first] & Role.MARK and first not in seen.closing:
        return _carried(seen, cue, drafts), first
    if _wording_pronoun(seen, first, limit):
        return _carried(seen, cue, drafts), first + 1
    phrase = (first, follow_name(seen, first, limit))
    chain = chain_of(seen, phrase, limit)
    return chain, chain[-1][1]


def _is_wording(seen: Outline, j: int, limit: int) -> bool:
    """Say whether word j is the "expression" of "according to the expression of X"."""
    return (
        j + 1 < limit
        and any(hit.row == "wording" and not hit.after for hit in seen.words.hits[j].get("joints", ()))
        and not seen.roles[j + 1] & Role.MARK
    )


def _wording_pronoun(seen: Outline, j: int, limit: int) -> bool:
    return j < limit and any(
        hit.row == "wording" and hit.after for hit in seen.words.hits[j].get("joints", ())
    )


def _with_description(seen: Outline, j: int, limit: int) -> int:
    """Return the end of a source with a clause that describes it as one ("which it called official")."""
    if j < limit and any(
        hit.row == "believe-wasafa" and hit.after for hit in seen.words.hits[j].get("cues", ())
    ):
        if j + 1 < limit and seen.roles[j + 1] & Role.BY:
            return j + 2
    return j


def _statement_before(
    seen: Outline, cue: Cue, *, here: list[Draft], sentence: int, lead: int, behind: int, limit: int
) -> tuple[int, int]:
    """Return the statement that a trailing cue follows or stands in."""
    end = trim(seen, sentence, lead)
    level = [d for d in here if d.start < lead and d.frame not in {"after", "host"}]
    if level:
        last = level[-1]
        return last.start, max(trim(seen, last.start, lead), last.start + 1)
    start = sentence
    while start < end and start in seen.phrase_ends and seen.roles[start] & (Role.TURN | Role.SIDE):
        start = seen.phrase_ends[start]
        while start < end and seen.roles[start] & Role.COMMA:
            start += 1
    rest = limit - behind
    if end - start < 6 and rest > 3 and not seen.roles[behind] & Role.STOPPER:
        end = trim(seen, start, limit)
    return start, end


def _keep_inside(drafts: list[Draft]) -> None:
    """Cut a statement that begins inside another at the other's end."""
    for n, draft in enumerate(drafts):
        for outer in drafts[:n]:
            if outer.start <= draft.cue.at < outer.end and outer.start <= draft.start < outer.end < draft.end:
                draft.end = outer.end


def _write(seen: Outline, drafts: list[Draft]) -> tuple[Attribution, ...]:
    """Make the records, with parents and ids."""
    words = seen.words
    contents = [words.span(d.start, d.end) for d in drafts]
    cues = [Span(words.starts[d.cue.at], words.ends[d.cue.end - 1]) for d in drafts]
    written = []
    for n, draft in enumerate(drafts):
        sources: tuple[Source, ...] = tuple(describe(seen, phrase) for phrase in draft.chain)
        written.append(
            Attribution(
                id=f"A{n + 1}",
                cue=cues[n],
                sources=sources,
                content=contents[n],
                mode=mode_of(seen, draft.start, draft.end),
                certainty=certainty_of(seen, draft.cue, draft.start, draft.end),
                parent=_parent(n, cues, contents),
                distance=distance_of(seen, draft.cue, draft.start, draft.end),
                rule=f"{draft.cue.row.id}+{draft.frame}",
            )
        )
    return tuple(written)


def _parent(n: int, cues: list[Span], contents: list[Span]) -> str | None:
    """Return the id of the shortest other statement that holds cue n."""
    best = None
    for m in range(max(0, n - 12), min(len(cues), n + 4)):
        if (
            m != n
            and contents[m].contains(cues[n])
            and (best is None or len(contents[m]) < len(contents[best]))
        ):
            best = m
    return None if best is None else f"A{best + 1}"
