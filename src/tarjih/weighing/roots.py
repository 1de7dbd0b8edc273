"""The roots behind an event: each origin with its grade, its bias and the relays its word came through."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from tarjih.records.assessment import Grade
from tarjih.records.event import Copy, Event, EventTelling, Origin
from tarjih.records.record import Record
from tarjih.weighing.grades import base_key, grade_origin, grade_unknown
from tarjih.weighing.model import Model, event_types, kinds
from tarjih.weighing.players import bare

__all__ = ["TELLS", "Relay", "Root", "copy_groups", "roots_of"]

_UNKNOWN = "unknown"
# Plans, fears and attempts say that it has not happened, and are no evidence that it has.
TELLS: Final = frozenset(("occurred", "ongoing", "denied"))


class Relay(Record, frozen=True, kw_only=True):
    """One way on which a root's word reached a report.

    `faith` is the probability that the words were handed on as they were; `asserts` says whether the
    report has the root assert the claim or deny it; `reports` are the reports on this way (copies of
    one text are one relay).
    """

    faith: float
    asserts: bool
    reports: tuple[str, ...]

    def __post_init__(self) -> None:
        """Refuse what is no probability."""
        if not 0.0 <= self.faith <= 1.0:
            raise ValueError(f"a relay's faith lies in [0, 1], found {self.faith}")


class Root(Record, frozen=True, kw_only=True):
    """One independent body behind a claim, as weighing needs it.

    `body` names it across events (its key or folded name). `same` is the probability that its reports
    really share it; with what is left each relay is a root of its own. `fresh` is the probability that it
    is a root beside the others at all: reports without a source may well have heard it from a named one.
    `ways` lists for each relay the names from the report to the root. `proposed` is the machine's grade where
    a person set another.
    """

    id: str
    body: str
    name: str
    kind: str
    grade: Grade
    access: float
    certainty: float
    bias: float
    relays: tuple[Relay, ...]
    ways: tuple[tuple[str, ...], ...] = ()
    same: float = 1.0
    fresh: float = 1.0
    proposed: Grade | None = None

    @property
    def denies(self) -> bool:
        """Say whether most relays have it deny the claim."""
        return 2 * sum(relay.asserts for relay in self.relays) < len(self.relays)

    @property
    def reports(self) -> tuple[str, ...]:
        """Return the reports that its word reached."""
        return tuple(sorted({report for relay in self.relays for report in relay.reports}))


def copy_groups(copies: Iterable[Copy]) -> dict[str, str]:
    """Return for each report that copies or was copied the first report of its group."""
    leader: dict[str, str] = {}

    def find(report: str) -> str:
        while leader.get(report, report) != report:
            report = leader[report]
        return report

    for copy in copies:
        if copy.kind in {"verbatim", "edited"}:
            first, second = sorted((find(copy.reports[0]), find(copy.reports[1])))
            leader.setdefault(first, first)
            leader[second] = first
    return {report: find(report) for report in sorted(leader)}


def roots_of(
    event: Event, *, group_of: Mapping[str, str], graded: Mapping[str, Grade], model: Model
) -> tuple[Root, ...]:
    """Return the roots of one event: its origins, and one pooled root for reports of unknown origin."""
    known = {origin.id for origin in event.origins}
    by_origin: dict[str, list[EventTelling]] = {}
    for telling in event.mentions:
        if telling.status in TELLS:
            origin_id = telling.origin if telling.origin in known else None
            by_origin.setdefault(origin_id or _UNKNOWN, []).append(telling)
    roots = [
        _root(event, origin, by_origin[origin.id], group_of=group_of, graded=graded, model=model)
        for origin in event.origins
        if origin.id in by_origin
    ]
    attributed = {t.report for o in event.origins for t in by_origin.get(o.id, ())}
    # Reports that only cite each other in a circle have nobody behind them who could be judged.
    nobody = attributed | set(event.circular)
    unknown = [t for t in by_origin.get(_UNKNOWN, ()) if t.report not in nobody]
    if unknown:
        fresh = model.fresh_unknown if roots else 1.0
        roots.append(_unknown_root(event, unknown, group_of=group_of, model=model, fresh=fresh))
    return tuple(roots)


def _root(
    event: Event,
    origin: Origin,
    tellings: Sequence[EventTelling],
    *,
    group_of: Mapping[str, str],
    graded: Mapping[str, Grade],
    model: Model,
) -> Root:
    relays, ways = _relays(tellings, group_of=group_of, model=model)
    kind = kinds().get(origin.kind) or kinds()[_UNKNOWN]
    grade = grade_origin(origin, graded=graded)
    return Root(
        id=origin.id,
        body=origin.key or origin.name,
        name=origin.name,
        kind=origin.kind,
        grade=grade,
        access=kind.access,
        certainty=max(_certainty(t, model) for t in tellings),
        bias=_bias(event, origin, model),
        relays=relays,
        ways=ways,
        same=origin.probability,
        proposed=grade_origin(origin, graded={}) if grade.set_by == "person" else None,
    )


def _unknown_root(
    event: Event, tellings: Sequence[EventTelling], *, group_of: Mapping[str, str], model: Model, fresh: float
) -> Root:
    relays, ways = _relays(tellings, group_of=group_of, model=model)
    return Root(
        id=f"{event.id}-{_UNKNOWN}",
        body=f"{event.id}-{_UNKNOWN}",
        name=_UNKNOWN,
        kind=_UNKNOWN,
        grade=grade_unknown(),
        access=kinds()[_UNKNOWN].access,
        certainty=max(_certainty(t, model) for t in tellings),
        bias=model.bias.neutral,
        relays=relays,
        ways=ways,
        fresh=fresh,
    )


def _certainty(telling: EventTelling, model: Model) -> float:
    return model.certainty.get(telling.certainty, model.certainty[_UNKNOWN])


def _asserts(telling: EventTelling) -> bool:
    """Say whether a telling has its root assert the event.

    A denial marks the event, its attribution, or both ("X denied that it withdrew"): that is one denial.
    """
    return telling.status != "denied" and telling.certainty != "denied"


def _faith(telling: EventTelling, model: Model) -> float:
    """Multiply the faith of each link from the root to the report."""
    faith = model.relay.get(telling.mode, model.relay["indirect"])
    for name in telling.chain[:-1]:  # every voice between the report and the root
        faith *= model.relay["named" if name else "unnamed"]
    return faith


def _relays(
    tellings: Sequence[EventTelling], *, group_of: Mapping[str, str], model: Model
) -> tuple[tuple[Relay, ...], tuple[tuple[str, ...], ...]]:
    """Make one relay of each text: copies of one text, and tellings in one report, are one."""
    groups: dict[tuple[str, bool], list[EventTelling]] = {}
    for telling in tellings:
        groups.setdefault((group_of.get(telling.report, telling.report), _asserts(telling)), []).append(
            telling
        )
    relays, ways = [], []
    for (_, asserts), group in sorted(groups.items()):
        best = max(group, key=lambda t: (_faith(t, model), t.report))
        reports = tuple(sorted({t.report for t in group}))
        relays.append(Relay(faith=_faith(best, model), asserts=asserts, reports=reports))
        ways.append(best.chain)
    return tuple(relays), tuple(ways)


def _bias(event: Event, origin: Origin, model: Model) -> float:
    """Return a: more than neutral where the claim flatters the origin, less where it hurts it."""
    kind = event_types().get(event.type)
    if kind is None:
        return model.bias.neutral
    names = {bare(name) for name in (base_key(origin), origin.name, origin.side) if name}
    sign = ""
    if any(bare(player) in names for player in event.actors):
        sign = kind.actor_interest
    elif any(bare(player) in names for player in event.targets):
        sign = kind.target_interest
    return {"+": model.bias.interest, "-": model.bias.against}.get(sign, model.bias.neutral)
