"""Numbers without a number word: the dual, "one of", "a single"."""

from tarjih.arabic.numerals import number_word, numeral_at
from tarjih.reading.counted import STOPS, CountedReader
from tarjih.reading.quantity_words import ARTICLE, Use, is_dual_verb, use_at
from tarjih.records.reading import Quantity

__all__ = ["PEOPLE_DUAL", "FewReader", "Step"]

PEOPLE_DUAL = ("\u064a\u062a\u064a\u0646", "\u064a\u062a\u0627\u0646")
_DUAL_ENDINGS = ("\u064a\u0646", "\u0627\u0646")
_REACH_SIGN = 4  # words behind a noun in which a verb in the dual makes it a dual
_COUNTED_IN_CONSTRUCT = frozenset(("kin", "vehicle"))
Step = tuple[Quantity | None, int]  # what was found, and the word to go on with


class FewReader(CountedReader):
    """Reads one and two where the noun itself says so."""

    def two_women(self, i: int) -> Step:
        """Read an adjective of origin in the feminine dual that stands alone: "مصريتين"."""
        word = self.list[i]
        before = self.list[i - 1].key if i else ""
        if (
            not word.key.endswith(PEOPLE_DUAL)
            or word.key.startswith(ARTICLE)
            or before.endswith(_DUAL_ENDINGS)
        ):
            return None, i + 1
        span = self.words.span(i, i + 1)
        return Quantity(span=span, min=2, max=2, of=word.form, number=span, rule="dual"), i + 1

    def dual(self, i: int, use: Use) -> Step:
        """Read a noun in the dual; one that may be a plural needs a sign of the dual behind it."""
        noun = use.noun
        assert noun is not None  # noqa: S101 - only a noun has a dual
        sign = self._dual_sign(i + 1)
        construct = not self.list[i].key.endswith(_DUAL_ENDINGS)
        if construct and noun.kind not in _COUNTED_IN_CONSTRUCT:
            return None, i + 1
        if i and "dual_sign" in use_at(self.words, i - 1).roles:
            return None, i + 1  # "both are shrines"
        if use.dual == "dual_or_plural" and noun.plural == "sound" and sign is None:
            return None, i + 1
        end = self._dual_end(i + 1)
        number = None
        if sign is not None and (word := number_word(self.list[sign])) is not None and word.value == 2:
            end = max(end, sign + 1)
            number = self.words.span(sign, sign + 1)
        after = self._after(end)
        high: int | None = 2
        if after is not None:
            high = None if after[0] == "min" else 2
            end = after[1]
        return (
            Quantity(
                span=self.words.span(i, end),
                min=2,
                max=high,
                of=self.list[i].form,
                number=number or self.words.span(i, i + 1),
                rule="dual",
            ),
            end,
        )

    def _dual_end(self, i: int) -> int:
        """Step over adjectives in the dual."""
        while (
            i < self.limit
            and self.list[i].kind == "word"
            and self.list[i].key.endswith(_DUAL_ENDINGS)
            and not self.list[i].key.startswith(ARTICLE)
            and not use_at(self.words, i).before
            and not self._stands_out(i)
        ):
            i += 1
        return i

    def _dual_sign(self, i: int) -> int | None:
        """Return the word behind a noun that shows it to be a dual: "two", "both", a verb in the dual."""
        for j in range(i, min(i + _REACH_SIGN, self.limit)):
            word = self.list[j]
            if word.form in STOPS:
                return None
            number = number_word(word)
            if number is not None:
                return j if number.value == 2 and number.kind == "unit" and not number.joined else None
            if "dual_sign" in use_at(self.words, j).roles or is_dual_verb(word):
                return j
        return None

    def one_of(self, i: int) -> Step | None:
        """Read "one of" behind a word for victims: "مقتل أحد عناصر"; elsewhere it only points."""
        numeral = numeral_at(self.list, i, self.limit)
        if numeral is not None or i == 0 or "cue" not in use_at(self.words, i - 1).roles:
            return None
        if i + 1 >= self.limit or self.list[i + 1].kind != "word":
            return None
        end = i + 2
        if not use_at(self.words, i + 1).definite and end < self.limit and self.list[end].kind == "word":
            end += not self._stands_out(end)
        return (
            Quantity(
                span=self.words.span(i, end),
                min=1,
                max=1,
                of=self.list[i + 1].form,
                number=self.words.span(i, i + 1),
                rule="one of",
            ),
            end,
        )

    def single(self, i: int, use: Use) -> Step:
        """Read a noun that "one" follows ("جندي واحد"), or a person among victims ("مقتل شخص")."""
        assert use.noun is not None  # noqa: S101 - asked by the caller
        following = number_word(self.list[i + 1]) if i + 1 < self.limit else None
        behind = i + 1
        if following is None and i + 2 < self.limit and self._with_adjectives(i + 1, loose=True) > i + 1:
            behind = i + 2
            following = number_word(self.list[behind])
        one = following is not None and following.kind == "unit" and following.value == 1
        one = one and following is not None and not following.joined and not following.article
        victim = use.noun.kind == "anybody" and i > 0 and "cue" in use_at(self.words, i - 1).roles
        if not (one or victim):
            return None, i + 1
        end = behind + 1 if one else i + 1
        return (
            Quantity(
                span=self.words.span(i, end),
                min=1,
                max=1,
                of=self.list[i].form,
                number=self.words.span(end - 1, end),
                rule="one",
            ),
            end,
        )
