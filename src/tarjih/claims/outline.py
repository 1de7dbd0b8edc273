"""Outline: one page as attribution looks at it, with the role of each word worked out once.

Roles are bits, remembered per written form; phrases are looked at where they stand.
"""

from functools import cache
from typing import Final

from tarjih.arabic.affixes import CONJUNCTIONS, PREPOSITIONS
from tarjih.arabic.forms import PerForm
from tarjih.claims.quotations import pair_quotes
from tarjih.claims.tables import JointRow, MasdarRow, ShapeRow
from tarjih.lexicons import load
from tarjih.records.page import Hit, Page, Word, Words
from tarjih.records.reading import Entity

__all__ = ["Named", "Outline", "Role", "outline"]

_WAW, _FEH = CONJUNCTIONS
_BEH, _KAF, _LAM = PREPOSITIONS
_JOINED = frozenset((_WAW, _FEH, _BEH, _KAF))
_ARTICLE = "\u0627\u0644"
_ANY_LETTER = "*"
_FINITE = ("past_", "ind_")
_NO_RADICALS = "\u0627\u0647\u0629"


class Role:
    """The bits: what a word may be doing in a sentence, as far as reported speech is concerned."""

    COMP: Final = 1 << 0  # that
    SAYING: Final = 1 << 1  # his saying
    REL: Final = 1 << 2
    WHAT: Final = 1 << 3
    IN: Final = 1 << 4
    ON: Final = 1 << 5
    FROM: Final = 1 << 6
    TO: Final = 1 << 7
    ABOUT: Final = 1 << 8
    STOP: Final = 1 << 9  # prepositions that end a name
    BLOCK: Final = 1 << 10  # words whose "that" is no speech
    TIME: Final = 1 << 11
    ADVERB: Final = 1 << 12
    SIDE: Final = 1 << 13  # "for his part"
    TURN: Final = 1 << 14  # "on the other hand"
    CONTRAST: Final = 1 << 15
    BUT: Final = 1 << 16
    WITHOUT: Final = 1 << 17
    NEG: Final = 1 << 18
    WAS: Final = 1 << 19
    ALSO: Final = 1 << 20
    THEREBY: Final = 1 << 21
    MEDIUM: Final = 1 << 22
    ADDRESSEE: Final = 1 << 23
    NAMING: Final = 1 << 24
    MASDAR: Final = 1 << 25
    IN_NAMES: Final = 1 << 26
    SOURCE: Final = 1 << 27
    DEFINITE: Final = 1 << 28
    CUE: Final = 1 << 29
    AND: Final = 1 << 30  # carries "and" or "so"
    BY: Final = 1 << 31  # carries the preposition beh
    FOR: Final = 1 << 32  # carries the preposition lam
    MARK: Final = 1 << 33
    COMMA: Final = 1 << 34
    COLON: Final = 1 << 35
    STOPPER: Final = 1 << 36  # a full stop and its like
    RESPONSIBILITY: Final = 1 << 37
    CHARGE: Final = 1 << 38
    BLAME: Final = 1 << 39
    ATTACK: Final = 1 << 40
    NECESSITY: Final = 1 << 41
    ANY: Final = 1 << 42
    SELF: Final = 1 << 43
    VERB: Final = 1 << 44  # known as a verb and as nothing else
    OPENING: Final = 1 << 45
    RULE: Final = 1 << 46  # laws and plans, which are no sources
    CAPITAL: Final = 1 << 47  # cities and houses that stand for a government
    BECAME: Final = 1 << 49  # verbs that stand before another verb and share its subject
    LABEL: Final = 1 << 48  # what newsrooms put before a colon
    POINTING: Final = 1 << 50  # "this", "those"
    TOPICAL: Final = 1 << 51  # "as for", which "so" answers
    DONE: Final = 1 << 54  # "took place", before a verbal noun
    HEDGE: Final = 1 << 55  # in the list of hedges
    FINITE: Final = 1 << 53  # may be a finite verb, and is no given name
    DEFENDER: Final = 1 << 52  # "defending", whose "of" belongs to the name


_KNOWN = Role.MASDAR | Role.SOURCE | Role.MEDIUM | Role.NAMING | Role.ADDRESSEE | Role.RULE | Role.TIME
_ROLES = {
    "about": Role.ABOUT,
    "addressee": Role.ADDRESSEE,
    "adv": Role.ADVERB,
    "also": Role.ALSO,
    "any": Role.ANY,
    "attack": Role.ATTACK,
    "blame": Role.BLAME,
    "became": Role.BECAME,
    "block": Role.BLOCK,
    "but": Role.BUT,
    "charge": Role.CHARGE,
    "capital": Role.CAPITAL,
    "comp": Role.COMP,
    "contrast": Role.CONTRAST,
    "defender": Role.DEFENDER,
    "done": Role.DONE,
    "from": Role.FROM,
    "inner": Role.IN,
    "medium": Role.MEDIUM,
    "label": Role.LABEL,
    "naming": Role.NAMING,
    "necessity": Role.NECESSITY,
    "neg": Role.NEG,
    "on": Role.ON,
    "opening": Role.OPENING,
    "pointing": Role.POINTING,
    "rel": Role.REL,
    "responsibility": Role.RESPONSIBILITY,
    "rule": Role.RULE,
    "saying": Role.SAYING,
    "self": Role.SELF,
    "side": Role.SIDE,
    "stop": Role.STOP,
    "thereby": Role.THEREBY,
    "time": Role.TIME,
    "to": Role.TO,
    "topical": Role.TOPICAL,
    "turn": Role.TURN,
    "was": Role.WAS,
    "what": Role.WHAT,
    "without": Role.WITHOUT,
    "official": 0,
    "wording": 0,
}
_MARKS = {
    "\u060c": Role.COMMA,
    ",": Role.COMMA,
    "\u061b": Role.COMMA,
    ";": Role.COMMA,
    ":": Role.COLON,
    ".": Role.STOPPER,
    "!": Role.STOPPER,
    "?": Role.STOPPER,
    "\u061f": Role.STOPPER,
    "\u2026": Role.STOPPER,
}


