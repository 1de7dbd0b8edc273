"""Compile the lexicon files into the tables that look-ups read.

Every TSV under `src/tarjih/lexicons` with the columns `id`, `pos` and `forms` goes into one table of
forms (`compiled.forms.msgpack`). `forms` lists the ways to write a row, separated by "|":

- one word: nouns and adjectives are inflected, names and particles stand as they are;
- several words: a phrase, its further words written as they stand in the text;
- `root:FORM` anywhere in it: any form of that verb ("لقي:IV القبض على").

`pos` is verb, noun, adjective, name, particle or phrase (a phrase may carry what a noun may).
The gazetteer (`tools/places.py`) goes into the same table as `places`, its records into
`compiled.places.msgpack`; the ordinary words of simplemma go into `compiled.wordlist.marisa`.
A wrong row is refused with its file, row and column.
"""

import os
import sys
import tomllib
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import get_args

import marisa_trie  # type: ignore[import-not-found]
import msgspec
from simplemma.strategies.dictionaries import DefaultDictionaryFactory

_ROOT = Path(__file__).resolve().parent.parent
if str(_ROOT / "src") not in sys.path:
    sys.path.insert(0, str(_ROOT / "src"))
if str(_ROOT) not in sys.path:
    sys.path.insert(0, str(_ROOT))

from tarjih.arabic.orthography import ARABIC_LETTER, fold  # noqa: E402
from tarjih.arabic.tables import Entry, FormTable  # noqa: E402
from tarjih.errors import LexiconError  # noqa: E402
from tarjih.records.reading import Kind  # noqa: E402
from tools.inflect import inflect_nominal, inflect_verb, is_verb_item  # noqa: E402
from tools.places import PLACE_KINDS, PLACE_NEEDS, compile_places  # noqa: E402

__all__ = ["build", "compile_forms", "entries_of"]

_POS = {"verb", "noun", "adjective", "name", "particle", "phrase"}
_ARTICLE = "ال"


def _item_forms(item: str, *, pos: str, single: bool) -> list[tuple[str, tuple[str, ...], str]]:
    """Return (key, features, part of speech) for each way to write one item of a pattern."""
    if is_verb_item(item):
        return [(key, features, "verb") for key, features in inflect_verb(item).items()]
    if single and pos in {"noun", "adjective"}:
        return [(key, features, pos) for key, features in inflect_nominal(item, pos=pos).items()]
    return [(fold(item), (), pos)]


def entries_of(table: str, row: str, pos: str, forms: str) -> Iterator[tuple[tuple[str, ...], Entry]]:
    """Yield (keys, entry) for each way to write one row.

    Raises:
        ValueError: The part of speech or a verb is unknown.
    """
    if pos not in _POS:
        raise ValueError(f"column pos: wanted one of {sorted(_POS)}, found {pos!r}")
    for pattern in forms.split("|"):
        items = pattern.split()
        if not items:
            raise ValueError("column forms: wanted words between the bars, found none")
        choices = [_item_forms(item, pos=pos, single=len(items) == 1) for item in items]
        for choice in product(*choices):
            keys = tuple(key for key, _, _ in choice)
            entry = Entry(table, row, choice[0][2] if choice[0][2] == "verb" else pos, choice[0][1])
            yield keys, entry
            # behind a preposition lam the article loses its alef, so the bare word is listed too
            if pos in {"name", "phrase"} and keys[0].startswith(_ARTICLE) and len(keys[0]) > 3:
                yield (keys[0][2:], *keys[1:]), Entry(table, row, entry.pos, entry.features, article=True)


class _Collector:
    """Gathers entries into a FormTable, each distinct entry once."""

    def __init__(self) -> None:
        self.numbers: dict[Entry, int] = {}
        self.words: dict[str, dict[int, None]] = {}
        self.phrases: dict[str, dict[tuple[tuple[str, ...], int], None]] = {}

    def add(self, keys: tuple[str, ...], entry: Entry) -> None:
        number = self.numbers.setdefault(entry, len(self.numbers))
        if len(keys) == 1:
            self.words.setdefault(keys[0], {})[number] = None
        else:
            self.phrases.setdefault(keys[0], {})[keys[1:], number] = None

    def table(self) -> FormTable:
        return FormTable(
            entries=tuple(self.numbers),
            words={key: tuple(self.words[key]) for key in sorted(self.words)},
            phrases={key: tuple(self.phrases[key]) for key in sorted(self.phrases)},
        )


