"""Take the bytes of one source and give its reports: decoded, cleaned, dated, with a map back."""

import hashlib
import io
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from tarjih.errors import InputError
from tarjih.intake.cleaning import clean, why_junk
from tarjih.intake.encoding import Decoded, decode
from tarjih.intake.html import declared_encoding, read_page
from tarjih.intake.json_items import body_of, known_of, parse_item, split_items, title_of
from tarjih.intake.known import Known, parse_sidecar
from tarjih.intake.language import language_of
from tarjih.intake.mapped import Mapped, join, lines_of
from tarjih.intake.sources import LARGEST_REPORT, Source, files, json_lines
from tarjih.records.failure import Failure
from tarjih.records.identity import content_id
from tarjih.records.record import Record
from tarjih.records.report import Cut, Report

__all__ = ["Taken", "take", "take_files"]

_NOTHING = Known()
_LONGEST_TITLE = 300  # characters; a first line longer than that is a paragraph
_LONGEST_ID = 200  # bytes, so that ID.json is a file name everywhere
# Lines of one width without full stops, at least three of them: somebody broke a paragraph into lines.
_WRAPPED_LINES = 3
_WRAPPED_WIDTH = (40, 100)
_WRAPPED_SPREAD = 0.8
_HTML = (".html", ".htm", ".xhtml")
_LINES = (".jsonl", ".ndjson")


class Taken(Record, frozen=True, kw_only=True):
    """One outcome of `take_files`, with the source it came from.

    `source` is None where there was nothing to read: a missing file, a line too long.
    """

    outcome: Report | Failure
    source: Source | None = None


class _Draft(Record, frozen=True, kw_only=True):
    """A report before it is cleaned: title, paragraphs and what is known."""

    title: Mapped
    paragraphs: list[Mapped]
    known: Known
    id: str | None = None
    notes: tuple[str, ...] = ()
    cut: tuple[Cut, ...] = ()


def take(
    raw: bytes,
    *,
    name: str,
    known: Known = _NOTHING,
    sidecar: bytes | None = None,
) -> tuple[Report | Failure, ...]:
    """Take the reports out of the bytes of one file.

    A .txt or .html holds one (its id is the file's stem), a .json one or a list, a .jsonl one a line. Another
    suffix, or none, is read as what the bytes look like. Where reports of one file have one id the second
    is refused.

    Args:
        raw: The bytes as they came.
        name: The file's name; "" for bytes that have none, whose id then comes from their content.
        known: What the user says of all reports in it; goes before everything else.
        sidecar: The bytes of the JSON beside it; goes before what a page says of itself.

    Returns:
        A report, or a Failure with its reason, for each report in the file, in order; never nothing.
    """
    if PurePath(name).suffix.lower() in _LINES:
        return tuple(_take_lines(raw, name=name, known=known))
    return tuple(_take_whole(raw, name=name, known=known, sidecar=sidecar, seen={}))


def take_files(paths: Iterable[str | Path], *, known: Known = _NOTHING) -> Iterator[Taken]:
    """Take the reports out of files and folders, one at a time.

    Reports of different files that would have one id are kept apart by their content: the second becomes
    `STEM-0123abcd`, with a note. One id twice in one .jsonl or .json is refused.
    """
    seen: dict[str, str] = {}
    lines: dict[str, str] = {}
    path: str | None = None
    for source in files(paths):
        if isinstance(source, Failure):
            yield Taken(outcome=source)
            continue
        if source.path != path:
            path, lines = source.path, {}
        if source.line is not None:
            outcomes: Iterable[Report | Failure] = (
                _take_line(source.raw, name=source.name, line=source.line, known=known, seen=lines),
            )
        else:
            outcomes = _take_whole(
                source.raw, name=source.name, known=known, sidecar=source.sidecar, seen=lines
            )
        for outcome in outcomes:
            yield Taken(outcome=_apart(outcome, path=source.path, seen=seen), source=source)


def _apart(outcome: Report | Failure, *, path: str, seen: dict[str, str]) -> Report | Failure:
    """Give a report whose id another file has taken an id of its own."""
    if isinstance(outcome, Failure):
        return outcome
    other = seen.setdefault(outcome.id, path)
    if other == path:
        return outcome
    own = f"{outcome.id}-{outcome.sha256[:8]}"
    note = f"id {outcome.id} is taken by {other}; named {own}"
    return _changed(outcome, id=own, notes=(*outcome.notes, note))


def _changed(report: Report, *, id: str, notes: tuple[str, ...]) -> Report:  # noqa: A002 - the field's name
    import msgspec

    return msgspec.structs.replace(report, id=id, notes=notes)


