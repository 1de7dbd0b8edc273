"""The judgement says everything it should, in the reader's language and nothing else."""

import datetime as dt
import math
import re
import unicodedata

import msgspec
import pytest
from tests.publishing import sample

from tarjih.publishing.terminal.course import draw_course
from tarjih.publishing.terminal.judgement import draw_judgement
from tarjih.publishing.terminal.ledger import draw_ledger
from tarjih.publishing.terminal.naming import Naming
from tarjih.publishing.terminal.outlook import draw_margins
from tarjih.publishing.terminal.sheet import Sheet
from tarjih.records.assessment import Assessment, DropOne, Threshold, TrendStep
from tarjih.weighing.weigh import weigh

COMMANDS = [("why_command", "tarjih weigh my-case --why"), ("show_command", "tarjih show my-case")]
BOTH = pytest.mark.parametrize("language", ["en", "ar"])


def judgement(
    language: str, *, order: str = "logical", width: int = 100, made: Assessment | None = None
) -> str:
    sheet = Sheet(width=width, language=language, order=order)
    draw_judgement(
        sheet,
        made or sample.assessment(),
        fused=sample.fused(),
        readings=sample.readings(),
        commands=COMMANDS,
    )
    return sheet.text()


def why(language: str) -> str:
    sheet = Sheet(width=100, language=language)
    naming = Naming(sample.fused(), sample.readings(), language=language)
    draw_ledger(sheet, sample.assessment(), naming=naming)
    draw_margins(sheet, sample.assessment(), naming=naming)
    return sheet.text()


def changed(**fields: object) -> Assessment:
    return msgspec.structs.replace(sample.assessment(), **fields)


def flipping(*names: str) -> tuple[DropOne, ...]:
    others = [j.hypothesis for j in sample.assessment().judged if j.hypothesis != sample.assessment().leading]
    return tuple(DropOne(origin=n, name=n, leading=others[0], value=0.2, flips=True) for n in names)


def margins(language: str, made: Assessment) -> str:
    sheet = Sheet(width=110, language=language)
    draw_margins(sheet, made, naming=Naming(sample.fused(), sample.readings(), language=language))
    return sheet.text()


@BOTH
def test_every_hypothesis_stands_with_word_number_and_band(language: str) -> None:
    shown = judgement(language)
    for judged in sample.assessment().judged:
        name, word = (judged.name_en, judged.probability.word_en)
        if language == "ar":
            name, word = judged.name_ar, judged.probability.word_ar
        (line,) = [line for line in shown.splitlines() if line.startswith(f"  {name}") and "●" in line]
        assert f"{min(99, max(1, round(100 * judged.probability.value)))} %" in line
        assert word in line


@BOTH
def test_the_likeliest_hypothesis_stands_first(language: str) -> None:
    bars = [line for line in judgement(language).splitlines() if "●" in line]
    values = [int(re.findall(r"([0-9]+) %", line)[0]) for line in bars]
    assert values == sorted(values, reverse=True)


def test_confidence_and_likelihood_never_share_a_sentence() -> None:
    (sentence,) = [line for line in judgement("en").splitlines() if line.startswith("Confidence")]
    assert "likely" not in sentence


@BOTH
def test_it_says_that_a_machine_judged(language: str) -> None:
    assert ("Judged by machine" if language == "en" else "حكم آلي") in judgement(language)


def test_evidence_is_counted_by_reports_and_independent_origins() -> None:
    assert "6 reports, 3 independent origins" in judgement("en")
    assert "6 أخبار، 3 أصول مستقلة" in judgement("ar")


def test_the_chain_runs_from_event_to_origin_to_outlets() -> None:
    shown = judgement("en")
    tree = shown[shown.index("surrender · ") :]
    origin, copies = (
        tree.index("هيئة المعابر الحدودية · official statement"),
        tree.index("موقع مسارات الحدود"),
    )
    assert tree.index("4 reports, 2 independent origins") < origin < copies


def test_copies_of_one_text_are_shown_as_one() -> None:
    assert "one text: وكالة سنا الأفق, صحيفة المرفأ الجديد, صحيفة صوت السهول" in judgement("en")


def test_both_sides_of_a_conflict_stand_with_their_origin_and_words() -> None:
    shown = judgement("en")
    card = shown[shown.index("how many killed · killing · الطبقة") :].split("\n  how many")[0]
    for side in ("17 «17 مسلحا»", "20-99 «عشرات المسلحين»", "3 «3 مقاتلين»"):
        assert side in card
    assert re.search(r"low \d+, best \d+, high \d+ · no one number fits", card)


def test_days_that_differ_get_no_estimate() -> None:
    shown = judgement("en")
    card = shown[shown.index("when · siege") :].split("\n  whether")[0]
    assert "low" not in card


@pytest.mark.parametrize("names", [("هيئة الميناء",), ("هيئة الميناء", "مرصد الغيم")])
@BOTH
def test_origins_that_alone_turn_the_judgement_are_named(language: str, names: tuple[str, ...]) -> None:
    shown = judgement(language, made=changed(drop_one=flipping(*names)))
    heading = "What would turn the judgement" if language == "en" else "ما يقلب الحكم"
    assert all(name in shown[shown.index(heading) :] for name in names)


def test_reports_of_unknown_origin_are_called_so_where_they_turn_the_judgement() -> None:
    made = changed(drop_one=flipping("unknown"))
    assert "Without reports of unknown origin, another would lead" in judgement("en", made=made)
    assert "من دون الأخبار المجهولة الأصل تتقدم فرضية أخرى" in judgement("ar", made=made)


