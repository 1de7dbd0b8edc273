"""A wrong row of a lexicon stops the build; the message names file, line and column."""

import shutil
from pathlib import Path

import pytest

from tarjih.errors import LexiconError
from tools.build_tables import compile_forms
from tools.places import compile_places

LEXICONS = Path(__file__).resolve().parents[2] / "src" / "tarjih" / "lexicons"
PLACE = "p-zz-a\tname\tسهلان\tSahlan\tYE\ttown\t\t14.1\t44.2\t\town"
ACTOR = "a-zz\tname\tحركة السهل\tPlain\tحركة السهل\tARMED_GROUP\tREB\t\tYE\t\t\t\town"
HOMONYM = "a-zz.0\tname\tالسهل\ta-zz\tquote\t\t\town"


@pytest.fixture
def lexicons(tmp_path: Path) -> Path:
    """Lexicons of three tables, each with one row that is right."""
    tables = ("countries", "name_stops", "joined_words")
    for name in ("event_types.tsv", "claims/frames.toml", *(f"reading/{table}.tsv" for table in tables)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(LEXICONS / name, tmp_path / name)
    for name, row in (("places_extra", PLACE), ("actors", ACTOR), ("homonyms", HOMONYM), ("given_names", "")):
        head = (LEXICONS / "reading" / f"{name}.tsv").read_text(encoding="utf-8").split("\n")[0]
        text = head + "\n" + (row + "\n" if row else "")
        (tmp_path / "reading" / f"{name}.tsv").write_text(text, encoding="utf-8")
    return tmp_path


def spoil(lexicons: Path, table: str, old: str, new: str) -> None:
    path = lexicons / "reading" / f"{table}.tsv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_right_rows_go_into_the_tables(lexicons: Path) -> None:
    places, _ = compile_places(lexicons, frozenset())
    assert [place.name for place in places if place.id == "p-zz-a"] == ["Sahlan"]
    assert {entry.row for entry in compile_forms(lexicons).entries} >= {"p-zz-a", "a-zz", "a-zz.0"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("14.1\t44.2", "\t", "line 2 (p-zz-a), columns geonameid, lat, lon: wanted a geonameid"),
        ("14.1", "94.1", "line 2 (p-zz-a), columns lat, lon: wanted degrees on the globe, found 94.1, 44.2"),
        ("14.1", "14,1", "line 2 (p-zz-a): Expected `float | null`, got `str` - at `$.lat`"),
        ("\tYE\ttown\t\t", "\tSY\ttown\t71137\t", "line 2 (p-zz-a), column country: wanted YE"),
        ("\town", "", "line 2: wanted 11 columns, found 10"),
        ("\town", "\t", "line 2 (p-zz-a): Object missing required field `source`"),
    ],
)
def test_a_wrong_place_is_told(lexicons: Path, old: str, new: str, said: str) -> None:
    spoil(lexicons, "places_extra", old, new)
    with pytest.raises(LexiconError) as raised:
        compile_places(lexicons, frozenset())
    assert f"reading/places_extra.tsv, {said}" in str(raised.value)


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        (
            "places_extra",
            "\ttown\t",
            "\tvillage\t",
            "line 2 (p-zz-a), column kind: wanted one of ['country',",
        ),
        ("places_extra", "44.2\t\t", "44.2\tmaybe\t", "column needs: wanted one of ['', 'context',"),
        ("actors", "ARMED_GROUP", "GROUP", "line 2 (a-zz), column kind: wanted one of ['ARMED_GROUP',"),
        ("actors", "\tname\t", "\tnom\t", "line 2 (a-zz): column pos: wanted one of"),
        ("actors", "حركة السهل\tPlain", "حركة السهل||\tPlain", "column forms: wanted words between the bars"),
        ("homonyms", "السهل\ta-zz", "السهل\ta-yy", "line 2 (a-zz.0), column actor: wanted one of ['a-zz']"),
        ("homonyms", "\tquote\t", "\t", "line 2: wanted the 8 columns"),
    ],
)
def test_a_wrong_row_of_any_table_is_told(lexicons: Path, table: str, old: str, new: str, said: str) -> None:
    spoil(lexicons, table, old, new)
    with pytest.raises(LexiconError) as raised:
        compile_forms(lexicons)
    assert str(raised.value).startswith(f"reading/{table}.tsv, line 2")
    assert said in str(raised.value)
