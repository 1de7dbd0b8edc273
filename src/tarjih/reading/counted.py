"""What is counted: the noun behind a number, its adjectives, and "at least" behind both."""

from tarjih.arabic.numerals import number_word
from tarjih.reading.quantity_words import ARTICLE, NO_USE, Use, is_joined, is_verb, use_at
from tarjih.records.page import Words
from tarjih.records.reading import Time

__all__ = ["QUOTES", "STOPS", "CountedReader"]

QUOTES = frozenset("\"'\u00ab\u00bb\u201c\u201d\u2018\u2019")
STOPS = frozenset(".\u060c,;\u061b:!?\u061f\u2026()[]")
_AND = "\u0648"
_ALEF = "\u0627"
_PEOPLE = {"person"}
_REACH_AFTER = 6  # words behind a noun in which "at least" still belongs to it
_ADJECTIVE_ENDINGS = (
    "\u064a\u0647",
    "\u064a\u0627",
    "\u064a\u064a\u0646",
    "\u064a\u0648\u0646",
    "\u064a\u0646",
)


class CountedReader:
    """Looks at the words of one text and reads what a number counts."""

    def __init__(self, words: Words, times: tuple[Time, ...]) -> None:
        self.words = words
        self.list = words.words
        self.times = iter(times)
        self.time = next(self.times, None)
        self.limit = len(words)

    def _in_time(self, i: int) -> bool:
        return self.time is not None and self.time.span.start <= self.words.starts[i] < self.time.span.end

    def _noun(self, i: int) -> tuple[int, str | None] | None:
        """Return (word behind, noun) of what is counted at word i.

        The noun is None where nothing is named; all is None where the number counts nothing.
        """
        if i < self.limit and self.list[i].form in QUOTES:
            i += 1
        if i >= self.limit:
            return i, None
        word, use = self.list[i], use_at(self.words, i)
        if self._in_time(i):
            return i, None
        if "not_counted" in use.roles or self._is_unit_of_time(i):
            return None
        if word.kind == "mark":
            return (i, None) if word.form != "%" else None
        if word.kind != "word":
            return i, None
        if "from" in use.roles:
            return self._of_group(i)
        if "others" in use.roles:
            return i + 1, word.form
        if use.noun is None and ("not_noun" in use.roles or "cue" in use.roles or is_joined(word)):
            return i, None
        if is_verb(word) or _is_other_particle(use):
            return i, None
        if use.noun is None and word.key.startswith(ARTICLE) and not number_word(self.list[i - 1]):
            return i, None
        return self._with_partner(i, self._with_adjectives(i + 1)), word.form

    def _with_partner(self, i: int, end: int) -> int:
        """Step over a second noun that shares the number: "قتيلا وجريحا", "القتلى والجرحى"."""
        if end != i + 1 or end >= self.limit:
            return end
        first, second = use_at(self.words, i), use_at(self.words, end)
        if first.noun is None or second.noun is None or {first.noun.kind, second.noun.kind} != _PEOPLE:
            return end
        accusative = self.list[i].key.endswith(_ALEF) and self.list[end].key.endswith(_ALEF)
        joined = second.before.startswith(_AND)
        return end + 1 if joined and (accusative or (first.definite and second.definite)) else end

    def _is_unit_of_time(self, i: int) -> bool:
        return "time_units" in self.words.hits[i]

    def _of_group(self, i: int) -> tuple[int, str | None]:
        """Read "من عناصر داعش" behind a number."""
        j = i + 1
        if j >= self.limit or self.list[j].kind != "word" or self._in_time(j):
            return i, None
        use = use_at(self.words, j)
        if "not_noun" in use.roles or number_word(self.list[j]) is not None:
            return i, None
        end = j + 1
        if (
            not use.definite
            and end < self.limit
            and self.list[end].kind == "word"
            and not self._stands_out(end)
        ):
            end += 1
        return end, self.list[j].form

    def _stands_out(self, i: int) -> bool:
        """Say whether word i goes on with the sentence instead of the noun before it."""
        word, use = self.list[i], use_at(self.words, i)
        return bool(use.roles) or word.key[0] == _AND or is_verb(word) or self._in_time(i)

    def _with_adjectives(self, i: int, *, loose: bool = False) -> int:
        """Step over an indefinite adjective of nationality or kind ("جنود أتراك", "سيارات عسكرية").

        `loose`: whatever its ending.
        """
        if i < self.limit and self.list[i].kind == "word" and not self._stands_out(i):
            word = self.list[i]
            bare = not use_at(self.words, i).before and not word.key.startswith(ARTICLE)
            if bare and (loose or word.key.endswith(_ADJECTIVE_ENDINGS)):
                return i + 1
        return i

    def _after(self, i: int) -> tuple[str, int] | None:
        """Find "at least" behind a noun, as long as the phrase runs on."""
        for j in range(i, min(i + _REACH_AFTER, self.limit)):
            word = self.list[j]
            if word.form in STOPS or number_word(word) is not None:
                return None
            after = use_at(self.words, j).roles.get("after")
            if after is not None:
                return after[0], j + after[1]
            if j > i and word.key[0] == _AND and len(word.key) > 1:
                return None
        return None

    def _has_noun(self, i: int) -> bool:
        """Say whether word i is a noun that is known to be counted."""
        use = use_at(self.words, i) if i < self.limit else NO_USE
        return use.noun is not None and not use.definite and not use.before


def _is_other_particle(use: Use) -> bool:
    return use.noun is None and any(
        kind in use.roles for kind in ("between", "until", "min_before", "approx")
    )
