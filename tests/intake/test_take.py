"""One file's bytes to its reports."""

import datetime as dt
import hashlib
import json
import textwrap
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tarjih.intake.known import WRONG, Known, known
from tarjih.intake.take import take
from tarjih.records.failure import Failure
from tarjih.records.report import Report
from tarjih.records.span import Span

TITLE = "قصف على أطراف بلدة النهر"
FIRST = "قال سكان في بلدة النهر إن قصفا متقطعا طال أطراف البلدة منذ الفجر."
SECOND = "وأضافوا أن المستوصف الوحيد أغلق أبوابه بعد إصابة اثنين من العاملين فيه."
TEXT = f"{TITLE}\n\n{FIRST}\n\n{SECOND}"


def report_of(raw: str | bytes, *, name: str = "a.txt", **options: Any) -> Report:
    (taken,) = take(raw.encode() if isinstance(raw, str) else raw, name=name, **options)
    assert isinstance(taken, Report), taken
    return taken


def failure_of(raw: str | bytes, *, name: str = "a.txt") -> Failure:
    (taken,) = take(raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw, name=name)
    assert isinstance(taken, Failure)
    assert "wanted" in taken.reason
    assert ", found " in taken.reason
    assert "; " in taken.reason
    assert "\n" not in taken.reason
    return taken


def line(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False)


def assert_mapped(report: Report, original: str) -> None:
    for start, origin, length in ((s.start, s.origin, s.length) for s in report.segments):
        assert length > 0
        assert report.text[start : start + length] == original[origin : origin + length]


class TestText:
    def test_has_its_title_in_the_first_line(self) -> None:
        report = report_of(TEXT, name="النهر.1.txt")
        assert (report.id, report.title, report.text) == ("النهر.1", TITLE, TEXT)
        assert (report.language, report.encoding, report.cut) == ("ar", "utf-8", ())
        assert report.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()

    def test_says_what_is_not_given(self) -> None:
        assert report_of(TEXT).notes == ("not given: outlet, published",)
        assert report_of(TEXT, known=known(outlet="شبكة", published="2019-03-04")).notes == ()

    def test_changes_line_ends_and_blanks_around_lines_only(self) -> None:
        raw = f"\ufeff\r\n {TITLE}\t\r\n\r\n\u00a0{FIRST}  \r\n\u2028\r\n{SECOND}  وفيه  فراغ\tوﻻم\r\n\r\n"
        assert report_of(raw).text == f"{TITLE}\n\n{FIRST}\n\n{SECOND}  وفيه  فراغ\tوﻻم"

    def test_takes_each_line_for_a_paragraph_where_nothing_was_wrapped(self) -> None:
        assert report_of(f"{TITLE}\n{FIRST}\n{SECOND}\n").text == TEXT

    def test_joins_a_paragraph_that_was_wrapped(self) -> None:
        wrapped = textwrap.fill(f"{FIRST[:-1]} {SECOND}", 58)
        assert wrapped.count("\n") == 2
        report = report_of(f"{TITLE}\n\n{wrapped}\n\n{FIRST}")
        assert report.text.split("\n\n")[1] == wrapped.replace("\n", " ")
        assert_mapped(report, f"{TITLE}\n\n{wrapped}\n\n{FIRST}")

    def test_has_no_title_where_the_first_line_is_a_paragraph(self) -> None:
        report = report_of(f"{(FIRST + ' ') * 6}\n\n{SECOND}")
        assert report.title == ""
        assert report.text.endswith(SECOND)

    def test_finds_the_title_under_junk(self) -> None:
        report = report_of(f"شارك\nفيسبوك\n\n{TEXT}")
        assert report.title == TITLE
        assert [cut.text for cut in report.cut] == ["شارك", "فيسبوك"]
        assert [cut.at for cut in report.cut] == ["start", "start"]

    def test_keeps_what_was_cut(self) -> None:
        report = report_of(f"{TEXT}\n\nGo to W3Schools!")
        assert report.text == TEXT
        assert [(cut.text, cut.at) for cut in report.cut] == [("Go to W3Schools!", "end")]

    def test_leaves_out_control_characters_and_lone_surrogates(self) -> None:
        raw = TEXT.replace(" ", " \x07", 1).encode("utf-16-le") + b"\x00\xd8" + " تم".encode("utf-16-le")
        report = report_of(raw)
        assert report.text == f"{TEXT}\ufffd تم"
        report.text.encode()

    def test_keeps_bidi_controls(self) -> None:
        text = TEXT.replace("النهر", "\u202bالنهر\u202c")
        assert report_of(text).text == text

    def test_without_a_name_has_an_id_from_its_content(self) -> None:
        first, again = report_of(TEXT, name=""), report_of(TEXT + "\n", name="")
        assert first.id == again.id != report_of(TEXT + " ثم", name="").id

    def test_in_another_language_is_kept_and_marked(self) -> None:
        report = report_of("The river\n\nThe council said that the fighters had left the village.")
        assert report.language == "en"
        assert "language en, not ar: kept, not read" in report.notes

    def test_in_windows_1256_says_so(self) -> None:
        report = report_of(TEXT.encode("windows-1256"))
        assert (report.text, report.encoding) == (TEXT, "windows-1256")
        assert "encoding not declared; read as windows-1256" in report.notes

    def test_maps_spans_back(self) -> None:
        raw = f"\r\n{TITLE} \r\n\r\n{FIRST}\r\n"
        report = report_of(raw)
        at = report.text.index("سكان")
        span = report.original_span(Span(at, at + 4))
        assert span is not None
        assert span.within(raw) == "سكان"


