"""The tables of the shelf: one SQLite file beside `case.db` that can be deleted and is made again.

Raw SQL and no migrations: it holds nothing that the case does not, and one of another version is made anew.
"""

__all__ = ["TABLES", "VERSION"]

VERSION = "4"  # changes with these tables and with what is put into them

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE report (
    no INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL,
    title TEXT NOT NULL,
    outlet TEXT,
    published TEXT,
    language TEXT NOT NULL,
    added TEXT NOT NULL,
    attributions INTEGER NOT NULL,
    events INTEGER NOT NULL,
    leader TEXT NOT NULL
);
CREATE INDEX report_published ON report (published, id);
CREATE INDEX report_added ON report (added, id);
CREATE INDEX report_leader ON report (leader);

CREATE VIRTUAL TABLE words USING fts5 (title, body, content = '', tokenize = "unicode61 remove_diacritics 0");

CREATE TABLE event (
    no INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    digest TEXT NOT NULL,
    type TEXT NOT NULL,
    first_day TEXT,
    last_day TEXT,
    place TEXT,
    country TEXT,
    lat REAL,
    lon REAL,
    radius REAL,
    place_ar TEXT,
    reports INTEGER NOT NULL,
    origins INTEGER NOT NULL,
    unknown INTEGER NOT NULL,
    conflicts INTEGER NOT NULL,
    unsure INTEGER NOT NULL,
    cause TEXT,
    record TEXT NOT NULL
);
CREATE INDEX event_day ON event (first_day, id);
CREATE INDEX event_cause ON event (cause);
CREATE INDEX event_reports ON event (reports DESC, id);
CREATE INDEX event_newest ON event (first_day DESC, id);
CREATE INDEX event_conflicts ON event (conflicts DESC, reports DESC, id);
CREATE INDEX event_unsure ON event (unsure DESC, reports DESC, id);
CREATE INDEX event_type ON event (type, reports DESC, id);
CREATE INDEX event_place ON event (place, reports DESC, id);
CREATE INDEX event_nowhere ON event (no) WHERE lat IS NULL;
CREATE INDEX event_mapped ON event (
    reports DESC, id, type, first_day, last_day, place, place_ar, lat, lon, radius, origins
) WHERE lat IS NOT NULL;

CREATE TABLE telling (
    event INTEGER NOT NULL, report INTEGER NOT NULL, origin TEXT, PRIMARY KEY (event, report, origin)
);
CREATE INDEX telling_report ON telling (report, event);
CREATE INDEX telling_origin ON telling (origin, event);

CREATE TABLE origin (
    id TEXT PRIMARY KEY,
    key TEXT,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    events INTEGER NOT NULL,
    reports INTEGER NOT NULL
);

CREATE TABLE player (
    event INTEGER NOT NULL, key TEXT NOT NULL, role TEXT NOT NULL, PRIMARY KEY (key, event, role)
) WITHOUT ROWID;
CREATE INDEX player_event ON player (event);
CREATE TABLE named (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    written TEXT NOT NULL,
    code TEXT,
    side TEXT,
    country TEXT,
    PRIMARY KEY (kind, key)
) WITHOUT ROWID;
CREATE TABLE actor (
    key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_ar TEXT NOT NULL,
    kind TEXT NOT NULL,
    code TEXT,
    side TEXT,
    events INTEGER NOT NULL
);

CREATE TABLE voice (
    key TEXT NOT NULL, origin TEXT NOT NULL, events INTEGER NOT NULL, PRIMARY KEY (key, origin)
) WITHOUT ROWID;

CREATE TABLE claim (
    no INTEGER PRIMARY KEY,
    report INTEGER NOT NULL,
    ref TEXT NOT NULL,
    kind TEXT NOT NULL,
    type TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    certainty TEXT NOT NULL,
    status TEXT NOT NULL,
    mode TEXT NOT NULL,
    event INTEGER,
    doubt REAL NOT NULL,
    UNIQUE (report, ref)
);
CREATE INDEX claim_doubt ON claim (doubt DESC, no);
CREATE INDEX claim_event ON claim (event);
CREATE INDEX claim_type ON claim (type, report);

CREATE TABLE facet (
    kind TEXT NOT NULL, value TEXT NOT NULL, report INTEGER NOT NULL, PRIMARY KEY (kind, value, report)
) WITHOUT ROWID;
CREATE INDEX facet_report ON facet (report, kind);
"""
