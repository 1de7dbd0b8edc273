"""Labels of a token classifier brought onto our words, and made into mentions."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

import msgspec

from tarjih.errors import InputError
from tarjih.reading.name_facts import place_hits
from tarjih.reading.naming import actors
from tarjih.records.page import Words
from tarjih.records.reading import Kind, Mention, Time
from tarjih.records.span import Span

__all__ = ["RULE", "Label", "Tagged", "join_windows", "mentions_of", "read_labels"]

RULE = "transformers"
_OUTSIDE = "O"
_BEGINNINGS = frozenset("BSU")
_KINDS: Mapping[str, Kind] = {
    "PER": "PERSON",
    "PERS": "PERSON",
    "PERSON": "PERSON",
    "ORG": "ORGANISATION",
    "ORGANISATION": "ORGANISATION",
    "ORGANIZATION": "ORGANISATION",
    "LOC": "PLACE",
    "LOCATION": "PLACE",
    "PLACE": "PLACE",
    "GPE": "PLACE",
    "FAC": "PLACE",
}
_NO_KIND = frozenset(("MISC", "DATE", "TIME", "EVENT", "PROD", "PRODUCT", "NORP", "LANGUAGE", "LAW"))


class Label(msgspec.Struct, frozen=True):
    """What one label of a model means: the kind it names, None for none; whether a name begins there."""

    kind: Kind | None
    begins: bool = False


class Tagged(msgspec.Struct, frozen=True):
    """One token with its label: code points `[start, end)`.

    `margin` is how many tokens lie between it and the nearer edge of its window.
    """

    start: int
    end: int
    label: str
    margin: int = 0


def read_labels(labels: Sequence[str]) -> Mapping[str, Label]:
    """Return what the labels of a model mean ("B-PER", "I-LOC", "ORG", "O").

    Raises:
        InputError: A label is none that we know.
    """
    found = {label: _read_label(label) for label in labels}
    unknown = sorted(label for label, meaning in found.items() if meaning is None)
    if unknown:
        known = ", ".join(sorted({*_KINDS, *_NO_KIND}))
        raise InputError(
            f"wanted a model whose labels are O or of {known} (with or without B-, I-), found "
            f"{', '.join(unknown)} among {', '.join(labels)}; set id2label in its config.json"
        )
    return {label: meaning for label, meaning in found.items() if meaning is not None}


def _read_label(label: str) -> Label | None:
    if label == _OUTSIDE:
        return Label(None)
    prefix, dash, name = label.rpartition("-")
    if dash and len(prefix) != 1:  # "GROUP-X", or the prefix behind: "PER-B"
        prefix, name = (name, prefix) if len(name) == 1 else ("", label)
    name = name.upper()
    if name not in _KINDS and name not in _NO_KIND:
        return None
    return Label(_KINDS.get(name), begins=prefix.upper() in _BEGINNINGS)


def join_windows(tagged: Sequence[Tagged]) -> list[Tagged]:
    """Keep one label for each token: that of the window in which the token lies deepest."""
    best: dict[int, Tagged] = {}
    for token in tagged:
        if token.start < token.end:
            known = best.get(token.start)
            if known is None or token.margin > known.margin:
                best[token.start] = token
    return [best[start] for start in sorted(best)]


def mentions_of(
    words: Words, tagged: Sequence[Tagged], *, labels: Mapping[str, Label], times: tuple[Time, ...]
) -> tuple[Mention, ...]:
    """Make mentions of labelled tokens; each covers whole words of ours.

    Args:
        words: The report.
        tagged: Its tokens, as one model labelled them; windows may overlap.
        labels: What the labels mean.
        times: Expressions of time, in which nothing is named.

    Returns:
        Mentions in the order of the text; a place has the gazetteer rows of that name in `row`, a listed
        actor its row.
    """
    marked = _by_word(words, join_windows(tagged), labels=labels, times=times)
    mentions: list[Mention] = []
    first = -1
    for i in sorted(marked):
        label = marked[i][1]
        before = marked.get(i - 1)
        if first < 0 or before is None or label.begins or before[1].kind != label.kind:
            first = i
        following = marked.get(i + 1)
        if following is None or following[1].begins or following[1].kind != label.kind:
            mentions += _mention(words, first, i + 1, kind=label.kind, head=marked[first][0])
            first = -1
    return tuple(mentions)


def _by_word(
    words: Words, tokens: Sequence[Tagged], *, labels: Mapping[str, Label], times: tuple[Time, ...]
) -> dict[int, tuple[int, Label]]:
    """Return for each word of a name where the name begins in it, and its label.

    The first piece of a word that names something decides: an "and" that sticks to a name does not.
    """
    marked: dict[int, tuple[int, Label]] = {}
    for token in tokens:
        label = labels[token.label]
        i = bisect_right(words.ends, token.start)
        if label.kind is None or i >= len(words) or i in marked or words.starts[i] >= token.end:
            continue
        if not any(time.span.start <= words.starts[i] < time.span.end for time in times):
            marked[i] = (max(token.start, words.starts[i]), label)
    return marked


def _mention(words: Words, first: int, end: int, *, kind: Kind | None, head: int) -> list[Mention]:
    """Make the mention over words `[first, end)`, without the marks at its edges."""
    while first < end and words.words[first].kind == "mark":
        first, head = first + 1, words.ends[first]
    while first < end and words.words[end - 1].kind == "mark":
        end -= 1
    if first >= end or kind is None:
        return []
    span = words.span(first, end)
    bare = Span(max(head, span.start), span.end)
    name = bare.within(words.text)
    width = end - first - 1
    for hit in words.hits[first].get("actors", ()):
        if hit.last == width and kind != "PLACE":
            actor = actors()[hit.row]
            return [
                Mention(
                    span=span,
                    kind=actor.kind,
                    name=actor.name,
                    rule=RULE,
                    row=actor.id,
                    head=bare,
                    rows=(f"actors:{actor.id}",),
                )
            ]
    places = [hit for hit in place_hits(words, first) if hit.last == width] if kind == "PLACE" else []
    return [
        Mention(
            span=span,
            kind=kind,
            name=name,
            rule=RULE,
            row="|".join(dict.fromkeys(hit.row for hit in places)) or None,
            head=bare,
            rows=tuple(dict.fromkeys(f"{hit.table}:{hit.row}" for hit in places)),
        )
    ]