def _closed_columns(lexicons: Path) -> dict[str, dict[str, set[str]]]:
    """Return, by table and column, the values that a cell may have where another file lists them."""
    types = (lexicons / "event_types.tsv").read_text(encoding="utf-8").splitlines()[1:]
    frames = tomllib.loads((lexicons / "claims" / "frames.toml").read_text(encoding="utf-8"))
    actors = (lexicons / "reading" / "actors.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return {
        "triggers": {"type": {line.split("\t")[0] for line in types}, "frame": {*frames, ""}},
        "actors": {"kind": set(get_args(Kind)) - {"PLACE"}},
        "homonyms": {"actor": {line.split("\t")[0] for line in actors}},
        "places_extra": {"kind": PLACE_KINDS, "needs": PLACE_NEEDS},
    }


def compile_forms(lexicons: Path, *, gazetteer: Iterable[tuple[str, str]] = ()) -> FormTable:
    """Compile all TSV files under `lexicons` that have the columns `pos` and `forms`.

    Args:
        lexicons: The folder with the TSV files.
        gazetteer: Ids and forms of places that have no row in a TSV.

    Raises:
        LexiconError: A wrong row; the message names file, line and column.
    """
    collector = _Collector()
    closed = _closed_columns(lexicons)
    for path in sorted(lexicons.rglob("*.tsv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        header = lines[0].split("\t") if lines else []
        if not {"id", "pos", "forms"} <= set(header):
            continue
        for number, line in enumerate(lines[1:], 2):
            where = f"{path.relative_to(lexicons)}, line {number}"
            cells = line.split("\t")
            if len(cells) != len(header):
                missing = ", ".join(header[len(cells) :]) or "none of them"
                raise LexiconError(
                    f"{where}: wanted the {len(header)} columns {', '.join(header)}, "
                    f"found {len(cells)} cells; without a cell: {missing}"
                )
            row = dict(zip(header, cells, strict=True))
            for column, allowed in closed.get(path.stem, {}).items():
                if row[column] not in allowed:
                    raise LexiconError(
                        f"{where} ({row['id']}), column {column}: wanted one of {sorted(allowed)}, "
                        f"found {row[column]!r}"
                    )
            try:
                for keys, entry in entries_of(path.stem, row["id"], row["pos"], row["forms"]):
                    collector.add(keys, entry)
            except ValueError as error:
                raise LexiconError(f"{where} ({row['id']}): {error}") from error
    for place, forms in gazetteer:
        for keys, entry in entries_of("places", place, "name", forms):
            collector.add(keys, entry)
    return collector.table()


def compile_wordlist() -> list[str]:
    """Return the folded keys of simplemma's Arabic words, sorted; its stray Latin keys are left out."""
    words = DefaultDictionaryFactory().get_dictionary("ar")
    return sorted({fold(word) for word in words if ARABIC_LETTER.match(word)})


def _write(path: Path, content: object) -> None:
    """Write a table under a temporary name first, so that nobody reads half of it."""
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(msgspec.msgpack.encode(content))
    part.replace(path)


def build(root: Path) -> None:
    """Compile all tables of the checkout at `root`.

    Raises:
        LexiconError: A wrong row.
    """
    lexicons = root / "src" / "tarjih" / "lexicons"
    wordlist = compile_wordlist()
    part = lexicons / f"compiled.wordlist.{os.getpid()}.part"
    marisa_trie.Trie(wordlist).save(str(part))
    part.replace(lexicons / "compiled.wordlist.marisa")
    places, gazetteer = compile_places(lexicons, frozenset(wordlist))
    _write(lexicons / "compiled.places.msgpack", places)
    _write(lexicons / "compiled.forms.msgpack", compile_forms(lexicons, gazetteer=gazetteer))


if __name__ == "__main__":
    try:
        build(_ROOT)
    except LexiconError as problem:
        sys.exit(f"lexicons: {problem}")