def _take_lines(raw: bytes, *, name: str, known: Known) -> Iterator[Report | Failure]:
    """Take one report from each line."""
    seen: dict[str, str] = {}
    for number, line in json_lines(io.BytesIO(raw)):
        if isinstance(line, str):
            yield Failure(report=f"{name}:{number}" if number else name, stage="intake", reason=line)
        else:
            yield _take_line(line, name=name, line=number, known=known, seen=seen)


def _take_line(raw: bytes, *, name: str, line: int, known: Known, seen: dict[str, str]) -> Report | Failure:
    """Take the report in one line of JSON."""
    where = f"{name}:{line}"
    sha256 = hashlib.sha256(raw).hexdigest()
    try:
        decoded = decode(raw)
        draft = _draft_of_item(decoded.text, base=0, known=known)
        return _report(draft, decoded=decoded, sha256=sha256, where=where, seen=seen)
    except InputError as error:
        return Failure(report=where, stage="intake", reason=str(error), sha256=sha256)


def _take_whole(
    raw: bytes, *, name: str, known: Known, sidecar: bytes | None, seen: dict[str, str]
) -> Iterator[Report | Failure]:
    """Take the report of a text or a page, or those of a JSON file."""
    sha256 = hashlib.sha256(raw).hexdigest()
    try:
        suffix = PurePath(name).suffix.lower()
        if len(raw) > LARGEST_REPORT and suffix != ".json":
            raise InputError(
                f"wanted at most {LARGEST_REPORT // 10**6} MB in one report, found "
                f"{len(raw) / 10**6:.0f} MB; split it into its reports"
            )
        decoded = decode(raw, declared=declared_encoding(raw) if suffix != ".txt" else None)
        if not decoded.text.strip("\ufeff \t\r\n\0"):
            raise InputError("wanted a report, found an empty file; check how it was made")
        kind = suffix if suffix in {".txt", ".json", *_HTML} else _sniff(decoded.text)
        if kind == ".json":
            yield from _take_items(decoded, name=name, known=known, sha256=sha256, seen=seen)
            return
        beside, wrong = parse_sidecar(sidecar, name=f"{name}.json") if sidecar is not None else (_NOTHING, ())
        make = _draft_of_page if kind in _HTML else _draft_of_text
        draft = make(decoded.text, known=known.over(beside), id=_stem(name), notes=wrong)
        yield _report(draft, decoded=decoded, sha256=sha256, where=name, seen=seen)
    except InputError as error:
        yield Failure(report=name or sha256[:16], stage="intake", reason=str(error), sha256=sha256)


def _stem(name: str) -> str | None:
    """Return the file's stem without marks that nobody sees, None where it has no name."""
    return "".join(c if c != "\\" else "_" for c in PurePath(name).stem if c.isprintable()) or None


def _sniff(text: str) -> str:
    """Say what a text without a known suffix looks like."""
    head = text.lstrip()[:200].lower()
    if head.startswith(("<!doctype html", "<html", "<?xml")):
        return ".html"
    return ".json" if head.startswith(("{", "[{")) else ".txt"


def _take_items(
    decoded: Decoded, *, name: str, known: Known, sha256: str, seen: dict[str, str]
) -> Iterator[Report | Failure]:
    """Take the reports of a JSON file: one object, or a list of them."""
    found = False
    for number, (source, base) in enumerate(split_items(decoded.text), 1):
        found = True
        where = name if base == 0 and number == 1 else f"{name}:[{number - 1}]"
        try:
            draft = _draft_of_item(source, base=base, known=known)
            yield _report(draft, decoded=decoded, sha256=sha256, where=where, seen=seen)
        except InputError as error:
            yield Failure(report=where, stage="intake", reason=str(error), sha256=sha256)
    if not found:
        raise InputError("wanted a list of reports, found an empty list; check how it was made")


def _draft_of_text(text: str, *, known: Known, id: str | None, notes: tuple[str, ...]) -> _Draft:  # noqa: A002 - the field's name
    """Read a text: the title in its first line, then the paragraphs."""
    title, paragraphs = _title_and_body(list(lines_of(text)))
    return _Draft(title=title, paragraphs=paragraphs, known=known, id=id, notes=notes)


def _draft_of_page(text: str, *, known: Known, id: str | None, notes: tuple[str, ...]) -> _Draft:  # noqa: A002 - the field's name
    """Read a page."""
    page = read_page(text)
    title, paragraphs = page.title, page.paragraphs
    if not title.text:
        title, paragraphs = _title_and_body(paragraphs)
    return _Draft(
        title=title,
        paragraphs=paragraphs,
        known=known.over(page.known),
        id=id,
        notes=(*notes, *page.notes),
        cut=page.cut,
    )


