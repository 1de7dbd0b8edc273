"""Hypotheses that users write, in TOML, checked with the path of what is wrong."""

import math
import tomllib
from typing import Annotated, Literal

import msgspec

from tarjih.errors import HypothesesError
from tarjih.records.assessment import Hypothesis, HypothesisSet, Indicator
from tarjih.weighing.model import event_types, model

__all__ = ["OTHER", "cell_value", "parse_hypotheses"]

OTHER = "other"
# How expected the evidence is if the hypothesis is true. Source: Heuer (1999), ch. 8; numbers own.
_EXPECTED = {"CC": 0.95, "C": 0.75, "N": 0.50, "I": 0.25, "II": 0.05}
_SUM_SLACK = 1e-6


class _Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    en: str
    ar: str


class _HypothesisTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    name: _Names
    prior: float


class _IndicatorTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    name: _Names
    types: list[str]
    expected: dict[str, float | str]
    subject_as: Literal["actor", "target", "either"] | None = None
    actor: str | None = None
    target: str | None = None
    silence: dict[str, float | str] = {}


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    question: _Names
    hypotheses: list[_HypothesisTable]
    indicators: list[_IndicatorTable]
    subject: str | None = None
    window_days: Annotated[int, msgspec.Meta(gt=0)] = 180


def parse_hypotheses(text: str, *, name: str) -> HypothesisSet:
    """Parse and check the text of a hypotheses file.

    Raises:
        HypothesesError: The file is wrong; the message names the file and the path or line inside it.
    """
    try:
        file = msgspec.convert(tomllib.loads(text), _File)
    except tomllib.TOMLDecodeError as error:
        raise HypothesesError(f"{name}: no valid TOML: {error}") from error
    except msgspec.ValidationError as error:
        raise HypothesesError(f"{name}: {error}; docs/hypotheses.md shows what belongs there") from error
    _check_hypotheses(file, name)
    return HypothesisSet(
        id=file.id,
        question_en=file.question.en,
        question_ar=file.question.ar,
        subject=file.subject,
        window_days=file.window_days,
        hypotheses=tuple(
            Hypothesis(id=h.id, name_en=h.name.en, name_ar=h.name.ar, prior=h.prior) for h in file.hypotheses
        ),
        indicators=tuple(_indicator(file, n, name) for n in range(len(file.indicators))),
    )


def _check_hypotheses(file: _File, name: str) -> None:
    ids = [h.id for h in file.hypotheses]
    if len(ids) < 2 or len(set(ids)) < len(ids):
        raise HypothesesError(f"{name}: hypotheses: wanted at least two with different ids, found {ids}")
    total = math.fsum(h.prior for h in file.hypotheses)
    if not abs(total - 1.0) <= _SUM_SLACK or not all(h.prior > 0 for h in file.hypotheses):  # nan is neither
        raise HypothesesError(
            f"{name}: hypotheses: wanted positive priors that sum to 1, found a sum of {total:.4g}"
        )
    other = next((h for h in file.hypotheses if h.id == OTHER), None)
    least = model().other_least
    if other is None or other.prior < least:
        found = "none" if other is None else f"a prior of {other.prior}"
        raise HypothesesError(
            f'{name}: hypotheses: wanted the id "{OTHER}" with a prior of at least {least}, found {found}'
        )
    if not file.indicators:
        raise HypothesesError(
            f"{name}: indicators: wanted at least one, found none; nothing could tell the hypotheses apart"
        )


def _indicator(file: _File, number: int, name: str) -> Indicator:
    table = file.indicators[number]
    path = f"{name}: indicators[{number}] ({table.id})"
    if [i.id for i in file.indicators].count(table.id) > 1:
        raise HypothesesError(f"{path}: wanted an id of its own, found it twice")
    unknown = [t for t in table.types if t not in event_types()]
    if unknown or not table.types:
        raise HypothesesError(f"{path}.types: wanted types of the ontology, found {unknown or 'none'}")
    ids = {h.id for h in file.hypotheses}
    return Indicator(
        id=table.id,
        name_en=table.name.en,
        name_ar=table.name.ar,
        types=tuple(table.types),
        expected=_cells(table.expected, ids, path=f"{path}.expected"),
        subject_as=table.subject_as,
        actor=table.actor,
        target=table.target,
        silence=_cells(table.silence, ids, path=f"{path}.silence") if table.silence else {},
    )


def cell_value(cell: float | str) -> float:
    """Return how expected CC, C, N, I or II means, a number as it is; NaN for any other word.

    >>> cell_value("CC")
    0.95
    """
    return _EXPECTED.get(cell, math.nan) if isinstance(cell, str) else cell


def _cells(cells: dict[str, float | str], ids: set[str], *, path: str) -> dict[str, float]:
    if set(cells) != ids:
        raise HypothesesError(f"{path}: wanted one value for each of {sorted(ids)}, found {sorted(cells)}")
    values = {}
    for hypothesis, cell in cells.items():
        value = cell_value(cell)
        if not 0.0 < value < 1.0:
            raise HypothesesError(
                f"{path}.{hypothesis}: wanted CC, C, N, I, II or a number between 0 and 1, found {cell!r}"
            )
        values[hypothesis] = value
    return values
