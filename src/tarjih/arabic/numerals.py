"""Numbers in digits of three scripts and in words, with the bounds that vague ones stand for.

The words are rows of `lexicons/reading/number_words.tsv`; here stands how they join: units before tens
("خمسة وعشرون"), hundreds before both, scales after what they multiply ("ثلاثة آلاف").
"""

from collections.abc import Sequence
from typing import get_args

from tarjih.arabic.orthography import western_digits
from tarjih.arabic.tables import NumberKind, number_rows
from tarjih.records.page import Word

__all__ = ["NumberWord", "Numeral", "number_word", "numeral_at", "ordinal_at", "written_number"]

_AND = "\u0648"
_ALEF_HAMZA = "\u0623"
_LIKE = "\u0643"
_ARTICLES = ("\u0627\u0644", "\u0644\u0644")
_LARGEST_MEMORY = 100_000  # distinct written forms kept
_THOUSANDS_GROUP = 3
_LONGEST_DIGITS = 15
_TEN = 10
_HUNDRED = 100
_THOUSAND = 1000


class NumberWord:
    """What one written form may contribute to a number; `ordinal` is set where it may be one too."""

    __slots__ = ("article", "joined", "kind", "ordinal", "value")

    def __init__(
        self,
        kind: NumberKind,
        value: float,
        *,
        joined: bool = False,
        article: bool = False,
        ordinal: int | None = None,
    ) -> None:
        self.kind: NumberKind = kind
        self.value = value
        self.joined = joined
        self.article = article
        self.ordinal = ordinal


class Numeral:
    """A number read from words `[first, end)`: between `low` and `high`, equal where it is exact.

    `kind` is that of its only word, "compound" where several were joined. `article` says "the three".
    """

    __slots__ = ("article", "end", "high", "kind", "low")

    def __init__(
        self,
        low: float,
        high: float,
        end: int,
        kind: str,
        *,
        article: bool = False,
    ) -> None:
        self.low = low
        self.high = high
        self.end = end
        self.kind = kind
        self.article = article

    @property
    def exact(self) -> bool:
        """Say whether the number is a single value."""
        return self.low == self.high


_memory: dict[str, NumberWord | None] = {}


def number_word(word: Word) -> NumberWord | None:
    """Return what `word` may contribute to a number, None where nothing; remembered by form."""
    form = word.form
    try:
        return _memory[form]
    except KeyError:
        if len(_memory) >= _LARGEST_MEMORY:
            _memory.clear()
        found = _memory[form] = _number_word(word)
        return found


def _number_word(word: Word) -> NumberWord | None:
    if word.kind == "number":
        value = written_number(word.form)
        return None if value is None else NumberWord("digits", value)
    hits = word.hits.get("number_words", ())
    if word.form[1:2] == _ALEF_HAMZA:  # "and one" is written with the hamza that "one" alone lacks
        hits = tuple(sorted(hits, key=lambda hit: not hit.before))
    cardinal, ordinal = None, None
    for hit in hits:
        row = number_rows()[hit.row]
        if _LIKE in hit.before:
            continue  # "كميات" is no "like hundreds"
        if row.kind == "ordinal":
            ordinal = ordinal or (row, hit)
        else:
            cardinal = cardinal or (row, hit)
    best = cardinal or ordinal
    if best is None:
        return None
    row, hit = best
    return NumberWord(
        row.kind,
        row.value,
        joined=hit.before.startswith(_AND),
        article=hit.before.endswith(_ARTICLES),
        ordinal=int(ordinal[0].value) if ordinal else None,
    )


def written_number(form: str) -> float | None:
    """Return the value of digits with points and commas, None where they are no number (an hour, a date).

    A comma or point before each group of three digits parts thousands, one before other digits is a decimal.

    >>> written_number("1,500"), written_number("2.5"), written_number("١٬٥٠٠")
    (1500, 2.5, 1500)
    """
    text = western_digits(form)
    if text.isdecimal():
        return int(text) if len(text) <= _LONGEST_DIGITS else None
    if ":" in text:
        return None
    parts = text.replace(",", ".").split(".")
    if not all(part.isdecimal() for part in parts):
        return None
    thousands = all(len(part) == _THOUSANDS_GROUP for part in parts[1:]) and len(parts[0]) <= _THOUSANDS_GROUP
    if thousands and parts[0].strip("0"):
        return int("".join(parts)) if sum(map(len, parts)) <= _LONGEST_DIGITS else None
    return float(".".join(parts)) if len(parts) == len(("whole", "decimals")) else None


