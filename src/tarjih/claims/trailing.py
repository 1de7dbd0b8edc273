"""Trailing cues: "according to X", "as X reported": they stand behind, before or inside their statement."""

from tarjih.claims.contents import end_of_statement, trim
from tarjih.claims.cues import Cue
from tarjih.claims.drafts import INNER, Draft, Phrase
from tarjih.claims.noun_phrases import follow_name
from tarjih.claims.outline import Outline, Role
from tarjih.claims.source_records import describe
from tarjih.claims.sources import chain_of, is_thing, subject_behind
from tarjih.claims.speakers import carry_on

__all__ = ["draft_trailing", "has_source"]

_LAM, _HEH = "\u0644", "\u0647"
_PRONOUNS = (_HEH, "\u0647\u0627", "\u0647\u0645")
_NOUN_ENDS = (_HEH, "\u0627\u062a", "\u0627", "\u0647\u0627", "\u0647\u0645", "\u064a\u0646")
_LINKS = Role.TO | Role.ON | Role.FROM | Role.ABOUT | Role.BY
_SHORTEST_REST = 3
_SHORT_LEAD = 6  # words before a cue that stands inside its statement


def has_source(seen: Outline, cue: Cue) -> bool:
    """Say whether "according to" is followed by somebody, not by a law or a plan."""
    j = cue.end
    if cue.row.id == "prep-ala-hadd":
        return True
    if j >= len(seen.roles) or seen.words.sentence_of[j] != seen.words.sentence_of[cue.at]:
        return False
    if _issuer(seen, j) is not None:
        return True
    bits = seen.roles[j]
    key = seen.words.words[j].key
    if bits & Role.FOR and j + 1 < len(seen.roles) and seen.roles[j + 1] & Role.WHAT:
        return False  # "according to all that we said"
    if cue.row.frame == "prep_li" and not (bits & Role.FOR or key.startswith(_LAM)):
        return False
    if key == _LAM:
        bits = seen.roles[j + 1] if j + 1 < len(seen.roles) else 0
    barred = Role.WHAT | Role.COMP | Role.MARK | Role.STOP | (0 if seen.in_name[j] else Role.RULE)
    if bits & barred and j not in seen.closing:
        return j + 1 in seen.closing
    return seen.words.words[j].kind != "number" and not is_thing(seen, j) and _may_be_somebody(seen, j)


def _issuer(seen: Outline, j: int) -> Phrase | None:
    """Return who announced the tally that begins at word j: "a first tally which X announced"."""
    _, end = seen.sentence_bounds(j)
    if seen.roles[j] & (Role.SOURCE | Role.DEFINITE | Role.MARK | Role.WHAT | Role.COMP) or seen.in_name[j]:
        return None
    for k in range(j + 1, min(j + 4, end - 1)):
        if seen.roles[k] & (Role.MARK | Role.AND):
            return None
        told = any(hit.after and hit.features for hit in seen.words.hits[k].get("cues", ()))
        if told and (seen.roles[k + 1] & Role.SOURCE or seen.in_name[k + 1]):
            return k + 1, follow_name(seen, k + 1, end)
    return None


def _may_be_somebody(seen: Outline, j: int) -> bool:
    """Say whether word j may head the name of a source: an unknown indefinite noun does not.

    A name no list knows is no feminine or plural noun, and no genitive with the article follows it.
    """
    known = Role.SOURCE | Role.DEFINITE | Role.MEDIUM | Role.SAYING | Role.ADDRESSEE | Role.SELF
    key = seen.words.words[j].key
    if (
        key.startswith(_LAM + _LAM)
        or seen.roles[j] & known
        or seen.in_name[j]
        or j in seen.closing
        or j in seen.named
    ):
        return True
    if (
        seen.words.hits[j].get("human_nouns")
        or _is_wording(seen, j, len(seen.roles))
        or _has_pronoun(seen, j)
    ):
        return True
    if key.endswith(_NOUN_ENDS):
        return False
    return j + 1 >= len(seen.roles) or not seen.roles[j + 1] & Role.DEFINITE


