"""Attribution: who says what on whose word."""

from tarjih.claims.carrying import carried_speakers
from tarjih.claims.certainty import certainty_of, distance_of
from tarjih.claims.complements import Opening, open_statement
from tarjih.claims.contents import Brevity, end_of_statement, mode_of
from tarjih.claims.cues import Cue, cue_rows, find_cues
from tarjih.claims.drafts import DENYING, IMPERSONAL, INNER, STANCE, Accepted, Draft, Phrase
from tarjih.claims.forms_of_speech import closes_statement, join_participles
from tarjih.claims.headlines import find_headlines
from tarjih.claims.noun_phrases import has_pronoun
from tarjih.claims.outline import Outline, Role, outline
from tarjih.claims.source_records import describe
from tarjih.claims.sources import is_thing, subject_before, subject_behind
from tarjih.claims.speakers import find_speakers, is_feminine, is_speaker, part_object, silent_speaker
from tarjih.claims.traces import attribution_rows
from tarjih.claims.trailing import draft_trailing, has_source
from tarjih.records.page import Page
from tarjih.records.reading import Attribution
from tarjih.records.span import Span

__all__ = ["cue_kind", "find_attributions"]

_HEH, _TO_WHAT = "\u0647", "\u0644\u0645\u0627"
_MUTE = frozenset({"call", "issue", "own", "relay", "seem", "suspect"})  # kinds whose subject never speaks on
_RELAYING = frozenset({"announce", "inform", "relay", "say"})
# kinds that take no person for their object: such a form is a noun or another verb
_NO_PERSON = frozenset({"add", "announce", "praise", "say"})
_ASIDE = frozenset({"add", "announce", "inform", "say"})
_INLAID = frozenset({"owned", "seeming"})  # statements in the midst of others
_NEAR_THAT = 7  # words between a feminine participle and its "that"
_OF_NOUNS = frozenset({"about", "bi", "min", "obj"})
_BREVITY: dict[str, Brevity] = {"praise": "phrase", "seem": "clause"}
_OF_SIGNS = Role.COMMA | Role.STOPPER


def find_attributions(page: Page) -> tuple[Attribution, ...]:
    """Find every place where the report gives words or a belief to somebody.

    Returns:
        Attributions in the order of their cues, A1, A2 ...; sources run from the voice nearest to the
        report to the deepest, and are empty where nobody is named in the paragraph.
    """
    seen = outline(page)
    cues = [cue for cue in find_cues(seen) if not _asks_namelessness(seen, cue)]
    accepted = _accept(seen, join_participles(seen, cues))
    breaks = _breaks(seen, accepted)
    drafts: list[Draft] = []
    for item in accepted:
        draft = _draft(seen, item, drafts=drafts, breaks=breaks)
        if draft is not None and not _is_empty(seen, draft):
            drafts.append(draft)
    carried = carried_speakers(seen, drafts)
    spoken = [d for d in drafts if d.frame != "silent"]
    spoken += [
        Draft(cue=h.cue, start=h.start, end=h.end, chain=[h.speaker], frame="colon")
        for h in find_headlines(seen)
    ]
    spoken.sort(key=lambda d: (d.cue.at, d.cue.end))
    _keep_inside(spoken)
    return _write(seen, spoken, carried)


def _is_empty(seen: Outline, draft: Draft) -> bool:
    """Say whether a statement holds nothing but marks."""
    return all(seen.roles[j] & Role.MARK for j in range(draft.start, draft.end))


def cue_kind(attribution: Attribution) -> str:
    """Return the kind of cue that made an attribution, "say" for a colon."""
    row = cue_rows().get(attribution.rule.partition("+")[0])
    return row.kind if row is not None else "say"


