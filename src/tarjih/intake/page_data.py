"""What a page says about itself: JSON-LD, OpenGraph and other meta tags, `<time>`."""

import datetime as dt
import json
from collections.abc import Iterator

from resiliparse.parse.html import ElementNode, HTMLTree

from tarjih.errors import InputError
from tarjih.intake.known import Known, parse_day
from tarjih.records.record import Record

__all__ = ["PageData", "read_page_data"]

_ARTICLES = frozenset({
    "AnalysisNewsArticle",
    "Article",
    "BackgroundNewsArticle",
    "BlogPosting",
    "LiveBlogPosting",
    "NewsArticle",
    "OpinionNewsArticle",
    "Report",
    "ReportageNewsArticle",
    "ReviewNewsArticle",
    "WebPage",
})
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "publishdate",
    "publish_date",
    "published_time",
    "publication_date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date",
    "date",
)
_OUTLETS = ("og:site_name", "application-name", "dc.publisher", "publisher", "twitter:site")
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author")
_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title")
_URLS = ("og:url", "twitter:url", "parsely-link")
_DEPTH = 6  # levels of JSON-LD that are followed
_MOST = 200  # objects of JSON-LD that are looked at


class PageData(Record, frozen=True, kw_only=True):
    """What a page says of itself, with notes on what it contradicts itself in."""

    title: str | None
    known: Known
    notes: tuple[str, ...] = ()


class _Article(Record, frozen=True, kw_only=True):
    """One article of a page's JSON-LD."""

    kind: str
    headline: str | None
    day: str | None
    author: str | None
    outlet: str | None
    url: str | None


def read_page_data(tree: HTMLTree) -> PageData:
    """Read title, outlet, byline, day and address from a page.

    JSON-LD goes before meta tags, meta tags before `<time>`. A date that is no ISO 8601 is passed over with
    a note; where several `<time>` give several days and none is marked as the publication's, the day stays
    unknown.
    """
    meta = _meta(tree)
    articles = list(_articles(tree))
    title = _first(meta, _TITLES)
    article = _own_article(articles, title=title, url=_first(meta, _URLS))
    notes: list[str] = []
    candidates = [article.day] if article and article.day else []
    candidates += [meta[name] for name in _DATES if name in meta]
    if not candidates:
        candidates = _times(tree, notes=notes)
    days = _days(candidates, notes=notes)
    if len(set(days)) > 1:
        notes.append("the page gives several days: " + ", ".join(str(day) for day in dict.fromkeys(days)))
    author = article.author if article and article.author else _name(_first(meta, _AUTHORS))
    found = Known(
        outlet=(article.outlet if article else None) or _first(meta, _OUTLETS),
        byline=author,
        published=days[0] if days else None,
        url=_canonical(tree) or _first(meta, _URLS) or (article.url if article else None),
    )
    return PageData(
        title=title or (article.headline if article else None) or _heading(tree),
        known=found,
        notes=tuple(notes),
    )


def _elements(tree: HTMLTree, name: str) -> list[ElementNode]:
    """Return the page's elements of one name in their order."""
    document = tree.document
    return list(document.get_elements_by_tag_name(name)) if document is not None else []


def _meta(tree: HTMLTree) -> dict[str, str]:
    """Return the content of the meta tags by their name in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for node in _elements(tree, "meta"):
        content = " ".join((node.getattr("content") or "").split())
        for attribute in ("property", "name", "itemprop"):
            name = (node.getattr(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, content)
    return found


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _name(value: str | None) -> str | None:
    """Return a name, None for an address that stands in its place."""
    return None if value is None or value.startswith(("http://", "https://", "@", "/")) else value


def _heading(tree: HTMLTree) -> str | None:
    """Return the one heading of first rank, or the title of the page without the site's name."""
    headings = [_words(node.text or "") for node in _elements(tree, "h1")]
    filled = [heading for heading in headings if heading]
    if len(filled) == 1:
        return filled[0]
    title = _words(tree.title or "")
    for mark in (" | ", " - ", " – ", " — ", " :: ", " » "):
        head, _, rest = title.partition(mark)
        if len(head.split()) > 3 and len(rest.split()) <= 4:
            return head
    return title or (filled[0] if filled else None)