@pytest.mark.parametrize(
    ("name", "own"), [("\u200fالنهر.txt", "النهر"), ("a\\b.txt", "a_b"), ("a\nb.txt", "ab")]
)
def test_an_odd_file_name_gives_a_plain_id(name: str, own: str) -> None:
    assert report_of(TEXT, name=name).id == own


class TestSidecar:
    def test_goes_after_the_option_and_before_nothing_else(self) -> None:
        sidecar = line(outlet="شبكة المثال", byline="مراسل", published="2019-03-04", extra=1).encode()
        report = report_of(TEXT, sidecar=sidecar, known=known(byline="", published="2019-03-05"))
        assert (report.outlet, report.byline) == ("شبكة المثال", None)
        assert report.published == dt.date(2019, 3, 5)

    def test_with_a_wrong_day_does_not_cost_the_report(self) -> None:
        report = report_of(TEXT, sidecar=b'{"published": "2017-13-45"}')
        assert report.published is None
        assert report.notes[0].startswith(f"{WRONG}a.txt.json, published: wanted a day")


class TestJson:
    def test_reads_all_fields_and_lets_others_be(self) -> None:
        raw = line(
            id=7,
            title=TITLE,
            text=f"{FIRST}\n{SECOND}",
            url="https://a.example",
            outlet="شبكة",
            byline="مراسل",
            published="2019-03-04T01:00:00+03:00",
            tags=["x"],
        )
        report = report_of(raw, name="a.json")
        assert (report.id, report.title, report.text) == ("7", TITLE, TEXT)
        assert (report.url, report.outlet, report.byline) == ("https://a.example", "شبكة", "مراسل")
        assert report.published == dt.date(2019, 3, 4)
        assert report.notes == ()
        assert_mapped(report, raw)
        assert sum(segment.length for segment in report.segments) == len(report.text) - 4

    def test_lines_each_have_their_own_hash(self) -> None:
        lines = [line(id="a", title=TITLE, text=FIRST), line(id="b", title=TITLE, text=SECOND)]
        taken = take(("\n\n".join(lines) + "\r\n").encode(), name="a.jsonl")
        assert [report.sha256 for report in taken] == [hashlib.sha256(x.encode()).hexdigest() for x in lines]

    def test_a_list_is_read_like_lines(self) -> None:
        items = [line(id="a", title=TITLE, text=FIRST), line(id="b", title=TITLE, text=f'قال "{SECOND}"\tثم')]
        raw = f"[ {items[0]} ,\n {items[1]}]"
        taken = take(raw.encode(), name="a.json")
        assert [report.id for report in taken if isinstance(report, Report)] == ["a", "b"]
        for report in taken:
            assert isinstance(report, Report)
            assert report.segments
            assert_mapped(report, raw)

    def test_escapes_and_surrogates_do_no_harm(self) -> None:
        raw = '{"title": "\\u0642\\u062a\\u0644\\u0649", "text": "\\ud800 \\u0646\\u0635 \\u0000"}'
        report = report_of(raw, name="a.json")
        assert report.text == "قتلى\n\n\ufffd نص"

    def test_without_a_title_says_so(self) -> None:
        report = report_of(line(text=TEXT), name="a.json")
        assert (report.title, report.text) == (TITLE, TEXT)
        assert "no title given; the first line is taken for it" in report.notes

    def test_a_page_in_a_field_is_read_as_one(self) -> None:
        report = report_of(line(title=TITLE, html=f"<p>{FIRST}</p><p>{SECOND}</p>"), name="a.json")
        assert report.text == TEXT

    def test_ids_come_from_the_content_where_none_are_given(self) -> None:
        first, second = take(f"{line(text=TEXT)}\n{line(text=TEXT, id='')}".encode(), name="a.jsonl")
        assert isinstance(first, Report)
        assert isinstance(second, Report)
        assert first.id == second.id

    def test_a_wrong_day_costs_a_note(self) -> None:
        report = report_of(line(text=TEXT, published="2017-13-45"), name="a.jsonl")
        assert report.published is None
        assert report.notes[0] == (
            f"{WRONG}published: wanted a day such as 2017-04-27, found '2017-13-45'; "
            "correct it or leave it empty; day left unknown"
        )

    @pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "windows-1256"])
    def test_lines_of_another_encoding_are_read(self, name: str) -> None:
        raw = "\n".join(line(id=x, title=TITLE, text=FIRST) for x in "abc").encode(name)
        taken = take(raw, name="a.jsonl")
        assert [(r.id, r.title, r.encoding) for r in taken if isinstance(r, Report)] == [
            (x, TITLE, name) for x in "abc"
        ]