@pytest.mark.parametrize(
    ("number", "wanted"),
    [(1, "أصل مستقل واحد"), (2, "أصلين مستقلين"), (3, "3 أصول مستقلة"), (11, "11 أصلا مستقلا")],
)
def test_arabic_origins_stand_in_the_case_of_their_preposition(number: float, wanted: str) -> None:
    shown = judgement("ar", made=changed(independent=float(number)))
    assert f"والأدلة قائمة على {wanted} ·" in shown.splitlines()[1]


@BOTH
def test_a_judgement_without_evidence_rests_on_no_origins(language: str) -> None:
    shown = judgement(language, made=changed(evidence=(), independent=0.0))
    assert "origin" not in shown.splitlines()[1]
    assert "أصل" not in shown.splitlines()[1]


@BOTH
def test_a_name_that_nobody_bears_is_told(language: str) -> None:
    made = weigh(sample.fused(), hypotheses=sample.hypotheses(), subject="جماعة السراب")
    assert made.notes
    (line,) = [line for line in judgement(language, made=made).splitlines() if line.endswith(("?", "؟"))][1:]
    assert "جماعة السراب" in line


def test_evidence_that_may_concern_another_says_so() -> None:
    first = msgspec.structs.replace(sample.assessment().evidence[0], relevance=0.7)
    made = changed(evidence=(first, *sample.assessment().evidence[1:]))
    assert judgement("en", made=made).count("that it concerns this subject: 70 %") == 1
    assert "تعلقه بموضوع السؤال: 70 %" in judgement("ar", made=made)


def test_margins_name_the_origin_the_word_and_both_reliabilities() -> None:
    near = Threshold(
        origin="o", name="مرصد الغيم", now=0.8, at=0.62, word_en="very likely", word_ar="مرجّح جدا"
    )
    made = changed(turn_one=flipping("هيئة الميناء"), thresholds=(near,))
    english, arabic = margins("en", made), margins("ar", made)
    assert "هيئة الميناء were wrong in all it says, another would lead" in english
    assert "“very likely” if مرصد الغيم were reliable at 62 % (now 80 %)" in english
    assert "«مرجّح جدا» لو كانت موثوقية مرصد الغيم 62 % (وهي الآن 80 %)" in arabic


def test_margins_say_when_nothing_is_near() -> None:
    stays = tuple(msgspec.structs.replace(d, flips=False) for d in flipping("هيئة الميناء"))
    shown = margins("en", changed(turn_one=stays, thresholds=()))
    assert "the same hypothesis would lead" in shown
    assert "changes the word" in shown


@BOTH
def test_the_course_shows_days_that_moved_the_judgement_with_the_report(language: str) -> None:
    ids = [judged.hypothesis for judged in sample.assessment().judged]
    report = next(iter(sample.readings().values()))
    values = dict.fromkeys(ids, 1 / len(ids))
    steps = [
        TrendStep(
            day=dt.date(2019, 3, 5), values=values, leading=ids[0], reports=2, moved=report.report, by=0.11
        ),
        TrendStep(day=dt.date(2019, 3, 6), values=values, leading=ids[0], reports=1),
    ]
    sheet = Sheet(width=110, language=language)
    naming = Naming(sample.fused(), sample.readings(), language=language)
    draw_course(sheet, sample.assessment(), steps=steps, naming=naming)
    shown = sheet.text()
    assert report.title in shown
    assert ("(11 points)" if language == "en" else "(11 نقطة)") in shown
    assert "6 March" not in shown
    assert ("1 day" if language == "en" else "يوم واحد") in shown


@BOTH
def test_it_ends_with_commands_to_look_further(language: str) -> None:
    assert "tarjih weigh my-case --why" in judgement(language).splitlines()[-2]


def test_an_arabic_judgement_holds_no_english() -> None:
    shown = judgement("ar") + why("ar")
    allowed = {*"ABCDEF", "The", "Harbour", "Ledger", "tarjih", "weigh", "show", "my", "case", "why"}
    found = set(re.findall(r"[A-Za-z]+", shown))
    assert found <= allowed


def test_an_arabic_judgement_for_a_plain_terminal_is_joined_and_stands_on_the_right() -> None:
    shown = judgement("ar", order="visual")
    for line in shown.splitlines():
        letters = [c for c in line if "ARABIC LETTER" in unicodedata.name(c, "")]
        assert all("FORM" in unicodedata.name(c) for c in letters)
    assert all(len(line) - len(line.lstrip()) > 0 or len(line) >= 60 for line in shown.splitlines() if line)


@pytest.mark.parametrize("width", [60, 80, 110])
@BOTH
def test_it_fits_the_terminal(width: int, language: str) -> None:
    for order in ("visual", "logical"):
        sheet = Sheet(width=width)
        assert all(
            sheet.cells(line) <= width for line in judgement(language, order=order, width=width).splitlines()
        )


@BOTH
def test_the_columns_of_the_ledger_sum_to_the_judgement(language: str) -> None:
    plain = why(language).replace("\u2212", "-").replace("\u200e", "")
    rows = [re.findall(r"[-+]?\d+\.\d\d(?= |$)", line) for line in plain.splitlines()]
    rows = [list(map(float, row)) for row in rows if len(row) == 4]
    sums = rows.pop()
    for column, total in zip(zip(*rows, strict=True), sums, strict=True):
        assert math.isclose(sum(column), total, abs_tol=0.005 * len(rows) + 0.005)
    values = sorted((j.probability.value for j in sample.assessment().judged), reverse=True)
    for total, value in zip(sums, values, strict=True):
        assert math.isclose(10 ** (total / 10), value, abs_tol=0.01)
