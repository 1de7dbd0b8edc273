"""Find how many: numbers of people, things, money, distance or land, with their bounds and what is counted.

Ages, dates, ordinals, percentages, designations ("F-16", "اللواء 52") and the like are no quantities.
"""

from collections.abc import Mapping
from functools import cache

import msgspec

from tarjih.arabic.numerals import Numeral, number_word, numeral_at, ordinal_at
from tarjih.lexicons import load
from tarjih.records.page import Hit, Word, Words
from tarjih.records.reading import Quantity, Time

__all__ = ["find_quantities"]

_ARTICLES = ("\u0627\u0644", "\u0644\u0644")
_ARTICLE = "\u0627\u0644"
_AND = "\u0648"
_LARGEST_MEMORY = 100_000  # distinct written forms kept
_DASHES = frozenset("-\u2013\u2014\u2212")
_QUOTES = frozenset("\"'\u00ab\u00bb\u201c\u201d\u2018\u2019")
_STOPS = frozenset(".\u060c,;\u061b:!?\u061f\u2026()[]")
_REACH_AFTER = 6  # words behind a noun in which "at least" still belongs to it
_REACH_CHANGE = 6  # words before a range in which "rose" makes it a change instead
_REACH_TOLL = 9  # words before "to 35" in which a word for a toll makes it one
_THOUSAND = 1000
_REACH_CUE = 2  # words before a bare number in which a word for victims makes it a count
_REACH_SIGN = 4  # words behind a noun in which a verb in the dual makes it a dual
_DUAL_ENDINGS = ("\u064a\u0646", "\u0627\u0646")
_PEOPLE_DUAL = ("\u064a\u062a\u064a\u0646", "\u064a\u062a\u0627\u0646")
_LONGEST_PLAIN = 9  # digits; longer ones are telephone numbers and the like


class _Noun(msgspec.Struct, frozen=True):
    """One row of counted_nouns.tsv; `plural` is "sound" where the dual looks like the plural."""

    id: str
    pos: str
    forms: str
    kind: str
    plural: str
    source: str


class _Row(msgspec.Struct, frozen=True):
    """One row of quantity_words.tsv."""

    id: str
    pos: str
    forms: str
    kind: str
    source: str
    value: str = ""


class _Use(msgspec.Struct, frozen=True):
    """What one word, or the phrase it begins, may be in a quantity: kind -> (row's value, words)."""

    roles: Mapping[str, tuple[str, int]]
    noun: _Noun | None = None
    dual: str = ""
    definite: bool = False
    before: str = ""


_NO_USE = _Use({})


@cache
def _words_rows() -> dict[str, _Row]:
    return {row.id: row for row in load("reading/quantity_words.tsv", _Row)}


@cache
def _noun_rows() -> dict[str, _Noun]:
    return {row.id: row for row in load("reading/counted_nouns.tsv", _Noun)}


_memory: dict[str, _Use] = {}


def _use(words: Words, i: int) -> _Use:
    """Return what word i may be in a quantity; remembered by form where it begins no phrase."""
    word = words.words[i]
    if word.phrases:
        return _gather(words.hits[i])
    found = _memory.get(word.form)
    if found is None:
        if len(_memory) >= _LARGEST_MEMORY:
            _memory.clear()
        found = _memory[word.form] = _gather(word.hits) if word.hits else _NO_USE
    return found


def _gather(hits: Mapping[str, tuple[Hit, ...]]) -> _Use:
    rows = hits.get("quantity_words")
    nouns = hits.get("counted_nouns")
    if rows is None and nouns is None:
        return _NO_USE
    roles: dict[str, tuple[str, int]] = {}
    for hit in rows or ():
        row = _words_rows()[hit.row]
        if hit.after:
            continue  # "among them" is no "between"
        roles.setdefault(row.kind, (row.value, hit.last + 1))
    if not nouns:
        return _Use(roles)
    hit = next((hit for hit in nouns if not hit.after), nouns[0])
    noun = _noun_rows()[hit.row]
    dual = "" if hit.after else next((feature for feature in hit.features if feature in _DUAL_FEATURES), "")
    if "not_dual" in roles:
        dual = ""
    return _Use(roles, noun, dual, hit.before.endswith(_ARTICLES) or bool(hit.after), hit.before)


