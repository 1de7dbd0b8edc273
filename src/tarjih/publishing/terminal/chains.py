"""Chains of attribution as trees: an event, the origins of its account, the reports their word reached."""

import math
from collections.abc import Iterator, Sequence

from tarjih.publishing.terminal.naming import Naming
from tarjih.publishing.terminal.sheet import Piece, Sheet, data, number, words
from tarjih.records.assessment import Chain

__all__ = ["branches", "draw_chains", "joined"]

_BRANCHES = {
    "ltr": ("├─ ", "│  ", "└─ ", "   "),
    "rtl": ("┤─ ", "│  ", "┘─ ", "   "),
}
_MOST_NAMES = 6


def branches(sheet: Sheet, count: int, *, lead: str = "") -> Iterator[tuple[str, str]]:
    """Yield for each of `count` twigs what stands before its first and before its further lines.

    Box characters are not mirrored by any terminal, so a tree from the right has twigs of its own.
    """
    twig, stem, last, nothing = _BRANCHES[sheet.direction]
    for n in range(count):
        yield (lead + last, lead + nothing) if n == count - 1 else (lead + twig, lead + stem)


def joined(names: Sequence[str], *, naming: Naming, style: str = "", most: int = _MOST_NAMES) -> list[Piece]:
    """Return names as a list in the reader's language, cut after `most`."""
    pieces: list[Piece] = []
    for n, name in enumerate(names[:most]):
        if n:
            pieces.append(words(naming.texts.comma))
        pieces.append(data(name, style))
    if len(names) > most:
        pieces.append(words(f" … +{len(names) - most}"))
    return pieces


def draw_chains(sheet: Sheet, chains: Sequence[Chain], *, naming: Naming, lead: str = "") -> None:
    """Draw the origins of one event with their grades, and below each the ways its word took."""
    ordered = sorted(chains, key=lambda c: (c.name == "unknown", -abs(math.log(c.ratio)), c.origin))
    for chain, (first, rest) in zip(ordered, branches(sheet, len(ordered), lead=lead), strict=True):
        _draw_origin(sheet, chain, naming=naming, lead=first, hang=rest)
        ways = _ways(chain)
        for way, (inner, under) in zip(ways, branches(sheet, len(ways), lead=rest), strict=True):
            sheet.line(*_way(chain, *way, naming=naming), lead=inner, hang=under)


def _draw_origin(sheet: Sheet, chain: Chain, *, naming: Naming, lead: str, hang: str) -> None:
    mark, meaning = naming.grade(chain.grade)
    pieces = [data(naming.origin(chain.origin, chain.name), "magenta")]
    if chain.kind != chain.name:
        pieces += [words(" · "), data(naming.kind(chain.kind))]
    pieces += [words(" · "), number(mark, "bold"), words(naming.texts.colon), words(meaning)]
    if chain.proposed is not None:
        pieces += naming.texts.fill("graded_by_person", letter=number(chain.proposed.letter))
    if chain.denies:
        pieces += [words(" · "), words(naming.texts.say("denies"), "red")]
    sheet.line(*pieces, lead=lead, hang=hang)


def _ways(chain: Chain) -> list[tuple[list[str], tuple[str, ...]]]:
    """Return each relay as its reports and the voices between them and the origin."""
    known = set(chain.reports)
    ways = []
    for relay in chain.relays:
        cut = next((n for n, name in enumerate(relay) if name not in known), len(relay))
        ways.append((list(relay[:cut]), relay[cut:]))
    return ways or [(list(chain.reports), ())]


def _way(chain: Chain, reports: list[str], way: tuple[str, ...], *, naming: Naming) -> list[Piece]:
    pieces: list[Piece] = []
    voices = naming.voices(chain, way)
    if voices:
        # From the origin outwards, as the word travelled.
        pieces += [
            words(f"{naming.texts.say('via')} "),
            *joined(voices[::-1], naming=naming, style="magenta"),
        ]
        pieces.append(words(naming.texts.comma if len(reports) > 1 else naming.texts.colon))
    if len(reports) > 1:
        pieces.append(words(f"{naming.texts.say('one_text')}{naming.texts.colon}"))
    return pieces + joined([naming.outlet(report) for report in reports], naming=naming)
