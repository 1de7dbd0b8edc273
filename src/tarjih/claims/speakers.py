"""Speakers: the chain of sources of one cue, named beside it or carried on from before."""

from tarjih.claims.complements import Opening, states_in_it
from tarjih.claims.cues import Cue
from tarjih.claims.drafts import IMPERSONAL, INNER, Draft, Phrase, is_nested
from tarjih.claims.noun_phrases import follow_name, has_pronoun
from tarjih.claims.outline import Outline, Role
from tarjih.claims.sources import chain_of, head_kind, is_thing, subject_before, subject_behind
from tarjih.claims.tables import CueRow

__all__ = ["carry_on", "find_speakers", "is_feminine", "is_speaker", "part_object", "silent_speaker"]

_SPEAKING_NOUNS = frozenset({"say", "add", "admit"})
_HEH = "\u0647"
_PLURALS = ("\u0627\u062a", "\u0648\u0646")
_NISBA = ("\u064a", "\u064a\u0647", "\u064a\u064a\u0646", "\u064a\u0648\u0646")
_LINKS = Role.IN | Role.FROM | Role.TO | Role.ON | Role.ABOUT | Role.STOP | Role.COMP
_LONGEST_HOLDER = 6
_HELD = frozenset({"accuse", "expect", "fear", "warn"})  # nouns of which somebody is the holder
_LONGEST_LEAD = 6  # words before a colon that only says where
_FAR = 12  # words behind a verb in which its subject must begin and end


def is_feminine(seen: Outline, cue: Cue) -> bool:
    """Say whether the form of a cue asks for a feminine speaker."""
    if cue.voice == "verb":
        return cue.feminine
    return seen.words.words[cue.at].key.endswith(_HEH)


def silent_speaker(seen: Outline, cue: Cue) -> Phrase | None:
    """Return the subject of a verb that gives no words here, None if it names nobody for certain."""
    _, limit = seen.sentence_bounds(cue.at)
    phrase = subject_behind(seen, cue, min(cue.end + _FAR, limit))
    if phrase is not None:
        first = phrase[0]
        many = cue.at == seen.sentence_bounds(cue.at)[0] and seen.words.words[first].key.endswith(_PLURALS)
        if many or seen.roles[first] & (Role.SOURCE | Role.DEFINITE) or seen.in_name[first]:
            return phrase
    return None if cue.joined else subject_before(seen, cue)


def find_speakers(
    seen: Outline, cue: Cue, *, opening: Opening, drafts: list[Draft]
) -> tuple[list[Phrase], bool]:
    """Return the chain of sources of a cue, and whether they may go on speaking."""
    if cue.voice == "participle":
        return carry_on(seen, cue, drafts), True
    if cue.voice == "noun":
        return _chain_of_noun(seen, cue, opening=opening, drafts=drafts), False
    if cue.passive or cue.row.kind == "seem":
        return [], False
    if opening.frame == "owned":
        owner = subject_behind(seen, cue, opening.subject_end)
        return ([owner] if owner is not None else []), False
    if opening.frame == "from":
        return _relayed_chain(seen, cue, opening=opening, drafts=drafts), True
    limit = opening.subject_end
    if cue.row.frame == "stated":
        if states_in_it(seen, cue):
            return _document_before(seen, cue), True
        first = cue.end + 1
        return chain_of(seen, (first, follow_name(seen, first, limit))), True
    at_once = limit == cue.end
    if at_once and _is_impersonal(seen, cue):
        return [], False
    behind_which = cue.at > 0 and bool(seen.roles[cue.at - 1] & Role.REL)
    inside = _enclosing(cue, drafts)
    if cue.joined and cue.row.kind in INNER and at_once and inside is not None:
        return [(inside.start, min(follow_name(seen, inside.start, cue.at), inside.start + 4))], False
    phrase = _beside(seen, cue, limit, behind_which=behind_which)
    if phrase is None:
        return _goes_on_speaking(seen, cue, drafts), True
    return chain_of(seen, phrase), True


