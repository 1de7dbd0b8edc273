"""A page to its title, paragraphs and what it says about itself; no network is touched."""

import logging
import re
from typing import TYPE_CHECKING, Literal

from tarjih.errors import InputError
from tarjih.intake.cleaning import why_junk
from tarjih.intake.known import Known
from tarjih.intake.mapped import Mapped, lines_of
from tarjih.records.record import Record
from tarjih.records.report import Cut, Segment

if TYPE_CHECKING:
    from resiliparse.parse.html import HTMLTree

__all__ = ["Page", "declared_encoding", "read_page"]

_HEAD = 4_096  # bytes in which a page declares its encoding
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})""", re.IGNORECASE
)
_XML = re.compile(rb"""^\s{0,99}<\?xml[^>]{0,200}encoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})""", re.IGNORECASE)
_TOO_LITTLE = 250  # letters: less than that from the fast extractor calls in the thorough one
_LARGE = 3_000_000  # characters: beyond that the thorough extractor takes minutes
# The extractor's time grows with the square of the depth: 10,000 levels take 3 s, 30,000 over 20 s.
_DEEPEST = 3_000
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
# Tags that close by themselves, or that hold no text.
_NO_DEPTH = frozenset((
    "area",
    "base",
    "br",
    "col",
    "dd",
    "dt",
    "embed",
    "hr",
    "img",
    "input",
    "li",
    "link",
    "meta",
    "option",
    "p",
    "param",
    "source",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "track",
    "wbr",
    "script",
    "style",
))
_HIDDEN = ("script", "style", "noscript", "template", "head")
_MOST_CUTS = 300  # lines outside the main text that are kept apart: the original has all of them
_MOST_LINES = 3_000
_SAME = 20  # characters a paragraph must have to be recognised inside a longer line
_WINDOW = 200_000  # characters searched for the next paragraph
_MOST_MISSES = 500  # paragraphs not found; a page with more is written in entities throughout
_TRIES = 20  # places tried for its first words


class Page(Record, frozen=True, kw_only=True):
    """A page's own words, and what it says about itself."""

    title: Mapped
    paragraphs: list[Mapped]
    known: Known
    notes: tuple[str, ...] = ()
    cut: tuple[Cut, ...] = ()


def declared_encoding(raw: bytes) -> str | None:
    """Return the encoding that a page declares in its head, None where it declares none."""
    match = _DECLARED.search(raw[:_HEAD]) or _XML.search(raw[:_HEAD])
    return match.group(1).decode("ascii", "replace") if match else None


def read_page(source: str, *, mapped: bool = True) -> Page:
    """Read the main text of a page.

    Args:
        source: The decoded page.
        mapped: Whether to map the paragraphs back to it.

    Raises:
        InputError: There is no text in it, or it nests its tags too deep to be read.
    """
    from resiliparse.parse.html import HTMLTree  # late: only pages need it

    from tarjih.intake.page_data import read_page_data

    depth = _depth(source)
    if depth > _DEEPEST:
        raise InputError(
            f"wanted a page with tags at most {_DEEPEST} deep, found {depth}; save its text as a .txt file"
        )
    fit = source.encode("utf-8", "replace").decode()
    tree = HTMLTree.parse(fit)
    data = read_page_data(tree)
    text, notes = _main_text(tree, fit)
    paragraphs = [line for line in lines_of(text, origin=None) if line.text]
    if not any(any(map(str.isalpha, line.text)) for line in paragraphs):
        raise InputError(
            "wanted a page with a report in it, found no text; save the page after it has loaded, or its "
            "text as a .txt file"
        )
    title = Mapped(" ".join(line.text for line in lines_of(data.title or "", origin=None) if line.text))
    if mapped:
        visible = _visible(source)
        title = _located([title], visible=visible)[0]
        paragraphs = _located(paragraphs, visible=visible)
    return Page(
        title=title,
        paragraphs=paragraphs,
        known=data.known,
        notes=(*data.notes, *notes),
        cut=_left_out(_extract(tree, main_content=False), main=text),
    )


def _main_text(tree: "HTMLTree", source: str) -> tuple[str, tuple[str, ...]]:
    """Extract the main text: the fast extractor, then the thorough one, then all that can be seen."""
    main = _extract(tree, main_content=True)
    if _letters(main) >= _TOO_LITTLE:
        return main, ()
    thorough = _thorough(source) if len(source) <= _LARGE else ""
    if _letters(thorough) > _letters(main):
        return thorough, ()
    if main.strip():
        return main, ()
    return _extract(tree, main_content=False), ("no main text found; whole page read",)


def _extract(tree: "HTMLTree", *, main_content: bool) -> str:
    """Extract text with resiliparse."""
    from resiliparse.extract.html2text import extract_plain_text

    return extract_plain_text(
        tree, main_content=main_content, preserve_formatting=True, list_bullets=False, alt_texts=False
    )


