"""Place: one row of the gazetteer, as `tools/places.py` compiles it."""

from tarjih.records.record import Record

__all__ = ["Place"]


class Place(Record, frozen=True, kw_only=True):
    """One place with its coordinates in degrees.

    `kind` is point, town, district, province, country, river or region and says what the coordinates
    stand for. `needs` says what must stand around the name before it counts: nothing, a preposition or
    another place of its country ("hint"), both ("context"), or a word for a kind of place ("type").
    `capital` marks the seat of government of `country`, whose name often stands for it.
    """

    id: str
    name: str
    country: str | None
    kind: str
    lat: float
    lon: float
    population: int = 0
    needs: str = ""
    capital: bool = False