def _goes_on_speaking(seen: Outline, cue: Cue, drafts: list[Draft]) -> list[Phrase]:
    """Return who speaks on: the last speaker, else the subject of the verb that the sentence begins with."""
    chain = carry_on(seen, cue, drafts)
    if chain or not cue.joined or cue.row.kind in IMPERSONAL:
        return chain
    sentence, _ = seen.sentence_bounds(cue.at)
    return _subject_of(seen, cue, _behind_lead(seen, sentence, cue.at))


def _beside(seen: Outline, cue: Cue, limit: int, *, behind_which: bool) -> Phrase | None:
    """Return the subject behind a verb, before word `limit`, or before it; None if it is dropped."""
    leading = None if cue.joined or behind_which else subject_before(seen, cue)
    if leading is not None and leading[1] == cue.at and leading[0] and seen.roles[leading[0] - 1] & Role.COMP:
        return leading  # "that the police warned the government of": what follows is the object
    phrase = None if limit == cue.end else subject_behind(seen, cue, limit)
    if phrase is not None and behind_which and not cue.after and not _is_somebody(seen, phrase):
        phrase = None
    if phrase is not None and (is_speaker(seen, phrase) or _is_led_by_colon(seen, cue)):
        return phrase
    if cue.joined and not behind_which:
        return phrase
    return subject_before(seen, cue) or phrase


def is_speaker(seen: Outline, phrase: Phrase) -> bool:
    """Say whether a phrase surely names somebody who can speak: a known source, a name, a quoted name."""
    first, end = phrase
    if seen.roles[first] & Role.SOURCE or first in seen.closing:
        return True
    name = seen.named.get(first) or seen.named_ends.get(end)
    return name is not None or bool(seen.in_name[first])


def _is_somebody(seen: Outline, phrase: Phrase) -> bool:
    """Say whether a phrase names a speaker or may: a definite noun that is no thing."""
    return is_speaker(seen, phrase) or (
        bool(seen.roles[phrase[0]] & Role.DEFINITE) and not is_thing(seen, phrase[0])
    )


def _is_led_by_colon(seen: Outline, cue: Cue) -> bool:
    """Say whether a dateline's colon stands right before a verb of the text: no subject stands there."""
    return cue.at > 0 and bool(seen.roles[cue.at - 1] & Role.COLON) and seen.paragraph_of(cue.at) > 0


def _enclosing(cue: Cue, drafts: list[Draft]) -> Draft | None:
    """Return the draft whose "that ..." holds a cue, None if the cue stands in the report's own clause."""
    for draft in reversed(drafts[-4:]):
        if draft.frame == "an" and draft.start < cue.at < draft.end:
            return draft
    return None


def _is_impersonal(seen: Outline, cue: Cue) -> bool:
    """Say whether a verb of belief has nobody for a subject: "it is thought that"."""
    if cue.row.kind not in IMPERSONAL or not cue.impersonal or not cue.present:
        return False
    if cue.joined:
        return True
    phrase = subject_before(seen, cue)
    if phrase is None:
        return True
    first, end = phrase
    apart = any(
        not seen.roles[j] & (Role.ADVERB | Role.TIME | Role.COMMA | Role.NEG) for j in range(end, cue.at)
    )
    if apart or (cue.row.kind == "suspect" and not seen.roles[first] & Role.DEFINITE):
        return True  # "armed men suspected of"
    if end - first > _LONGEST_HOLDER and end not in seen.named_ends:
        return True
    return not (seen.roles[first] & Role.SOURCE or first in seen.named or end in seen.named_ends)


def _chain_of_noun(seen: Outline, cue: Cue, *, opening: Opening, drafts: list[Draft]) -> list[Phrase]:
    """Return the sources of a noun of saying: its genitive ("the ministry's assurance"), or the speaker."""
    if opening.frame == "here" or (cue.row.kind in _SPEAKING_NOUNS and opening.subject_end <= cue.end):
        return carry_on(seen, cue, drafts)
    first = cue.end
    genitive = opening.subject_end > first and not seen.roles[cue.at] & Role.DEFINITE
    if genitive and (seen.roles[first] & Role.SOURCE or first in seen.named):
        return [(first, follow_name(seen, first, opening.subject_end))]
    return _holder(seen, cue)