def _accept(seen: Outline, cues: list[Cue]) -> list[Accepted]:
    """Keep the cues whose frame fits, with where their statement begins."""
    stops = frozenset(c.at for c in cues if _opens_clause(seen, c))
    accepted = []
    trailing_at = -1
    for cue in cues:
        match cue.row.frame:
            case "prep" | "prep_li" | "naqlan" | "basis":
                if has_source(seen, cue):
                    accepted.append(Accepted(cue, None, trailing=True))
                elif cue.end < len(seen.roles) and _is_what(seen, cue.end):
                    trailing_at = cue.end + 1
            case "prep_ma" | "kama":
                trailing_at = cue.end
            case "none" | "":
                pass
            case _:
                item = _accept_one(seen, cue, stops=stops, trails=cue.at == trailing_at)
                if item is not None:
                    accepted.append(item)
    return accepted


def _asks_namelessness(seen: Outline, cue: Cue) -> bool:
    """Say whether a source asks not to be named: that is about the source, not its words."""
    follows = seen.roles[cue.end] if cue.end < len(seen.roles) else 0
    return cue.row.kind == "demand" and bool(follows & Role.OPENING)


def _is_what(seen: Outline, j: int) -> bool:
    """Say whether word j is "what" or "to what"."""
    return bool(seen.roles[j] & Role.WHAT) or seen.words.words[j].key == _TO_WHAT


def _accept_one(seen: Outline, cue: Cue, *, stops: frozenset[int], trails: bool) -> Accepted | None:
    """Accept a cue with a frame of its own, as trailing or as silent; None if it is no cue here."""
    speaks = _may_speak(seen, cue, trails=trails)
    opening = open_statement(seen, cue, stops=stops - {cue.at}) if speaks else None
    if cue.voice == "verb" and not cue.negated:
        also = cue.at > 0 and bool(seen.roles[cue.at - 1] & Role.ALSO)
        aside = (
            trails
            and (cue.row.kind not in IMPERSONAL or _is_aside(seen, cue))
            and (not also or (opening is None and _is_aside(seen, cue)))
        )
        if aside or _is_relayed(seen, cue) or (opening is None and closes_statement(seen, cue)):
            return Accepted(cue, None, trailing=True)
    if opening is not None:
        return Accepted(cue, opening)
    if (
        cue.voice in {"verb", "participle"}
        and not cue.passive
        and cue.row.kind not in _MUTE
        and not cue.row.needs
    ):
        return Accepted(cue, None)
    return None


def _is_aside(seen: Outline, cue: Cue) -> bool:
    """Say whether "as X says" is all there is before the next sign: else it is "X also ..."."""
    if cue.row.kind not in _ASIDE and cue.row.kind not in IMPERSONAL:
        return False
    _, limit = seen.sentence_bounds(cue.at)
    phrase = subject_behind(seen, cue, limit)
    if phrase is None and cue.row.kind in IMPERSONAL:
        return False
    behind = cue.end if phrase is None else phrase[1]
    return behind >= limit or bool(seen.roles[behind] & _OF_SIGNS)


def _may_speak(seen: Outline, cue: Cue, *, trails: bool) -> bool:
    """Say whether a cue is not denied, nor a form that only looks like one."""
    if cue.negated and cue.row.kind not in DENYING:
        return False
    before = seen.roles[cue.at - 1] if cue.at else 0
    before_that = seen.roles[cue.at - 2] if cue.at > 1 else 0
    if "lead" in cue.row.needs and not (
        cue.joined or cue.answers or not before or before & (Role.MARK | Role.ALSO | Role.WHAT)
    ):
        return False
    if cue.row.needs == "min":
        return bool(before & Role.FROM)
    if before & Role.WITHOUT or before_that & Role.WITHOUT or _is_label(seen, cue):
        return False
    if cue.voice == "participle":
        return _is_circumstance(seen, cue)
    if cue.voice == "noun":
        return _noun_may_speak(seen, cue, before, before_that)
    if before & (Role.IN | Role.FROM | Role.TO | Role.ON | Role.ABOUT | Role.OPENING):
        return False  # a verbal noun that looks like a verb
    if cue.after and cue.row.kind in _NO_PERSON and not before & (Role.WHAT | Role.REL):
        return False
    if cue.present and before & Role.WHAT and not cue.after and not trails:
        return bool(before_that & Role.IN)
    if cue.passive:
        follows = seen.roles[cue.end] if cue.end < len(seen.roles) else 0
        return bool(follows & (Role.COMP | Role.BY))
    return not (cue.row.kind == "describe" and _describes_source(seen, cue))