def _left_out(whole: str, *, main: str) -> tuple[Cut, ...]:
    """Return the lines of a page that do not belong to its main text, where they stood around it."""
    kept = [line.text for line in lines_of(main, origin=None) if len(line.text) > _SAME][:_MOST_CUTS]
    lines = [line.text for line in lines_of(whole, origin=None) if line.text]
    left = [text not in main and not any(part in text for part in kept) for text in lines[:_MOST_LINES]]
    lines = lines[:_MOST_LINES]
    first = left.index(False) if False in left else len(left)
    last = len(left) - left[::-1].index(False) if False in left else len(left)
    cuts: list[Cut] = []
    for at, text in enumerate(lines):
        if left[at] and len(cuts) < _MOST_CUTS:
            where: Literal["start", "end", "inside"] = (
                "start" if at < first else "end" if at >= last else "inside"
            )
            cuts.append(
                Cut(text=text, reason=why_junk(text) or "outside the main text of the page", at=where)
            )
    return tuple(cuts)


def _thorough(source: str) -> str:
    """Extract the main text with trafilatura, imported here because that takes a second."""
    # Without a handler of their own its warnings would go to the user's terminal.
    logger = logging.getLogger("trafilatura")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    import trafilatura

    text = trafilatura.extract(source, include_comments=False, include_tables=True, deduplicate=False)
    return text or ""


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))


def _depth(source: str) -> int:
    """Return an upper estimate of how deep the tags are nested."""
    depth = deepest = 0
    for match in _TAG.finditer(source):
        if match.group(2).lower() in _NO_DEPTH:
            continue
        depth = max(0, depth - 1) if match.group(1) else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _located(paragraphs: list[Mapped], *, visible: str) -> list[Mapped]:
    """Map paragraphs to the page as far as it holds their words as they are."""
    located = []
    cursor = missed = 0
    for paragraph in paragraphs:
        found = _locate(paragraph.text, visible, cursor) if paragraph.text and missed < _MOST_MISSES else []
        missed += not found
        if found:
            cursor = found[-1].origin + found[-1].length
        located.append(Mapped(paragraph.text, tuple(found)))
    return located


def _visible(source: str) -> str:
    """Return the page with its tags and hidden parts overwritten by NULs, so that offsets stay."""
    pieces = []
    at = 0
    while True:
        begin = source.find("<", at)
        if begin < 0:
            pieces.append(source[at:])
            return "".join(pieces)
        pieces.append(source[at:begin])
        end = _end_of_markup(source, begin)
        pieces.append("\0" * (end - begin))
        at = end


def _end_of_markup(source: str, begin: int) -> int:
    """Return where the tag, comment or hidden element that begins at `begin` ends."""
    if source.startswith("<!--", begin):
        end = source.find("-->", begin + 4)
        return end + 3 if end >= 0 else len(source)
    match = _TAG.match(source, begin)
    if match is None and not source.startswith(("<!", "<?"), begin):
        return begin + 1
    end = source.find(">", begin)
    end = end + 1 if end >= 0 else len(source)
    name = match.group(2).lower() if match and not match.group(1) else ""
    if name in _HIDDEN:
        close = re.compile(f"</{name}", re.IGNORECASE).search(source, end)
        return close.start() if close else len(source)
    return end


def _locate(text: str, visible: str, cursor: int) -> list[Segment]:
    """Return where the words of one paragraph stand after `cursor`, nothing where they do not."""
    limit = min(len(visible), cursor + _WINDOW)
    whole = visible.find(text, cursor, limit)
    if whole >= 0:
        return [Segment(0, whole, len(text))]
    words = [(match.start(), match.group()) for match in re.finditer(r"\S+", text)]
    begin = _begin(words, visible, cursor, limit)
    return _walk(words, visible, begin) if begin is not None else []


def _begin(words: list[tuple[int, str]], visible: str, cursor: int, limit: int) -> int | None:
    """Return where the first two words stand together, None where they never do."""
    at = cursor
    for _ in range(_TRIES):
        at = visible.find(words[0][1], at, limit)
        if at < 0:
            return None
        if len(words) < 2:
            return at
        after = _skip(visible, at + len(words[0][1]))
        if visible.startswith(words[1][1], after):
            return at
        at += 1
    return None


def _walk(words: list[tuple[int, str]], visible: str, at: int) -> list[Segment]:
    """Follow the words through the page; a word written otherwise there has no segment."""
    segments: list[Segment] = []
    for start, word in words:
        at = _skip(visible, at)
        if visible.startswith(word, at):
            segments.append(Segment(start, at, len(word)))
            at += len(word)
        else:
            while at < len(visible) and visible[at] != "\0" and not visible[at].isspace():
                at += 1
    return segments


def _skip(visible: str, at: int) -> int:
    """Return the next place that is neither blank nor markup."""
    while at < len(visible) and (visible[at] == "\0" or visible[at].isspace()):
        at += 1
    return at
