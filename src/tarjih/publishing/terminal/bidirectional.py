"""The order in which mixed text is seen: Unicode's bidirectional algorithm, its implicit part and isolates.

Explicit embeddings and overrides are no part of it: they are taken out of what is shown, since a report
could use them to make a line look like another.

Source: Unicode Standard Annex 9, rules X5a-X6a, W1-W7, N0-N2, I1-I2, L1-L4.
"""

import unicodedata
from bisect import insort
from functools import cache
from typing import Literal

__all__ = ["FIRST_STRONG", "LEFT_TO_RIGHT", "POP", "Direction", "levels", "mirror", "visual_order"]

Direction = Literal["ltr", "rtl"]

LEFT_TO_RIGHT, FIRST_STRONG, POP = "\u2066", "\u2068", "\u2069"
_INITIATORS = {"LRI", "RLI", "FSI"}
_NEUTRAL = {"B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"}
_RIGHTWARD = {"R", "EN", "AN"}
_SIDES = (("LEFT", "RIGHT"), ("LESS-THAN", "GREATER-THAN"))


@cache
def _type(character: str) -> str:
    return unicodedata.bidirectional(character) or "L"


@cache
def mirror(character: str) -> str:
    """Return what a bracket or arrowhead looks like in right-to-left text, itself where it has no twin."""
    if not unicodedata.mirrored(character):
        return character
    name = unicodedata.name(character, "")
    for left, right in _SIDES:
        for one, other in ((left, right), (right, left)):
            if one in name:
                try:
                    return unicodedata.lookup(name.replace(one, other))
                except KeyError:
                    return character
    return character


def _first_strong(types: list[str]) -> int | None:
    """Return 0 or 1 by the first strong character outside isolates, None where there is none."""
    depth = 0
    for kind in types:
        if kind in _INITIATORS:
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and kind in {"L", "R", "AL"}:
            return int(kind != "L")
    return None


def _matches(types: list[str]) -> dict[int, int]:
    """Return for each isolate initiator the index of its PDI, or the end where it has none."""
    found, open_ = {}, []
    for n, kind in enumerate(types):
        if kind in _INITIATORS:
            open_.append(n)
        elif kind == "PDI" and open_:
            found[open_.pop()] = n
    return found | dict.fromkeys(open_, len(types))


def levels(text: str, *, base: Direction) -> list[int]:
    """Return the embedding level of each character of one line: odd is seen from right to left."""
    types = [_type(c) for c in text]
    found = [0] * len(text)
    start = int(base == "rtl")
    waiting = [(0, len(text), start)]
    ends = _matches(types)
    while waiting:
        first, end, level = waiting.pop()
        sequence, n = [], first
        while n < end:
            sequence.append(n)
            close = ends.get(n)
            if close is not None:
                inside = types[n + 1 : close]
                odd = {"LRI": 0, "RLI": 1}.get(types[n], _first_strong(inside) or 0)
                waiting.append((n + 1, close, level + 1 + ((level + 1) % 2 != odd)))
                n = close
            else:
                n += 1
        for index, value in zip(sequence, _resolve(text, sequence, level=level), strict=True):
            found[index] = value
    return _reset_spaces(types, found, level=start)


def _resolve(text: str, sequence: list[int], *, level: int) -> list[int]:
    """Return the levels of the characters at `sequence`, which stand at one embedding level (W, N, I)."""
    edge = "R" if level % 2 else "L"
    types = _weak([_type(text[n]) for n in sequence], edge=edge)
    _pair_brackets([text[n] for n in sequence], types, edge=edge)
    _neutral(types, edge=edge)
    if level % 2:
        return [level if kind == "R" else level + 1 for kind in types]
    return [level + {"L": 0, "R": 1}.get(kind, 2) for kind in types]


def _weak(types: list[str], *, edge: str) -> list[str]:
    """Resolve marks, numbers and what stands between and beside them (W1 to W7)."""
    resolved: list[str] = []
    before, strong = edge, edge
    for kind in types:
        if kind in {"NSM", "BN"}:
            kind = "ON" if before in _INITIATORS | {"PDI"} else before
        if kind == "EN" and strong == "AL":
            kind = "AN"
        if kind in {"L", "R", "AL"}:
            strong = kind
        before = kind
        resolved.append("R" if kind == "AL" else kind)
    _join_separators(resolved)
    _join_terminators(resolved)
    strong = edge
    for n, kind in enumerate(resolved):
        if kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            resolved[n] = "L"
        elif kind in {"ES", "ET", "CS"}:
            resolved[n] = "ON"
    return resolved


