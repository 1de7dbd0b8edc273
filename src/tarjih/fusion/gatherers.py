"""Gatherers: the newsroom or agency that collected an account.

An agency named in the chain comes first ("agency X quoted the ministry"), then the credit line, then the
agency that a source spoke to, then the agency of the text that was copied; a text without any of them that
several outlets carry was gathered once, by somebody unnamed.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tarjih.fusion.cards import Leaf, Word
from tarjih.fusion.origins import Lineage
from tarjih.records.event import Gatherer

__all__ = ["gatherers_of"]


def _pick(names: Iterable[str]) -> str:
    counts = Counter(names)
    return min(counts, key=lambda n: (-counts[n], n))


def gatherers_of(
    words: Sequence[Word], *, leaves: Mapping[str, Leaf], lineage: Lineage
) -> tuple[Gatherer, ...]:
    """Say who gathered one event's accounts, copies of one text counted once.

    Args:
        words: The places where reports tell the event.
        leaves: The reports by id.
        lineage: Which reports are copies of one text.
    """
    chained: dict[str, list[str]] = {}
    for word in words:
        if word.newsroom is not None:
            chained.setdefault(word.report, []).append(word.newsroom)
    texts: dict[str, list[str]] = {}
    for report in sorted({word.report for word in words}):
        texts.setdefault(lineage.group(report), []).append(report)
    found: dict[str, tuple[set[str], str]] = {}
    for reports in texts.values():
        name, basis = _gatherer_of_text(reports, leaves=leaves, chained=chained)
        held, _ = found.setdefault(name, (set(), basis))
        held.update(reports)
    return tuple(
        Gatherer(name=name, reports=tuple(sorted(held)), basis=basis)
        for name, (held, basis) in sorted(found.items())
    )


def _gatherer_of_text(
    reports: Sequence[str],
    *,
    leaves: Mapping[str, Leaf],
    chained: Mapping[str, Sequence[str]],
) -> tuple[str, str]:
    named = [name for report in reports for name in chained.get(report, ())]
    if named:
        return _pick(named), "said in text"
    credited = [m.name for r in reports if (m := leaves[r].mark).name]
    if credited:
        best = _pick(name for name in credited if name)
        basis = next(leaves[r].mark.basis for r in reports if leaves[r].mark.name == best)
        return best, basis if len(credited) == len(reports) else f"{basis}, text match"
    outlets = sorted({leaves[r].outlet or r for r in reports})
    if len(outlets) > 1 or any(leaves[r].mark.name == "" for r in reports):
        first = min(reports, key=lambda r: (leaves[r].published is None, leaves[r].published or 0, r))
        return f"unnamed text {first}", "text match" if len(outlets) > 1 else "credit line without a name"
    return outlets[0], "outlet"
