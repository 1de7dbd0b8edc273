"""Find how many: numbers of people, things, money, distance or land, with their bounds and what is counted.

Ages, dates, ordinals, percentages, designations ("F-16", "اللواء 52") and the like are no quantities.
"""

import msgspec

from tarjih.arabic.forms import PerForm
from tarjih.arabic.numerals import Numeral, number_word, numeral_at, ordinal_at
from tarjih.reading.counted import QUOTES
from tarjih.reading.few import PEOPLE_DUAL, FewReader, Step
from tarjih.reading.quantity_words import ARTICLE, NO_USE, Use, use_at
from tarjih.reading.traces import quantity_rows
from tarjih.records.page import Word, Words
from tarjih.records.reading import Quantity, Time

__all__ = ["find_quantities"]

_AND = "\u0648"
_DASHES = frozenset("-\u2013\u2014\u2212")
_GLUE = frozenset("/\\@#_+")
_REACH_CHANGE = 6  # words before a range in which "rose" makes it a change instead
_REACH_TOLL = 9  # words before "to 35" in which a word for a toll makes it one
_REACH_CUE = 2  # words before a bare number in which a word for victims makes it a count
_LONGEST_PLAIN = 9  # digits; longer ones are telephone numbers and the like
_YEAR_DIGITS, _CENTURIES = 4, ("19", "20")
_THOUSAND = 1000
_COUNTED_LOOSELY = frozenset(("anybody", "person", "kin", "vehicle", "weapon"))
_TABLES = ("quantity_words", "counted_nouns", "number_words")
_BOUNDS = ("min_before", "max_before", "approx", "min_verb", "between")
_SOME = ("some", "few", "several")


def find_quantities(words: Words, *, times: tuple[Time, ...]) -> tuple[Quantity, ...]:
    """Find every quantity in the text that no expression of time covers.

    Args:
        words: The text laid out in words.
        times: The expressions of time already found in it.

    Returns:
        Quantities in the order of the text, none overlapping; a span holds the number, its bounds and
        what is counted ("أكثر من 10 أشخاص").
    """
    finder = _Finder(words, times)
    found = []
    following = 0
    for i in _beginnings(words):
        if i < following:
            continue
        quantity, following = finder.at(i)
        if quantity is not None:
            found.append(msgspec.structs.replace(quantity, rows=quantity_rows(words, i, following)))
    return tuple(found)


def _beginnings(words: Words) -> list[int]:
    """Return the words at which a quantity may begin, in order."""
    found = {i for table in _TABLES for i in words.at(table)}
    found.update(words.numbers)
    found.update([i for i, dual in enumerate(_DUALS.column(words.words)) if dual])
    return sorted(found)


def _is_dual(word: Word) -> bool:
    """Say whether a form ends as adjectives of origin in the dual do."""
    return word.key.endswith(PEOPLE_DUAL)


_DUALS = PerForm(_is_dual)


def _bound(value: float | None) -> float | None:
    """Return a bound as it is written: whole numbers without a point, also where code is compiled."""
    if value is None:
        return None
    whole = int(value)
    return whole if whole == value else value