# words in times that go on doing what they do
_LINKING = Role.IN | Role.ON | Role.FROM | Role.TO | Role.ABOUT | Role.STOP | Role.MARK | Role.SIDE | Role.CUE


class Named:
    """An entity's mention: words `[first, end)`, and the entity."""

    __slots__ = ("end", "entity", "first")

    def __init__(self, first: int, end: int, entity: Entity) -> None:
        self.first = first
        self.end = end
        self.entity = entity


class Outline:
    """One page with its roles by word, its quotations and its named entities by first word."""

    __slots__ = (
        "closing",
        "in_name",
        "named",
        "named_ends",
        "opening",
        "page",
        "phrase_ends",
        "quoted_in",
        "roles",
        "words",
    )

    def __init__(
        self,
        *,
        page: Page,
        words: Words,
        roles: list[int],
        closing: dict[int, int],
        opening: dict[int, int],
        quoted_in: list[int],
        named: dict[int, Named],
        named_ends: dict[int, Named],
        phrase_ends: dict[int, int],
        in_name: bytearray,
    ) -> None:
        self.page = page
        self.words = words
        self.roles = roles
        self.closing = closing
        self.opening = opening
        self.quoted_in = quoted_in
        self.named = named
        self.named_ends = named_ends
        self.phrase_ends = phrase_ends
        self.in_name = in_name

    def sentence_bounds(self, i: int) -> tuple[int, int]:
        """Return the first word of the sentence of word i and the word behind its last."""
        sentence = self.words.sentences[self.words.sentence_of[i]]
        return sentence.first, sentence.end

    def paragraph_of(self, i: int) -> int:
        """Return the number of the paragraph of word i."""
        return self.words.sentences[self.words.sentence_of[i]].paragraph


@cache
def _joint_roles() -> dict[str, int]:
    return {row.id: _ROLES[row.role] for row in load("claims/joints.tsv", JointRow)}


@cache
def _name_like_masdars() -> frozenset[str]:
    return frozenset(row.id for row in load("claims/masdars.tsv", MasdarRow) if row.in_names)


def _joint_bits(hits: tuple[Hit, ...]) -> int:
    roles = _joint_roles()
    bits = 0
    for hit in hits:
        role = roles[hit.row]
        if role == Role.WHAT and hit.before:
            continue
        if hit.features and role not in {Role.MEDIUM, Role.ATTACK}:
            continue
        bits |= role
        if _LAM in hit.before.replace(_ARTICLE, ""):
            bits |= Role.FOR
        if _BEH in hit.before:
            bits |= Role.BY
        if hit.before[:1] in {_WAW, _FEH}:
            bits |= Role.AND
    return bits


def _form_bits(word: Word) -> int:
    """Work out the roles of one written form, wherever it stands."""
    if word.kind == "mark":
        return Role.MARK | _MARKS.get(word.form, 0)
    bits = _joint_bits(word.hits.get("joints", ())) | _masdar_bits(word.hits.get("masdars", ()))
    bits |= _source_bits(word.hits.get("source_nouns", ()))
    if any(not (hit.features and _LAM in hit.before) for hit in word.hits.get("cues", ())):
        bits |= Role.CUE
    if not bits & _KNOWN:
        bits |= _shape_bits(word)
    if _only_verb(word):
        bits |= Role.VERB
    if _may_be_verb(word):
        bits |= Role.FINITE
    if "hedges" in word.hits:
        bits |= Role.HEDGE
    return bits | _particle_bits(word)


def _shape_bits(word: Word) -> int:
    """Return the roles of an indefinite word that no list knows but that is built like a verbal noun."""
    if "cues" in word.hits or word.kind != "word":
        return 0
    for row in load("claims/masdar_shapes.tsv", ShapeRow):
        if _fits_shape(word.form if row.of == "form" else word.key, row.shape):
            return Role.MASDAR | (Role.IN_NAMES if row.in_names else 0)
    return 0


def _fits_shape(form: str, shape: str) -> bool:
    """Say whether a form is built like a shape; the endings of adjectives are no radicals."""
    return len(form) == len(shape) and all(
        s == c or (s == _ANY_LETTER and c not in _NO_RADICALS) for s, c in zip(shape, form, strict=True)
    )


