"""What is kept of a fused case, so that one report more is fused with those it touches and no others.

A SQLite file beside the case, made from its readings and made anew whenever it is missing or of another
version: nothing in it is the only copy of anything. Decision 0027 says what stands in it.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import msgspec

from tarjih.fusion.candidates import Keyed, order_of
from tarjih.fusion.cards import Card, Leaf
from tarjih.fusion.copies import Alignment, align
from tarjih.records.event import Copy, Event, Judgement

__all__ = ["CARDS", "CROSSING", "FACTS", "RETOLD", "TEXT", "TRANSLATED", "WORDED", "Kept", "Member"]

TEXT, FACTS, CROSSING, CARDS = range(4)  # kinds of members
WORDED, RETOLD, TRANSLATED = range(3)  # kinds of copies; the later says more

_TABLES = """
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS trunks (report TEXT PRIMARY KEY, tie INTEGER UNIQUE, digest TEXT, leaf BLOB);
CREATE TABLE IF NOT EXISTS cards (
    tie INTEGER PRIMARY KEY, report TEXT, toll INTEGER, cause INTEGER, event TEXT, card BLOB);
CREATE INDEX IF NOT EXISTS cards_report ON cards (report);
CREATE INDEX IF NOT EXISTS cards_event ON cards (event);
CREATE INDEX IF NOT EXISTS cards_cause ON cards (cause) WHERE cause IS NOT NULL;
CREATE TABLE IF NOT EXISTS members (
    kind INTEGER, tie INTEGER, first INTEGER, last INTEGER, keys BLOB, PRIMARY KEY (kind, tie)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS keys (
    kind INTEGER, key INTEGER, first INTEGER, tie INTEGER, last INTEGER,
    PRIMARY KEY (kind, key, first, tie)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS copies (
    one TEXT, two TEXT, kind INTEGER, copy BLOB, PRIMARY KEY (one, two, kind)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS copies_two ON copies (two);
CREATE TABLE IF NOT EXISTS links (
    one INTEGER, two INTEGER, score REAL, reasons BLOB, PRIMARY KEY (one, two)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS events (id TEXT PRIMARY KEY, cause TEXT, type TEXT, brief BLOB, event BLOB);
CREATE INDEX IF NOT EXISTS events_type ON events (type);
CREATE INDEX IF NOT EXISTS events_cause ON events (cause) WHERE cause IS NOT NULL;
CREATE TABLE IF NOT EXISTS judgements (report TEXT PRIMARY KEY, judgements BLOB);
"""
_TELLS = frozenset(("occurred", "ongoing", "denied"))
_SOME = 500  # values in one question

_pack = msgspec.msgpack.Encoder().encode
_leaf = msgspec.msgpack.Decoder(Leaf).decode
_card = msgspec.msgpack.Decoder(Card).decode
_copy = msgspec.msgpack.Decoder(Copy).decode
_keys = msgspec.msgpack.Decoder(tuple[int, ...]).decode
_plain_reasons = msgspec.msgpack.Decoder(tuple[str, ...]).decode
_event = msgspec.msgpack.Decoder(Event).decode
_judgements = msgspec.msgpack.Decoder(tuple[Judgement, ...]).decode


Tie = tuple[float, tuple[str, ...]]  # the score and the reasons of a link


@lru_cache(maxsize=1 << 16)
def _reasons(raw: bytes) -> tuple[str, ...]:
    return _plain_reasons(raw)


class Member(msgspec.Struct, frozen=True):
    """One member of the index: over which days it meets others, and its keys."""

    tie: int
    first: int
    last: int
    keys: tuple[int, ...]


class Kept:
    """The kept state of a fused case; everything written in one `transaction` is there or nothing of it."""

    def __init__(self, path: Path | None) -> None:
        """Open the file, or a state in memory where none is named."""
        self._base = sqlite3.connect(":memory:" if path is None else path, isolation_level=None)
        self._base.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;"
        )
        self._base.executescript(_TABLES)
        self._trunks: dict[str, Leaf] = {}
        self._cards: dict[int, Card] = {}
        self._links: dict[int, dict[int, Tie]] = {}
        self._alignments: dict[tuple[str, str], Alignment] = {}

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep everything written inside the block, or nothing of it."""
        self._base.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._base.execute("ROLLBACK")
            self._forget()
            raise
        self._base.execute("COMMIT")

    def clear(self) -> None:
        """Forget everything."""
        for table in (
            "about",
            "trunks",
            "cards",
            "members",
            "keys",
            "copies",
            "links",
            "events",
            "judgements",
        ):
            self._base.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
        self._forget()

    def _forget(self) -> None:
        for held in (self._trunks, self._cards, self._links, self._alignments):
            held.clear()

    # --- about the whole

    def about(self, name: str) -> str | None:
        """Return a note on the whole state, None where there is none."""
        row = self._base.execute("SELECT value FROM about WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def note(self, name: str, value: str) -> None:
        """Keep a note on the whole state."""
        self._base.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (name, value))

    def digests(self) -> dict[str, str]:
        """Return the digest of the reading of each report."""
        return dict(self._base.execute("SELECT report, digest FROM trunks"))

    # --- reports and accounts

    def add_leaves(self, leaves: Iterable[tuple[Leaf, str]], *, tolls: set[str]) -> None:
        """Keep reports, each with the digest of its reading.

        Args:
            leaves: The reports.
            tolls: The families of types that are tolls.
        """
        trunks, cards, judged = [], [], []
        for leaf, digest in leaves:
            trunk = msgspec.structs.replace(leaf, cards=(), judgements=())
            trunks.append((leaf.report, order_of(leaf.report), digest, _pack(trunk)))
            if leaf.judgements:
                judged.append((leaf.report, _pack(leaf.judgements)))
            for card in leaf.cards:
                cause = None if card.cause is None else order_of(card.report, card.cause)
                toll = card.slots.family in tolls
                cards.append((order_of(card.report, card.number), card.report, toll, cause, "", _pack(card)))
        self._base.executemany("INSERT INTO trunks VALUES (?, ?, ?, ?)", trunks)
        self._base.executemany("INSERT INTO cards VALUES (?, ?, ?, ?, ?, ?)", cards)
        self._base.executemany("INSERT INTO judgements VALUES (?, ?)", judged)

    def trunk(self, report: str) -> Leaf:
        """Return a report without its accounts."""
        found = self._trunks.get(report)
        if found is None:
            (raw,) = self._base.execute("SELECT leaf FROM trunks WHERE report = ?", (report,)).fetchone()
            found = self._trunks[report] = _leaf(raw)
        return found

    def leaf(self, report: str) -> Leaf:
        """Return a report with its accounts."""
        ties = self._column("SELECT tie FROM cards WHERE report = ?", (report,))
        cards = sorted((self.card(tie) for tie in ties), key=lambda card: card.number)
        return msgspec.structs.replace(self.trunk(report), cards=tuple(cards))

    def report_at(self, tie: int) -> str:
        """Return the report with this number."""
        return str(self._base.execute("SELECT report FROM trunks WHERE tie = ?", (tie,)).fetchone()[0])

    def card(self, tie: int) -> Card:
        """Return one account."""
        found = self._cards.get(tie)
        if found is None:
            (raw,) = self._base.execute("SELECT card FROM cards WHERE tie = ?", (tie,)).fetchone()
            found = self._cards[tie] = _card(raw)
        return found

    def is_toll(self, tie: int) -> bool:
        """Say whether an account tells a toll."""
        return bool(self._base.execute("SELECT toll FROM cards WHERE tie = ?", (tie,)).fetchone()[0])

    def cards_of(self, reports: Iterable[str]) -> list[int]:
        """Return the accounts of some reports."""
        return self._among("SELECT tie FROM cards WHERE report IN ", sorted(set(reports)))

    def judgements(self) -> list[Judgement]:
        """Return the quoted judgements of all reports."""
        return [
            j for (raw,) in self._base.execute("SELECT judgements FROM judgements") for j in _judgements(raw)
        ]

    # --- who meets whom

    def add_members(self, kind: int, members: Iterable[tuple[int, Keyed]]) -> None:
        """Put members into the index."""
        rows, keys = [], []
        for tie, keyed in members:
            rows.append((kind, tie, keyed.first, keyed.last, _pack(keyed.keys)))
            keys += [(kind, key, keyed.first, tie, keyed.last) for key in dict.fromkeys(keyed.keys)]
        self._base.executemany("INSERT INTO members VALUES (?, ?, ?, ?, ?)", rows)
        keys.sort()
        self._base.executemany("INSERT INTO keys VALUES (?, ?, ?, ?, ?)", keys)

    def member(self, kind: int, tie: int) -> Member:
        """Return one member of the index."""
        row = self._base.execute(
            "SELECT first, last, keys FROM members WHERE kind = ? AND tie = ?", (kind, tie)
        ).fetchone()
        return Member(tie, row[0], row[1], _keys(row[2]))

    def around(
        self, kind: int, key: int, member: Member, *, window: int
    ) -> tuple[list[tuple[int, int, int]], list[tuple[int, int, int]]]:
        """Return the members before and behind one at a key, the nearest first, each (first, tie, last)."""
        place = (kind, key, member.first, member.tie, window)
        before = self._base.execute(
            "SELECT first, tie, last FROM keys WHERE kind = ? AND key = ? AND (first, tie) < (?, ?)"
            " ORDER BY first DESC, tie DESC LIMIT ?",
            place,
        ).fetchall()
        behind = self._base.execute(
            "SELECT first, tie, last FROM keys WHERE kind = ? AND key = ? AND (first, tie) > (?, ?)"
            " ORDER BY first, tie LIMIT ?",
            place,
        ).fetchall()
        return before, behind

    def meet(self, kind: int, one: int, two: int, *, window: int) -> bool:
        """Say whether two members meet at any key as the index stands."""
        members = (self.member(kind, one), self.member(kind, two))
        low, high = sorted(members, key=lambda m: (m.first, m.tie))
        if high.first > low.last:
            return False
        for key in sorted(set(low.keys) & set(high.keys)):
            rows = self._base.execute(
                "SELECT 1 FROM keys WHERE kind = ? AND key = ? AND (first, tie) > (?, ?)"
                " AND (first, tie) < (?, ?) LIMIT ?",
                (kind, key, low.first, low.tie, high.first, high.tie, window),
            ).fetchall()
            if len(rows) < window:
                return True
        return False

    # --- copies

    def copies(self, report: str, *kinds: int) -> list[Copy]:
        """Return the copies that a report is in, of the kinds named, else as they stand in the end."""
        rows = self._base.execute(
            "SELECT one, two, kind, copy FROM copies WHERE one = ?1 UNION ALL "
            "SELECT one, two, kind, copy FROM copies WHERE two = ?1 ORDER BY 1, 2, 3",
            (report,),
        )
        if kinds:
            return [_copy(raw) for _, _, kind, raw in rows if kind in kinds]
        return [_copy(raw) for raw in {(one, two): raw for one, two, _, raw in rows}.values()]

    def final_copy(self, pair: tuple[str, str]) -> Copy | None:
        """Return what stands in the end between two reports."""
        row = self._base.execute(
            "SELECT copy FROM copies WHERE one = ? AND two = ? ORDER BY kind DESC LIMIT 1", pair
        ).fetchone()
        return None if row is None else _copy(row[0])

    def all_copies(self) -> tuple[Copy, ...]:
        """Return what stands in the end between all reports, in order."""
        rows = self._base.execute("SELECT one, two, copy FROM copies ORDER BY one, two, kind")
        found = {(one, two): raw for one, two, raw in rows}
        return tuple(_copy(raw) for raw in found.values())

    def set_copies(self, kind: int, copies: Iterable[Copy]) -> None:
        """Keep copies, each in the place of an older one."""
        rows = [(*copy.reports, kind, _pack(copy)) for copy in copies]
        self._base.executemany("INSERT OR REPLACE INTO copies VALUES (?, ?, ?, ?)", rows)

    def drop_copy(self, kind: int, pair: tuple[str, str]) -> None:
        """Forget a copy."""
        self._base.execute("DELETE FROM copies WHERE one = ? AND two = ? AND kind = ?", (*pair, kind))

    # --- links

    def set_links(self, links: Iterable[tuple[int, int, float, tuple[str, ...]]]) -> None:
        """Keep links, in both directions, each in the place of an older one."""
        rows = []
        for one, two, score, reasons in links:
            raw = _pack(reasons)
            rows += [(one, two, score, raw), (two, one, score, raw)]
            for tie in (one, two):
                self._links.pop(tie, None)
        rows.sort()
        self._base.executemany("INSERT OR REPLACE INTO links VALUES (?, ?, ?, ?)", rows)

    def drop_link(self, one: int, two: int) -> None:
        """Forget a link."""
        for here, there in ((one, two), (two, one)):
            self._links.pop(here, None)
            self._base.execute("DELETE FROM links WHERE one = ? AND two = ?", (here, there))

    def links(self, tie: int) -> dict[int, Tie]:
        """Return the accounts that one is linked with, each with the score and the reasons."""
        found = self._links.get(tie)
        if found is None:
            rows = self._base.execute("SELECT two, score, reasons FROM links WHERE one = ?", (tie,))
            found = self._links[tie] = {two: (score, _reasons(raw)) for two, score, raw in rows}
        return found

    def alignment(self, pair: tuple[str, str]) -> Alignment:
        """Return how the texts of two reports share words."""
        found = self._alignments.get(pair)
        if found is None:
            left, right = (self.trunk(report).text for report in pair)
            found = self._alignments[pair] = align(left, right)
        return found

    # --- events

    def event_of(self, tie: int) -> str:
        """Return the id of the event that an account tells; "" for a new account."""
        return str(self._base.execute("SELECT event FROM cards WHERE tie = ?", (tie,)).fetchone()[0])

    def place_cards(self, ties: Iterable[int], *, event: str) -> None:
        """Say which event some accounts tell."""
        self._base.executemany("UPDATE cards SET event = ? WHERE tie = ?", [(event, tie) for tie in ties])

    def cards_in(self, events: Iterable[str]) -> list[int]:
        """Return the accounts of some events."""
        return self._among("SELECT tie FROM cards WHERE event IN ", sorted(set(events) - {""}))

    def caused_by(self, ties: Iterable[int]) -> list[int]:
        """Return the tolls that some accounts of attacks are the cause of."""
        return self._among("SELECT tie FROM cards WHERE cause IN ", sorted(set(ties)))

    def tolls_of(self, event: str) -> list[str]:
        """Return the tolls that an attack caused."""
        rows = self._base.execute("SELECT id FROM events WHERE cause = ? ORDER BY id", (event,))
        return [str(name) for (name,) in rows]

    def event(self, name: str) -> Event | None:
        """Return one event, None where there is none of that id."""
        row = self._base.execute("SELECT event FROM events WHERE id = ?", (name,)).fetchone()
        return None if row is None or row[0] is None else _event(row[0])

    def set_events(self, events: Iterable[Event]) -> None:
        """Keep events, each in the place of an older one."""
        rows = [(e.id, e.cause, e.type, _pack(_brief(e)), _pack(e)) for e in events]
        self._base.executemany("INSERT OR REPLACE INTO events VALUES (?, ?, ?, ?, ?)", rows)

    def cause_of(self, event: str) -> str | None:
        """Return the attack that a toll belongs to."""
        row = self._base.execute("SELECT cause FROM events WHERE id = ?", (event,)).fetchone()
        return None if row is None else row[0]

    def note_cause(self, event: str, cause: str | None) -> None:
        """Say which attack a toll belongs to, before the toll itself is made."""
        self._base.execute("INSERT OR IGNORE INTO events (id) VALUES (?)", (event,))
        self._base.execute("UPDATE events SET cause = ? WHERE id = ?", (cause, event))

    def drop_events(self, names: Iterable[str]) -> None:
        """Forget events."""
        self._base.executemany("DELETE FROM events WHERE id = ?", [(name,) for name in names])

    def events(self) -> Iterator[Event]:
        """Give all events."""
        for (raw,) in self._base.execute("SELECT event FROM events"):
            yield _event(raw)

    def events_of_types(self, types: Iterable[str]) -> list[Event]:
        """Return the events of some types."""
        wanted = sorted(types)
        marks = ",".join("?" * len(wanted))
        rows = self._base.execute(f"SELECT event FROM events WHERE type IN ({marks})", wanted)  # noqa: S608
        return [_event(raw) for (raw,) in rows]

    def briefs(self, *, but: Iterable[str]) -> list[Event]:
        """Return who plays in the events of all other types, where and when."""
        unwanted = sorted(but)
        marks = ",".join("?" * len(unwanted))
        rows = self._base.execute(f"SELECT brief FROM events WHERE type NOT IN ({marks})", unwanted)  # noqa: S608
        return [_event(raw) for (raw,) in rows]

    # --- ways to the database

    def _column(self, query: str, values: Sequence[str | int]) -> list[int]:
        return [row[0] for row in self._base.execute(query, values)]

    def _among(self, query: str, values: Sequence[str] | Sequence[int]) -> list[int]:
        found: list[int] = []
        for start in range(0, len(values), _SOME):
            some = values[start : start + _SOME]
            found += self._column(f"{query}({','.join('?' * len(some))})", some)
        return found


def _brief(event: Event) -> Event:
    """Return what weighing asks of an event that bears on nothing: who plays in it, where and when."""
    told = tuple(t for t in event.mentions if t.status in _TELLS)[:1]
    return msgspec.structs.replace(
        event, mentions=told, origins=(), gatherers=(), unknown=(), conflicts=(), reasons=(), unsure=()
    )