def _document_before(seen: Outline, cue: Cue) -> list[Phrase]:
    """Return the document before "in which there came", and who made or published it."""
    sentence, _ = seen.sentence_bounds(cue.at)
    for j in range(cue.at - 1, max(sentence, cue.at - _FAR) - 1, -1):
        if seen.roles[j] & (Role.COLON | Role.STOPPER):
            break
        if seen.roles[j] & Role.MEDIUM or head_kind(seen, j) == "document":
            chain = chain_of(seen, (j, follow_name(seen, j, cue.at)))
            maker = _subject_of(seen, cue, sentence) if len(chain) == 1 else []
            return [*chain, *(phrase for phrase in maker if phrase[1] <= j)]
    return []


def _holder(seen: Outline, cue: Cue) -> list[Phrase]:
    """Return the subject of the verb whose object a noun of saying is: "both sides traded accusations of"."""
    if cue.row.kind not in _HELD:
        return []
    sentence, _ = seen.sentence_bounds(cue.at)
    for at in range(cue.at - 1, max(sentence, cue.at - _FAR) - 1, -1):
        bits = seen.roles[at]
        if bits & (Role.MARK | Role.COMP | Role.REL):
            return []
        if bits & Role.FINITE and not bits & (Role.SOURCE | Role.DEFINITE):
            first = at + 1
            if first == cue.at:
                before = subject_before(seen, Cue(at, first, cue.row, "verb"))
                return [before] if before is not None else []
            somebody = seen.roles[first] & Role.SOURCE or first in seen.named
            if (
                somebody
                and not seen.roles[first] & (Role.BY | Role.FOR)
                and follow_name(seen, first, cue.at) == cue.at
            ):
                return [(first, cue.at)]
            return []
    return []


def _relayed_chain(seen: Outline, cue: Cue, *, opening: Opening, drafts: list[Draft]) -> list[Phrase]:
    """Return [carrier, deeper source ...] of "X quoted Y as saying"."""
    at = opening.subject_end
    nearest = None if at == cue.end else subject_behind(seen, cue, at)
    if nearest is None and not cue.joined:
        nearest = subject_before(seen, cue)
    deeper = chain_of(seen, (at + 1, follow_name(seen, at + 1, opening.start)))
    told = "to" not in cue.row.frames  # "attacks ascribed to": by nobody named
    near = [nearest] if nearest is not None else carry_on(seen, cue, drafts)[:1] if told else []
    return [*near, *deeper]


def part_object(
    seen: Outline, cue: Cue, *, opening: Opening, chain: list[Phrase], drafts: list[Draft]
) -> tuple[list[Phrase], int]:
    """Part subject and object of "A accused B of": return the chain and where the object begins."""
    predicate = opening.subject_end
    if cue.after or predicate == cue.end:
        passive = cue.voice == "verb" and cue.row.kind == "accuse" and not cue.after
        return ([] if passive else chain), predicate  # "who were accused of"
    if cue.voice == "participle":
        return chain, cue.end
    before = None if cue.joined else subject_before(seen, cue)
    if before is not None:
        return [before], cue.end
    first = cue.end
    if seen.roles[first] & (Role.STOP | Role.IN):
        return carry_on(seen, cue, drafts), first  # "accused, during his visit, A of"
    end = _first_noun_phrase(seen, first, predicate)
    if end >= predicate:
        return carry_on(seen, cue, drafts), first
    between = Role.TIME | Role.ADVERB | Role.COMMA
    stop = end
    while end < predicate and seen.roles[end] & (between | Role.STOP):
        end += 2 if seen.roles[end] & Role.STOP else 1  # "for months"
    while stop > first + 1 and seen.roles[stop - 1] & between:
        stop -= 1
    return [(first, stop)], end


