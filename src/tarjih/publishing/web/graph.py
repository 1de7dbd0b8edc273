"""The graph of who cites whom, laid out in layers: origins first in reading direction, reports last."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from tarjih.records.event import Event, EventTelling
from tarjih.records.record import Record

__all__ = ["Drawn", "Edge", "Knot", "draw_chains"]

_WIDE, _HIGH, _GAP_X, _GAP_Y = 190, 44, 70, 16  # of a knot and between knots, in the drawing's own units
_LONGEST = 26  # letters of a name that fit


class Knot(Record, frozen=True, kw_only=True):
    """Somebody or a report in the graph; `x` and `y` are its upper corner at the start of a line."""

    id: str
    name: str
    kind: str
    layer: int
    x: int = 0
    y: int = 0

    @property
    def short(self) -> str:
        """Return the name as far as it fits."""
        return self.name if len(self.name) <= _LONGEST else f"{self.name[: _LONGEST - 1].rstrip()}…"


class Edge(Record, frozen=True, kw_only=True):
    """One hand from which a word came into another, with the path of its line."""

    source: str
    target: str
    path: str = ""


class Drawn(Record, frozen=True, kw_only=True):
    """A graph with its places, and how large it is."""

    knots: tuple[Knot, ...]
    edges: tuple[Edge, ...]
    width: int
    height: int


def draw_chains(
    event: Event, *, names: Mapping[str, str], outlets: Mapping[str, str], mirrored: bool
) -> Drawn:
    """Lay out who cites whom for one event.

    Args:
        event: The event.
        names: The names of its origins by id.
        outlets: The outlets of its reports by id.
        mirrored: Whether the reading direction is from right to left.
    """
    knots: dict[str, Knot] = {}
    edges: dict[tuple[str, str], Edge] = {}
    deepest = max((len(_between(t)) for t in event.mentions), default=0)
    for telling in event.mentions:
        if telling.origin is None or telling.origin not in names:
            continue
        path = [Knot(id=telling.origin, name=names[telling.origin], kind="origin", layer=0)]
        path += [
            Knot(id=f"voice:{name}", name=name, kind="voice" if name else "unnamed", layer=n)
            for n, name in enumerate(_between(telling), 1)
        ]
        report = telling.report
        path.append(
            Knot(id=f"report:{report}", name=outlets.get(report, report), kind="report", layer=deepest + 1)
        )
        for knot in path:
            known = knots.setdefault(knot.id, knot)
            if knot.layer > known.layer:
                knots[knot.id] = knot
        for one, two in pairwise(path):
            edges.setdefault((one.id, two.id), Edge(source=one.id, target=two.id))
    return _lay_out(knots, edges.values(), layers=deepest + 2, mirrored=mirrored)


def _between(telling: EventTelling) -> list[str]:
    """Return the voices between the origin and the report, the one nearest to the origin first."""
    return list(dict.fromkeys(reversed(telling.chain[:-1])))


def _lay_out(knots: dict[str, Knot], edges: Iterable[Edge], *, layers: int, mirrored: bool) -> Drawn:
    rows: dict[int, list[Knot]] = {}
    for knot in knots.values():
        rows.setdefault(knot.layer, []).append(knot)
    width = layers * _WIDE + (layers - 1) * _GAP_X
    highest = max((len(row) for row in rows.values()), default=0)
    height = max(1, highest) * (_HIGH + _GAP_Y) - _GAP_Y
    placed: dict[str, Knot] = {}
    for layer, row in sorted(rows.items()):
        top = (height - len(row) * (_HIGH + _GAP_Y) + _GAP_Y) // 2
        start = layer * (_WIDE + _GAP_X)
        x = width - start - _WIDE if mirrored else start
        for n, knot in enumerate(sorted(row, key=lambda k: (k.name, k.id))):
            placed[knot.id] = Knot(
                id=knot.id, name=knot.name, kind=knot.kind, layer=layer, x=x, y=top + n * (_HIGH + _GAP_Y)
            )
    drawn = [
        Edge(source=e.source, target=e.target, path=_path(placed[e.source], placed[e.target], mirrored))
        for e in edges
    ]
    return Drawn(knots=tuple(placed.values()), edges=tuple(drawn), width=width, height=height)


def _path(one: Knot, two: Knot, mirrored: bool) -> str:
    x1, x2 = (one.x, two.x + _WIDE) if mirrored else (one.x + _WIDE, two.x)
    y1, y2 = one.y + _HIGH // 2, two.y + _HIGH // 2
    half = (x2 - x1) // 2
    return f"M{x1} {y1}C{x1 + half} {y1} {x2 - half} {y2} {x2} {y2}"
