"""Open a shelf, see whether it is today's, and ask it."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tarjih.store.shelf.counting import Index
from tarjih.store.shelf.schema import TABLES, VERSION

__all__ = ["NAME", "Row", "Shelf"]

NAME = "shelf.db"
Row = sqlite3.Row


class Shelf:
    """The shelf of one case: any thread may ask, one fills it."""

    def __init__(self, folder: Path) -> None:
        """Name the shelf of a case; nothing is opened before it is asked."""
        self.path = folder / NAME
        self._local = threading.local()
        self._index: tuple[str, Index] | None = None
        self._indexing = threading.Lock()

    def state(self) -> str:
        """Return the digest of what it was made from, "" where there is none, or one of another version."""
        try:
            rows = {row["key"]: row["value"] for row in self.ask("SELECT key, value FROM meta")}
        except sqlite3.Error:
            return ""
        return str(rows.get("state", "")) if rows.get("version") == VERSION else ""

    def ask(self, query: str, values: Sequence[object] | dict[str, object] = ()) -> list[Row]:
        """Return the rows of a query."""
        return self._connection().execute(query, values).fetchall()

    def one(self, query: str, values: Sequence[object] | dict[str, object] = ()) -> Row | None:
        """Return the first row of a query, None where there is none."""
        row: Row | None = self._connection().execute(query, values).fetchone()
        return row

    def count(self, query: str, values: Sequence[object] | dict[str, object] = ()) -> int:
        """Return the number that a query counts."""
        row = self.one(query, values)
        return 0 if row is None else int(row[0])

    def pairs(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query as bare tuples: quicker where there are very many."""
        cursor = self._connection().cursor()
        cursor.row_factory = None
        return cursor.execute(query, values).fetchall()

    def numbers(self, query: str, values: Sequence[object] = ()) -> npt.NDArray[np.int64]:
        """Return a query's column, called `no`, of numbers; SQLite writes them out as one text: quicker."""
        ((text,),) = self.pairs(f"SELECT group_concat(no) FROM ({query})", values)
        return np.fromstring(text or "", dtype=np.int64, sep=",")

    def index(self) -> Index:
        """Return the facets as arrays; they are read once for each state of the shelf."""
        state = self.state()
        with self._indexing:
            if self._index is None or self._index[0] != state:
                self._index = (state, Index(self))
            return self._index[1]

    @contextmanager
    def filling(self) -> Iterator[sqlite3.Connection]:
        """Write to the shelf; all is seen at the end of the block, or nothing of it."""
        connection = self._open()
        try:
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
        finally:
            connection.close()

    def clear(self) -> None:
        """Make it empty, with today's tables."""
        self.close()
        for file in (self.path, *(self.path.with_name(f"{NAME}-{end}") for end in ("wal", "shm"))):
            file.unlink(missing_ok=True)
        connection = self._open()
        try:
            connection.executescript(TABLES)
            connection.execute("INSERT INTO meta VALUES ('version', ?)", [VERSION])
            connection.commit()
        finally:
            connection.close()

    def close(self) -> None:
        """Close this thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            self._local.connection = None

    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = self._open()
        return connection

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=30, isolation_level=None, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -65536")
        connection.execute("PRAGMA mmap_size = 1073741824")
        return connection
