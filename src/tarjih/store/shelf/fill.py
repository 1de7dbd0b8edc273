"""Fill the shelf from what a case holds: only what has changed is laid out anew."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

import msgspec

from tarjih.arabic.lookup import without_particles
from tarjih.arabic.search import search_words
from tarjih.fusion.slots import entity_key
from tarjih.records.event import Copy, Event, Fused, Origin
from tarjih.records.reading import Attribution, EventMention, Reading
from tarjih.records.span import Span
from tarjih.store.shelf.shelf import Shelf
from tarjih.store.store import Store

__all__ = ["fill"]

_DOUBT = {"asserted": 0.1, "probable": 0.5, "possible": 0.7, "alleged": 0.8, "denied": 0.4}
_UNBOUND = 0.15  # for each slot of an event that is left open
_reading = msgspec.json.Decoder(Reading).decode
_ALIKE = {"verbatim", "edited"}
_FACETS = {
    "outlet": "SELECT outlet AS value, no AS report FROM report WHERE outlet IS NOT NULL",
    "told": "SELECT substr(published, 1, 7) AS value, no AS report FROM report WHERE published IS NOT NULL",
    "happened": "SELECT substr(first_day, 1, 7) AS value, report FROM telling JOIN event ON no = event"
    " WHERE first_day IS NOT NULL",
    "place": "SELECT place AS value, report FROM telling JOIN event ON no = event WHERE place IS NOT NULL",
    "type": "SELECT type AS value, report FROM telling JOIN event ON no = event",
    "actor": "SELECT key AS value, report FROM player JOIN telling USING (event)",
    "origin": "SELECT origin AS value, report FROM telling WHERE origin IS NOT NULL",
}


def fill(shelf: Shelf, store: Store, fused: Fused, *, state: str) -> None:
    """Bring a shelf up to what the case holds.

    Args:
        shelf: The shelf of the case.
        store: The open case.
        fused: What its readings were fused into.
        state: The digest of both, by which the shelf says later that it is up to date.
    """
    if not shelf.state():
        shelf.clear()
    leaders = _leaders(fused.copies)
    with shelf.filling() as connection:
        reports = _put_reports(connection, store, leaders)
        events = _put_events(connection, fused.events, reports)
        _put_origins(connection, fused.events)
        _tie_claims(connection, fused.events, reports=reports, numbers=events)
        _put_voices(connection)
        _put_facets(connection)
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('state', ?)", [state])
        connection.execute("ANALYZE")


def _leaders(copies: Iterable[Copy]) -> dict[str, str]:
    """Return for each copied report the first of its group."""
    leader: dict[str, str] = {}

    def find(report: str) -> str:
        while leader.get(report, report) != report:
            report = leader[report]
        return report

    for copy in copies:
        if copy.kind in _ALIKE:
            first, second = sorted(find(report) for report in copy.reports)
            leader[second] = first
    return {report: find(report) for report in leader}


def _put_reports(connection: sqlite3.Connection, store: Store, leaders: Mapping[str, str]) -> dict[str, int]:
    """Put in new and changed reports, take out those that stand no more; return their numbers."""
    digests = store.reading_digests()
    known = {
        row["id"]: (row["no"], row["digest"])
        for row in connection.execute("SELECT id, no, digest FROM report")
    }
    gone = [number for report, (number, digest) in known.items() if digests.get(report) != digest]
    for table, column in (("report", "no"), ("claim", "report"), ("facet", "report")):
        connection.executemany(f"DELETE FROM {table} WHERE {column} = ?", ([n] for n in gone))
    if gone:  # a text that is no longer at hand cannot be taken out of an index that keeps no texts
        connection.execute("INSERT INTO words (words) VALUES ('delete-all')")
        for row in connection.execute("SELECT id, no FROM report").fetchall():
            reading = store.reading(row["id"])
            if reading is not None:
                _put_words(connection, reading, row["no"])
    fresh = [report for report, digest in digests.items() if known.get(report, (0, ""))[1] != digest]
    added = {sighting.report: sighting.seen_at for sighting in reversed(store.sightings())}
    for report, raw in store.each_reading(fresh):
        _put_report(connection, _reading(raw), digest=digests[report], added=added[report].isoformat())
    rows = connection.execute("SELECT id, no FROM report").fetchall()
    connection.executemany(
        "UPDATE report SET leader = ? WHERE id = ? AND leader != ?",
        ((leaders.get(i, i), i, leaders.get(i, i)) for i, _ in rows),
    )
    return {row["id"]: row["no"] for row in rows}


def _put_report(connection: sqlite3.Connection, reading: Reading, *, digest: str, added: str) -> None:
    made = connection.execute(
        "INSERT INTO report (id, digest, title, outlet, published, language, added, attributions, events,"
        " leader) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            reading.report,
            digest,
            reading.title,
            reading.outlet,
            reading.published.isoformat() if reading.published else None,
            reading.language,
            added,
            len(reading.attributions),
            len(reading.events),
            reading.report,
        ],
    )
    number = made.lastrowid
    _put_words(connection, reading, number)
    connection.executemany("INSERT OR IGNORE INTO named VALUES (?, ?, ?, ?, ?, ?, ?)", _names(reading))
    connection.executemany(
        "INSERT INTO claim (report, ref, kind, type, first, last, certainty, status, mode, doubt)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        chain(
            (_attribution_row(number, a) for a in reading.attributions),
            (_event_row(number, e, reading) for e in reading.events),
        ),
    )


def _names(reading: Reading) -> Iterator[tuple[object, ...]]:
    """Yield whatever the reading names that is no person: its neutral name, and how the report writes it."""
    for entity in reading.entities:
        if entity.kind == "PERSON" or not entity.mentions:
            continue
        key = entity.name if entity.kind == "PLACE" else entity_key(entity)
        written = without_particles(" ".join(entity.mentions[0].within(reading.text).split()))
        kind = "PLACE" if entity.kind == "PLACE" else "ACTOR"
        yield kind, key, entity.name, written, entity.code, entity.side, entity.country


def _put_words(connection: sqlite3.Connection, reading: Reading, number: int | None) -> None:
    connection.execute(
        "INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)",
        [number, " ".join(search_words(reading.title)), " ".join(search_words(reading.text))],
    )


def _attribution_row(report: int | None, claim: Attribution) -> tuple[object, ...]:
    span = Span(min(claim.cue.start, claim.content.start), max(claim.cue.end, claim.content.end))
    doubt = min(1.0, _DOUBT[claim.certainty] + (0.0 if claim.sources else 0.2))
    return (
        report, claim.id, "attribution", "", span.start, span.end, claim.certainty, "", claim.mode, doubt
    )  # fmt: skip


def _event_row(report: int | None, claim: EventMention, reading: Reading) -> tuple[object, ...]:
    holder = next((a for a in reading.attributions if a.id == claim.attribution), None)
    certainty = "asserted" if holder is None else holder.certainty
    open_slots = sum(not slot for slot in (claim.actors, claim.targets, claim.place, claim.time))
    doubt = min(1.0, _DOUBT[certainty] + _UNBOUND * open_slots)
    span = claim.trigger
    mode = "" if holder is None else holder.mode
    return (
        report, claim.id, "event", claim.type, span.start, span.end, certainty, claim.status, mode, doubt
    )  # fmt: skip


def _put_events(
    connection: sqlite3.Connection, events: Iterable[Event], reports: Mapping[str, int]
) -> dict[str, int]:
    known = {
        row["id"]: (row["no"], row["digest"])
        for row in connection.execute("SELECT id, no, digest FROM event")
    }
    raw = {event.id: msgspec.json.encode(event) for event in events}
    digests = {name: hashlib.sha256(record).hexdigest() for name, record in raw.items()}
    gone = [number for name, (number, digest) in known.items() if digests.get(name) != digest]
    for table, column in (("event", "no"), ("telling", "event"), ("player", "event")):
        connection.executemany(f"DELETE FROM {table} WHERE {column} = ?", ([n] for n in gone))
    numbers = {name: number for name, (number, digest) in known.items() if digests.get(name) == digest}
    places = dict(connection.execute("SELECT key, written FROM named WHERE kind = 'PLACE'").fetchall())
    for event in events:
        if event.id not in numbers:
            numbers[event.id] = _put_event(connection, event, raw[event.id], digests[event.id], places)
            _put_tellings(connection, event, numbers[event.id], reports)
    return numbers


def _put_event(
    connection: sqlite3.Connection, event: Event, raw: bytes, digest: str, places: Mapping[str, str]
) -> int:
    made = connection.execute(
        "INSERT INTO event (id, digest, type, first_day, last_day, place, country, lat, lon, radius,"
        " place_ar, reports, origins, unknown, conflicts, unsure, cause, record)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            event.id,
            digest,
            event.type,
            event.first_day.isoformat() if event.first_day else None,
            event.last_day.isoformat() if event.last_day else None,
            event.place,
            event.country,
            event.lat,
            event.lon,
            event.radius,
            places.get(event.place or ""),
            len({t.report for t in event.mentions}),
            len(event.origins),
            len(event.unknown),
            len(event.conflicts),
            len(event.unsure),
            event.cause,
            raw.decode(),
        ],
    )
    return made.lastrowid or 0


def _put_tellings(
    connection: sqlite3.Connection, event: Event, number: int, reports: Mapping[str, int]
) -> None:
    tellings = {(number, reports[t.report], t.origin) for t in event.mentions if t.report in reports}
    connection.executemany("INSERT INTO telling VALUES (?, ?, ?)", sorted(tellings, key=str))
    players = {(number, key, "actor") for key in event.actors} | {
        (number, key, "target") for key in event.targets
    }
    connection.executemany("INSERT INTO player VALUES (?, ?, ?)", sorted(players))


def _put_origins(connection: sqlite3.Connection, events: Iterable[Event]) -> None:
    """Count the origins and the named players of all events anew: these are few."""
    connection.execute("DELETE FROM origin")
    connection.execute("DELETE FROM actor")
    origins: dict[str, list[Origin]] = {}
    kinds: dict[str, str] = {}
    for event in events:
        kinds |= event.kinds
        for origin in event.origins:
            origins.setdefault(origin.id, []).append(origin)
    connection.executemany(
        "INSERT INTO origin VALUES (?, ?, ?, ?, ?, ?)",
        (
            (
                name,
                all_[0].key,
                all_[0].name,
                all_[0].kind,
                len(all_),
                len({r for o in all_ for r in o.reports}),
            )
            for name, all_ in sorted(origins.items())
        ),
    )
    counted = connection.execute(
        "SELECT key, count(DISTINCT event) AS events, coalesce(name, key) AS name,"
        " coalesce(written, key) AS written, code, side"
        " FROM player LEFT JOIN named USING (key) WHERE kind IS NULL OR kind = 'ACTOR' GROUP BY key"
    ).fetchall()
    connection.executemany(
        "INSERT INTO actor VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                row["key"],
                row["name"],
                row["written"],
                kinds[row["key"]],
                row["code"],
                row["side"],
                row["events"],
            )
            for row in counted
            if kinds.get(row["key"], "PERSON") != "PERSON"
        ),
    )


def _put_voices(connection: sqlite3.Connection) -> None:
    """Count on whose word each actor's events rest."""
    connection.execute("DELETE FROM voice")
    connection.execute(
        "INSERT INTO voice SELECT player.key, telling.origin, count(DISTINCT telling.event) FROM actor"
        " JOIN player USING (key) JOIN telling USING (event) WHERE telling.origin IS NOT NULL"
        " GROUP BY player.key, telling.origin"
    )


def _tie_claims(
    connection: sqlite3.Connection,
    events: Iterable[Event],
    *,
    reports: Mapping[str, int],
    numbers: Mapping[str, int],
) -> None:
    """Say of each claim which event it tells."""
    connection.execute("UPDATE claim SET event = NULL WHERE event IS NOT NULL")
    connection.executemany(
        "UPDATE claim SET event = ? WHERE report = ? AND ref = ?",
        (
            (numbers[event.id], reports[t.report], t.mention)
            for event in events
            for t in event.mentions
            if t.mention and t.report in reports
        ),
    )


def _put_facets(connection: sqlite3.Connection) -> None:
    """Say of each report what it can be found by: its outlet, and what the events it tells are."""
    connection.execute("DELETE FROM facet")
    for kind, query in _FACETS.items():
        connection.execute(f"INSERT OR IGNORE INTO facet SELECT '{kind}', value, report FROM ({query})")