class _Finder(FewReader):
    """Walks over the words of one text once."""

    def at(self, i: int) -> Step:
        """Return the quantity that begins at word i, and the word to go on with."""
        words = self.words
        start = words.starts[i]
        while self.time is not None and self.time.span.end <= start:
            self.time = next(self.times, None)
        if self.time is not None and self.time.span.start <= start:
            return None, i + 1
        use = use_at(words, i)
        self.limit = words.sentences[words.sentence_of[i]].end
        if number_word(self.list[i]) is not None:
            return self._number(i)
        for bound in _BOUNDS:
            if bound in use.roles:
                return self._bounded(i, use, bound)
        for kind in _SOME:
            if kind in use.roles:
                return self._some(i, use, kind)
        if use.noun is not None and not use.definite:
            return self.dual(i, use) if use.dual else self.single(i, use)
        return self.two_women(i) if use is NO_USE else (None, i + 1)

    def _number(self, i: int) -> Step:
        """Read what begins with a number; ordinals count nothing."""
        word = number_word(self.list[i])
        if word is not None and word.kind == "ordinal":
            ordinal = ordinal_at(self.list, i, self.limit)
            return None, ordinal[1] if ordinal else i + 1
        if word is not None and word.kind == "one_of" and (single := self.one_of(i)) is not None:
            return single
        return self._counted(i, i, bound="")

    # ------------------------------------------------------------------ numbers

    def _bounded(self, i: int, use: Use, bound: str) -> Step:
        """Read a number behind "more than", "about", "between"."""
        j = i + use.roles[bound][1]
        while j < self.limit:  # "more than about", "about the"
            more = use_at(self.words, j)
            if "approx" in more.roles and number_word(self.list[j]) is None:
                j += more.roles["approx"][1]
            elif self.list[j].key == ARTICLE or self.list[j].form in QUOTES:
                j += 1
            else:
                break
        if j >= self.limit or number_word(self.list[j]) is None or self._in_time(j):
            return None, i + 1
        first = j if bound in {"min_verb", "between"} else i
        return self._counted(first, j, bound=bound)

    def _counted(self, first: int, i: int, *, bound: str) -> Step:
        """Read the number at word i with what is counted; the quantity begins at word `first`."""
        numeral = numeral_at(self.list, i, self.limit)
        if numeral is None or self._is_label(i, numeral):
            return None, max(numeral.end if numeral else i, i) + 1
        low, high, end = self._range(i, numeral, between=bound == "between")
        noun = self._noun(end)
        if noun is None:
            return None, end
        last, of = noun
        if of is None and not self._is_bare_count(first, i, numeral, high, bound=bound):
            return None, end
        if numeral.kind == "scale_alef" and self._has_noun(end):
            low = high = 2 * numeral.low  # "ألفا جندي" lost the letter of its dual
        low_bound: float | None = low
        high_bound: float | None = high
        if bound in {"min_before", "min_verb"}:
            high_bound = None
        elif bound == "max_before":
            low_bound, high_bound = None, high
        after = self._after(last)
        if after is not None:
            kind, behind = after
            last = behind
            if kind == "min":
                high_bound = None
            elif kind == "max":
                low_bound, high_bound = None, high
        start = first - 1 if first == i and i and self._opens_quote(i, end) else first
        return (
            Quantity(
                span=self.words.span(start, last),
                min=_bound(low_bound),
                max=_bound(high_bound),
                of=of,
                number=self.words.span(i, end),
                rule=f"number {numeral.kind}" + (f", {bound}" if bound else ""),
            ),
            last,
        )

    def _opens_quote(self, i: int, end: int) -> bool:
        """Say whether the number alone stands in quotation marks ("«33» داعشيا")."""
        return self.list[i - 1].form in QUOTES and end < self.limit and self.list[end].form in QUOTES

    def _is_label(self, i: int, numeral: Numeral) -> bool:
        """Say whether the number names something instead of counting it: "اللواء 52", "رقم 5", "F-16"."""
        if self.list[i].form.isdecimal() and len(self.list[i].form) > _LONGEST_PLAIN:
            return True
        if numeral.article and numeral.kind not in {"vague", "scales", "digits"}:
            return self._is_definite_label(i, numeral)
        if i == 0:
            return False
        before = self.list[i - 1]
        if before.key == ARTICLE and i > 1:
            if self.list[i - 2].key.startswith(ARTICLE) and not self._has_noun(numeral.end):
                return True  # "the 42nd session"
            i -= 1
            before = self.list[i - 1]
        if before.kind == "latin" and self.words.ends[i - 1] >= self.words.starts[i] - 1:
            return True
        glued = self.words.ends[i - 1] == self.words.starts[i]
        if glued and before.form in _DASHES and i > 1:
            return numeral.kind == "digits" and self.list[i - 2].kind != "number"
        if glued and before.form in _GLUE:
            return True
        return numeral.kind == "digits" and "designator" in use_at(self.words, i - 1).roles

    def _is_definite_label(self, i: int, numeral: Numeral) -> bool:
        """Say whether a number word with an article points at something known instead of counting it."""
        if numeral.kind == "unit" and numeral.low <= 2:
            return True
        if i and self.list[i - 1].key.startswith(ARTICLE) and numeral.kind in {"unit", "ten"}:
            return True  # "the three girls"
        roles = use_at(self.words, i - 1).roles if i else {}
        if i and numeral.kind == "tens" and (not roles or "designator" in roles):
            return True  # "the street of sixty", "the group of twenty"
        # "the twentieth of"
        return numeral.end < self.limit and "from" in use_at(self.words, numeral.end).roles

    def _range(self, i: int, numeral: Numeral, *, between: bool) -> tuple[float, float, int]:
        """Join "10 - 15", "بين 10 و15", "10 إلى 15", "ثلاثة أو أربعة" to one pair of bounds."""
        low, high, end = numeral.low, numeral.high, numeral.end
        if not numeral.exact or end + 1 > self.limit - 1:
            return low, high, end
        j = end
        form = self.list[j].form
        joined = number_word(self.list[j])
        if between and joined is not None and joined.joined:
            pass
        elif (between and self.list[j].key == _AND) or form in _DASHES:
            j += 1
        elif "until" in use_at(self.words, j).roles:
            if not between and self._is_change(i):
                return low, high, end
            j += 1
        else:
            return low, high, end
        second = numeral_at(self.list, j, self.limit) if j < self.limit else None
        if second is None or not second.exact:
            return low, high, end
        unit = 1
        while low * unit * _THOUSAND <= second.low and low < _THOUSAND <= second.low:
            unit *= _THOUSAND
        if unit > 1 and second.kind == "compound":  # "between three and five thousand"
            low *= unit
        return (low, second.low, second.end) if low < second.low else (numeral.low, high, end)

    def _is_change(self, i: int) -> bool:
        if i and "from" in use_at(self.words, i - 1).roles:
            return True
        return any("change" in use_at(self.words, n).roles for n in range(max(i - _REACH_CHANGE, 0), i))

    # ------------------------------------------------------------------ what is counted

    def _is_bare_count(self, first: int, i: int, numeral: Numeral, high: float, *, bound: str) -> bool:
        """Say whether a number without a noun counts victims or the like: "مقتل 35 في"."""
        if numeral.kind in {"vague", "scales"}:
            return True
        if high >= _THOUSAND and (numeral.kind == "compound" or high > numeral.high):
            return True
        if bound == "min_verb":
            return numeral.low > 1
        if first and "until" in use_at(self.words, first - 1).roles:
            toll = range(max(first - _REACH_TOLL, 0), first - 1)
            return any("toll" in use_at(self.words, n).roles for n in toll)
        reach = range(max(first - _REACH_CUE, 0), first)
        cued = any("cue" in use_at(self.words, n).roles for n in reach)
        if (
            numeral.kind == "digits"
            and len(self.list[i].form) == _YEAR_DIGITS
            and self.list[i].form[:2] in _CENTURIES
        ):
            return cued and "cue" in use_at(self.words, first - 1).roles
        return cued

    def _some(self, i: int, use: Use, kind: str) -> Step:
        """Read "a number of", "many", "several", "a few" with what is counted."""
        value, width = use.roles[kind]
        j = i + width
        if i and "superlative" in use_at(self.words, i - 1).roles:
            return None, j
        if j < self.limit:
            numeral = numeral_at(self.list, j, self.limit) if number_word(self.list[j]) else None
            if numeral is not None and numeral.kind in {"vague", "scales"}:
                return self._counted(i, j, bound="")
        if kind == "some" and j < self.limit and "from" in use_at(self.words, j).roles:
            j += 1
        if j >= self.limit or self.list[j].kind != "word" or self._in_time(j) or self._is_unit_of_time(j):
            return None, i + 1 if kind != "some" else j
        noun = use_at(self.words, j)
        if kind == "several" and (
            noun.noun is None or noun.noun.kind not in _COUNTED_LOOSELY or noun.before not in {"", ARTICLE}
        ):
            return None, i + 1
        if "abstract" in noun.roles:
            return None, j
        if kind == "some" and "not_noun" in noun.roles:
            return None, j
        end = self._with_adjectives(j + 1)
        low, high = int(value), 9 if kind == "few" else None
        return (
            Quantity(
                span=self.words.span(i, end),
                min=low,
                max=high,
                of=self.list[j].form,
                number=self.words.span(i, i + width),
                rule=kind,
            ),
            end,
        )