def _masdar_bits(hits: tuple[Hit, ...]) -> int:
    bits = 0
    for hit in hits:
        front = hit.before.lstrip(_WAW + _FEH)
        if (hit.features and "accusative" not in hit.features) or front not in {"", _BEH}:
            continue
        bits |= Role.MASDAR | (Role.BY if front else 0)
        if hit.before and not front:
            bits |= Role.AND
        if not front and hit.row in _name_like_masdars():
            bits |= Role.IN_NAMES
    return bits


def _source_bits(hits: tuple[Hit, ...]) -> int:
    bits = Role.SOURCE if hits else 0
    for hit in hits:
        if hit.before[:1] in {_WAW, _FEH}:
            bits |= Role.AND
        if _LAM in hit.before.replace(_ARTICLE, ""):
            bits |= Role.FOR
    return bits


def _particle_bits(word: Word) -> int:
    """Return the roles that the letters in front of a word give it: article, beh and lam."""
    key = word.key
    bits = 0
    joined = key[0] in _JOINED and key[1:3] == _ARTICLE
    if joined or (key.startswith(_ARTICLE) and len(key) > len(_ARTICLE) + 1):
        bits |= Role.DEFINITE
    if key[0] == _BEH and (len(key) == 1 or key[1:3] == _ARTICLE or _carries(word, _BEH)):
        bits |= Role.BY
    if key == _LAM or key[:2] == _LAM + _LAM or _carries(word, _LAM):
        bits |= Role.FOR
    return bits


def _carries(word: Word, particle: str) -> bool:
    """Say whether every reading of a known word has the particle in front."""
    hits = [hit for found in word.hits.values() for hit in found if not hit.last]
    return bool(hits) and all(particle in hit.before.replace(_ARTICLE, "") for hit in hits)


def _only_verb(word: Word) -> bool:
    """Say whether the lexicons know the word as an inflected verb and as nothing else."""
    hits = [hit for found in word.hits.values() for hit in found if not hit.last]
    return bool(hits) and all(
        hit.features and hit.features[0].startswith(("past_", "ind_", "sub_", "juss_")) for hit in hits
    )


def _may_be_verb(word: Word) -> bool:
    """Say whether a form may be a finite verb and is no name, as far as the lists know."""
    found = word.hits
    if "given_names" in found or "source_nouns" in found:
        return False
    tables = (found.get("triggers", ()), found.get("light_verbs", ()))
    return any(hit.features and hit.features[0].startswith(_FINITE) for hits in tables for hit in hits)


_BITS = PerForm(_form_bits)


def outline(page: Page) -> Outline:
    """Work out roles, quotations and names of a page, once for all its cues."""
    words = page.words
    roles = _BITS.column(words.words)
    phrase_ends: dict[int, int] = {}
    for n in words.phrased:
        _add_phrases(words, n, roles=roles, phrase_ends=phrase_ends)
    _add_times(page, roles)
    closing = pair_quotes(words)
    quoted_in = [-1] * len(words)
    for first, last in closing.items():
        quoted_in[first : last + 1] = [first] * (last + 1 - first)
    named, in_name = _names(page)
    return Outline(
        page=page,
        words=words,
        roles=roles,
        closing=closing,
        opening={last: first for first, last in closing.items()},
        quoted_in=quoted_in,
        named=named,
        named_ends={name.end: name for name in named.values()},
        phrase_ends=phrase_ends,
        in_name=in_name,
    )


def _add_times(page: Page, roles: list[int]) -> None:
    """Mark the words of times that no list knows: months and years."""
    for time in page.times:
        first = page.word_at(time.span.start)
        for i in range(first, min(page.word_at(time.span.end - 1) + 1, len(roles))):
            if not roles[i] & _LINKING:
                roles[i] |= Role.TIME


def _names(page: Page) -> tuple[dict[int, Named], bytearray]:
    """Return the longest entity mention that begins at each word, and which words stand in a mention."""
    named: dict[int, Named] = {}
    in_name = bytearray(len(page.words))
    for entity in page.entities:
        for span in entity.mentions:
            first = page.word_at(span.start)
            end = page.word_at(span.end - 1) + 1 if len(span) else first
            in_name[first:end] = b"\1" * (end - first)
            if end > first and (first not in named or named[first].end < end):
                named[first] = Named(first, end, entity)
    return named, in_name


def _add_phrases(words: Words, i: int, *, roles: list[int], phrase_ends: dict[int, int]) -> None:
    """Add the roles of the phrases that begin at word i, and where the longest ends."""
    hits = words.hits[i]
    for hit in hits.get("joints", ()):
        if hit.last:
            role = _joint_roles()[hit.row]
            # "and later" turns to something else, "later" only says when
            roles[i] |= Role.TURN if hit.before and role == Role.SIDE else role
            phrase_ends[i] = max(phrase_ends.get(i, 0), i + 1 + hit.last)
    for hit in hits.get("cues", ()):
        if hit.last:
            roles[i] |= Role.CUE
    if "hedges" in hits:
        roles[i] |= Role.HEDGE
