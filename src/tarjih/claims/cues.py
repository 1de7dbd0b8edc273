"""Cues: words that may open a statement of somebody, before it is known that they do."""

from functools import cache

from tarjih.claims.outline import Outline, Role
from tarjih.claims.tables import CueRow
from tarjih.lexicons import load
from tarjih.records.page import Hit

__all__ = ["Cue", "cue_rows", "find_cues"]


_FEH, _MAQSURA, _LAM, _YEH = "\u0641", "\u0649", "\u0644", "\u064a"
_HAMZA, _CONJUNCTIONS = "\u0623", "\u0648\u0641"
_BARE_PASTS = (":VII", ":VIII", ":X")
_LONGEST_TOPIC = 24  # words between "as for" and its "so"
_LONGEST_CALLED = 7
_NAFY = 3  # letters of "denial" alone, without "and"
_RARE = ("d", "3fp")  # persons that news prose hardly uses and that look like other words
_FIRST_PERSONS = frozenset(("\u064a", "\u0646\u064a", "\u0643"))


class Cue:
    """A cue where it stands: words `[at, end)`, its row, and what its form says.

    `voice` is "verb", "participle", "noun" or "particle"; `after` the pronoun it carries; `answers` says
    that it is the "so ..." behind "as for ...".
    """

    __slots__ = (
        "after",
        "answers",
        "at",
        "end",
        "feminine",
        "impersonal",
        "joined",
        "negated",
        "passive",
        "plural",
        "present",
        "row",
        "voice",
    )

    def __init__(
        self,
        at: int,
        end: int,
        row: CueRow,
        voice: str,
        after: str = "",
        *,
        joined: bool = False,
        answers: bool = False,
        feminine: bool = False,
        plural: bool = False,
        impersonal: bool = False,
        present: bool = False,
        passive: bool = False,
        negated: bool = False,
    ) -> None:
        self.at = at
        self.end = end
        self.row = row
        self.voice = voice
        self.after = after
        self.joined = joined
        self.answers = answers
        self.feminine = feminine
        self.plural = plural
        self.impersonal = impersonal
        self.present = present
        self.passive = passive
        self.negated = negated

    def widened(self, row: CueRow, end: int) -> "Cue":
        """Return the same cue with another row and another end."""
        return Cue(
            self.at,
            end,
            row,
            self.voice,
            self.after,
            joined=self.joined,
            answers=self.answers,
            feminine=self.feminine,
            plural=self.plural,
            impersonal=self.impersonal,
            present=self.present,
            passive=self.passive,
            negated=self.negated,
        )


@cache
def cue_rows() -> dict[str, CueRow]:
    """Return the rows of the cue list by id."""
    return {row.id: row for row in load("claims/cues.tsv", CueRow)}


def find_cues(outline: Outline) -> list[Cue]:
    """Return the candidate cues of a page in the order of the text, one at most for each word."""
    found = []
    hits = outline.words.hits
    skip_to = 0
    for i, bits in enumerate(outline.roles):
        if not bits & Role.CUE or i < skip_to:
            continue
        cue = _choose(outline, i, hits=hits[i]["cues"])
        if cue is not None:
            found.append(cue)
            if cue.row.kind == "background" or cue.end > i + 1:
                skip_to = cue.end
    return found


def _choose(outline: Outline, i: int, *, hits: tuple[Hit, ...]) -> Cue | None:
    """Choose the reading of word i that can be a cue here, None if no reading can."""
    rows = cue_rows()
    best: Cue | None = None
    for hit in hits:
        row = rows[hit.row]
        cue = _verb(outline, i, hit=hit, row=row) if hit.features else _other(i, hit=hit, row=row)
        if cue is None:
            continue
        if hit.last:
            return cue
        if best is None or (cue.row.needs == "" and best.row.needs != ""):
            best = cue
    return best


def _verb(outline: Outline, i: int, *, hit: Hit, row: CueRow) -> Cue | None:
    """Return the cue a verb form makes, None for the future, the first person and "that he says"."""
    features = [f for f in hit.features if not f.endswith(("_1s", "_1p"))]
    if len(features) < len(hit.features) and _is_first_person(outline, i, row):
        return None
    if "past" in row.needs:
        features = [f for f in features if f.startswith("past_")]
    if "strict" in row.needs:
        features = [f for f in features if not f.endswith(_RARE)]
        if hit.before == _FEH and not _answers_topic(outline, i):
            return None
        if hit.after and row.kind != "relay" and not _follows_what(outline, i):
            return None
    if _is_called(outline, i, row) or _LAM in hit.before or _is_denial(outline, i, row):
        return None
    if not features or "\u0633" in hit.before or hit.after in _FIRST_PERSONS:
        return None
    answers = _answers_topic(outline, i)
    active = [f for f in features if "_pass_" not in f]
    roles = outline.roles
    before = roles[i - 1] if i else 0
    bare = not hit.before and not hit.after and _is_bare_masdar(outline, i - 1)
    if before & Role.DONE or bare:
        return None  # "what was done of circulating it", "carrying out a search": a verbal noun
    negated = bool(before & Role.NEG) or (i > 1 and bool(roles[i - 2] & Role.NEG and before & Role.WAS))
    present = not features[0].startswith("past")
    if present and before & Role.COMP and outline.words.words[i - 1].key.endswith("\u0627\u0646"):
        return None
    persons = {f.rsplit("_", 1)[1] for f in features}
    if active and all(f.startswith("juss") for f in active) and not negated:
        return None
    return Cue(
        at=i,
        end=i + 1 + hit.last,
        row=row,
        voice="verb",
        after=hit.after,
        joined=hit.before[:1] in {"\u0648", "\u0641"} and not answers,
        answers=answers,
        feminine="3fs" in persons,
        plural=bool(persons & {"3mp", "3fp", "3md", "3fd"}) and "3ms" not in persons,
        impersonal="3ms" in persons,
        present=present,
        passive=not active,
        negated=negated,
    )