def _noun_may_speak(seen: Outline, cue: Cue, before: int, before_that: int) -> bool:
    """Say whether a noun of saying, behind words of these roles, gives words of somebody."""
    if cue.row.id == "noun-qawl" and not seen.roles[cue.at] & Role.BY and not before & Role.TO:
        return False  # "one can say that"
    if cue.row.kind != "rumour":
        return True
    # "no news came of", "news agencies"
    return not (before | before_that) & Role.NEG and not before & (Role.ADDRESSEE | Role.SOURCE)


def _is_circumstance(seen: Outline, cue: Cue) -> bool:
    """Say whether a participle says what the speaker did meanwhile, and is no noun or adjective.

    The feminine looks like a noun ("memorandum") or an adjective ("confirmed"): a sign must stand
    before it, or its statement right behind it.
    """
    before = seen.roles[cue.at - 1] if cue.at else Role.MARK
    linked = before & (Role.IN | Role.FROM | Role.TO | Role.ON | Role.ABOUT)
    if linked and not has_pronoun(seen, cue.at - 1):
        return False
    if cue.at and seen.words.words[cue.at - 1].kind == "number":
        return False  # "431 suspects"
    if not seen.words.words[cue.at].key.endswith(_HEH) or before & Role.MARK:
        return True
    follows = seen.roles[cue.end] if cue.end < len(seen.roles) else 0
    if follows & (Role.COMP | Role.TO | Role.COLON | Role.MARK):
        return True
    near = range(cue.end, min(cue.end + _NEAR_THAT, len(seen.roles)))
    return cue.row.kind == "say" and any(seen.roles[j] & Role.COMP for j in near)


def _is_label(seen: Outline, cue: Cue) -> bool:
    """Say whether a newsroom's word before a colon opens the text: "follow-up:"."""
    if not seen.roles[cue.at] & Role.LABEL or cue.end >= len(seen.roles):
        return False
    first, _ = seen.sentence_bounds(cue.at)
    return cue.at - first < 8 and bool(seen.roles[cue.end] & Role.COLON)


def _describes_source(seen: Outline, cue: Cue) -> bool:
    """Say whether "which it called official" only describes a source just named."""
    _, limit = seen.sentence_bounds(cue.at)
    if not cue.after or cue.joined or cue.end >= limit:
        return False
    behind = cue.end + 1
    ends = behind >= limit or bool(seen.roles[behind] & _OF_SIGNS)
    return ends and bool(seen.roles[cue.end] & Role.BY)


def _is_relayed(seen: Outline, cue: Cue) -> bool:
    """Say whether a verb carries a pronoun for what was said: "which the agency carried"."""
    if cue.row.kind not in _RELAYING or not cue.after.startswith(_HEH):
        return False
    before = seen.roles[cue.at - 1] if cue.at else 0
    _, limit = seen.sentence_bounds(cue.at)
    phrase = subject_behind(seen, cue, limit)
    if cue.row.kind != "relay":
        return bool(before & Role.WHAT) and phrase is not None and is_speaker(seen, phrase)
    return phrase is not None and describe(seen, phrase).kind == "outlet"


def _opens_clause(seen: Outline, cue: Cue) -> bool:
    """Say whether a cue begins a clause of its own, at which the search of another must stop."""
    if cue.voice == "participle":
        apart = bool(seen.roles[cue.at - 1] & Role.MARK) if cue.at else True
        opens = apart or open_statement(seen, cue, stops=frozenset()) is not None
        return opens and _is_circumstance(seen, cue)
    if cue.row.needs.startswith(("responsibility", "charge", "blame")):
        return False  # too common verbs
    return cue.row.id == "noun-qawl" or (cue.voice == "verb" and cue.joined and not cue.passive)