class TestWrongInput:
    @pytest.mark.parametrize("raw", [b"", b"\n \r\n", b"\xef\xbb\xbf", b"\xff\xfe"])
    @pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a.jsonl", "a"])
    def test_an_empty_file(self, raw: bytes, name: str) -> None:
        assert "empty" in failure_of(raw, name=name).reason

    @pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a.jsonl", "a.pdf"])
    def test_a_binary_file(self, name: str) -> None:
        assert "a PDF file" in failure_of(b"%PDF-1.7\n\0\xff\n\0\n", name=name).reason

    def test_a_report_of_50_mb(self) -> None:
        failure = failure_of(b"a " * 25_000_000)
        assert "wanted at most 20 MB in one report, found 50 MB" in failure.reason

    def test_a_line_of_50_mb_leaves_the_others(self) -> None:
        raw = b"\n".join([
            line(id="a", text=TEXT).encode(),
            b"x" * 50_000_000,
            line(id="b", text=TEXT).encode(),
        ])
        first, failure, last = take(raw, name="a.jsonl")
        assert isinstance(first, Report)
        assert isinstance(last, Report)
        assert isinstance(failure, Failure)
        assert failure.report == "a.jsonl:2"
        assert failure.reason.startswith("wanted at most 20 MB in one line, found more; ")

    @pytest.mark.parametrize(
        ("raw", "says"),
        [
            ('{"title": "x"}', "wanted a field text or html with the report in it, found neither"),
            ('{"text": "  ", "html": ""}', "found neither"),
            ('{"title": 5, "text": "x"}', "wanted text | null in $.title, found int"),
            ('{"id": [1], "text": "x"}', "in $.id, found array"),
            ('["x"]', "wanted object, found text"),
            ("3", "wanted object, found int"),
            ("[]", "found an empty list"),
            ("{", "found text that is none"),
            ("[{]", "found text that is none"),
            ('{"text": "x"} {"text": "y"}', "found text that is none"),
            ('{"x": ' + "[" * 99_999, "found one nested too deep"),
            ("[" * 99_999, "found one nested too deep"),
            ('{"id": "../x", "text": "x"}', "wanted an id that is a plain name"),
            ('{"id": "..", "text": "x"}', "wanted an id that is a plain name"),
            ('{"id": "a\\nb", "text": "x"}', "wanted an id that is a plain name"),
            (line(id="a" * 201, text="x"), "of at most 200 bytes"),
        ],
    )
    def test_wrong_json(self, raw: str, says: str) -> None:
        assert says in failure_of(raw, name="a.json").reason

    def test_a_wrong_line_leaves_the_others(self) -> None:
        lines = [line(id="a", text=TEXT), "{", line(id="b", text=3), line(id="c", text=TEXT)]
        taken = take("\n".join(lines).encode(), name="a.jsonl")
        assert [type(outcome) for outcome in taken] == [Report, Failure, Failure, Report]
        assert [outcome.report for outcome in taken if isinstance(outcome, Failure)] == [
            "a.jsonl:2",
            "a.jsonl:3",
        ]

    def test_two_lines_with_one_id(self) -> None:
        lines = [line(id="a", text=TEXT), line(id="b", text=TEXT), line(id="a", text=FIRST)]
        *_, failure = take("\n".join(lines).encode(), name="a.jsonl")
        assert isinstance(failure, Failure)
        assert failure.reason == "wanted an id of its own, found 'a', which a.jsonl:1 has; change or drop one"
        assert failure.sha256 == hashlib.sha256(lines[2].encode()).hexdigest()

    def test_two_items_of_a_list_with_one_id(self) -> None:
        _, failure = take(f"[{line(id='a', text=TEXT)}, {line(id='a', text=FIRST)}]".encode(), name="a.json")
        assert isinstance(failure, Failure)
        assert failure.report == "a.json:[1]"

    def test_the_wrong_suffix_is_told_by_what_the_bytes_are(self) -> None:
        assert report_of(TEXT, name="a.md").text == TEXT
        assert report_of(line(id="x", text=TEXT), name="a").id == "x"
        assert report_of(f"<html><title>{TITLE}</title><p>{FIRST}</p></html>", name="a").title == TITLE


