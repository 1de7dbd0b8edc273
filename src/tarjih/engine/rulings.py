"""Rulings made from what a person names: an event, an origin, a cell, each checked against the case."""

import datetime as dt
from collections.abc import Sequence
from typing import get_args

from tarjih.errors import CaseError, HypothesesError, InputError
from tarjih.fusion.signs import type_rows
from tarjih.records.assessment import HypothesisSet
from tarjih.records.event import Event, Fused, Origin
from tarjih.records.ruling import (
    Added,
    CellSet,
    Corrected,
    Graded,
    Joined,
    Letter,
    OneBody,
    Parted,
    Place,
    Reviewed,
    Ruled,
    Ruling,
    Struck,
    Traced,
)
from tarjih.store.store import Store
from tarjih.weighing.hypotheses import cell_value
from tarjih.weighing.players import bare

__all__ = ["grade", "join", "name_one_body", "part", "rule", "set_cell", "strike", "trace"]

_LETTERS: tuple[Letter, ...] = get_args(Letter)
_FEWEST = 2


def rule(store: Store, ruling: Ruling, *, about: str, reason: str, who: str, at: dt.datetime) -> int:
    """Save a ruling in a case and return its number.

    Args:
        store: The open case, locked for writing.
        ruling: What was decided, as the functions of this module make it.
        about: What it is about, as a person reads it.
        reason: Why.
        who: Who decided.
        at: When, with its zone.

    Raises:
        InputError: There is no reason, or another ruling that stands says something else of the same.
    """
    if not reason.strip():
        raise InputError(
            "wanted a reason, found none: whoever looks at the case later needs it; give --reason"
        )
    for standing in store.rulings():
        if _say_the_same(standing, ruling, who=who):
            raise InputError(
                f"wanted one ruling on {about}, found number {standing.number} of {standing.who} "
                f"({standing.reason}); take it back first with: tarjih decide undo CASE {standing.number}"
            )
    act = type(ruling).__struct_config__.tag
    return store.decide(str(act), about, reason=reason.strip(), who=who, at=at, ruling=ruling)


def _say_the_same(standing: Ruled, ruling: Ruling, *, who: str) -> bool:
    """Say whether a ruling is on the same thing as one that stands; cells of several persons are pooled."""
    other = standing.ruling
    if isinstance(ruling, Graded) and isinstance(other, Graded):
        return ruling.body == other.body
    if isinstance(ruling, CellSet) and isinstance(other, CellSet):
        return (ruling.set_id, ruling.indicator, ruling.event, ruling.hypothesis, who) == (
            other.set_id,
            other.indicator,
            other.event,
            other.hypothesis,
            standing.who,
        )
    if isinstance(ruling, Traced) and isinstance(other, Traced):
        return not set(ruling.mentions).isdisjoint(other.mentions)
    if isinstance(ruling, Reviewed | Corrected | Added) and type(ruling) is type(other):
        return False  # a later look at a claim goes before an earlier one, and both stay on the record
    if isinstance(ruling, Joined) and isinstance(other, Parted):
        return _parts(other, ruling)
    if isinstance(ruling, Parted) and isinstance(other, Joined):
        return _parts(ruling, other)
    return ruling == other


def _parts(parted: Parted, joined: Joined) -> bool:
    """Say whether one ruling parts what the other joins."""
    sides = (parted.mentions, parted.others)
    return all(not set(side).isdisjoint(joined.mentions) for side in sides)


def grade(fused: Fused, body: str, *, letter: str) -> tuple[Graded, str]:
    """Grade a body of the case; return the ruling and what it is about.

    Args:
        fused: The events of the case.
        body: An origin's id, key or name.
        letter: A to F.

    Raises:
        CaseError: The case has no such body, or two.
        InputError: The letter is none of the six.
    """
    for known in _LETTERS:
        if letter.upper() == known:
            key, name = _body(fused, body)
            return Graded(body=key, letter=known), name
    raise InputError(f"wanted a letter from A to F, found {letter!r}")


def set_cell(
    fused: Fused, hypotheses: HypothesisSet, *, row: str, hypothesis: str, value: str
) -> tuple[CellSet, str]:
    """Set how expected an indicator, or one event, is under a hypothesis.

    Args:
        fused: The events of the case.
        hypotheses: The set that the cell belongs to.
        row: The id of an indicator or of an event.
        hypothesis: The id of a hypothesis.
        value: CC, C, N, I, II or a number between 0 and 1.

    Raises:
        HypothesesError: The set has no such row or hypothesis, or the value is none.
        CaseError: The case has no such event.
    """
    ids = [h.id for h in hypotheses.hypotheses]
    if hypothesis not in ids:
        raise HypothesesError(f"wanted one of the hypotheses {', '.join(ids)}, found {hypothesis!r}")
    expected = _value(value)
    if not 0.0 < expected < 1.0:
        raise HypothesesError(f"wanted CC, C, N, I, II or a number between 0 and 1, found {value!r}")
    about = f"{hypotheses.id} / {row} / {hypothesis}"
    if row in {i.id for i in hypotheses.indicators}:
        cell = CellSet(set_id=hypotheses.id, hypothesis=hypothesis, expected=expected, indicator=row)
        return cell, about
    try:
        told = _event(fused, row)
    except CaseError:
        rows = ", ".join(i.id for i in hypotheses.indicators)
        raise HypothesesError(f"wanted an event of the case or one of {rows}, found {row!r}") from None
    place = _places(told)[0]
    return CellSet(set_id=hypotheses.id, hypothesis=hypothesis, expected=expected, event=place), about


