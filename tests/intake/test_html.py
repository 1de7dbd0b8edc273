"""Pages to text, and what they say about themselves."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tarjih.intake.html import declared_encoding
from tarjih.intake.known import known
from tarjih.intake.take import take
from tarjih.records.failure import Failure
from tarjih.records.report import Report

TITLE = "قصف على أطراف بلدة النهر"
BODY = [
    "قال سكان في بلدة النهر إن قصفا متقطعا طال أطراف البلدة منذ ساعات الفجر، وإن عائلات كثيرة غادرت منازلها.",
    "وأضاف السكان أن المستوصف الوحيد في البلدة أغلق أبوابه بعد إصابة اثنين من العاملين فيه بشظايا.",
    "ولم يصدر تعليق من أي من الطرفين حتى مساء الاثنين، فيما تواصل سماع دوي الانفجارات في محيط البلدة.",
]
ARTICLE = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)


def page(head: str = "", *, body: str = ARTICLE, title: str = TITLE) -> str:
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body>"
        f"<nav><a href='/'>الرئيسية</a></nav><article><h1>{TITLE}</h1>{body}</article></body></html>"
    )


def read(source: str | bytes, **options: object) -> Report:
    raw = source.encode() if isinstance(source, str) else source
    (taken,) = take(raw, name="a.html", **options)  # type: ignore[arg-type]
    assert isinstance(taken, Report), taken
    return taken


def test_a_page_gives_title_and_paragraphs_once() -> None:
    report = read(page())
    assert report.text == "\n\n".join([TITLE, *BODY])
    assert report.title == TITLE
    assert report.id == "a"


def test_what_stands_around_the_report_is_kept() -> None:
    report = read(page(body=ARTICLE + "<p>اقرأ أيضا</p><p>جميع الحقوق محفوظة لشبكة المثال</p>"))
    assert report.text == "\n\n".join([TITLE, *BODY])
    kept = {cut.text for cut in report.cut}
    assert {"الرئيسية", "اقرأ أيضا", "جميع الحقوق محفوظة لشبكة المثال"} <= kept


def test_text_maps_back_to_the_page() -> None:
    body = ARTICLE.replace("السكان", "<b>السكان</b>").replace("الوحيد", "&quot;الوحيد&quot;")
    source = page(body=body)
    report = read(source)
    assert '"الوحيد"' in report.text
    for segment in report.segments:
        piece = source[segment.origin : segment.origin + segment.length]
        assert report.text[segment.start : segment.start + segment.length] == piece
    assert sum(segment.length for segment in report.segments) > 0.9 * len(report.text.replace(" ", ""))


LINKED = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "WebSite", "name": "x"}, {"@type": ["NewsArticle"], "headline": "عنوان", "datePublished": "DAY",
"author": [{"@type": "Person", "name": "مراسل أول"}, "مراسل ثان"], "publisher": {"name": "شبكة المثال"}}]}
</script>"""


def linked(day: str) -> str:
    return LINKED.replace("DAY", day)


def test_json_ld_tells_outlet_author_and_day() -> None:
    report = read(page(linked("2019-03-04T23:50:00+03:00")))
    assert (report.outlet, report.byline) == ("شبكة المثال", "مراسل أول, مراسل ثان")
    assert report.published == dt.date(2019, 3, 4)
    assert report.notes == ()


def test_meta_tags_tell_outlet_author_day_and_address() -> None:
    head = (
        '<meta property="og:site_name" content="شبكة المثال"><meta name="author" content="مراسل">'
        '<meta property="article:published_time" content="2019-03-04T01:00:00Z">'
        '<link rel="canonical" href="https://a.example/1">'
    )
    report = read(page(head))
    assert (report.outlet, report.byline, report.url) == ("شبكة المثال", "مراسل", "https://a.example/1")
    assert report.published == dt.date(2019, 3, 4)


def test_one_time_tells_the_day() -> None:
    assert read(page(body=ARTICLE + '<time datetime="2019-03-04">4 آذار</time>')).published == dt.date(
        2019, 3, 4
    )


def test_several_times_leave_the_day_unknown_unless_one_is_marked() -> None:
    times = '<time datetime="2019-03-04">x</time><time datetime="2019-03-05">y</time>'
    report = read(page(body=ARTICLE + times))
    assert report.published is None
    assert any("several times" in note for note in report.notes)
    marked = times.replace("<time datetime", '<time itemprop="datePublished" datetime', 1)
    assert read(page(body=ARTICLE + marked)).published == dt.date(2019, 3, 4)


