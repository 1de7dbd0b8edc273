"""Map and time: where and when it is said to have happened, as areas and never as false points."""

from typing import Annotated, Literal

import msgspec
from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse, Response

from tarjih.publishing.web.pages.frame import AnyPage, Page
from tarjih.store.shelf.shelf import Row

__all__ = ["router"]

router = APIRouter()
_MOST = 10_000
_TABLE = 200
_COLUMNS = (
    "id, type, first_day, last_day, place, place_ar, lat, lon, radius, reports, origins"  # all in an index
)
_DAY = Query(pattern=r"^(\d{4}-\d{2}-\d{2})?$")
By = Literal["happened", "told"]


@router.get("/map")
def show(
    page: AnyPage,
    type_: Annotated[str, Query(alias="type")] = "",
    first: Annotated[str, _DAY] = "",
    last: Annotated[str, _DAY] = "",
    by: By = "happened",
) -> HTMLResponse:
    """Show the events that have a place on a map, and the same as a table."""
    rows = _rows(page, type_=type_, first=first, last=last, by=by)
    months = page.desk.shelf.ask(
        "SELECT substr(first_day, 1, 7) AS month, count(*) AS events,"
        " date(substr(first_day, 1, 7) || '-01', '+1 month', '-1 day') AS last"
        " FROM event WHERE first_day IS NOT NULL GROUP BY month ORDER BY month DESC LIMIT 36"
    )
    return page.draw(
        "map.html",
        here="map",
        rows=rows[:_TABLE],
        count=len(rows),
        nowhere=page.desk.shelf.count("SELECT count(*) FROM event WHERE lat IS NULL"),
        months=months[::-1],
        highest=max((m["events"] for m in months), default=1),
        type=type_,
        first=first,
        last=last,
        by=by,
        types=[r["type"] for r in page.desk.shelf.ask("SELECT DISTINCT type FROM event ORDER BY type")],
        query=page.request.url.query,
    )


@router.get("/map.geojson")
def geojson(
    page: AnyPage,
    type_: Annotated[str, Query(alias="type")] = "",
    first: Annotated[str, _DAY] = "",
    last: Annotated[str, _DAY] = "",
    by: By = "happened",
) -> Response:
    """Give what the map shows as GeoJSON; `radius_km` says how far around a point it may have been."""
    features = [
        {
            "type": "Feature",
            "id": row["id"],
            "geometry": {"type": "Point", "coordinates": [row["lon"], row["lat"]]},
            "properties": {
                "type": row["type"],
                "name": page.type(row["type"]),
                "place": page.place(row),
                "first_day": row["first_day"],
                "last_day": row["last_day"],
                "radius_km": row["radius"],
                "reports": row["reports"],
                "origins": row["origins"],
                "judged_by": "machine",
            },
        }
        for row in _rows(page, type_=type_, first=first, last=last, by=by)
    ]
    raw = msgspec.json.encode({"type": "FeatureCollection", "features": features})
    return Response(raw, media_type="application/geo+json")


def _rows(page: Page, *, type_: str, first: str, last: str, by: By) -> list[Row]:
    """Return the events with a place, in an interval of days in which they happened or were told."""
    where, values = ["lat IS NOT NULL"], []
    if type_:
        where.append("type = ?")
        values.append(type_)
    if by == "told" and (first or last):
        inner = []
        for sign, day in ((">=", first), ("<=", last)):
            if day:
                inner.append(f"published {sign} ?")
                values.append(day)
        told = "SELECT telling.event FROM report JOIN telling ON telling.report = report.no WHERE "
        where.append(f"no IN ({told}{' AND '.join(inner)})")
    elif first or last:
        if first:
            where.append("coalesce(last_day, first_day) > ?")
            values.append(first)
        if last:
            where.append("first_day <= ?")
            values.append(last)
    return page.desk.shelf.ask(
        f"SELECT {_COLUMNS} FROM event WHERE {' AND '.join(where)} ORDER BY reports DESC, id LIMIT {_MOST}",
        values,
    )
