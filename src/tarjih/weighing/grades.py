"""Grade sources by letter and information by digit, each with its reason, apart from each other."""

from collections.abc import Mapping
from typing import Literal

from tarjih.errors import InputError
from tarjih.records.assessment import Grade
from tarjih.records.event import Origin
from tarjih.weighing.model import kinds, letters, outlets
from tarjih.weighing.players import bare

__all__ = ["base_key", "digit_of", "grade_origin", "grade_unknown", "reliability_of", "settle_grades"]

Digit = Literal[1, 2, 3, 4, 5, 6]
# Bounds of P(claim | the other roots) for digits 1 to 4. Source: weighing model, section 5.
_CONFIRMED, _PROBABLE, _POSSIBLE, _DOUBTFUL = 0.90, 0.70, 0.45, 0.20
_SOME_ROOT = 0.5  # fewer other roots than this: nothing to judge by


def grade_origin(origin: Origin, *, graded: Mapping[str, Grade]) -> Grade:
    """Return the letter of an origin: a person's grade first, then its own row, then its kind's."""
    for name in (origin.key, base_key(origin), origin.id, origin.name, bare(origin.name)):
        if name and name in graded:
            return graded[name]
    row = outlets().get(base_key(origin))
    if row is not None:
        return Grade(source=origin.id, letter=row.letter, reason=f"{row.reason} ({row.source})")
    kind = kinds().get(origin.kind) or kinds()["unknown"]
    return Grade(
        source=origin.id, letter=kind.letter, reason=f"{kind.name_en}: {kind.source.removeprefix('own: ')}"
    )


def base_key(origin: Origin) -> str:
    """Return the key of an origin without the area and report that fusion may add behind "@"."""
    return (origin.key or "").partition("@")[0]


def settle_grades(grades: Mapping[str, Grade]) -> dict[str, Grade]:
    """Return a person's grades by name as given and folded.

    Raises:
        InputError: One body is graded twice, with different letters.
    """
    settled = dict(grades)
    for name, grade in sorted(grades.items()):
        other = settled.setdefault(bare(name), grade)
        if other.letter != grade.letter:
            raise InputError(
                f"grades: wanted one letter for {name!r}, found {other.letter} and {grade.letter}; "
                "take one of them out"
            )
    return settled


def grade_unknown() -> Grade:
    """Return the letter of the one root in which reports of unknown origin are pooled."""
    kind = kinds()["unknown"]
    return Grade(
        source="unknown", letter=kind.letter, reason=f"{kind.name_en}: {kind.source.removeprefix('own: ')}"
    )


def reliability_of(grade: Grade) -> tuple[float, float]:
    """Return alpha and beta of the reliability that a letter stands for."""
    row = letters()[grade.letter]
    return row.alpha, row.beta


def digit_of(probability: float, *, others: float) -> Digit:
    """Propose the Admiralty digit of one item from the *other* roots of its claim.

    Args:
        probability: P(claim) by the other roots alone.
        others: How many other independent roots there are.
    """
    if others < _SOME_ROOT:
        return 6
    if others >= 1 and probability >= _CONFIRMED:
        return 1
    if probability >= _PROBABLE:
        return 2
    if probability >= _POSSIBLE:
        return 3
    return 4 if probability >= _DOUBTFUL else 5