def test_days_that_differ_are_both_told() -> None:
    head = linked("2019-03-04") + '<meta name="date" content="2019-03-06">'
    report = read(page(head))
    assert report.published == dt.date(2019, 3, 4)
    assert "the page gives several days: 2019-03-04, 2019-03-06" in report.notes


def test_a_day_in_words_is_passed_over_with_a_note() -> None:
    report = read(page('<meta name="date" content="Mon, 04 Mar 2019">'))
    assert report.published is None
    assert any("no ISO 8601 day" in note for note in report.notes)


def test_the_day_of_a_related_report_is_not_the_page_s() -> None:
    related = '{"@type": "NewsArticle", "headline": "خبر آخر", "datePublished": "2018-01-01"}'
    own = related.replace("خبر آخر", TITLE).replace("2018-01-01", "2019-03-04")
    script = '<script type="application/ld+json">[{}, {}]</script>'
    head = f'<meta property="og:title" content="{TITLE}">' + script.format(related, own)
    assert read(page(head)).published == dt.date(2019, 3, 4)
    assert read(page(script.format(related, own.replace(TITLE, "خبر ثالث")))).published is None


def test_the_user_goes_before_the_sidecar_and_that_before_the_page() -> None:
    source = page(linked("2019-03-04"))
    report = read(source, sidecar='{"outlet": "من الملف", "byline": ""}'.encode(), known=known(published=""))
    assert (report.outlet, report.byline, report.published) == ("من الملف", None, None)


def test_the_site_s_name_is_not_part_of_the_title() -> None:
    source = f"<html><title>{TITLE} | شبكة المثال</title><body>{ARTICLE}</body></html>"
    assert read(source).title == TITLE


def test_a_wrong_declaration_of_the_encoding_is_told() -> None:
    source = page('<meta charset="utf-8">')
    assert read(source).encoding == "utf-8"
    report = read(source.encode("windows-1256", "replace"))
    assert report.encoding == "windows-1256"
    assert "encoding declared as utf-8; read as windows-1256" in report.notes
    assert BODY[0] in report.text


@pytest.mark.parametrize(
    ("head", "declared"),
    [
        (b'<meta charset="windows-1256">', "windows-1256"),
        (b'<META http-equiv="Content-Type" content="text/html; charset=utf-8">', "utf-8"),
        (b"<?xml version='1.0' encoding='utf-16'?>", "utf-16"),
        (b"<p>charset=x</p>", None),
    ],
)
def test_a_page_declares_its_encoding(head: bytes, declared: str | None) -> None:
    assert declared_encoding(head) == declared


@pytest.mark.parametrize(
    "source",
    [
        "<html><body></body></html>",
        "<html><head><script>var a = 'قصف';</script></head><body><img src='a.png'></body></html>",
        "<!-- قصف",
        "<" * 10_000,
        "<p>...</p>",
    ],
)
def test_a_page_without_text_is_refused_in_one_line(source: str) -> None:
    (taken,) = take(source.encode(), name="a.html")
    assert isinstance(taken, Failure)
    assert taken.reason.startswith("wanted a page with a report in it, found no text; ")


def test_a_page_nested_too_deep_is_refused_at_once() -> None:
    (taken,) = take(("<div>" * 50_000 + BODY[0]).encode(), name="a.html")
    assert isinstance(taken, Failure)
    assert "wanted a page with tags at most 3000 deep, found 50000" in taken.reason


def test_a_short_page_is_read_whole() -> None:
    assert BODY[1] in read(f"<p>{BODY[1]}</p>").text


TAGS = [
    "<p>",
    "</p>",
    "<div>",
    "</b>",
    "<b>",
    "<script>",
    "<!--",
    "-->",
    "<a href='",
    "&amp;",
    "&#x6;",
    "]]>",
    "<",
    ">",
]


@given(st.lists(st.sampled_from([*TAGS, BODY[0], " ", "\ud83d", "\x00", "\u202e", "نص"]), max_size=30))
def test_hostile_pages_give_a_report_or_a_reason(pieces: list[str]) -> None:
    source = page(body=ARTICLE + "".join(pieces))
    (taken,) = take(source.encode("utf-8", "replace"), name="a.html")
    if isinstance(taken, Report):
        decoded = source.encode("utf-8", "replace").decode()
        for segment in taken.segments:
            piece = decoded[segment.origin : segment.origin + segment.length]
            assert taken.text[segment.start : segment.start + segment.length] == piece
