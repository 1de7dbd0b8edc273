"""The ledger: one line for each reason, in decibans, that sum to the number shown.

Source: weighing model, section 9.
"""

import math

import numpy as np
from numpy.typing import NDArray

from tarjih.records.assessment import Cell, HypothesisSet, LedgerLine
from tarjih.records.event import Event
from tarjih.weighing.confidence import phrases
from tarjih.weighing.matrix import Item, Matrix
from tarjih.weighing.model import event_types

__all__ = ["fill_cells", "keep_ledger"]

_DECIBANS = 10.0 / math.log(10.0)


def fill_cells(matrix: Matrix, *, asked: HypothesisSet) -> tuple[Cell, ...]:
    """Return every cell of the matrix with what it adds to its hypothesis.

    Args:
        matrix: The matrix as weighed.
        asked: The set of hypotheses before a person set any cell of it.
    """
    terms = matrix.terms() * _DECIBANS
    plain = {row.id: row.expected for row in asked.indicators}
    return tuple(
        Cell(
            evidence=item.event.id,
            hypothesis=hypothesis,
            expected=float(matrix.expected[n, k]),
            decibans=float(terms[n, k]),
            machine=_machine(item, hypothesis, plain[item.indicator.id][hypothesis]),
        )
        for n, item in enumerate(matrix.items)
        for k, hypothesis in enumerate(matrix.ids)
    )


def _machine(item: Item, hypothesis: str, plain: float) -> float | None:
    """Return the cell that a person replaced, None where nobody did."""
    used = item.cells.get(hypothesis, item.indicator.expected[hypothesis])
    return plain if used != plain else None


def _by_hypothesis(matrix: Matrix, values: NDArray[np.float64]) -> dict[str, float]:
    return {h: float(v) * _DECIBANS for h, v in zip(matrix.ids, values, strict=True)}


def keep_ledger(matrix: Matrix) -> tuple[LedgerLine, ...]:
    """Return the lines whose decibans sum, for each hypothesis, to 10 log10 of its posterior."""
    english, arabic = phrases().ledger["en"], phrases().ledger["ar"]
    prior, terms, silence = np.log(matrix.priors), matrix.terms(), matrix.silence()
    log = prior + terms.sum(axis=0) + silence.sum(axis=0)
    norm = -(log.max() + math.log(float(np.exp(log - log.max()).sum())))
    lines = [
        LedgerLine(
            id="prior",
            label_en=english.prior,
            label_ar=arabic.prior,
            decibans=_by_hypothesis(matrix, prior),
            formula="ln prior",
        )
    ]
    lines += [
        LedgerLine(
            id=item.event.id,
            label_en=_label(item.event, "en"),
            label_ar=_label(item.event, "ar"),
            decibans=_by_hypothesis(matrix, terms[n]),
            evidence=item.event.id,
            formula="w ln(l ratio + 1 - l)",
            inputs=tuple(root.id for root in item.roots),
            set_by="person" if _has_ruling(item) else "rule",
        )
        for n, item in enumerate(matrix.items)
    ]
    lines += [
        LedgerLine(
            id=f"silence-{indicator.id}",
            label_en=english.silence.format(indicator=indicator.name_en),
            label_ar=arabic.silence.format(indicator=indicator.name_ar),
            decibans=_by_hypothesis(matrix, silence[n]),
            formula="ln P(silence)",
        )
        for n, indicator in enumerate(matrix.silent)
    ]
    whole = LedgerLine(
        id="norm",
        label_en=english.norm,
        label_ar=arabic.norm,
        decibans=_by_hypothesis(matrix, np.full(len(matrix.ids), norm)),
        formula="-ln Z",
    )
    return (*lines, whole)


def _has_ruling(item: Item) -> bool:
    return bool(item.cells) or any(root.proposed is not None for root in item.roots)


def _label(event: Event, language: str) -> str:
    kind = event_types().get(event.type)
    name = event.type if kind is None else kind.name_en if language == "en" else kind.name_ar
    parts = [name, event.place or "", event.first_day.isoformat() if event.first_day else ""]
    return " · ".join(part for part in parts if part)