_DUAL_FEATURES = frozenset(("dual", "dual_or_plural", "construct"))


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
    i, end = 0, len(words)
    while i < end:
        quantity, i = finder.at(i)
        if quantity is not None:
            found.append(quantity)
    return tuple(found)


class _Finder:
    """Walks over the words of one text once."""

    def __init__(self, words: Words, times: tuple[Time, ...]) -> None:
        self.words = words
        self.list = words.words
        self.times = iter(times)
        self.time = next(self.times, None)
        self.limit = len(words)

    def at(self, i: int) -> tuple[Quantity | None, int]:
        """Return the quantity that begins at word i, and the word to go on with."""
        words = self.words
        if self.time is not None:
            start = words.starts[i]
            while self.time is not None and self.time.span.end <= start:
                self.time = next(self.times, None)
            if self.time is not None and self.time.span.start <= start:
                return None, i + 1
        use = _use(words, i)
        numeric = number_word(self.list[i])
        if use is _NO_USE and numeric is None:
            return self._two_women(i) if self.list[i].key.endswith(_PEOPLE_DUAL) else (None, i + 1)
        self.limit = words.sentences[words.sentence_of[i]].end
        if numeric is not None:
            if numeric.kind == "ordinal":
                ordinal = ordinal_at(self.list, i, self.limit)
                return None, ordinal[1] if ordinal else i + 1
            if numeric.kind == "one_of":
                single = self._one_of(i)
                if single is not None:
                    return single
            return self._counted(i, i, bound="")
        for bound in ("min_before", "max_before", "approx", "min_verb", "between"):
            if bound in use.roles:
                return self._bounded(i, use, bound)
        if "some" in use.roles or "few" in use.roles or "several" in use.roles:
            return self._some(i, use)
        if use.dual and not use.definite:
            return self._dual(i, use)
        if use.noun is not None and not use.definite:
            return self._single(i, use)
        return None, i + 1

    def _two_women(self, i: int) -> tuple[Quantity | None, int]:
        """Read an adjective of origin in the feminine dual that stands alone: "مصريتين"."""
        word = self.list[i]
        before = self.list[i - 1].key if i else ""
        if word.key.startswith(_ARTICLE) or before.endswith(_DUAL_ENDINGS):
            return None, i + 1
        span = self.words.span(i, i + 1)
        return Quantity(span=span, min=2, max=2, of=word.form, number=span, rule="dual"), i + 1

    # ------------------------------------------------------------------ numbers

    def _bounded(self, i: int, use: _Use, bound: str) -> tuple[Quantity | None, int]:
        """Read a number behind "more than", "about", "between"."""
        j = i + use.roles[bound][1]
        while j < self.limit:  # "more than about", "about the"
            more = _use(self.words, j)
            if "approx" in more.roles and number_word(self.list[j]) is None:
                j += more.roles["approx"][1]
            elif self.list[j].key == _ARTICLE or self.list[j].form in _QUOTES:
                j += 1
            else:
                break
        if j >= self.limit or number_word(self.list[j]) is None or self._in_time(j):
            return None, i + 1
        first = j if bound in {"min_verb", "between"} else i
        return self._counted(first, j, bound=bound)

    def _in_time(self, i: int) -> bool:
        return self.time is not None and self.time.span.start <= self.words.starts[i] < self.time.span.end

    def _counted(self, first: int, i: int, *, bound: str) -> tuple[Quantity | None, int]:
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
                min=low_bound,
                max=high_bound,
                of=of,
                number=self.words.span(i, end),
                rule=f"number {numeral.kind}" + (f", {bound}" if bound else ""),
            ),
            last,
        )

    def _opens_quote(self, i: int, end: int) -> bool:
        """Say whether the number alone stands in quotation marks ("«33» داعشيا")."""
        return self.list[i - 1].form in _QUOTES and end < self.limit and self.list[end].form in _QUOTES

    def _is_label(self, i: int, numeral: Numeral) -> bool:
        """Say whether the number names something instead of counting it: "اللواء 52", "رقم 5", "F-16"."""
        if numeral.kind == "digits" and len(self.list[i].form) > _LONGEST_PLAIN:
            return True
        if numeral.article and numeral.kind not in {"vague", "scales", "digits"}:
            if numeral.kind == "unit" and numeral.low <= 2:
                return True
            if i and self.list[i - 1].key.startswith(_ARTICLE) and numeral.kind in {"unit", "ten"}:
                return True  # "the three girls"
            if numeral.end < self.limit and "from" in _use(self.words, numeral.end).roles:
                return True  # "the twentieth of"
        if i == 0:
            return False
        before = self.list[i - 1]
        if before.key == _ARTICLE and i > 1:
            if self.list[i - 2].key.startswith(_ARTICLE) and not self._has_noun(numeral.end):
                return True  # "the 42nd session"
            i -= 1
        if before.kind == "latin" and self.words.ends[i - 1] >= self.words.starts[i] - 1:
            return True
        glued = self.words.ends[i - 1] == self.words.starts[i]
        if glued and before.form in _DASHES and i > 1:
            return numeral.kind == "digits" and self.list[i - 2].kind != "number"
        if glued and before.form in "/\\@#_+" :
            return True
        return numeral.kind == "digits" and "designator" in _use(self.words, i - 1).roles

    def _has_noun(self, i: int) -> bool:
        """Say whether word i is a noun that is known to be counted."""
        use = _use(self.words, i) if i < self.limit else _NO_USE
        return use.noun is not None and not use.definite and not use.before

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
        elif "until" in _use(self.words, j).roles:
            if not between and self._is_change(i):
                return low, high, end
            j += 1
        else:
            return low, high, end
        second = numeral_at(self.list, j, self.limit) if j < self.limit else None
        if second is None or not second.exact:
            return low, high, end
        unit = 1
        while low * unit * 1000 <= second.low and low < 1000 <= second.low and unit < 10**9:
            unit *= 1000
        if unit > 1 and second.kind == "compound":  # "between three and five thousand"
            low *= unit
        return (low, second.low, second.end) if low < second.low else (numeral.low, high, end)

    def _is_change(self, i: int) -> bool:
        if i and "from" in _use(self.words, i - 1).roles:
            return True
        return any("change" in _use(self.words, n).roles for n in range(max(i - _REACH_CHANGE, 0), i))

    # ------------------------------------------------------------------ what is counted

    def _noun(self, i: int) -> tuple[int, str | None] | None:
        """Return (word behind, noun) of what is counted at word i.

        The noun is None where nothing is named; all is None where the number counts nothing.
        """
        if i < self.limit and self.list[i].form in _QUOTES:
            i += 1
        if i >= self.limit:
            return i, None
        word, use = self.list[i], _use(self.words, i)
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
        if use.noun is None and ("not_noun" in use.roles or "cue" in use.roles or _is_joined(word)):
            return i, None
        if _is_verb(word) or _is_other_particle(use):
            return i, None
        if use.noun is None and word.key.startswith(_ARTICLE) and not number_word(self.list[i - 1]):
            return i, None
        return self._with_adjectives(i + 1), word.form

    def _is_unit_of_time(self, i: int) -> bool:
        return "time_units" in self.words.hits[i]

    def _of_group(self, i: int) -> tuple[int, str | None]:
        """Read "من عناصر داعش" behind a number."""
        j = i + 1
        if j >= self.limit or self.list[j].kind != "word" or self._in_time(j):
            return i, None
        use = _use(self.words, j)
        if "not_noun" in use.roles or number_word(self.list[j]) is not None:
            return i, None
        end = j + 1
        if not use.definite and end < self.limit and self.list[end].kind == "word" and not self._stands_out(end):
            end += 1
        return end, self.list[j].form

    def _stands_out(self, i: int) -> bool:
        """Say whether word i goes on with the sentence instead of the noun before it."""
        word, use = self.list[i], _use(self.words, i)
        return bool(use.roles) or word.key[0] == _AND or _is_verb(word) or self._in_time(i)

    def _with_adjectives(self, i: int, *, loose: bool = False) -> int:
        """Step over an indefinite adjective of nationality or kind ("جنود أتراك", "سيارات عسكرية").

        `loose`: whatever its ending.
        """
        if i < self.limit and self.list[i].kind == "word" and not self._stands_out(i):
            word = self.list[i]
            bare = not _use(self.words, i).before and not word.key.startswith(_ARTICLE)
            if bare and (loose or word.key.endswith(_ADJECTIVE_ENDINGS)):
                return i + 1
        return i

    def _after(self, i: int) -> tuple[str, int] | None:
        """Find "at least" behind a noun, as long as the phrase runs on."""
        for j in range(i, min(i + _REACH_AFTER, self.limit)):
            word = self.list[j]
            if word.form in _STOPS or number_word(word) is not None:
                return None
            after = _use(self.words, j).roles.get("after")
            if after is not None:
                return after[0], j + after[1]
            if j > i and word.key[0] == _AND and len(word.key) > 1:
                return None
        return None

    def _is_bare_count(self, first: int, i: int, numeral: Numeral, high: float, *, bound: str) -> bool:
        """Say whether a number without a noun counts victims or the like: "مقتل 35 في"."""
        if numeral.kind in {"vague", "scales"}:
            return True
        if high >= _THOUSAND and (numeral.kind == "compound" or high > numeral.high):
            return True
        if bound == "min_verb":
            return numeral.low > 1
        if first and "until" in _use(self.words, first - 1).roles:
            toll = range(max(first - _REACH_TOLL, 0), first - 1)
            return any("toll" in _use(self.words, n).roles for n in toll)
        reach = range(max(first - _REACH_CUE, 0), first)
        cued = any("cue" in _use(self.words, n).roles for n in reach)
        if numeral.kind == "digits" and len(self.list[i].form) == 4 and self.list[i].form[:2] in {"19", "20"}:
            return cued and "cue" in _use(self.words, first - 1).roles
        return cued

    # ------------------------------------------------------------------ some, two, one

    def _some(self, i: int, use: _Use) -> tuple[Quantity | None, int]:
        """Read "a number of", "many", "several", "a few" with what is counted."""
        kind = next(kind for kind in ("some", "few", "several") if kind in use.roles)
        value, width = use.roles[kind]
        j = i + width
        if i and "superlative" in _use(self.words, i - 1).roles:
            return None, j
        if j < self.limit:
            numeral = numeral_at(self.list, j, self.limit) if number_word(self.list[j]) else None
            if numeral is not None and numeral.kind in {"vague", "scales"}:
                return self._counted(i, j, bound="")
        if kind == "some" and j < self.limit and "from" in _use(self.words, j).roles:
            j += 1
        if j >= self.limit or self.list[j].kind != "word" or self._in_time(j) or self._is_unit_of_time(j):
            return (None, i + 1) if kind != "some" else self._some_others(i, j)
        noun = _use(self.words, j)
        if kind == "several" and (noun.noun is None or noun.noun.kind not in _COUNTED_LOOSELY):
            return None, i + 1
        if "abstract" in noun.roles:
            return None, j
        if kind == "some" and "not_noun" in noun.roles:
            return self._some_others(i, j)
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

    def _some_others(self, i: int, end: int) -> tuple[Quantity | None, int]:
        return None, end

    def _dual(self, i: int, use: _Use) -> tuple[Quantity | None, int]:
        """Read a noun in the dual; one that may be a plural needs a sign of the dual behind it."""
        noun = use.noun
        assert noun is not None  # noqa: S101 - only a noun has a dual
        sign = self._dual_sign(i + 1)
        construct = not self.list[i].key.endswith(_DUAL_ENDINGS)
        if construct and noun.kind not in _COUNTED_IN_CONSTRUCT:
            return None, i + 1
        if i and "dual_sign" in _use(self.words, i - 1).roles:
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
            and not self.list[i].key.startswith(_ARTICLE)
            and not _use(self.words, i).before
            and not self._stands_out(i)
        ):
            i += 1
        return i

    def _dual_sign(self, i: int) -> int | None:
        """Return the word behind a noun that shows it to be a dual: "two", "both", a verb in the dual."""
        for j in range(i, min(i + _REACH_SIGN, self.limit)):
            word = self.list[j]
            if word.form in _STOPS:
                return None
            number = number_word(word)
            if number is not None:
                return j if number.value == 2 and number.kind == "unit" and not number.joined else None
            if "dual_sign" in _use(self.words, j).roles or _is_dual_verb(word):
                return j
        return None

    def _one_of(self, i: int) -> tuple[Quantity | None, int] | None:
        """Read "one of" behind a word for victims: "مقتل أحد عناصر"; elsewhere it only points."""
        numeral = numeral_at(self.list, i, self.limit)
        if numeral is not None or i == 0 or "cue" not in _use(self.words, i - 1).roles:
            return None
        if i + 1 >= self.limit or self.list[i + 1].kind != "word":
            return None
        end = i + 2
        if not _use(self.words, i + 1).definite and end < self.limit and self.list[end].kind == "word":
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

    def _single(self, i: int, use: _Use) -> tuple[Quantity | None, int]:
        """Read a noun that "one" follows ("جندي واحد"), or a person among victims ("مقتل شخص")."""
        assert use.noun is not None  # noqa: S101 - asked by the caller
        following = number_word(self.list[i + 1]) if i + 1 < self.limit else None
        behind = i + 1
        if following is None and i + 2 < self.limit and self._with_adjectives(i + 1, loose=True) > i + 1:
            behind = i + 2
            following = number_word(self.list[behind])
        one = following is not None and following.kind == "unit" and following.value == 1
        one = one and following is not None and not following.joined and not following.article
        victim = use.noun.id == _PERSON and i > 0 and "cue" in _use(self.words, i - 1).roles
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


