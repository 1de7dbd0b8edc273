"""Tolls: the numbers that reports give, as intervals with their scope, so that only like meets like."""

import math
from typing import Literal

import msgspec

from tarjih.arabic.lookup import look_up
from tarjih.fusion.accounts import Account
from tarjih.fusion.signs import hints, type_rows
from tarjih.fusion.slots import Sheet, Telling
from tarjih.records.reading import Quantity
from tarjih.records.span import Span

__all__ = ["Toll", "disagree", "tolls_of"]

Scope = Literal["total", "part", "first", "rising"]

_APPROXIMATE = 0.15  # "about 60" is 51 to 69
_HEDGE = 1.5  # two "at least" that differ by less can be one number
_SOME = 2  # "some" and "a number of" say nothing that a larger bound contradicts
_BEFORE, _AFTER = 4, 4


class Toll(msgspec.Struct, frozen=True, array_like=True):
    """One number one report gives: between `low` and `high` of what `about` and `head` name.

    `scope` is the whole toll, a part of it ("among them 4"), a first toll that the report itself calls
    outdated, or one that it says is rising. `side` keys who was hit.
    """

    report: str
    span: Span
    about: str
    low: float
    high: float
    head: str
    scope: Scope
    published: int | None
    side: frozenset[str]
    mention: str
    is_title: bool = False
    origin: str | None = None

    @property
    def said(self) -> str:
        """Return the value as a person writes it: "17", "at least 15", "20-99"."""
        low, high = f"{self.low:g}", f"{self.high:g}"
        if math.isinf(self.high):
            return f"{low} at least"
        return low if self.low == self.high else f"{low}-{high}"


def _interval(sheet: Sheet, quantity: Quantity) -> tuple[float, float]:
    low = float(quantity.min) if quantity.min is not None else 0.0
    high = float(quantity.max) if quantity.max is not None else math.inf
    p = sheet.passages
    first = p.word_at(quantity.span.start)
    end = p.word_at(max(quantity.span.end - 1, 0)) + 1
    around = sheet.signs_in(max(first - 1, 0), end, "fusion_hints")
    if low == high and any(hints()[f"fusion_hints/{s.row}"] == "approximate" for s in around):
        return low * (1 - _APPROXIMATE), high * (1 + _APPROXIMATE)
    return low, high


def _head(sheet: Sheet, quantity: Quantity) -> str:
    """Return the class of what is counted: person, soldier, fighter, civilian, family; "" where unknown."""
    p = sheet.passages
    first = p.word_at(quantity.span.start)
    end = p.word_at(max(quantity.span.end - 1, 0)) + 1
    found = sheet.signs_in(first, end + 1, "counted_heads")
    return hints()[f"counted_heads/{found[0].row}"] if found else ""


def _scope(sheet: Sheet, telling: Telling, quantity: Quantity) -> Scope | None:
    """Align the scope of a number; None where it counts several things at once."""
    p = sheet.passages
    word = p.word_at(quantity.span.start)
    sentence = p.sentence_of[word]
    low = p.bounds[sentence][0]
    senses = sheet.senses(telling.sentence)
    if "joint_toll" in senses and _is_joint(sheet, quantity):
        return None
    before = {
        hints()[f"fusion_hints/{s.row}"]
        for s in sheet.signs_in(max(low, word - _BEFORE), word, "fusion_hints")
    }
    end = p.word_at(max(quantity.span.end - 1, 0)) + 1
    after = {hints()[f"fusion_hints/{s.row}"] for s in sheet.signs_in(end, end + 1, "fusion_hints")}
    if "subset" in before or "company" in before or "subset" in after:
        return "part"
    if "first_toll" in senses:
        return "first"
    return "rising" if "rising" in senses else "total"


def _is_joint(sheet: Sheet, quantity: Quantity) -> bool:
    """Say whether one number stands for the dead and the wounded together."""
    types = {t.type for t in sheet.tellings if t.quantity is quantity}
    p = sheet.passages
    word = p.word_at(quantity.span.start)
    near = sheet.signs_in(max(word - _BEFORE, 0), word + _AFTER, "fusion_hints")
    return len(types) > 1 or any(hints()[f"fusion_hints/{s.row}"] == "joint_toll" for s in near)


def _counts_things(quantity: Quantity) -> bool:
    """Say whether vehicles or buildings are counted, which no toll of people is."""
    tables = look_up((quantity.of or " ").split(" ")[0] or " ").hits
    return "thing_nouns" in tables and "human_nouns" not in tables


def tolls_of(account: Account) -> list[Toll]:
    """Return the numbers that stand beside the mentions of what one report tells of one event."""
    sheet, rows = account.sheet, type_rows()
    published = sheet.reading.published
    found = []
    for telling in account.tellings:
        quantity = telling.quantity
        if quantity is None or telling.mention.status in {"planned", "hypothetical"}:
            continue
        scope = _scope(sheet, telling, quantity)
        if scope is None or _counts_things(quantity):
            continue
        low, high = _interval(sheet, quantity)
        found.append(
            Toll(
                report=account.report,
                span=quantity.span,
                about=rows[telling.type].counted if telling.type in rows else "count",
                low=low,
                high=high,
                head=_head(sheet, quantity),
                scope=scope,
                published=published.toordinal() if published else None,
                side=telling.targets,
                mention=telling.mention.id,
                is_title=telling.sentence == 0,
            )
        )
    return found


def _comparable(left: Toll, right: Toll) -> bool:
    if (
        left.about != right.about
        or "part" in {left.scope, right.scope}
        or "first" in {left.scope, right.scope}
    ):
        return False
    if left.head and right.head and left.head != right.head:
        # "8 soldiers" and "10 people" may both be right; a whole cannot be less than its part
        generic = left if left.head == "person" else right if right.head == "person" else None
        special = right if generic is left else left
        return generic is not None and generic.high < special.low
    return True


def disagree(left: Toll, right: Toll) -> str | None:
    """Say why two numbers cannot both hold; None where they can.

    "At least 9" and a later 15 agree, for a toll only grows; "at least 15" and "at least 25" of one day
    do not name one toll.
    """
    if not _comparable(left, right):
        return None
    low, high = (left, right) if (left.low, left.high) <= (right.low, right.high) else (right, left)
    grew = low.published is not None and high.published is not None and high.published > low.published
    if "rising" in {low.scope, high.scope} and (grew or high.scope == "rising"):
        return None
    if math.isinf(low.high) and math.isinf(high.high):
        if grew or low.low <= _SOME or high.low / low.low < _HEDGE:
            return None
        return f"{low.said} and {high.said} are told of the same time"
    if low.high >= high.low:
        return None
    if math.isinf(low.high):
        return None
    return f"{low.said} and {high.said} exclude each other"