def _first_noun_phrase(seen: Outline, first: int, limit: int) -> int:
    """Return the end of the first of two noun phrases that follow each other without a sign between."""
    name = seen.named.get(first)
    named = name is not None and name.end < limit
    j = name.end if name is not None and named else first + 1
    closed = bool(seen.roles[j - 1] & Role.DEFINITE) or named
    if not closed and seen.roles[first] & Role.SOURCE:
        k = j
        while k < limit and _is_adjective(seen, k) and not seen.roles[k] & Role.DEFINITE:
            k += 1
        if k > j and k < limit and not seen.roles[k] & Role.DEFINITE:
            return k  # "medical sources his state as"
    while j < limit:
        bits = seen.roles[j]
        if bits & (Role.TIME | Role.ADVERB | Role.COMMA | Role.STOP):
            return j
        follower = seen.named.get(j)
        if bits & Role.NAMING and bits & Role.IN:
            closed = False  # "the spokesman in the name of the army"
        elif closed and not (follower is not None and follower.entity.kind == "PERSON"):
            if follower is not None or not _is_adjective(seen, j):
                return j
        else:
            closed = closed or bool(bits & Role.DEFINITE) or follower is not None
        j = follower.end if follower is not None and follower.end <= limit else j + 1
    return limit


def _is_adjective(seen: Outline, j: int) -> bool:
    """Say whether word j has the ending of an adjective of relation and names nothing."""
    return j not in seen.named and seen.words.words[j].key.endswith(_NISBA)


def carry_on(seen: Outline, cue: Cue, drafts: list[Draft]) -> list[Phrase]:
    """Return who speaks on in the same paragraph: the last speaker who agrees in gender, else the last."""
    paragraph = seen.paragraph_of(cue.at)
    sentence, _ = seen.sentence_bounds(cue.at)
    sentence = _behind_lead(seen, sentence, cue.at)
    feminine = is_feminine(seen, cue)
    last: list[Phrase] | None = None
    fresh = not any(d.cue.at >= sentence for d in drafts[-4:])
    topic = _subject_of(seen, cue, sentence) if fresh else []
    if topic:
        return topic
    for draft in reversed(drafts):
        if seen.paragraph_of(draft.cue.at) != paragraph:
            break
        if not draft.speaks or is_nested(draft, drafts):
            continue
        here = draft.cue.at >= sentence
        if here and last is None and _goes_against(seen, cue, draft):
            return [(draft.start, min(follow_name(seen, draft.start, cue.at), draft.end))]
        if not draft.chain:
            return []  # somebody unnamed in this paragraph speaks on
        agrees = draft.feminine == feminine or cue.voice == "particle"
        if agrees or (here and cue.voice != "verb"):
            return _speaker(seen, draft, cue)
        last = last or _speaker(seen, draft, cue)
    return last or _topic(seen, cue, sentence)


def _goes_against(seen: Outline, cue: Cue, draft: Draft) -> bool:
    """Say whether "but he" means the subject of the last statement, whose speaker is a "she"."""
    before = seen.words.hits[cue.at - 1].get("joints", ()) if cue.at else ()
    but = any(hit.after for hit in before) and bool(seen.roles[cue.at - 1] & Role.BUT)
    if not but or draft.frame != "an" or cue.feminine == draft.feminine:
        return False
    return bool(seen.roles[draft.start] & Role.SOURCE) or bool(seen.in_name[draft.start])


def _behind_lead(seen: Outline, first: int, limit: int) -> int:
    """Return the first word of a sentence behind "meanwhile," and "for his part,"."""
    while first < limit:
        bits = seen.roles[first]
        if first in seen.phrase_ends and bits & (Role.TURN | Role.SIDE):
            first = seen.phrase_ends[first]
        elif bits & (Role.COMMA | Role.WAS | Role.ALSO) and first not in seen.named:
            first += 1
        else:
            return first
    return limit