def draft_trailing(seen: Outline, cue: Cue, *, drafts: list[Draft], breaks: frozenset[int]) -> Draft | None:
    """Work out sources and statement of a cue that stands behind, before or inside its statement."""
    sentence, limit = seen.sentence_bounds(cue.at)
    chain, behind = _sources(seen, cue, limit=limit, drafts=drafts)
    if not chain and cue.row.id != "prep-ala-hadd" and cue.voice != "verb":
        return None
    here = [d for d in drafts[-16:] if d.frame != "silent" and sentence <= d.cue.at < cue.at]
    host = next((d for d in reversed(here) if cue.at < d.start), None)
    beside = _beside(cue, here)
    if beside is not None:
        return Draft(
            cue=cue,
            start=beside.start,
            end=beside.end,
            chain=[*chain, *beside.chain],
            frame="host",
            speaks=False,
        )
    if host is not None:
        return _inside(cue, chain, host)
    lead = _lead(seen, cue)
    if cue.row.frame == "naqlan" and here and here[-1].frame in {"after", "before"}:
        last = here[-1]  # "as X carried it, quoting Y"
        return Draft(
            cue=cue,
            start=last.start,
            end=last.end,
            chain=[*last.chain[:1], *chain],
            frame="host",
            speaks=False,
        )
    quoted = _quotation_before(seen, cue, sentence)
    if quoted is not None:
        return Draft(cue=cue, start=quoted[0], end=quoted[1], chain=chain, frame="after")
    if cue.row.kind == "relay" and cue.voice == "verb" and lead == cue.at and not here:
        return None  # a clause about a picture, not about words
    if lead <= sentence or _opens_clause(seen, cue, lead, behind=behind, limit=limit):
        start = _behind_lead(seen, behind, limit)
        if start >= limit or seen.roles[start] & Role.STOPPER:
            return _again(cue, chain, drafts)
        end = end_of_statement(seen, start, breaks=breaks - {cue.at}, free=False, short="")
        return Draft(cue=cue, start=start, end=end, chain=chain, frame="before")
    if cue.row.frame == "naqlan" and here:
        chain = [*here[-1].chain[:1], *chain]
    start, end = _statement(seen, chain, here=here, bounds=(sentence, limit), lead=lead, behind=behind)
    return Draft(cue=cue, start=start, end=end, chain=chain, frame="after", speaks=False)


def _opens_clause(seen: Outline, cue: Cue, lead: int, *, behind: int, limit: int) -> bool:
    """Say whether "and according to X" begins a clause: its statement stands behind it, not before."""
    before = seen.roles[lead - 1] if lead else 0
    if cue.at and (cue.at - 1 in seen.closing or seen.roles[cue.at - 1] & Role.COLON):
        return behind < limit  # first in what somebody says
    if behind >= limit or cue.voice == "verb":
        return False
    answered = bool(seen.roles[behind] & (Role.COLON | Role.COMP))
    return answered and (cue.joined or bool(before & Role.COLON))


def _quotation_before(seen: Outline, cue: Cue, sentence: int) -> Phrase | None:
    """Return the quotation that a verb directly follows: "...", says X."""
    close = cue.at - 1
    if close > sentence and seen.roles[close] & Role.COMMA:
        close -= 1
    first = seen.opening.get(close, -1)
    return (first, close + 1) if cue.voice == "verb" and first >= sentence else None


def _beside(cue: Cue, here: list[Draft]) -> Draft | None:
    """Return the draft whose document the relative clause of a cue describes: "a report which X carried"."""
    last = here[-1] if here else None
    if last is None or cue.row.kind != "relay" or cue.voice != "verb" or not last.chain:
        return None
    return last if last.frame in {"after", "before"} and last.chain[-1][1] == cue.at else None


def _inside(cue: Cue, chain: list[Phrase], host: Draft) -> Draft:
    """Share the statement of the cue around: "said, as the agency carried it, that ..."."""
    deeper = [p for p in host.chain if p not in chain]
    if cue.row.frame == "naqlan":
        chain = [*deeper[:1], *chain]
    elif cue.voice == "verb":
        chain = [*chain, *deeper]
    return Draft(cue=cue, start=host.start, end=host.end, chain=chain, frame="host", speaks=False)


def _again(cue: Cue, chain: list[Phrase], drafts: list[Draft]) -> Draft | None:
    """Give the last statement to a source that stands in a sentence alone: "According to X."."""
    last = next((d for d in reversed(drafts) if d.frame != "silent"), None)
    if last is None:
        return None
    return Draft(cue=cue, start=last.start, end=last.end, chain=chain, frame="again", speaks=False)


def _lead(seen: Outline, cue: Cue) -> int:
    """Return the first word of the phrase of a trailing cue, with its "according to what"."""
    at = cue.at
    first, _ = seen.sentence_bounds(at)
    while at > first and seen.roles[at - 1] & (Role.WHAT | Role.ALSO | Role.CUE | Role.COMMA | Role.MARK):
        before = seen.roles[at - 1]
        if before & (Role.STOPPER | Role.COLON) or at - 1 in seen.opening:
            break
        if before & Role.CUE and not _is_according(seen, at - 1):
            break
        at -= 1
    return at


def _is_according(seen: Outline, j: int) -> bool:
    return any(hit.row.startswith("prep-") for hit in seen.words.hits[j].get("cues", ()))


def _behind_lead(seen: Outline, j: int, limit: int) -> int:
    """Return where the statement begins behind "according to X,": behind comma and "so"."""
    if j < limit and seen.roles[j] & Role.REL:  # "the papers which were published yesterday,"
        ends = Role.COMMA | Role.COMP
        j = next((k for k in range(j, limit) if seen.roles[k] & ends), j)
    while j < limit and seen.roles[j] & (Role.COMMA | Role.COLON | Role.TIME | Role.ADVERB | Role.COMP):
        j += 1
    return j


