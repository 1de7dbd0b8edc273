"""Gazetteers that a user brings: both formats, what is left out, and what a wrong row is told as."""

from pathlib import Path

import msgspec
import pytest

from tarjih.errors import InputError, LexiconError
from tarjih.lexicons.own_places import OwnPlaces, load_places
from tarjih.reading.gazetteers import gather_places, join_tables, read_alternates, read_gazetteer


def dump_row(
    key: str = "990001",
    name: str = "Wadi Sahlan",
    names: str = "Wadi Sahlan,وادي سهلان",
    lat: str = "14.1",
    lon: str = "44.2",
    kind: str = "P\tPPL",
    country: str = "YE",
    population: str = "1200",
) -> str:
    feature, code = kind.split("\t")
    admin = ["", "25", "", "", ""]
    tail = [population, "", "1500", "Asia/Aden", "2020-01-01"]
    return "\t".join([key, name, name, names, lat, lon, feature, code, country, *admin, *tail])


def gather(text: str, alternates: str = "") -> OwnPlaces:
    names = read_alternates(alternates, name="alternates.txt") if alternates else None
    total, rows = read_gazetteer(text, name="YE.txt", alternates=names)
    return gather_places(rows, total=total, sources={"YE.txt": "digest"}).table


def test_takes_towns_with_arabic_names_out_of_a_dump() -> None:
    table = gather(dump_row() + "\n" + dump_row("990002", "Hill", "Hill", kind="T\tHLL"))
    [place] = table.places
    assert (place.name, place.country, place.kind, place.lat, place.lon) == (
        "Wadi Sahlan",
        "YE",
        "town",
        14.1,
        44.2,
    )
    assert dict(table.forms) == {"g990001o": (("وادي", "سهلان"),)}
    assert dict(table.sources) == {"YE.txt": "digest"}


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        ("A\tADM1", "province"),
        ("A\tADM2", "district"),
        ("S\tAIRP", "point"),
        ("S\tCMPRF", "point"),
        ("H\tSTM", "river"),
        ("T\tISL", "region"),
    ],
)
def test_tells_kinds_by_the_feature_code(kind: str, wanted: str) -> None:
    [place] = gather(dump_row(kind=kind)).places
    assert place.kind == wanted


def test_leaves_out_what_reports_do_not_name() -> None:
    assert gather(dump_row(kind="S\tSCH")).places == ()


def test_takes_arabic_names_from_the_alternate_names_and_no_historic_ones() -> None:
    alternates = (
        "1\t990001\tar\tسهل الغيمة\t\t\t\t\n"
        "2\t990001\tar\tسهل القديمة\t\t\t\t1\n"
        "3\t990001\tfr\tSahl\n"
        "4\t990009\tar\tبلدة أخرى\n"
    )
    table = gather(dump_row(names=""), alternates)
    assert list(table.forms.values()) == [(("سهل", "الغيمه"),)]


def test_counts_a_town_with_an_ordinary_name_behind_a_type_word_only() -> None:
    [place] = gather(dump_row(names="الكتاب")).places
    assert place.needs == "type"


def test_leaves_out_what_the_compiled_gazetteer_has_there() -> None:
    total, rows = read_gazetteer(
        dump_row(names="سراقب", lat="35.86", lon="36.8", country="SY"), name="SY.txt"
    )
    gathered = gather_places(rows, total=total, sources={})
    assert (gathered.taken, gathered.known, gathered.table.places) == (0, 1, ())


@pytest.mark.parametrize(
    "text",
    [
        "ADM0_PCODE,ADM1_AR,ADM2_EN,ADM2_AR,ADM2_PCODE,lat,lon\n"
        "YE,تعز,Sahlan,سهلان الغيمة,YE9901,14.1,44.2\n",
        "admin0Pcode;admin2Name_en;admin2Name_ar;admin2Pcode;POINT_Y;POINT_X\n"
        "YE;Sahlan;سهلان الغيمة;YE9901;14.1;44.2\n",
        "admin2Pcode\tadmin2Name_en\tadmin2Name_ar\tLatitude\tLongitude\n"
        "YE9901\tSahlan\tسهلان الغيمة\t14.1\t44.2\n",
    ],
)
def test_tells_the_columns_of_ocha_tables_by_their_names(text: str) -> None:
    [place] = gather(text).places
    assert (place.id, place.name, place.country, place.kind) == ("go-ye9901", "Sahlan", "YE", "district")
    assert (place.lat, place.lon) == (14.1, 44.2)


def test_takes_a_table_of_towns_with_plain_columns() -> None:
    [place] = gather("pcode,name,name_ar,x,y\nSD77,Sahlan,سهلان الغيمة,30.5,15.5\n").places
    assert (place.kind, place.country, place.lat, place.lon) == ("town", "SD", 15.5, 30.5)


HEADER = "ADM1_EN,ADM1_AR,ADM1_PCODE,lat,lon\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (dump_row() + "\nx\ty", "YE.txt, row 2: wanted the 19 columns"),
        (
            dump_row(lat="14,1"),
            "YE.txt, row 1, column latitude: wanted degrees between -90 and 90, found '14,1'",
        ),
        (dump_row() + "\n" + dump_row(lon="200"), "YE.txt, row 2, column longitude"),
        (dump_row() + "\n" + dump_row(key="x1"), "YE.txt, row 2, column geonameid: wanted a whole number"),
        (dump_row(population="many"), "column population: wanted a whole number, found 'many'"),
        (HEADER + "Sahl,سهلان,YE1,north,44\n", "YE.txt, row 2, column lat: wanted degrees"),
        (HEADER + "Sahl,سهلان,YE1,nan,44\n", "YE.txt, row 2, column lat: wanted degrees"),
        (HEADER + "Sahl,سهلان,YE1,14\n", "YE.txt, row 2: wanted 5 columns"),
        (HEADER + "Sahl,سهلان,YE1,14,44,1\n", "YE.txt, row 2: wanted 5 columns"),
        ("ADM1_EN,ADM1_PCODE,lat,lon\nSahl,YE1,14,44\n", "such as ADM2_AR"),
        ("ADM1_AR,ADM1_PCODE\nسهلان,YE1\n", "a column such as lat"),
        ("", "YE.txt, row 1: wanted a dump of GeoNames"),
    ],
)
def test_refuses_a_wrong_file_with_its_row_and_column(text: str, said: str) -> None:
    with pytest.raises(InputError, match="wanted") as raised:
        gather(text)
    assert said in str(raised.value)


def test_refuses_alternate_names_that_are_none_or_go_with_no_dump() -> None:
    with pytest.raises(InputError, match=r"alternates\.txt, row 1"):
        gather(dump_row(), "1\tone")
    with pytest.raises(InputError, match="dump of GeoNames to go with"):
        gather(HEADER + "Sahl,سهلان,YE1,14,44\n", "1\t990001\tar\tسهلان")


def test_joins_tables_and_lets_the_new_row_count() -> None:
    old, new = gather(dump_row()), gather(dump_row(lat="14.5"))
    joined = join_tables(old, new)
    assert [place.lat for place in joined.places] == [14.5]
    assert join_tables(joined, joined) == joined


def test_refuses_a_table_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "places.msgpack"
    with pytest.raises(LexiconError, match="no such file"):
        load_places(path)
    path.write_bytes(b"text")
    with pytest.raises(LexiconError, match="something else"):
        load_places(path)
    path.write_bytes(msgspec.msgpack.encode({"format": 9}))
    with pytest.raises(LexiconError, match="format 1, found 9"):
        load_places(path)