class _Reader:
    """Reads one number from left to right; `i` is the next word."""

    def __init__(self, words: Sequence[Word], first: int, end: int) -> None:
        self.words = words
        self.i = first
        self.end = end
        self.count = 0

    def peek(self, ahead: int = 0) -> NumberWord | None:
        place = self.i + ahead
        return number_word(self.words[place]) if place < self.end else None

    def joined(self) -> NumberWord | None:
        """Return the next number word if a conjunction joins it, also one that stands apart."""
        word = self.peek()
        if word is not None:
            return word if word.joined else None
        if self.i < self.end and self.words[self.i].key == _AND:
            following = self.peek(1)
            if following is not None and not following.joined:
                return following
        return None

    def take_joined(self) -> None:
        """Step over a joined word, and over the conjunction where it stands apart."""
        self.i += 1 if self.words[self.i].key != _AND else 2
        self.count += 1

    def take(self) -> None:
        self.i += 1
        self.count += 1

    def below_thousand(self, word: NumberWord) -> float:
        """Read hundreds, tens and units; the first word is already stepped over."""
        value = word.value
        following = self.peek()
        if word.kind in {"unit", "one_of"}:
            if following is not None and not following.joined and not following.article:
                if following.kind == "ten":
                    self.take()
                    return value + _TEN
                if following.kind == "hundred" and following.value == _HUNDRED:
                    self.take()
                    return self._with_rest(value * _HUNDRED)
            tens = self.joined()
            if tens is not None and tens.kind == "tens":
                self.take_joined()
                return value + tens.value
        elif word.kind == "hundred":
            return self._with_rest(value)
        return value

    def _with_rest(self, hundreds: float) -> float:
        rest = self.joined()
        if rest is not None and rest.kind in {"unit", "ten", "tens", "one_of"}:
            mark, count = self.i, self.count
            self.take_joined()
            value = self.below_thousand(rest)
            # "a hundred, and three of them": a small number that begins something new stays out
            if value >= _TEN or rest.kind == "unit":
                return hundreds + value
            self.i, self.count = mark, count
        return hundreds

    def scaled(self, value: float) -> float:
        """Multiply by the scales that follow ("100 ألف", "ثلاثة ملايين")."""
        while (scale := self.peek()) is not None and scale.kind in {"scale", "scale_alef", "scales"}:
            if scale.joined:
                break
            self.take()
            value *= scale.value
        half = self.joined()
        if half is not None and half.kind == "fraction" and value >= _THOUSAND:
            self.take_joined()
            unit = self._unit_below(value)
            following = self.peek()
            if following is not None and following.kind == "scale" and following.value == unit:
                self.take()
            value += half.value * unit
        return value

    @staticmethod
    def _unit_below(value: float) -> float:
        return max(
            (row.value for row in number_rows().values() if row.kind == "scale" and row.value <= value),
            default=1,
        )


_STARTS = frozenset(get_args(NumberKind)) - {"ordinal"}


def numeral_at(words: Sequence[Word], first: int, end: int) -> Numeral | None:
    """Read the number that begins at word `first`, not beyond word `end`.

    Vague ones get bounds: tens 20-99, hundreds 200-999, thousands 2000-9999 and so on.

    Returns:
        None where no number begins, and for a bare fraction ("half of them").

    Source: bounds of `lexicons/reading/number_words.tsv` (kinds vague and scales).
    """
    word = number_word(words[first])
    if word is None or word.kind not in _STARTS:
        return None
    reader = _Reader(words, first, end)
    reader.take()
    if word.kind in {"vague", "scales"}:
        return _vague(reader, word)
    if word.kind == "one_of" and not _is_joined_to_ten(reader):
        return None
    if word.kind == "fraction":
        value = reader.scaled(word.value)
        return _numeral(reader, value, word) if reader.count > 1 else None
    return _numeral(reader, _total(reader, word), word)


def _is_joined_to_ten(reader: _Reader) -> bool:
    """Say whether "one of" is the one of eleven or twenty-one."""
    ten, tens = reader.peek(), reader.joined()
    eleven = ten is not None and ten.kind == "ten" and not ten.joined
    return eleven or (tens is not None and tens.kind == "tens")


def _vague(reader: _Reader, word: NumberWord) -> Numeral:
    scale = reader.peek()
    unit = int(word.value)
    if scale is not None and scale.kind in {"scales", "scale"} and not scale.joined:
        reader.take()
        unit *= int(scale.value)
    return Numeral(2 * unit, _TEN * unit - 1, reader.i, word.kind, article=word.article)


def _total(reader: _Reader, word: NumberWord) -> float:
    """Add up the groups of a number: millions, then thousands, then the rest."""
    total, smallest = 0.0, float("inf")
    while True:
        if word.kind == "scale_two":
            group = 2 * word.value
        elif word.kind in {"scale", "scale_alef"}:
            group = reader.scaled(word.value)
        else:
            group = reader.scaled(reader.below_thousand(word))
        total += group
        smallest = min(smallest, _scale_of(group))
        following = reader.joined()
        if following is None or smallest < _THOUSAND or following.kind in {"vague", "fraction", "scales"}:
            return total
        mark, count = reader.i, reader.count
        reader.take_joined()
        probe = _Reader(reader.words, reader.i, reader.end)
        group = probe.below_thousand(following)
        if following.kind.startswith("scale"):
            group = following.value
        scaled = probe.scaled(group)
        # "a hundred thousand and 50 wounded": digits without a scale of their own begin a new number
        if _scale_of(scaled) >= smallest or (following.kind == "digits" and scaled == group):
            reader.i, reader.count = mark, count
            return total
        word = following


def _scale_of(value: float) -> float:
    """Return the power of a thousand that `value` reaches."""
    scale = 1
    while value >= scale * _THOUSAND:
        scale *= _THOUSAND
    return scale


def _numeral(reader: _Reader, value: float, word: NumberWord) -> Numeral:
    value = int(value) if value == int(value) else value
    return Numeral(
        value, value, reader.i, word.kind if reader.count == 1 else "compound", article=word.article
    )


def ordinal_at(words: Sequence[Word], first: int, end: int) -> tuple[int, int] | None:
    """Read the ordinal that begins at word `first` ("الثامن", "الحادي عشر", "الخامس والعشرين").

    Returns:
        Its value and the word behind it, None where no ordinal begins.
    """
    word = number_word(words[first])
    if word is None:
        return None
    if word.ordinal is None:
        if word.kind == "tens" and word.article:
            return int(word.value), first + 1
        return None
    following = number_word(words[first + 1]) if first + 1 < end else None
    if following is not None and following.kind == "ten" and not following.joined and not following.article:
        return word.ordinal + _TEN, first + 2
    if following is not None and following.kind == "tens" and following.joined:
        return word.ordinal + int(following.value), first + 2
    return word.ordinal, first + 1
