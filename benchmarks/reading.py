"""How fast reports are read: words a second, memory, start-up, and where the time goes.

    make bench                       # the first 1,000 lines of ../shared/corpus/reports.jsonl
    make bench REPORTS=FILE.jsonl    # one report a line: title, text, and maybe outlet and published

`make bench` measures the wheel in build/fast, whose modules are compiled, and beside it the sources.
Words are counted between white space. Making the reports and loading the lexicons is left out of the rate.
"""

import argparse
import datetime as dt
import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from itertools import islice
from pathlib import Path

from tarjih.claims.assessments import find_assessments
from tarjih.claims.attribution import find_attributions
from tarjih.claims.events import find_events
from tarjih.pipeline import read_report
from tarjih.reading import tokens
from tarjih.reading.entities import gather_entities
from tarjih.reading.names import find_mentions
from tarjih.reading.provenance import find_provenance
from tarjih.reading.quantities import find_quantities
from tarjih.reading.times import find_times
from tarjih.records.page import Page
from tarjih.records.report import Report

SOURCES = Path(__file__).resolve().parents[1] / "src"
TARJIH = [sys.executable, "-m", "tarjih"]
WORDS_PER_SECOND, MEGABYTES, HELP_SECONDS, FIRST_REPORT_SECONDS = 100_000, 400, 0.3, 0.5
WARM_UP = 20  # reports read before the clock starts: lexicons are loaded by then
STEPPED = 400  # reports that are read step by step


def reports_of(corpus: Path, *, count: int) -> list[Report]:
    """Make the first `count` lines of a corpus into reports, as intake would from clean text."""
    reports = []
    with corpus.open(encoding="utf-8") as lines:
        for number, line in enumerate(islice(lines, count)):
            row = json.loads(line)
            text = f"{row.get('title') or ''}\n\n{row['text']}"
            reports.append(
                Report(
                    id=str(row.get("id") or number),
                    title=row.get("title") or "",
                    text=text,
                    sha256=hashlib.sha256(text.encode()).hexdigest(),
                    outlet=row.get("outlet"),
                    published=_day(row.get("published")),
                )
            )
    return reports


def _day(published: str | None) -> dt.date | None:
    """Return a day of publication, None where there is none or no calendar has it."""
    try:
        return dt.date.fromisoformat((published or "")[:10])
    except ValueError:
        return None


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
        return seconds_of([*TARJIH, "read", str(path), "--out", folder], rounds=5)


def steps_of(report: Report, spent: Counter[str]) -> None:
    """Read one report step by step, as `read` and `extract` do, and add up the seconds of each."""
    clock = time.process_time
    begin = clock()
    words = tokens.lay_out(report.text)
    laid = clock()
    times = find_times(words, published=report.published)
    timed = clock()
    quantities = find_quantities(words, times=times)
    counted = clock()
    mentions = find_mentions(words, times=times)
    named = clock()
    entities = gather_entities(words, mentions=mentions, outlet=report.outlet)
    gathered = clock()
    provenance = find_provenance(report, words=words)
    page = Page(
        report=report,
        words=words,
        mentions=mentions,
        entities=entities,
        times=times,
        quantities=quantities,
        provenance=provenance,
    )
    traced = clock()
    attributions = find_attributions(page)
    attributed = clock()
    find_events(page, attributions=attributions)
    told = clock()
    find_assessments(page, attributions=attributions)
    marks = (begin, laid, timed, counted, named, gathered, traced, attributed, told, clock())
    names = (
        "layout",
        "times",
        "quantities",
        "names",
        "entities",
        "provenance",
        "attribution",
        "events",
        "assessments",
    )
    for name, since, until in zip(names, marks[:-1], marks[1:], strict=True):
        spent[name] += until - since


def rate_of_sources(options: argparse.Namespace) -> str:
    """Measure the rate of the sources as they are, in a process of its own."""
    command = [
        sys.executable,
        __file__,
        "--corpus",
        str(options.corpus),
        "--count",
        str(options.count),
        "--rate",
    ]
    environment = os.environ | {"PYTHONPATH": str(SOURCES)}
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout.strip()


def line(name: str, value: str, *, floor: str, holds: bool) -> str:
    return f"{name:<34}{value:>12}   asked: {floor:<10} {'holds' if holds else 'MISSED'}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure how fast reports are read.")
    parser.add_argument("--corpus", type=Path, required=True, help="a .jsonl file, one report a line")
    parser.add_argument("--count", type=int, default=1000, help="how many lines of it")
    parser.add_argument("--rate", action="store_true", help="print the rate and nothing else")
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
    rate = words / cpu
    if options.rate:
        print(f"{rate:,.0f}")
        return
    show(reports, words=words, rate=rate, wall_rate=words / wall, found=found)
    if not tokens.__file__.endswith(".py"):
        print(f"{'the same in pure Python':<34}{rate_of_sources(options):>12}")
    spent = Counter[str]()
    for report in reports[:STEPPED]:
        steps_of(report, spent)
    print(f"share of time by step ({min(STEPPED, len(reports))} reports, their words met before):")
    for name, seconds in spent.items():
        print(f"  {name:<32}{100 * seconds / spent.total():>6.1f} %")


def show(reports: list[Report], *, words: int, rate: float, wall_rate: float, found: Counter[str]) -> None:
    """Print what was measured beside what is asked."""
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    asked = seconds_of([*TARJIH, "--help"], rounds=5)
    first = first_report_seconds(reports[0])
    kind = "pure Python" if tokens.__file__.endswith(".py") else "compiled modules"
    print(f"{len(reports)} reports, {words} words, one core, Python {sys.version.split()[0]}, {kind}")
    print("found: " + ", ".join(f"{count} {name}" for name, count in found.items()))
    print(
        line(
            "words/s of CPU time",
            f"{rate:,.0f}",
            floor=f"{WORDS_PER_SECOND:,}",
            holds=rate >= WORDS_PER_SECOND,
        )
    )
    print(f"{'words/s by the clock on the wall':<34}{wall_rate:>12,.0f}")
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


if __name__ == "__main__":
    main()