def _draft_of_item(source: str, *, base: int, known: Known) -> _Draft:
    """Read one JSON object that stands at `base` of the decoded original."""
    item = parse_item(source)
    said, notes = known_of(item)
    known = known.over(said)
    given = str(item.id) if item.id is not None and str(item.id).strip() else None
    title = title_of(item, source=source, base=base)
    cut: tuple[Cut, ...] = ()
    if item.text and item.text.strip():
        paragraphs = _paragraphs(list(body_of(item.text, source=source, base=base)))
    else:
        page = read_page(item.html or "", mapped=False)
        known, paragraphs, cut = known.over(page.known), page.paragraphs, page.cut
        notes = (*notes, *page.notes)
        title = title if title.text else page.title
    if not title.text:
        title, paragraphs = _title_and_body(paragraphs)
        notes = (*notes, "no title given" + ("; the first line is taken for it" if title.text else ""))
    return _Draft(title=title, paragraphs=paragraphs, known=known, id=given, notes=notes, cut=cut)


def _title_and_body(lines: list[Mapped]) -> tuple[Mapped, list[Mapped]]:
    """Take the first line for the title, unless it is a paragraph; junk before it comes after it."""
    filled = [at for at, line in enumerate(lines) if line.text]
    before: list[Mapped] = []
    while len(filled) > 1 and why_junk(lines[filled[0]].text) is not None:
        before.append(lines[filled.pop(0)])
    if not filled or len(lines[filled[0]].text) > _LONGEST_TITLE:
        return Mapped(""), [*before, *_paragraphs(lines[filled[0] :] if filled else [])]
    return lines[filled[0]], [*before, *_paragraphs(lines[filled[0] + 1 :])]


def _paragraphs(lines: list[Mapped]) -> list[Mapped]:
    """Join lines into paragraphs: blank lines part them, and so does each line end that wraps nothing."""
    paragraphs: list[Mapped] = []
    block: list[Mapped] = []
    for line in [*lines, Mapped("")]:
        if line.text:
            block.append(line)
        elif block:
            paragraphs.extend([join(" ", block)] if _is_wrapped(block) else block)
            block = []
    return paragraphs


def _is_wrapped(block: list[Mapped]) -> bool:
    """Say whether lines are one paragraph that was broken at a width."""
    if len(block) < _WRAPPED_LINES:
        return False
    widths = [len(line.text) for line in block]
    widest = max(widths)
    return (
        _WRAPPED_WIDTH[0] <= widest <= _WRAPPED_WIDTH[1]
        and min(widths[:-1]) >= _WRAPPED_SPREAD * widest
        and sum(line.text.endswith((".", "!", "\u061f", ":")) for line in block[:-1]) * 3 <= len(block)
    )


def _report(draft: _Draft, *, decoded: Decoded, sha256: str, where: str, seen: dict[str, str]) -> Report:
    """Clean a draft and make the report.

    Raises:
        InputError: It holds no text, or its id is no plain name or taken.
    """
    paragraphs, cut = clean(draft.title.text, draft.paragraphs)
    whole = join("\n\n", [part for part in (draft.title, *paragraphs) if part.text])
    if not whole.text:
        raise InputError("wanted a report, found no text in it; check how it was made")
    own = _own_id(draft, whole.text, where=where, seen=seen)
    language = language_of(whole.text)
    known = draft.known
    missing = [
        field for field, value in (("outlet", known.outlet), ("published", known.published)) if not value
    ]
    notes = [*decoded.notes, *draft.notes]
    if missing:
        notes.append("not given: " + ", ".join(missing))
    if language != "ar":
        notes.append(f"language {language}, not ar: kept, not read")
    return Report(
        id=own,
        title=draft.title.text,
        text=whole.text,
        sha256=sha256,
        language=language,
        encoding=decoded.encoding,
        outlet=known.outlet or None,
        byline=known.byline or None,
        published=known.published or None,
        url=known.url or None,
        cut=(*cut, *draft.cut),
        segments=whole.segments,
        notes=tuple(notes),
    )


def _own_id(draft: _Draft, text: str, *, where: str, seen: dict[str, str]) -> str:
    """Return the id that was given, or one from the content.

    Raises:
        InputError: The id is no plain name, or another report of the file has it.
    """
    if draft.id is None:
        return content_id("R", text)
    given = draft.id.encode("utf-8", "replace").decode()
    plain = given.isprintable() and not set(given) & set("/\\") and given not in {".", ".."}
    if not plain or len(given.encode()) > _LONGEST_ID:
        raise InputError(
            f"wanted an id that is a plain name of at most {_LONGEST_ID} bytes, found {given[:60]!r}; "
            "leave path and control characters out"
        )
    other = seen.setdefault(given, where)
    if other != where:
        raise InputError(f"wanted an id of its own, found {given!r}, which {other} has; change or drop one")
    return given
