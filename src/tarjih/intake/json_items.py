"""JSON reports: one object with title, text or html, url, outlet, published, byline, id."""

import json
from collections.abc import Iterator

import msgspec

from tarjih.errors import InputError
from tarjih.intake.known import Known, try_day
from tarjih.intake.mapped import Mapped, lines_of, located_in_json
from tarjih.records.record import Record

__all__ = ["Item", "body_of", "known_of", "parse_item", "split_items", "title_of"]


class Item(Record, frozen=True, kw_only=True):
    """The fields of one report in JSON; other fields are let be."""

    id: str | int | None = None
    title: str | None = None
    text: str | None = None
    html: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: str | None = None
    byline: str | None = None


def parse_item(source: str) -> Item:
    """Parse one JSON object.

    Raises:
        InputError: It is no JSON, no object, has a field of a wrong type, or neither text nor html.
    """
    try:
        item = msgspec.json.decode(source.encode("utf-8", "surrogatepass"), type=Item)
    except msgspec.ValidationError as error:
        raise InputError(_wrong_type(error)) from error
    except RecursionError as error:
        raise InputError(
            "wanted a flat JSON object, found one nested too deep; leave the rest out"
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        item = _parse_loosely(source, error)
    if not (item.text or "").strip() and not (item.html or "").strip():
        raise InputError("wanted a field text or html with the report in it, found neither; add one")
    return item


def _parse_loosely(source: str, error: Exception) -> Item:
    """Parse what only the standard library reads: NaN in other fields, halves of surrogate pairs."""
    try:
        return msgspec.convert(json.loads(source, strict=False), Item)
    except msgspec.ValidationError as wrong:
        raise InputError(_wrong_type(wrong)) from wrong
    except (ValueError, RecursionError):
        raise InputError(f"wanted one JSON object, found text that is none ({error}); correct it") from error


def _wrong_type(error: msgspec.ValidationError) -> str:
    """Turn "Expected `str`, got `int` - at `$.title`" into a line of ours."""
    message, _, path = str(error).partition(" - at ")
    wanted, _, found = message.removeprefix("Expected ").replace("`", "").partition(", got ")
    where = f" in {path.strip('`')}" if path else ""
    return f"wanted {wanted.replace('str', 'text')}{where}, found {found.replace('str', 'text')}; correct it"


def split_items(source: str) -> Iterator[tuple[str, int]]:
    """Yield each object of a JSON file with its place in it: a list of objects, or a single one.

    Raises:
        InputError: The file is no JSON.
    """
    if not source.lstrip().startswith("["):
        yield source, 0
        return
    raw = source.encode("utf-8", "surrogatepass")
    try:
        items = msgspec.json.decode(raw, type=list[msgspec.Raw])
    except RecursionError as error:
        raise InputError("wanted a list of JSON objects, found one nested too deep; flatten it") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputError(
            f"wanted a list of JSON objects, found text that is none ({error}); correct it, or give "
            "one object a line in a .jsonl file"
        ) from error
    place = at = 0
    for item in items:
        found = raw.find(bytes(item), at)
        text = bytes(item).decode("utf-8", "surrogatepass")
        place += len(raw[at:found].decode("utf-8", "surrogatepass"))
        yield text, place
        place += len(text)
        at = found + len(bytes(item))


def known_of(item: Item) -> tuple[Known, tuple[str, ...]]:
    """Return what the object says beside the text, and notes on what is wrong with it.

    Null and missing both mean that it says nothing.
    """
    day, notes = try_day(item.published, where="published")
    return Known(outlet=item.outlet, byline=item.byline, published=day, url=item.url), notes


def title_of(item: Item, *, source: str, base: int) -> Mapped:
    """Return the title on one line, mapped to the JSON where it stands there as it is."""
    title = " ".join((item.title or "").split())
    fit = [line for line in lines_of(title, origin=None) if line.text]
    if len(fit) != 1 or fit[0].text != title:
        return Mapped(" ".join(line.text for line in fit))
    return located_in_json(title, line=source, after=max(0, source.find('"title"')), base=base)[0]


def body_of(text: str, *, source: str, base: int) -> Iterator[Mapped]:
    """Yield the lines of the report's text, mapped to the JSON where they stand there as they are."""
    after = max(0, source.find('"text"'))
    for line in lines_of(text, origin=None):
        if "\ufffd" in line.text or not line.text:
            yield line
        else:
            located, after = located_in_json(line.text, line=source, after=after, base=base)
            yield located