def _is_first_person(outline: Outline, i: int, row: CueRow) -> bool:
    """Say whether a form with a hamza, whose past is written without, and with "that" is "I think"."""
    written = outline.words.words[i].form.lstrip(_CONJUNCTIONS).startswith(_HAMZA)
    return (
        written
        and row.forms.endswith(_BARE_PASTS)
        and i + 1 < len(outline.roles)
        and bool(outline.roles[i + 1] & Role.COMP)
    )


def _is_bare_masdar(outline: Outline, i: int) -> bool:
    """Say whether word i is a verbal noun that another noun completes: no article, no pronoun."""
    if i < 0 or outline.words.sentence_of[i] != outline.words.sentence_of[i + 1]:
        return False
    other = Role.CUE | Role.DEFINITE | Role.SOURCE
    if not outline.roles[i] & Role.MASDAR or outline.roles[i] & other:
        return False
    return all(not hit.after for hit in outline.words.hits[i].get("masdars", ()))


def _answers_topic(outline: Outline, i: int) -> bool:
    """Say whether word i is the "so ..." that an "as for ..." of its sentence waits for."""
    first, _ = outline.sentence_bounds(i)
    if not outline.words.words[i].key.startswith(_FEH):
        return False
    return any(outline.roles[j] & Role.TOPICAL for j in range(max(first, i - _LONGEST_TOPIC), i))


def _follows_what(outline: Outline, i: int) -> bool:
    """Say whether word i stands behind "what" or "which"."""
    return i > 0 and bool(outline.roles[i - 1] & (Role.WHAT | Role.REL))


def _is_denial(outline: Outline, i: int, row: CueRow) -> bool:
    """Say whether a past that ends in yeh is rather the noun "denial": none leads, or nobody follows."""
    word = outline.words.words[i]
    if row.kind != "deny" or not word.form.endswith(_YEH) or i + 1 >= len(outline.roles):
        return False
    if not any(hit.features and hit.features[0].startswith("past") for hit in word.hits.get("cues", ())):
        return False
    first, _ = outline.sentence_bounds(i)
    before = outline.roles[i - 1] if i > first else Role.MARK
    leads = bool(before & (Role.MARK | Role.ALSO | Role.WAS | Role.TIME | Role.SIDE)) or len(word.key) > _NAFY
    follows = outline.roles[i + 1] & (Role.SOURCE | Role.DEFINITE) or outline.in_name[i + 1]
    return not (leads and follows)


def _is_called(outline: Outline, i: int, row: CueRow) -> bool:
    """Say whether a form of "claims" is rather the passive "is called", which ends in alef maqsura."""
    if row.kind != "claim" or not outline.words.words[i].form.endswith((_MAQSURA, _YEH)):
        return False
    if i + 1 >= len(outline.roles) or outline.roles[i + 1] & Role.COMP:
        return i + 1 >= len(outline.roles)
    name = outline.named.get(i + 1)
    named = outline.closing.get(i + 1, i + _LONGEST_TOPIC) - i <= _LONGEST_CALLED
    named = named or (name is not None and name.entity.kind == "PERSON")
    return named or outline.words.words[i].form.endswith(_MAQSURA)


def _other(i: int, *, hit: Hit, row: CueRow) -> Cue | None:
    """Return the cue of a participle, noun, preposition or phrase, None for "only" (feh before "by")."""
    if (row.id == "prep-hasab" and hit.before == _FEH) or (row.id == "prep-wafqa" and hit.after):
        return None
    head, _, _ = row.id.partition("-")
    voice = {"act": "participle", "noun": "noun", "imp": "noun"}.get(head, "particle")
    return Cue(
        at=i,
        end=i + 1 + hit.last,
        row=row,
        voice=voice,
        after=hit.after,
        joined=hit.before[:1] in {"\u0648", "\u0641"},
    )