def test_the_user_goes_before_the_line() -> None:
    raw = line(text=TEXT, outlet="شبكة", published="2019-03-04")
    report = report_of(raw, name="a.jsonl", known=Known(outlet="", published=dt.date(2019, 3, 5)))
    assert (report.outlet, report.published) == (None, dt.date(2019, 3, 5))


ANY_TEXT = st.text(
    st.characters(exclude_categories=["Cs"])
    | st.sampled_from(list("قتلىف .؟\n\r\t\u2028\u200f\x07\x85\u00a0")),
    max_size=300,
)


@given(ANY_TEXT)
def test_any_text_maps_back_to_its_original(text: str) -> None:
    raw = text.encode()
    for report in take(raw, name="a.txt"):
        if isinstance(report, Report):
            if report.encoding == "utf-8":
                assert_mapped(report, text.removeprefix("\ufeff"))
            report.text.encode()
            assert report.text == report.text.strip()
            mapped = sum(segment.length for segment in report.segments)
            assert mapped >= len(report.text.replace(" ", "").replace("\n", "")) - text.count("\ufffd")


@given(st.text(max_size=200), st.text(max_size=40), st.booleans())
def test_any_json_maps_back_to_its_original(text: str, title: str, ascii_only: bool) -> None:
    raw = json.dumps({"title": title, "text": text}, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
    for report in take(raw, name="a.jsonl"):
        if isinstance(report, Report) and report.encoding == "utf-8":
            assert_mapped(report, raw.decode("utf-8", "replace"))
            report.text.encode()


@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.json", "a.jsonl", "a", ""]))
def test_any_bytes_give_reports_or_reasons(raw: bytes, name: str) -> None:
    taken = take(raw, name=name)
    assert taken
    assert take(raw, name=name) == taken
