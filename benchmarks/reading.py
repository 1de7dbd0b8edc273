"""How fast reports are read: words a second, memory, start-up, and where the time goes.

    make bench                       # the first 1,000 lines of ../shared/corpus/reports.jsonl
    make bench REPORTS=FILE.jsonl    # one report a line: title, text, and maybe outlet and published

Words are counted between white space. Making the reports and loading the lexicons is left out of the rate.
"""

import argparse
import cProfile
import datetime as dt
import hashlib
import json
import pstats
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from itertools import islice
from pathlib import Path

from tarjih.pipeline import read_report
from tarjih.records.report import Report

TARJIH = Path(sys.executable).with_name("tarjih")
WORDS_PER_SECOND, MEGABYTES, HELP_SECONDS, FIRST_REPORT_SECONDS = 30_000, 400, 0.3, 1.5
WARM_UP = 20  # reports read before the clock starts: lexicons are loaded by then
PROFILED = 200  # reports in the profile; it slows reading about threefold


def reports_of(corpus: Path, *, count: int) -> list[Report]:
    """Make the first `count` lines of a corpus into reports, as intake would from clean text."""
    reports = []
    with corpus.open(encoding="utf-8") as lines:
        for number, line in enumerate(islice(lines, count)):
            row = json.loads(line)
            text = f"{row.get('title') or ''}\n\n{row['text']}"
            published = row.get("published")
            reports.append(
                Report(
                    id=str(row.get("id") or number),
                    title=row.get("title") or "",
                    text=text,
                    sha256=hashlib.sha256(text.encode()).hexdigest(),
                    outlet=row.get("outlet"),
                    published=dt.date.fromisoformat(published[:10]) if published else None,
                )
            )
    return reports


def seconds_of(command: list[str], *, rounds: int) -> float:
    """Run a command several times; return the seconds of its quickest run."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return min(times)


def first_report_seconds(report: Report) -> float:
    """From calling the command to the JSON of one report."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "first.txt"
        path.write_text(report.text, encoding="utf-8")
        return seconds_of([str(TARJIH), "read", str(path), "--out", folder], rounds=3)


def module_of(filename: str) -> str:
    """Name the module of ours that a file belongs to; the empty string for foreign files."""
    head, found, tail = filename.replace("\\", "/").partition("/tarjih/")
    return tail.removesuffix(".py") if found and head.endswith("src") else ""


def shares(reports: list[Report]) -> Counter[str]:
    """Seconds spent per module of ours, foreign and built-in functions counted to who called them."""
    profile = cProfile.Profile()
    profile.enable()
    for report in reports:
        read_report(report)
    profile.disable()
    spent: Counter[str] = Counter()
    for (filename, _, _), (_, _, own, _, callers) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        if module_of(filename):
            spent[module_of(filename)] += own
        else:
            for (caller, _, _), (_, _, own_there, _) in callers.items():
                spent[module_of(caller) or "elsewhere"] += own_there
    return spent


def line(name: str, value: str, *, floor: str, holds: bool) -> str:
    return f"{name:<34}{value:>12}   asked: {floor:<10} {'holds' if holds else 'MISSED'}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure how fast reports are read.")
    parser.add_argument("--corpus", type=Path, required=True, help="a .jsonl file, one report a line")
    parser.add_argument("--count", type=int, default=1000, help="how many lines of it")
    options = parser.parse_args()
    if not options.corpus.is_file():
        sys.exit(
            f"wanted a .jsonl file of reports, found none at {options.corpus}; give another with --corpus"
        )
    reports = reports_of(options.corpus, count=options.count)
    for report in reports[:WARM_UP]:
        read_report(report)
    words = sum(len(report.text.split()) for report in reports)

    start, cpu = time.perf_counter(), time.process_time()
    found = Counter[str]()
    for report in reports:
        reading = read_report(report)
        found["attributions"] += len(reading.attributions)
        found["events"] += len(reading.events)
        found["entities"] += len(reading.entities)
    wall, cpu = time.perf_counter() - start, time.process_time() - cpu
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    asked = seconds_of([str(TARJIH), "--help"], rounds=5)
    first = first_report_seconds(reports[0])

    print(f"{len(reports)} reports, {words} words, one core, Python {sys.version.split()[0]}")
    print("found: " + ", ".join(f"{count} {name}" for name, count in found.items()))
    rate = words / cpu
    print(
        line(
            "words/s of CPU time",
            f"{rate:,.0f}",
            floor=f"{WORDS_PER_SECOND:,}",
            holds=rate >= WORDS_PER_SECOND,
        )
    )
    print(f"{'words/s by the clock on the wall':<34}{words / wall:>12,.0f}")
    print(line("peak memory, MB", f"{memory:.0f}", floor=f"{MEGABYTES}", holds=memory <= MEGABYTES))
    print(line("tarjih --help, s", f"{asked:.2f}", floor=f"{HELP_SECONDS}", holds=asked <= HELP_SECONDS))
    print(
        line(
            "first report, s",
            f"{first:.2f}",
            floor=f"{FIRST_REPORT_SECONDS}",
            holds=first <= FIRST_REPORT_SECONDS,
        )
    )
    spent = shares(reports[:PROFILED])
    print(f"share of time by module (profile of {min(PROFILED, len(reports))} reports):")
    for name, seconds in spent.most_common(12):
        print(f"  {name:<32}{100 * seconds / spent.total():>6.1f} %")


if __name__ == "__main__":
    main()