def _sources(seen: Outline, cue: Cue, *, limit: int, drafts: list[Draft]) -> tuple[list[Phrase], int]:
    """Return the sources of a trailing cue and the word behind them."""
    if cue.voice == "verb":
        return _sources_of_verb(seen, cue, limit=limit, drafts=drafts)
    first = cue.end
    if first < limit and seen.words.words[first].key == _LAM:
        first += 1
    while first < limit and (seen.roles[first] & Role.SAYING or _is_wording(seen, first, limit)):
        first += 1
    pronoun = cue.row.id == "prep-ala-hadd" and seen.words.words[cue.end - 1].key.endswith(_PRONOUNS)
    if first >= limit or pronoun or (seen.roles[first] & Role.MARK and first not in seen.closing):
        return carry_on(seen, cue, drafts), first
    if _has_pronoun(seen, first):
        return carry_on(seen, cue, drafts), first + 1
    issuer = _issuer(seen, first)
    if issuer is not None:
        return [issuer], issuer[1]
    chain = chain_of(seen, (first, follow_name(seen, first, limit)))
    return chain, _behind_clause(seen, chain[-1][1], limit)


def _behind_clause(seen: Outline, j: int, limit: int) -> int:
    """Return the word behind a clause that says who published the document just named."""
    for hit in seen.words.hits[j].get("cues", ()) if j < limit else ():
        if hit.after and hit.features:
            k = j + 1
            while k < limit and not seen.roles[k] & (Role.COMMA | Role.COMP | Role.CUE | Role.STOPPER):
                k += 1
            return k
    return j


def _sources_of_verb(seen: Outline, cue: Cue, *, limit: int, drafts: list[Draft]) -> tuple[list[Phrase], int]:
    """Return the sources of "as X reported", "what X quoted from Y"."""
    phrase = subject_behind(seen, cue, limit)
    if cue.row.frame == "stated" and cue.end + 1 < limit and seen.roles[cue.end] & Role.IN:
        phrase = (cue.end + 1, follow_name(seen, cue.end + 1, limit))
    behind = phrase[1] if phrase is not None else cue.end
    chain = chain_of(seen, phrase) if phrase is not None else []
    if behind + 1 < limit and seen.roles[behind] & Role.ABOUT and cue.row.kind == "relay":
        first = behind + 1
        behind = _with_description(seen, follow_name(seen, first, limit), limit)
        chain = [*chain, (first, behind)]
    if not chain:
        return carry_on(seen, cue, drafts), behind
    return chain, max(behind, chain[-1][1])


def _is_wording(seen: Outline, j: int, limit: int) -> bool:
    """Say whether word j is the "expression" of "according to the expression of X"."""
    if seen.roles[j] & Role.DEFINITE:
        return False
    bare = any(hit.row == "wording" and not hit.after for hit in seen.words.hits[j].get("joints", ()))
    return bare and j + 1 < limit and not seen.roles[j + 1] & Role.MARK


def _has_pronoun(seen: Outline, j: int) -> bool:
    """Say whether word j is "his expression": the speaker is known."""
    return any(hit.row == "wording" and hit.after for hit in seen.words.hits[j].get("joints", ()))


def _with_description(seen: Outline, j: int, limit: int) -> int:
    """Return the end of a source with a clause that describes it as one ("which it called official")."""
    if j + 1 >= limit or not seen.roles[j + 1] & Role.BY:
        return j
    described = any(hit.row == "believe-wasafa" and hit.after for hit in seen.words.hits[j].get("cues", ()))
    return j + 2 if described else j


def _statement(
    seen: Outline, chain: list[Phrase], *, here: list[Draft], bounds: tuple[int, int], lead: int, behind: int
) -> tuple[int, int]:
    """Return the statement that a trailing cue follows or stands in."""
    sentence, limit = bounds
    end = trim(seen, sentence, lead)
    level = [
        d
        for d in here
        if d.start < lead and d.frame not in {"after", "host"} and d.chain and d.cue.row.kind not in INNER
    ]
    if len(level) > 1 and chain and describe(seen, chain[0]).kind == "outlet":
        return sentence, end
    if level:
        last = level[-1]
        return last.start, max(trim(seen, last.start, lead), last.start + 1)
    if behind + 2 < limit and seen.roles[behind] & Role.COMMA and seen.roles[behind + 1] & _LINKS:
        first = behind + 2 if seen.roles[behind + 1] & Role.TO else behind + 1
        comma = next((j for j in range(first, limit) if seen.roles[j] & Role.COMMA), limit)
        return first, trim(seen, first, comma)
    start = sentence
    while start < end and start in seen.phrase_ends and seen.roles[start] & (Role.TURN | Role.SIDE):
        start = seen.phrase_ends[start]
        while start < end and seen.roles[start] & Role.COMMA:
            start += 1
    if end - start < _SHORT_LEAD and _goes_on(seen, behind, limit):
        end = trim(seen, start, limit)
    return start, end


def _goes_on(seen: Outline, behind: int, limit: int) -> bool:
    """Say whether the clause around "according to X" goes on behind it, and no other clause begins."""
    if limit - behind <= _SHORTEST_REST or seen.roles[behind] & (Role.STOPPER | Role.CUE):
        return False
    first = behind + 1 if seen.roles[behind] & Role.COMMA else behind
    return not seen.roles[first] & (Role.BUT | Role.CONTRAST | Role.AND)
