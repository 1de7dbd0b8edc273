"""What every page gets: its language, its texts, and how names, days, numbers and words are shown."""

import datetime as dt
from functools import cache
from importlib import resources
from typing import Annotated, Any
from urllib.parse import quote, urlencode

import msgspec
from fastapi import Depends, Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup
from starlette.responses import HTMLResponse

from tarjih.lexicons import load_toml
from tarjih.publishing.terminal.texts import Texts, points, texts
from tarjih.publishing.web.desk import Desk
from tarjih.publishing.web.marks import fold_marks
from tarjih.publishing.web.security import FIELD, token_of
from tarjih.store.shelf.shelf import Row
from tarjih.weighing.model import event_types, kinds, letters

__all__ = ["AnyPage", "Page"]

_DIRECTIONS = {"ar": "rtl", "en": "ltr"}
_FILES = (
    "actors",
    "chains",
    "common",
    "event",
    "help",
    "hypotheses",
    "judgement",
    "library",
    "map",
    "reader",
    "review",
    "today",
    "trial",
)


class Page:
    """One request for a page: `desk` is the case, `say` its texts, `draw` the way to answer."""

    def __init__(self, request: Request) -> None:
        """Take the language from the address."""
        self.request = request
        self.desk: Desk = request.app.state.desk
        self.language = "ar" if request.url.path.split("/")[1] == "ar" else "en"
        self.texts: Texts = texts("ar" if self.language == "ar" else "en")

    def say(self, key: str, /, **filled: object) -> str:
        """Return a text of `lexicons/publishing/web/`, "page.name", in the language of the page."""
        text = _texts()[self.language][key]
        return text.format(**filled) if filled else text

    def to(self, *parts: str, **query: object) -> str:
        """Return the address of a page in this language."""
        path = "/".join(quote(part, safe="") for part in parts)
        asked = urlencode([(k, v) for k, v in query.items() if v not in (None, "", ())], doseq=True)
        return f"/{self.language}/{path}" + (f"?{asked}" if asked else "")

    def with_query(self, **changes: object) -> str:
        """Return this address with some of its query changed; None takes a part out."""
        asked = [(k, v) for k, v in self.request.query_params.multi_items() if k not in changes]
        asked += [(k, str(v)) for k, v in changes.items() if v is not None]
        path = quote(self.request.url.path)
        return f"{path}?{urlencode(asked)}" if asked else path

    def other_language(self) -> str:
        """Return the address of this page in the other language."""
        path = self.request.url.path
        other = "/en" if self.language == "ar" else "/ar"
        query = self.request.url.query
        return quote(other + path[3:]) + (f"?{query}" if query else "")

    def type(self, name: str) -> str:
        """Return the name of a type of event."""
        row = event_types().get(name)
        return name if row is None else row.name_ar if self.language == "ar" else row.name_en

    def place(self, row: Row) -> str:
        """Return the name of a place of the shelf, as reports write it on Arabic pages."""
        return str((self.language == "ar" and row["place_ar"]) or row["place"] or "")

    def kind(self, name: str) -> str:
        """Return the name of a kind of source."""
        row = kinds().get(name)
        return name if row is None else row.name_ar if self.language == "ar" else row.name_en

    def letter(self, name: str) -> str:
        """Return what a letter of reliability means."""
        row = letters().get(name)
        return name if row is None else row.name_ar if self.language == "ar" else row.name_en

    def day(self, day: dt.date | str | None) -> str:
        """Return a day in words, "" where there is none."""
        if day is None or day == "":
            return ""
        return self.texts.day(dt.date.fromisoformat(day[:10]) if isinstance(day, str) else day)

    def days(self, first: dt.date | None, last: dt.date | None) -> str:
        """Return an interval of days in words; `last` is excluded, as in events."""
        if first is None:
            return ""
        inner = first if last is None else max(first, last - dt.timedelta(days=1))
        return self.texts.days(first, inner)

    def percent(self, value: float) -> Markup:
        """Return a probability in points of a hundred, set apart from the text around it."""
        return ltr(f"{points(value)} %")

    def draw(self, template: str, /, *, here: str = "", status: int = 200, **filled: Any) -> HTMLResponse:
        """Answer with a template.

        Args:
            template: A file of `templates/`.
            here: Which entry of the main menu is this one.
            status: The status of the answer.
            filled: What the template shows.
        """
        html = (
            _environment()
            .get_template(template)
            .render(
                page=self,
                say=self.say,
                to=self.to,
                lang=self.language,
                dir=_DIRECTIONS[self.language],
                here=here,
                token=token_of(self.request),
                token_field=FIELD,
                case=self.desk.folder.name,
                **filled,
            )
        )
        return HTMLResponse(html, status_code=status)


def _page(request: Request) -> Page:
    return Page(request)


AnyPage = Annotated[Page, Depends(_page)]


def data(value: object) -> Markup:
    """Set words of a report or a name apart, each in its own direction."""
    return Markup('<bdi dir="auto">{}</bdi>').format(value)


def ltr(value: object) -> Markup:
    """Set a code, a number, a date or a range apart, left to right."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(value)


@cache
def _texts() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {"ar": {}, "en": {}}
    for file in _FILES:
        loaded = load_toml(f"publishing/web/{file}.toml", dict[str, dict[str, str]])
        for language, rows in loaded.items():
            found[language] |= {f"{file}.{key}": text for key, text in rows.items()}
    return found


@cache
def _environment() -> Environment:
    with resources.as_file(resources.files("tarjih.publishing.web").joinpath("templates")) as folder:
        made = Environment(
            loader=FileSystemLoader(folder),
            autoescape=select_autoescape(default=True, default_for_string=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=fold_marks,
        )
    made.filters |= {"data": data, "ltr": ltr, "json": _json}
    return made


def _json(value: object) -> Markup:
    """Return a record as JSON that may stand in a page's data block."""
    raw = msgspec.json.encode(value).decode()
    return Markup(raw.replace("<", "\\u003c").replace("&", "\\u0026"))  # noqa: S704 - no tag can begin