def join(fused: Fused, events: Sequence[str]) -> tuple[Joined, str]:
    """Say that several events are one.

    Raises:
        CaseError: The case has no such event.
        InputError: There are fewer than two, or their types belong to two families.
    """
    found = [_event(fused, name) for name in dict.fromkeys(events)]
    if len({event.id for event in found}) < _FEWEST:
        raise InputError(f"wanted two events or more to join, found {len(found)}")
    families = {type_rows()[event.type].family for event in found}
    if len(families) > 1:
        raise InputError(
            f"wanted events of one family of types to join, found {' and '.join(sorted(families))}: they are "
            "two events, one may be the cause of the other"
        )
    mentions = tuple(_places(event)[0] for event in found)
    return Joined(mentions=mentions), " + ".join(event.id for event in found)


def part(fused: Fused, event: str, reports: Sequence[str]) -> tuple[Parted, str]:
    """Say that what some reports tell is another event than what the rest of one event's reports tell.

    Raises:
        CaseError: The case has no such event.
        InputError: A report does not tell it, or no report would be left on one side.
    """
    found = _event(fused, event)
    telling = {t.report for t in found.mentions}
    strange = sorted(set(reports) - telling)
    if strange or not reports or set(reports) == telling:
        named = strange[0] if strange else "all of them" if reports else "none"
        raise InputError(f"wanted some of the reports {', '.join(sorted(telling))}, found {named}")
    return (
        Parted(
            mentions=tuple(p for p in _places(found) if p.report in reports),
            others=tuple(p for p in _places(found) if p.report not in reports),
        ),
        f"{found.id} / {', '.join(sorted(set(reports)))}",
    )


def trace(fused: Fused, event: str, report: str, *, body: str) -> tuple[Traced, str]:
    """Say on whose word a report's account of an event rests.

    Args:
        fused: The events of the case.
        event: The id of the event.
        report: The id of a report that tells it.
        body: An origin of the case by id, key or name, or the name of a body that it has not named.

    Raises:
        CaseError: The case has no such event.
        InputError: The report does not tell it, or the body has no name.
    """
    found = _event(fused, event)
    places = tuple(p for p in _places(found) if p.report == report)
    if not places:
        telling = sorted({t.report for t in found.mentions})
        raise InputError(f"wanted one of the reports {', '.join(telling)}, found {report!r}")
    if not body.strip():
        raise InputError("wanted the name of a body, found none")
    try:
        name, _ = _body(fused, body)
    except CaseError:
        name = body.strip()
    return Traced(mentions=places, body=name), f"{found.id} / {report} / {name}"


def name_one_body(fused: Fused, names: Sequence[str]) -> tuple[OneBody, str]:
    """Say that several origins are one body.

    Raises:
        CaseError: The case has no such origin.
        InputError: There are fewer than two.
    """
    found = dict(_body(fused, name) for name in names)
    keys = tuple(found)
    if len(keys) < _FEWEST:
        raise InputError(f"wanted two bodies or more, found {len(keys)}")
    return OneBody(names=keys), " = ".join(found.values())


def strike(fused: Fused, body: str) -> tuple[Struck, str]:
    """Take the word of a body out of the case from now on.

    Raises:
        CaseError: The case has no such origin.
    """
    key, name = _body(fused, body)
    return Struck(body=key), name


def _places(event: Event) -> list[Place]:
    return sorted(
        {Place(report=t.report, span=t.span) for t in event.mentions}, key=lambda p: (p.report, p.span)
    )


def _event(fused: Fused, name: str) -> Event:
    found = [e for e in fused.events if e.id == name] or [e for e in fused.events if e.id.startswith(name)]
    if len(found) != 1 or not name:
        raise CaseError(
            f"wanted an event of the case, found {len(found) or 'none'} called {name!r}; list them with: "
            "tarjih show CASE"
        )
    return found[0]


def _body(fused: Fused, name: str) -> tuple[str, str]:
    """Find a body by an origin's id or its beginning, its key, or its name.

    Returns:
        What it is known by, and what it is called. A name that several origins bear means all of them.
    """
    origins = {origin.id: origin for event in fused.events for origin in event.origins}
    if name in origins:
        return _identity(origins[name]), origins[name].name
    called = {_identity(o): o for o in origins.values() if bare(name) in {bare(o.key or ""), bare(o.name)}}
    if not called:
        called = {_identity(o): o for o in origins.values() if name and o.id.startswith(name)}
    names = {o.name for o in called.values()}
    if len(called) == 1:
        return next(iter(called)), names.pop()
    if called and {bare(n) for n in names} == {bare(name)}:
        return min(names), min(names)
    raise CaseError(
        f"wanted an origin of the case by its id or name, found {len(called) or 'none'} called {name!r}; "
        "list them with: tarjih show CASE EVENT"
    )


def _identity(origin: Origin) -> str:
    return origin.key or origin.name


def _value(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        return cell_value(value.upper())