def _words(text: str) -> str:
    return " ".join(text.split())


def _canonical(tree: HTMLTree) -> str | None:
    for node in _elements(tree, "link"):
        if (node.getattr("rel") or "").lower() == "canonical":
            address = (node.getattr("href") or "").strip()
            return address if address.startswith(("http://", "https://")) else None
    return None


def _times(tree: HTMLTree, *, notes: list[str]) -> list[str]:
    """Return the moment that the page's `<time>` tags give, none where they differ in the day."""
    moments = []
    for node in _elements(tree, "time"):
        moment = (node.getattr("datetime") or "").strip()
        if not moment:
            continue
        marks = f"{node.getattr('itemprop') or ''} {node.getattr('class') or ''}".lower()
        if "datepublished" in marks or node.hasattr("pubdate") or "published" in marks:
            return [moment]
        moments.append(moment)
    if len({moment[:10] for moment in moments}) > 1:
        notes.append("the page gives several times and none is marked as its publication; day left unknown")
        return []
    return moments[:1]


def _days(candidates: list[str], *, notes: list[str]) -> list[dt.date]:
    days = []
    for value in candidates:
        try:
            day = parse_day(value, where="page")
        except InputError:
            notes.append(f"the page's date {value[:40]!r} is no ISO 8601 day; passed over")
            continue
        if day:
            days.append(day)
    return days


def _articles(tree: HTMLTree) -> Iterator[_Article]:
    """Yield the articles that the page describes in JSON-LD, in order."""
    for node in _elements(tree, "script"):
        if "ld+json" not in (node.getattr("type") or "").lower():
            continue
        try:
            data = json.loads(node.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(data):
            article = _article(item)
            if article is not None:
                yield article


def _objects(data: object) -> Iterator[dict[str, object]]:
    """Yield the objects of a JSON-LD document: itself, those of a list, of `@graph` and main entities."""
    level = [data]
    left = _MOST
    for _ in range(_DEPTH):
        below: list[object] = []
        for item in level:
            if isinstance(item, list):
                below.extend(item[:_MOST])
            elif isinstance(item, dict) and left > 0:
                left -= 1
                yield item
                below.extend(item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in item)
        level = below


def _article(item: dict[str, object]) -> _Article | None:
    """Return the article that an object describes, None where it describes something else."""
    kinds = item.get("@type")
    named = {kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)}
    if not named & _ARTICLES:
        return None
    return _Article(
        kind="WebPage" if named == {"WebPage"} else "Article",
        headline=_string(item.get("headline") or item.get("name")),
        day=_string(item.get("datePublished")),
        author=_names(item.get("author")),
        outlet=_names(item.get("publisher")),
        url=_string(item.get("url") or item.get("@id")),
    )


def _string(value: object) -> str | None:
    return _words(value) or None if isinstance(value, str) else None


def _names(value: object) -> str | None:
    """Return the name or names in a JSON-LD person, organisation or list of them."""
    values = value if isinstance(value, list) else [value]
    found = [_name(_string(item.get("name") if isinstance(item, dict) else item)) for item in values[:9]]
    return ", ".join(name for name in found if name) or None


def _own_article(articles: list[_Article], *, title: str | None, url: str | None) -> _Article | None:
    """Choose the article that is the page's own among those it describes.

    Several may be told of (related reports): the one with the page's title or address counts; where none
    has it and they differ in the day, none counts.
    """
    own = [article for article in articles if article.kind == "Article"] or articles
    for article in own:
        if (title and article.headline == title) or (url and article.url == url):
            return article
    if len({article.day for article in own if article.day}) > 1:
        return None
    return next((article for article in own if article.day), own[0] if own else None)
