"""`tarjih read`: reports to readings, nothing stored."""

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tarjih.engine.steps import own_steps
from tarjih.errors import TarjihError
from tarjih.intake.known import WRONG, Known, known
from tarjih.intake.take import take_files
from tarjih.publishing.documents import as_json, make_folder, write_to_output, write_whole
from tarjih.publishing.terminal.explanation import draw_explanation
from tarjih.publishing.terminal.messages import describe_bug, tell
from tarjih.publishing.terminal.naming import Naming
from tarjih.publishing.terminal.progress import follow
from tarjih.publishing.terminal.sheet import Language, open_sheet
from tarjih.readers.choosing import Readers
from tarjih.records.event import Fused
from tarjih.records.failure import Failure
from tarjih.records.reading import Reading
from tarjih.records.report import Report

__all__ = ["explain_files", "read_files", "read_reports", "tell_notes"]

_RULES = Readers()


def read_files(
    files: Sequence[Path],
    *,
    published: str | None = None,
    outlet: str | None = None,
    byline: str | None = None,
    out: Path | None = None,
    readers: Readers = _RULES,
) -> bool:
    """Read files and write one JSON for each report; what cannot be read is told and left out.

    Args:
        files: Reports as `.txt`, `.html`, `.json` or `.jsonl`.
        published: The day of publication, "" for unknown; None leaves it to the report.
        outlet: The outlet, in the same way.
        byline: The byline, in the same way.
        out: The folder to write to; None for standard output, one report a line.
        readers: Who reads.

    Returns:
        Whether at least one report was read.

    Raises:
        InputError: An option is wrong, or the results cannot be written.
    """
    said = known(published=published, outlet=outlet, byline=byline)
    write: Callable[[Reading], None] = _to_output
    if out is not None:
        make_folder(out)
        write = _into(out)
    done = failed = 0
    for reading in read_reports(files, said=said, readers=readers):
        if reading is None:
            failed += 1
            continue
        write(reading)
        done += 1
    if out is not None and done:
        reports = "1 report" if done == 1 else f"{done} reports"
        tell(f"read {reports} into {out}" + (f", {failed} could not be read" if failed else ""))
    return bool(done) or not failed


def explain_files(
    files: Sequence[Path],
    *,
    published: str | None = None,
    outlet: str | None = None,
    byline: str | None = None,
    language: Language = "en",
    readers: Readers = _RULES,
) -> bool:
    """Read files and print each report with the rule and the lexicon rows of every result.

    Returns:
        Whether at least one report was read; what could not be is told and left out.

    Raises:
        InputError: An option is wrong, or the output cannot be written.
    """
    said = known(published=published, outlet=outlet, byline=byline)
    done = failed = 0
    for reading in read_reports(files, said=said, readers=readers):
        if reading is None:
            failed += 1
            continue
        sheet = open_sheet(sys.stdout, language=language)
        if done:
            sheet.line()
        naming = Naming(Fused(), {reading.report: reading}, language=language)
        draw_explanation(sheet, reading, naming=naming)
        sheet.print(sys.stdout)
        done += 1
    return bool(done) or not failed


def read_reports(
    files: Sequence[Path], *, said: Known, readers: Readers = _RULES
) -> Iterator[Reading | None]:
    """Yield the readings of files, None for what could not be read and was told."""
    first_seen: dict[str, Path] = {}
    read = own_steps(names=readers.names, claims=readers.claims).read
    for file, taken in follow(_taken(files, said=said), label="Reading"):
        if isinstance(taken, Failure):
            tell(f"{taken.report}: {taken.reason}")
            yield None
        elif taken.id in first_seen:
            tell(
                f"{file}: wanted one report for each id, found {taken.id} in {first_seen[taken.id]} already; "
                "this one is left out, it was given twice"
            )
            yield None
        else:
            first_seen[taken.id] = file
            tell_notes(taken, file=file)
            yield _read(taken, read)


def tell_notes(report: Report, *, file: Path) -> None:
    """Tell what was wrong about a report that could be used nevertheless."""
    where = f"{file}" if file.stem == report.id else f"{file} ({report.id})"
    for note in report.notes:
        if note.startswith(WRONG) or note.endswith(f"; named {report.id}"):
            tell(f"{where}: {note.removeprefix(WRONG)}")


def _taken(files: Sequence[Path], *, said: Known) -> Iterator[tuple[Path, Report | Failure]]:
    """Take the reports out of files, those of one stem kept apart."""
    left = list(files)
    while left:
        begun: list[Path] = []
        try:
            for taken in take_files(_begin(left, begun), known=said):
                path = begun[-1] if taken.source is None else Path(taken.source.path)
                yield path, taken.outcome
            return
        except TarjihError as error:
            yield begun[-1], Failure(report=str(begun[-1]), stage="intake", reason=str(error))
        # One bad file never stops a run, whatever is wrong with it or with us.
        except Exception as error:  # noqa: BLE001
            yield begun[-1], Failure(report=str(begun[-1]), stage="intake", reason=describe_bug(error))
        left = left[len(begun) :]


def _begin(files: Sequence[Path], begun: list[Path]) -> Iterator[Path]:
    """Hand out files one by one, and keep in mind which were begun."""
    for file in files:
        begun.append(file)
        yield file


def _read(report: Report, read: Callable[[Report], Reading]) -> Reading | None:
    try:
        return read(report)
    except TarjihError as error:
        tell(f"{report.id}: {error}")
    # One bad report never stops a run, whatever is wrong with it or with us.
    except Exception as error:  # noqa: BLE001
        tell(f"{report.id}: {describe_bug(error)}")
    return None


def _to_output(reading: Reading) -> None:
    write_to_output(as_json(reading))


def _into(folder: Path) -> Callable[[Reading], None]:
    def write(reading: Reading) -> None:
        write_whole(folder / f"{reading.report}.json", as_json(reading))

    return write
