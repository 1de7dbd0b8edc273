"""Read the marked reports with the pipeline and write one JSON each: `python -m tools.read_gold OUT_DIR`."""

import datetime as dt
import hashlib
import json
import sys
from pathlib import Path

import msgspec

from tarjih.claims.extract import extract
from tarjih.reading.read import read
from tarjih.records.reading import Reading
from tarjih.records.report import Report


def read_folder(folder: Path, out: Path) -> list[Reading]:
    """Read `folder`/txt with the dates and outlets of its index.json into `out`; return the readings."""
    out.mkdir(parents=True, exist_ok=True)
    readings = []
    for row in json.loads((folder / "index.json").read_text(encoding="utf-8")):
        text = (folder / "txt" / f"{row['id']}.txt").read_text(encoding="utf-8")
        report = Report(
            id=row["id"],
            title=text.split("\n", 1)[0],
            text=text,
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            outlet=row.get("outlet"),
            byline=row.get("byline"),
            published=dt.date.fromisoformat(row["published"]) if row.get("published") else None,
        )
        readings.append(extract(read(report)))
        (out / f"{row['id']}.json").write_bytes(msgspec.json.encode(readings[-1]))
    return readings


if __name__ == "__main__":
    read_folder(Path("../shared/gold/dev"), Path(sys.argv[1]))