def _is_woman(seen: Outline, first: int) -> bool:
    """Say whether the noun at word `first` names one woman: a feminine person, no plural and no body."""
    one = seen.words.words[first].key.endswith(_HEH)
    return one and head_kind(seen, first) in {"person", "official", "witness", "expert"}


def _speaker(seen: Outline, draft: Draft, cue: Cue) -> list[Phrase]:
    """Return who goes on speaking: whoever was quoted, if the form does not point at the carrier."""
    if draft.frame == "from" and len(draft.chain) > 1:
        carrier = cue.voice == "verb" and cue.feminine == draft.feminine
        if carrier and cue.feminine and _is_woman(seen, draft.chain[1][0]):
            carrier = False
        return draft.chain[:1] if carrier else draft.chain[1:]
    return draft.chain


def _subject_of(seen: Outline, cue: Cue, sentence: int) -> list[Phrase]:
    """Return the subject of the verb that a sentence begins with, for "saying" and "by saying" behind it."""
    colon = (j for j in range(sentence, min(sentence + _LONGEST_LEAD, cue.at)) if seen.roles[j] & Role.COLON)
    sentence = next(colon, sentence - 1) + 1
    first = sentence + 1
    if cue.row.frame == "here" or first >= cue.at:
        return []
    verb = seen.roles[sentence]
    if cue.voice != "verb" and verb & Role.CUE and _begins_with_verb(seen, sentence):
        phrase = _subject_of_cue(seen, sentence, cue.at)
        if phrase is not None:
            return [phrase]
    if cue.voice == "verb" and not _begins_with_verb(seen, sentence):
        return []
    if verb & (Role.IN | Role.FROM | Role.ON | Role.STOP | Role.MARK | Role.DEFINITE | Role.SOURCE):
        return []
    if seen.in_name[sentence] or not (seen.roles[first] & Role.SOURCE or first in seen.named):
        return []
    name = seen.named.get(first)
    town = name is not None and name.entity.kind == "PLACE" and cue.voice != "verb"
    document = seen.roles[first] & Role.MEDIUM and has_pronoun(seen, first)
    if seen.roles[first] & (Role.BY | Role.FOR) or town or document:
        return []
    if name is not None and name.entity.kind == "PERSON":
        return [(first, name.end)]
    return [(first, follow_name(seen, first, cue.at))]


def _subject_of_cue(seen: Outline, first: int, limit: int) -> Phrase | None:
    """Return the subject of the verb of speech at word `first`, though no list knows it as a speaker."""
    row = CueRow(id="", pos="verb", forms="", kind="")
    verb = Cue(at=first, end=first + 1, row=row, voice="verb")
    phrase = subject_behind(seen, verb, limit)
    if phrase is None or is_thing(seen, phrase[0]):
        return None
    plain = not seen.roles[phrase[0]] & (Role.SOURCE | Role.DEFINITE) and not seen.in_name[phrase[0]]
    many = seen.words.words[phrase[0]].key.endswith(_PLURALS)
    return None if plain and not many else phrase


def _begins_with_verb(seen: Outline, sentence: int) -> bool:
    """Say whether a sentence begins with a verb, as far as the lists of events and of speech know."""
    found = seen.words.hits[sentence]
    tables = ("cues", "triggers", "light_verbs")
    return any(hit.features for table in tables for hit in found.get(table, ()))


def _topic(seen: Outline, cue: Cue, sentence: int) -> list[Phrase]:
    """Return the first person or body named in the sentence of a participle: its likely subject."""
    if cue.voice != "participle":
        return []
    first = sentence + 1
    if cue.at - first in {1, 2} and seen.roles[first] & (Role.DEFINITE | Role.SOURCE):
        return [(first, cue.at)]  # "went on the speaker, saying"
    for j in range(sentence, min(cue.at, sentence + 8)):
        name = seen.named.get(j)
        if seen.roles[j] & (Role.BY | Role.FOR) or (j and seen.roles[j - 1] & _LINKS):
            continue
        if name is not None and name.entity.kind != "PLACE" and name.end <= cue.at:
            return [(j, name.end)]
    return []