_PERSON = "shkhs"
_COUNTED_IN_CONSTRUCT = frozenset(("kin", "vehicle"))
_COUNTED_LOOSELY = frozenset(("person", "kin", "vehicle", "weapon"))
_ADJECTIVE_ENDINGS = ("\u064a\u0647", "\u064a\u0627", "\u064a\u064a\u0646", "\u064a\u0648\u0646", "\u064a\u0646")


def _is_joined(word: Word) -> bool:
    """Say whether a word begins with a conjunction, not with a letter of its own ("وزارات")."""
    if word.key[0] != _AND:
        return False
    known = [hit.before for hits in word.hits.values() for hit in hits]
    return any(before.startswith(_AND) for before in known) or len(word.key) < 5


def _is_verb(word: Word) -> bool:
    """Say whether a lexicon knows the word as a verb in the past or present and as nothing nominal."""
    verbal = False
    for hits in word.hits.values():
        for hit in hits:
            if hit.features and hit.features[0].startswith(("past", "ind", "sub", "juss")):
                verbal = True
            elif hit.table == "counted_nouns":
                return False
    return verbal


def _is_dual_verb(word: Word) -> bool:
    return any(
        feature.endswith(("3md", "3fd"))
        for hits in word.hits.values()
        for hit in hits
        for feature in hit.features
    )


def _is_other_particle(use: _Use) -> bool:
    return use.noun is None and any(kind in use.roles for kind in ("between", "until", "min_before", "approx"))