def _breaks(seen: Outline, accepted: list[Accepted]) -> frozenset[int]:
    """Return the words at which a cue ends the statement before it."""
    found: set[int] = set()
    for item in accepted:
        cue = item.cue
        before = seen.roles[cue.at - 1] if cue.at else 0
        if item.trailing:
            found.add(_start_of_aside(seen, cue) if cue.voice == "verb" else cue.at)
        elif cue.voice == "participle":
            if item.opening is not None or (cue.row.kind in STANCE and before & Role.MARK):
                found.add(cue.at)
        elif cue.row.frame == "here":
            found.add(cue.at)
        elif item.opening is not None and item.opening.frame in _INLAID:
            continue
        elif cue.voice == "verb" and (item.opening is not None or cue.row.kind in STANCE):
            found |= _breaks_of_verb(seen, item)
    return frozenset(found)


def _start_of_aside(seen: Outline, cue: Cue) -> int:
    """Return where "according to what X said" begins."""
    at = cue.at
    while at > 0 and seen.roles[at - 1] & (Role.WHAT | Role.ALSO | Role.CUE):
        at -= 1
    return at


def _breaks_of_verb(seen: Outline, item: Accepted) -> set[int]:
    """Return the word at which a finite cue begins a clause beside the one before, none if under it."""
    cue = item.cue
    at = cue.at
    before = seen.roles[at - 1] if at else 0
    if cue.joined:
        apart = before & _OF_SIGNS or at - 1 in seen.opening
        believed = cue.row.kind in IMPERSONAL and cue.present
        if cue.row.kind not in INNER or (apart and not believed):
            return {at}
        return set()
    if before & Role.ALSO:
        return {at - 1, at}
    dropped = item.opening is not None and item.opening.subject_end == cue.end
    if before & Role.COMMA and dropped and subject_before(seen, cue) is not None:
        return set()  # "that the reports, which reached us, say": under it
    return {at} if _leads_clause(seen, at) else set()


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


def _draft(seen: Outline, item: Accepted, *, drafts: list[Draft], breaks: frozenset[int]) -> Draft | None:
    """Work out sources and statement of one accepted cue."""
    cue, opening = item.cue, item.opening
    if item.trailing:
        return draft_trailing(seen, cue, drafts=drafts, breaks=breaks)
    feminine = is_feminine(seen, cue)
    if opening is None:
        phrase = silent_speaker(seen, cue) if cue.voice == "verb" else None
        if phrase is None:
            return None
        return Draft(cue=cue, start=cue.at, end=cue.end, chain=[phrase], frame="silent", feminine=feminine)
    start = opening.start
    while start + 1 < len(seen.roles) and seen.roles[start] & Role.COMMA:
        start += 1  # "that they, in a statement, will"
    chain, speaks = find_speakers(seen, cue, opening=opening, drafts=drafts)
    if opening.frame == "obj_bi" or cue.row.needs.startswith("responsibility"):
        chain, start = part_object(seen, cue, opening=opening, chain=chain, drafts=drafts)
    if not _fits(seen, cue, opening=opening, chain=chain):
        return None
    free = opening.frame == "quote" and seen.words.words[start].kind != "mark"
    end = end_of_statement(
        seen,
        start,
        breaks=breaks - {cue.at},
        free=free and bool(seen.roles[start - 1] & Role.COLON),
        short=_brevity(cue, opening),
    )
    if opening.frame == "owned":
        end = cue.at - 1
    if opening.frame == "obj2":
        end = next((j for j in range(start + 1, end) if seen.roles[j] & Role.COMMA), end)
    return Draft(
        cue=cue, start=start, end=end, chain=chain, frame=opening.frame, speaks=speaks, feminine=feminine
    )


def _brevity(cue: Cue, opening: Opening) -> Brevity:
    """Say at what the statement of a cue ends, beside the clauses of others."""
    if cue.voice == "noun" and opening.frame in _OF_NOUNS:
        return "noun"
    return _BREVITY.get(cue.row.kind, "")