def _join_separators(types: list[str]) -> None:
    for n in range(1, len(types) - 1):
        around = types[n - 1]
        if around == types[n + 1] and (
            (types[n] == "CS" and around in {"EN", "AN"}) or (types[n] == "ES" and around == "EN")
        ):
            types[n] = around


def _join_terminators(types: list[str]) -> None:
    """Give a run of terminators ("%") the type of the European number that it touches (W5)."""
    for order in (range(1, len(types)), range(len(types) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for n in order:
            if types[n] == "ET" and types[n + step] == "EN":
                types[n] = "EN"


def _side(kind: str) -> str | None:
    return "L" if kind == "L" else "R" if kind in _RIGHTWARD else None


def _bracket_pairs(characters: list[str], types: list[str]) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    open_: list[tuple[str, int]] = []
    for n, character in enumerate(characters):
        if types[n] != "ON" or mirror(character) == character:
            continue
        category = unicodedata.category(character)
        if category == "Ps":
            open_.append((mirror(character), n))
        elif category == "Pe":
            for depth in range(len(open_) - 1, -1, -1):
                if open_[depth][0] == character:
                    insort(pairs, (open_[depth][1], n))
                    del open_[depth:]
                    break
    return pairs


def _pair_brackets(characters: list[str], types: list[str], *, edge: str) -> None:
    """Give both brackets of a pair one direction (N0)."""
    for first, last in _bracket_pairs(characters, types):
        inside = {_side(kind) for kind in types[first + 1 : last]} - {None}
        if edge in inside:
            chosen = edge
        elif inside:
            before = next((s for kind in reversed(types[:first]) if (s := _side(kind))), edge)
            chosen = before if before != edge else edge
        else:
            continue
        types[first] = types[last] = chosen


def _neutral(types: list[str], *, edge: str) -> None:
    """Give neutrals the direction of both neighbours where they agree, else that of the line (N1, N2)."""
    n = 0
    while n < len(types):
        if types[n] not in _NEUTRAL:
            n += 1
            continue
        end = n
        while end < len(types) and types[end] in _NEUTRAL:
            end += 1
        before = _side(types[n - 1]) if n else edge
        after = _side(types[end]) if end < len(types) else edge
        types[n:end] = [before if before == after and before else edge] * (end - n)
        n = end


def _reset_spaces(types: list[str], found: list[int], *, level: int) -> list[int]:
    """Put white space at the end of the line, and before tabs, back to the line's own level (L1)."""
    trailing = True
    for n in range(len(types) - 1, -1, -1):
        if types[n] in {"S", "B"}:
            trailing = True
            found[n] = level
        elif trailing and types[n] in {"WS", "BN"} | _INITIATORS | {"PDI"}:
            found[n] = level
        else:
            trailing = False
    return found


def visual_order(text: str, *, base: Direction) -> list[int]:
    """Return the indices of the characters of one line as they are seen from left to right (L2, L3).

    Marks stand after the letter that carries them, as terminals want them.

    >>> "".join("ab 12 جد"[n] for n in visual_order("ab 12 جد", base="ltr"))
    'ab 12 دج'
    """
    depth = levels(text, base=base)
    order = list(range(len(text)))
    for level in range(max(depth, default=0), 0, -1):
        n = 0
        while n < len(order):
            end = n
            while end < len(order) and depth[order[end]] >= level:
                end += 1
            order[n:end] = reversed(order[n:end])
            n = end + 1
    return _marks_after_letters(text, order, depth)


def _marks_after_letters(text: str, order: list[int], depth: list[int]) -> list[int]:
    placed: list[int] = []
    marks: list[int] = []
    for index in order:
        if depth[index] % 2 and _type(text[index]) == "NSM":
            marks.append(index)
            continue
        placed.append(index)
        placed.extend(reversed(marks))
        marks.clear()
    return [*placed, *reversed(marks)]