def _fits(seen: Outline, cue: Cue, *, opening: Opening, chain: list[Phrase]) -> bool:
    """Say whether the speaker is one the row and the frame ask for.

    A verbal noun for an object is speech only from somebody who can speak: "revealed details" is not.
    """
    if "outlet" in cue.row.needs:
        return bool(chain) and describe(seen, chain[0]).kind == "outlet"
    first, _ = seen.sentence_bounds(cue.at)
    before = seen.roles[cue.at - 1] if cue.at else 0
    plain = before & Role.REL and not chain and not cue.after and cue.row.kind not in IMPERSONAL
    if plain and opening.frame not in {"an", "quote", "from"}:
        return False  # "two clauses that talk about"
    at_once = opening.subject_end == cue.end
    if "lead" in cue.row.needs and cue.present and cue.feminine and at_once:
        return False  # "it turned out that"
    if _reaches_too_far(seen, cue, opening=opening, chain=chain):
        return False
    loose = opening.frame in {"ila", "ala", "min", "bi"} and cue.voice == "verb"
    if loose and not (chain or cue.joined or cue.at == first or cue.row.kind in INNER):
        return False
    if len(chain) == 1 and cue.row.id != "say-qala" and is_thing(seen, chain[0][0]):
        return False
    if cue.voice == "noun" and opening.frame == "ala" and not chain:
        return False  # "stressing prevention is": nobody's word
    if cue.voice == "verb" and opening.frame == "obj2":
        return bool(chain) and is_speaker(seen, chain[0])
    if cue.voice != "verb" or not ("speaker" in cue.row.needs or opening.frame in {"obj", "about", "count"}):
        return True
    if not chain:
        return cue.joined
    return is_speaker(seen, chain[0]) or bool(seen.roles[chain[0][0]] & Role.DEFINITE) or cue.joined


def _reaches_too_far(seen: Outline, cue: Cue, *, opening: Opening, chain: list[Phrase]) -> bool:
    """Say whether a "that" behind a comma belongs to another clause: no speaker stands before the comma."""
    if opening.frame != "an" or cue.row.id == "say-qala" or len(chain) != 1 or cue.voice != "verb":
        return False
    comma = opening.subject_end > cue.end and bool(seen.roles[opening.subject_end - 1] & Role.COMMA)
    phrase = chain[0]
    return comma and not is_speaker(seen, phrase) and bool(seen.roles[phrase[0]] & Role.DEFINITE)


def _keep_inside(drafts: list[Draft]) -> None:
    """Cut a statement that begins inside another at the other's end."""
    for n, draft in enumerate(drafts):
        for outer in drafts[max(0, n - 12) : n]:
            if outer.start <= draft.cue.at < outer.end and outer.start <= draft.start < outer.end < draft.end:
                draft.end = outer.end


def _write(seen: Outline, drafts: list[Draft], carried: dict[int, list[Phrase]]) -> tuple[Attribution, ...]:
    """Make the records, with parents, ids and carried speakers."""
    words = seen.words
    contents = [words.span(d.start, d.end) for d in drafts]
    cues = [Span(words.starts[d.cue.at], words.ends[d.cue.end - 1]) for d in drafts]
    written = []
    for n, draft in enumerate(drafts):
        certainty = certainty_of(seen, draft.cue, draft.start, draft.end)
        distance = distance_of(seen, draft.cue, draft.start, draft.end)
        written.append(
            Attribution(
                id=f"A{n + 1}",
                cue=cues[n],
                sources=tuple(describe(seen, phrase) for phrase in draft.chain),
                content=contents[n],
                mode=mode_of(seen, draft.start, draft.end),
                certainty=certainty,
                parent=_parent(n, cues, contents),
                distance=distance,
                rule=f"{draft.cue.row.id}+{draft.frame}",
                carried=tuple(describe(seen, phrase) for phrase in carried.get(draft.cue.at, ())),
                rows=attribution_rows(words, draft, certainty=certainty, distance=distance),
            )
        )
    return tuple(written)


def _parent(n: int, cues: list[Span], contents: list[Span]) -> str | None:
    """Return the id of the shortest other statement that holds cue n."""
    best: int | None = None
    for m in range(max(0, n - 12), min(len(cues), n + 4)):
        if m == n or not contents[m].contains(cues[n]):
            continue
        if best is None or len(contents[m]) < len(contents[best]):
            best = m
    return None if best is None else f"A{best + 1}"
